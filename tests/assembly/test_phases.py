"""Papers of one part of the way: made early, and held back by their own faults only."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.documents import DOCUMENTS, Phase
from registration.assembly.package import build_package
from registration.assembly.phases import documents_of
from registration.cli.parser import PHASES
from registration.domain.case import Case, read_case
from registration.errors import PackageRefused
from registration.tracking.checklist import checklist

DAY = date(2026, 11, 23)


def test_the_command_line_offers_every_part_of_the_way() -> None:
    assert {phase.value: phase.label for phase in Phase} == PHASES


def test_every_paper_serves_exactly_the_part_it_is_filed_under(
    sample: Callable[[str], Case],
) -> None:
    case = sample("verkhnetoemsky")
    for phase in Phase:
        codes = {spec.code for spec in documents_of(case, phase)}
        assert {spec.code for spec in documents_of(case, None) if spec.phase is phase} <= codes
    assert {spec.code for spec in DOCUMENTS} >= {
        spec.code for phase in Phase for spec in documents_of(case, phase)
    }


def test_the_administration_gets_the_charter_and_the_minutes(
    sample: Callable[[str], Case],
) -> None:
    codes = {spec.code for spec in documents_of(sample("verkhnetoemsky"), Phase.MUNICIPAL)}
    assert {"D12", "D14"} <= codes
    assert "D18" not in codes


def test_consents_are_final_while_the_address_is_unknown(
    sample: Callable[[str], Case], tmp_path: Path
) -> None:
    case = sample("verkhnetoemsky").model_copy(update={"address": None, "premises": None})
    with pytest.raises(PackageRefused):
        build_package(case, DAY, tmp_path / "all", steps=checklist)
    built = build_package(case, DAY, tmp_path / "folder", steps=checklist, phase=Phase.FOLDER)
    assert not built.manifest.draft
    assert {item.code for item in built.manifest.documents} >= {"D27", "D38"}


def test_a_fault_of_what_is_printed_holds_the_paper_back(
    answers: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    case = read_case({**answers("verkhnetoemsky"), "people": None}).case
    with pytest.raises(PackageRefused):
        build_package(case, DAY, tmp_path / "folder", steps=checklist, phase=Phase.FOLDER)
    assert not (tmp_path / "folder").exists()


LETTERS = ("card", "tos", "territory", "people", "initiative")


def _begun(answers: Callable[[str], dict[str, Any]], **more: object) -> Case:
    """A case of the first weeks: no boundaries, no meeting, nobody has looked anything up."""
    whole = answers("verkhnetoemsky")
    raw = {name: whole[name] for name in LETTERS} | more
    raw["territory"] = {key: raw["territory"][key] for key in raw["territory"] if key != "decision"}
    reading = read_case(raw)
    assert reading.problems == ()
    return reading.case


def test_letters_are_final_months_before_the_meeting(
    answers: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    built = build_package(
        _begun(answers), DAY, tmp_path / "x", steps=checklist, phase=Phase.PREPARATION
    )
    assert [item.code for item in built.manifest.documents] == ["D01", "D02", "D03", "D04"]
    waiting = [note for note in built.manifest.notes if "«Собрание»" in note]
    assert len(waiting) == 2  # the notice and the announcement


def test_the_notice_goes_out_before_anybody_has_voted(
    answers: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    day = date(2026, 12, 20)
    meeting = {
        "kind": "assembly",
        "held_on": day,
        "starts_at": "14:00",
        "venue": "Дом культуры",
        "venue_address": "село Верхняя Тойма, улица Заречная, дом 20",
        "convener": "initiative_group",
    }
    case = _begun(answers, meeting=meeting)
    built = build_package(case, DAY, tmp_path / "x", steps=checklist, phase=Phase.PREPARATION)
    assert {"D06", "D07"} <= {item.code for item in built.manifest.documents}


def test_a_wrong_answer_holds_a_letter_back(
    answers: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    tos = {**answers("verkhnetoemsky")["tos"], "full_name": "ТОС «Лесной» c латинской буквой"}
    with pytest.raises(PackageRefused, match="латинск"):
        build_package(
            _begun(answers, tos=tos),
            DAY,
            tmp_path / "x",
            steps=checklist,
            phase=Phase.PREPARATION,
        )
