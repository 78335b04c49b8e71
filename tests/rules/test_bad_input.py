"""Answers at the edge: the birthday itself, 29 February, a day of transition, a wrong district."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from registration.domain.case import Case, read_case
from registration.rules.catalogue import check_case
from registration.rules.terms import filing_deadline

Answers = Callable[[str], dict[str, Any]]

RELEASED = date(2026, 11, 23)


def rules_found(case: Case, on: date = RELEASED) -> set[str]:
    return {item.rule for item in check_case(case, on).findings}


def held(raw: dict[str, Any], day: date) -> Case:
    raw["meeting"]["held_on"] = day
    return read_case(raw).case


@pytest.mark.parametrize(
    ("day", "too_young"),
    [
        (date(2026, 2, 27), True),
        (date(2026, 2, 28), True),
        (date(2026, 3, 1), False),
    ],
)
def test_a_founder_born_on_29_february_comes_of_age_after_the_end_of_february(
    answers: Answers, day: date, too_young: bool
) -> None:
    raw = answers("verkhnetoemsky")
    raw["people"]["persons"][2] |= {"birth_date": date(2008, 2, 29)}
    del raw["people"]["persons"][2]["document"]
    assert ("founders-age-18" in rules_found(held(raw, day))) is too_young


def test_a_meeting_of_29_february_has_its_deadline_and_its_term(answers: Answers) -> None:
    case = held(answers("verkhnetoemsky"), date(2028, 2, 29))
    assert case.term_until == date(2031, 2, 28)
    assert filing_deadline(date(2028, 2, 29), RELEASED) == date(2028, 5, 29)
    assert filing_deadline(date(2027, 11, 30), RELEASED) == date(2028, 2, 29)
    assert filing_deadline(date(2026, 11, 30), RELEASED) == date(2027, 2, 28)


@pytest.mark.parametrize(("day", "asked"), [(date(2025, 2, 4), False), (date(2025, 2, 5), True)])
def test_new_grounds_are_asked_about_only_for_meetings_since_that_edition(
    answers: Answers, day: date, asked: bool
) -> None:
    raw = answers("verkhnetoemsky")
    raw["checks"]["made"] = []
    assert ("founders-new-grounds-2025" in rules_found(held(raw, day))) is asked


@pytest.mark.parametrize(
    ("field", "value", "caught_by"),
    [
        ("municipality", "Холмогорский муниципальный округ", "outside_district"),
        ("region", "Вологодская область", "app-jurisdiction"),
        ("oktmo", "11527000", "app-address-homonym"),
        ("settlement", "Двинской", "app-address-structure"),
    ],
)
def test_an_address_in_the_wrong_place_is_caught(
    answers: Answers, field: str, value: str, caught_by: str
) -> None:
    raw = answers("verkhnetoemsky")
    raw["address"]["address"][field] = value
    reading = read_case(raw)
    codes = {problem.code for problem in reading.problems}
    assert caught_by in codes | rules_found(reading.case)


def test_the_town_of_kotlas_is_not_in_its_district(answers: Answers) -> None:
    raw = answers("kotlassky")
    raw["address"]["address"] |= {"settlement_kind": "city", "settlement": "Котлас"}
    (problem,) = read_case(raw).problems
    assert problem.code == "outside_district"
    assert "не в том округе" in problem.message
