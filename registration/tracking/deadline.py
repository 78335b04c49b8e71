"""One deadline, and how it is made of a start, a term of the law and what has been done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registration.rules.law import FigureValue, figures
from registration.tracking.reckoning import Reckoned
from registration.tracking.terms import Term

OUR_NORM = "наша норма"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day, or a span of days, by which something must happen.

    `met_on` is the day it did happen. Overdue and late mean past the end of the term itself,
    not past the working day to which our caution moved it. `period` is the year that a yearly
    duty is about: with the id it tells one deadline of a case from every other.
    """

    id: str
    title: str
    rule: str
    citation: str
    start: date
    latest: date
    arithmetic: str
    earliest: date | None = None
    met_on: date | None = None
    overdue: bool = False
    late: bool = False
    planned: bool = False
    warning: str | None = None
    period: int | None = None


def by_figure(
    term: Term, start: date, on: date, *, met_on: date | None = None
) -> Iterator[Deadline]:
    """The deadline of a term, unless the law did not know it on the day of the start."""
    if found := entry(term.figure, start):
        yield made(
            (term.id, term.title, term.rule),
            start,
            term.reckon(start, int(found.value)),
            citation=source(term.figure, found),
            met_on=met_on,
            on=on,
        )


def made(
    named: tuple[str, str, str],
    start: date,
    end: Reckoned,
    *,
    citation: str,
    on: date,
    earliest: date | None = None,
    arithmetic: str | None = None,
    met_on: date | None = None,
    planned: bool = False,
    period: int | None = None,
) -> Deadline:
    """A deadline from its id, title and rule, its start and the reckoned end."""
    id_, title, rule = named
    return Deadline(
        id=id_,
        title=title,
        rule=rule,
        citation=citation,
        start=start,
        latest=end.day,
        arithmetic=arithmetic or end.arithmetic,
        earliest=earliest,
        met_on=met_on,
        overdue=met_on is None and on > end.raw,
        late=met_on is not None and met_on > end.raw,
        planned=planned,
        warning=end.warning,
        period=period,
    )


def entry(name: str, on: date) -> FigureValue | None:
    """The figure on a day; None before its history begins or after it has ended."""
    values = figures()[name].values
    return next(
        (item for item in values if item.since <= on and (item.until is None or on <= item.until)),
        None,
    )


def source(name: str, found: FigureValue) -> str:
    """Where the figure comes from; an act that is not in our list stands in the note."""
    return found.citation.text if found.citation else figures()[name].note or OUR_NORM
