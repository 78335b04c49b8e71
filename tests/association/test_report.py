"""The report: columns add up to the numbers of the plan, means are rounded once."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.association.plan import shipped_plan
from registration.association.report import Report, make_report, mean
from registration.store import Facets, Participant, Span, Store, Tally

PLAN = shipped_plan()
CALL = Facets(date(2024, 3, 1), "phone", "kotlassky", "leader", "charter", "solved", 15, False)
ON = date(2024, 6, 1)


@pytest.fixture
def busy(store: Store) -> Store:
    for district, kind in (("kotlassky", "session"), ("", "webinar"), ("nyandomsky", "trip")):
        number = store.add_happening(kind, ON, district, {"title": "Встреча"})
        people = [Participant(f"{kind}{n}", "kotlassky") for n in range(3)]
        store.put_participants(number, people, seen=1)
    store.add_consultation(CALL, {"question": "?"}, [])
    store.add_consultation(replace(CALL, district="", topic="fee", minutes=6), {}, [])
    case_id = store.create_case("нина")
    for days in (1, 2, 2):
        counts = [
            Tally("passed", "intake", days, ON),
            Tally("refusal", "no-such-ground", 1, ON),
            Tally("package", "packages", 20 + days, ON),
        ]
        store.append_counted(case_id, "move", {}, counts, author="нина")
    return store


def whole(store: Store, *districts: str) -> Report:
    return make_report(store, PLAN, Span(PLAN.since, PLAN.until, districts), date(2026, 11, 24))


def test_the_columns_by_district_add_up_to_the_plan(busy: Store) -> None:
    report = whole(busy)
    values = {item.name.value: item.value for item in report.indicators}
    sums = [sum(column) for column in zip(*(row[1:] for row in _rows(report)), strict=True)]
    names = ("sessions", "webinars", "trips", "participants", "consultations", "organisations")
    assert sums == [values[name] for name in names]


def _rows(report: Report) -> list[list[int]]:
    return [
        [cell if isinstance(cell, int) else 0 for cell in row]
        for row in report.table("districts").rows
    ]


def test_a_report_of_one_district_has_one_line_and_what_was_for_all(busy: Store) -> None:
    rows = whole(busy, "nyandomsky").table("districts").rows
    assert [row[0] for row in rows] == [
        "Няндомский муниципальный округ",
        "Для всех округов или без округа",
    ]


def test_consultations_by_topic_come_with_their_minutes(busy: Store) -> None:
    assert whole(busy).table("topic").rows == (
        ("пошлина", 1, 6, "6,0"),
        ("устав", 1, 15, "15,0"),
    )


def test_time_of_a_stage_refusals_and_papers_are_told(busy: Store) -> None:
    report = whole(busy)
    assert report.table("stages").rows == (("анкета", 3, "1,7", 2),)
    ((_, suspended, refused, _),) = report.table("refusals").rows
    assert (suspended, refused) == (0, 3)
    assert report.table("papers").rows == (("Комплектов собрано", 3), ("Документов в них", 65))


@given(st.integers(0, 10**6), st.integers(1, 10**4))
def test_a_mean_is_never_further_off_than_half_of_its_last_digit(total: int, count: int) -> None:
    shown = float(mean(total, count).replace(",", "."))
    assert abs(shown - total / count) <= 0.05 + 1e-9


def test_a_half_is_rounded_up_and_nothing_has_no_mean() -> None:
    assert (mean(1, 4), mean(0, 0)) == ("0,3", "—")
