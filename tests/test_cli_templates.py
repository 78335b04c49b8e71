"""`registration templates` for one file: faults in Russian, codes for scripts, a sample to see."""

import json
import shutil
from pathlib import Path

import pytest

from registration.assembly.rendering.render import document_paragraphs
from registration.assembly.rendering.source import TEMPLATES
from registration.cli import BLOCKED, SOUND, UNREADABLE, main
from tests.assembly.word import word_file


def test_a_sound_file_is_said_to_be_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates", str(TEMPLATES / "forms" / "inventory.docx")]) == SOUND
    assert "Шаблон в порядке" in capsys.readouterr().out


def test_faults_are_told_with_file_part_paragraph_and_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "minutes.docx"
    file.write_bytes(word_file("Протокол", "{{ tos.ful_name }}", header="{{ draft_mark }}"))
    assert main(["templates", str(file)]) == BLOCKED
    told = capsys.readouterr().out
    assert "minutes.docx, документ, абзац 2 («{{ tos.ful_name }}»)" in told
    assert main(["templates", str(file), "--json"]) == BLOCKED
    (fault,) = json.loads(capsys.readouterr().out)
    assert (fault["part"], fault["paragraph"], fault["kind"]) == ("документ", 2, "unknown")


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates", "нет.docx"]) == UNREADABLE
    assert "нет.docx" in capsys.readouterr().err


def test_every_name_is_listed_with_whose_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "forms").mkdir()
    shutil.copy(TEMPLATES / "forms" / "minutes.docx", tmp_path / "forms")
    assert main(["templates", "--names", "--templates", str(tmp_path)]) == SOUND
    lines = capsys.readouterr().out.splitlines()
    assert "forms/minutes.docx — свой" in lines
    assert "forms/inventory.docx — из программы" in lines


@pytest.mark.libreoffice
def test_a_sample_is_made_as_word_and_pdf(tmp_path: Path) -> None:
    file = TEMPLATES / "forms" / "inventory.docx"
    command = ["templates", str(file), "--preview", "-o", str(tmp_path), "--on", "2026-11-23"]
    assert main(command) == SOUND
    text = document_paragraphs((tmp_path / "inventory-obrazec.docx").read_bytes())
    assert any("Заречье" in paragraph for paragraph in text)
    assert (tmp_path / "inventory-obrazec.pdf").read_bytes().startswith(b"%PDF")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_stands_for_no_template_must_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "мой.docx"
    file.write_bytes(word_file("Текст", header="{{ draft_mark }}"))
    assert main(["templates", str(file), "--preview", "-o", str(tmp_path)]) == UNREADABLE
    assert "--as forms/minutes.docx" in capsys.readouterr().err
