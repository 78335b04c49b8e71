"""What nobody knows of a district becomes a task; what is known is held against the case."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.districts import Districts
from registration.domain import tos
from registration.domain.case import Case, read_case
from registration.rules.catalogue import Finding, Status, check_case
from registration.rules.rule import Severity
from registration.tracking.checklist import checklist

PACKS = Path(__file__).parents[2] / "registration" / "districts"
READY = date(2026, 11, 23)
Answers = Callable[[str], dict[str, Any]]


def before_submission(answers: dict[str, Any], **local: Any) -> Case:
    """The case of a sample before its charter goes to the administration."""
    changed = {**answers, "local_rules": local}
    del changed["municipal_registration"]
    return read_case(changed).case


def asked(case: Case) -> list[Finding]:
    return [item for item in check_case(case, READY).findings if item.rule == "tos-muni-ask"]


@pytest.fixture
def known_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack of Няндома whose local act is known to demand ten days of notice."""
    text = (PACKS / "nyandomsky.toml").read_text(encoding="utf-8")
    unknown = '[local.notice_days]\nunknown = "не найдено: спросить администрацию"\n'
    known = '[local.notice_days]\nvalue = 10\nsource = "вымышленное положение, п. 5"\n'
    assert unknown in text
    (tmp_path / "nyandomsky.toml").write_text(text.replace(unknown, known), encoding="utf-8")
    monkeypatch.setattr(tos, "DISTRICTS", Districts(tmp_path))


def test_every_unknown_value_is_asked_of_the_administration(answers: Answers) -> None:
    found = asked(before_submission(answers("nyandomsky")))
    assert "local_rules.notice_days" in {item.at for item in found}
    assert "local_rules.papers" in {item.at for item in found}
    assert "local_rules.head" in {item.at for item in found}
    assert {item.status for item in found} == {Status.TO_DECIDE}
    assert all("администрации Няндомского" in item.message for item in found)


def test_an_answer_of_the_case_ends_its_task(answers: Answers) -> None:
    case = before_submission(answers("nyandomsky"), notice_days=14)
    assert "local_rules.notice_days" not in {item.at for item in asked(case)}


def test_delegates_are_asked_of_only_for_a_conference(answers: Answers) -> None:
    places = {item.at for item in asked(before_submission(answers("kotlassky")))}
    assert "local_rules.delegate_norm" not in places
    assert "local_rules.notice_days" in places


def test_the_checklist_tells_what_to_ask(answers: Answers) -> None:
    (step,) = [
        item
        for item in checklist(before_submission(answers("nyandomsky"), notice_days=14), READY)
        if item.id == "learn-local-rules"
    ]
    assert "сколько экземпляров устава подают" in step.why
    assert "за сколько дней оповещают" not in step.why


@pytest.mark.usefixtures("known_notice")
def test_a_known_value_is_offered_with_its_source_and_never_taken_in_silence(
    answers: Answers,
) -> None:
    case = before_submission(answers("nyandomsky"))
    (found,) = [item for item in asked(case) if item.at == "local_rules.notice_days"]
    assert "10 (вымышленное положение, п. 5, 23.11.2026)" in found.message
    assert case.local_rules is not None and case.local_rules.notice_days is None


@pytest.mark.usefixtures("known_notice")
@pytest.mark.parametrize(("answer", "warned"), [(10, False), (7, True)])
def test_an_answer_that_differs_from_the_pack_is_a_warning(
    answers: Answers, answer: int, warned: bool
) -> None:
    case = before_submission(answers("nyandomsky"), notice_days=answer)
    found = [item for item in asked(case) if item.at == "local_rules.notice_days"]
    assert [item.severity for item in found] == ([Severity.WARNING] if warned else [])
