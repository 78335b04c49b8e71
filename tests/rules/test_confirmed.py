"""Confirming a rule: one line by command or by hand, shown instead of our own confidence."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from registration.cli import SOUND, UNREADABLE, main
from registration.rules.catalogue import CATALOGUE
from registration.rules.confirmed import confidence_label, confirmations, standing
from registration.rules.law import LawFileError

RULE = next(item for item in CATALOGUE if item.id == "founders-min-3")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "confirmed.toml"
    path.write_text("# подтверждения\n", encoding="utf-8")
    return path


def confirm(file: Path, *arguments: str) -> int:
    return main(("laws", "confirm", *arguments, "--file", str(file)))


def test_one_command_confirms_a_rule_by_one_line(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert confirm(file, RULE.id, "--by", 'Юрист "Заря"', "--on", "2026-11-23") == SOUND
    assert "подтверждено 23.11.2026" in capsys.readouterr().out
    known = confirmations(file)
    assert known[RULE.id].by == 'Юрист "Заря"'
    assert "подтверждено 23.11.2026" in confidence_label(RULE, known)
    assert file.read_text(encoding="utf-8").startswith("# подтверждения\n")


def test_confirming_again_replaces_the_line(file: Path) -> None:
    for name in ("Первый юрист", "Второй юрист"):
        assert confirm(file, RULE.id, "--by", name, "--on", "2026-11-23") == SOUND
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    assert table == {RULE.id: {"by": "Второй юрист", "on": date(2026, 11, 23)}}


def test_line_written_by_hand_counts(file: Path) -> None:
    file.write_text(f'{RULE.id} = {{ by = "Юрист", on = 2026-12-01 }}\n', encoding="utf-8")
    assert standing(RULE, confirmations(file)) is not None


def test_confirmation_older_than_the_rule_no_longer_counts(file: Path) -> None:
    confirm(file, RULE.id, "--by", "Юрист", "--on", "2026-11-23")
    changed = replace(RULE, reviewed=date(2027, 3, 1))
    label = confidence_label(changed, confirmations(file))
    assert standing(changed, confirmations(file)) is None
    assert label.startswith(RULE.confidence.label)
    assert "с тех пор правило меняли" in label


@pytest.mark.parametrize(
    ("rule_id", "name", "day", "words"),
    [
        ("founders-min-4", "Юрист", "2026-11-23", "Возможно, это «founders-min-3»"),
        (RULE.id, "  ", "2026-11-23", "кто проверил"),
        (RULE.id, "Юрист\nещё", "2026-11-23", "в одну строку"),
        (RULE.id, "Юрист", "2099-01-01", "ещё не наступил"),
        (RULE.id, "Юрист", "2026-11-22", "Проверьте его ещё раз"),
        (RULE.id, "Юрист", "вчера", "впишите день"),
    ],
)
def test_confirmation_that_cannot_be_is_refused_in_words(
    file: Path, rule_id: str, name: str, day: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_text(encoding="utf-8")
    try:
        code = confirm(file, rule_id, "--by", name, "--on", day)
    except SystemExit as stop:
        code = int(str(stop.code))
    assert code == UNREADABLE
    assert words in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "line", ['"Юрист"', '{ by = "Юрист" }', '{ by = "Юрист", on = "вчера" }', "{ by = 1 "]
)
def test_faulty_line_is_named(file: Path, line: str) -> None:
    file.write_text(f"{RULE.id} = {line}\n", encoding="utf-8")
    with pytest.raises(LawFileError, match=r"confirmed\.toml"):
        confirmations(file)
