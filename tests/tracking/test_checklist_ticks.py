"""A tick stands while nothing in the answers denies it; the denial names the answer to mend."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from registration.domain.case import Case, read_case
from registration.domain.problems import place_in
from registration.tracking.checklist import ChecklistItem, checklist
from registration.tracking.stage import Stage
from registration.tracking.steps import STEPS
from registration.tracking.ticks import (
    _SAID_BY,
    _SOUND,
    closed_by_answer,
    objections,
    open_items,
    ticks_of,
    whole_checklist,
)
from tests.tracking.test_checklist import TODAY, sample


@dataclass(frozen=True)
class Entry:
    kind: str
    content: Mapping[str, Any]
    author: str = "nina"
    at: datetime = field(default=datetime(2026, 11, 23, 12, tzinfo=UTC))


def said(item: str, done: bool, kind: str = "tick") -> Entry:
    return Entry(kind, {"item": item, "done": done, "day": "2026-11-20"})


def line(case: Case, item_id: str) -> ChecklistItem:
    return next(item for item in whole_checklist(case, TODAY) if item.id == item_id)


def denied(case: Case, item_id: str, day: date = TODAY) -> list[tuple[str, str]]:
    found = objections(line(case, item_id), case, TODAY, day)
    return [(item.at, item.message) for item in found]


def test_the_last_word_on_a_line_holds() -> None:
    ticks = ticks_of(
        [said("a", True), said("b", True), said("a", False), said("c", True, kind="move")]
    )
    assert {name: tick.done for name, tick in ticks.items()} == {"a": False, "b": True}
    assert (ticks["b"].day, ticks["b"].author) == (date(2026, 11, 20), "nina")


def test_open_lines_are_those_nobody_ticked() -> None:
    case = sample()
    lines = whole_checklist(case, TODAY)
    ticks = ticks_of([said(lines[0].id, True), said(lines[1].id, False)])
    left = open_items(case, ticks, TODAY)
    assert left == lines[1:]
    assert {item.stage for item in open_items(case, {}, TODAY, by=Stage.INTAKE)} == {Stage.INTAKE}


def test_what_the_rules_leave_to_a_person_stands_in_the_list() -> None:
    case = sample("faulty/violations")
    checks = [item for item in whole_checklist(case, TODAY) if closed_by_answer(item)]
    assert checks and not set(checks) & set(checklist(case, TODAY))
    for item in checks:
        (found,) = objections(item, case, TODAY, TODAY)
        assert found.at and "не заменяет" in found.message


def test_lines_have_ids_of_their_own() -> None:
    for name in ("verkhnetoemsky", "faulty/violations", "kotlassky"):
        ids = [item.id for item in whole_checklist(sample(name), TODAY)]
        assert len(ids) == len(set(ids))


def test_a_registered_charter_needs_its_act_in_the_answers() -> None:
    assert denied(sample(), "get-charter-registered") == []
    without = sample(municipal_registration={"act": None})
    ((at, message),) = denied(without, "get-charter-registered")
    assert at == "municipal_registration.act.issued_on"
    assert "Впишите акт" in message


def test_a_day_to_come_is_no_day_of_something_done() -> None:
    (found,) = denied(sample(), "get-residents", date(2026, 11, 24))
    assert "ещё не наступил" in found[1]


def test_a_tick_before_the_day_of_the_answers_is_refused() -> None:
    ((at, message),) = denied(sample(), "open-votes", date(2026, 10, 9))
    assert at == "meeting.held_on"
    assert "10.10.2026" in message


def test_a_meeting_to_come_was_not_held() -> None:
    later = sample(meeting={"held_on": date(2026, 12, 10)})
    assert [at for at, _ in denied(later, "open-votes")] == ["meeting.held_on"]
    assert tuple(at for at, _ in denied(later, "sign-minutes-meeting_chair")) == (
        "meeting.held_on",
    )


def test_a_paper_that_cannot_be_made_cannot_be_signed() -> None:
    whole = sample()
    item = line(whole, "sign-minutes-meeting_chair")
    assert objections(item, whole, TODAY, TODAY) == ()
    answers = whole.model_dump(mode="json", exclude_none=True)
    del answers["organs"]
    found = objections(item, read_case(answers).case, TODAY, TODAY)
    assert "organs" in [obstacle.at for obstacle in found]


def test_a_package_with_faults_is_not_printed() -> None:
    assert denied(sample("faulty/violations"), "print-package")


@pytest.mark.parametrize("item_id", sorted({*_SAID_BY, *_SOUND}))
def test_what_is_held_against_answers_is_a_step_of_the_list(item_id: str) -> None:
    assert item_id in {step.id for step in STEPS}


@pytest.mark.parametrize("at", sorted({at for at, _ in _SAID_BY.values()}))
def test_the_answer_that_denies_is_an_answer_of_the_model(at: str) -> None:
    assert place_in(Case, tuple(at.split("."))) not in ("", at)
