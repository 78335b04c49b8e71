"""A case taken to a village and back: nothing is lost, what disagrees is shown both ways."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from registration.store import BadExchangeFile, Channel, Store, StoreFault, open_store
from tests.store.conftest import MovedClock

PHRASE = "три сосны у реки"


@pytest.fixture(autouse=True)
def quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost of a passphrase is tried once, below."""
    import hashlib

    monkeypatch.setattr(
        "registration.store.exchange._key",
        lambda phrase, salt: hashlib.sha256(phrase.encode() + salt).digest(),
    )


@pytest.fixture
def laptop(tmp_path: Path, clock: MovedClock) -> Iterator[Store]:
    opened = open_store(tmp_path / "laptop", now=clock)
    yield opened
    opened.close()


@pytest.fixture
def case_id(store: Store) -> str:
    made = store.create_case("консультант")
    say(store, made, {"tos.phone": "1", "tos.email": "a"})
    for at, name in enumerate(("А", "Б", "В")):
        say(store, made, {f"people.persons.{at}.name.first": name})
    return made


def say(store: Store, case_id: str, changes: dict[str, object], author: str = "л") -> None:
    seen = store.load(case_id).revision
    saved = store.save(case_id, changes, seen=seen, author=author, channel=Channel.PAPER)
    assert not saved.conflicts


def carry(origin: Store, target: Store, case_id: str) -> dict[str, tuple[object, object]]:
    imported = target.import_case(origin.export_case(case_id, PHRASE), PHRASE)
    assert imported.case_id == case_id
    return {conflict.path: (conflict.theirs, conflict.mine) for conflict in imported.conflicts}


def test_a_sample_goes_there_and_back_unchanged(
    store: Store,
    laptop: Store,
    sample_name: str,
    answers: Callable[[str], dict[str, Any]],
) -> None:
    case_id = store.create_case("к")
    say(store, case_id, answers(sample_name))
    assert carry(store, laptop, case_id) == {}
    assert laptop.load(case_id) == store.load(case_id)
    assert carry(laptop, store, case_id) == {}
    assert store.load(case_id).revision == 1


def test_answers_of_both_sides_come_together_with_their_authors(
    store: Store, laptop: Store, case_id: str
) -> None:
    carry(store, laptop, case_id)
    say(laptop, case_id, {"tos.phone": "2", "people.persons.1.phone": "7"}, author="в деревне")
    say(store, case_id, {"tos.email": "b"}, author="в городе")
    assert carry(laptop, store, case_id) == {}
    stored = store.load(case_id)
    assert stored.answers["tos"] == {"phone": "2", "email": "b"}
    assert stored.marks["tos.phone"].author == "в деревне"
    assert stored.marks["tos.email"].author == "в городе"
    assert carry(store, laptop, case_id) == {}
    assert laptop.load(case_id).answers == stored.answers


def test_what_both_changed_is_shown_both_ways_until_it_is_settled(
    store: Store, laptop: Store, case_id: str
) -> None:
    carry(store, laptop, case_id)
    say(laptop, case_id, {"tos.phone": "2"})
    say(store, case_id, {"tos.phone": "3"})
    assert carry(laptop, store, case_id) == {"tos.phone": ("3", "2")}
    assert carry(store, laptop, case_id) == {"tos.phone": ("2", "3")}
    assert carry(laptop, store, case_id) == {"tos.phone": ("3", "2")}
    say(laptop, case_id, {"tos.phone": "3"})
    assert carry(store, laptop, case_id) == {}
    assert carry(laptop, store, case_id) == {}


def test_a_removed_person_stays_removed_after_the_way_back(
    store: Store, laptop: Store, case_id: str
) -> None:
    carry(store, laptop, case_id)
    seen = laptop.load(case_id).revision
    laptop.delete_item(case_id, "people.persons", 0, seen=seen, author="л", channel=Channel.PAPER)
    assert carry(laptop, store, case_id) == {}
    assert store.load(case_id).answers == laptop.load(case_id).answers


def test_a_removal_not_yet_sent_survives_news_from_here(
    store: Store, laptop: Store, case_id: str
) -> None:
    carry(store, laptop, case_id)
    seen = laptop.load(case_id).revision
    laptop.delete_item(case_id, "people.persons", 0, seen=seen, author="л", channel=Channel.PAPER)
    say(store, case_id, {"tos.email": "b"})
    assert carry(store, laptop, case_id) == {}
    assert carry(laptop, store, case_id) == {}
    assert store.load(case_id).answers == laptop.load(case_id).answers


def test_a_removal_there_and_a_change_here_are_shown_not_mixed(
    store: Store, laptop: Store, case_id: str
) -> None:
    carry(store, laptop, case_id)
    seen = laptop.load(case_id).revision
    laptop.delete_item(case_id, "people.persons", 0, seen=seen, author="л", channel=Channel.PAPER)
    say(store, case_id, {"people.persons.1.phone": "7"})
    before = store.load(case_id).answers
    assert list(carry(laptop, store, case_id)) == ["people.persons"]
    assert store.load(case_id).answers == before


