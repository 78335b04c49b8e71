"""Lines of the case list are worked out here when they are looked at, never while one saves."""

from collections.abc import Callable
from datetime import date

from registration.store import Summary, SummaryRow
from registration.tracking.summary import CONTACT, search_words, summarise, words_of
from registration.tracking.ticks import ticks_of
from web.access import store
from web.desk import day
from web.opened import read, standing_of

_AT_ONCE = 30
_TOLD = 3  # what stops a case; the rest is read in the case


def bring_up_to_date(at_most: int = _AT_ONCE) -> None:
    """Work out anew the lines that changes, or a night, have made untrue."""
    for case_id in store().outdated(day(), at_most):
        refresh(case_id, day())


def brought_up_to_date(rows: Callable[[], tuple[SummaryRow, ...]]) -> tuple[SummaryRow, ...]:
    """Lines as they are wanted now, each worked out for today, however many others wait."""
    found = rows()
    untrue = [row.case_id for row in found if not row.is_of(day())]
    for case_id in untrue:
        refresh(case_id, day())
    return rows() if untrue else found


def refresh(case_id: str, on: date) -> None:
    """Work out the line of one case as it is on a day."""
    stored, entries = store().load(case_id), store().journal(case_id)
    reading = read(stored)
    case, at = reading.case, standing_of(entries)
    found = summarise(case, at.stage, ticks_of(entries), on, reading.problems)
    contacts = [entry.at for entry in entries if entry.kind == CONTACT]
    ahead = found.next_deadline
    number = store().case_row(case_id).number  # known before the rest of its section reads
    summary = Summary(
        stage=found.stage.value,
        mover=found.mover.value,
        percent=found.percent,
        blockers=len(found.blockers),
        next_on=ahead.latest if ahead else None,
        contacted_at=contacts[-1] if contacts else None,
        about={
            "number": number,
            "name": (case.tos.short_name or case.tos.full_name) if case.tos else "",
            "blockers": list(found.blockers[:_TOLD]),
            "ahead": [[item.latest.isoformat(), item.title] for item in found.ahead],
        },
    )
    words = (*words_of(number), *search_words(case))
    store().put_summary(case_id, summary, words, seen=stored.revision, on=on)
