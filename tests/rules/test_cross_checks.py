"""Cross-checks between answers and between papers: each is guarded, and the guard wakes."""

import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.package import build_package
from registration.assembly.proof.readback import verify_package
from registration.domain.case import Case, read_case
from registration.rules.catalogue import check_case
from registration.tracking.checklist import checklist
from tests.assembly.word import altered
from tests.changes import added, changed

Answers = Callable[[str], dict[str, Any]]

CHECKS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("cross_checks.toml").read_text(encoding="utf-8")
)["check"]
CODES = [*(f"X{number:02}" for number in range(1, 25)), "X06a"]
READY = date(2026, 11, 23)


def checks_with(guard: str) -> pytest.MarkDecorator:
    found = [item for item in CHECKS if guard in item]
    return pytest.mark.parametrize(
        "check", found, ids=[f"{item['code']} {item['says']}" for item in found]
    )


def test_all_twenty_five_are_there() -> None:
    assert {item["code"] for item in CHECKS} == set(CODES)
    assert len(CODES) == 25


@checks_with("rule")
def test_a_rule_finds_the_contradiction(
    check: dict[str, Any], answers: Answers, sample: Callable[[str], Case]
) -> None:
    before = check_case(sample(check["sample"]), READY)
    after = check_case(changed(answers(check["sample"]), check["change"]), READY)
    assert check["rule"] in {item.rule for item in added(before.findings, after.findings)}


@checks_with("refused")
def test_the_answer_is_refused_at_once(check: dict[str, Any], answers: Answers) -> None:
    raw = answers(check["sample"])
    ((path, value),) = check["change"].items()
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    place: Any = raw
    for part in way:
        place = place[part]
    place[last] = value
    assert check["refused"] in {problem.code for problem in read_case(raw).problems}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory, sample: Callable[[str], Case]) -> Path:
    folder = tmp_path_factory.mktemp("papers") / "package"
    case = sample("verkhnetoemsky")
    return build_package(case, READY, folder, steps=checklist, office=None).directory


@checks_with("paper")
def test_the_papers_give_the_contradiction_away(
    check: dict[str, Any], package: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "package"
    shutil.copytree(package, copy)
    path = copy / check["paper"]
    if path.suffix == ".docx":
        path.write_bytes(altered(path.read_bytes(), check["old"], check["new"]))
    else:
        text = path.read_text(encoding="utf-8")
        assert check["old"] in text
        path.write_text(text.replace(check["old"], check["new"]), encoding="utf-8")
    assert verify_package(package).differences == ()
    assert verify_package(copy).differences
