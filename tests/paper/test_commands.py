"""`registration paper` and `registration readback` write their files."""

import json
from pathlib import Path

import pytest

from registration.cli import SOUND, UNREADABLE, main

SAMPLE = str(Path(__file__).parents[2] / "samples" / "verkhnetoemsky.toml")


def test_blank_questionnaire_needs_no_case(tmp_path: Path) -> None:
    target = tmp_path / "anketa.pdf"
    assert main(["paper", "-o", str(target)]) == SOUND
    assert target.read_bytes().startswith(b"%PDF")


def test_questionnaire_of_a_case_differs_from_its_blank(tmp_path: Path) -> None:
    full, blank = tmp_path / "full.pdf", tmp_path / "blank.pdf"
    assert main(["paper", SAMPLE, "-o", str(full)]) == SOUND
    assert main(["paper", SAMPLE, "--blank", "-o", str(blank)]) == SOUND
    assert full.read_bytes() != blank.read_bytes()


def test_sheet_for_reading_back_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sverka.pdf"
    arguments = ["readback", SAMPLE, "-o", str(target), "--on", "2026-11-23", "--json"]
    assert main(arguments) == SOUND
    assert json.loads(capsys.readouterr().out) == {"file": str(target)}
    assert target.read_bytes().startswith(b"%PDF")


def test_a_case_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "anketa.pdf"
    assert main(["paper", str(tmp_path / "no.toml"), "-o", str(target)]) == UNREADABLE
    assert "Такого файла нет" in capsys.readouterr().err
    assert not target.exists()


def test_a_folder_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["paper", "-o", str(tmp_path / "no" / "anketa.pdf")]) == UNREADABLE
    assert "Проверьте, есть ли такая папка" in capsys.readouterr().err
