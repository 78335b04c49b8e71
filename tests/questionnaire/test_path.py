"""The path of a case: what is asked, what falls silent and comes back."""

import copy
import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.domain.case import Case, read_case
from registration.questionnaire.page import AskedOf, Step
from registration.questionnaire.pages import BY_ID, PAGES
from registration.questionnaire.path import (
    State,
    asked_items,
    asked_pages,
    case_so_far,
    next_page,
    numbers,
    on_path,
    previous_page,
    read_along_path,
    section_states,
)

Samples = dict[str, dict[str, Any]]
NAMES = ("kholmogorsky", "kotlassky", "nyandomsky", "verkhnetoemsky", "vilegodsky")


@pytest.mark.parametrize("name", NAMES)
def test_a_finished_case_reads_along_its_path_as_it_is(every_sample: Samples, name: str) -> None:
    answers = every_sample[name]
    assert read_along_path(answers) == read_case(answers)
    assert on_path(answers) == answers


@pytest.mark.parametrize("name", NAMES)
def test_every_step_of_a_finished_case_is_done(every_sample: Samples, name: str) -> None:
    states = {state.step: state.state for state in section_states(every_sample[name])}
    assert states.pop(Step.AFTER) is State.WAITING
    assert set(states.values()) == {State.DONE}


def test_reading_does_not_change_the_answers(every_sample: Samples) -> None:
    answers = copy.deepcopy(every_sample["kotlassky"])
    answers["tos"]["track"] = "existing"
    before = copy.deepcopy(answers)
    read_along_path(answers)
    assert answers == before


def test_answers_off_the_path_are_silent(every_sample: Samples) -> None:
    answers = copy.deepcopy(every_sample["verkhnetoemsky"])
    answers["tos"]["track"] = "existing"
    reading = read_along_path(answers)
    assert reading.case.initiative is None
    assert reading.problems == ()


def test_broken_answers_off_the_path_are_no_problem(every_sample: Samples) -> None:
    answers = copy.deepcopy(every_sample["verkhnetoemsky"])
    answers["charter"] |= {"executive": "chair_only", "council_size": "пять"}
    assert read_case(answers).problems != ()
    assert read_along_path(answers).problems == ()


def test_a_council_without_its_charter_falls_silent(every_sample: Samples) -> None:
    answers = copy.deepcopy(every_sample["verkhnetoemsky"])
    answers["charter"]["executive"] = "chair_only"
    organs = read_along_path(answers).case.organs
    assert organs is not None
    assert organs.council == ()


def test_what_hangs_on_a_silent_answer_is_silent_too(every_sample: Samples) -> None:
    answers = copy.deepcopy(every_sample["vilegodsky"])
    answers["filing"] |= {"suspended_on": "2026-12-03", "suspension_reasons": "Нет номера."}
    filing = read_along_path(answers).case.filing
    assert filing is not None
    assert filing.suspended_on is None
    assert filing.suspension_reasons is None


def test_a_page_depends_on_a_half_filled_section() -> None:
    case = case_so_far({"tos": {"track": "existing"}})
    assert BY_ID["present_name"] in asked_pages(case)
    assert BY_ID["initiative_members"] not in asked_pages(case)


def test_initiative_group_is_asked_of_a_new_tos_once_people_are_known() -> None:
    answers: dict[str, Any] = {"tos": {"track": "new"}}
    assert BY_ID["initiative_members"] not in asked_pages(case_so_far(answers))
    answers["people"] = {"persons": [{"key": "p1", "name": {"last": "Попова"}}]}
    assert BY_ID["initiative_members"] in asked_pages(case_so_far(answers))


def test_a_step_that_must_wait_says_so() -> None:
    states = {state.step: state.state for state in section_states({"tos": {"track": "new"}})}
    assert states[Step.INITIATIVE] is State.WAITING
    assert states[Step.AFTER] is State.WAITING
    assert states[Step.START] is State.OPEN


def test_a_step_that_never_comes_is_not_shown() -> None:
    steps = [state.step for state in section_states({"tos": {"track": "existing"}})]
    assert Step.INITIATIVE not in steps
    assert Step.CONSULTANT not in steps


