"""The Russian working calendar: holidays and the yearly transfers of days off."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

_DAY = timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=32)
def _calendar(year: int) -> Any:
    import holidays  # 60 ms: only when days are counted

    return holidays.country_holidays("RU", years=year)


def is_working_day(day: date) -> bool:
    """Whether people work that day, with the transfers that the Government orders."""
    return bool(_calendar(day.year).is_working_day(day))


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
    """Whether the Government's order on days off of that year is in our calendar."""
    return year in _calendar(year).special_public_holidays
