"""The working calendar, against what the Government ordered."""

from datetime import date, timedelta

import holidays
import pytest

from registration.rules.working_days import (
    add_working_days,
    is_working_day,
    next_working_day,
    previous_working_day,
    transfers_known,
)


@pytest.mark.parametrize(
    ("year", "working_days"), [(2024, 248), (2025, 247), (2026, 247), (2027, 247)]
)
def test_a_year_has_as_many_working_days_as_its_production_calendar(
    year: int, working_days: int
) -> None:
    first = date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range(366))
    assert sum(is_working_day(day) for day in days if day.year == year) == working_days


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_our_calendar_is_that_of_the_library(year: int) -> None:
    theirs = holidays.country_holidays("RU", years=year)
    first = date(year, 1, 1)
    days = [first + timedelta(days=number) for number in range(365)]
    assert [day for day in days if is_working_day(day) != theirs.is_working_day(day)] == []


def test_every_year_that_the_library_knows_stands_in_our_calendar() -> None:
    theirs = holidays.country_holidays("RU", years=2027)
    assert {year for year in theirs.special_public_holidays if year >= 2024} == {
        year for year in range(2024, 2040) if transfers_known(year)
    }


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 9),  # instead of Saturday 3 January
        date(2026, 12, 31),  # instead of Sunday 4 January
        date(2027, 2, 22),  # instead of Saturday 20 February
        date(2027, 11, 5),  # instead of Saturday 2 January
        date(2027, 12, 31),  # instead of Sunday 3 January
        date(2026, 6, 12),
        date(2026, 3, 9),
    ],
)
def test_a_transferred_day_off_is_off(day: date) -> None:
    assert not is_working_day(day)


def test_a_saturday_given_back_is_worked() -> None:
    assert is_working_day(date(2027, 2, 20))


def test_moving_goes_over_the_whole_new_year() -> None:
    assert previous_working_day(date(2027, 1, 10)) == date(2026, 12, 30)
    assert next_working_day(date(2026, 12, 31)) == date(2027, 1, 11)
    assert previous_working_day(date(2026, 12, 30)) == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 12, 28), 5, date(2027, 1, 13)),
        (date(2026, 12, 30), 3, date(2027, 1, 13)),
        (date(2027, 2, 19), 1, date(2027, 2, 20)),
        (date(2027, 2, 19), 2, date(2027, 2, 24)),
    ],
)
def test_working_days_are_counted_from_the_next_day(start: date, number: int, end: date) -> None:
    assert add_working_days(start, number) == end


def test_a_year_without_an_order_is_known_to_be_unsure() -> None:
    assert transfers_known(2027)
    assert not transfers_known(2031)


def test_the_coming_months_stand_in_the_calendar() -> None:
    """The order comes out in autumn: from November on, cases reach into the next year."""
    today = max(date.today(), date(2026, 11, 23))  # noqa: DTZ011 - the calendar must not grow old
    assert transfers_known((today + timedelta(days=60)).year)
