"""Checks by hand: recorded under the name of the rule, trusted for a term, then asked for anew."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from registration.domain.case import read_case
from registration.rules.catalogue import Finding, Status, check_case

Answers = Callable[[str], dict[str, Any]]

READY = date(2026, 11, 23)
# With no record at all these rules ask somebody to look, each in one of the samples.
ASKED = {
    "name-unique": "verkhnetoemsky",
    "founders-ban-list": "verkhnetoemsky",
    "founders-foreign-agent": "verkhnetoemsky",
    "founders-new-grounds-2025": "verkhnetoemsky",
    "organs-head-register-check": "verkhnetoemsky",
    "app-form-current": "verkhnetoemsky",
    "tos-borders-text-match": "verkhnetoemsky",
    "tos-charter-same-text": "verkhnetoemsky",
    "charter-symbols": "nyandomsky",
}
UNTIL_THE_PAPER_CHANGES = {"tos-borders-text-match", "tos-charter-same-text"}


def record(rule: str, on: date, *, passed: bool = True) -> dict[str, Any]:
    return {
        "check": rule,
        "passed": passed,
        "checked_by": "Анна Сергеевна Вымышленная",
        "checked_on": on,
    }


def asked(raw: dict[str, Any], *records: dict[str, Any]) -> dict[str, Finding]:
    """Findings that wait for somebody to look, by their rules."""
    raw["checks"] = {"made": list(records)}
    found = check_case(read_case(raw).case, READY).findings
    return {
        item.rule: item for item in found if item.status is Status.TO_DECIDE and not item.question
    }


@pytest.mark.parametrize("rule", ASKED)
def test_a_look_is_recorded_under_the_name_of_its_rule(answers: Answers, rule: str) -> None:
    raw = answers(ASKED[rule])
    assert rule in asked(raw)
    assert rule not in asked(raw, record(rule, READY))


@pytest.mark.parametrize("rule", sorted(set(ASKED) - UNTIL_THE_PAPER_CHANGES))
def test_an_old_look_is_asked_for_anew_and_says_of_which_day_it_was(
    answers: Answers, rule: str
) -> None:
    old = READY - timedelta(days=400)
    finding = asked(answers(ASKED[rule]), record(rule, old))[rule]
    assert f"{old:%d.%m.%Y}" in finding.message


def test_a_failed_look_is_a_fault_and_no_question(answers: Answers) -> None:
    raw = answers("verkhnetoemsky")
    assert "organs-head-register-check" not in asked(
        raw, record("organs-head-register-check", READY, passed=False)
    )
    found = check_case(read_case(raw).case, READY).findings
    (finding,) = [item for item in found if item.rule == "organs-head-register-check"]
    assert finding.status is Status.BREACHED
