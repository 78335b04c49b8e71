"""What templates can see: the case itself, who is who, and what is reckoned from them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from registration.assembly.documents import Subject
from registration.assembly.rendering.before import before_meeting
from registration.assembly.rendering.first_days import after_registration
from registration.districts import association, minjust
from registration.domain.case import SECTIONS, Case
from registration.domain.meeting import AgendaItem, AgendaTopic, Delegates, Participant
from registration.domain.people import Person
from registration.language.wording import date_dots
from registration.rules.law import FiguresOn, legal_basis
from registration.rules.quorum import Quorum, quorum
from registration.rules.votes import required_topics

BLANK_ROWS = 40  # of an attendance sheet printed before anybody has been counted
CLOSING_ROWS = 4  # of an attendance sheet go to a new page with the total and the signature
BY_HAND = "____"


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A question of the agenda with its number and the person who speaks to it."""

    number: int
    item: AgendaItem
    speaker: Person | None
    is_majority_reached: bool


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A line of the attendance sheet; empty texts are filled by hand."""

    number: int
    name: str = ""
    birth_date_text: str = ""
    address_text: str = ""
    group_text: str = ""
    represented_text: str = ""
    is_closing: bool = False


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A line of the inventory."""

    number: int
    title: str
    copies: int
    sheets: int | None
    signers_text: str = ""

    @property
    def sheets_text(self) -> str:
        """Sheets of one copy; a line to write on when nobody has counted them."""
        return BY_HAND if self.sheets is None else str(self.sheets)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A remark as the cover sheet of a draft lists it."""

    message: str
    place: str = ""
    citations: tuple[str, ...] = ()


class Step(Protocol):
    """A step of the checklist, as the tracker makes it and the template prints it."""

    @property
    def title(self) -> str: ...

    @property
    def who(self) -> str: ...

    @property
    def why(self) -> str: ...

    @property
    def due(self) -> date | None: ...

    @property
    def days(self) -> str: ...


def plan_rows(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps that have days of the plan, the nearest first, those of every year last."""
    planned = [step for step in steps if step.days]
    return tuple(sorted(planned, key=lambda step: step.due or date.max))


def template_context(case: Case, on: date) -> dict[str, object]:
    """Everything a template may name, before what belongs to one document only.

    Values that the case does not have are None: a final document refuses them, a draft
    prints a blank.
    """
    meeting_day = case.meeting.held_on if case.meeting else on
    planned = tuple(_agenda(case)) or draft_agenda(case)
    return {
        **{name: getattr(case, name) for name in SECTIONS},
        **before_meeting(case),
        **after_registration(case),
        "roles": case.roles,
        "term_until": case.term_until,
        "co_owners": tuple(
            Subject(person=person, share=item.share, representative=representative)
            for item, person, representative in case.co_owner_people()
        ),
        "district": case.territory.district if case.territory else None,
        "minjust": minjust(),
        "operator": association(),
        "law": legal_basis(meeting_day),
        "quorum": quorum(case, meeting_day),
        "figures": FiguresOn(on),
        "figures_at_meeting": FiguresOn(meeting_day),
        "boundaries_set_before_meeting": _boundaries_set_before_meeting(case),
        "agenda": tuple(_agenda(case)),
        "planned_agenda": planned,
        "counted_agenda": tuple(_counted(case)),
        "ballot_agenda": tuple(entry for entry in planned if not entry.item.on_officers),
        "attendance_rows": _attendance(case),
        "on": on,
    }


def _boundaries_set_before_meeting(case: Case) -> bool:
    """Whether the minutes can cite the decision on the boundaries: it was made by then."""
    decision = case.territory.decision if case.territory else None
    if decision is None or case.meeting is None:
        return False
    return decision.issued_on <= case.meeting.held_on


def _agenda(case: Case) -> Iterable[AgendaEntry]:
    if case.meeting is None:
        return
    found = quorum(case, case.meeting.held_on)
    for number, item in enumerate(case.meeting.agenda, start=1):
        yield AgendaEntry(
            number=number,
            item=item,
            speaker=case.person(item.speaker),
            is_majority_reached=_adopted(item, found),
        )


def _counted(case: Case) -> Iterable[AgendaEntry]:
    """What the counting commission counted: in a secret vote it is itself elected by hands."""
    secret = case.meeting is not None and case.meeting.is_secret_vote
    return (entry for entry in _agenda(case) if not (secret and entry.item.on_officers))


def draft_agenda(case: Case) -> tuple[AgendaEntry, ...]:
    """The usual agenda with no votes yet: a draft of the minutes to be filled in by pen."""
    topics = [AgendaTopic.OFFICERS, AgendaTopic.FOUNDATION, *_usual_topics(case)]
    return tuple(
        AgendaEntry(number, _unvoted(topic), None, is_majority_reached=True)
        for number, topic in enumerate(topics, start=1)
    )


def _usual_topics(case: Case) -> Iterable[AgendaTopic]:
    if case.tos and case.charter:
        return required_topics(case.tos, case.charter)
    known = (AgendaTopic.OFFICERS, AgendaTopic.FOUNDATION, AgendaTopic.PLANS, AgendaTopic.OTHER)
    return (topic for topic in AgendaTopic if topic not in known)


def _unvoted(topic: AgendaTopic) -> AgendaItem:
    empty: dict[str, Any] = dict.fromkeys(AgendaItem.model_fields)
    return AgendaItem.model_construct(None, **{**empty, "topic": topic})


def _adopted(item: AgendaItem, found: Quorum | None) -> bool:
    """The charter needs the qualified majority, other questions more than half."""
    if found is None:
        return False
    needed = found.qualified_majority if item.on_charter else found.simple_majority
    return needed is not None and item.votes.favour >= needed


def _attendance(case: Case) -> tuple[AttendanceRow, ...]:
    rows = tuple(_attendants(case))
    closing = (replace(row, is_closing=True) for row in rows[-CLOSING_ROWS:])
    return (*rows[:-CLOSING_ROWS], *closing)


def _attendants(case: Case) -> Iterable[AttendanceRow]:
    meeting = case.meeting
    if meeting is None:
        return (AttendanceRow(number) for number in range(1, BLANK_ROWS + 1))
    if meeting.participants:
        return map(_participant_row, range(1, 10_000), meeting.participants)
    if meeting.delegates:
        return _delegate_rows(meeting.delegates)
    rows = BLANK_ROWS if meeting.registered is None else meeting.registered
    return (AttendanceRow(number) for number in range(1, rows + 1))


def _participant_row(number: int, participant: Participant) -> AttendanceRow:
    return AttendanceRow(
        number=number,
        name=participant.name.full,
        birth_date_text=date_dots(participant.birth_date),
        address_text=participant.address.local,
    )


def _delegate_rows(delegates: Delegates) -> Iterable[AttendanceRow]:
    number = 0
    for group in delegates.groups:
        day = date_dots(group.elected_on)
        elected = f"{group.title}, протокол №\u00a0{group.minutes_number} от {day}"
        for name in group.delegates:
            number += 1
            yield AttendanceRow(number=number, name=name.full, group_text=elected)


def numbered(enclosures: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    """Number the lines of an inventory from one."""
    return tuple(replace(item, number=index) for index, item in enumerate(enclosures, start=1))


def total_sheets_text(enclosures: Iterable[Enclosure]) -> str:
    """All sheets of all copies; empty while some have not been counted."""
    total = 0
    for item in enclosures:
        if item.sheets is None:
            return ""
        total += item.sheets * item.copies
    return str(total)
