"""The form as a PDF: cells and labels drawn once per kind of page, one text operator per line."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import assert_never

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from registration.assembly.r11001.cells import split
from registration.assembly.r11001.edition import Edition, FieldSpec, Geometry
from registration.assembly.r11001.layout import (
    Box,
    Cells,
    Ordinal,
    Row,
    Rule,
    Sign,
    Style,
    Words,
    page_rows,
)
from registration.assembly.r11001.model import FormContent, Page, pages

FONTS = Path(__file__).parents[1] / "fonts"
CELL_FONT, TEXT_FONT, BOLD_FONT = "LiberationMono", "LiberationSans", "LiberationSans-Bold"
MM = 72 / 25.4
LEADING = 1.12  # of the type size, for labels in two lines


@cache
def _register_fonts() -> None:
    for name, file in (
        (CELL_FONT, "LiberationMono-Regular.ttf"),
        (TEXT_FONT, "LiberationSans-Regular.ttf"),
        (BOLD_FONT, "LiberationSans-Bold.ttf"),
    ):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def draw_pdf(content: FormContent, edition: Edition, mark: str = "") -> bytes:
    """Draw all sheets; `mark` («ПРОЕКТ») stands on every page. Equal content, equal bytes."""
    _register_fonts()
    size = edition.geometry
    stream = BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(size.page_width * MM, size.page_height * MM),
        pageCompression=1,
        invariant=1,
        lang="ru-RU",
        initialFontName=TEXT_FONT,
    )
    canvas.setTitle(f"{edition.title} (форма {edition.form})")
    for unset in (canvas.setAuthor, canvas.setCreator, canvas.setSubject):
        unset("")
    backgrounds: dict[tuple[str, int], _Background] = {}
    for page in pages(content):
        key = (page.sheet.role, page.part)
        if key not in backgrounds:
            rows = page_rows(edition, page.sheet_spec, page.spec, mark)
            backgrounds[key] = _background(canvas, edition, rows, "{}-{}".format(*key))
        _page(canvas, size, backgrounds[key], page)
    canvas.save()
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a line of cells begins: its first baseline, in points."""

    part: int
    column: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Background:
    """A drawn background and the places left for answers."""

    name: str
    fields: dict[str, tuple[FieldSpec, list[_Spot]]]
    ordinal_y: float | None


def _background(canvas: Canvas, edition: Edition, rows: tuple[Row, ...], name: str) -> _Background:
    """Draw what all pages of this kind share; note where the answers go."""
    size = edition.geometry
    fields: dict[str, tuple[FieldSpec, list[_Spot]]] = {}
    ordinal_y = None
    canvas.beginForm(name, 0, 0, size.page_width * MM, size.page_height * MM)
    for top, row in _tops(rows, size):
        for box in row.boxes:
            if isinstance(box, Cells):
                spot = _Spot(box.part, box.column, *_first_baseline(box, top, size))
                fields.setdefault(box.slot, (box.spec, []))[1].append(spot)
            if isinstance(box, Ordinal):
                ordinal_y = (top - row.height) * MM
            _draw(canvas, box, top, row, size)
    _foot(canvas, edition)
    canvas.endForm()
    return _Background(name, fields, ordinal_y)


def _tops(rows: tuple[Row, ...], size: Geometry) -> Iterator[tuple[float, Row]]:
    """The upper edge of each row, in millimetres from the bottom of the page."""
    top = size.page_height - size.top
    for row in rows:
        yield top, row
        top -= row.height


def _left(column: float, size: Geometry) -> float:
    return (size.left + column * size.pitch) * MM


def _advance() -> float:
    """Width of any sign of the cell font, of the type size."""
    return float(pdfmetrics.stringWidth("Ш", CELL_FONT, 1))


def _first_baseline(box: Cells | Sign, top: float, size: Geometry) -> tuple[float, float]:
    inset = (size.cell_width * MM - size.font_size * _advance()) / 2
    return _left(box.column, size) + inset, (top - size.cell_height + size.baseline) * MM


def _draw(canvas: Canvas, box: Box, top: float, row: Row, size: Geometry) -> None:
    match box:
        case Words():
            _words(canvas, box, top, row, size)
        case Cells():
            _frames(canvas, box, top, size)
        case Sign():
            canvas.setFont(CELL_FONT, size.font_size)
            canvas.drawString(*_first_baseline(box, top, size), box.text)
        case Rule():
            _rule(canvas, box, top, size)
        case Ordinal():
            pass  # differs from page to page
        case _:
            assert_never(box)


