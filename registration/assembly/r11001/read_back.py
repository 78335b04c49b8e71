"""Reading the cells of a finished DOCX or PDF, without knowing what should stand in them."""

import re
from io import BytesIO
from typing import TYPE_CHECKING, cast
from zipfile import BadZipFile, ZipFile

from lxml import etree

from registration.assembly.r11001.cells import joined
from registration.assembly.r11001.docx_skeleton import NAMESPACE
from registration.errors import FormError

CellText = dict[tuple[int, str], str]
"""Text by page (from 1) and field id, in the order of the form."""

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject

_W = f"{{{NAMESPACE}}}"
_LETTER = re.compile(r"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4,8})>\n")
_MARK = re.compile(r"_c(\d{3,})_([a-z][a-z0-9_]*)_(\d+)_(\d+)_([0-9a-f]+)")


class _Collected:
    """Lines and groups of the fields, in the order in which they were met."""

    def __init__(self) -> None:
        self._parts: dict[tuple[int, str], list[str]] = {}
        self._separators: dict[tuple[int, str], str] = {}

    def add(self, page: int, field: str, separator: str, *parts: str) -> None:
        self._parts.setdefault((page, field), []).extend(parts)
        self._separators[(page, field)] = separator

    def texts(self) -> CellText:
        return {
            key: joined(tuple(parts), self._separators[key]) for key, parts in self._parts.items()
        }


def read_docx(content: bytes) -> CellText:
    """Read the cells of a Word file made by `draw_docx`, perhaps changed by hand since."""
    found = _Collected()
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open("word/document.xml") as part:
            for _, row in etree.iterparse(
                part, tag=f"{_W}tr", resolve_entities=False, no_network=True, huge_tree=True
            ):
                _read_row(row, found)
                row.clear()
    except (BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise FormError("Файл Word с формой Р11001 повреждён: он не открывается.") from error
    return found.texts()


def _read_row(row: etree._Element, found: _Collected) -> None:
    cells = row.findall(f"{_W}tc")
    for number, cell in enumerate(cells):
        for mark in cell.iter(f"{_W}bookmarkStart"):
            match = _MARK.fullmatch(mark.get(f"{_W}name", ""))
            if match is None:
                continue
            page, field, _, length, separator = match.groups()
            line = "".join(map(_sign, cells[number : number + int(length)]))
            sign = chr(int(separator, 16)) if separator != "0" else ""
            found.add(int(page), field, sign, line.rstrip() if sign else line)


def _sign(cell: etree._Element) -> str:
    """What stands in a cell; an empty one is a space."""
    return "".join(text.text or "" for text in cell.iter(f"{_W}t")).strip() or " "


def read_pdf(content: bytes) -> CellText:
    """Read the cells of a PDF made by `draw_pdf`: the glyphs really drawn, not the spoken text."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    found = _Collected()
    alphabets: dict[int, Alphabet] = {}
    try:
        for number, page in enumerate(PdfReader(BytesIO(content)).pages, start=1):
            _read_page(number, page, found, alphabets)
    except PyPdfError as error:
        raise FormError("Файл PDF с формой Р11001 повреждён: он не открывается.") from error
    return found.texts()


Alphabet = dict[int, str]
"""Letters of an embedded font by the code under which the page calls them."""


def _read_page(
    number: int, page: "PageObject", found: _Collected, alphabets: dict[int, Alphabet]
) -> None:
    """Collect what is drawn between the marks of each field; every line has its own position."""
    contents = page.get_contents()
    fonts = _alphabets(page, alphabets)
    field = separator = font = ""
    lines: list[str] = []
    for operands, operator in contents.operations if contents is not None else ():
        match operator:
            case b"BDC" if operands[0] == "/R11001":
                field, separator = str(operands[1]["/Id"]), str(operands[1]["/Sep"])
                lines = []
            case b"EMC" if field:
                found.add(number, field, separator, *filter(None, lines))
                field = ""
            case b"Tf":
                font = str(operands[0])
            case b"Tm" if field:
                lines.append("")
            case b"Tj" if field:
                codes = operands[0].original_bytes
                lines[-1] += "".join(fonts[font].get(code, "\ufffd") for code in codes)


def _alphabets(page: "PageObject", known: dict[int, Alphabet]) -> dict[str, Alphabet]:
    """The alphabets of the fonts a page names, each read once for the whole file."""
    fonts: dict[str, Alphabet] = {}
    resources = cast("DictionaryObject", page["/Resources"].get_object())
    for name, reference in resources.get("/Font", {}).items():
        font = reference.get_object()
        if "/ToUnicode" not in font:
            continue
        key = font.raw_get("/ToUnicode").idnum
        if key not in known:
            known[key] = alphabet_of(font["/ToUnicode"].get_data().decode("ascii"))
        fonts[name] = known[key]
    return fonts


def alphabet_of(table: str) -> Alphabet:
    """Read the «code → letter» table of a font in the plain form in which ours are written."""
    return {
        int(code, 16): bytes.fromhex(letter).decode("utf-16-be")
        for code, letter in _LETTER.findall(table)
    }
