"""Deadlines over New Year, the end of February and the ends of months."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.domain.case import Case, read_case
from registration.rules.catalogue import CATALOGUE
from registration.rules.law import figure
from registration.tracking.deadlines import Deadline, deadlines

SAMPLES = Path(__file__).parents[2] / "samples"
TODAY = date(2026, 11, 23)


def case_with(**sections: dict[str, Any]) -> Case:
    """The first sample with some answers changed."""
    answers = tomllib.loads((SAMPLES / "verkhnetoemsky.toml").read_text(encoding="utf-8"))
    for name, changes in sections.items():
        answers[name] = {**answers.get(name, {}), **changes}
    reading = read_case(answers)
    assert not reading.problems
    return reading.case


def found(deadline_id: str, case: Case, on: date = TODAY) -> Deadline:
    return next(item for item in deadlines(case, on) if item.id == deadline_id)


def ids(case: Case, on: date = TODAY) -> set[str]:
    return {item.id for item in deadlines(case, on)}


@pytest.mark.parametrize(
    ("held_on", "last_day", "arithmetic"),
    [
        (
            date(2026, 10, 10),
            date(2026, 12, 30),
            "10.10.2026 + 3 месяца = 10.01.2027, воскресенье → предыдущий рабочий день 30.12.2026",
        ),
        (date(2026, 8, 24), date(2026, 11, 24), "24.08.2026 + 3 месяца = 24.11.2026"),
        (
            date(2025, 11, 30),
            date(2026, 2, 27),
            "30.11.2025 + 3 месяца = 28.02.2026, суббота → предыдущий рабочий день 27.02.2026",
        ),
        (date(2027, 11, 30), date(2028, 2, 29), "30.11.2027 + 3 месяца = 29.02.2028"),
        (date(2027, 11, 29), date(2028, 2, 29), "29.11.2027 + 3 месяца = 29.02.2028"),
        (
            date(2026, 11, 30),
            date(2027, 2, 26),
            "30.11.2026 + 3 месяца = 28.02.2027, воскресенье → предыдущий рабочий день 26.02.2027",
        ),
        (
            date(2026, 2, 12),
            date(2026, 5, 12),
            "12.02.2026 + 3 месяца = 12.05.2026",
        ),
        (
            date(2026, 3, 12),
            date(2026, 6, 11),
            "12.03.2026 + 3 месяца = 12.06.2026, пятница, нерабочий день → "
            "предыдущий рабочий день 11.06.2026",
        ),
    ],
)
def test_the_filing_window_ends_on_a_working_day(
    held_on: date, last_day: date, arithmetic: str
) -> None:
    window = found("filing-window", case_with(meeting={"held_on": held_on}))
    assert window.latest == last_day
    assert window.arithmetic == arithmetic
    assert "ст. 13.1" in window.citation


def test_the_window_is_overdue_only_when_the_three_months_are_over() -> None:
    case = case_with()
    assert case.meeting is not None and case.meeting.held_on == date(2026, 10, 10)
    assert not found("filing-window", case, date(2027, 1, 10)).overdue
    assert found("filing-window", case, date(2027, 1, 11)).overdue


def test_papers_filed_in_time_are_neither_overdue_nor_late() -> None:
    case = case_with(filing={"filed_on": date(2026, 12, 30)})
    window = found("filing-window", case, date(2027, 5, 1))
    assert (window.met_on, window.overdue, window.late) == (date(2026, 12, 30), False, False)


def test_papers_filed_after_the_window_are_late() -> None:
    case = case_with(filing={"filed_on": date(2027, 1, 11)})
    window = found("filing-window", case, date(2027, 1, 11))
    assert window.late
    assert not window.overdue


def test_our_own_margin_is_called_our_norm() -> None:
    buffer = found("filing-buffer", case_with())
    assert buffer.latest == date(2026, 11, 24)
    assert buffer.citation == "наша норма"


def test_alarms_ring_only_while_nothing_is_filed() -> None:
    assert {"filing-alarm-1", "filing-alarm-2"} <= ids(case_with())
    filed = case_with(filing={"filed_on": date(2026, 12, 1)})
    assert not {"filing-alarm-1", "filing-alarm-2"} & ids(filed, date(2026, 12, 2))


def test_the_decision_is_a_span_over_both_laws() -> None:
    case = case_with(filing={"filed_on": date(2026, 12, 10)})
    decision = found("decision", case, date(2026, 12, 11))
    assert decision.earliest == date(2026, 12, 30)  # 14 working days
    assert decision.latest == date(2027, 1, 13)  # 17 working days
    assert "10.12.2026 + 33 дня = 12.01.2027" in decision.arithmetic
    assert "7-ФЗ" in decision.citation
    assert "82-ФЗ" in decision.citation


@pytest.mark.parametrize(
    ("choice", "earliest", "latest"),
    [
        ("nko_7fz", date(2026, 12, 30), date(2027, 1, 13)),
        ("oo_82fz", date(2027, 1, 11), date(2027, 1, 12)),
        ("both", date(2026, 12, 30), date(2027, 1, 13)),
    ],
)
def test_a_decided_law_narrows_the_span(choice: str, earliest: date, latest: date) -> None:
    decided = {
        "question": "registration-track",
        "choice": choice,
        "reason": "ответ Управления",
        "decided_by": "Консультант",
        "decided_on": date(2026, 11, 1),
    }
    case = case_with(filing={"filed_on": date(2026, 12, 10)}, decisions={"made": [decided]})
    decision = found("decision", case, date(2026, 12, 11))
    assert (decision.earliest, decision.latest) == (earliest, latest)


def test_the_decision_is_overdue_only_after_the_longest_term() -> None:
    case = case_with(filing={"filed_on": date(2026, 12, 10)})
    assert not found("decision", case, date(2027, 1, 13)).overdue
    assert found("decision", case, date(2027, 1, 14)).overdue


def test_a_planned_filing_gives_a_planned_decision() -> None:
    case = case_with(filing={"planned_on": date(2026, 11, 30)})
    decision = found("decision", case)
    assert decision.planned
    assert "намеченный" in decision.title
    assert "decision" not in ids(case, date(2026, 12, 1))


def test_a_suspension_stops_the_term_and_lasts_three_months() -> None:
    suspended = {"filed_on": date(2026, 12, 1), "suspended_on": date(2026, 12, 15)}
    case = case_with(filing=suspended)
    assert found("suspension-end", case, date(2026, 12, 16)).latest == date(2027, 3, 15)
    assert "decision" not in ids(case, date(2026, 12, 16))


def test_papers_filed_again_start_the_term_anew() -> None:
    again = {"filed_on": date(2027, 1, 20), "suspended_on": date(2026, 12, 15)}
    case = case_with(filing=again)
    assert found("decision", case, date(2027, 1, 21)).start == date(2027, 1, 20)
    assert "suspension-end" not in ids(case, date(2027, 1, 21))


def test_the_register_has_five_working_days_over_new_year() -> None:
    case = case_with(outcome={"decided_on": date(2026, 12, 28)})
    assert found("egrul", case, date(2026, 12, 29)).latest == date(2027, 1, 13)


def test_a_refusal_can_be_appealed_for_three_months() -> None:
    case = case_with(outcome={"refused_on": date(2027, 1, 29)})
    appeal = found("appeal", case, date(2027, 2, 1))
    assert appeal.arithmetic == "29.01.2027 + 3 месяца = 29.04.2027"


def test_local_terms_come_from_the_local_act() -> None:
    case = case_with(
        local_rules={"submission_days": 10, "registration_days": 30},
        municipal_registration={"submitted_on": date(2026, 10, 16)},
    )
    submission = found("charter-submission", case)
    assert submission.latest == date(2026, 10, 20)
    assert submission.met_on == date(2026, 10, 16)
    assert "9/61" in submission.citation
    registration = found("charter-registration", case)
    assert registration.arithmetic == (
        "16.10.2026 + 30 дней = 15.11.2026, воскресенье → следующий рабочий день 16.11.2026"
    )


def test_an_administration_that_did_not_answer_is_overdue() -> None:
    answers = case_with()
    assert answers.municipal_registration is not None
    case = answers.model_copy(
        update={
            "municipal_registration": answers.municipal_registration.model_copy(
                update={"act": None}
            )
        }
    )
    assert not found("charter-registration", case, date(2026, 11, 16)).overdue
    assert found("charter-registration", case, date(2026, 11, 17)).overdue


def test_residents_are_told_by_the_stricter_of_two_terms() -> None:
    case = case_with(local_rules={"notice_days": 10}, charter={"notice_days": 14})
    assert found("meeting-notice", case).latest == date(2026, 9, 25)


def test_the_first_year_begins_with_the_entry_in_the_register() -> None:
    assert not {"portal-charter", "usn", "annual-report", "organ-terms"} & ids(case_with())
    case = case_with(outcome={"registered_on": date(2026, 12, 30)})
    assert found("portal-charter", case).latest == date(2027, 1, 29)
    assert found("usn", case).latest == date(2027, 1, 29)
    assert found("accounting-report", case).latest == date(2027, 3, 31)
    assert found("annual-report", case).latest == date(2027, 4, 15)
    assert "за 2026 год" in found("annual-report", case).title
    assert "402-ФЗ" in found("accounting-report", case).citation


def recorded(check: str, on: date, *, passed: bool = True) -> dict[str, Any]:
    return {"check": check, "passed": passed, "checked_by": "Консультант", "checked_on": on}


@pytest.mark.parametrize(
    ("deadline_id", "rule"),
    [
        ("minjust-notice", "post-no-certificate"),
        ("portal-charter", "post-portal-charter"),
        ("usn", "post-usn"),
        ("accounting-report", "post-accounting"),
        ("annual-report", "post-annual-minjust"),
    ],
)
def test_a_recorded_duty_is_met(deadline_id: str, rule: str) -> None:
    done = recorded(rule, date(2027, 2, 1))
    case = case_with(outcome={"registered_on": date(2026, 12, 30)}, checks={"made": [done]})
    assert found(deadline_id, case, date(2027, 6, 1)).met_on == date(2027, 2, 1)
    assert found(deadline_id, case, date(2027, 1, 31)).met_on is None


def test_each_year_has_its_own_reports() -> None:
    done = recorded("post-annual-minjust", date(2027, 4, 1))
    case = case_with(outcome={"registered_on": date(2026, 12, 30)}, checks={"made": [done]})
    first = found("annual-report", case, date(2027, 12, 1))
    second = found("annual-report", case, date(2028, 1, 10))
    assert (first.period, first.met_on) == (2026, date(2027, 4, 1))
    assert (second.period, second.met_on) == (2027, None)
    assert "за 2027 год" in second.title


def test_a_charter_registered_before_the_portal_opened_is_not_awaited_there() -> None:
    before = case_with(outcome={"registered_on": date(2026, 2, 28)})
    after = case_with(outcome={"registered_on": date(2026, 3, 1)})
    assert "portal-charter" not in ids(before)
    assert "portal-charter" in ids(after)


def test_a_change_not_yet_told_has_seven_working_days() -> None:
    change = recorded("post-changes", date(2027, 4, 28), passed=False)
    case = case_with(outcome={"registered_on": date(2026, 12, 30)}, checks={"made": [change]})
    assert found("change-told", case, date(2027, 4, 29)).latest == date(2027, 5, 11)
    assert "change-told" not in ids(case, date(2027, 4, 27))


def test_after_a_refusal_the_window_is_open_again() -> None:
    filed = {"filed_on": date(2026, 11, 23), "receipt_number": "7"}
    refused = case_with(filing=filed, outcome={"refused_on": date(2026, 12, 14)})
    window = found("filing-window", refused, date(2026, 12, 15))
    assert (window.met_on, window.overdue) == (None, False)
    assert found("filing-window", refused, date(2027, 1, 11)).overdue
    again = case_with(
        filing={**filed, "filed_on": date(2026, 12, 20)}, outcome={"refused_on": date(2026, 12, 14)}
    )
    assert found("filing-window", again, date(2026, 12, 21)).met_on == date(2026, 12, 20)
    assert found("decision", again, date(2026, 12, 21)).met_on is None


def test_papers_mended_after_three_months_were_filed_in_time() -> None:
    case = case_with(filing={"filed_on": date(2027, 2, 1), "suspended_on": date(2026, 12, 15)})
    assert not found("filing-window", case, date(2027, 2, 2)).late


@pytest.mark.parametrize(
    ("checked_on", "on", "deadline_id"),
    [
        (date(2026, 9, 30), TODAY, "local-rules-2027"),
        (date(2026, 12, 31), date(2027, 1, 11), "local-rules-2027"),
        (date(2027, 1, 11), date(2027, 1, 11), "local-rules-2028"),
    ],
)
def test_the_next_transition_of_the_law_is_a_deadline(
    checked_on: date, on: date, deadline_id: str
) -> None:
    case = case_with(local_rules={"checked_on": checked_on})
    (shown,) = [item for item in ids(case, on) if item.startswith("local-rules")]
    assert shown == deadline_id


def test_a_registered_case_has_no_transition() -> None:
    case = case_with(outcome={"registered_on": date(2026, 12, 30)})
    assert not [item for item in ids(case) if item.startswith("local-rules")]


def test_every_deadline_of_every_stage_rests_on_a_rule() -> None:
    known = {item.id for item in CATALOGUE}
    stages: list[dict[str, dict[str, Any]]] = [
        {},
        {"filing": {"filed_on": date(2026, 11, 20), "suspended_on": date(2026, 11, 20)}},
        {"outcome": {"refused_on": date(2026, 11, 20), "decided_on": date(2026, 11, 21)}},
        {
            "outcome": {"registered_on": date(2026, 11, 20)},
            "checks": {"made": [recorded("post-changes", TODAY, passed=False)]},
        },
    ]
    shown = [item for stage in stages for item in deadlines(case_with(**stage), TODAY)]
    assert len({item.id for item in shown}) >= 17
    assert {item.rule for item in shown} <= known
    assert all(item.arithmetic and item.citation for item in shown)


def test_a_year_without_known_transfers_brings_a_warning() -> None:
    case = case_with(outcome={"registered_on": date(2026, 12, 30)})
    assert "2029" in (found("organ-terms", case).warning or "")
    assert found("portal-charter", case).warning is None


def test_a_case_without_answers_has_no_deadlines() -> None:
    assert deadlines(Case(), TODAY) == ()


def test_deadlines_stand_in_the_order_of_their_days() -> None:
    days = [item.latest for item in deadlines(case_with(), TODAY)]
    assert days == sorted(days)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_deadline_of_a_sample_says_how_and_why(path: Path) -> None:
    case = read_case(tomllib.loads(path.read_text(encoding="utf-8"))).case
    items = deadlines(case, TODAY)
    assert len({item.id for item in items}) == len(items) >= 3
    for item in items:
        assert item.arithmetic and item.citation and item.rule
        assert f"{item.latest:%d.%m.%Y}" in item.arithmetic


def test_the_numbers_of_the_table_are_those_of_the_law() -> None:
    names = ("filing_window_months", "egrul_workdays", "suspension_months", "usn_days")
    assert [figure(name, TODAY) for name in names] == [3, 5, 3, 30]
