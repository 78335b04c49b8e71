"""The drawn form: both files say what was filled, look right and never change by themselves."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pdfplumber
import pytest
from lxml import etree
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

import registration
from registration.assembly.r11001 import (
    CellText,
    FormContent,
    coverage,
    draw_docx,
    draw_pdf,
    fill,
    load_edition,
    read_docx,
    read_pdf,
)
from registration.assembly.r11001.model import pages
from registration.domain.case import Case, read_case
from registration.errors import FormError

EDITION = load_edition()
Draw = Callable[..., bytes]
Sample = Callable[[str], Case]
DRAWINGS = [
    pytest.param(draw_pdf, read_pdf, id="pdf"),
    pytest.param(draw_docx, read_docx, id="docx"),
]


@pytest.fixture
def content(sample: Sample, on: date) -> FormContent:
    return fill(sample("verkhnetoemsky"), on, EDITION)


def expected(content: FormContent) -> CellText:
    """What must be read back: every field that has cells, and the page numbers."""
    texts: CellText = {}
    for page in pages(content):
        texts[(page.number, "page_no")] = f"{page.number:03}"
        for section in page.spec.sections:
            for spec in section.fields:
                for slot in spec.slots if spec.capacity else ():
                    texts[(page.number, slot)] = page.sheet.fields[slot].text
    return texts


@pytest.mark.parametrize(("draw", "read"), DRAWINGS)
def test_cells_of_the_finished_file_give_every_value_back(
    draw: Draw, read: Callable[[bytes], CellText], sample: Sample, sample_name: str, on: date
) -> None:
    content = fill(sample(sample_name), on, EDITION)
    assert read(draw(content, EDITION)) == expected(content)


@pytest.mark.parametrize(("draw", "read"), DRAWINGS)
def test_read_back_and_coverage_name_the_fields_alike(
    draw: Draw, read: Callable[[bytes], CellText], content: FormContent
) -> None:
    texts = read(draw(content, EDITION, "ПРОЕКТ"))
    lines = [line for line in coverage(content) if line.cells]
    assert [texts[(line.page, line.field)] for line in lines] == [line.text for line in lines]


@pytest.mark.parametrize(("draw", "read"), DRAWINGS)
def test_hard_texts_survive_the_file(
    draw: Draw, read: Callable[[bytes], CellText], sample: Sample, on: date
) -> None:
    hard = {
        "full_name": "ё" * 39 + " " + "Щ" * 40 + " " + 'A<B> & "C" \\ (D) № 5 «Й»; @_+-',
        "short_name": "Ш" * 160,
    }
    case = sample("verkhnetoemsky")
    assert case.tos is not None
    changed = case.model_copy(update={"tos": case.tos.model_copy(update=hard)})
    texts = read(draw(fill(changed, on, EDITION), EDITION))
    assert texts[(1, "name_full")] == hard["full_name"].upper()
    assert texts[(1, "name_short")] == hard["short_name"]


@pytest.mark.parametrize("draw", [draw_pdf, draw_docx])
def test_equal_content_gives_equal_bytes(draw: Draw, content: FormContent) -> None:
    assert draw(content, EDITION, "ПРОЕКТ") == draw(content, EDITION, "ПРОЕКТ")


def test_bytes_do_not_depend_on_the_process(content: FormContent, tmp_path: Path) -> None:
    script = (
        "import sys, tomllib, hashlib; from datetime import date\n"
        "from registration.assembly import r11001 as form\n"
        "from registration.domain.case import read_case\n"
        "case = read_case(tomllib.load(open(sys.argv[1], 'rb'))).case\n"
        "edition = form.load_edition(); content = form.fill(case, date(2026, 11, 23), edition)\n"
        "for draw in (form.draw_pdf, form.draw_docx):\n"
        "    print(hashlib.sha256(draw(content, edition)).hexdigest())"
    )
    source = Path(registration.__file__).parents[1] / "samples" / "verkhnetoemsky.toml"
    runs = [
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", script, str(source)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(runs[0].split()) == 2
    assert runs[0] == runs[1]


def test_no_cell_or_letter_stands_outside_the_page(content: FormContent) -> None:
    with pdfplumber.open(BytesIO(draw_pdf(content, EDITION, "ПРОЕКТ"))) as pdf:
        for page in pdf.pages:
            things = [*page.rects, *page.chars, *page.lines]
            assert len(page.chars) > 100
            assert min(thing["x0"] for thing in things) >= 20
            assert max(thing["x1"] for thing in things) <= page.width - 20
            assert min(thing["top"] for thing in things) >= 20
            assert max(thing["bottom"] for thing in things) <= page.height - 14


def test_every_letter_stands_inside_a_cell_of_its_own(content: FormContent) -> None:
    with pdfplumber.open(BytesIO(draw_pdf(content, EDITION))) as pdf:
        page = pdf.pages[0]
        cells = [(rect["x0"], rect["x1"], rect["top"], rect["bottom"]) for rect in page.rects]
        letters = [
            char for char in page.chars if "Mono" in char["fontname"] and char["text"] != " "
        ]
        owners = [_cell_of(char, cells) for char in letters]
    assert len(letters) > 150
    assert None not in owners
    assert len(set(owners)) == len(owners)


def _cell_of(char: dict[str, Any], cells: list[tuple[float, ...]]) -> int | None:
    x = (char["x0"] + char["x1"]) / 2
    y = (char["top"] + char["bottom"]) / 2
    found = [n for n, (x0, x1, top, end) in enumerate(cells) if x0 < x < x1 and top < y < end]
    return found[0] if len(found) == 1 else None


def test_all_text_of_the_pdf_can_be_extracted(content: FormContent) -> None:
    reader = PdfReader(BytesIO(draw_pdf(content, EDITION)))
    title, founder = (re.sub(r"\s+", " ", reader.pages[n].extract_text()) for n in (0, 2))
    for words in (
        "Форма № Р11001", "1.1. Полное наименование", "ТЕРРИТОРИАЛЬНОЕ ОБЩЕСТВЕННОЕ САМОУПРАВЛЕ",
        "Это не официальный бланк",
    ):  # fmt: skip
        assert words in title
    for words in ("ПОПОВА", "ИВАНОВНА", "001000010152", "учредитель 1 из 3"):
        assert words in founder


@pytest.mark.parametrize("mark", ["ПРОЕКТ", ""])
def test_the_mark_of_a_draft_stands_on_every_page_or_on_none(
    content: FormContent, mark: str
) -> None:
    reader = PdfReader(BytesIO(draw_pdf(content, EDITION, mark)))
    marked = ["ПРОЕКТ" in page.extract_text() for page in reader.pages]
    assert marked == [bool(mark)] * len(marked)
    with ZipFile(BytesIO(draw_docx(content, EDITION, mark))) as archive:
        document = archive.read("word/document.xml").decode()
    assert document.count("ПРОЕКТ") == (len(marked) if mark else 0)


def test_the_pdf_tells_nothing_about_people_in_its_properties(content: FormContent) -> None:
    metadata = PdfReader(BytesIO(draw_pdf(content, EDITION))).metadata
    assert metadata is not None
    assert metadata.title == f"{EDITION.title} (форма Р11001)"
    assert not metadata.author
    assert "ПОПОВА" not in " ".join(map(str, metadata.values())).upper()


def test_only_our_fonts_are_used_and_embedded(content: FormContent) -> None:
    reader = PdfReader(BytesIO(draw_pdf(content, EDITION, "ПРОЕКТ")))
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()
        for page in reader.pages
        for font in page["/Resources"].get_object()["/Font"].values()
    }
    names = {str(name).partition("+")[2] for name in fonts}
    assert names == {"LiberationMono", "LiberationSans", "LiberationSans-Bold"}
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts.values())


def with_document(docx: bytes, change: Callable[[str], str]) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(docx)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = change(data.decode()).encode()
            new.writestr(name, data)
    return stream.getvalue()


def differences(one: CellText, other: CellText) -> list[tuple[tuple[int, str], str, str]]:
    return [(key, text, other[key]) for key, text in one.items() if other[key] != text]


def test_one_letter_changed_in_word_is_seen(content: FormContent) -> None:
    docx = draw_docx(content, EDITION)

    def change(document: str) -> str:
        start = document.index("_c003_last_0")
        place = document.index("<w:t>О</w:t>", start)
        return document[:place] + "<w:t>А</w:t>" + document[place + len("<w:t>О</w:t>") :]

    found = differences(read_docx(docx), read_docx(with_document(docx, change)))
    assert found == [((3, "last"), "ПОПОВА", "ПАПОВА")]


def test_a_letter_written_into_an_empty_cell_in_word_is_seen(content: FormContent) -> None:
    docx = draw_docx(content, EDITION)

    def change(document: str) -> str:
        place = document.index("</w:p>", document.index("_c002_org_email_1"))
        return document[:place] + "<w:r><w:t>X</w:t></w:r>" + document[place:]

    found = differences(read_docx(docx), read_docx(with_document(docx, change)))
    assert [key for key, _, _ in found] == [(2, "org_email")]
    assert found[0][2].endswith("X")


def test_one_letter_changed_in_the_pdf_is_seen(content: FormContent) -> None:
    pdf = draw_pdf(content, EDITION)
    writer = PdfWriter(BytesIO(pdf))
    page = writer.pages[2]
    data = page.get_contents().get_data()
    start = data.index(b"/Id (inn)")
    place = data.index(b"(001000010152)", start)
    stream = DecodedStreamObject()
    stream.set_data(data[:place] + b"(001000010153)" + data[place + 14 :])
    page[NameObject("/Contents")] = stream
    changed = BytesIO()
    writer.write(changed)
    found = differences(read_pdf(pdf), read_pdf(changed.getvalue()))
    assert found == [((3, "inn"), "001000010152", "001000010153")]


@pytest.mark.parametrize("read", [read_pdf, read_docx])
def test_a_damaged_file_is_told_in_words(read: Callable[[bytes], CellText]) -> None:
    with pytest.raises(FormError, match="не открывается"):
        read(b"nothing of the kind")


def test_a_file_that_is_not_the_form_has_no_cells(content: FormContent) -> None:
    docx = with_document(
        draw_docx(content, EDITION), lambda text: re.sub(r'w:name="_c[^"]*"', 'w:name="x"', text)
    )
    assert read_docx(docx) == {}


def test_the_word_file_is_well_formed_and_names_its_fonts(content: FormContent) -> None:
    with ZipFile(BytesIO(draw_docx(content, EDITION, "ПРОЕКТ"))) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
        styles = archive.read("word/styles.xml").decode()
    assert set(re.findall(r'w:ascii="([^"]+)"', styles)) == {"Arial", "Courier New"}


def test_bookmarks_of_the_word_file_are_unique_and_short_enough(content: FormContent) -> None:
    with ZipFile(BytesIO(draw_docx(content, EDITION))) as archive:
        document = archive.read("word/document.xml").decode()
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', document)
    assert len(names) > 200
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40


def test_three_hundred_founders_have_three_hundred_sheets(on: date) -> None:
    founder = {
        "name": {"last": "Вымышленный", "first": "Пётр"},
        "sex": "male",
        "birth_date": date(1980, 5, 5),
    }
    reading = read_case(
        {
            "people": {"persons": [founder | {"key": f"f{n}"} for n in range(300)]},
            "founders": {"members": [{"person": f"f{n}"} for n in range(300)]},
        }
    )
    content = fill(reading.case, on, EDITION)
    pdf = draw_pdf(content, EDITION)
    assert len(PdfReader(BytesIO(pdf)).pages) == 300 + 6
    assert len(pdf) < 1_000_000
    texts = read_docx(draw_docx(content, EDITION))
    assert sum(text == "ВЫМЫШЛЕННЫЙ" for text in texts.values()) == 300


@pytest.mark.libreoffice
def test_libreoffice_makes_as_many_pages_of_the_word_file(
    content: FormContent, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice не установлен")
    source = tmp_path / "form.docx"
    source.write_bytes(draw_docx(content, EDITION, "ПРОЕКТ"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603
        [office, "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, source],
        check=True,
        capture_output=True,
        timeout=120,
    )
    made = PdfReader(tmp_path / "form.pdf")
    drawn = PdfReader(BytesIO(draw_pdf(content, EDITION, "ПРОЕКТ")))
    assert len(made.pages) == len(drawn.pages)
    assert all("ПРОЕКТ" in page.extract_text() for page in made.pages)
