"""The numbers of the project: each stays right whatever is written twice, late or destroyed."""

import json
from dataclasses import replace
from datetime import date

import pytest

from registration.association.counts import Done, done_in, facts_of, indicators
from registration.association.plan import IndicatorName, shipped_plan
from registration.association.practices import PRACTICE
from registration.store import Facets, Participant, Span, Store, Tally

PLAN = shipped_plan()
CALL = Facets(date(2024, 3, 1), "phone", "kotlassky", "leader", "charter", "solved", 15, False)


def values(store: Store, span: Span = PLAN.span) -> dict[str, int]:
    return {item.name.value: item.value for item in indicators(PLAN, done_in(store, span))}


def came(store: Store, kind: str, on: date, *people: str) -> int:
    number = store.add_happening(kind, on, "kotlassky", {"title": "Встреча"})
    store.put_participants(number, [Participant(name, "kotlassky") for name in people], seen=1)
    return number


def registered(store: Store, on: date) -> str:
    case_id = store.create_case("нина")
    counts = [Tally("passed", "decision_ok", 5, on), Tally("entered", "egrul", 0, on)]
    store.append_counted(case_id, "move", {}, counts, author="нина")
    return case_id


def test_nothing_done_is_nothing_and_the_promise_is_open(store: Store) -> None:
    found = indicators(PLAN, done_in(store, PLAN.span))
    assert {item.value for item in found} == {0}
    assert [item.name for item in found if item.is_reached is None] == [
        IndicatorName.TRIPS,
        IndicatorName.PUBLICATIONS,
        IndicatorName.PRACTICES,
    ]
    assert not any(item.is_reached for item in found)


def test_people_count_once_over_all_they_came_to(store: Store) -> None:
    came(store, "session", date(2023, 5, 5), "анна", "борис")
    came(store, "webinar", date(2024, 5, 5), "борис", "вера")
    assert values(store)["participants"] == 3
    assert values(store)["districts"] == 1


def test_a_publication_has_no_people(store: Store) -> None:
    came(store, "publication", date(2023, 5, 5), "анна")
    found = values(store)
    assert (found["publications"], found["participants"]) == (1, 0)


def test_a_consultation_written_twice_counts_once_when_withdrawn(store: Store) -> None:
    store.add_consultation(CALL, {"question": "?"}, [])
    twice = store.add_consultation(CALL, {"question": "?"}, [])
    store.withdraw_consultation(twice, seen=1, withdrawn=True)
    assert values(store)["consultations"] == 1


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2022, 12, 31), 0),
        (date(2023, 1, 1), 1),
        (date(2024, 12, 31), 1),
        (date(2025, 1, 1), 0),
    ],
)
def test_the_days_of_the_plan_are_inclusive(store: Store, on: date, expected: int) -> None:
    store.add_consultation(replace(CALL, on=on), {"question": "?"}, [])
    came(store, "session", on, "анна")
    registered(store, on)
    found = values(store)
    names = ("consultations", "sessions", "participants", "organisations")
    assert [found[name] for name in names] == [expected] * len(names)


def test_a_destroyed_case_keeps_its_place_in_the_numbers(store: Store) -> None:
    case_id = registered(store, date(2024, 2, 2))
    store.add_consultation(replace(CALL, case_id=case_id), {"question": "?"}, [])
    before = values(store)
    store.destroy_case(case_id)
    assert values(store) == before
    assert (before["organisations"], before["consultations"]) == (1, 1)


def test_an_organisation_registered_elsewhere_counts_too(store: Store) -> None:
    registered(store, date(2024, 2, 2))
    store.add_happening("registration", date(2023, 2, 2), "kotlassky", {"title": "ТОС «Луч»"})
    assert values(store)["organisations"] == 2


def _practice(store: Store, on: str) -> None:
    content = {
        "title": "ТОС «Луч»",
        "district": "kotlassky",
        "on": on,
        "consent_on": "2024-01-01",
        "heading": "Колодец",
        "need": "Не было воды.",
        "deed": "Вырыли.",
        "result": "Есть вода.",
    }
    version = store.put(PRACTICE, "luch", json.dumps(content).encode(), author="нина", note="")
    store.publish(PRACTICE, "luch", version)


def test_every_number_is_made_up_by_its_events(store: Store) -> None:
    came(store, "session", date(2023, 5, 5), "анна", "борис")
    came(store, "webinar", date(2024, 5, 5), "вера")
    came(store, "trip", date(2024, 5, 6))
    came(store, "publication", date(2024, 5, 6))
    store.add_consultation(CALL, {"question": "?"}, [])
    registered(store, date(2024, 2, 2))
    _practice(store, "2024-06-01")
    done = done_in(store, PLAN.span)
    for item in indicators(PLAN, done):
        behind = facts_of(item.name, done, store)
        assert item.value == sum(fact.number for fact in behind) > 0, item.name


def _in_district(store: Store, slug: str) -> Done:
    return done_in(store, Span(PLAN.since, PLAN.until, (slug,)))


def test_a_report_of_one_district_holds_what_is_its_own(store: Store) -> None:
    came(store, "session", date(2023, 5, 5), "анна")
    store.add_consultation(CALL, {"question": "?"}, [])
    _practice(store, "2024-06-01")
    own, other = _in_district(store, "kotlassky"), _in_district(store, "nyandomsky")
    assert {item.value for item in indicators(PLAN, other)} == {0}
    counted = {item.name.value: item.value for item in indicators(PLAN, own)}
    assert [counted[name] for name in ("sessions", "participants", "practices")] == [1, 1, 1]
