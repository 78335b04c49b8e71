"""Quorum and majorities of the founding meeting, in whole numbers only."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from registration.domain.case import Case
from registration.domain.meeting import Delegates, Meeting
from registration.domain.tos import Residents
from registration.rules.law import figure, figure_as_fraction


@dataclass(frozen=True, slots=True)
class Quorum:
    """What was needed and what there was; None while the meeting has not been held.

    At an assembly people are counted, at a conference delegates: `required` and `present` mean
    whichever counts. `half_required` tells what the other reading of the law would ask.
    """

    entitled: int
    required: int
    half_required: int
    present: int | None
    delegates_elected: int | None = None
    delegates_required: int | None = None
    delegates_present: int | None = None
    represented: int | None = None
    represented_required: int | None = None
    simple_majority: int | None = None
    qualified_majority: int | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the meeting could decide."""
        if self.present is None:
            return None
        return self.present >= self.required and self.missing_residents == 0

    @property
    def missing(self) -> int | None:
        """How many people (delegates) more were needed."""
        if self.present is None:
            return None
        return max(self.required - self.present, 0)

    @property
    def missing_residents(self) -> int:
        """At a conference: how many residents more had to be represented."""
        return max((self.represented_required or 0) - (self.represented or 0), 0)

    @property
    def half_reached(self) -> bool | None:
        """Whether more than half came as well: shows the consultant the margin."""
        if self.present is None:
            return None
        return self.present >= self.half_required


def quorum(case: Case, on: date) -> Quorum | None:
    """The quorum by the law of the meeting's day; None without residents or meeting.

    A meeting later than `on` has not been held: nobody has come yet, whatever was typed.
    """
    residents, meeting = case.residents, case.meeting
    if residents is None or meeting is None:
        return None
    people = entitled(residents, meeting.held_on)
    held = meeting.held_on <= on
    if meeting.is_conference:
        return _of_conference(people, meeting, meeting.delegates if held else None)
    by_half = case.charter is not None and not case.charter.quorum_is_third
    required = _required(people, meeting.held_on)
    return Quorum(
        entitled=people,
        required=more_than_half(people) if by_half else required,
        half_required=more_than_half(people),
        present=meeting.present if held else None,
        **_majorities(meeting.present if held else None, meeting.held_on),
    )


def entitled(residents: Residents, on: date) -> int:
    """Residents who may take part by the law of a day."""
    if figure("participant_age", on) >= figure("adult_age", on) or residents.over_16 is None:
        return residents.adults
    return residents.over_16


def share_of(share: Fraction, people: int) -> int:
    """The least whole number that is not below a share: a third of 100 is 34."""
    return -(-people * share.numerator // share.denominator)


def more_than_half(people: int) -> int:
    return people // 2 + 1


def _required(people: int, day: date) -> int:
    return share_of(figure_as_fraction("quorum_assembly", day), people)


def _of_conference(people: int, meeting: Meeting, came: Delegates | None) -> Quorum:
    """`came` is None until the conference has been held; delegates may be elected already."""
    day = meeting.held_on
    elected = meeting.delegates.elected if meeting.delegates else 0
    required = share_of(figure_as_fraction("quorum_conference_delegates", day), elected)
    residents_share = figure_as_fraction("quorum_conference_residents", day)
    return Quorum(
        entitled=people,
        required=required,
        half_required=more_than_half(elected),
        present=came.present if came else None,
        delegates_elected=elected,
        delegates_required=required,
        delegates_present=came.present if came else None,
        represented=came.represented if came else None,
        represented_required=share_of(residents_share, people),
        **_majorities(came.present if came else None, day),
    )


def _majorities(present: int | None, day: date) -> dict[str, int]:
    if present is None:
        return {}
    share = figure_as_fraction("qualified_majority", day)
    return {
        "simple_majority": more_than_half(present),
        "qualified_majority": share_of(share, present),
    }
