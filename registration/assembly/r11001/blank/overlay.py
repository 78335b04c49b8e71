"""Text laid over the pages of the blank itself; nothing of what is printed on them is changed.

The streams of the blank stay byte for byte what they were. Each page gets one stream of text after
them, and pages that repeat share everything else, so a hundred founders make a small file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from registration.assembly.r11001.blank.marks import Matrix
from registration.assembly.r11001.blank.official import Official, Place
from registration.assembly.r11001.blank.survey import Run
from registration.assembly.r11001.blank.type import ADVANCE, Type, first_letter, size_in, type_for
from registration.assembly.r11001.cells import split
from registration.assembly.r11001.draw_pdf import opening_mark
from registration.assembly.r11001.model import FormContent, Page, pages

FONT = "/TosCells"
_KEPT = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group"}
)
_STRINGS = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_STATES = re.compile(rb"(?<!\S)[qQ](?!\S)")


def fill_blank(content: FormContent, official: Official) -> bytes:
    """Write a filled form over the blank. Equal content, equal bytes."""
    reader = PdfReader(BytesIO(official.blank))
    cells = type_for(official.edition.signs)
    writer = PdfWriter()
    font = cells.font(PdfReader(BytesIO(cells.pdf))).clone(writer)
    streams: dict[int, _Streams] = {}
    for page in pages(content):
        number = official.pages[page.sheet.role, page.part]
        if number not in streams:
            streams[number] = _Streams(writer, reader.pages[number])
        own = writer.add_page(reader.pages[number])
        _clean(own, font.indirect_reference or font)
        text = b"".join(_text(page, official.places[number], cells, _shown(own)))
        own[NameObject("/Contents")] = streams[number].around(writer, text)
    writer.metadata = None
    writer.add_metadata({"/Title": f"{official.edition.title} (форма {official.edition.form})"})
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


class _Streams:
    """What a page of the blank draws, kept apart from our text by saved and restored state."""

    def __init__(self, writer: PdfWriter, page: PageObject) -> None:
        opened, closed = _left_open(page)
        self._lead = writer._add_object(_stream(b"q\n" * (1 + closed)))
        self._trail = b"\n" + b"Q\n" * (1 + opened)

    def around(self, writer: PdfWriter, text: bytes) -> ArrayObject:
        page = writer.pages[-1]
        inner = _references(page.raw_get("/Contents"), writer) if "/Contents" in page else []
        last = writer._add_object(_stream(self._trail + text).flate_encode())
        return ArrayObject([self._lead, *inner, last])


def _references(contents: object, writer: PdfWriter) -> list[IndirectObject]:
    if isinstance(contents, IndirectObject) and isinstance(contents.get_object(), ArrayObject):
        contents = contents.get_object()
    if isinstance(contents, ArrayObject):
        return [item for item in contents if isinstance(item, IndirectObject)]
    if isinstance(contents, IndirectObject):
        return [contents]
    if isinstance(contents, StreamObject):
        return [contents.indirect_reference or writer._add_object(contents)]
    return []


def _stream(data: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream


def page_streams(page: PageObject) -> tuple[bytes, ...]:
    """The streams of a page as they are stored, in order."""
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    if isinstance(contents, ArrayObject):
        return tuple(item.get_object().get_data() for item in contents)
    return (contents.get_data(),) if isinstance(contents, StreamObject) else ()


def _left_open(page: PageObject) -> tuple[int, int]:
    """States a page saves and never restores, and those it restores without having saved."""
    depth = lowest = 0
    drawn = _STRINGS.sub(b"()", b"\n".join(page_streams(page)))
    for sign in _STATES.findall(drawn):
        depth += 1 if sign == b"q" else -1
        lowest = min(lowest, depth)
    return depth - lowest, -lowest


def _clean(page: PageObject, font: object) -> None:
    """Leave of a page only what it draws, and give it the font."""
    for key in [key for key in page if key not in _KEPT]:
        del page[key]
    resources = DictionaryObject(cast("DictionaryObject", page["/Resources"].get_object()))
    known = resources["/Font"].get_object() if "/Font" in resources else DictionaryObject()
    fonts = DictionaryObject(cast("DictionaryObject", known))
    fonts[NameObject(FONT)] = font
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources


@dataclass(frozen=True, slots=True)
class _Shown:
    """The way back from the page as it is shown, with y running up, to the file; its height."""

    matrix: Matrix
    height: float


def _shown(page: PageObject) -> _Shown:
    box = page.cropbox
    left, bottom, right, top = map(float, (box.left, box.bottom, box.right, box.top))
    match page.rotation % 360:
        case 90:
            return _Shown((0, 1, -1, 0, right, bottom), right - left)
        case 180:
            return _Shown((-1, 0, 0, -1, right, top), top - bottom)
        case 270:
            return _Shown((0, -1, 1, 0, left, top), right - left)
        case _:
            return _Shown((1, 0, 0, 1, left, bottom), top - bottom)


def _text(page: Page, places: tuple[Place, ...], cells: Type, shown: "_Shown") -> Iterator[bytes]:
    numbers = " ".join(map(_number, shown.matrix))
    yield f"q {numbers} cm 0 g BT\n".encode()
    for place in places:
        text = page.text(place.slot)
        yield opening_mark(place.slot, place.spec.separator, text).encode() + b"\n"
        parts = split(place.spec, text) if text else ()
        for run, part in zip(place.parts, parts, strict=False):
            if part:
                yield _line(run, part, cells, shown.height)
        yield b"EMC\n"
    yield b"ET Q\n"


def _line(run: Run, text: str, cells: Type, height: float) -> bytes:
    """One operator for the whole line: the space between letters makes up the pitch."""
    size = size_in(run)
    x, y = first_letter(run, size)
    codes = bytes(cells.codes[sign] for sign in text).hex().upper()
    return (
        f"{FONT} {_number(size)} Tf {_number(run.pitch - ADVANCE * size)} Tc "
        f"1 0 0 1 {_number(x)} {_number(height - y)} Tm <{codes}> Tj\n"
    ).encode()


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
