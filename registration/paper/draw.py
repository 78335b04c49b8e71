"""Sheets as a PDF: black and white, the same bytes from the same content."""

from io import BytesIO
from typing import assert_never

from reportlab.pdfgen.canvas import Canvas

from registration.paper.layout import (
    BOX,
    BOX_HEIGHT,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PLAIN,
    SIZE,
    TICK,
    TOP,
    TYPED,
    WIDTH,
    Bar,
    Block,
    Boxes,
    Item,
    Row,
    Rule,
    Tick,
    Words,
    paginated,
    register_fonts,
    width_of,
)

_FOOT = 30
_BASELINE = 5  # from the lower edge of a row to the feet of its letters


def draw(title: str, blocks: tuple[Block, ...], foot: str) -> bytes:
    """Draw all blocks; `foot` stands on every sheet beside its number."""
    register_fonts()
    stream = BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        lang="ru-RU",
        initialFontName=PLAIN,
    )
    canvas.setTitle(title)
    for unset in (canvas.setAuthor, canvas.setCreator, canvas.setSubject):
        unset("")
    pages = paginated(blocks)
    for number, rows in enumerate(pages, start=1):
        _page(canvas, rows)
        _footer(canvas, foot, f"Стр. {number} из {len(pages)}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _page(canvas: Canvas, rows: tuple[Row, ...]) -> None:
    bottom = PAGE_HEIGHT - TOP
    for row in rows:
        bottom -= row.height
        for item in row.items:
            _item(canvas, item, bottom)


def _footer(canvas: Canvas, foot: str, number: str) -> None:
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, _FOOT + 20, LEFT + WIDTH, _FOOT + 20)
    canvas.setFont(PLAIN, SIZE)
    canvas.drawString(LEFT, _FOOT, foot)
    start = LEFT + width_of(foot) + 6
    end = LEFT + WIDTH - width_of(number)
    if foot.endswith(":"):
        canvas.line(start, _FOOT - 2, end - 12, _FOOT - 2)
    canvas.drawString(end, _FOOT, number)


def _item(canvas: Canvas, item: Item, bottom: float) -> None:
    match item:
        case Words():
            canvas.setFont(item.font, item.size)
            canvas.drawString(LEFT + item.x, bottom + _BASELINE, item.text)
        case Rule():
            _rule(canvas, item, bottom)
        case Boxes():
            _boxes(canvas, item, bottom)
        case Tick():
            _tick(canvas, item, bottom)
        case Bar():
            canvas.setLineWidth(item.weight)
            canvas.line(LEFT, bottom + _BASELINE, LEFT + WIDTH, bottom + _BASELINE)
        case _:
            assert_never(item)


def _rule(canvas: Canvas, rule: Rule, bottom: float) -> None:
    canvas.setLineWidth(0.6)
    canvas.line(LEFT + rule.x, bottom + 2, LEFT + rule.x + rule.width, bottom + 2)
    if rule.value:
        canvas.setFont(PLAIN, SIZE)
        canvas.drawString(LEFT + rule.x + 3, bottom + _BASELINE, rule.value)


def _boxes(canvas: Canvas, boxes: Boxes, bottom: float) -> None:
    canvas.setLineWidth(0.6)
    canvas.setFont(TYPED, SIZE)
    inset = (BOX - width_of("Ш", TYPED)) / 2
    signs = iter(boxes.value)
    for start, count in zip(boxes.starts, boxes.groups, strict=True):
        x = LEFT + start
        if start > boxes.x and boxes.sign:
            canvas.drawCentredString(x - 4.5, bottom + _BASELINE, boxes.sign)
        for place in range(count):
            canvas.rect(x + place * BOX, bottom, BOX, BOX_HEIGHT)
            sign = next(signs, " ")
            if sign != " ":
                canvas.drawString(x + place * BOX + inset, bottom + _BASELINE, sign)


def _tick(canvas: Canvas, tick: Tick, bottom: float) -> None:
    x, y = LEFT + tick.x, bottom + _BASELINE - 1.5
    canvas.setLineWidth(0.9)
    canvas.rect(x, y, TICK, TICK)
    if tick.marked:
        canvas.setLineWidth(1.4)
        canvas.line(x + 2, y + 2, x + TICK - 2, y + TICK - 2)
        canvas.line(x + 2, y + TICK - 2, x + TICK - 2, y + 2)
