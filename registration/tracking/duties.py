"""Deadlines of a registered TOS: the first weeks, the yearly reports, changes, elections."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.rules.by_hand import latest, recorded
from registration.rules.yearly import yearly_day
from registration.tracking import reckoning
from registration.tracking.deadline import OUR_NORM, Deadline, by_figure, entry, made, source
from registration.tracking.terms import (
    CHANGE_TOLD,
    NOTICE,
    PORTAL_CHARTER,
    SIMPLIFIED_TAX,
    YEARLY,
    Term,
)

_FIRST_WEEKS: tuple[Term, ...] = (NOTICE, PORTAL_CHARTER, SIMPLIFIED_TAX)


def after_registration(case: Case, on: date) -> Iterator[Deadline]:
    """Met as soon as the consultant records the duty as done, under the id of its rule."""
    registered = case.outcome.registered_on if case.outcome else None
    if registered is None:
        return
    for term in _FIRST_WEEKS:
        yield from by_figure(term, registered, on, met_on=recorded(case, term.rule, registered, on))
    yield from _reports(case, registered, on)
    yield from _change(case, on)
    yield from _end_of_term(case, on)


def first_reports(case: Case, on: date) -> Iterator[Deadline]:
    """The first reports of a registered TOS, due in the year after its entry."""
    registered = case.outcome.registered_on if case.outcome else None
    if registered is not None:
        yield from _reports_of(case, registered, registered.year + 1, on)


def _reports(case: Case, registered: date, on: date) -> Iterator[Deadline]:
    """The report that is due this year, or the first one, due in the year after."""
    yield from _reports_of(case, registered, max(on.year, registered.year + 1), on)


def _reports_of(case: Case, registered: date, year: int, on: date) -> Iterator[Deadline]:
    for id_, title, rule, name in YEARLY:
        due = yearly_day(name, date(year, 1, 1))
        if found := entry(name, due):
            yield made(
                (id_, f"{title} за {year - 1} год", rule),
                max(registered, date(year - 1, 1, 1)),
                reckoning.own_day(due),
                citation=source(name, found),
                met_on=recorded(case, rule, date(year, 1, 1), on),
                period=year - 1,
                on=on,
            )


def _change(case: Case, on: date) -> Iterator[Deadline]:
    """A change that the newest record says is not yet told."""
    record = latest(case, CHANGE_TOLD.rule, on)
    if record is not None and not record.passed:
        yield from by_figure(CHANGE_TOLD, record.checked_on, on)


def _end_of_term(case: Case, on: date) -> Iterator[Deadline]:
    """A meeting to elect anew, early enough before those elected lose their powers."""
    found = entry("organ_term_notice_days", on)
    if case.term_until is None or found is None:
        return
    end = reckoning.days_before(case.term_until, int(found.value))
    yield made(
        ("organ-terms", "Созвать собрание: кончается срок полномочий органов", "post-organ-terms"),
        case.term_until,
        end,
        citation=f"{OUR_NORM}; устав ТОС",
        met_on=recorded(case, "post-organ-terms", end.day, on),
        on=on,
    )
