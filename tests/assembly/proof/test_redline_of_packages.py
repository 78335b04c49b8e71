"""Redline of two packages of a case: one changed answer shows exactly what it changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.package import build_package
from registration.assembly.proof.redline.model import model_and_own
from registration.assembly.proof.redline.packages import file_changes, package_changes
from registration.assembly.proof.redline.page import redline_page
from registration.assembly.rendering.render import document_paragraphs
from registration.domain.case import Case
from registration.tracking.checklist import checklist
from tests.assembly.conftest import DAY, Build
from tests.changes import changed

CHANGES: list[tuple[str, Any]] = [
    ("tos.short_name", "ТОС «Берег»"),
    ("charter.notice_days", 21),
    ("people.persons.0.name.last", "Иванова"),
    ("charter.term_years", 4),
    ("meeting.starts_at", "14:10:00"),
]


def _texts(folder: Path) -> dict[str, tuple[str, ...]]:
    return {
        path.name: document_paragraphs(path.read_bytes())
        for path in folder.glob("*.docx")
        if not path.name.startswith("D18")
    }


@pytest.mark.parametrize(("path", "value"), CHANGES)
def test_one_answer_shows_exactly_the_paragraphs_it_changed(
    path: str,
    value: object,
    word_package: Build,
    answers: Callable[[str], dict[str, Any]],
    tmp_path: Path,
) -> None:
    old = word_package("verkhnetoemsky").directory
    case = changed(answers("verkhnetoemsky"), {path: value})
    new = build_package(case, DAY, tmp_path / "new", steps=checklist).directory
    before, after = _texts(old), _texts(new)
    assert before.keys() == after.keys()
    expected = {
        (name, number)
        for name in before
        for number, (one, other) in enumerate(zip(before[name], after[name], strict=True), start=1)
        if one != other
    }
    papers = package_changes(old, new)
    shown = {
        (paper.new.name, change.new)
        for paper in papers
        for change in paper.changes
        if paper.new and not paper.is_form
    }
    assert shown == expected != set()
    page = redline_page("Что изменилось", papers)
    assert "<ins>" in page
    assert "http" not in page
    assert "<script" not in page


def test_a_package_does_not_differ_from_itself(word_package: Build) -> None:
    directory = word_package("verkhnetoemsky").directory
    assert package_changes(directory, directory) == ()


def test_a_charter_against_the_model_shows_its_choices(
    sample: Callable[[str], Case], tmp_path: Path
) -> None:
    model, own = model_and_own(sample("nyandomsky"), DAY)
    (tmp_path / "model.docx").write_bytes(model)
    (tmp_path / "own.docx").write_bytes(own)
    shown = file_changes(tmp_path / "model.docx", tmp_path / "own.docx")
    added = " ".join(piece.new for change in shown for piece in change.pieces)
    assert "членских взносов" in added
    assert len(shown) < len(document_paragraphs(own)) / 4