def _frames(canvas: Canvas, box: Cells, top: float, size: Geometry) -> None:
    path = canvas.beginPath()
    for column in range(box.column, box.column + box.span):
        bottom = (top - size.cell_height) * MM
        path.rect(_left(column, size), bottom, size.cell_width * MM, size.cell_height * MM)
    canvas.setLineWidth(size.frame)
    canvas.setDash(list(size.dash))
    canvas.setStrokeGray(size.frame_shade)
    canvas.drawPath(path)
    canvas.setStrokeGray(0)


def _rule(canvas: Canvas, box: Rule, top: float, size: Geometry) -> None:
    canvas.setLineWidth(size.frame)
    canvas.setDash()
    y = (top - size.cell_height) * MM
    canvas.line(_left(box.column, size), y, _left(box.column + box.span, size), y)


def _type(style: Style, size: Geometry) -> tuple[str, float]:
    return {
        "caption": (TEXT_FONT, size.caption_size),
        "small": (TEXT_FONT, size.small_size),
        "heading": (BOLD_FONT, size.heading_size),
        "title": (BOLD_FONT, size.title_size),
        "mark": (BOLD_FONT, size.title_size),
    }[style]


def _words(canvas: Canvas, box: Words, top: float, row: Row, size: Geometry) -> None:
    """Words in as many lines as they need, in the middle of the cells or of the row."""
    font, height = _type(box.style, size)
    width = box.span * size.pitch * MM
    lines = simpleSplit(box.text, font, height, width)
    middle = top - (size.cell_height if row.has_cells else row.height - size.baseline) / 2
    y = middle * MM + (len(lines) - 1) * height * LEADING / 2 - height * 0.36
    canvas.setFont(font, height)
    for line in lines:
        _aligned(canvas, box, line, y, size)
        y -= height * LEADING


def _aligned(canvas: Canvas, box: Words, line: str, y: float, size: Geometry) -> None:
    left, right = _left(box.column, size), _left(box.column + box.span, size)
    if box.align == "center":
        canvas.drawCentredString((left + right) / 2, y, line)
    elif box.align == "right":
        canvas.drawRightString(right - (size.pitch - size.cell_width) * MM, y, line)
    else:
        canvas.drawString(left, y, line)


def _foot(canvas: Canvas, edition: Edition) -> None:
    size = edition.geometry
    if not edition.foot:
        return
    canvas.setFont(TEXT_FONT, size.small_size)
    y = (size.bottom - size.small_height) * MM
    for line in edition.foot:
        canvas.drawCentredString(size.page_width * MM / 2, y, line)
        y -= size.small_height * MM


def _page(canvas: Canvas, size: Geometry, background: _Background, page: Page) -> None:
    canvas.doForm(background.name)
    for slot, (spec, spots) in background.fields.items():
        _answer(canvas, size, slot, spec, spots, page.text(slot))
    if background.ordinal_y is not None and page.sheet.of > 1:
        canvas.setFont(TEXT_FONT, size.small_size)
        centre = size.page_width * MM / 2
        canvas.drawCentredString(centre, background.ordinal_y + 2, page.ordinal)
    canvas.showPage()


def _answer(
    canvas: Canvas, size: Geometry, slot: str, spec: FieldSpec, spots: list[_Spot], text: str
) -> None:
    """Write a field inside marks: read-back finds it by id, and copying gives plain text."""
    canvas._code.append(opening_mark(slot, spec.separator, text))
    if text:
        parts = split(spec, text)
        words = canvas.beginText()
        words.setFont(CELL_FONT, size.font_size)
        words.setCharSpace(size.pitch * MM - size.font_size * _advance())
        for spot in spots:
            if parts[spot.part]:
                words.setTextOrigin(spot.x, spot.y)
                words.textOut(parts[spot.part])
        words.setCharSpace(0)
        canvas.drawText(words)
    canvas._code.append("EMC")


def opening_mark(slot: str, separator: str, text: str) -> str:
    """The mark by which read-back finds a field, with its text for copying."""
    plain = ("\ufeff" + text).encode("utf-16-be").hex().upper()
    spoken = f"/ActualText <{plain}>" if text else ""
    return f"/R11001 <</Id ({slot}) /Sep ({separator}) {spoken}>> BDC"
