"""Packages: complete, equal when built again, refused while something blocks."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from registration.assembly import office as office_module
from registration.assembly import package
from registration.assembly.documents import DOCUMENTS, Recipient, included_documents
from registration.assembly.manifest import read_manifest
from registration.assembly.office import Office
from registration.assembly.package import build_draft, build_package, charter_hash
from registration.assembly.pdf import page_texts
from registration.assembly.rendering.context import BY_HAND
from registration.assembly.rendering.render import document_paragraphs
from registration.domain.case import Case, read_case
from registration.errors import PackageRefused, RegistrationError
from registration.rules.catalogue import check_case
from registration.tracking.checklist import checklist
from tests.assembly.conftest import DAY, SAMPLES, Build


@pytest.mark.parametrize("name", SAMPLES)
def test_every_document_of_the_case_is_in_the_package(
    name: str, word_package: Build, sample: Callable[[str], Case]
) -> None:
    built = word_package(name)
    expected = [spec.id for spec in included_documents(sample(name))]
    packed = [document.id for document in built.manifest.documents]
    assert list(dict.fromkeys(packed)) == expected
    for document in built.manifest.documents:
        assert (built.directory / str(document.docx)).is_file()


@pytest.mark.parametrize("name", SAMPLES)
def test_two_builds_of_a_case_on_one_day_are_equal_byte_for_byte(
    name: str, word_package: Build, sample: Callable[[str], Case], tmp_path: Path
) -> None:
    first = word_package(name).directory
    build_package(sample(name), DAY, tmp_path / "again", steps=checklist)
    for path in sorted(first.glob("*.docx")) + sorted(first.glob("D18*.pdf")):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_no_document_carries_a_trace_of_a_tag_or_an_empty_answer(word_package: Build) -> None:
    for name in SAMPLES:
        for path in word_package(name).directory.glob("*.docx"):
            text = "\n".join(document_paragraphs(path.read_bytes()))
            for trace in ("{{", "}}", "{%", "None", "[вписать]", "Blank", "..", " ,"):
                assert trace not in text.replace("...", ""), f"{path.name}: {trace!r}"


def test_file_names_hold_no_personal_data(
    word_package: Build, sample: Callable[[str], Case]
) -> None:
    for name in SAMPLES:
        surnames = {person.name.last for person in sample(name).everyone()}
        for path in word_package(name).directory.iterdir():
            assert path.name.isascii()
            assert not any(surname in path.name for surname in surnames)


def test_the_archive_holds_the_folder_but_not_the_trace(word_package: Build) -> None:
    """The trace is all personal data on one page: it must not go out with the papers."""
    directory = word_package("verkhnetoemsky").directory
    with zipfile.ZipFile(directory / "komplekt.zip") as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
    assert names == {path.name for path in directory.iterdir()} - {"komplekt.zip", "trace.html"}
    assert (directory / "trace.html").is_file()


def test_a_blocked_case_is_refused_with_the_reasons_and_writes_nothing(
    answers: Callable[[str], dict[str, object]], tmp_path: Path
) -> None:
    case = read_case(answers("faulty/violations")).case
    with pytest.raises(PackageRefused) as refusal:
        build_package(case, DAY, tmp_path / "x", steps=checklist)
    assert len(str(refusal.value).split("\n")) >= 5
    assert list(tmp_path.iterdir()) == []


def test_an_unfinished_case_is_refused_naming_what_is_missing(
    answers: Callable[[str], dict[str, object]], tmp_path: Path
) -> None:
    case = read_case(answers("faulty/unfinished")).case
    with pytest.raises(PackageRefused, match="заполните ещё"):
        build_package(case, DAY, tmp_path / "x", steps=checklist)


@pytest.mark.parametrize("name", ["faulty/unfinished", "faulty/violations"])
def test_a_faulty_case_gives_a_draft_with_blanks_and_a_list_of_faults(
    name: str, answers: Callable[[str], dict[str, object]], tmp_path: Path
) -> None:
    case = read_case(answers(name)).case
    built = build_draft(case, DAY, tmp_path / "x", steps=checklist)
    assert built.manifest.draft
    assert built.manifest.documents[0].id == "draft-cover"
    cover = document_paragraphs((built.directory / "D00-proekt-chto-ispravit.docx").read_bytes())
    assert any("ПРОЕКТ" in paragraph for paragraph in cover)


def test_a_name_that_does_not_fit_the_form_is_refused_but_never_stops_a_draft(
    answers: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    raw = answers("verkhnetoemsky")
    raw["tos"] = {**raw["tos"], "full_name": raw["tos"]["full_name"] + " и соседей" * 16}
    case = read_case(raw).case
    built = build_draft(case, DAY, tmp_path / "x", steps=checklist)
    assert not list(built.directory.glob("D18*"))
    cover = document_paragraphs((built.directory / "D00-proekt-chto-ispravit.docx").read_bytes())
    assert any("Полное наименование" in paragraph for paragraph in cover)
    with pytest.raises(PackageRefused, match="Наименование"):
        build_package(case, DAY, tmp_path / "y", steps=checklist)


def test_an_empty_case_still_gives_a_draft(tmp_path: Path) -> None:
    built = build_draft(Case(), DAY, tmp_path / "x", steps=checklist)
    charter = document_paragraphs((built.directory / "D14-ustav.docx").read_bytes())
    assert any("[" in paragraph for paragraph in charter)


def test_a_wrong_folder_costs_nobody_a_file(sample: Callable[[str], Case], tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(RegistrationError, match="другие файлы"):
        build_package(sample("verkhnetoemsky"), DAY, tmp_path, steps=checklist)
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_an_earlier_package_is_replaced_whole(
    sample: Callable[[str], Case], tmp_path: Path
) -> None:
    target = tmp_path / "x"
    case = sample("verkhnetoemsky")
    build_package(case, DAY, target, steps=checklist)
    (target / "D99-old.docx").write_bytes(b"left over")
    build_package(case, DAY, target, steps=checklist)
    assert not (target / "D99-old.docx").exists()


def test_without_libreoffice_every_docx_and_the_form_are_there_and_it_is_said(
    sample: Callable[[str], Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_module, "soffice", lambda: None)
    with office_module.office_if_installed() as (office, notes):
        built = build_package(
            sample("verkhnetoemsky"),
            DAY,
            tmp_path / "x",
            steps=checklist,
            office=office,
            notes=notes,
        )
    assert {path.name for path in built.directory.glob("D*.pdf")} == {"D18-zayavlenie-R11001.pdf"}
    assert len(list(built.directory.glob("*.docx"))) == len(built.manifest.documents)
    assert "apt-get install" in built.manifest.notes[0]


def test_electronic_filing_sends_one_file_of_each(
    word_package: Build, sample: Callable[[str], Case]
) -> None:
    for name in SAMPLES:
        filing = sample(name).filing
        copies = {
            document.id: document.copies.get(Recipient.MINJUST.value, 0)
            for document in word_package(name).manifest.documents
        }
        assert copies["charter"] == (1 if filing and filing.is_electronic else 3)


def test_the_manifest_is_json_that_reads_back(word_package: Build) -> None:
    directory = word_package("verkhnetoemsky").directory
    data = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    assert data["case"] == "ВТ-2026-001"
    assert read_manifest(directory).on == "2026-11-23"


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAMPLES)
def test_the_whole_package_has_every_pdf_and_one_of_all(name: str, full_package: Build) -> None:
    built = full_package(name)
    manifest = built.manifest
    assert all(document.pdf and document.pages for document in manifest.documents)
    merged = PdfReader(io.BytesIO((built.directory / "komplekt.pdf").read_bytes()))
    assert len(merged.pages) == sum(document.pages or 0 for document in manifest.documents)
    assert len(merged.outline) == len(manifest.documents)


@pytest.mark.libreoffice
def test_the_inventory_states_the_sheets_of_the_finished_pdfs(full_package: Build) -> None:
    built = full_package("verkhnetoemsky")
    charter = next(item for item in built.manifest.documents if item.id == "charter")
    inventory = document_paragraphs((built.directory / "D25-opis.docx").read_bytes())
    row = inventory.index("Устав")
    assert inventory[row + 1] == str(charter.pages)
    assert BY_HAND not in inventory[row : row + 3]


@pytest.mark.libreoffice
def test_every_page_of_a_draft_says_so(
    answers: Callable[[str], dict[str, object]], tmp_path: Path, office: Office
) -> None:
    case = read_case(answers("faulty/violations")).case
    built = build_draft(case, DAY, tmp_path / "x", steps=checklist, office=office)
    for path in built.directory.glob("*.pdf"):
        for page in page_texts(path.read_bytes()):
            assert package.DRAFT_MARK in page, path.name


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAMPLES)
def test_no_signature_stands_alone_on_its_page(name: str, full_package: Build) -> None:
    built = full_package(name)
    for document in built.manifest.documents:
        if document.id in ("application", "attendance"):
            continue
        pages = page_texts((built.directory / str(document.pdf)).read_bytes())
        lines = [line for line in pages[-1].splitlines() if line.strip()]
        assert len(lines) >= 3, f"{document.title}: {lines}"


def test_every_section_that_a_paper_needs_is_asked_for_by_the_rules() -> None:
    (finding,) = (item for item in check_case(Case(), DAY).findings if item.rule == "pkg-complete")
    for spec in DOCUMENTS:
        for name in spec.needs:
            if name not in ("premises", "initiative"):  # papers of some cases only
                assert (
                    str(Case.model_fields[name].title).casefold() in finding.message.casefold()
                ), name


def test_a_charter_other_than_the_registered_one_is_refused(
    answers: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    raw = answers("verkhnetoemsky")
    registered = charter_hash(read_case(raw).case, DAY)
    raw["municipal_registration"] = {**raw["municipal_registration"], "charter_hash": registered}
    build_package(read_case(raw).case, DAY, tmp_path / "x", steps=checklist)
    raw["charter"] = {**raw["charter"], "notice_days": 15}
    with pytest.raises(PackageRefused, match="Текст устава уже не тот"):
        build_package(read_case(raw).case, DAY, tmp_path / "y", steps=checklist)
