"""What a document of the package is: who signs it, how many copies go where, when it is made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.domain.meeting import DelegateGroup
from registration.domain.people import Person
from registration.rules.law import figure


class Signatory(Labelled):
    """Who puts a signature."""

    APPLICANT = "applicant", "заявитель"
    APPLICANT_AT_NOTARY = "applicant_at_notary", "заявитель (при нотариусе или при приёме)"
    MEETING_CHAIR = "meeting_chair", "председательствующий на собрании"
    MEETING_SECRETARY = "meeting_secretary", "секретарь собрания"
    PARTICIPANTS = "participants", "каждый участник собрания"
    FOUNDERS = "founders", "каждый учредитель"
    OWNER = "owner", "собственник помещения"
    CO_OWNER = "co_owner", "сособственник или проживающий"
    SUBJECT = "subject", "сам человек"
    ORGANISER = "organiser", "созывающий собрание"
    INITIATIVE_CHAIR = "initiative_chair", "председатель инициативной группы"
    INITIATIVE_SECRETARY = "initiative_secretary", "секретарь инициативной группы"
    INITIATIVE_MEMBERS = "initiative_members", "каждый член инициативной группы"
    RESIDENTS = "residents", "жители"
    GROUP_CHAIR = "group_chair", "кто вёл выборы делегатов"
    GROUP_SECRETARY = "group_secretary", "кто писал протокол выборов"
    MANDATE_COMMISSION = "mandate_commission", "каждый член мандатной комиссии"
    COUNTING_COMMISSION = "counting_commission", "каждый член счётной комиссии"
    CHAIR = "chair", "председатель"
    CANDIDATE = "candidate", "сам кандидат"


class Recipient(Labelled):
    """Where a copy goes."""

    MINJUST = "minjust", "Минюст"
    ADMINISTRATION = "administration", "администрация"
    COUNCIL = "council", "Собрание депутатов"
    RESIDENTS = "residents", "жителям"
    VOTERS = "voters", "голосующим"
    BANK = "bank", "банк"
    NOTARY = "notary", "нотариус"
    TOS = "tos", "остаётся в ТОС"


class Phase(Labelled):
    """Which part of the way a document serves; papers of one part are printed together."""

    PREPARATION = "preparation", "до собрания"
    MEETING = "meeting", "собрание"
    MUNICIPAL = "municipal", "регистрация устава в администрации"
    REGISTRATION = "registration", "подача в Минюст"
    AFTER = "after", "после регистрации"
    FOLDER = "folder", "папка дела"


class Binding(Labelled):
    """How the sheets of a copy are held together."""

    LOOSE = "loose", "не скреплять"
    STAPLED = "stapled", "скрепить степлером"
    STITCHED = "stitched", "прошить и пронумеровать"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a document is made for, when there is one for each person."""

    person: Person
    share: str | None = None
    representative: Person | None = None

    @property
    def has_share(self) -> bool:
        return self.share is not None

    @property
    def key(self) -> str:
        return self.person.key

    @property
    def signer(self) -> str:
        """Who signs: for a child, the legal representative."""
        return (self.representative or self.person).name.initials

    def names(self) -> Mapping[str, object]:
        """What a template of this document sees besides the case."""
        return {"person": self.person, "co_owner": self}


@dataclass(frozen=True, slots=True)
class GroupOfHouses:
    """A group of residents a document is made for: its election of delegates."""

    group: DelegateGroup

    @property
    def key(self) -> str:
        return self.group.minutes_number

    @property
    def signer(self) -> str:
        return self.group.chair.initials if self.group.chair else self.group.title

    def names(self) -> Mapping[str, object]:
        """What a template of this document sees besides the case."""
        rows = tuple(range(1, self.group.took_part + 1))  # everybody who took part signs
        return {"group": self.group, "group_rows": rows}


class MadeFor(Protocol):
    """Whom or what one document of several is made for; the key never changes."""

    @property
    def key(self) -> str: ...

    @property
    def signer(self) -> str: ...

    def names(self) -> Mapping[str, object]: ...


def always(case: Case) -> bool:
    return True


Copies = Mapping[Recipient, int | str | Callable[[Case], int | str]]
"""Number of copies; a text names the figure of law that sets it, a function asks the case."""


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """One document: its template, what it needs, who signs it, how many copies go where."""

    code: str
    phase: Phase
    id: str
    stem: str
    title: str
    template: str | None
    needs: tuple[str, ...]
    copies: Copies
    signed_by: tuple[Signatory, ...] = ()
    included: Callable[[Case], bool] = always
    each: Callable[[Case], Sequence[MadeFor]] | None = None
    lists_sheets: bool = False
    binding: Binding = Binding.STAPLED

    @property
    def is_drawn(self) -> bool:
        """Drawn by the program: there is no Word template behind it."""
        return self.template is None

    def copies_for(self, recipient: Recipient, on: date, case: Case) -> int:
        """How many copies go to a recipient, by the law of the day and the needs of the case."""
        number = self.copies.get(recipient, 0)
        if callable(number):
            number = number(case)
        return figure(number, on) if isinstance(number, str) else number

    def missing(self, case: Case) -> tuple[str, ...]:
        """Names of the sections this document needs and the case does not have."""
        return tuple(name for name in self.needs if getattr(case, name) is None)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper that others issue and the applicant adds to the package."""

    code: str
    title: str
    included: Callable[[Case], bool]
    copies: int = 1
    note: str = field(default="")


NAMED = ("tos", "territory")
"""Sections that nearly every document needs: who the TOS is and where."""