def test_an_open_step_names_its_first_unanswered_page() -> None:
    states = {state.step: state for state in section_states({"territory": {"district": "x"}})}
    page = states[Step.PLACE].page
    assert page is not None
    assert page.id == "settlement"


def test_a_question_left_to_the_consultant_holds_nothing_up() -> None:
    states = section_states({}, unknown={"card.contact_phone"})
    assert next(state for state in states if state.step is Step.START).state is State.DONE


def test_an_unanswered_page_of_a_person_names_the_person(every_sample: Samples) -> None:
    answers = copy.deepcopy(every_sample["vilegodsky"])
    del answers["people"]["persons"][2]["birth_date"]
    states = {state.step: state for state in section_states(answers)}
    found = states[Step.PEOPLE]
    assert (found.page, found.item) == (BY_ID["person_birth"], 2)


def test_passports_are_asked_only_of_those_whom_the_papers_name(every_sample: Samples) -> None:
    case = case_so_far(every_sample["verkhnetoemsky"])
    assert asked_items(BY_ID["person_passport"], case) == (0, 1, 2)
    assert len(asked_items(BY_ID["person_name"], case)) == 8


def test_a_spoilt_item_keeps_the_numbers_of_the_others() -> None:
    answers: dict[str, Any] = {"meeting": {"agenda": ["нет", {"topic": "other"}]}}
    answers |= {"people": {"persons": [{"key": "p1"}]}}
    answers["meeting"]["registered"] = 5
    case = case_so_far(answers)
    assert asked_items(BY_ID["agenda_other"], case) == (1,)


def test_going_forth_and_back_meets_the_same_pages(every_sample: Samples) -> None:
    case = read_case(every_sample["nyandomsky"]).case
    pages = asked_pages(case)
    assert previous_page(case, pages[0]) is None
    assert next_page(case, pages[-1]) is None
    for page, following in itertools.pairwise(pages):
        assert next_page(case, page) == following
        assert previous_page(case, following) == page


def test_an_empty_case_is_asked_some_pages() -> None:
    assert len(asked_pages(case_so_far({}))) > 40


def test_the_shortest_path_is_short(every_sample: Samples) -> None:
    case = case_so_far(every_sample["vilegodsky"])
    single = [p for p in asked_pages(case) if p.of is AskedOf.LEADER and p.each is None]
    assert len(single) <= 90


def test_every_asked_question_has_a_number() -> None:
    found = numbers()
    assert all(path in found for page in PAGES for path in page.fields())


CHOICES = (
    ("tos.track", ("new", "existing")),
    ("charter.executive", ("chair_only", "chair_and_council")),
    ("charter.audit", ("auditor", "commission")),
    ("charter.supreme_body", ("assembly", "conference")),
    ("charter.membership", ("residents", "application")),
    ("charter.income", (True, False)),
    ("meeting.kind", ("assembly", "conference")),
    ("premises.owner_kind", ("applicant", "citizen", "municipality", "social_rent")),
    ("filing.route", ("in_person", "representative", "epgu")),
    ("territory.boundaries_kind", ("house", "entrance", "contour")),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_a_choice_changed_and_changed_back_leaves_the_case_equal(
    every_sample: Samples, data: st.DataObject, name: str
) -> None:
    answers = copy.deepcopy(every_sample[name])
    before = read_along_path(answers)
    path, options = data.draw(st.sampled_from(CHOICES))
    section, field = path.split(".")
    was = answers[section].get(field)
    answers[section][field] = data.draw(st.sampled_from(options))
    read_along_path(answers)
    if was is None:
        del answers[section][field]
    else:
        answers[section][field] = was
    assert read_along_path(answers) == before


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("persons", "agenda", "key", "track", "x")), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(Case.model_fields)), JUNK, max_size=5))
def test_any_answers_have_a_path(answers: dict[str, Any]) -> None:
    case = case_so_far(answers)
    assert asked_pages(case)
    assert section_states(answers)
    read_along_path(answers)
