"""Files that are not the blank: each is refused with its own reason, in Russian."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from registration.assembly.r11001.blank import BlankRefused, Official, Refusal, recognise
from registration.assembly.r11001.draw_pdf import FONTS
from tests.assembly.blank.conftest import BASE
from tests.assembly.blank.drawing import PLAIN, Look, draw

PDF = draw(PLAIN).content


def written(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(BytesIO(PDF))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def action(kind: str) -> Callable[[PdfWriter], object]:
    def add(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject(kind), NameObject("/F"): TextStringObject("x")}
        )

    return add


def dynamic(writer: PdfWriter) -> None:
    form = DictionaryObject({NameObject("/XFA"): ArrayObject([TextStringObject("template")])})
    writer.root_object[NameObject("/AcroForm")] = form


def landscape(writer: PdfWriter) -> None:
    writer.pages[2][NameObject("/Rotate")] = NumberObject(90)


def printed(*lines: str, cells: bool = True, pages: int = 15) -> bytes:
    """A form of somebody else: its words, and some cells."""
    pdfmetrics.registerFont(TTFont("LiberationSans", str(FONTS / "LiberationSans-Regular.ttf")))
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for _ in range(pages):
        canvas.setFont("LiberationSans", 10)
        for number, line in enumerate(lines):
            canvas.drawString(50, 800 - number * 14, line)
        for number in range(40 if cells else 0):
            canvas.rect(20 + number * 13.4, 400, 13.4, 18)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def scan() -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    picture = Image.new("L", (300, 420), 230)
    for _ in range(15):
        canvas.drawInlineImage(picture, 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


WORDS = "Сведения о заявителе. Фамилия, имя, отчество. Место рождения. Документ. " * 2

CASES: dict[Refusal, Callable[[], bytes]] = {
    Refusal.NOT_PDF: lambda: b"PK\x03\x04 not a pdf at all",
    Refusal.TOO_LARGE: lambda: b"%PDF-1.4\n" + b"\0" * 20_000_001,
    Refusal.DAMAGED: lambda: b"%PDF-1.4\n1 0 obj\n<< /Type",
    Refusal.ENCRYPTED: lambda: written(lambda writer: writer.encrypt("secret")),
    Refusal.DYNAMIC: lambda: written(dynamic),
    Refusal.TOO_MANY_PAGES: lambda: printed("Форма № Р11001", WORDS, pages=80),
    Refusal.PAGE_SIZE: lambda: written(landscape),
    Refusal.SCAN: scan,
    Refusal.NO_TEXT: lambda: printed(pages=3),
    Refusal.OTHER_FORM: lambda: printed("Форма № Р13014", WORDS),
    Refusal.UNKNOWN_FORM: lambda: printed("Заявление о приёме в сад", WORDS),
    Refusal.NO_CELLS: lambda: printed("Форма № Р11001", WORDS, cells=False),
    Refusal.OTHER_EDITION: lambda: printed(
        "Форма № Р11001", "Приложение к приказу ФНС России от 25.01.2012 № ММВ-7-6/25@", WORDS
    ),
}


@pytest.mark.parametrize("reason", CASES, ids=lambda reason: reason.value)
def test_a_file_that_is_not_the_blank_is_refused(reason: Refusal) -> None:
    with pytest.raises(BlankRefused) as refused:
        recognise(CASES[reason](), BASE)
    assert refused.value.reason is reason
    assert "{" not in str(refused.value)
    assert any("а" <= letter <= "я" for letter in str(refused.value))


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/SubmitForm"])
def test_a_file_with_commands_in_it_is_refused(kind: str) -> None:
    with pytest.raises(BlankRefused) as refused:
        recognise(written(action(kind)), BASE)
    assert refused.value.reason is Refusal.ACTIVE


def test_a_script_that_nothing_leads_to_is_found() -> None:
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )

    def hide(writer: PdfWriter) -> None:
        place = DictionaryObject({NameObject("/Deep"): ArrayObject([script])})
        writer.pages[3][NameObject("/PieceInfo")] = writer._add_object(place)

    with pytest.raises(BlankRefused) as refused:
        recognise(written(hide), BASE)
    assert refused.value.reason is Refusal.ACTIVE


def test_a_page_that_unpacks_without_end_is_refused_in_bounded_time() -> None:
    """Sixteen million strokes packed into a small file."""
    stroke = b"0 0 m 9 9 l S\n" * 200_000

    def bomb(writer: PdfWriter) -> None:
        page = writer.pages[0]
        contents = page.get_contents()
        assert contents is not None
        contents.set_data(stroke * 40)
        page[NameObject("/Contents")] = writer._add_object(contents.flate_encode())

    with pytest.raises(BlankRefused) as refused:
        recognise(written(bomb), BASE)
    assert refused.value.reason in (Refusal.TOO_HEAVY, Refusal.DAMAGED)


def test_a_blank_of_another_printing_is_told_apart_from_the_one_checked(
    officials: Callable[[Look], Official],
) -> None:
    known = officials(PLAIN).edition
    same = recognise(PDF, BASE, [known])
    assert same.known is known
    assert same.differences == ()
    other = recognise(draw(PLAIN, "1111501").content, BASE, [known])
    assert other.known is None
    assert "Отпечаток" in other.differences[0]
    assert "1111501" in other.differences[1]


def test_a_form_of_another_knd_is_another_edition() -> None:
    base = BASE.remade(knd="1112501")
    with pytest.raises(BlankRefused) as refused:
        recognise(draw(PLAIN, "1111501").content, base)
    assert refused.value.reason is Refusal.OTHER_EDITION


def test_the_blanks_of_these_tests_are_whole_files() -> None:
    assert len(PdfReader(BytesIO(PDF)).pages) >= 15
