"""Where a case stands after the moves that its journal holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registration.domain.case import Case
from registration.tracking.move import Move, Obstacle, obstacles
from registration.tracking.moves import move_named, moves_from
from registration.tracking.stage import Stage


@dataclass(frozen=True, slots=True)
class MadeMove:
    """A move of the past: the day is that of its paper, or of the move when it has none."""

    move: Move
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage of a case and the way to it, the first move first."""

    stage: Stage
    made: tuple[MadeMove, ...]

    @property
    def since(self) -> date | None:
        """Since when the case stands there; None while it has not moved."""
        return self.made[-1].day if self.made else None

    @property
    def last_paper(self) -> date | None:
        """Day of the last paper that began a term: the next one cannot be older."""
        dated = [item.day for item in self.made if item.move.dated_by]
        return dated[-1] if dated else None

    def days_without_movement(self, on: date) -> int | None:
        """How long nothing has moved; None while nothing has begun."""
        return (on - self.since).days if self.since else None


@dataclass(frozen=True, slots=True)
class Way:
    """A move that leads on from here, with what still forbids it."""

    move: Move
    obstacles: tuple[Obstacle, ...]

    @property
    def is_open(self) -> bool:
        return not self.obstacles


def standing(moves: Iterable[tuple[str, date]]) -> Standing:
    """Where these moves (id and day) lead; what does not follow from its stage is passed over.

    A journal may hold a move that a later program no longer knows: it must not hide the rest.
    """
    stage, made = Stage.INTAKE, []
    for name, day in moves:
        move = move_named(name)
        if move is not None and move.start is stage:
            made.append(MadeMove(move, day))
            stage = move.end
    return Standing(stage, tuple(made))


def ways(at: Standing, case: Case, on: date) -> tuple[Way, ...]:
    """Every move from where the case stands, each with what forbids it today."""
    return tuple(
        Way(move, obstacles(move, case, on, at.last_paper)) for move in moves_from(at.stage)
    )
