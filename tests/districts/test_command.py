"""`registration districts` as a consultant and as a program meet it."""

import json
import shutil
from pathlib import Path

import pytest

from registration.cli import BLOCKED, SOUND, UNREADABLE, main
from registration.districts import DISTRICTS

PACKS = Path(__file__).parents[2] / "registration" / "districts"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["districts", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_list_tells_what_is_known_unknown_and_from_where(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys)
    assert code == SOUND
    for district in DISTRICTS.values():
        assert f"{district.name} ({district.slug})" in out
    assert "ОКТМО: 11527000" in out
    assert "сверить с действующим ОКТМО" in out
    assert "дней на оповещение: НЕИЗВЕСТНО — не найдено: спросить администрацию" in out
    assert "рядом, но не в округе: г. Котлас; г. Коряжма" in out


def test_programs_get_every_value_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--json")
    packs = json.loads(out)
    assert {pack["slug"] for pack in packs} == set(DISTRICTS)
    facts = packs[0]["facts"].values()
    assert all(bool(fact["unknown"]) is (fact["value"] is None) for fact in facts)


def test_a_sound_file_is_called_sound(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--check", str(PACKS / "kotlassky.toml"), "--on", "2026-11-23")
    assert (code, "ошибок нет" in out) == (SOUND, True)


def test_a_file_checked_before_its_own_days_has_faults(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--check", str(PACKS / "kotlassky.toml"), "--on", "2026-11-22")
    assert code == BLOCKED
    assert "ещё не наступил" in out


def test_a_faulty_file_is_told_key_by_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "novy.toml"
    path.write_text("[oktmo]\nvalue = 5\n", encoding="utf-8")
    code, out, _ = run(capsys, "--check", str(path))
    assert code == BLOCKED
    assert "novy.toml" in out and "oktmo: нужны 8 цифр" in out


def test_a_folder_with_one_faulty_pack_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(PACKS / "kotlassky.toml", tmp_path)
    (tmp_path / "novy.toml").write_text("", encoding="utf-8")
    code, _, err = run(capsys, "--folder", str(tmp_path))
    assert code == UNREADABLE
    assert "novy.toml" in err


def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "--folder", str(tmp_path))
    assert (code, "нет файлов округов" in err) == (UNREADABLE, True)
