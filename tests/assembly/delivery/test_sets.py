"""The sets that leave the office: what is printed how often, what is uploaded under which name."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from registration.assembly.delivery.deliver import LABELS, ORDER_SHEET, PRINT_SET
from registration.assembly.delivery.electronic import FOLDER, TO_SIGN
from registration.assembly.delivery.uploads import file_faults
from registration.assembly.documents import Binding, Phase
from registration.assembly.package import build_package
from registration.assembly.pdf import page_texts
from registration.domain.case import Case
from registration.tracking.checklist import checklist
from tests.assembly.conftest import DAY, SAMPLES, Build


@pytest.mark.parametrize("name", SAMPLES)
def test_every_copy_is_printed_for_its_recipient(
    name: str, word_package: Build, sample: Callable[[str], Case]
) -> None:
    manifest = word_package(name).manifest
    filing = sample(name).filing
    portal = filing is not None and filing.is_electronic
    printed = {(line.document, line.recipient): line.copies for line in manifest.print_order}
    for document in manifest.documents:
        for recipient, copies in document.copies.items():
            if copies and not (portal and recipient == "minjust"):
                stem = str(document.docx).removesuffix(".docx")
                assert printed.pop((stem, recipient)) == copies
    assert all(recipient == "minjust" and portal for _, recipient in printed)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_administration_is_served_before_the_ministry(name: str, word_package: Build) -> None:
    phases = [line.phase for line in word_package(name).manifest.print_order]
    order = [phase.value for phase in Phase]
    assert phases == sorted(phases, key=order.index)
    charter = {
        line.recipient: line.phase
        for line in word_package(name).manifest.print_order
        if line.code == "D14"
    }
    assert charter["administration"] == Phase.MUNICIPAL.value


def test_the_application_is_printed_on_one_side_and_never_held_together(
    word_package: Build,
) -> None:
    (line,) = (
        line
        for line in word_package("vilegodsky").manifest.print_order
        if line.code == "D18" and line.recipient == "minjust"
    )
    assert (line.sides, line.binding) == ("one", "loose")
    assert "нотариус" in line.certified


def test_sheets_that_are_counted_are_printed_on_one_side(word_package: Build) -> None:
    for name in SAMPLES:
        for line in word_package(name).manifest.print_order:
            if line.recipient != "tos" or line.binding == Binding.STITCHED.value:
                assert line.sides == "one", line.document


def test_without_libreoffice_the_sets_say_what_is_missing(word_package: Build) -> None:
    built = word_package("nyandomsky")
    assert not (built.directory / PRINT_SET).exists()
    assert not (built.directory / LABELS).exists()
    told = "\n".join(built.manifest.notes)
    assert "наклейки не сделаны" in told
    assert "Набор для Госуслуг неполон" in told
    text = "".join(page_texts((built.directory / ORDER_SHEET).read_bytes()))
    assert "LibreOffice" in text


def test_the_portal_gets_latin_names_and_no_duty(word_package: Build) -> None:
    folder = word_package("nyandomsky").directory / FOLDER
    told = (folder / "podpisi.txt").read_text(encoding="utf-8-sig")
    names = re.findall(r"^(\d\d-[a-z0-9-]+\.pdf) — ", told, re.MULTILINE)
    assert [int(name[:2]) for name in names] == list(range(1, len(names) + 1))
    assert "01-ustav.pdf" in names
    assert not any("zayavlenie" in name or "opis" in name for name in names)
    assert "Пошлину платить не нужно: пп. 32 п. 3 ст. 333.35" in told
    assert "Нотариус не нужен" in told
    assert "СВЕРИТЬ" in told


def test_the_fields_are_told_as_people_write_them(
    word_package: Build, sample: Callable[[str], Case]
) -> None:
    case = sample("nyandomsky")
    assert case.tos and case.applicant
    folder = word_package("nyandomsky").directory / FOLDER
    for file in ("polya.txt", "polya.html"):
        told = (folder / file).read_text(encoding="utf-8-sig")
        for text in (case.tos.full_name, case.applicant.email, "женский", "03.10.2026"):
            assert text in told, (file, text)


def test_only_codes_of_the_form_are_told_to_be_codes(word_package: Build) -> None:
    told = (word_package("nyandomsky").directory / FOLDER / "polya.txt").read_text("utf-8-sig")
    coded = re.findall(r"^(.+) \(код формы Р11001", told, re.MULTILINE)
    assert "3.2. Муниципальное образование: вид" in coded
    assert not any("номер" in label for label in coded)


def test_only_the_electronic_route_has_a_set_for_the_portal(word_package: Build) -> None:
    with_folder = {name for name in SAMPLES if (word_package(name).directory / FOLDER).exists()}
    assert with_folder == {"nyandomsky"}


@pytest.mark.parametrize("name", ["Устав.pdf", "01 ustav.pdf", "USTAV.pdf", "ustav.docx"])
def test_a_name_the_portal_may_refuse_is_told(name: str) -> None:
    assert list(file_faults(name, b"", 5))


def test_a_file_over_the_limit_is_told_with_its_size() -> None:
    assert not list(file_faults("01-ustav.pdf", bytes(5 * 1024 * 1024), 5))
    (fault,) = file_faults("01-ustav.pdf", bytes(5 * 1024 * 1024 + 1), 5)
    assert "6 МБ" in fault


def test_one_part_of_the_way_prints_its_own_copies_only(
    sample: Callable[[str], Case], tmp_path: Path
) -> None:
    built = build_package(
        sample("verkhnetoemsky"), DAY, tmp_path / "x", steps=checklist, phase=Phase.MUNICIPAL
    )
    assert {line.phase for line in built.manifest.print_order} == {"municipal"}
    assert "minjust" not in {line.recipient for line in built.manifest.print_order}


def _pages(directory: Path, name: str) -> tuple[str, ...]:
    return page_texts((directory / name).read_bytes())


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAMPLES)
def test_labels_count_the_sheets_of_the_stitched_papers(name: str, full_package: Build) -> None:
    """X23: the number on the label is the number of sheets of the PDF."""
    built = full_package(name)
    text = "\n".join(_pages(built.directory, LABELS))
    found = sorted(map(int, re.findall(r"^(\d+) \(\w+(?: \w+)?\) лист", text, re.MULTILINE)))
    wanted = []
    for line in built.manifest.print_order:
        if line.binding == Binding.STITCHED.value:
            wanted += [len(_pages(built.directory, f"{line.document}.pdf"))] * line.copies
    assert found == sorted(wanted)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAMPLES)
def test_the_set_to_print_repeats_every_copy_behind_its_separator(
    name: str, full_package: Build
) -> None:
    built = full_package(name)
    pages = _pages(built.directory, PRINT_SET)
    papers = 0
    for line in built.manifest.print_order:
        source = _pages(built.directory, f"{line.document}.pdf")
        assert line.first_page and line.last_page
        copies = pages[line.first_page - 1 : line.last_page]
        assert [_words(page) for page in copies] == [_words(page) for page in source] * line.copies
        papers += len(copies)
    separators = [page for page in pages if "не подавать и не подшивать" in page]
    assert len(pages) == papers + len(separators)
    assert len(_bookmarks(built.directory)) == len(separators)


def _words(page: str) -> str:
    return " ".join(page.split())


def _bookmarks(directory: Path) -> list[object]:
    """Bookmarks of the papers, under those of the parts of the way."""
    outline = PdfReader(io.BytesIO((directory / PRINT_SET).read_bytes())).outline
    return [item for entry in outline if isinstance(entry, list) for item in entry]


@pytest.mark.libreoffice
def test_unsigned_papers_lie_apart_from_what_may_be_uploaded(full_package: Build) -> None:
    folder = full_package("nyandomsky").directory / FOLDER
    ready = {path.name[3:] for path in folder.glob("*.pdf")}
    to_sign = {path.name[3:] for path in (folder / TO_SIGN).glob("*.pdf")}
    assert "ustav.pdf" in ready
    assert {"protokol.pdf", "svedeniya-ob-uchreditelyah.pdf"} <= to_sign
    assert not ready & to_sign


def test_equal_answers_give_an_equal_order(
    word_package: Build, sample: Callable[[str], Case], tmp_path: Path
) -> None:
    first = word_package("nyandomsky")
    again = build_package(sample("nyandomsky"), DAY, tmp_path / "again", steps=checklist)
    assert again.manifest.print_order == first.manifest.print_order
    for name in (ORDER_SHEET, f"{FOLDER}/podpisi.html", f"{FOLDER}/polya.html"):
        assert (first.directory / name).read_bytes() == (again.directory / name).read_bytes()
