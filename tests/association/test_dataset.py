"""The sample project of two years: whole, read as on the site, its numbers against the plan."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from registration.association.counts import done_in, facts_of, indicators
from registration.association.dataset import BadProject, load_project
from registration.association.plan import shipped_plan
from registration.association.report import Report, make_report
from registration.store import Span, Store
from tests.conftest import SAMPLES

FOLDER = SAMPLES / "project"
PLAN = shipped_plan()


def test_the_sample_project_keeps_its_promises(store: Store) -> None:
    load_project(store, FOLDER, "нина")
    done = done_in(store, PLAN.span)
    found = {item.name.value: item.value for item in indicators(PLAN, done)}
    assert found == {
        "districts": 5,
        "sessions": 5,
        "webinars": 5,
        "participants": 185,
        "consultations": 56,
        "organisations": 5,
        "trips": 3,
        "publications": 4,
        "practices": 5,
    }
    for item in indicators(PLAN, done):
        assert item.value == sum(fact.number for fact in facts_of(item.name, done, store))


def test_the_two_years_add_up_but_people_who_came_in_both_count_once(store: Store) -> None:
    load_project(store, FOLDER, "нина")
    years = [
        make_report(store, PLAN, Span(date(year, 1, 1), date(year, 12, 31)), date(2025, 1, 15))
        for year in (2023, 2024)
    ]
    whole = make_report(store, PLAN, PLAN.span, date(2025, 1, 15))
    for name in ("sessions", "webinars", "consultations", "organisations", "publications"):
        assert sum(_value(year, name) for year in years) == _value(whole, name)
    people = [_value(year, "participants") for year in years]
    assert max(people) < _value(whole, "participants") < sum(people)


def _value(report: Report, name: str) -> int:
    return next(item.value for item in report.indicators if item.name == name)


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("project.toml", 'kind = "session"', 'kind = "party"', "kind"),
        ("project.toml", "ogrn = ", "ogrn = 12 #", "ogrn"),
        ("consultations.toml", "minutes = 10", 'minutes = "час"', "minutes"),
        ("consultations.toml", "[[consultations]]", "[[consultations", "не читается"),
        ("project.toml", "participants/2023-05-20.xlsx", "participants/no.xlsx", "no.xlsx"),
    ],
)
def test_a_faulty_line_is_named_and_nothing_is_kept(
    store: Store, tmp_path: Path, file: str, before: str, after: str, said: str
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadProject, match=said):
        load_project(store, folder, "нина")
    assert store.happenings(PLAN.span, "session", "webinar") == ()
    assert store.consultation_count(PLAN.span) == 0
