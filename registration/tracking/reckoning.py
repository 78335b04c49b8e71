"""How a day is reckoned from a term: the day itself and the sum in Russian words.

Our own last days are moved back to a working day (product decision: caution); the days until
which others may act are moved forward, as article 193 of the Civil Code has it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from registration.rules.words import day as dotted
from registration.rules.words import plural
from registration.rules.working_days import (
    add_working_days,
    is_weekend,
    next_working_day,
    previous_working_day,
    transfers_known,
)

_WEEKDAYS = (
    *("понедельник", "вторник", "среда", "четверг"),
    *("пятница", "суббота", "воскресенье"),
)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A day, the sum that led to it, and the end of the term before it was moved."""

    day: date
    arithmetic: str
    raw: date
    warning: str | None = None


def own_months(start: date, months: int) -> Reckoned:
    """A term in months that we must keep; the same day of the month, or its last day."""
    raw = start + relativedelta(months=months)
    return _moved_back(
        f"{dotted(start)} + {plural(months, 'месяц', 'месяца', 'месяцев')}", start, raw
    )


def own_days(start: date, days: int) -> Reckoned:
    """A term in calendar days that we must keep."""
    return _moved_back(f"{dotted(start)} + {_days(days)}", start, start + timedelta(days=days))


def own_day(raw: date) -> Reckoned:
    """A day of the calendar that we must keep."""
    return _moved_back("", raw, raw)


def from_day(raw: date, why: str) -> Reckoned:
    """Something that can be done only from a day on: at the first working day."""
    moved = next_working_day(raw)
    words = f"с {dotted(raw)} {why}"
    return Reckoned(moved, words + _move(raw, moved, "следующий"), moved, _unsure(raw, moved))


def days_before(event: date, days: int) -> Reckoned:
    """Something to be done a number of days before an event."""
    return _moved_back(f"{dotted(event)} − {_days(days)}", event, event - timedelta(days=days))


def their_days(start: date, days: int) -> Reckoned:
    """A term in calendar days within which somebody else acts."""
    raw = start + timedelta(days=days)
    moved = next_working_day(raw)
    sum_ = f"{dotted(start)} + {_days(days)} = {dotted(raw)}"
    return Reckoned(moved, sum_ + _move(raw, moved, "следующий"), moved, _unsure(start, moved))


def working_days(start: date, days: int) -> Reckoned:
    """A term in working days, counted from the day after the start."""
    end = add_working_days(start, days)
    number = plural(days, "рабочий день", "рабочих дня", "рабочих дней")
    return Reckoned(end, f"{dotted(start)} + {number} = {dotted(end)}", end, _unsure(start, end))


def _moved_back(term: str, start: date, raw: date) -> Reckoned:
    moved = previous_working_day(raw)
    sum_ = f"{term} = {dotted(raw)}" if term else dotted(raw)
    return Reckoned(moved, sum_ + _move(raw, moved, "предыдущий"), raw, _unsure(moved, raw))


def _move(raw: date, moved: date, which: str) -> str:
    if moved == raw:
        return ""
    return f", {_kind(raw)} → {which} рабочий день {dotted(moved)}"


def _kind(off: date) -> str:
    """Why nobody works that day: «воскресенье» or «среда, нерабочий день»."""
    name = _WEEKDAYS[off.weekday()]
    return name if is_weekend(off) else f"{name}, нерабочий день"


def _days(number: int) -> str:
    return plural(number, "день", "дня", "дней")


def _unsure(start: date, end: date) -> str | None:
    """A warning when the transfers of days off of some year are not known yet."""
    years = [year for year in range(start.year, end.year + 1) if not transfers_known(year)]
    if not years:
        return None
    listed = " и ".join(str(year) for year in years)
    return f"Переносов выходных за {listed} год в календаре ещё нет: дата может сдвинуться."
