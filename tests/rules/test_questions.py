"""Open questions: each is really asked, can be answered, and says what its answers change."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.documents import ATTACHMENTS, DOCUMENTS
from registration.domain.case import Case
from registration.rules import questions as module
from registration.rules.catalogue import CATALOGUE, check_case
from registration.rules.law import LawFileError
from registration.rules.questions import BY_ID, QUESTIONS, Question, questions, read_questions
from tests.changes import changed
from tests.test_scenarios import READY, SCENARIOS

RULES = {item.id: item for item in CATALOGUE}
CODES = {item.code for item in (*DOCUMENTS, *ATTACHMENTS)}
TEXT = Path(module.__file__).with_name("questions.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def asked(answers: Callable[[str], dict[str, Any]]) -> dict[str, set[str]]:
    """For each question the rules that asked it, in any of the scenarios."""
    found: dict[str, set[str]] = {}
    for scenario in SCENARIOS:
        case: Case = changed(answers(scenario["sample"]), scenario["given"] | scenario["change"])
        for item in check_case(case, scenario.get("on", READY)).findings:
            if item.question:
                found.setdefault(item.question, set()).add(item.rule)
    return found


@pytest.mark.parametrize("question", QUESTIONS, ids=list(BY_ID))
def test_question_is_asked_by_the_rules_it_names(
    question: Question, asked: dict[str, set[str]]
) -> None:
    askers = asked.get(question.id, set())
    assert askers
    assert askers <= set(question.rules)
    assert set(question.rules) <= set(RULES)


def test_rules_ask_no_question_that_is_not_listed(asked: dict[str, set[str]]) -> None:
    assert set(asked) <= set(BY_ID)


@pytest.mark.parametrize("question", QUESTIONS, ids=list(BY_ID))
def test_undecided_means_the_stricter_reading(question: Question) -> None:
    """The cautious answer leaves the case alone only where the papers are already made by it."""
    cautious = question.option(question.cautious)
    assert cautious is not None
    makes_papers = any(rule.startswith("law-") for rule in question.rules)
    assert not cautious.accepts or makes_papers
    assert any(option.accepts for option in question.options)


@pytest.mark.parametrize("question", QUESTIONS, ids=list(BY_ID))
def test_every_answer_tells_what_it_changes(question: Question) -> None:
    assert len(question.options) >= 2
    assert all(option.changes.endswith(".") for option in question.options)
    assert question.confidence in ("по памяти", "сомнительно")
    assert question.asked
    assert set(question.documents) <= CODES


def test_notes_of_the_law_name_only_questions_that_exist() -> None:
    folder = Path(module.__file__).parent
    text = "".join((folder / name).read_text() for name in ("acts.toml", "figures.toml"))
    assert set(re.findall(r"вопрос «([a-z0-9-]+)»", text)) <= set(questions())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('ask = ["minjust", "lawyer"]', 'ask = ["neighbour"]', "neighbour"),
        ('cautious = "both"', 'cautious = "none"', "осторожного"),
        ("confidence =", "confident =", "registration-track"),
        ("[registration-track]", "[registration-track", "не читается"),
        ("accepts = true, ", "", "registration-track"),
    ],
)
def test_fault_in_the_list_of_questions_is_named(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = tmp_path / "questions.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawFileError, match=words):
        read_questions(path)
