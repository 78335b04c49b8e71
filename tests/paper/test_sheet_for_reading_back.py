"""The read-back sheet holds every critical answer, as it is dictated."""

from collections.abc import Callable
from datetime import date
from typing import Any

from registration.paper.readback import readback_pdf, spoken
from tests.paper.conftest import reopen, squeezed

Answers = Callable[[str], dict[str, Any]]


def test_names_passports_and_numbers_of_signers_are_read_back(
    sample_name: str, answers: Answers, on: date
) -> None:
    given = answers(sample_name)
    text = reopen(readback_pdf(given, on)).text
    for person in given["people"]["persons"]:
        assert squeezed(f"Фамилия: {person['name']['last']}") in text
    founders = {item["person"] for item in given["founders"]["members"]}
    for person in given["people"]["persons"]:
        if person["key"] in founders and "inn" in person:
            assert squeezed(spoken(person["inn"])) in text


def test_people_who_sign_nothing_keep_their_passports(answers: Answers, on: date) -> None:
    given = answers("verkhnetoemsky")
    given["people"]["persons"][4]["inn"] = "001000020263"
    given["people"]["persons"][1].pop("inn")
    assert squeezed(spoken("001000020263")) not in reopen(readback_pdf(given, on)).text


def test_long_numbers_are_told_in_pairs_and_yo_aloud() -> None:
    assert spoken("001000010152") == "00 10 00 01 01 52"
    assert spoken("165500") == "16 55 00"
    assert spoken("46") == "46"
    assert spoken("Фёдорович") == "Фёдорович (через «ё»)"
    assert spoken("Попова") == "Попова"


def test_votes_are_read_back_under_their_question(answers: Answers, on: date) -> None:
    text = reopen(readback_pdf(answers("verkhnetoemsky"), on)).text
    assert squeezed("Вопрос встречи 3: наименование") in text
    assert squeezed("За: 43; Против: 1") in text


def test_every_answer_has_squares_for_the_verdict(answers: Answers, on: date) -> None:
    text = reopen(readback_pdf(answers("verkhnetoemsky"), on)).text
    assert text.count("исправить:") > 30


def test_equal_answers_give_equal_sheets(answers: Answers, on: date) -> None:
    given = answers("kotlassky")
    assert readback_pdf(given, on) == readback_pdf(given, on)


def test_an_empty_case_has_nothing_to_read_back(on: date) -> None:
    assert "исправить:" not in reopen(readback_pdf({}, on)).text
