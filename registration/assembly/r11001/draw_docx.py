"""The form as a Word file: the same rows, each sign in a table cell of its own.

Every line of cells begins with a hidden bookmark that names page, field, line and length, so the
finished file can be read back even after somebody has worked in it.
"""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from registration.assembly.r11001 import docx_skeleton as skeleton
from registration.assembly.r11001.cells import split
from registration.assembly.r11001.docx_skeleton import twips
from registration.assembly.r11001.edition import Edition, Geometry
from registration.assembly.r11001.layout import (
    Box,
    Cells,
    Ordinal,
    Row,
    Rule,
    Sign,
    Words,
    page_rows,
)
from registration.assembly.r11001.model import FormContent, Page, pages

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day a zip can hold: bytes do not depend on the clock


def draw_docx(content: FormContent, edition: Edition, mark: str = "") -> bytes:
    """Draw all sheets; `mark` («ПРОЕКТ») stands on every page. Equal content, equal bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", skeleton.CONTENT_TYPES),
            ("_rels/.rels", skeleton.PACKAGE_RELATIONS),
            ("docProps/core.xml", skeleton.core_properties(edition)),
            ("word/_rels/document.xml.rels", skeleton.DOCUMENT_RELATIONS),
            ("word/styles.xml", skeleton.styles(edition.geometry)),
            ("word/settings.xml", skeleton.SETTINGS),
            ("word/footer1.xml", skeleton.footer(edition)),
        ):
            archive.writestr(_entry(name), text)
        with archive.open(_entry("word/document.xml"), "w") as part:
            for piece in _document(content, edition, mark):
                part.write(piece.encode())
    return stream.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _document(content: FormContent, edition: Edition, mark: str) -> Iterator[str]:
    """The document page by page: hundreds of founders never stand in memory together."""
    size = edition.geometry
    layouts: dict[tuple[str, int], tuple[Row, ...]] = {}
    marks = iter(range(1, 10_000_000))
    yield skeleton.DOCUMENT_START
    for page in pages(content):
        key = (page.sheet.role, page.part)
        if key not in layouts:
            layouts[key] = page_rows(edition, page.sheet_spec, page.spec, mark)
        if page.number > 1:
            yield _paragraph("gap", "", "<w:pageBreakBefore/>")
        yield _table_start(size)
        answers = _Answers(page, marks)
        yield "".join(_row(row, size, answers) for row in layouts[key])
        yield "</w:tbl>"
    yield _paragraph("gap", "")
    yield skeleton.document_end(edition)


class _Answers:
    """Lines of the fields of one page, ready to be put into cells."""

    def __init__(self, page: Page, marks: Iterator[int]) -> None:
        self.page = page
        self._marks = marks
        self._parts: dict[str, tuple[str, ...]] = {}

    def line(self, box: Cells) -> str:
        if box.slot not in self._parts:
            self._parts[box.slot] = split(box.spec, self.page.text(box.slot))
        return self._parts[box.slot][box.part]

    def bookmark(self, box: Cells) -> str:
        separator = f"{ord(box.spec.separator):x}" if box.spec.separator else "0"
        name = f"_c{self.page.number:03}_{box.slot}_{box.part}_{box.span}_{separator}"
        mark = next(self._marks)
        return f'<w:bookmarkStart w:id="{mark}" w:name="{name}"/><w:bookmarkEnd w:id="{mark}"/>'


def _table_start(size: Geometry) -> str:
    grid = f'<w:gridCol w:w="{twips(size.pitch)}"/>' * size.columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(size.pitch) * size.columns}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _row(row: Row, size: Geometry, answers: _Answers) -> str:
    """A row of the layout; under cells stands a lower row, so that their frames do not touch."""
    height = size.docx_cell_height if row.has_cells else row.height
    cells: list[str] = []
    at = 0
    for box in row.boxes:
        cells.append(_empty(box.column - at, size))
        cells.append(_box(box, size, answers))
        at = box.column + box.span
    cells.append(_empty(size.columns - at, size))
    rows = _row_of("".join(cells), height)
    if row.has_cells:
        rows += _row_of(_empty(size.columns, size), row.height - height)
    return rows


def _row_of(cells: str, height: float) -> str:
    exact = f'<w:trHeight w:val="{twips(height)}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{exact}</w:trPr>{cells}</w:tr>"


def _box(box: Box, size: Geometry, answers: _Answers) -> str:
    match box:
        case Words():
            return _words(box, size)
        case Cells():
            return _cells(box, size, answers)
        case Sign():
            return _cell(1, size, _paragraph("S", escape(box.text)))
        case Rule():
            return _cell(box.span, size, _paragraph("gap", ""), _BOTTOM)
        case Ordinal():
            text = answers.page.ordinal if answers.page.sheet.of > 1 else ""
            return _words(Words(box.column, box.span, text, "small", "center"), size)
        case _:
            assert_never(box)


def _words(box: Words, size: Geometry) -> str:
    align = f'<w:jc w:val="{box.align}"/>' if box.align != "left" else ""
    return _cell(box.span, size, _paragraph(box.style, escape(box.text), align), _MIDDLE)


def _cells(box: Cells, size: Geometry, answers: _Answers) -> str:
    """One table cell for each sign; a space is an empty cell."""
    text = answers.line(box).ljust(box.span)
    first = _sign_cell(text[0], size, answers.bookmark(box))
    return first + "".join([_plain_cell(sign, size) for sign in text[1:]])


_BOTTOM = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:color="000000"/></w:tcBorders>'
_MIDDLE = '<w:vAlign w:val="center"/>'
_FRAME = "<w:tcBorders>{}</w:tcBorders>".format(
    "".join(
        f'<w:{side} w:val="dotted" w:sz="4" w:color="4D4D4D"/>'
        for side in ("top", "left", "bottom", "right")
    )
)


@lru_cache(maxsize=1024)
def _plain_cell(sign: str, size: Geometry) -> str:
    return _sign_cell(sign, size, "")


def _sign_cell(sign: str, size: Geometry, bookmark: str) -> str:
    run = f"<w:r><w:t>{escape(sign)}</w:t></w:r>" if sign != " " else ""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="C"/></w:pPr>{bookmark}{run}</w:p>'
    return _cell(1, size, paragraph, _FRAME)


def _empty(span: int, size: Geometry) -> str:
    return _cell(span, size, _paragraph("gap", "")) if span else ""


def _cell(span: int, size: Geometry, paragraph: str, properties: str = "") -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(size.pitch) * span}" w:type="dxa"/>{grid}{properties}'
        f"</w:tcPr>{paragraph}</w:tc>"
    )


def _paragraph(style: str, text: str, properties: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run}</w:p>'
