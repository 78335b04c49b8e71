"""Defects for which a registration is refused: each is found, by exactly the rules expected."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.domain.case import Case
from registration.rules.catalogue import CATALOGUE, check_case
from registration.rules.grounds import grounds
from registration.rules.risk import assess
from tests.changes import added, changed, told_in

SEEDED = told_in(Path(__file__).parents[1] / "seeded", "defect")
READY = date(2026, 11, 23)


@pytest.mark.parametrize("defect", SEEDED, ids=[item["name"] for item in SEEDED])
def test_defect_is_found_by_the_rules_expected_and_shows_in_its_grounds(
    defect: dict[str, Any],
    answers: Callable[[str], dict[str, Any]],
    sample: Callable[[str], Case],
) -> None:
    on = defect.get("on", READY)
    before = check_case(sample(defect["sample"]), on)
    case = changed(answers(defect["sample"]), defect["change"])
    new = added(before.findings, check_case(case, on).findings)
    outlooks = {item.ground.id: item.outlook.value for item in assess(case, on)}

    assert {item.rule for item in new} == set(defect["expect"])
    assert {outlooks[ground] for ground in defect["grounds"]} == {defect.get("outlook", "breached")}


@pytest.mark.parametrize("ground", grounds(), ids=[item.id for item in grounds()])
def test_every_ground_has_three_defects(ground: Any) -> None:
    about = [item for item in SEEDED if ground.id in item["grounds"]]
    assert len(about) >= 3
    assert [item["name"] for item in about if not any(map(ground.guarded_by, item["expect"]))] == []


def test_many_defects_are_contradictions_between_two_papers() -> None:
    between = [item for item in SEEDED if "between" in item]
    assert len(between) >= 20
    assert all(len(set(item["between"])) == 2 for item in between)


def test_defects_name_known_rules_and_grounds() -> None:
    assert {rule for item in SEEDED for rule in item["expect"]} <= {rule.id for rule in CATALOGUE}
    assert {name for item in SEEDED for name in item["grounds"]} <= {it.id for it in grounds()}
    assert len({item["name"] for item in SEEDED}) == len(SEEDED)
