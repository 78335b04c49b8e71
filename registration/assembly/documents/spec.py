"""What a document of the package is: who signs it, how many copies go where, when it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from registration.domain.case import Case
from registration.domain.labelled import Labelled
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


class Recipient(Labelled):
    """Where a copy goes."""

    MINJUST = "minjust", "Минюст"
    ADMINISTRATION = "administration", "администрация"
    TOS = "tos", "остаётся в ТОС"


class Phase(Labelled):
    """Which part of the way a document serves; papers of one part are printed together."""

    PREPARATION = "preparation", "до собрания"
    MEETING = "meeting", "собрание"
    MUNICIPAL = "municipal", "регистрация устава в администрации"
    REGISTRATION = "registration", "подача в Минюст"
    AFTER = "after", "после регистрации"
    FOLDER = "folder", "папка дела"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a document is made for, when there is one for each person."""

    person: Person
    share: str | None = None
    representative: Person | None = None

    @property
    def has_share(self) -> bool:
        return self.share is not None


def always(case: Case) -> bool:
    return True


Copies = Mapping[Recipient, int | str]
"""Number of copies; a text names the figure of law that sets it."""


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
    each: Callable[[Case], tuple[Subject, ...]] | None = None
    lists_sheets: bool = False

    def copies_for(self, recipient: Recipient, on: date) -> int:
        """How many copies go to a recipient, by the law of the day."""
        number = self.copies.get(recipient, 0)
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
