"""A case: the answers of one TOS, and the one door by which answers come in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dateutil.relativedelta import relativedelta
from pydantic import Field, ValidationError

from registration.domain.charter import Charter
from registration.domain.filing import Applicant, Filing, Okved, Outcome, StateDuty
from registration.domain.first_days import FirstDays
from registration.domain.meeting import Meeting
from registration.domain.organs import Organs
from registration.domain.people import Founders, InitiativeGroup, People, Person
from registration.domain.premises import CoOwner, Premises, RegisteredAddress
from registration.domain.problems import Path, Problem, place_in, problems_of
from registration.domain.review import Checks, Decisions, Wording
from registration.domain.roles import Roles
from registration.domain.section import Section
from registration.domain.text import normalised
from registration.domain.tos import (
    CaseCard,
    LocalRules,
    MunicipalRegistration,
    Residents,
    Territory,
    Tos,
)


class Case(Section):
    """Answers of one TOS. A section is None until all of it reads correctly."""

    card: CaseCard | None = Field(default=None, title="Дело")
    tos: Tos | None = Field(default=None, title="ТОС")
    territory: Territory | None = Field(default=None, title="Территория")
    residents: Residents | None = Field(default=None, title="Жители")
    local_rules: LocalRules | None = Field(default=None, title="Местные правила")
    people: People | None = Field(default=None, title="Люди")
    founders: Founders | None = Field(default=None, title="Учредители")
    initiative: InitiativeGroup | None = Field(default=None, title="Инициативная группа")
    charter: Charter | None = Field(default=None, title="Устав")
    meeting: Meeting | None = Field(default=None, title="Собрание")
    organs: Organs | None = Field(default=None, title="Органы ТОС")
    municipal_registration: MunicipalRegistration | None = Field(
        default=None, title="Регистрация устава в администрации"
    )
    address: RegisteredAddress | None = Field(default=None, title="Адрес")
    premises: Premises | None = Field(default=None, title="Помещение")
    okved: Okved | None = Field(default=None, title="Коды ОКВЭД")
    applicant: Applicant | None = Field(default=None, title="Заявитель")
    filing: Filing | None = Field(default=None, title="Подача документов")
    state_duty: StateDuty | None = Field(default=None, title="Госпошлина")
    outcome: Outcome | None = Field(default=None, title="Результат")
    first_days: FirstDays | None = Field(default=None, title="Первые дни после регистрации")
    decisions: Decisions = Field(default=Decisions(), title="Решения консультанта")
    checks: Checks = Field(default=Checks(), title="Проверки вручную")
    wording: Wording = Field(default=Wording(), title="Исправленные падежи")

    @cached_property
    def _by_key(self) -> dict[str, Person]:
        return {person.key: person for person in self.people.persons} if self.people else {}

    def person(self, key: str | None) -> Person | None:
        """The person with this key, or None."""
        return self._by_key.get(key) if key else None

    def persons(self, keys: tuple[str, ...]) -> tuple[Person, ...]:
        """People with these keys, in that order; unknown keys were refused at reading."""
        return tuple(self._by_key[key] for key in keys if key in self._by_key)

    @cached_property
    def roles(self) -> Roles:
        founders = tuple(item.person for item in self.founders.members) if self.founders else ()
        return Roles(
            founders=self.persons(founders),
            **self._elected(),
            **self._meeting_roles(),
            **self._initiative_roles(),
            applicant=self.person(self.applicant.person) if self.applicant else None,
            representative=self.person(self.filing.representative) if self.filing else None,
            payer=self.person(self.state_duty.payer) if self.state_duty else None,
            owner=self.person(self.premises.owner) if self.premises else None,
            **self._after_roles(),
        )

    def _elected(self) -> dict[str, Any]:
        organs = self.organs
        if organs is None:
            return {}
        return {
            "chair": self.person(organs.chair),
            "deputy": self.person(organs.deputy),
            "council": self.persons(organs.council),
            "audit": self.persons(organs.audit),
            "audit_chair": self.person(organs.audit_chair),
        }

    def _meeting_roles(self) -> dict[str, Any]:
        meeting = self.meeting
        if meeting is None:
            return {}
        return {
            "meeting_chair": self.person(meeting.chair),
            "meeting_secretary": self.person(meeting.secretary),
            "meeting_opener": self.person(meeting.opened_by),
            "meeting_organiser": self.person(meeting.organiser),
            "counters": self.persons(meeting.counters),
            "counting_chair": self.person(meeting.counting_chair),
            "counting_secretary": self.person(meeting.counting_secretary),
            "founders_for": self.persons(meeting.founders_for),
        }

    def _initiative_roles(self) -> dict[str, Any]:
        group = self.initiative
        if group is None:
            return {}
        return {
            "initiative": self.persons(group.members),
            "initiative_chair": self.person(group.chair),
            "initiative_deputy": self.person(group.deputy),
            "initiative_secretary": self.person(group.secretary),
        }

    def _after_roles(self) -> dict[str, Any]:
        days = self.first_days
        if days is None:
            return {}
        return {
            "accountant": self.person(days.accountant),
            "second_signatory": self.person(days.second_signatory),
        }

    @property
    def term_until(self) -> date | None:
        """Last day of the term of those elected: the meeting's date plus the charter's term."""
        if self.meeting is None or self.charter is None:
            return None
        return self.meeting.held_on + relativedelta(years=self.charter.term_years)

    def co_owner_people(self) -> tuple[tuple[CoOwner, Person, Person | None], ...]:
        """Each co-owner with the person and, for a child, the legal representative."""
        premises = self.premises
        return tuple(
            (item, person, self.person(item.represented_by))
            for item in (premises.co_owners if premises else ())
            if (person := self.person(item.person))
        )

    def everyone(self) -> tuple[Person, ...]:
        """All people of the case."""
        return self.people.persons if self.people else ()


SECTIONS = tuple(Case.model_fields)
"""Names of the parts of a case, in their order; pydantic is slow to say them each time."""


def is_answer(path: str) -> bool:
    """Whether a dotted path leads into the answers of a case."""
    return path.split(".")[0] in SECTIONS


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of some answers, and everything that could not."""

    case: Case
    problems: tuple[Problem, ...]


