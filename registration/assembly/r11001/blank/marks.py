"""Marks on a page of a PDF as pdfium reads them: straight strokes, letters, pictures.

Frames come in every manner — rectangles, single lines, a grid in one path, dashes as shapes of
their own, thin filled bars — and all of them are turned into horizontal and vertical strokes.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from registration.assembly.r11001.blank.survey import Box

MAX_OBJECTS = 200_000
MAX_LETTERS = 60_000
MAX_DEPTH = 6
_THIN = 1.6  # points: a filled bar no thicker is a line
_DARK = 128
_HYPHENS = (0x02, 0xFFFE)  # what pdfium makes of a hyphen at the end of a line
_ARGUMENTS = 4  # red, green, blue, alpha

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class TooMuch(Exception):
    """A page holds more than any blank does."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One printed sign: the box of its ink, its line, and what it takes of it."""

    sign: str
    box: Box
    baseline: float
    size: float
    start: float
    end: float


@dataclass(slots=True)
class Marks:
    """Everything of a page; strokes as (place across, from, to)."""

    width: float
    height: float
    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    pictures: float = 0.0


@dataclass(frozen=True, slots=True)
class View:
    """From the coordinates of the file to the page as it is shown."""

    width: float
    height: float
    matrix: Matrix

    def point(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def view_of(box: tuple[float, float, float, float], turn: int) -> View:
    """How a page with this visible box and turn (degrees clockwise) is shown; y runs down."""
    left, bottom, right, top = box
    across, up = right - left, top - bottom
    match turn % 360:
        case 90:
            return View(up, across, (0, 1, 1, 0, -bottom, -left))
        case 180:
            return View(across, up, (-1, 0, 0, 1, right, -bottom))
        case 270:
            return View(up, across, (0, -1, -1, 0, top, right))
        case _:
            return View(across, up, (1, 0, 0, -1, -left, top))


def page_view(page: pdfium.PdfPage) -> View:
    return view_of(page.get_cropbox(), page.get_rotation())


def read_marks(page: pdfium.PdfPage) -> Marks:
    """All marks of a page.

    Raises:
        TooMuch: it holds more objects or letters than any blank does.
    """
    view = page_view(page)
    marks = Marks(view.width, view.height)
    budget = [MAX_OBJECTS]
    count = raw.FPDFPage_CountObjects(page)
    found = (raw.FPDFPage_GetObject(page, number) for number in range(count))
    _objects(found, view.matrix, marks, budget, 0)
    marks.letters = list(_letters(page, view))
    return marks


def _objects(
    found: Iterator[object], matrix: Matrix, marks: Marks, budget: list[int], depth: int
) -> None:
    for item in found:
        budget[0] -= 1
        if budget[0] < 0 or depth > MAX_DEPTH:
            raise TooMuch
        own = _times(_matrix(item), matrix)
        match raw.FPDFPageObj_GetType(item):
            case raw.FPDF_PAGEOBJ_PATH:
                _path(item, own, marks, budget)
            case raw.FPDF_PAGEOBJ_IMAGE:
                marks.pictures += abs(own[0] * own[3] - own[1] * own[2])
            case raw.FPDF_PAGEOBJ_FORM:
                inner = raw.FPDFFormObj_CountObjects(item)
                children = (raw.FPDFFormObj_GetObject(item, number) for number in range(inner))
                _objects(children, own, marks, budget, depth + 1)


def _matrix(item: object) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return 1, 0, 0, 1, 0, 0
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _path(item: object, matrix: Matrix, marks: Marks, budget: list[int]) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not (fill.value or stroke.value):
        return
    dark = bool(fill.value) and _is_dark(item)
    for points in _outlines(item, matrix, budget):
        box = _bounds(points)
        if box.height <= _THIN or box.width <= _THIN:
            _bar(box, marks)
        elif stroke.value or not dark:
            _edges(points, marks)


def _is_dark(item: object) -> bool:
    parts = [ctypes.c_uint() for _ in range(_ARGUMENTS)]
    raw.FPDFPageObj_GetFillColor(item, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return alpha > _DARK and max(red, green, blue) < _DARK


def _outlines(item: object, matrix: Matrix, budget: list[int]) -> Iterator[list[Point]]:
    """Straight outlines of a path; a curve breaks one off."""
    points: list[Point] = []
    for number in range(raw.FPDFPath_CountSegments(item)):
        budget[0] -= 1
        if budget[0] < 0:
            raise TooMuch
        segment = raw.FPDFPath_GetPathSegment(item, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_LINETO and points:
            if len(points) > 1:
                yield points
            points = []
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        a, b, c, d, e, f = matrix
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _bounds(points: list[Point]) -> Box:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _bar(box: Box, marks: Marks) -> None:
    """A line, or a bar so thin that it is one; a dot lends itself to both directions."""
    if not all(map(math.isfinite, (box.left, box.top, box.right, box.bottom))):
        return
    if box.height <= _THIN:
        marks.across.append(((box.top + box.bottom) / 2, box.left, box.right))
    if box.width <= _THIN:
        marks.down.append(((box.left + box.right) / 2, box.top, box.bottom))


def _edges(points: list[Point], marks: Marks) -> None:
    for start, end in pairwise(points):
        edge = _bounds([start, end])
        if min(edge.width, edge.height) <= _THIN / 4:
            _bar(edge, marks)


def read_letters(page: pdfium.PdfPage) -> list[Letter]:
    """The printed signs of a page, where it shows them.

    Raises:
        TooMuch: there are more than any form has.
    """
    return list(_letters(page, page_view(page)))


def _letters(page: pdfium.PdfPage, view: View) -> Iterator[Letter]:
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text)
    if count > MAX_LETTERS:
        raise TooMuch
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    loose = raw.FS_RECTF()
    for number in range(count):
        code = raw.FPDFText_GetUnicode(text, number)
        sign = "-" if code in _HYPHENS else chr(code)
        if sign.isspace() or not sign.isprintable():
            continue
        raw.FPDFText_GetCharBox(text, number, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(text, number, x, y)
        box = view.box(left.value, bottom.value, right.value, top.value)
        _, baseline = view.point(x.value, y.value)
        raw.FPDFText_GetLooseCharBox(text, number, loose)
        room = view.box(loose.left, loose.bottom, loose.right, loose.top)
        size = float(raw.FPDFText_GetFontSize(text, number))
        yield Letter(sign, box, baseline, size, room.left, room.right)
