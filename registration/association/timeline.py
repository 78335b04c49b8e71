"""Stages of several cases drawn over one line of months: places and sizes, no picture yet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dateutil.relativedelta import relativedelta

from registration.domain.labelled import Labelled
from registration.tracking.stage import Stage
from registration.tracking.standing import Standing


class Phase(Labelled):
    """Stages told together: a bar of a month has no room for twenty of them."""

    BEFORE = "1", "подготовка"
    MEETING = "2", "собрание"
    ADMINISTRATION = "3", "администрация"
    PACKAGE = "4", "комплект и подпись"
    MINJUST = "5", "Минюст"
    REGISTER = "6", "запись в ЕГРЮЛ"
    AFTER = "7", "после регистрации"


_FIRST_OF = {
    Stage.INTAKE: Phase.BEFORE,
    Stage.MEETING_HELD: Phase.MEETING,
    Stage.MUNI_FILED: Phase.ADMINISTRATION,
    Stage.PACKAGE_READY: Phase.PACKAGE,
    Stage.FILED: Phase.MINJUST,
    Stage.DECISION_OK: Phase.REGISTER,
    Stage.POST: Phase.AFTER,
}


def phase_of(stage: Stage) -> Phase:
    """Return the phase that a stage belongs to."""
    begun = [phase for first, phase in _FIRST_OF.items() if first.order <= stage.order]
    return begun[-1]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of a case in one phase, both inclusive."""

    phase: Phase
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on the line: begin and width in units of the picture."""

    stretch: Stretch
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One case: its name and its bars from left to right."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The begin of a month on the line."""

    on: date
    x: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the picture shows; `width` is in its own units."""

    width: float
    months: tuple[Month, ...]
    rows: tuple[Row, ...]

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases that the picture shows, in order."""
        seen = {bar.stretch.phase for row in self.rows for bar in row.bars}
        return tuple(phase for phase in Phase if phase in seen)


def stretches(begun: date, at: Standing, on: date) -> tuple[Stretch, ...]:
    """Return the phases of a case from the day it was opened until a day.

    Papers may be older than the case: the line begins with the oldest of them.
    """
    made = [(move.move.end, move.day) for move in at.made]
    first = min([begun, *(day for _, day in made)])
    points = [(Stage.INTAKE, first), *made]
    ends = [*(day for _, day in made), max([on, *(day for _, day in made)])]
    parts = [
        Stretch(phase_of(stage), since, until)
        for (stage, since), until in zip(points, ends, strict=True)
    ]
    return tuple(_joined(parts))


def _joined(parts: Iterable[Stretch]) -> Iterator[Stretch]:
    for phase, group in groupby(parts, key=lambda part: part.phase):
        found = list(group)
        yield Stretch(phase, found[0].since, max(part.until for part in found))


def draw(cases: Sequence[tuple[str, tuple[Stretch, ...]]], width: float) -> Timeline | None:
    """Lay the cases (name and stretches) on a line this wide; None when there is nothing."""
    days = [day for _, parts in cases for part in parts for day in (part.since, part.until)]
    if not days:
        return None
    first = min(days).replace(day=1)
    last = max(days) + relativedelta(months=1, day=1)
    scale = width / (last - first).days

    def place(on: date) -> float:
        return round((on - first).days * scale, 1)

    rows = tuple(
        Row(name, tuple(_bar(part, place(part.since), place(part.until)) for part in parts))
        for name, parts in cases
    )
    return Timeline(width, tuple(Month(on, place(on)) for on in _months(first, last)), rows)


_THINNEST = 3.0
"""Units: a stage of one day is still seen."""


def _bar(part: Stretch, begin: float, end: float) -> Bar:
    return Bar(part, begin, max(_THINNEST, round(end - begin, 1)))


_MOST_MONTHS = 8


def _months(first: date, last: date) -> Iterator[date]:
    """Months that are named under the line: each, or every second, third, … of a long one."""
    count = (last.year - first.year) * 12 + last.month - first.month
    step = -(-count // _MOST_MONTHS)
    for number in range(0, count, step):
        yield first + relativedelta(months=number)
