"""Stages, the one table of moves between them, and what forbids a move."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from registration.domain.case import Case, read_case
from registration.domain.problems import place_in
from registration.tracking.deadlines import deadlines
from registration.tracking.move import Move, obstacles
from registration.tracking.moves import MOVES, move_named, moves_from
from registration.tracking.stage import Stage
from registration.tracking.standing import standing, ways

SAMPLES = Path(__file__).parents[2] / "samples"
TODAY = date(2026, 11, 23)
LATER = date(2027, 2, 1)

PAPER_WAY = (
    "intake-notice",
    "notice-meeting_held",
    "meeting_held-muni_filed",
    "muni_filed-muni_registered",
    "muni_registered-package_ready",
    "package_ready-notary",
    "notary-filed",
    "filed-under_review",
)


def case_with(**sections: dict[str, Any]) -> Case:
    """The first sample with some answers changed; None takes an answer away."""
    answers = tomllib.loads((SAMPLES / "verkhnetoemsky.toml").read_text(encoding="utf-8"))
    for name, changes in sections.items():
        merged = {**answers.get(name, {}), **changes}
        answers[name] = {key: value for key, value in merged.items() if value is not None}
    reading = read_case(answers)
    assert not reading.problems
    return reading.case


def move(name: str) -> Move:
    found = move_named(name)
    assert found is not None
    return found


def told(name: str, case: Case, on: date = TODAY) -> str:
    return " ".join(item.message for item in obstacles(move(name), case, on))


def reachable(start: Stage) -> set[Stage]:
    found, ahead = {start}, [start]
    while ahead:
        for way in moves_from(ahead.pop()):
            if way.end not in found:
                found.add(way.end)
                ahead.append(way.end)
    return found


def test_every_stage_can_be_reached_from_the_questionnaire() -> None:
    assert reachable(Stage.INTAKE) == set(Stage)


def test_only_a_closed_case_goes_nowhere() -> None:
    assert [stage for stage in Stage if not moves_from(stage)] == [Stage.CLOSED]


def test_no_two_moves_lead_the_same_way() -> None:
    assert len({item.id for item in MOVES}) == len(MOVES)


def test_no_case_is_filed_before_a_signature() -> None:
    assert {item.start for item in MOVES if item.end is Stage.FILED} == {Stage.NOTARY, Stage.ESIGN}


@pytest.mark.parametrize("stage", [Stage.SUSPENDED, Stage.REFUSED])
def test_a_suspension_and_a_refusal_lead_back_to_the_package(stage: Stage) -> None:
    assert {Stage.PACKAGE_READY, Stage.NOTICE} <= {item.end for item in moves_from(stage)}


def test_stages_stand_in_the_order_of_a_case() -> None:
    assert Stage.INTAKE.order == 0
    assert Stage.MEETING_HELD.order < Stage.MUNI_FILED.order < Stage.FILED.order < Stage.POST.order


def test_every_day_and_obstacle_names_a_question_of_the_case() -> None:
    for item in MOVES:
        if item.dated_by:
            assert "→" in place_in(Case, tuple(item.dated_by.split(".")))
        for found in obstacles(item, Case(), TODAY):
            assert found.message.endswith((".", "!"))
            assert not found.at or found.place


def test_a_move_begins_deadlines_that_the_tracker_reckons() -> None:
    case = case_with(
        filing={"filed_on": date(2026, 11, 23), "suspended_on": date(2026, 12, 1)},
        municipal_registration={"act": None},
    )
    known = {item.id for item in deadlines(case, LATER)}
    registered = case_with(
        filing={"filed_on": date(2026, 11, 23)},
        outcome={"decided_on": date(2026, 12, 10), "registered_on": date(2026, 12, 15)},
    )
    refused = case_with(
        filing={"filed_on": date(2026, 11, 23)}, outcome={"refused_on": date(2026, 12, 10)}
    )
    for other in (registered, refused):
        known |= {item.id for item in deadlines(other, LATER)}
    assert {name for item in MOVES for name in item.starts} <= known


def test_the_paper_way_is_open_for_a_sound_case() -> None:
    case = case_with(filing={"filed_on": TODAY, "receipt_number": "12"})
    at = standing([])
    for name in PAPER_WAY:
        way = next(item for item in ways(at, case, TODAY) if item.move.id == name)
        assert way.is_open, (name, way.obstacles)
        made = [(item.move.id, item.day) for item in at.made]
        at = standing([*made, (name, way.move.day(case) or TODAY)])
    assert at.stage is Stage.UNDER_REVIEW


def test_a_day_that_terms_run_from_is_asked_for() -> None:
    case = case_with(filing={"filed_on": None})
    assert "Впишите день" in told("notary-filed", case)


def test_a_day_of_tomorrow_moves_nothing_today() -> None:
    case = case_with(filing={"filed_on": TODAY + timedelta(days=1)})
    assert "ещё не наступил" in told("notary-filed", case)
    assert "ещё не наступил" not in told("notary-filed", case, TODAY + timedelta(days=1))


def test_a_second_filing_needs_a_day_of_its_own() -> None:
    case = case_with(filing={"filed_on": TODAY, "receipt_number": "12"})
    suspended = TODAY + timedelta(days=9)
    found = obstacles(move("notary-filed"), case, suspended, since=suspended)
    assert [item.at for item in found] == ["filing.filed_on"]


def test_the_notary_is_not_for_those_who_sign_electronically() -> None:
    portal = case_with(filing={"route": "epgu"})
    assert "Госуслуги" in told("package_ready-notary", portal)
    assert "на бумаге" in told("package_ready-esign", case_with())


def test_a_signature_that_ends_before_the_filing_signs_nothing() -> None:
    late = {"filed_on": TODAY, "route": "epgu"}
    short = case_with(filing=late, applicant={"signature_valid_until": TODAY - timedelta(days=1)})
    good = case_with(filing=late, applicant={"signature_valid_until": TODAY})
    assert "действует только до" in told("esign-filed", short)
    assert "действует только до" not in told("esign-filed", good)


def test_a_charter_changed_after_its_registration_undoes_it() -> None:
    changed = case_with(municipal_registration={"charter_hash": "0" * 64})
    assert "Текст устава изменился" in told("muni_registered-package_ready", changed)
    assert told("muni_registered-package_ready", case_with()) == ""
    assert told("muni_registered-notice", changed) == ""


def test_past_the_administration_only_by_a_decision() -> None:
    assert "решение" in told("meeting_held-package_ready", case_with())
    made = {
        "question": "municipal-first",
        "choice": "not_required",
        "decided_on": date(2026, 11, 1),
        "reason": "Так ответила администрация.",
        "decided_by": "Вера",
    }
    assert told("meeting_held-package_ready", case_with(decisions={"made": [made]})) == ""


def test_without_a_quorum_the_meeting_was_none() -> None:
    assert "Кворума нет" in told("notice-meeting_held", case_with(meeting={"present": 3}))


def test_a_journal_with_a_move_of_nowhere_still_stands_where_it_stood() -> None:
    at = standing(
        [
            ("intake-notice", date(2026, 9, 1)),
            ("notary-filed", date(2026, 9, 2)),  # does not follow
            ("no-such-move", date(2026, 9, 3)),
            ("notice-meeting_held", date(2026, 10, 4)),
        ]
    )
    assert at.stage is Stage.MEETING_HELD
    assert at.since == date(2026, 10, 4)
    assert at.days_without_movement(date(2026, 10, 14)) == 10


def test_a_case_is_closed_after_a_year_with_its_first_reports_made() -> None:
    entered = {"decided_on": date(2026, 12, 11), "registered_on": date(2026, 12, 16)}
    case = case_with(outcome=entered)
    over = date(2027, 12, 16)
    assert "Первый год кончится 16.12.2027" in told("yearly-closed", case, over - timedelta(days=1))
    assert "Сдать отчёт в Минюст за 2026 год" in told("yearly-closed", case, over)
    made = [
        {"check": check, "passed": True, "checked_by": "Анна", "checked_on": date(2027, 3, 20)}
        for check in ("post-accounting", "post-annual-minjust")
    ]
    assert told("yearly-closed", case_with(outcome=entered, checks={"made": made}), over) == ""
    assert "Впишите дату записи" in told("yearly-closed", case_with(), over)
