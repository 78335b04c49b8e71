"""What is counted over all cases: once with its entry, in a constant number of queries."""

from datetime import date

import pytest
from sqlalchemy import event

from registration.store import Channel, Overtaken, Store, Tally

ON = date(2026, 11, 23)


def _case(store: Store, district: str = "kotlassky") -> str:
    case_id = store.create_case("нина")
    given = {"territory.district": district}
    store.save(case_id, given, seen=0, author="нина", channel=Channel.PHONE)
    return case_id


def _refused(store: Store, case_id: str, *grounds: str, seen: int | None = None) -> None:
    counts = [Tally("refusal", ground, 1, ON) for ground in grounds]
    store.append_counted(case_id, "refusal", {"text": "…"}, counts, author="нина", seen=seen)


def test_the_same_in_a_district_is_counted_together(store: Store) -> None:
    _refused(store, _case(store), "untrue", "slips")
    _refused(store, _case(store), "untrue")
    _refused(store, _case(store, "nyandomsky"), "untrue")
    found = {(item.subject, item.district): item.times for item in store.counted("refusal")}
    assert found == {
        ("slips", "kotlassky"): 1,
        ("untrue", "kotlassky"): 2,
        ("untrue", "nyandomsky"): 1,
    }
    assert store.counted("feedback") == ()


def test_what_was_not_recorded_is_not_counted(store: Store) -> None:
    case_id = _case(store)
    _refused(store, case_id, "untrue", seen=0)
    with pytest.raises(Overtaken):
        _refused(store, case_id, "untrue", seen=0)
    assert [item.times for item in store.counted("refusal")] == [1]
    assert len(store.journal(case_id, "refusal")) == 1


def test_counting_takes_one_query_however_many_cases(store: Store) -> None:
    for _ in range(5):
        _refused(store, _case(store), "untrue", "slips", "old-form")
    asked: list[str] = []
    event.listen(
        store._database.engine,
        "before_cursor_execute",
        lambda *told: asked.append(told[2]),
    )
    assert store.counted("refusal")
    assert len(asked) == 1
