"""The refusal-risk report: every ground is guarded, every blocking rule guards, samples stand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.domain.case import Case
from registration.rules.catalogue import CATALOGUE
from registration.rules.grounds import grounds, read_grounds
from registration.rules.law import LawFileError
from registration.rules.risk import Outlook, assess, risk_of
from registration.rules.rule import Severity
from tests.changes import changed

SOUND = '[a]\nkind = "law"\ntitle = "T"\nplain = "P"\ncites = [["fz-7", "ст. 23.1"]]\n'
SOUND += 'status = "по памяти"\nrules = ["name-unique"]\n'


def test_every_ground_has_a_rule_and_no_name_is_idle() -> None:
    assert [item.id for item in grounds() if not item.guards] == []


def test_every_blocking_rule_guards_a_ground() -> None:
    free = [
        rule.id
        for rule in CATALOGUE
        if rule.severity is Severity.BLOCKER
        and not any(item.guarded_by(rule.id) for item in grounds())
    ]
    assert free == []


def test_words_for_the_leader_differ_from_those_for_the_consultant() -> None:
    assert [item.id for item in grounds() if item.plain == item.title] == []


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ("name-unique", "name-uniqe", "name-uniqe"),
        ('"fz-7"', '"fz-777"', "fz-777"),
        ("по памяти", "верно", "верно"),
        ('plain = "P"\n', "", "plain"),
        ('plain = "P"', 'plain = "P"\nunder = "b"', "b"),
    ],
)
def test_a_slip_in_the_file_of_grounds_is_named(
    was: str, becomes: str, named: str, tmp_path: Path
) -> None:
    path = tmp_path / "grounds.toml"
    path.write_text(SOUND, encoding="utf-8")
    assert len(read_grounds(path)) == 1
    path.write_text(SOUND.replace(was, becomes), encoding="utf-8")
    with pytest.raises(LawFileError, match=named):
        read_grounds(path)


def test_sound_samples_have_no_breached_ground_and_nothing_unknown(
    sample: Callable[[str], Case], sample_name: str, on: date
) -> None:
    outlooks = {item.ground.id: item.outlook for item in assess(sample(sample_name), on)}
    bad = (Outlook.BREACHED, Outlook.UNKNOWN)
    assert [name for name, outlook in outlooks.items() if outlook in bad] == []


def test_an_unfinished_case_says_what_it_waits_for(
    answers: Callable[[str], dict[str, Any]], on: date
) -> None:
    case = changed(answers("verkhnetoemsky"), {"charter": "—"})
    verdict = next(item for item in assess(case, on) if item.ground.id == "open-goals")
    assert verdict.outlook is Outlook.UNKNOWN
    assert {guard.waits_for for guard in verdict.guards} == {"Устав"}


def test_a_decided_question_is_no_risk_and_is_told_with_its_reason(
    answers: Callable[[str], dict[str, Any]], on: date
) -> None:
    sixth_year = {"charter.term_years": 6}
    decision = {
        "question": "long-term",
        "choice": "allowed",
        "reason": "Ответ Управления.",
        "decided_by": "Анна Сергеевна Вымышленная",
        "decided_on": date(2026, 11, 1),
    }
    raw = answers("kholmogorsky")
    open_case = risk_of(changed(raw, sixth_year), on)
    settled = risk_of(changed(raw, {**sixth_year, "decisions.made.+": decision}), on)

    unsettled, decided = (
        next(stand for stand in item.questions if stand.question.id == "long-term")
        for item in (open_case, settled)
    )
    assert unsettled.matters and unsettled.is_open and not decided.is_open
    assert unsettled.answer.id == unsettled.question.cautious
    assert decided.answer.id == "allowed"
    assert decided.decision is not None
    assert decided.decision.reason == "Ответ Управления."
    assert open_case.breached
    assert not settled.breached


def test_a_stale_check_is_told_as_work_to_do(
    answers: Callable[[str], dict[str, Any]], on: date
) -> None:
    case = changed(answers("vilegodsky"), {"checks.made.name-unique.checked_on": date(2026, 9, 1)})
    stale = [item for item in risk_of(case, on).checks if item.todo]
    assert [item.record.checked_on for item in stale if item.record] == [date(2026, 9, 1)]
