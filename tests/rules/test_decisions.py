"""Decisions for all cases: below a case's own, shown as such, and refused when they do not fit."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from registration.cli import SOUND, UNREADABLE, main
from registration.domain.case import Case
from registration.rules.catalogue import Status, check_case
from registration.rules.decisions import DecisionsFileError, read_standing, with_standing
from registration.rules.rule import Severity

ROOT = Path(__file__).parents[2]
DECISION = """
[[decisions.made]]
question = "members-without-application"
choice = "allowed"
reason = "Письмо Управления: участником считается каждый житель."
decided_by = "Анна Сергеевна Вымышленная"
decided_on = 2026-11-20
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "decisions.toml"
    path.write_text(DECISION, encoding="utf-8")
    return path


def test_a_decision_for_all_cases_settles_what_a_case_left_open(
    sample: Callable[[str], Case], on: date, file: Path
) -> None:
    case = with_standing(sample("verkhnetoemsky"), read_standing(file, on))
    (found,) = (item for item in check_case(case, on).findings if item.rule == "charter-membership")
    assert found.status is Status.SETTLED
    assert found.severity is Severity.ADVICE
    assert "Решено для всех дел" in found.message


def test_a_case_goes_its_own_way_against_the_decision_for_all(
    sample: Callable[[str], Case], on: date, file: Path
) -> None:
    file.write_text(DECISION.replace('"allowed"', '"application"'), encoding="utf-8")
    case = with_standing(sample("kholmogorsky"), read_standing(file, on))
    (found,) = (item for item in check_case(case, on).findings if item.rule == "charter-membership")
    assert found.status is Status.SETTLED
    assert "Консультант решил" in found.message


def test_a_decision_for_all_that_the_case_does_not_follow_is_a_fault(
    sample: Callable[[str], Case], on: date, file: Path
) -> None:
    file.write_text(DECISION.replace('"allowed"', '"application"'), encoding="utf-8")
    case = with_standing(sample("verkhnetoemsky"), read_standing(file, on))
    (found,) = (item for item in check_case(case, on).findings if item.rule == "charter-membership")
    assert found.status is Status.BREACHED
    assert "Исправьте ответы" in found.message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("members-without-application", "weather", "вопроса «weather» нет"),
        ('"allowed"', '"perhaps"', "ответа «perhaps» нет. Можно: allowed"),
        ("2026-11-20", "2026-11-24", "ещё не наступил"),
        ("2026-11-20", '"вчера"', "день, месяц и год"),
        ("reason", "reasons", "reasons"),
        ("[[decisions.made]]", "[[decision]]", "только разделы"),
        ("[[decisions.made]]", "[[decisions.made]", "не читается"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_place(
    file: Path, on: date, old: str, new: str, words: str
) -> None:
    file.write_text(DECISION.replace(old, new), encoding="utf-8")
    with pytest.raises(DecisionsFileError, match=words.replace(".", r"\.")):
        read_standing(file, on)


def test_the_command_line_takes_the_file_by_option_and_by_setting(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check = ("check", str(ROOT / "samples" / "verkhnetoemsky.toml"), "--on", "2026-11-23")
    assert main((*check, "--decisions", str(file))) == SOUND
    assert "Решено для всех дел" in capsys.readouterr().out
    monkeypatch.setenv("REGISTRATION_DECISIONS", str(file))
    assert main(check) == SOUND
    assert "Решено для всех дел" in capsys.readouterr().out
    file.unlink()
    assert main(check) == UNREADABLE
    assert "не открывается" in capsys.readouterr().err
