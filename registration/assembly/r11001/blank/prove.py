"""Proof of a filled blank: nothing printed was changed or covered, each letter stands in its cell.

The file is read anew, letter by letter, where it really shows them; what wrote it is not asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import cast

import pypdfium2 as pdfium
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ContentStream, DecodedStreamObject, StreamObject

from registration.assembly.r11001.blank.marks import Letter, TooMuch, read_letters
from registration.assembly.r11001.blank.official import Official, Place
from registration.assembly.r11001.blank.overlay import fill_blank, page_streams
from registration.assembly.r11001.blank.survey import MM, Box
from registration.assembly.r11001.blank.type import OVERHANG
from registration.assembly.r11001.cells import joined
from registration.assembly.r11001.model import FormContent, pages
from registration.assembly.r11001.read_back import read_pdf
from registration.errors import FormError

_TEXT_ONLY = frozenset(
    (b"q", b"Q", b"cm", b"g", b"BT", b"ET", b"BDC", b"EMC", b"Tf", b"Tc", b"Tm", b"Tj")
)
_SPOKEN = re.compile(rb"/ActualText <[0-9A-F]*>")
_EXACT = 0.25  # points: a letter of the blank stands where it stood
_SLACK = 0.3  # points beyond the frame that the grid of measuring may cost


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell of a page, found by its place; the letter in it is what counts."""

    box: Box
    slot: str
    part: int
    number: int


def prove(filled: bytes, official: Official, content: FormContent | None = None) -> tuple[str, ...]:
    """Faults of a filled blank, each with its page; none when it is sound.

    With `content`, the sheets and every letter are held against it; without, the letters against
    the marks by which the fields are read back.
    """
    try:
        return tuple(_Proof(filled, official).faults(content))
    except (PyPdfError, pdfium.PdfiumError, TooMuch, KeyError, ValueError, TypeError):
        return ("Файл с заполненным бланком повреждён: он не читается.",)


def filled_and_proved(content: FormContent, official: Official) -> bytes:
    """Fill the blank and read it back.

    Raises:
        FormError: the result is not what it should be; it must not be used.
    """
    filled = fill_blank(content, official)
    if faults := prove(filled, official, content):
        raise FormError("\n".join(["Заполненный бланк Р11001 не сошёлся с ответами.", *faults]))
    return filled


def _unspoken(filled: bytes) -> bytes:
    """The same drawing without the texts meant for copying: with them letters report no places."""
    writer = PdfWriter()
    for original in PdfReader(BytesIO(filled)).pages:
        contents = writer.add_page(original)["/Contents"].get_object()
        if isinstance(contents, ArrayObject) and contents:
            last = DecodedStreamObject()
            last.set_data(
                _SPOKEN.sub(b"", cast("StreamObject", contents[-1].get_object()).get_data())
            )
            contents[-1] = writer._add_object(last)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def _last_stream(page: PageObject) -> StreamObject:
    contents = page["/Contents"].get_object()
    last = contents[-1].get_object() if isinstance(contents, ArrayObject) else contents
    return cast("StreamObject", last)


