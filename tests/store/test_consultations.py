"""The log of the duty desk counts honestly, is searched, and says nothing in the open."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from registration.store import Facets, Overtaken, Span, Store, UnknownRecord, open_store

YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
CALL = Facets(date(2024, 3, 1), "phone", "kotlassky", "leader", "charter", "solved", 15, False)
SAID = {"question": "Сколько подписей нужно?", "answer": "Одна.", "name": "Анна"}


def test_one_written_twice_is_found_and_withdrawn(store: Store) -> None:
    first = store.add_consultation(CALL, SAID, ["подписей"])
    assert store.consultations_alike(CALL, str(SAID["question"])) == (first,)
    assert store.consultations_alike(replace(CALL, channel="vk"), str(SAID["question"])) == ()
    second = store.add_consultation(CALL, SAID, ["подписей"])
    assert store.consultation_count(YEAR) == 2
    store.withdraw_consultation(second, seen=1, withdrawn=True)
    assert store.consultation_count(YEAR) == 1
    assert store.consultation_count(YEAR, withdrawn=True) == 2
    assert store.consultations_alike(CALL, str(SAID["question"])) == (first,)


def test_sums_follow_the_days_and_districts(store: Store) -> None:
    store.add_consultation(CALL, SAID, [])
    store.add_consultation(replace(CALL, topic="fee", minutes=5), SAID, [])
    store.add_consultation(replace(CALL, on=date(2025, 1, 1)), SAID, [])
    sums = store.consultation_sums(YEAR, "topic")
    assert {name: (item.times, item.minutes) for name, item in sums.items()} == {
        "charter": (1, 15),
        "fee": (1, 5),
    }
    assert store.consultation_sums(Span(YEAR.since, YEAR.until, ("nyandomsky",)), "topic") == {}


def test_it_is_found_by_another_form_of_the_word(store: Store) -> None:
    number = store.add_consultation(CALL, SAID, ["подписей", "нужно"])
    store.add_consultation(CALL, SAID, ["границы"])
    (found,) = store.consultations(YEAR, ["подписи"], skip=0, at_most=10)
    assert found.id == number
    assert found.about["answer"] == "Одна."


def test_the_second_of_two_writers_is_told(store: Store) -> None:
    number = store.add_consultation(CALL, SAID, [])
    store.change_consultation(number, replace(CALL, minutes=20), SAID, [], seen=1)
    assert store.consultation(number).facets.minutes == 20
    with pytest.raises(Overtaken):
        store.change_consultation(number, CALL, SAID, [], seen=1)
    with pytest.raises(UnknownRecord):
        store.consultation(number + 1)


def test_a_question_is_reached_by_its_address_and_moves_once(store: Store) -> None:
    number, token = store.ask("new", "kotlassky", "fee", {"text": "Сколько платить?"})
    found = store.question_at(token)
    assert found is not None
    assert (found.id, found.about["text"]) == (number, "Сколько платить?")
    assert store.question_at(token + "x") is None
    store.move_question(number, "answered", {"text": "?", "answer": "!"}, seen="new")
    with pytest.raises(Overtaken):
        store.move_question(number, "answered", {}, seen="new")
    assert store.question_count("new") == 0
    assert [item.id for item in store.questions("answered", at_most=5)] == [number]


def test_nothing_said_lies_open_on_the_disk(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.add_consultation(CALL, {"question": "Коробицына спрашивает"}, ["коробицына"])
    store.ask("new", "", "other", {"text": "Коробицына спрашивает"})
    store.close()
    for path in tmp_path.iterdir():
        assert "оробицын".encode() not in path.read_bytes()


def test_the_count_by_days_is_what_the_log_says(store: Store) -> None:
    first = store.add_consultation(CALL, SAID, [])
    second = store.add_consultation(replace(CALL, district=""), SAID, [])
    store.change_consultation(first, replace(CALL, district="nyandomsky"), SAID, [], seen=1)
    store.withdraw_consultation(second, seen=1, withdrawn=True)
    assert store.consultations_by_district(YEAR) == {"nyandomsky": 1}
    store.change_consultation(second, replace(CALL, on=date(2025, 1, 1)), SAID, [], seen=2)
    store.withdraw_consultation(second, seen=3, withdrawn=False)
    assert store.consultations_by_district(YEAR) == {"nyandomsky": 1}
    assert store.consultations_by_district(Span(YEAR.since, date(2025, 1, 1))) == {
        "kotlassky": 1,
        "nyandomsky": 1,
    }
