"""The list of questions in the docs is the one that is asked."""

from pathlib import Path

import pytest

from registration.questionnaire.listing import questions_text

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"


def test_the_docs_list_the_questions_as_they_are(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(questions_text(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == questions_text()
