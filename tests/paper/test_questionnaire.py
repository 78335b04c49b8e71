"""The questionnaire on paper asks what the screens ask, large enough, and leaks nothing."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from registration.paper.questionnaire import questionnaire_pdf
from registration.paper.when import CONDITIONS, UNCONDITIONAL, condition_of
from registration.questionnaire.page import AskedOf, Page
from registration.questionnaire.pages import PAGES
from registration.questionnaire.path import case_so_far, numbers
from tests.paper.conftest import Printed, reopen, squeezed

LEADERS = tuple(page for page in PAGES if page.of is AskedOf.LEADER)
MOST_SHEETS = 24  # printed on both sides
Filled = Callable[[str], Printed]
Answers = Callable[[str], dict[str, Any]]


def headings(page: Page) -> list[str]:
    """«2.5. Question?» for every question of a page."""
    return [
        squeezed(f"{numbers()[field]}. {question.text}")
        for field, question in zip(page.fields(), page.questions, strict=True)
    ]


def test_every_question_of_the_leader_is_printed_once_under_its_number(blank: Printed) -> None:
    printed = Counter({text: blank.text.count(text) for page in LEADERS for text in headings(page)})
    assert [text for text, times in printed.items() if times != 1] == []


def test_no_question_of_the_consultant_is_printed(blank: Printed) -> None:
    consultants = [page for page in PAGES if page.of is AskedOf.CONSULTANT]
    assert consultants
    assert [text for page in consultants for text in headings(page) if text in blank.text] == []


def test_every_condition_has_words() -> None:
    leaders = {p.__name__ for page in LEADERS for p in (page.asked, page.asked_item)}
    assert leaders - set(CONDITIONS) - UNCONDITIONAL == set()


def test_conditional_pages_say_when_to_fill_them(blank: Printed) -> None:
    words = {
        condition.words for page in LEADERS if (condition := condition_of(page.asked)) is not None
    }
    assert len(words) > 10
    assert [text for text in words if squeezed(f"заполните, если {text}.") not in blank.text] == []


def test_hints_are_printed_in_full(blank: Printed) -> None:
    hints = [question.why for page in LEADERS for question in page.questions]
    assert [hint for hint in hints if squeezed(hint) not in blank.text] == []


def test_room_for_at_least_five_people(blank: Printed) -> None:
    assert squeezed("Человек 5 5.1. Фамилия, имя, отчество") in blank.text


def test_letters_are_at_least_14_points_high(blank: Printed) -> None:
    small = {char["text"] for page in blank.pages for char in page if char["size"] < 14 - 0.01}
    assert small == set()


def test_nothing_leaves_the_sheet_or_meets_the_footer(sample_name: str, filled: Filled) -> None:
    outside = [
        (char["text"], number)
        for number, page in enumerate(filled(sample_name).pages, start=1)
        for char in page
        if char["x0"] < 40 or char["x1"] > 595 - 30 or char["top"] < 25 or char["bottom"] > 818
    ]
    assert outside == []


def test_lines_do_not_overlap(sample_name: str, filled: Filled) -> None:
    for page in filled(sample_name).pages:
        places = Counter((round(char["x0"]), round(char["top"])) for char in page)
        assert max(places.values()) == 1


def test_blank_questionnaire_takes_at_most_24_sheets_of_a4(blank: Printed) -> None:
    assert len(blank.pages) <= MOST_SHEETS * 2
    assert set(blank.sizes) == {(595.28, 841.89)}


def test_every_page_has_number_and_place_for_the_phone() -> None:
    sheets = reopen(questionnaire_pdf(phone="8 900 000-00-00"))
    for number, page in enumerate(sheets.pages, start=1):
        text = squeezed("".join(char["text"] for char in page))
        assert squeezed("Телефон консультанта: 8 900 000-00-00") in text
        assert f"Стр.{number}из{len(sheets.pages)}" in text


def test_known_answers_stand_in_the_filled_one(filled: Filled) -> None:
    text = filled("verkhnetoemsky").text
    for answer in (
        "Коробицын",
        "Черных",
        "Территориальное общественное самоуправление «Заречье»",
        "Об установлении границ территории",
        "построить детскую площадку",
        "Дом культуры",
        "29:00:000000:101",
    ):
        assert squeezed(answer) in text
    assert "05.03.1961".replace(".", "") in text.replace(".", "")


def test_every_person_of_a_sample_is_printed(
    sample_name: str, filled: Filled, answers: Answers
) -> None:
    text = filled(sample_name).text
    for person in answers(sample_name)["people"]["persons"]:
        name = person["name"]
        parts = [part for part in (name["last"], name["first"], name.get("patronymic")) if part]
        assert all(squeezed(part) in text for part in parts)


def test_passports_of_the_case_are_never_printed_again(
    sample_name: str, filled: Filled, answers: Answers
) -> None:
    text = filled(sample_name).text
    people = answers(sample_name)["people"]["persons"]
    papers = [person["document"] for person in people if "document" in person]
    secrets = [paper["series"] + paper["number"] for paper in papers if "series" in paper]
    secrets += [squeezed(paper["issued_by"]) for paper in papers]
    secrets += [person["inn"] for person in people if "inn" in person]
    assert secrets
    assert [secret for secret in secrets if secret in text] == []
    assert squeezed("Уже записано") in text


def test_questions_settled_by_the_answers_are_left_out(filled: Filled, answers: Answers) -> None:
    case = case_so_far(answers("verkhnetoemsky"))
    silent = [page for page in LEADERS if page.id == "present_name" and not page.asked(case)]
    assert silent
    assert headings(silent[0])[0] not in filled("verkhnetoemsky").text


def test_blank_of_a_case_asks_its_questions_without_its_answers(answers: Answers) -> None:
    sheets = reopen(questionnaire_pdf(answers("verkhnetoemsky"), blank=True))
    assert "Коробицынасев" not in sheets.text
    assert squeezed("Верхняя Тойма, улица Заречная, дома с № 1") not in sheets.text
    assert squeezed("ОМВД") not in sheets.text


def test_equal_answers_give_equal_bytes(sample_name: str, answers: Answers) -> None:
    given = answers(sample_name)
    assert questionnaire_pdf(given) == questionnaire_pdf(given)


def test_an_unfinished_case_is_printed_with_what_it_has(answers: Answers) -> None:
    sheets = reopen(questionnaire_pdf(answers("faulty/unfinished")))
    assert len(sheets.pages) > 10


@pytest.mark.parametrize("garbage", ["x", 7, [], [1], {"last": 5}, True])
def test_an_answer_that_does_not_read_does_not_stop_the_printing(garbage: object) -> None:
    given = {"people": {"persons": [{"name": garbage, "birth_date": garbage}]}, "tos": garbage}
    assert questionnaire_pdf(given).startswith(b"%PDF")
