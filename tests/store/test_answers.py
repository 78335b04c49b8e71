"""Saving answers: nothing acknowledged is lost, nothing is overwritten unseen."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from registration.domain.case import Case, read_case
from registration.store import REMOVED, Channel, Store, StoreFault, UnknownCase, open_store
from tests.store.conftest import MovedClock

LEADER = "руководитель"
CONSULTANT = "консультант"
FIRST = "people.persons.0.name.first"


def say(
    store: Store, case_id: str, changes: dict[str, object], seen: int = -1, author: str = LEADER
) -> Any:
    seen = store.load(case_id).revision if seen < 0 else seen
    return store.save(case_id, changes, seen=seen, author=author, channel=Channel.SELF)


@pytest.fixture
def case_id(store: Store) -> str:
    return store.create_case(CONSULTANT)


def test_a_sample_comes_back_as_the_same_case(
    store: Store,
    case_id: str,
    sample_name: str,
    answers: Callable[[str], dict[str, Any]],
    sample: Callable[[str], Case],
) -> None:
    say(store, case_id, answers(sample_name))
    reading = read_case(store.load(case_id).answers)
    assert reading.case == sample(sample_name)
    assert not reading.problems


def test_a_case_is_there_after_a_restart(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    case_id = first.create_case(CONSULTANT)
    say(first, case_id, {"tos.full_name": "ТОС «Заречье»"})
    first.close()
    second = open_store(tmp_path)
    assert second.load(case_id).answers == {"tos": {"full_name": "ТОС «Заречье»"}}
    second.close()


def test_the_list_of_cases_tells_number_district_and_time(
    store: Store, case_id: str, clock: MovedClock
) -> None:
    created = clock()
    clock.move(hours=2)
    say(store, case_id, {"card.number": "ВТ-1", "territory.district": "verkhnetoemsky"})
    (row,) = store.cases()
    assert (row.id, row.number, row.district, row.revision) == (
        case_id,
        "ВТ-1",
        "verkhnetoemsky",
        1,
    )
    assert (row.created, row.saved) == (created, created + timedelta(hours=2))


def test_a_district_typed_as_text_stays_out_of_the_open_column(store: Store, case_id: str) -> None:
    say(store, case_id, {"territory.district": "Иванов Иван"})
    assert store.case_row(case_id).district == ""


def test_an_unknown_case_is_refused_everywhere(store: Store) -> None:
    with pytest.raises(UnknownCase):
        store.load("0" * 32)
    with pytest.raises(UnknownCase):
        store.save("0" * 32, {"tos.phone": "1"}, seen=0, author=LEADER, channel=Channel.SELF)


def test_every_answer_carries_author_channel_and_time(
    store: Store, case_id: str, clock: MovedClock
) -> None:
    say(store, case_id, {"tos.phone": "1"})
    store.save(case_id, {"tos.email": "a"}, seen=1, author=CONSULTANT, channel=Channel.PHONE)
    marks = store.load(case_id).marks
    assert (marks["tos.phone"].author, marks["tos.phone"].channel) == (LEADER, Channel.SELF)
    assert (marks["tos.email"].author, marks["tos.email"].channel) == (CONSULTANT, Channel.PHONE)
    assert marks["tos.email"].revision == 2
    assert marks["tos.email"].at == clock()


def test_a_path_with_a_number_grows_the_list(store: Store, case_id: str) -> None:
    say(store, case_id, {"people.persons.1.name.last": "Б", FIRST: "А"})
    assert store.load(case_id).answers == {
        "people": {"persons": [{"name": {"first": "А"}}, {"name": {"last": "Б"}}]}
    }


def test_removing_the_last_answer_of_a_section_removes_the_section(
    store: Store, case_id: str
) -> None:
    say(store, case_id, {"territory.decision.number": "12", "territory.houses": 3})
    say(store, case_id, {"territory.decision.number": REMOVED})
    assert store.load(case_id).answers == {"territory": {"houses": 3}}


def test_a_blank_is_the_same_as_removing(store: Store, case_id: str) -> None:
    say(store, case_id, {"tos.phone": "1", "tos.email": "a"})
    say(store, case_id, {"tos.phone": None})
    assert store.load(case_id).answers == {"tos": {"email": "a"}}


def test_a_field_the_form_did_not_show_is_never_touched(store: Store, case_id: str) -> None:
    say(store, case_id, {"tos.phone": "1", "tos.email": "a"})
    say(store, case_id, {"tos.phone": "2"})
    assert store.load(case_id).answers == {"tos": {"phone": "2", "email": "a"}}


def test_texts_are_normalised_and_dates_become_iso(store: Store, case_id: str) -> None:
    say(
        store,
        case_id,
        {"tos.full_name": " ТОС\u00a0 «Й\u200b» ", "meeting.held_on": date(2026, 9, 1)},
    )
    assert store.load(case_id).answers == {
        "tos": {"full_name": "ТОС «Й»"},
        "meeting": {"held_on": "2026-09-01"},
    }


def test_saving_equal_values_is_no_change(store: Store, case_id: str) -> None:
    first = say(store, case_id, {"tos.phone": "1", "card.purposes": ["account"]})
    again = say(store, case_id, {"tos.phone": " 1 ", "card.purposes": ["account"]}, seen=0)
    assert (first.revision, again.revision, again.conflicts) == (1, 1, ())
    assert again.at == first.at
    assert len(store.history(case_id)) == 2


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), ("1", 1)])
def test_values_of_different_kinds_are_different_answers(
    store: Store, case_id: str, one: object, other: object
) -> None:
    say(store, case_id, {"residents.adults": one})
    assert say(store, case_id, {"residents.adults": other}).revision == 2


def test_a_stale_write_shows_both_values_and_saves_the_rest(
    store: Store, case_id: str, clock: MovedClock
) -> None:
    say(store, case_id, {"tos.phone": "1"})
    say(store, case_id, {"tos.phone": "2"}, author=CONSULTANT)
    saved = say(store, case_id, {"tos.phone": "3", "tos.email": "a"}, seen=1)
    (conflict,) = saved.conflicts
    assert (conflict.path, conflict.theirs, conflict.mine) == ("tos.phone", "2", "3")
    assert (conflict.author, conflict.at) == (CONSULTANT, clock())
    assert store.load(case_id).answers == {"tos": {"phone": "2", "email": "a"}}


def test_two_tabs_of_one_person_conflict_as_well(store: Store, case_id: str) -> None:
    say(store, case_id, {"tos.phone": "1"}, seen=0)
    assert say(store, case_id, {"tos.phone": "2"}, seen=0).conflicts


def test_a_stale_write_does_not_restore_what_was_removed(store: Store, case_id: str) -> None:
    say(store, case_id, {"tos.phone": "1"})
    say(store, case_id, {"tos.phone": REMOVED})
    (conflict,) = say(store, case_id, {"tos.phone": "2"}, seen=1).conflicts
    assert (conflict.theirs, conflict.mine) == (None, "2")


def test_a_stale_removal_does_not_remove_what_was_changed(store: Store, case_id: str) -> None:
    say(store, case_id, {"tos.phone": "1"})
    say(store, case_id, {"tos.phone": "2"})
    assert say(store, case_id, {"tos": REMOVED}, seen=1).conflicts
    assert store.load(case_id).answers == {"tos": {"phone": "2"}}


def test_a_form_from_the_future_is_taken_as_the_oldest(store: Store, case_id: str) -> None:
    say(store, case_id, {"tos.phone": "1"})
    assert say(store, case_id, {"tos.phone": "2"}, seen=99).conflicts


def people(store: Store, case_id: str, *names: str) -> None:
    changes = {f"people.persons.{at}.name.first": name for at, name in enumerate(names)}
    say(store, case_id, dict(changes))


def first_names(store: Store, case_id: str) -> list[str]:
    persons: Any = store.load(case_id).answers["people"]
    return [person["name"]["first"] for person in persons["persons"]]


def delete(store: Store, case_id: str, index: int, seen: int) -> Any:
    return store.delete_item(
        case_id, "people.persons", index, seen=seen, author=LEADER, channel=Channel.SELF
    )


def test_after_a_removal_marks_follow_their_people(store: Store, case_id: str) -> None:
    people(store, case_id, "А", "Б")
    store.save(
        case_id, {"people.persons.1.inn": "7"}, seen=1, author=CONSULTANT, channel=Channel.PHONE
    )
    delete(store, case_id, 0, seen=2)
    stored = store.load(case_id)
    assert first_names(store, case_id) == ["Б"]
    assert stored.marks["people.persons.0.inn"].author == CONSULTANT
    assert "people.persons.1.inn" not in stored.marks


def test_a_form_older_than_a_removal_never_writes_into_another_person(
    store: Store, case_id: str
) -> None:
    people(store, case_id, "А", "Б", "В")
    delete(store, case_id, 0, seen=1)
    saved = say(store, case_id, {"people.persons.1.phone": "1"}, seen=1)
    assert [conflict.path for conflict in saved.conflicts] == ["people.persons.1.phone"]
    assert saved.revision == 2


def test_people_before_the_removed_one_may_still_be_changed(store: Store, case_id: str) -> None:
    people(store, case_id, "А", "Б", "В")
    delete(store, case_id, 2, seen=1)
    assert not say(store, case_id, {FIRST: "Г"}, seen=1).conflicts
    assert first_names(store, case_id) == ["Г", "Б"]


def test_a_stale_removal_never_removes_another_person(store: Store, case_id: str) -> None:
    people(store, case_id, "А", "Б", "В")
    delete(store, case_id, 0, seen=1)
    assert delete(store, case_id, 1, seen=1).conflicts
    assert first_names(store, case_id) == ["Б", "В"]


def test_a_removal_sent_twice_removes_one_person(store: Store, case_id: str) -> None:
    people(store, case_id, "А", "Б")
    delete(store, case_id, 0, seen=1)
    delete(store, case_id, 0, seen=1)
    assert first_names(store, case_id) == ["Б"]


def test_two_new_people_are_never_mixed_into_one(store: Store, case_id: str) -> None:
    people(store, case_id, "А")
    say(store, case_id, {"people.persons.1.name.first": "Б"}, seen=1)
    saved = say(
        store,
        case_id,
        {"people.persons.1.name.first": "В", "people.persons.1.phone": "1"},
        seen=1,
        author=CONSULTANT,
    )
    assert len(saved.conflicts) == 2
    assert first_names(store, case_id) == ["А", "Б"]


def test_removing_the_only_person_leaves_no_empty_list(store: Store, case_id: str) -> None:
    people(store, case_id, "А")
    delete(store, case_id, 0, seen=1)
    assert store.load(case_id).answers == {}


def test_i_do_not_know_leaves_a_task_until_it_is_answered(store: Store, case_id: str) -> None:
    store.save(
        case_id, {}, seen=0, author=LEADER, channel=Channel.SELF, unknown=["tos.phone", "tos.email"]
    )
    assert store.load(case_id).unknown == {"tos.phone", "tos.email"}
    say(store, case_id, {"tos.phone": "1"})
    assert store.load(case_id).unknown == {"tos.email"}


def test_history_tells_what_was_before_and_after(store: Store, case_id: str) -> None:
    say(store, case_id, {"tos.phone": "1"})
    say(store, case_id, {"tos.phone": "2"}, author=CONSULTANT)
    last = store.history(case_id)[-1]
    (change,) = last.changes
    assert (last.revision, last.author) == (2, CONSULTANT)
    assert (change.path, change.before, change.after) == ("tos.phone", "1", "2")


@pytest.mark.parametrize("path", ["", ".", "a..b", "a.-1", "А.б", "a.1000", "__class__", "0.a"])
def test_a_path_that_leads_nowhere_is_refused(store: Store, case_id: str, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        say(store, case_id, {path: "1"})


def test_errors_of_the_database_carry_no_values(store: Store) -> None:
    assert store._database.engine.hide_parameters


def test_the_files_of_the_store_are_closed_to_other_users(tmp_path: Path, store: Store) -> None:
    modes = {path.name: path.stat().st_mode & 0o077 for path in (tmp_path / "data").iterdir()}
    assert modes["master.key"] == 0
    assert set(modes.values()) == {0}


def test_a_key_file_open_to_others_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    (tmp_path / "master.key").chmod(0o644)
    with pytest.raises(StoreFault, match="chmod 600"):
        open_store(tmp_path)


def test_a_store_without_its_key_does_not_make_a_new_one(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    (tmp_path / "master.key").rename(tmp_path / "elsewhere")
    with pytest.raises(StoreFault, match="Нет файла ключа"):
        open_store(tmp_path)
    assert not (tmp_path / "master.key").exists()


def test_a_key_of_another_store_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path / "one").close()
    open_store(tmp_path / "two").close()
    with pytest.raises(StoreFault, match="не от этой базы"):
        open_store(tmp_path / "one", key_file=tmp_path / "two" / "master.key")


def test_every_connection_is_durable(store: Store) -> None:
    with store._database.reading() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


def test_answers_keep_the_order_of_their_lists(store: Store, case_id: str) -> None:
    say(store, case_id, {"card.purposes": ["grants", "account"]})
    assert (
        json.dumps(store.load(case_id).answers) == '{"card": {"purposes": ["grants", "account"]}}'
    )
