"""A package built again: what did not change is not made again, what was damaged is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.office import Office
from registration.assembly.package import Built, build_draft, build_package
from registration.domain.case import Case, read_case
from registration.tracking.checklist import checklist
from tests.assembly.conftest import DAY, Build

FORM = "D18-zayavlenie-R11001.pdf"


@dataclass
class Counting:
    """Hands documents to a real office and remembers their names."""

    office: Office
    asked: list[str] = field(default_factory=list)

    def start_now(self) -> None:
        self.asked.append("start")

    def convert_later(self, source: Path, target: Path) -> object:
        self.asked.append(source.name)
        return self.office.convert_later(source, target)


@pytest.fixture
def counting(office: Office) -> Counting:
    return Counting(office)


def _built(case: Case, target: Path, counting: Counting) -> Built:
    counting.asked.clear()
    return build_package(case, DAY, target, steps=checklist, office=counting)  # type: ignore[arg-type]


def _bytes(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@pytest.mark.libreoffice
def test_a_package_of_unchanged_answers_stays_as_it_is(
    sample: Callable[[str], Case], counting: Counting, tmp_path: Path
) -> None:
    case, target = sample("verkhnetoemsky"), tmp_path / "x"
    first = _built(case, target, counting)
    before, number = _bytes(target), target.stat().st_ino
    again = _built(case, target, counting)
    assert counting.asked == []
    assert again.manifest == first.manifest
    assert target.stat().st_ino == number
    assert _bytes(target) == before


@pytest.mark.libreoffice
def test_one_changed_answer_converts_only_the_documents_that_print_it(
    answers: Callable[[str], dict[str, Any]], counting: Counting, tmp_path: Path
) -> None:
    raw, target = answers("verkhnetoemsky"), tmp_path / "x"
    _built(read_case(raw).case, target, counting)
    before = _bytes(target)
    raw["premises"]["right_number"] = "29:00:000000:101-29/001/2018-2"
    changed = _built(read_case(raw).case, target, counting)
    after = _bytes(target)
    differing = {name for name in after if name.endswith(".docx") and after[name] != before[name]}
    assert 0 < len(differing) < len(changed.manifest.documents) / 2
    assert counting.asked[0] == "start"
    assert set(counting.asked[1:]) == differing - {FORM.replace("pdf", "docx")}


@pytest.mark.libreoffice
def test_a_damaged_and_a_foreign_pdf_are_made_again(
    sample: Callable[[str], Case], counting: Counting, tmp_path: Path
) -> None:
    case, target = sample("verkhnetoemsky"), tmp_path / "x"
    _built(case, target, counting)
    damaged, foreign = target / "D12-protokol.pdf", target / "D14-ustav.pdf"
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    foreign.write_bytes((target / FORM).read_bytes())
    _built(case, target, counting)
    assert sorted(counting.asked) == ["D12-protokol.docx", "D14-ustav.docx"]
    _built(case, target, counting)
    assert counting.asked == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["komplekt.zip", "komplekt.pdf", "D14-ustav.docx"])
def test_what_was_spoilt_by_hand_is_put_right_without_libreoffice(
    name: str, sample: Callable[[str], Case], counting: Counting, tmp_path: Path
) -> None:
    case, target = sample("verkhnetoemsky"), tmp_path / "x"
    _built(case, target, counting)
    (target / name).write_bytes(b"spoilt")
    _built(case, target, counting)
    assert (target / name).read_bytes() != b"spoilt"
    assert counting.asked == []


@pytest.mark.libreoffice
def test_pdfs_are_kept_when_libreoffice_is_gone(
    sample: Callable[[str], Case],
    counting: Counting,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case, target = sample("verkhnetoemsky"), tmp_path / "x"
    _built(case, target, counting)
    monkeypatch.setattr("registration.assembly.office.soffice", lambda: None)
    with Office() as none:
        built = build_package(case, DAY, target, steps=checklist, office=none)
    assert built.manifest.merged_pdf
    assert all(document.pdf for document in built.manifest.documents)


def test_another_day_or_kind_is_another_package(
    sample: Callable[[str], Case], tmp_path: Path, word_package: Build
) -> None:
    case, key = sample("verkhnetoemsky"), word_package("verkhnetoemsky").manifest.key
    later = build_package(case, DAY + timedelta(days=1), tmp_path / "x", steps=checklist)
    draft = build_draft(case, DAY, tmp_path / "y", steps=checklist)
    again = build_package(case, DAY, tmp_path / "z", steps=checklist)
    assert len({key, later.manifest.key, draft.manifest.key}) == 3
    assert again.manifest.key == key


def test_other_code_makes_another_package(
    sample: Callable[[str], Case],
    tmp_path: Path,
    word_package: Build,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = word_package("verkhnetoemsky").manifest.key
    monkeypatch.setattr("registration.assembly.inputs._code_digest", lambda: "another")
    built = build_package(sample("verkhnetoemsky"), DAY, tmp_path / "x", steps=checklist)
    assert built.manifest.key != key


def test_a_package_of_an_older_program_is_simply_built_anew(
    sample: Callable[[str], Case], tmp_path: Path
) -> None:
    target = tmp_path / "x"
    target.mkdir()
    (target / "manifest.json").write_text('{"format": 0}')
    assert build_package(sample("verkhnetoemsky"), DAY, target, steps=checklist).manifest.key