def read_case(answers: Mapping[str, object]) -> Reading:
    """Read raw answers: sound sections into the case, every fault into a problem.

    The answers themselves are never changed or dropped: the caller keeps them.
    """
    sections: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in answers.items():
        section, faults = _read_section(name, value)
        problems += faults
        if section is not None:
            sections[name] = section
    for fault in _dangling(Case.model_construct(**sections)):
        problems.append(fault)
        sections.pop(str(fault.at[0]), None)
    return Reading(Case(**sections), tuple(problems))


def _read_section(name: str, value: object) -> tuple[Any, list[Problem]]:
    if value is None:
        return None, []
    try:
        return getattr(Case.model_validate({name: normalised(value)}), name), []
    except ValidationError as error:
        return None, list(problems_of(Case, error))


def _dangling(case: Case) -> Iterator[Problem]:
    """Faults that only show when sections are put side by side.

    While the people themselves do not read, roles cannot be held against them.
    """
    for at, key in _references(case) if case.people else ():
        if case.person(key) is None:
            yield Problem(
                at=at,
                code="unknown_person",
                message=f"В разделе «Люди» нет человека с обозначением «{key}». "
                "Впишите его или исправьте обозначение.",
                place=place_in(Case, at),
            )
    yield from _outside_district(case)


def _references(case: Case) -> Iterator[tuple[Path, str]]:
    single = {
        "organs": ("chair", "deputy", "audit_chair"),
        "meeting": (
            "chair",
            "secretary",
            "opened_by",
            "organiser",
            "counting_chair",
            "counting_secretary",
        ),
        "initiative": ("chair", "deputy", "secretary"),
        "applicant": ("person",),
        "filing": ("representative",),
        "state_duty": ("payer",),
        "premises": ("owner",),
        "first_days": ("accountant", "second_signatory"),
    }
    several = {
        "organs": ("council", "audit"),
        "meeting": ("counters", "founders_for"),
        "initiative": ("members",),
    }
    for name, fields in single.items():
        section = getattr(case, name)
        for field in fields:
            if section is not None and (key := getattr(section, field)):
                yield (name, field), key
    for name, fields in several.items():
        section = getattr(case, name)
        for field in fields:
            for number, key in enumerate(getattr(section, field, ())):
                yield (name, field, number), key
    yield from _references_in_lists(case)


def _references_in_lists(case: Case) -> Iterator[tuple[Path, str]]:
    for number, founder in enumerate(case.founders.members if case.founders else ()):
        yield ("founders", "members", number, "person"), founder.person
    for number, item in enumerate(case.meeting.agenda if case.meeting else ()):
        if item.speaker:
            yield ("meeting", "agenda", number, "speaker"), item.speaker
    for number, owner in enumerate(case.premises.co_owners if case.premises else ()):
        yield ("premises", "co_owners", number, "person"), owner.person
        if owner.represented_by:
            yield ("premises", "co_owners", number, "represented_by"), owner.represented_by


def _outside_district(case: Case) -> Iterator[Problem]:
    """The address of the legal entity lies inside the district of the TOS."""
    if case.address is None or case.territory is None:
        return
    district = case.territory.district
    address = case.address.address
    at: Path | None = None
    if address.municipality != district.name.nominative:
        at = ("address", "address", "municipality")
    elif any(address.settlement == outside.name for outside in district.not_inside):
        at = ("address", "address", "settlement")
    if at:
        yield Problem(
            at=at,
            code="outside_district",
            message=f"Адрес «{address.municipality}, {address.place}» не в том округе, где ТОС "
            f"({district.name.nominative}). Проверьте округ и населённый пункт.",
            place=place_in(Case, at),
        )
