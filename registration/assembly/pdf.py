"""Finished PDFs: are they whole, in the right fonts, and do they say what the DOCX says."""

import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from registration.domain.text import normalise
from registration.errors import ConversionError

# Metric twins of Times New Roman, Arial and Courier New. LibreOffice says nothing when it
# takes another font, and a charter of eleven pages becomes fourteen.
INTENDED_FONTS = ("LiberationSerif", "LiberationSans", "LiberationMono")
_AGAIN = "Повторите сборку."


def page_texts(content: bytes) -> tuple[str, ...]:
    """Text of every page, as it stands.

    Raises:
        ConversionError: the bytes are no PDF.
    """
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        raise ConversionError("файл не открывается как PDF") from None
    try:
        return tuple(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def page_count(content: bytes) -> int:
    """How many pages a PDF of ours has."""
    document = pdfium.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()


def letters(text: str) -> str:
    """Letters, digits and signs without blanks: what must be equal on paper and in Word."""
    # pdfium gives U+FFFE for a hyphen that ends a line.
    return re.sub(r"\s+", "", normalise(text.replace("\ufffe", "-")))


def check_pdf(content: bytes, paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Texts of the pages of a PDF made from a DOCX with these paragraphs.

    Raises:
        ConversionError: it is broken off, empty, in other fonts, or has lost a paragraph.
    """
    if not content.rstrip().endswith(b"%%EOF"):
        raise ConversionError(f"файл PDF пуст или оборван. {_AGAIN}")
    pages = page_texts(content)
    if not letters("".join(pages)):
        raise ConversionError(f"в PDF нет текста. {_AGAIN}")
    check_fonts(content)
    if lost := lost_paragraphs(paragraphs, pages):
        raise ConversionError(f"в PDF нет текста абзаца {lost[0]} файла Word. {_AGAIN}")
    return pages


def check_fonts(content: bytes) -> None:
    """Refuse a PDF whose fonts are not embedded or not those intended.

    Raises:
        ConversionError: names the font.
    """
    try:
        fonts = {
            key: font for page in PdfReader(BytesIO(content)).pages for key, font in _fonts(page)
        }
    except PyPdfError:
        raise ConversionError(f"файл PDF повреждён. {_AGAIN}") from None
    for font in fonts.values():
        _check_font(font)


def _fonts(page: Any) -> Iterable[tuple[str, Any]]:
    resources = page.get("/Resources", {})
    fonts = resources.get("/Font")
    for reference in (fonts.get_object() if fonts is not None else {}).values():
        font = reference.get_object()
        yield str(font.get("/BaseFont", "")), font


def _check_font(font: Any) -> None:
    family = str(font.get("/BaseFont", "")).lstrip("/").split("+")[-1]
    if not family.startswith(INTENDED_FONTS):
        raise ConversionError(
            f"вместо шрифта документа подставлен «{family}». "
            "Установите шрифты: sudo apt-get install fonts-liberation2, и повторите сборку."
        )
    described = font
    if "/DescendantFonts" in font:
        described = font["/DescendantFonts"][0].get_object()
    descriptor = described.get("/FontDescriptor")
    if descriptor is None or not any(
        key in descriptor.get_object() for key in ("/FontFile", "/FontFile2", "/FontFile3")
    ):
        raise ConversionError(f"шрифт «{family}» не встроен в PDF. {_AGAIN}")


def lost_paragraphs(paragraphs: Sequence[str], pages: Sequence[str]) -> tuple[int, ...]:
    """Numbers (from one) of the DOCX paragraphs that the PDF does not carry, in order.

    Page heads and repeated table heads may stand between and inside paragraphs: they are
    taken out first.
    """
    stream = letters("".join(_without_furniture(pages)))
    lost = []
    position = 0
    for number, paragraph in enumerate(paragraphs, start=1):
        wanted = letters(paragraph)
        if not wanted:
            continue
        found = stream.find(wanted, position)
        if found < 0:
            lost.append(number)
        elif found - position < 4_000:
            position = found + len(wanted)
    return tuple(lost)


def _without_furniture(pages: Sequence[str]) -> Iterable[str]:
    """Pages without their number and the mark of a draft, which stand first or last."""
    for number, page in enumerate(pages, start=1):
        lines = page.replace("\r\n", "\n").strip().split("\n")
        while lines and lines[0].strip() in ("ПРОЕКТ", str(number), ""):
            lines.pop(0)
        while lines and lines[-1].strip() in ("ПРОЕКТ", str(number), ""):
            lines.pop()
        yield "\n".join(lines)


def merge(parts: Sequence[tuple[str, bytes]], title: str) -> bytes:
    """One PDF of all, with a bookmark at the first page of each (title, content)."""
    whole, result = pikepdf.new(), BytesIO()
    with ExitStack() as sources:  # their content is copied when the whole is saved
        with whole.open_outline() as outline:
            for name, content in parts:
                source = sources.enter_context(pikepdf.open(BytesIO(content)))
                outline.root.append(pikepdf.OutlineItem(name, len(whole.pages)))
                whole.pages.extend(source.pages)
        whole.docinfo["/Title"] = pikepdf.String(title)
        whole.save(result)
    return result.getvalue()
