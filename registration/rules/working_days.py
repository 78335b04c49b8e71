"""The Russian working calendar: holidays and the yearly transfers of days off.

The days stand in `days_off.toml`, not in a library: importing one costs half a second, a third
of a small package. A test holds the file against the library.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class _Calendar:
    every_year: frozenset[str]
    off: frozenset[date]
    worked: frozenset[date]
    years: frozenset[int]


@lru_cache(maxsize=1)
def _calendar() -> _Calendar:
    text = Path(__file__).with_name("days_off.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    years = data["years"].values()
    return _Calendar(
        every_year=frozenset(data["every_year"]),
        off=frozenset(day for year in years for day in year["off"]),
        worked=frozenset(day for year in years for day in year["worked"]),
        years=frozenset(int(year) for year in data["years"]),
    )


def is_working_day(day: date) -> bool:
    """Whether people work that day, with the transfers that the Government orders."""
    calendar = _calendar()
    if day in calendar.worked:
        return True
    return not (is_weekend(day) or day in calendar.off or f"{day:%m-%d}" in calendar.every_year)


def is_weekend(day: date) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def previous_working_day(day: date) -> date:
    """The day itself or the nearest working day before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def next_working_day(day: date) -> date:
    """The day itself or the nearest working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_working_days(start: date, number: int) -> date:
    """The working day with this number, counting from the day after the start."""
    day = start
    for _ in range(number):
        day = next_working_day(day + _DAY)
    return day


def transfers_known(year: int) -> bool:
    """Whether the transfers of that year are in our calendar."""
    return year in _calendar().years
