"""One person entered twice is noticed, and nothing of either entry is dropped unasked."""

from typing import Any

import pytest

from registration.domain.duplicates import same_people, united
from registration.questionnaire.known import known_case

_NINA = {"name": {"last": "Королёва", "first": "Нина"}, "birth_date": "1961-03-05"}
_PAPERS = {"kind": "21", "series": "11 14", "number": "000001"}


def _alike(*persons: dict[str, Any]) -> list[tuple[int, int]]:
    keyed = [{"key": f"p{number}", **person} for number, person in enumerate(persons)]
    case = known_case({"people": {"persons": keyed}})
    assert case.people is not None
    return list(same_people(case.people.persons))


def test_name_and_birthday_make_one_person_whatever_the_letter_yo() -> None:
    again = {"name": {"last": "Королева", "first": "Нина"}, "birth_date": "05.03.1961"}
    assert _alike(_NINA, again) == [(0, 1)]


@pytest.mark.parametrize(
    "other",
    [
        {**_NINA, "birth_date": "1961-03-06"},
        {**_NINA, "name": {"last": "Королёва", "first": "Анна"}},
        {**_NINA, "name": {"last": "Королёва", "first": "Нина", "patronymic": "Ильинична"}},
        {"name": _NINA["name"]},
        {},
    ],
    ids=["born on another day", "another name", "a patronymic", "no birthday", "blank"],
)
def test_those_who_only_resemble_are_two(other: dict[str, Any]) -> None:
    assert _alike(_NINA, other) == []
    assert _alike(other, other) == [] or "birth_date" in other


def test_one_document_makes_one_person_whatever_the_spaces() -> None:
    one = {"document": {**_PAPERS}, "name": {"last": "Белая", "first": "Анна"}}
    other = {"document": {**_PAPERS, "series": "1114"}, "birth_date": "1961-03-05"}
    assert _alike(one, other) == [(0, 1)]
    assert _alike(one, {"document": {**_PAPERS, "number": "000002"}}) == []


def test_two_entries_make_one_and_only_what_differs_is_asked() -> None:
    kept = {"key": "p1", "phone": "", "inn": "1", "home": {"place": "Тойма"}, "post": "врач"}
    gone = {"key": "p2", "phone": "8", "inn": "2", "home": {"place": "Тойма", "house": "5"}}
    found = united(kept, gone)
    assert found.added == {"phone": "8", "home": {"place": "Тойма", "house": "5"}}
    assert found.contested == ("inn",)


def test_two_addresses_are_never_mixed() -> None:
    kept = {"home": {"place": "Тойма", "street": "Лесная"}}
    assert united(kept, {"home": {"place": "Котлас", "house": "5"}}).contested == ("home",)
