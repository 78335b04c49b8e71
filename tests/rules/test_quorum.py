"""Quorum and majorities: whole numbers at every boundary."""

import copy
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from registration.domain.case import Case, read_case
from registration.rules.quorum import more_than_half, quorum, share_of

Answers = Callable[[str], dict[str, Any]]


def case_of(answers: dict[str, Any], **sections: dict[str, Any]) -> Case:
    answers = copy.deepcopy(answers)
    for name, fields in sections.items():
        answers[name] |= fields
    reading = read_case(answers)
    assert reading.problems == ()
    return reading.case


@pytest.mark.parametrize(
    ("people", "needed"), [(120, 40), (121, 41), (100, 34), (99, 33), (7, 3), (1, 1), (0, 0)]
)
def test_a_third_is_rounded_up(people: int, needed: int) -> None:
    assert share_of(Fraction(1, 3), people) == needed


@pytest.mark.parametrize(("people", "needed"), [(17, 12), (15, 10), (16, 11), (41, 28), (40, 27)])
def test_two_thirds_are_rounded_up(people: int, needed: int) -> None:
    assert share_of(Fraction(2, 3), people) == needed


@pytest.mark.parametrize(("people", "needed"), [(120, 61), (121, 61), (41, 21), (40, 21)])
def test_more_than_half(people: int, needed: int) -> None:
    assert more_than_half(people) == needed


@pytest.mark.parametrize(("present", "missing", "reached"), [(41, 1, False), (42, 0, True)])
def test_assembly_counts_residents(
    answers: Answers, on: date, present: int, missing: int, reached: bool
) -> None:
    found = quorum(case_of(answers("verkhnetoemsky"), meeting={"present": present}), on)
    assert found is not None
    assert (found.entitled, found.required, found.half_required) == (124, 42, 63)
    assert (found.present, found.missing, found.reached) == (present, missing, reached)
    assert found.half_reached is False


def test_charter_that_wants_half_raises_the_quorum(answers: Answers, on: date) -> None:
    case = case_of(answers("verkhnetoemsky"), charter={"quorum_rule": "more_than_half"})
    found = quorum(case, on)
    assert found is not None
    assert found.required == 63


def test_conference_counts_delegates_and_those_they_represent(
    sample: Callable[[str], Case], on: date
) -> None:
    found = quorum(sample("nyandomsky"), on)
    assert found is not None
    assert (found.delegates_elected, found.delegates_required, found.delegates_present) == (
        17,
        12,
        14,
    )
    assert (found.represented, found.represented_required) == (280, 114)
    assert (found.simple_majority, found.qualified_majority) == (8, 10)
    assert found.reached


def test_before_the_meeting_nobody_has_come(sample: Callable[[str], Case]) -> None:
    for name in ("verkhnetoemsky", "nyandomsky"):
        found = quorum(sample(name), date(2026, 9, 1))
        assert found is not None
        assert found.present is None
        assert found.reached is None
        assert found.missing is None
        assert found.half_reached is None
        assert found.simple_majority is None


def test_before_the_new_law_younger_residents_counted_too(answers: Answers, on: date) -> None:
    case = case_of(answers("verkhnetoemsky"), meeting={"held_on": date(2025, 6, 18)})
    found = quorum(case, on)
    assert found is not None
    assert found.entitled == 128


def test_without_residents_there_is_no_quorum(answers: Answers, on: date) -> None:
    raw = answers("verkhnetoemsky")
    del raw["residents"]
    assert quorum(read_case(raw).case, on) is None
