"""People are counted once, whatever they came to, and nobody is named."""

from datetime import date
from pathlib import Path

import pytest

from registration.store import (
    Overtaken,
    Participant,
    Span,
    Store,
    Tally,
    UnknownRecord,
    open_store,
)

YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))


def _webinar(store: Store, on: date, district: str = "") -> int:
    return store.add_happening("webinar", on, district, {"title": "Устав ТОС"})


def _came(*names: str, district: str = "kotlassky") -> list[Participant]:
    return [Participant(name, district) for name in names]


def test_a_person_who_comes_twice_counts_once(store: Store) -> None:
    first, second = _webinar(store, date(2024, 3, 1)), _webinar(store, date(2024, 4, 1))
    assert store.put_participants(first, _came("анна", "борис"), seen=1) == (2, 2)
    assert store.put_participants(second, _came("борис", "вера"), seen=1) == (2, 1)
    assert store.participants(YEAR, "webinar") == {"kotlassky": 3}
    assert [item.visits for item in store.happenings(YEAR, "webinar")] == [2, 2]


def test_a_person_of_two_districts_counts_once_in_all(store: Store) -> None:
    first, second = _webinar(store, date(2024, 3, 1)), _webinar(store, date(2024, 4, 1))
    store.put_participants(first, _came("анна"), seen=1)
    store.put_participants(second, _came("анна", district="nyandomsky"), seen=1)
    assert sum(store.participants(YEAR, "webinar").values()) == 1


def test_a_list_brought_again_replaces_the_former(store: Store) -> None:
    number = _webinar(store, date(2024, 3, 1))
    store.put_participants(number, _came("анна", "борис"), seen=1)
    store.put_participants(number, _came("анна"), seen=2)
    assert store.participants(YEAR, "webinar") == {"kotlassky": 1}


def test_what_is_withdrawn_or_of_another_period_does_not_count(store: Store) -> None:
    inside, outside = _webinar(store, date(2024, 3, 1)), _webinar(store, date(2025, 1, 1))
    store.put_participants(inside, _came("анна"), seen=1)
    store.put_participants(outside, _came("борис"), seen=1)
    store.withdraw_happening(inside, seen=2, withdrawn=True)
    assert store.participants(YEAR, "webinar") == {}
    assert store.happenings(YEAR, "webinar") == ()
    assert len(store.happenings(YEAR, "webinar", withdrawn=True)) == 1
    store.withdraw_happening(inside, seen=3, withdrawn=False)
    assert store.participants(YEAR, "webinar") == {"kotlassky": 1}


def test_what_was_for_all_belongs_to_every_district(store: Store) -> None:
    _webinar(store, date(2024, 3, 1))
    _webinar(store, date(2024, 4, 1), "nyandomsky")
    span = Span(YEAR.since, YEAR.until, ("kotlassky",))
    assert [item.on for item in store.happenings(span, "webinar")] == [date(2024, 3, 1)]


def test_the_second_of_two_writers_is_told(store: Store) -> None:
    number = _webinar(store, date(2024, 3, 1))
    again = {"on": date(2024, 3, 2), "district": "", "about": {"title": "Другое"}}
    store.change_happening(number, seen=1, **again)  # type: ignore[arg-type]
    with pytest.raises(Overtaken):
        store.change_happening(number, seen=1, **again)  # type: ignore[arg-type]
    with pytest.raises(UnknownRecord):
        store.change_happening(number + 1, seen=1, **again)  # type: ignore[arg-type]


def test_no_name_and_no_title_lies_open_on_the_disk(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    number = store.add_happening("trip", date(2024, 5, 5), "", {"title": "Поездка к Коробицыной"})
    store.put_participants(number, _came("коробицына анна"), seen=1)
    store.close()
    for path in tmp_path.iterdir():
        content = path.read_bytes().lower()
        assert "оробицын".encode() not in content


def test_tallies_are_found_by_their_days_and_districts(store: Store) -> None:
    case_id = store.create_case("нина")
    counts = [Tally("passed", "intake", 12, date(2024, 2, 1))]
    store.append_counted(case_id, "move", {}, counts, author="нина")
    (found,) = store.tallied(YEAR, "passed")
    assert (found.tally.subject, found.tally.value) == ("intake", 12)
    assert store.tallied(Span(date(2024, 2, 2), YEAR.until), "passed") == ()
    assert store.tallied(Span(YEAR.since, YEAR.until, ("kotlassky",)), "passed") == ()
