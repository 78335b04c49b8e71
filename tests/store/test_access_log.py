"""The log of who looked: every change of the past is found."""

import pytest
from sqlalchemy import text

from registration.store import Store


@pytest.fixture
def noted(store: Store) -> Store:
    for number in range(1, 6):
        store.note("консультант", "view", "c1" if number % 2 else "c2", f"people.persons.{number}")
    return store


def run(store: Store, statement: str) -> None:
    with store._database.writing() as connection:
        connection.execute(text(statement))


def test_a_log_left_alone_is_whole(store: Store, noted: Store) -> None:
    assert noted.verify_log() is None


def test_an_empty_log_is_whole(store: Store) -> None:
    assert store.verify_log() is None


def test_lines_of_one_case_are_found(noted: Store) -> None:
    assert [entry.number for entry in noted.log("c2")] == [2, 4]
    first = noted.log()[0]
    assert (first.actor, first.action, first.what) == ("консультант", "view", "people.persons.1")


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE access_log SET actor = 'никто' WHERE number = 3", 3),
        ("UPDATE access_log SET what = '' WHERE number = 2", 2),
        ("UPDATE access_log SET at = at + 1 WHERE number = 1", 1),
        ("UPDATE access_log SET case_id = 'c3' WHERE number = 4", 4),
        ("DELETE FROM access_log WHERE number = 2", 2),
        ("DELETE FROM access_log WHERE number = 5", 5),
        ("DELETE FROM access_log", 1),
        ("INSERT INTO access_log VALUES (6, 1.0, 'а', 'view', '', '', 'x')", 6),
    ],
)
def test_a_changed_log_is_found_at_its_line(noted: Store, statement: str, broken_at: int) -> None:
    run(noted, statement)
    assert noted.verify_log() == broken_at


def test_lines_that_changed_places_are_found(noted: Store) -> None:
    run(noted, "UPDATE access_log SET number = 99 WHERE number = 2")
    run(noted, "UPDATE access_log SET number = 2 WHERE number = 3")
    run(noted, "UPDATE access_log SET number = 3 WHERE number = 99")
    assert noted.verify_log() == 2


@pytest.mark.parametrize("what", ["Иванов", "phone +79000000101", "inn 001234567890", "a@b.ru"])
def test_a_value_does_not_get_into_the_log(store: Store, what: str) -> None:
    with pytest.raises(ValueError, match="not values"):
        store.note("консультант", "view", "c1", what)
    assert store.log() == ()
