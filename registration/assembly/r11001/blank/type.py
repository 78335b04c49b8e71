"""The type in which cells are filled: one embedded font, prepared once, and the size that fits."""

import math
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import cast

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject
from reportlab.pdfgen.canvas import Canvas

from registration.assembly.r11001.blank.survey import Run
from registration.assembly.r11001.draw_pdf import CELL_FONT, _register_fonts
from registration.assembly.r11001.read_back import alphabet_of

LARGEST = 18.0  # points: what the order of the tax service asks of a printed form
ADVANCE = 1229 / 2048  # of the type size: the width of any sign of the font
_WIDEST = 0.56  # of the type size: Щ …
_ABOVE, _BELOW = 0.834, 0.208  # … how high Й reaches over the line, and how deep Щ under it
OVERHANG = 1.0  # points by which the tail of a letter may pass the frame of its cell
_LETTERS = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 "


@dataclass(frozen=True, slots=True)
class Type:
    """The font as a PDF holds it, and the code of each sign in it."""

    pdf: bytes
    codes: dict[str, int]

    def font(self, reader: PdfReader) -> DictionaryObject:
        resources = cast("DictionaryObject", reader.pages[0]["/Resources"].get_object())
        fonts = cast("DictionaryObject", resources["/Font"].get_object())
        known = (cast("DictionaryObject", font.get_object()) for font in fonts.values())
        return next(font for font in known if "/ToUnicode" in font)


@cache
def type_for(signs: str) -> Type:
    """The font with all the signs a form may hold: no more are embedded."""
    _register_fonts()
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, initialFontName=CELL_FONT)
    canvas.setFont(CELL_FONT, LARGEST)
    canvas.drawString(0, 0, "".join(dict.fromkeys(_LETTERS + signs)))
    canvas.save()
    made = Type(stream.getvalue(), {})
    font = made.font(PdfReader(BytesIO(made.pdf)))
    letters = alphabet_of(cast("StreamObject", font["/ToUnicode"]).get_data().decode("ascii"))
    return Type(made.pdf, {letter: code for code, letter in letters.items()})


def size_in(run: Run) -> float:
    """The size of type for a row of cells: 18 points, or what its cells have room for."""
    by_height = (run.box.height + 2 * OVERHANG) / (_ABOVE + _BELOW)
    return min(LARGEST, math.floor(10 * min(by_height, (run.width - 0.6) / _WIDEST)) / 10)


def first_letter(run: Run, size: float) -> tuple[float, float]:
    """Where the first letter begins, and its line, from the left and the top of the page."""
    left = run.box.left + (run.width - ADVANCE * size) / 2
    room = run.box.height - (_ABOVE + _BELOW) * size
    return left, run.box.bottom - room / 2 - _BELOW * size
