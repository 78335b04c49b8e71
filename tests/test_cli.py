"""The command line as a consultant and as a program meet it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from registration.cli import BLOCKED, SOUND, UNREADABLE, WITHOUT_PDF, main
from tests.assembly.conftest import SAMPLES

ROOT = Path(__file__).parents[1]
SAMPLE = str(ROOT / "samples" / "verkhnetoemsky.toml")
UNFINISHED = str(ROOT / "samples" / "faulty" / "unfinished.toml")
VIOLATIONS = str(ROOT / "samples" / "faulty" / "violations.toml")
DAY = ("--on", "2026-11-23")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(str(stop.code))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def latin_words(text: str) -> list[str]:
    """Words in Latin letters that are no command, option, file or code."""
    known = {
        "registration",
        "json",
        "decisions",
        "draft",
        "no",
        "pdf",
        "on",
        "toml",
        "help",
        "gender",
        "h",
        "o",
        "word",
    }
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"\S*[/.]\S*|\{[^}]*\}", "", text))
    return [word for word in words if word.casefold() not in known]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sound_sample_has_nothing_that_blocks(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "check", str(ROOT / "samples" / f"{name}.toml"), *DAY)
    assert code == SOUND, out
    assert "Ничто не мешает" in out


def test_violations_block_and_findings_carry_what_programs_need(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, "check", VIOLATIONS, *DAY, "--json")
    report = json.loads(out)
    assert code == BLOCKED
    assert report["blocked"] is True
    assert all(
        {"rule", "severity", "at", "message", "citations", "status"} <= finding.keys()
        for finding in report["findings"]
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"this is not toml", "строка 1"),
        (b"\xff\xfe[tos]", "UTF-8"),
        (b"[tos]\nfull_nmae = 'x'\n", "full_name"),
        (b"[residents]\nadults = 'many'\n", "Впишите целое число"),
        (b"[tos]\nfull_name = 'a\\u202eb'\n".replace(b"'", b'"'), "U+202E"),
        (b"x = '" + b"a" * 10_000_000 + b"'", "1 МБ"),
        (b"[nonsense]\n", "nonsense"),
    ],
)
@pytest.mark.parametrize("command", ["check", "package", "checklist", "deadlines", "form"])
def test_an_unreadable_case_gets_a_message_with_its_place_and_nothing_is_written(
    command: str,
    content: bytes,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = tmp_path / "case.toml"
    case.write_bytes(content)
    more = ["-o", str(tmp_path / "out")] if command == "package" else []
    code, out, err = run(capsys, command, str(case), *more)
    assert code == UNREADABLE
    assert words in err
    assert out == ""
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == [case]


def test_faults_of_a_file_are_json_for_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.toml"
    case.write_text("[tos]\ntrack = 'nwe'\n", encoding="utf-8")
    code, out, _ = run(capsys, "check", str(case), "--json")
    faults = json.loads(out)["faults"]
    assert code == UNREADABLE
    assert any(fault["at"] == "tos.track" for fault in faults)


def test_a_refused_package_names_the_reasons_and_offers_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "package", VIOLATIONS, *DAY, "-o", str(tmp_path / "out"))
    assert code == BLOCKED
    assert "--draft" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("case", [UNFINISHED, VIOLATIONS])
def test_a_draft_is_always_possible(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(
        capsys, "package", case, *DAY, "-o", str(tmp_path / "out"), "--draft", "--no-pdf"
    )
    assert code == SOUND
    assert "Проект комплекта готов" in out


def test_a_package_verifies_and_a_changed_letter_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out"
    assert run(capsys, "package", SAMPLE, *DAY, "-o", str(target), "--no-pdf")[0] == SOUND
    code, out, _ = run(capsys, "verify", str(target))
    assert code == SOUND
    assert "Расхождений нет" in out
    shutil.copy(target / "D14-ustav.docx", target / "D12-protokol.docx")
    code, out, _ = run(capsys, "verify", str(target), "--json")
    assert code == BLOCKED
    assert json.loads(out)["differences"]


def test_verify_of_a_folder_that_is_no_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "verify", str(tmp_path))
    assert code == UNREADABLE
    assert "не комплект" in err


@pytest.mark.parametrize("command", ["checklist", "deadlines", "form"])
def test_a_case_is_told_for_people_and_for_programs(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, command, SAMPLE, *DAY)
    assert code == SOUND
    assert len(out.splitlines()) > 5
    code, out, _ = run(capsys, command, SAMPLE, *DAY, "--json")
    assert len(json.loads(out)) > 3


def test_rules_are_listed_with_citations_and_days_in_force(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, "rules", *DAY, "--json")
    rules = json.loads(out)
    assert code == SOUND
    assert len(rules) >= 60
    assert all(rule["citations"] and rule["confidence"] for rule in rules)


def test_the_law_of_an_earlier_day_is_another(capsys: pytest.CaptureFixture[str]) -> None:
    _, now, _ = run(capsys, "rules", "--on", "2026-11-23", "--json")
    _, then, _ = run(capsys, "rules", "--on", "2025-05-01", "--json")
    assert now != then


def test_a_name_is_declined_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "decline", "Попова Нина Ивановна", "--json")
    assert code == SOUND
    assert json.loads(out)["dat"] == "Поповой Нине Ивановне"


def test_a_name_in_latin_letters_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "decline", "Popova Nina")
    assert code == UNREADABLE
    assert "русскими буквами" in err


def test_the_templates_hold_against_the_model(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "templates")
    assert code == SOUND, out


@pytest.mark.parametrize(
    "arguments", [(), ("nonsense",), ("check",), ("check", "x", "--on", "31.02.2026"), ("--help",)]
)
def test_help_and_errors_of_usage_are_russian(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, err = run(capsys, *arguments)
    declared = (ROOT / "registration" / "cli" / "parser.py").read_text(encoding="utf-8")
    commands = re.findall(r'_add\(commands, "([a-z-]+)"', declared)
    named = {word for command in commands for word in command.split("-")}
    rest = [word for word in latin_words(out + err) if word not in named]
    assert rest in ([], ["nonsense"])


def test_checking_loads_no_machinery_of_documents() -> None:
    program = (
        "import sys; from registration.cli import main; "
        f"main(['check', {SAMPLE!r}, '--on', '2026-11-23']); "
        "heavy = {'docxtpl', 'docx', 'lxml', 'jinja2', 'reportlab', 'pikepdf', 'pypdf',"
        "         'flask', 'holidays'};"
        "sys.exit(str(sorted(heavy & set(sys.modules))) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run(  # noqa: S603 — our own program
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_package_without_its_pdfs_is_told_by_its_own_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registration.assembly.office.soffice", lambda: None)
    code, out, err = run(capsys, "package", SAMPLE, *DAY, "-o", str(tmp_path / "out"))
    assert code == WITHOUT_PDF
    assert "Комплект готов" in out
    assert "PDF не сделаны («" in err
    assert "apt-get install" in err
