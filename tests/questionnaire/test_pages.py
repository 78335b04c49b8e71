"""Promises between the pages and the models: everything asked once, nothing asked nowhere."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from registration.domain.case import Case, read_case
from registration.questionnaire.derived import DERIVED
from registration.questionnaire.page import AskedOf, Page, Step
from registration.questionnaire.pages import BY_ID, PAGES
from registration.questionnaire.path import numbers
from registration.questionnaire.required import field_at, is_list, leaves

NUMBERS = Path(__file__).with_name("numbers.txt")


def asked_leaves() -> Counter[str]:
    return Counter(leaf for page in PAGES for path in page.fields() for leaf in leaves(path))


def model_leaves() -> set[str]:
    return {leaf for name in Case.model_fields for leaf in leaves(name)}


def test_every_question_asks_a_field_of_its_section() -> None:
    unknown = [path for page in PAGES for path in page.fields() if field_at(path) is None]
    assert unknown == []


def test_every_field_of_the_model_is_asked_or_derived() -> None:
    assert model_leaves() - set(asked_leaves()) == set(DERIVED)


def test_nothing_is_asked_twice() -> None:
    assert [leaf for leaf, times in asked_leaves().items() if times > 1] == []


def test_derived_fields_have_a_reason() -> None:
    assert all(reason.endswith(".") for reason in DERIVED.values())


def test_a_page_for_each_item_names_a_list_of_its_section() -> None:
    lists = {f"{page.section}.{page.each}" for page in PAGES if page.each}
    assert [path for path in lists if not is_list(field_at(path))] == []


def test_page_ids_are_unique_slugs() -> None:
    assert len(BY_ID) == len(PAGES)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", page.id) for page in PAGES)


def test_pages_stand_in_the_order_of_steps() -> None:
    steps = [page.step.number for page in PAGES]
    assert steps == sorted(steps)
    assert set(steps) == {step.number for step in Step}


def test_the_consultant_has_a_step_of_her_own() -> None:
    mixed = [
        page.id
        for page in PAGES
        if (page.of is AskedOf.CONSULTANT) != (page.step is Step.CONSULTANT)
    ]
    assert mixed == []


def test_about_twenty_questions_are_critical() -> None:
    critical = [question for page in PAGES for question in page.questions if question.critical]
    assert 18 <= len(critical) <= 25


def test_no_screen_of_a_leader_asks_more_than_three_questions() -> None:
    crowded = [page.id for page in PAGES if page.of is AskedOf.LEADER and len(page.questions) > 3]
    assert crowded == []


def test_passport_and_inn_are_masked() -> None:
    masked = [
        path
        for page in PAGES
        for path, question in zip(page.fields(), page.questions, strict=True)
        if question.masked
    ]
    assert masked == ["people.persons.*.document", "people.persons.*.inn"]


def test_numbers_of_questions_are_stable() -> None:
    """People say them by telephone and write them on paper: a change must be meant."""
    lines = [f"{number} {path}" for path, number in numbers().items()]
    assert NUMBERS.read_text(encoding="utf-8").splitlines() == lines


def test_numbers_of_questions_are_unique() -> None:
    found = list(numbers().values())
    assert len(set(found)) == len(found) == sum(len(page.questions) for page in PAGES)


class Recorder:
    """A case that remembers which sections somebody looked at."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.seen: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.seen.add(name)
        return getattr(self.case, name)


def sections_up_to(page: Page) -> set[str]:
    return {other.section for other in PAGES[: PAGES.index(page) + 1]}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_conditions_read_only_what_was_asked_before(
    page: Page, every_sample: dict[str, dict[str, Any]]
) -> None:
    for answers in every_sample.values():
        recorder: Any = Recorder(read_case(answers).case)
        page.asked(recorder)
        page.asked_item(recorder, 0)
        assert recorder.seen <= sections_up_to(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_conditions_survive_an_empty_case(page: Page) -> None:
    assert page.asked(Case()) in (True, False)
    assert page.asked_item(Case(), 0) in (True, False)
