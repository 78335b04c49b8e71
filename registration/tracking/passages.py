"""What a move adds to the counts over all cases: how long a stage took, which stage began."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registration.tracking.move import Move
from registration.tracking.standing import Standing

PASSED = "passed"
"""Kind of a count: days that a case stood in the stage it left."""
ENTERED = "entered"
"""Kind of a count: a case came into the stage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing to count: the stage and, for one that was left, the days it took."""

    kind: str
    stage: str
    days: int


def passages(at: Standing, move: Move, on: date, begun: date) -> Iterator[Passage]:
    """What a move made on a day says; `begun` is the day on which the case was opened.

    A paper may be older than the case: a stage never takes less than no days.
    """
    days = (on - (at.since or begun)).days
    yield Passage(PASSED, move.start.value, max(0, days))
    yield Passage(ENTERED, move.end.value, 0)
