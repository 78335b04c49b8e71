"""Rows of the list of cases: found by index and by words, sealed, out of date when a case moves."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from registration.store import Channel, Sought, Store, Summary, open_store
from tests.store.conftest import MovedClock
from tests.store.older import brought_up_from

TODAY = date(2026, 11, 23)


def summary(**given: object) -> Summary:
    usual: dict[str, object] = {
        "stage": "notice",
        "mover": "tos",
        "percent": 40,
        "blockers": 1,
        "next_on": date(2026, 12, 1),
        "contacted_at": None,
        "about": {"name": "ТОС «Заречье»"},
    }
    return Summary(**{**usual, **given})  # type: ignore[arg-type]


def a_case(store: Store, *words: str, district: str = "kotlassky", **given: object) -> str:
    case_id = store.create_case("нина")
    saved = store.save(
        case_id, {"territory.district": district}, seen=0, author="нина", channel=Channel.PHONE
    )
    store.put_summary(case_id, summary(**given), words, seen=saved.revision, on=TODAY)
    return case_id


def found(store: Store, sought: Sought, *, freshest: bool = False) -> list[str]:
    rows = store.summary_rows(sought, freshest=freshest, skip=0, at_most=100)
    assert store.summary_count(sought) == len(rows)
    return [row.case_id for row in rows]


def test_a_row_says_what_was_put(store: Store) -> None:
    case_id = a_case(store)
    (row,) = store.summary_rows(Sought(), freshest=True, skip=0, at_most=10)
    assert (row.case_id, row.district, row.summary) == (case_id, "kotlassky", summary())
    assert row.is_of(TODAY)
    assert store.outdated(TODAY, 10) == ()


def test_a_row_is_out_of_date_after_a_save_an_entry_and_a_night(store: Store) -> None:
    case_id = a_case(store)
    assert store.outdated(TODAY + timedelta(days=1), 10) == (case_id,)
    store.append(case_id, "contact", {}, author="нина")
    assert store.outdated(TODAY, 10) == (case_id,)
    store.put_summary(case_id, summary(), (), seen=1, on=TODAY)
    assert store.outdated(TODAY, 10) == ()
    store.save(case_id, {"tos.short_name": "З"}, seen=1, author="нина", channel=Channel.PHONE)
    assert store.outdated(TODAY, 10) == (case_id,)


def test_a_summary_of_an_older_revision_stays_out_of_date(store: Store) -> None:
    case_id = a_case(store)
    store.save(case_id, {"tos.short_name": "З"}, seen=1, author="нина", channel=Channel.PHONE)
    store.put_summary(case_id, summary(), (), seen=1, on=TODAY)
    assert store.outdated(TODAY, 10) == (case_id,)


def test_each_filter_narrows_the_list(store: Store, clock: MovedClock) -> None:
    early = a_case(store, district="kotlassky", stage="muni_filed", mover="administration")
    clock.move(days=20)
    late = a_case(store, district="nyandomsky", next_on=None, contacted_at=clock())
    assert found(store, Sought()) == [early, late]  # without a date comes last
    assert found(store, Sought(), freshest=True) == [late, early]
    for sought in (
        Sought(district="kotlassky"),
        Sought(stages=("muni_filed", "muni_refused")),
        Sought(mover="administration"),
        Sought(next_until=date(2026, 12, 1)),
        Sought(unmoved_since=clock() - timedelta(days=1)),
        Sought(uncontacted_since=clock()),
    ):
        assert found(store, sought) == [early], sought
    assert found(store, Sought(next_until=date(2026, 11, 30))) == []
    assert found(store, Sought(district="nyandomsky", next_from=date(2026, 1, 1))) == []


def test_a_case_is_found_by_beginnings_of_all_words_asked(store: Store) -> None:
    shore = a_case(store, "заречье", "антонова", "2026", "001")
    a_case(store, "заозерье", "антонов")
    assert found(store, Sought(words=("зар",))) == [shore]
    assert len(found(store, Sought(words=("за", "антонов")))) == 2
    assert found(store, Sought(words=("за", "антонова"))) == [shore]
    assert found(store, Sought(words=("речье",))) == []
    assert found(store, Sought(words=("заречьевский",))) == []


def test_words_of_a_case_are_not_on_the_disk(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    a_case(store, "коробицына", about={"name": "Коробицына"})
    store.close()
    for path in tmp_path.iterdir():
        content = path.read_bytes().lower()
        assert "коробицын".encode() not in content
        assert "Коробицын".encode() not in content


def test_pages_of_the_list_do_not_overlap(store: Store) -> None:
    every = {a_case(store) for _ in range(5)}
    pages = [
        store.summary_rows(Sought(), freshest=False, skip=skip, at_most=2) for skip in (0, 2, 4)
    ]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert {row.case_id for page in pages for row in page} == every


def test_cases_are_counted_by_district(store: Store) -> None:
    a_case(store)
    store.create_case("нина")
    assert store.case_count() == 2
    assert store.cases_by_district() == {"kotlassky": 1}


@pytest.mark.parametrize("number", [3, 30])
def test_a_page_takes_as_many_queries_however_many_cases_there_are(
    store: Store, number: int
) -> None:
    for _ in range(number):
        a_case(store, "заречье")
    asked: list[str] = []
    engine = store._database.engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    store.summary_rows(Sought(words=("зар",)), freshest=False, skip=0, at_most=25)
    assert len(asked) == 1


def test_cases_of_an_older_base_get_into_the_list(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    case_id = a_case(store)
    store.close()
    brought_up_from("0003", tmp_path, "DROP INDEX summaries_by_day", "DELETE FROM summaries")
    again = open_store(tmp_path)
    assert again.outdated(TODAY, 10) == (case_id,)
    again.close()
