"""Rules as stories: a sound sample, one change, and what the rules then find."""

import copy
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.domain.case import Case, read_case
from registration.rules.catalogue import CATALOGUE, Finding, Status, check_case
from registration.rules.rule import Severity

SCENARIOS: list[dict[str, Any]] = [
    scenario
    for path in sorted(Path(__file__).with_name("scenarios").glob("*.toml"))
    for scenario in tomllib.loads(path.read_text(encoding="utf-8"))["scenario"]
]
READY = date(2026, 11, 23)
ABSENT = "—"
RULES = {item.id for item in CATALOGUE}


def changed(answers: dict[str, Any], change: dict[str, Any]) -> Case:
    """The case of some answers after a change; list members go last, so that places hold."""
    answers = copy.deepcopy(answers)
    for path, value in sorted(change.items(), key=lambda pair: pair[1] == ABSENT):
        put(answers, path.split("."), value)
    reading = read_case(answers)
    assert reading.problems == ()
    return reading.case


def put(answers: Any, path: list[str], value: Any) -> None:
    """Set, add («+») or remove («—») one answer."""
    *way, last = path
    for part in way:
        if isinstance(answers, list):
            answers = answers[position(answers, part)]
        else:
            answers = answers.setdefault(part, {})
    if last == "+":
        answers.append(value)
        return
    place = position(answers, last) if isinstance(answers, list) else last
    if value != ABSENT:
        answers[place] = value
    elif isinstance(answers, list):
        del answers[place]
    else:
        answers.pop(place, None)


def position(members: list[Any], name: str) -> int:
    """Where a member of a list stands: by its number, or a check by its name."""
    if name.isdigit():
        return int(name)
    return next(number for number, item in enumerate(members) if item["check"] == name)


def added(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings that the change brought about."""
    known = {(item.rule, item.at, item.status, item.severity) for item in before}
    return tuple(
        item for item in after if (item.rule, item.at, item.status, item.severity) not in known
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[item["name"] for item in SCENARIOS])
def test_scenario(
    scenario: dict[str, Any],
    answers: Callable[[str], dict[str, Any]],
    sample: Callable[[str], Case],
) -> None:
    on = scenario.get("on", READY)
    before = check_case(sample(scenario["sample"]), on)
    after = check_case(changed(answers(scenario["sample"]), scenario["change"]), on)
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
