"""A refusal becomes tasks, terms and papers to remake; what no rule guards is shown as such."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from registration.domain.case import Case
from registration.rules.grounds import grounds
from registration.tracking.refusals import (
    OTHER,
    REFUSAL,
    Answer,
    Refusal,
    consequences,
    recorded,
    refusal_tasks,
    refusals_of,
    terms_after,
)
from registration.tracking.ticks import objections
from tests.changes import changed

ON, PAPER = date(2026, 12, 20), date(2026, 12, 14)
READY = date(2026, 11, 23)
_FILED = {"filing.filed_on": date(2026, 12, 1)}


_KOTLAS = Path(__file__).parents[2] / "samples" / "kotlassky.toml"
_TOO_FEW = {"meeting.agenda.6.votes": {"favour": 8, "against": 7, "abstained": 1}}


def changed_case(change: dict[str, Any]) -> Case:
    return changed(tomllib.loads(_KOTLAS.read_text(encoding="utf-8")), change)


@dataclass(frozen=True)
class Entry:
    """An entry of the journal."""

    content: dict[str, Any]
    number: int = 4
    kind: str = REFUSAL
    author: str = "нина"
    at: datetime = datetime(2026, 12, 20, tzinfo=UTC)


def answered(answer: Answer, *names: str) -> Refusal:
    content = {**recorded(answer, PAPER, None, "Нет подписи."), "grounds": list(names)}
    (found,) = refusals_of([Entry(content), Entry({}, kind="move")])
    return found


@pytest.mark.parametrize("name", [item.id for item in grounds()])
def test_every_ground_of_the_list_leads_to_rules_and_answers(name: str) -> None:
    (found,) = consequences(answered(Answer.REFUSAL, name), changed_case({}), ON)
    assert not found.is_unguarded
    assert found.guards and found.sections


def test_a_ground_of_no_list_is_shown_as_unguarded() -> None:
    refusal = answered(Answer.REFUSAL, OTHER)
    (found,) = consequences(refusal, changed_case({}), ON)
    assert found.is_unguarded
    task, _ = refusal_tasks([refusal], changed_case({}), ON)
    assert "не проверяет ни одно правило" in task.why


def test_what_a_rule_finds_says_which_papers_to_remake() -> None:
    case = changed_case(_TOO_FEW)
    refusal = answered(Answer.SUSPENSION, "minutes-faults")
    (found,) = consequences(refusal, case, ON)
    assert "minutes" in [spec.id for spec in found.documents]


def test_a_suspension_begins_its_term_and_tasks_keep_it() -> None:
    case = changed_case({**_FILED, "filing.suspended_on": PAPER})
    refusal = answered(Answer.SUSPENSION, "slips")
    (term,) = [item for item in terms_after(refusal, case, ON) if item.id == "suspension-end"]
    assert term.start == PAPER
    assert {item.due for item in refusal_tasks([refusal], case, ON)} == {term.latest}


def test_tasks_of_two_answers_do_not_mix() -> None:
    first = answered(Answer.SUSPENSION, "slips")
    content = {**recorded(Answer.REFUSAL, PAPER, ON, "…"), "grounds": ["slips"]}
    (second,) = refusals_of([Entry(content, number=9)])
    ids = [item.id for item in refusal_tasks([first, second], changed_case({}), ON)]
    assert len(ids) == len(set(ids)) == 4


def test_a_ground_is_not_mended_while_its_rule_finds_it() -> None:
    refusal = answered(Answer.SUSPENSION, "minutes-faults", "okved-apart")
    broken, sound = changed_case(_TOO_FEW), changed_case({})
    tasks = refusal_tasks([refusal], broken, READY)
    denied = [item.id for item in tasks if objections(item, broken, READY, READY)]
    assert denied == ["refusal-4-minutes-faults"]
    assert not any(objections(item, sound, READY, READY) for item in tasks)
