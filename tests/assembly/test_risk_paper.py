"""The report on the risk of refusal on paper and from the command line."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.pdf import check_fonts, page_texts
from registration.assembly.rendering.render import document_paragraphs
from registration.assembly.rendering.risk_sheet import in_ranges
from registration.assembly.risk import risk_docx
from registration.cli import BLOCKED, SOUND, UNREADABLE, main
from registration.domain.case import Case
from registration.rules.grounds import grounds
from registration.rules.risk import risk_of
from tests.changes import changed

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = str(SAMPLES / "verkhnetoemsky.toml")
VIOLATIONS = str(SAMPLES / "faulty" / "violations.toml")
UNFINISHED = str(SAMPLES / "faulty" / "unfinished.toml")
DAY = ("--on", "2026-11-23")


def _text(case: Case, on: date) -> str:
    return "\n".join(document_paragraphs(risk_docx(case, risk_of(case, on))))


def test_paper_names_every_ground_and_hides_passports(
    sample: Callable[[str], Case], sample_name: str, on: date
) -> None:
    case = sample(sample_name)
    text = _text(case, on)
    assert [item.id for item in grounds() if item.title not in text] == []
    secrets = [
        secret
        for person in case.people.persons
        for secret in (person.inn, person.document and person.document.number)
        if secret
    ]
    assert secrets
    assert [secret for secret in secrets if secret in text] == []


def test_paper_can_be_made_of_a_case_that_has_hardly_begun(
    answers: Callable[[str], dict[str, Any]], on: date
) -> None:
    raw = answers("verkhnetoemsky")
    case = changed({"people": raw["people"]}, {})
    assert "Наименование ТОС ещё не выбрано" in _text(case, on)


def test_a_decision_is_printed_with_its_reason_and_author(
    sample: Callable[[str], Case], on: date
) -> None:
    text = _text(sample("kholmogorsky"), on)
    assert "Норма о ТОС специальная" in text
    assert "Анна Сергеевна Вымышленная, 14.10.2026" in text


@pytest.mark.parametrize(
    ("numbers", "text"), [([], ""), ([3], "3"), ([1, 2, 3, 7], "1–3, 7"), ([4, 2, 1], "1–2, 4")]
)
def test_numbers_of_rules_are_told_in_ranges(numbers: list[int], text: str) -> None:
    assert in_ranges(numbers) == text


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_command_tells_every_ground_and_exit_code_says_whether_one_is_breached(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = _run(capsys, "risk", SAMPLE, *DAY)
    assert code == SOUND
    assert [item.id for item in grounds() if item.title not in out] == []
    code, out, _ = _run(capsys, "risk", VIOLATIONS, *DAY)
    assert code == BLOCKED
    assert "[есть нарушение] Учредитель не может быть учредителем" in out


@pytest.mark.parametrize("asked", [("--json",), ("--format", "json")])
def test_programs_get_every_ground_with_its_guards(
    asked: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = _run(capsys, "risk", UNFINISHED, *DAY, *asked)
    report = json.loads(out)
    assert code == BLOCKED
    assert [item["ground"] for item in report["grounds"]] == [item.id for item in grounds()]
    assert all(item["guards"] for item in report["grounds"])
    assert {"questions", "checks", "rules_digest"} <= report.keys()


def test_a_folder_that_is_not_there_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, told = _run(capsys, "risk", SAMPLE, *DAY, "--docx", str(tmp_path / "no" / "r.docx"))
    assert code == UNREADABLE
    assert "не записывается" in told


@pytest.mark.libreoffice
def test_pdf_is_made_with_our_font_and_all_text(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "risk.pdf"
    code, out, _ = _run(capsys, "risk", SAMPLE, *DAY, "--pdf", str(target))
    pages = page_texts(target.read_bytes())
    assert code == SOUND
    assert f"Готово: {target}" in out
    check_fonts(target.read_bytes())
    assert all("Основание" in page or "Правило" in page or "Вопрос" in page for page in pages)
