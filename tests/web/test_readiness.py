"""What of a package is ready and what is missing."""

from collections.abc import Callable
from datetime import date

from registration.casefile import open_case
from registration.domain.case import Case, read_case
from registration.questionnaire.page import Page, Question, Step
from tests.conftest import SAMPLES
from web.readiness import page_of, readiness

NAME = Page("nazvanie", Step.NAME, "tos", "Название", (Question("full_name", "Как назовёте?"),))
BIRTH = Page(
    "rozhdenie",
    Step.PEOPLE,
    "people",
    "Рождение",
    (Question("birth_date", "Когда?"),),
    each="persons",
)


def test_a_complete_case_has_nothing_to_mend(sample: Callable[[str], Case], on: date) -> None:
    picture = readiness(sample("verkhnetoemsky"), on)
    assert not picture.blocked
    assert (picture.waiting, picture.mend, picture.unanswered) == ((), (), ())
    assert len(picture.ready) == len(picture.papers)


def test_an_unfinished_case_names_papers_that_wait_and_parts_without_answers(on: date) -> None:
    picture = readiness(open_case(SAMPLES / "faulty/unfinished.toml").case, on)
    assert picture.blocked
    charter = next(paper for paper in picture.papers if paper.title == "Устав")
    assert charter.waits_for == ("Устав",)
    assert "Органы ТОС" in [item.place for item in picture.unanswered]
    assert "Люди" not in [item.place for item in picture.unanswered]


def test_what_only_the_consultant_decides_is_told_apart(on: date) -> None:
    picture = readiness(open_case(SAMPLES / "faulty/unfinished.toml").case, on)
    assert any("Росфинмониторинга" in item.message for item in picture.decide)
    assert not any("Росфинмониторинга" in item.message for item in picture.mend)


def test_an_answer_that_does_not_read_is_told_once_and_blocks(on: date) -> None:
    reading = read_case({"state_duty": {"amount": "много"}})
    picture = readiness(reading.case, on, problems=reading.problems)
    assert picture.blocked
    assert [item.place for item in picture.unread] == ["Госпошлина → Сколько заплачено, рублей"]
    assert "Госпошлина" not in [item.place for item in picture.unanswered]


def test_a_task_for_the_consultant_leads_to_its_page(on: date) -> None:
    picture = readiness(Case(), on, unknown={"people.persons.2.birth_date"}, pages=(NAME, BIRTH))
    assert [(item.page, item.item) for item in picture.asked] == [("rozhdenie", 2)]


def test_a_finding_belongs_to_the_page_that_asks_it() -> None:
    assert page_of("tos.full_name", (BIRTH, NAME)) is NAME
    assert page_of("people.persons.0.birth_date", (NAME, BIRTH)) is BIRTH
    assert page_of("people", (NAME, BIRTH)) is BIRTH
    assert page_of("okved.main", (NAME, BIRTH)) is None


def test_a_blank_in_a_part_that_is_begun_is_asked_and_not_called_unreadable(on: date) -> None:
    reading = read_case({"people": {"persons": [{"key": "a"}]}})
    picture = readiness(reading.case, on, problems=reading.problems, pages=(BIRTH,))
    assert picture.unread == ()
    asked = [item for item in picture.unanswered if "Дата рождения" in item.place]
    assert [(item.page, item.item) for item in asked] == [("rozhdenie", 0)]


def test_what_the_reader_has_no_page_for_is_left_to_the_consultant(on: date) -> None:
    picture = readiness(Case(), on, pages=(BIRTH, NAME))
    assert [item.place for item in picture.unanswered] == ["Люди", "ТОС"]
    assert "Дело" in [item.place for item in picture.decide]
