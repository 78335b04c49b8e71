"""A destroyed case leaves nothing but its line in the access log; the counts stay true."""

from datetime import date

import pytest
from sqlalchemy import select

from registration.store import (
    ALL_CASES,
    Channel,
    Facets,
    Role,
    Span,
    Store,
    Tally,
    UnknownCase,
)
from registration.store.tables import metadata

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def _lived(store: Store) -> str:
    case_id = store.create_case("нина")
    store.save(case_id, {"tos.full_name": "ТОС"}, seen=1, author="лидер", channel=Channel.SELF)
    store.issue_link(case_id, 30)
    store.issue_code(case_id)
    store.start_session(Role.LEADER, case_id)
    store.make_address("feedback", case_id, 30)
    store.put_file(case_id, "скан.pdf", b"scan")
    counts = [Tally("entered", "egrul", 0, date(2026, 5, 5))]
    store.append_counted(case_id, "move", {}, counts, author="нина")
    talk = Facets(date(2026, 4, 4), "phone", "", "leader", "fee", "solved", 5, False, case_id)
    store.add_consultation(talk, {"question": "?"}, [])
    return case_id


def test_only_the_access_log_remembers_it(store: Store) -> None:
    case_id = _lived(store)
    store.note("нина", "дело уничтожено", case_id)
    store.destroy_case(case_id)
    with store._database.reading() as connection:
        rows = {
            table.name: str(connection.execute(select(table)).all())
            for table in metadata.sorted_tables
        }
    assert [name for name, text in rows.items() if case_id in text] == ["access_log"]
    with pytest.raises(UnknownCase):
        store.load(case_id)
    assert store.verify_log() is None


def test_the_numbers_stay_what_they_were(store: Store) -> None:
    case_id = _lived(store)
    before = store.tallied(YEAR, "entered"), store.consultation_count(YEAR)
    store.destroy_case(case_id)
    assert (store.tallied(YEAR, "entered"), store.consultation_count(YEAR)) == before
    assert len(before[0]) == before[1] == 1


def test_other_cases_are_not_touched(store: Store) -> None:
    case_id, other = _lived(store), _lived(store)
    store.make_address("calendar", ALL_CASES, 30)
    store.destroy_case(case_id)
    assert store.load(other).answers == {"tos": {"full_name": "ТОС"}}
    assert len(store.journal(other)) == 1
    assert store.addresses_of("calendar", ALL_CASES)
    with pytest.raises(UnknownCase):
        store.destroy_case(case_id)
