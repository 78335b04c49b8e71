"""The order of printing as a sheet for the consultant's desk."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from io import BytesIO
from itertools import groupby

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from registration.assembly.delivery.drawing import (
    BOLD,
    MM,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PLAIN,
    register_fonts,
)
from registration.assembly.delivery.groups import Group
from registration.assembly.delivery.print_set import Range
from registration.language.letters import upper_first

TITLE = "Порядок печати"
_TEXT = ParagraphStyle("text", fontName=PLAIN, fontSize=10, leading=13)
_HEAD = ParagraphStyle("head", fontName=BOLD, fontSize=10, leading=13)
_TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=18, leading=24)
_PHASE = ParagraphStyle("phase", fontName=BOLD, fontSize=13, leading=18, spaceBefore=8)
_HEADS = ("№", "Документ", "Для кого", "Сколько", "Печать и крепление", "Подписи", "Страницы")
_WIDTHS = [9, 55, 30, 31, 45, 75, 26]
_MARGIN = 13 * MM
_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.92, 0.92, 0.92)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


def order_sheet(spans: Mapping[Group, Range | None], notes: Sequence[str]) -> bytes:
    """Draw the tables, one for each part of the way; `notes` stand above them.

    `spans` are the groups in their order, each with its pages in the set to print.
    """
    register_fonts()
    stream = BytesIO()
    sheet = SimpleDocTemplate(
        stream,
        pagesize=(PAGE_HEIGHT, PAGE_WIDTH),
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=TITLE,
        author="",
        creator="",
        subject="",
        invariant=1,
        lang="ru-RU",
        initialFontName=PLAIN,
    )
    sheet.build(list(_story(spans, notes)))
    return stream.getvalue()


def _story(spans: Mapping[Group, Range | None], notes: Sequence[str]) -> Iterator[Flowable]:
    yield Paragraph(TITLE, _TITLE)
    for note in notes:
        yield Paragraph(escape(note), _TEXT)
    number = 0
    for phase, found in groupby(spans, key=lambda group: group.phase):
        yield Spacer(0, 3 * MM)
        yield Paragraph(escape(upper_first(phase.label)), _PHASE)
        rows = [[Paragraph(text, _HEAD) for text in _HEADS]]
        for group in found:
            number += 1
            cells = (str(number), *_row(group, spans[group]))
            rows.append([Paragraph(text, _TEXT) for text in cells])
        yield Table(rows, colWidths=[width * MM for width in _WIDTHS], repeatRows=1, style=_GRID)


def _row(group: Group, span: Range | None) -> Iterator[str]:
    line = group.lines[0]
    yield escape(f"{line.item.spec.code} {group.title}")
    yield escape(group.recipient_text)
    yield escape(group.amount_text)
    yield escape(f"{line.sides.label}; {group.binding.label}")
    certified = (f"заверяет {line.certified}",) if line.certified else ()
    yield escape("; ".join((*line.signed, *certified))) or "—"
    yield "—" if span is None else f"{span[0]}–{span[1]}"
