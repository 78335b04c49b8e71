"""Rules as stories: a sound sample, one change, and what the rules then find."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.rules.catalogue import CATALOGUE, Status, check_case
from registration.rules.rule import Severity
from tests.changes import added, changed, told_in

SCENARIOS = told_in(Path(__file__).with_name("scenarios"), "scenario")
READY = date(2026, 11, 23)
RULES = {item.id for item in CATALOGUE}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[item["name"] for item in SCENARIOS])
def test_scenario(scenario: dict[str, Any], answers: Callable[[str], dict[str, Any]]) -> None:
    on, given, raw = scenario.get("on", READY), scenario["given"], answers(scenario["sample"])
    before = check_case(changed(raw, given), on)
    after = check_case(changed(raw, given | scenario["change"]), on)
    new = added(before.findings, after.findings)

    assert sorted({item.rule for item in new}) == sorted(scenario["expect"])
    if scenario["rule"] not in scenario["expect"]:
        left = [item for item in after.findings if item.rule == scenario["rule"]]
        assert [item for item in left if item.status is not Status.SETTLED] == []
    if scenario.get("settled"):
        assert {item.status for item in new} == {Status.SETTLED}
        assert {item.severity for item in new} == {Severity.ADVICE}
        assert not after.blocked


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_breach_and_a_near_miss(rule: str) -> None:
    about = [item for item in SCENARIOS if item["rule"] == rule]
    assert any(rule in item["expect"] and not item.get("settled") for item in about)
    assert any(rule not in item["expect"] for item in about)


def test_scenarios_name_known_rules_once_each() -> None:
    named = {item["rule"] for item in SCENARIOS} | {r for i in SCENARIOS for r in i["expect"]}
    names = [item["name"] for item in SCENARIOS]
    assert named <= RULES
    assert len(set(names)) == len(names)