class _Proof:
    """One filled file held against its blank."""

    def __init__(self, filled: bytes, official: Official) -> None:
        self._official, self._filled = official, filled
        self._pages = PdfReader(BytesIO(filled)).pages
        self._shown = pdfium.PdfDocument(_unspoken(filled))
        self._blank_pages = PdfReader(BytesIO(official.blank)).pages
        self._blank_shown = pdfium.PdfDocument(official.blank)
        self._printed: dict[int, list[Letter]] = {}

    def faults(self, content: FormContent | None) -> Iterator[str]:
        origins = [self._origin(page) for page in self._pages]
        if content is not None:
            yield from self._sheets(origins, content)
        texts = self._expected(content)
        for number, origin in enumerate(origins, 1):
            if origin is None:
                yield f"Страница {number}: напечатанное на бланке изменено или это не его лист."
                continue
            page = self._pages[number - 1]
            yield from (f"Страница {number}: {fault}" for fault in self._frame(page, origin))
            own, faults = self._letters(number, origin)
            yield from (f"Страница {number}: {fault}" for fault in faults)
            if number in texts and not faults:
                found = read_cells(own, self._official.places.get(origin, ()))
                for slot, text in texts[number].items():
                    if found.get(slot, "") != text:
                        yield f"Страница {number}: в поле «{slot}» прочитано не то, что вписано."

    def _sheets(self, origins: list[int | None], content: FormContent) -> Iterator[str]:
        expected = [self._official.pages[page.sheet.role, page.part] for page in pages(content)]
        if expected != origins:
            yield "Листы не те или стоят не в том порядке."

    def _expected(self, content: FormContent | None) -> dict[int, dict[str, str]]:
        if content is None:
            marked: dict[int, dict[str, str]] = {}
            for (page, slot), text in read_pdf(self._filled).items():
                marked.setdefault(page, {})[slot] = text
            return marked
        return {
            page.number: {
                place.slot: page.text(place.slot)
                for place in self._official.places[self._official.pages[page.sheet.role, page.part]]
            }
            for page in pages(content)
        }

    # -- what is drawn -----------------------------------------------------------------------

    @cached_property
    def _known(self) -> dict[tuple[bytes, ...], list[int]]:
        found: dict[tuple[bytes, ...], list[int]] = {}
        for number in self._official.places:
            found.setdefault(page_streams(self._blank_pages[number]), []).append(number)
        return found

    def _origin(self, page: PageObject) -> int | None:
        """The page of the blank with the very same streams; the first and the last are ours."""
        streams = page_streams(page)
        if len(streams) < len(("lead", "last")):
            return None
        lead, *drawn, last = streams
        if lead.strip(b"q\n") or not last:
            return None
        return next(iter(self._known.get(tuple(drawn), ())), None)

    def _frame(self, page: PageObject, origin: int) -> Iterator[str]:
        blank = self._blank_pages[origin]
        same = page.mediabox == blank.mediabox and page.cropbox == blank.cropbox
        if not same or page.rotation != blank.rotation:
            yield "размер или поворот листа не те, что у бланка."
        if page.get("/Annots"):
            yield "поверх листа лежат пометки."
        last = _last_stream(page)
        operations = ContentStream(last, None).operations
        if any(operator not in _TEXT_ONLY for _, operator in operations):
            yield "поверх бланка нарисовано что-то кроме букв."

    # -- letters -----------------------------------------------------------------------------

    def _letters(self, number: int, origin: int) -> tuple[dict[_Cell, str], list[str]]:
        """Our letters by their cells, and what is wrong with them."""
        ours, lost = self._ours(number, origin)
        faults = [f"пропала напечатанная буква «{sign}»." for sign in lost[:1]]
        cells = _Cells(self._official.places.get(origin, ()))
        found: dict[_Cell, str] = {}
        for letter in ours:
            cell = cells.of(letter)
            if cell is None or not _fits(letter.box, cell.box):
                faults.append(f"буква «{letter.sign}» стоит вне знакоместа ({_at(letter.box)}).")
                continue
            if cell in found:
                faults.append(f"в знакоместе две буквы ({_at(cell.box)}).")
            found[cell] = letter.sign
            if any(other.box.touches(letter.box) for other in self._of_blank(origin)):
                faults.append(f"буква «{letter.sign}» закрывает напечатанное ({_at(letter.box)}).")
        return found, faults

    def _of_blank(self, origin: int) -> list[Letter]:
        if origin not in self._printed:
            self._printed[origin] = read_letters(self._blank_shown[origin])
        return self._printed[origin]

    def _ours(self, number: int, origin: int) -> tuple[list[Letter], list[str]]:
        """Letters of a page that the blank does not have; signs of the blank that are gone."""
        waiting: dict[str, list[Letter]] = {}
        for letter in self._of_blank(origin):
            waiting.setdefault(letter.sign, []).append(letter)
        ours = []
        for letter in read_letters(self._shown[number - 1]):
            same = next((one for one in waiting.get(letter.sign, ()) if _same(one, letter)), None)
            if same is None:
                ours.append(letter)
            else:
                waiting[letter.sign].remove(same)
        return ours, [sign for sign, left in waiting.items() if left]


def _same(one: Letter, other: Letter) -> bool:
    return abs(one.box.left - other.box.left) < _EXACT and abs(one.box.top - other.box.top) < _EXACT


def _fits(ink: Box, cell: Box) -> bool:
    """Inside the cell from side to side; the tails may pass its frame by a hair."""
    over = OVERHANG + _SLACK
    return (
        ink.left > cell.left - _SLACK
        and ink.right < cell.right + _SLACK
        and ink.top > cell.top - over
        and ink.bottom < cell.bottom + over
    )


def _at(box: Box) -> str:
    return f"{box.left / MM:.0f} мм слева, {box.top / MM:.0f} мм сверху"


class _Cells:
    """The cells of a page, to be found by where a letter stands."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self._lines = [
            (place.slot, part, run) for place in places for part, run in enumerate(place.parts)
        ]

    def of(self, letter: Letter) -> _Cell | None:
        x = (letter.start + letter.end) / 2
        for slot, part, run in self._lines:
            if not run.box.top < letter.baseline < run.box.bottom + OVERHANG:
                continue
            number = int((x - run.box.left) // run.pitch) if run.pitch else 0
            if 0 <= number < run.count and run.cell(number).left < x < run.cell(number).right:
                return _Cell(run.cell(number), slot, part, number)
        return None


def read_cells(found: dict[_Cell, str], places: tuple[Place, ...]) -> dict[str, str]:
    """The texts of the fields as their cells hold them, empty cells being spaces."""
    signs = {(cell.slot, cell.part, cell.number): sign for cell, sign in found.items()}
    texts = {}
    for place in places:
        parts = tuple(
            "".join(signs.get((place.slot, part, n), " ") for n in range(run.count))
            for part, run in enumerate(place.parts)
        )
        if place.spec.separator:
            parts = tuple(part.rstrip() for part in parts)
        texts[place.slot] = joined(parts, place.spec.separator)
    return texts
