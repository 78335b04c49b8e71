"""The journal of a case: entries in their order, sealed, and a second pair of hands is told."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from registration.store import Overtaken, Store, UnknownCase, open_store
from tests.store.older import brought_up_from


def test_entries_come_back_in_their_order_with_who_made_them(store: Store) -> None:
    case_id = store.create_case("нина")
    store.append(case_id, "move", {"to": "notice"}, author="нина")
    store.append(case_id, "tick", {"item": "check-name"}, author="вера")
    store.append(case_id, "move", {"to": "meeting_held"}, author="нина")
    moves = store.journal(case_id, "move")
    assert [(entry.number, entry.content["to"]) for entry in moves] == [
        (1, "notice"),
        (3, "meeting_held"),
    ]
    assert [entry.author for entry in store.journal(case_id)] == ["нина", "вера", "нина"]


def test_of_two_who_saw_the_same_journal_one_writes(store: Store) -> None:
    case_id = store.create_case("нина")

    def move(number: int) -> bool:
        try:
            store.append(case_id, "move", {"by": number}, author="нина", seen=0)
        except Overtaken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(move, range(16))) == 1
    assert len(store.journal(case_id)) == 1


def test_a_journal_belongs_to_a_case(store: Store) -> None:
    with pytest.raises(UnknownCase):
        store.append("0" * 32, "move", {}, author="нина")
    with pytest.raises(UnknownCase):
        store.journal("0" * 32)


def test_nothing_of_an_entry_lies_open_on_the_disk(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    case_id = store.create_case("нина")
    store.append(case_id, "talk", {"text": "Позвоните Коробицыной"}, author="вера-консультант")
    store.close()
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert "Коробицын".encode() not in content
        assert "вера-консультант".encode() not in content


def test_a_base_without_a_journal_gets_one(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    case_id = store.create_case("нина")
    store.close()
    brought_up_from("0001", tmp_path)
    again = open_store(tmp_path)
    assert again.append(case_id, "move", {}, author="нина").number == 1
    again.close()
