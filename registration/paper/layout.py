"""Geometry of a sheet: words, rules, letter boxes and ticks in rows, rows in blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from registration.assembly.r11001.draw_pdf import FONTS

PLAIN, BOLD, TYPED = "LiberationSans", "LiberationSans-Bold", "LiberationMono"
_FILES = {
    PLAIN: "LiberationSans-Regular.ttf",
    BOLD: "LiberationSans-Bold.ttf",
    TYPED: "LiberationMono-Regular.ttf",
}

SIZE = 14  # the smallest letters an old reader should meet
LEADING = 17
PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 57, 34, 34, 56  # wide on the left: the sheets are filed
WIDTH = PAGE_WIDTH - LEFT - RIGHT
BOX, BOX_HEIGHT, SEPARATOR = 17, 20, 9
TICK = 12
LINE_HEIGHT = 25
GAP = 7


@dataclass(frozen=True, slots=True)
class Words:
    """Printed words."""

    x: float
    text: str
    font: str = PLAIN
    size: float = SIZE


@dataclass(frozen=True, slots=True)
class Rule:
    """A line to write on, with the known answer above it."""

    x: float
    width: float
    value: str = ""


@dataclass(frozen=True, slots=True)
class Boxes:
    """One box for each letter or digit; groups are divided by a printed sign."""

    x: float
    groups: tuple[int, ...]
    sign: str = ""
    value: str = ""

    @property
    def starts(self) -> tuple[float, ...]:
        """The left edge of each group."""
        widths = [0, *(count * BOX + SEPARATOR for count in self.groups[:-1])]
        return tuple(self.x + offset for offset in accumulate(widths))


@dataclass(frozen=True, slots=True)
class Tick:
    """A square to mark one choice."""

    x: float
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A thick line across the sheet."""

    weight: float = 1.5


Item = Words | Rule | Boxes | Tick | Bar


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line of a sheet."""

    height: float
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stay on one sheet if they fit on one; a heading also keeps what follows."""

    rows: tuple[Row, ...]
    keeps_next: bool = False
    opens_page: bool = False

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows)


@cache
def register_fonts() -> None:
    """Make the fonts known to the PDF library."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def width_of(text: str, font: str = PLAIN, size: float = SIZE) -> float:
    """How wide printed words are."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, font, size))


def wrapped(text: str, width: float, font: str = PLAIN, size: float = SIZE) -> list[str]:
    """Divide a text into lines that fit, breaking even a word that does not."""
    register_fonts()
    lines = simpleSplit(text, font, size, width)
    return [piece for line in lines for piece in _broken(line, width, font, size)]


def _broken(line: str, width: float, font: str, size: float) -> Iterator[str]:
    while width_of(line, font, size) > width:
        fits = next(
            count
            for count in range(len(line), 0, -1)
            if width_of(line[:count], font, size) <= width
        )
        yield line[:fits]
        line = line[fits:]
    yield line


def text_rows(
    text: str, font: str = PLAIN, size: float = SIZE, indent: float = 0
) -> tuple[Row, ...]:
    """A paragraph."""
    height = size * LEADING / SIZE
    return tuple(
        Row(height, (Words(indent, line, font, size),))
        for line in wrapped(text, WIDTH - indent, font, size)
    )


def boxes_width(groups: tuple[int, ...]) -> float:
    """How wide a row of boxes is."""
    return sum(groups) * BOX + (len(groups) - 1) * SEPARATOR


def paginated(blocks: tuple[Block, ...]) -> tuple[tuple[Row, ...], ...]:
    """Lay blocks on sheets, dividing a block only when no sheet could hold it."""
    room = PAGE_HEIGHT - TOP - BOTTOM
    pages: list[list[Row]] = [[]]
    left = room
    for number, block in enumerate(blocks):
        if pages[-1] and (block.opens_page or _needed(blocks, number) > left):
            pages.append([])
            left = room
        for row in block.rows:
            if row.height > left:
                pages.append([])
                left = room
            pages[-1].append(row)
            left -= row.height
    return tuple(tuple(page) for page in pages)


def _needed(blocks: tuple[Block, ...], number: int) -> float:
    """Height of a block with all that it keeps; nothing for one that must be divided anyway."""
    height = blocks[number].height
    while blocks[number].keeps_next and number + 1 < len(blocks):
        number += 1
        height += blocks[number].height
    return height if height <= PAGE_HEIGHT - TOP - BOTTOM else blocks[number].rows[0].height
