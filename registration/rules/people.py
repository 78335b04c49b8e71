"""People: complete passports, one spelling of a name, consent to keep their data."""

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from registration.domain.case import Case
from registration.domain.people import (
    Citizenship,
    DocumentKind,
    Founders,
    People,
    Person,
    PersonName,
)
from registration.rules.law import LegalBasis, figure, figure_as_list
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import day, folded_name, listed

_REVIEWED = date(2026, 11, 23)


def position(case: Case, person: Person) -> int:
    """Where a person stands in the list of people."""
    return case.everyone().index(person)


@rule(
    "person-passport-complete",
    "Сведения об учредителях, председателе и заявителе полные, паспорта действуют",
    Severity.BLOCKER,
    RuleStage.APPLICATION,
    cites=(("fz-7", "п. 5 ст. 13.1"), ("passport-rules", "")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def passport_complete(
    founders: Founders, people: People, case: Case, on: date, law: LegalBasis
) -> Iterator[Breach]:
    """Those whom the application and the list of founders name with their passports."""
    for person in _named_in_the_application(case):
        at = f"people.persons.{position(case, person)}"
        missing = tuple(_missing(person))
        if missing:
            yield Breach(at, f"{person.name.full}: впишите {listed(missing)}.")
        if person.document and person.document.issued_on > on:
            yield Breach(
                f"{at}.document.issued_on",
                f"{person.name.full}: паспорт выдан в будущем. Проверьте дату выдачи.",
            )
        expired = _expired_on(person, law.on)
        if expired and expired < law.on:
            yield Breach(
                f"{at}.document",
                f"{person.name.full}: паспорт действовал до {day(expired)}, его надо было сменить "
                "по возрасту. Получите новый паспорт и впишите его.",
            )


def _named_in_the_application(case: Case) -> tuple[Person, ...]:
    roles = case.roles
    named = (*roles.founders, roles.chair, roles.applicant)
    return tuple(dict.fromkeys(person for person in named if person))


def _missing(person: Person) -> Iterator[str]:
    if person.document is None:
        yield "паспорт"
    if person.birth_place is None:
        yield "место рождения"
    if person.registered_address is None:
        yield "адрес по паспорту"
    if person.phone is None:
        yield "телефон"
    if person.citizenship is Citizenship.FOREIGN and person.country_code is None:
        yield "код страны гражданства"


def _expired_on(person: Person, on: date) -> date | None:
    """The last day of a passport that had to be changed at an age already reached."""
    document = person.document
    if document is None or document.kind is not DocumentKind.PASSPORT:
        return None
    grace = timedelta(days=figure("passport_replacement_days", on))
    for age in figure_as_list("passport_ages", on):
        birthday = person.birth_date + relativedelta(years=age)
        if document.issued_on < birthday and birthday + grace < on:
            return birthday + grace
    return None


@rule(
    "person-name-consistent",
    "Каждое имя написано одинаково и внесено один раз",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(("fz-7", "п. 1.1 ст. 23.1"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def name_consistent(people: People, case: Case) -> Iterator[Breach]:
    """What the answers can break; the finished papers are compared when the package is verified."""
    known: dict[str, tuple[str, PersonName]] = {}
    for number, person in enumerate(people.persons):
        at = f"people.persons.{number}.name"
        twin = _twin(people.persons[:number], person)
        if twin:
            yield Breach(
                at,
                f"{person.name.full} и {twin.name.full} родились в один день: похоже, один человек "
                "внесён дважды. Оставьте одну запись, имя — как в паспорте.",
            )
        known.setdefault(folded_name(person.name), (at, person.name))
    for at, name in _other_names(case):
        known_name = known.setdefault(folded_name(name), (at, name))[1]
        if known_name.full != name.full:
            yield Breach(
                at,
                f"Имя написано по-разному: «{name.full}» и «{known_name.full}». Сверьте с "
                "паспортом (ё или е, дефис, пробел) и исправьте.",
            )


def _twin(earlier: tuple[Person, ...], person: Person) -> Person | None:
    """The same birthday with a name that sounds the same, or lacks only the patronymic."""
    for other in earlier:
        if other.birth_date != person.birth_date:
            continue
        if folded_name(other.name) == folded_name(person.name):
            return other
        if None in (other.name.patronymic, person.name.patronymic) and _same_short(other, person):
            return other
    return None


def _same_short(one: Person, other: Person) -> bool:
    return (one.name.last, one.name.first) == (other.name.last, other.name.first)


def _other_names(case: Case) -> Iterator[tuple[str, PersonName]]:
    """Names typed outside the list of people: participants, delegates, guests, officials."""
    meeting, rules, premises = case.meeting, case.local_rules, case.premises
    if meeting:
        for number, participant in enumerate(meeting.participants):
            yield f"meeting.participants.{number}.name", participant.name
        for number, guest in enumerate(meeting.guests):
            yield f"meeting.guests.{number}.name", guest.name
        for number, group in enumerate(meeting.delegates.groups if meeting.delegates else ()):
            for index, delegate in enumerate(group.delegates):
                yield f"meeting.delegates.groups.{number}.delegates.{index}", delegate
    if rules and rules.head:
        yield "local_rules.head", rules.head
    if premises and premises.organisation:
        yield "premises.organisation.signatory", premises.organisation.signatory


@rule(
    "person-pd-consent",
    "От каждого человека получено согласие на обработку данных",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(("fz-152", "ст. 9"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def consent_signed(people: People, on: date) -> Iterator[Breach]:
    for number, person in enumerate(people.persons):
        if person.consent_on is None:
            yield Breach(
                f"people.persons.{number}.consent_on",
                f"{person.name.full}: нет подписанного согласия на обработку персональных данных. "
                "Дайте подписать согласие и впишите дату.",
            )
        elif person.consent_on > on:
            yield Breach(
                f"people.persons.{number}.consent_on",
                f"{person.name.full}: согласие помечено будущим днём ({day(person.consent_on)}). "
                "Проверьте дату.",
            )


@rule(
    "person-inn-checksum",
    "ИНН у каждого свой, у заявителя и председателя он вписан",
    Severity.WARNING,
    RuleStage.APPLICATION,
    cites=(("fz-129", "ст. 5"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def inn_of_each(people: People, case: Case) -> Iterator[Breach]:
    """A wrong checksum is refused at reading; a right number can still stand at two people."""
    owners: dict[str, Person] = {}
    for number, person in enumerate(people.persons):
        if person.inn is None:
            continue
        other = owners.setdefault(person.inn, person)
        if other is not person:
            yield Breach(
                f"people.persons.{number}.inn",
                f"Один и тот же ИНН стоит у двух людей: {other.name.full} и {person.name.full}. "
                "Сверьте оба со свидетельствами.",
            )
    for named in dict.fromkeys((case.roles.chair, case.roles.applicant)):
        if named and named.inn is None:
            yield Breach(
                f"people.persons.{position(case, named)}.inn",
                f"{named.name.full}: ИНН не вписан. Если он есть, впишите: в заявлении для него "
                "есть место.",
                severity=Severity.ADVICE,
            )


RULES: tuple[Rule, ...] = (passport_complete, name_consistent, consent_signed, inn_of_each)