def test_people_added_on_both_sides_are_not_mixed(
    store: Store, laptop: Store, case_id: str
) -> None:
    carry(store, laptop, case_id)
    say(laptop, case_id, {"people.persons.3.name.first": "Г", "people.persons.3.phone": "4"})
    say(store, case_id, {"people.persons.3.name.first": "Д"})
    assert carry(laptop, store, case_id) == {
        "people.persons.3.name.first": ("Д", "Г"),
        "people.persons.3.phone": (None, "4"),
    }


def test_the_same_file_twice_changes_nothing(store: Store, laptop: Store, case_id: str) -> None:
    carry(store, laptop, case_id)
    say(laptop, case_id, {"tos.phone": "2"})
    carry(laptop, store, case_id)
    revision = store.load(case_id).revision
    assert carry(laptop, store, case_id) == {}
    assert store.load(case_id).revision == revision


def test_an_older_copy_of_our_own_brings_nothing_back(store: Store, case_id: str) -> None:
    old = store.export_case(case_id, PHRASE)
    say(store, case_id, {"tos.phone": "9"})
    assert store.import_case(old, PHRASE).conflicts == ()
    assert store.load(case_id).answers["tos"] == {"phone": "9", "email": "a"}


def test_a_case_of_a_third_store_overwrites_nothing(
    store: Store, laptop: Store, case_id: str, tmp_path: Path
) -> None:
    third = open_store(tmp_path / "third")
    carry(store, third, case_id)
    carry(store, laptop, case_id)
    say(third, case_id, {"tos.phone": "2", "tos.site": "s"})
    conflicts = carry(third, laptop, case_id)
    third.close()
    assert conflicts == {"tos.phone": ("1", "2")}
    assert laptop.load(case_id).answers["tos"] == {"phone": "1", "email": "a", "site": "s"}


def test_open_questions_travel_with_the_case(store: Store, laptop: Store, case_id: str) -> None:
    store.save(case_id, {}, seen=4, author="л", channel=Channel.SELF, unknown=["tos.short_name"])
    carry(store, laptop, case_id)
    assert laptop.load(case_id).unknown == {"tos.short_name"}
    say(laptop, case_id, {"tos.short_name": "ТОС"})
    carry(laptop, store, case_id)
    assert store.load(case_id).unknown == frozenset()


def test_a_wrong_passphrase_is_told_in_russian(store: Store, case_id: str) -> None:
    with pytest.raises(BadExchangeFile, match="парольная фраза не та"):
        store.import_case(store.export_case(case_id, PHRASE), PHRASE + "!")


def test_a_short_passphrase_is_refused(store: Store, case_id: str) -> None:
    with pytest.raises(BadExchangeFile, match="не меньше 8"):
        store.export_case(case_id, "семь зн")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"TOSCASE1", b"TOSCASE1" + b"0" * 16])
def test_a_foreign_file_is_told_in_russian(store: Store, content: bytes) -> None:
    with pytest.raises(BadExchangeFile, match="не файл дела"):
        store.import_case(content, PHRASE)


def test_every_changed_byte_of_a_file_is_noticed(store: Store, case_id: str) -> None:
    content = store.export_case(case_id, PHRASE)
    for at in range(0, len(content), 7):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        with pytest.raises(BadExchangeFile):
            store.import_case(changed, PHRASE)


def test_a_backup_holds_the_same_answers_files_and_history(
    store: Store, case_id: str, tmp_path: Path
) -> None:
    store.put_file(case_id, "a.pdf", b"content")
    report = store.backup(tmp_path / "copy.sqlite")
    assert (report.cases, report.saves, report.files) == (1, 5, 1)
    restored = tmp_path / "restored"
    restored.mkdir()
    (tmp_path / "copy.sqlite").rename(restored / "cases.sqlite")
    (restored / "master.key").write_bytes((tmp_path / "data" / "master.key").read_bytes())
    (restored / "master.key").chmod(0o600)
    again = open_store(restored)
    assert again.load(case_id) == store.load(case_id)
    assert again.history(case_id) == store.history(case_id)
    assert again.get_file(case_id, "a.pdf") == b"content"
    again.close()


def test_a_backup_is_one_closed_file(store: Store, case_id: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    store.backup(folder / "copy.sqlite")
    assert [path.name for path in folder.iterdir()] == ["copy.sqlite"]
    assert (folder / "copy.sqlite").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", ["cut", "garbage"])
def test_a_damaged_backup_is_told_in_words(
    store: Store, case_id: str, tmp_path: Path, damage: str
) -> None:
    copy = tmp_path / "copy.sqlite"
    store.backup(copy)
    content = copy.read_bytes()
    half = len(content) // 2
    copy.write_bytes(content[:half] if damage == "cut" else content[:100] + b"\xff" * half)
    with pytest.raises(StoreFault, match="повреждена"):
        store.check_backup(copy)
