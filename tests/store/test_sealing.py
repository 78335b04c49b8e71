"""Seals: nothing readable at rest, nothing moved, nothing changed without notice."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from drills.canary import plant, readable
from registration.store import Channel, SealBroken, Store, StoreFault, open_store, restore_key
from registration.store.recovery import key_of, words_of
from registration.store.vault import place, seal, unseal

AT = place("case", "answers", 1)
KEY = bytes(range(32))


@pytest.fixture
def two_cases(store: Store) -> tuple[str, str]:
    ids = store.create_case("а"), store.create_case("а")
    for case_id in ids:
        changes = {"tos.phone": f"телефон {case_id}"}
        store.save(case_id, changes, seen=0, author="а", channel=Channel.SELF)
    return ids


def run(store: Store, statement: str, **values: object) -> None:
    with store._database.writing() as connection:
        connection.execute(text(statement), values)


def test_what_is_sealed_opens_at_its_place() -> None:
    assert unseal(KEY, seal(KEY, b"answer", AT), AT) == b"answer"


def test_equal_answers_look_different_when_sealed() -> None:
    assert len({seal(KEY, b"answer", AT) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "at", [("other", "answers", 1), ("case", "history", 1), ("case", "answers", 2)]
)
def test_a_seal_moved_to_another_place_is_refused(at: tuple[str, str, int]) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"answer", AT), place(*at))


def test_every_changed_byte_is_noticed() -> None:
    sealed = seal(KEY, b"answer", AT)
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(SealBroken):
            unseal(KEY, changed, AT)


@pytest.mark.parametrize("size", [0, 1, 12, 13, 28])
def test_a_seal_cut_short_is_refused(size: int) -> None:
    with pytest.raises(SealBroken):
        unseal(KEY, seal(KEY, b"answer", AT)[:size], AT)


def test_answers_moved_between_cases_are_refused(store: Store, two_cases: tuple[str, str]) -> None:
    one, other = two_cases
    statement = (
        "UPDATE cases SET sealed_answers = (SELECT sealed_answers FROM cases WHERE id = :other) "
        "WHERE id = :one"
    )
    run(store, statement, one=one, other=other)
    with pytest.raises(SealBroken):
        store.load(one)


def test_answers_with_the_key_of_another_case_are_refused(
    store: Store, two_cases: tuple[str, str]
) -> None:
    one, other = two_cases
    statement = (
        "UPDATE cases SET (sealed_key, sealed_answers) = "
        "(SELECT sealed_key, sealed_answers FROM cases WHERE id = :other) WHERE id = :one"
    )
    run(store, statement, one=one, other=other)
    with pytest.raises(SealBroken):
        store.load(one)


def test_answers_of_an_older_revision_are_refused(store: Store, two_cases: tuple[str, str]) -> None:
    run(store, "UPDATE cases SET revision = revision + 1")
    with pytest.raises(SealBroken):
        store.load(two_cases[0])


def test_history_moved_between_revisions_is_refused(
    store: Store, two_cases: tuple[str, str]
) -> None:
    case_id = two_cases[0]
    run(store, "UPDATE history SET revision = 7 WHERE case_id = :one AND revision = 1", one=case_id)
    with pytest.raises(SealBroken):
        store.history(case_id)


def test_a_file_moved_between_cases_is_refused(store: Store, two_cases: tuple[str, str]) -> None:
    one, other = two_cases
    store.put_file(one, "a.pdf", b"one")
    run(store, "UPDATE files SET case_id = :other", other=other)
    with pytest.raises(SealBroken):
        store.files(other)


def test_a_file_comes_back_and_is_replaced_by_its_name(
    store: Store, two_cases: tuple[str, str]
) -> None:
    one, other = two_cases
    store.put_file(one, "устав.pdf", b"first")
    store.put_file(one, "устав.pdf", b"second")
    assert store.get_file(one, "устав.pdf") == b"second"
    assert [(file.name, file.version, file.size) for file in store.files(one)] == [
        ("устав.pdf", 2, 6)
    ]
    assert store.get_file(other, "устав.pdf") is None


def test_five_hundred_values_are_nowhere_readable(tmp_path: Path) -> None:
    values, store = plant(tmp_path, count=500)
    found = readable(tmp_path, values)
    names = {path.name for path in tmp_path.rglob("*")}
    store.close()
    assert (len(values), found) == (500, [])
    assert {"cases.sqlite", "cases.sqlite-wal", "copy.sqlite", "case.exchange"} <= names


def test_the_search_for_values_finds_one_that_is_there(tmp_path: Path) -> None:
    values, store = plant(tmp_path, count=10)
    store.close()
    with closing(sqlite3.connect(tmp_path / "data" / "cases.sqlite")) as connection, connection:
        connection.execute("UPDATE cases SET district = ?", (values[3],))
    assert readable(tmp_path, values) == [values[3]]


def test_the_printed_words_bring_the_key_back(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    case_id = first.create_case("а")
    words = first.recovery_words()
    first.close()
    (tmp_path / "master.key").unlink()
    restore_key(words.upper().replace("\n", " 2) "), tmp_path / "master.key")
    second = open_store(tmp_path)
    assert second.load(case_id).revision == 0
    second.close()
    assert (tmp_path / "master.key").stat().st_mode & 0o777 == 0o600


def test_words_carry_any_key() -> None:
    source = random.Random(7)  # noqa: S311
    for _ in range(500):
        key = source.randbytes(32)
        assert key_of(words_of(key)) == key


def test_two_words_in_the_wrong_order_are_noticed() -> None:
    first, second, *rest = words_of(KEY).split()
    with pytest.raises(StoreFault, match="не сходятся"):
        key_of(" ".join([second, first, *rest]))


def test_a_word_with_a_slip_is_named() -> None:
    words = words_of(KEY).split()
    words[4] = "щщщщщ"
    with pytest.raises(StoreFault, match="№ 5"):
        key_of(" ".join(words))


def test_a_missing_word_is_noticed() -> None:
    with pytest.raises(StoreFault, match="Нужно слов: 18, а введено: 17"):
        key_of(" ".join(words_of(KEY).split()[1:]))


def test_a_restored_key_never_replaces_a_present_one(tmp_path: Path, store: Store) -> None:
    with pytest.raises(StoreFault, match="уже есть"):
        restore_key(store.recovery_words(), tmp_path / "data" / "master.key")
