"""Cells of a page, found from its strokes: whatever their pitch and however they are framed."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from registration.assembly.r11001.blank.marks import Letter, Marks
from registration.assembly.r11001.blank.survey import Box, Run, in_rows

# Sizes in points. A sign of 18 points is 10.8 wide; forty cells must fit into a page.
_NARROWEST, _WIDEST = 7.5, 24.0
_LOWEST, _HIGHEST = 10.0, 34.0
_SAME = 0.8  # strokes closer than this are one stroke
_DASH = 4.0  # a stroke no longer is part of a dashed line …
_DASH_GAP = 4.2  # … whose next part stands no further away
_TOUCHING = 0.9
_COVERED = 0.8  # of an edge that must really be drawn
_GAP = 0.4  # of the width of a cell, between two cells of one row
_UNEVEN = 0.8  # by how much the pitch of one row may waver

Stroke = tuple[float, float, float]


def find_runs(marks: Marks) -> tuple[Run, ...]:
    """Rows of cells, from top to bottom and from left to right."""
    cells = sorted(set(_cells(_merged(marks.across), _merged(marks.down))), key=_place)
    runs = [run for row in _rows(cells) for run in _split(row)]
    filled = [part for run in runs for part in _around_print(run, marks.letters)]
    return tuple(run for row in in_rows(filled, lambda run: run.box) for run in row)


def _place(box: Box) -> tuple[float, float]:
    return box.top, box.left


# -- strokes ---------------------------------------------------------------------------------


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes of one line put together: drawn twice, in pieces, or as dashes."""
    merged: list[Stroke] = []
    for line in _lines(strokes):
        place = sum(stroke[0] for stroke in line) / len(line)
        start, end, piece = line[0][1], line[0][2], line[0][2] - line[0][1]
        for _, begin, stop in line[1:]:
            own = stop - begin
            room = _DASH_GAP if max(own, piece) <= _DASH else _TOUCHING
            if begin - end <= room:
                end, piece = max(end, stop), own
                continue
            merged.append((place, start, end))
            start, end, piece = begin, stop, own
        merged.append((place, start, end))
    return merged


def _lines(strokes: Iterable[Stroke]) -> Iterator[list[Stroke]]:
    """Strokes that lie on one line, each group ordered along it."""
    group: list[Stroke] = []
    for stroke in sorted(strokes):
        if group and stroke[0] - group[0][0] > _SAME:
            yield sorted(group, key=lambda item: item[1:])
            group = []
        group.append(stroke)
    if group:
        yield sorted(group, key=lambda item: item[1:])


# -- cells -----------------------------------------------------------------------------------


def _cells(across: list[Stroke], down: list[Stroke]) -> Iterator[Box]:
    """Boxes between a side and the nearest other side, closed from below and from above."""
    down = sorted(stroke for stroke in down if stroke[2] - stroke[1] >= _LOWEST)
    places = [stroke[0] for stroke in down]
    levels = _Levels(across)
    for number, (x, top, bottom) in enumerate(down):
        limit = bisect_right(places, x + _WIDEST, lo=number)
        first = bisect_right(places, x + _SAME, lo=number, hi=limit)
        for start, end, right in _free(down[first:limit], top, bottom):
            if right - x >= _NARROWEST:
                for upper, lower in levels.between(x, right, start, end):
                    yield Box(round(x, 2), round(upper, 2), round(right, 2), round(lower, 2))


def _free(sides: list[Stroke], top: float, bottom: float) -> Iterator[tuple[float, float, float]]:
    """Parts of a side with the nearest side on their right; the nearest hides those behind it."""
    open_parts = [(top, bottom)]
    for x, begin, end in sides:
        left_over: list[tuple[float, float]] = []
        for start, stop in open_parts:
            upper, lower = max(start, begin), min(stop, end)
            if lower - upper < _LOWEST * 0.9:
                left_over.append((start, stop))
                continue
            yield upper, lower, x
            left_over += [
                part for part in ((start, upper), (lower, stop)) if part[1] - part[0] >= _LOWEST
            ]
        open_parts = left_over
        if not open_parts:
            return


class _Levels:
    """Horizontal strokes by height."""

    def __init__(self, strokes: list[Stroke]) -> None:
        self._strokes = sorted(strokes)
        self._heights = [stroke[0] for stroke in self._strokes]

    def between(
        self, left: float, right: float, top: float, bottom: float
    ) -> Iterator[tuple[float, float]]:
        """Pairs of neighbouring levels that close a box between two sides.

        A comb has no line above: then the tops of its teeth are the upper edge.
        """
        levels = self._covering(left, right, top - _SAME * 2, bottom + _SAME * 2)
        if len(levels) == 1 and levels[0] - top >= _LOWEST:
            levels.insert(0, top)
        for upper, lower in pairwise(levels):
            if _LOWEST <= lower - upper <= _HIGHEST:
                yield upper, lower

    def _covering(self, left: float, right: float, top: float, bottom: float) -> list[float]:
        begin, end = bisect_left(self._heights, top), bisect_right(self._heights, bottom)
        covered: dict[float, float] = defaultdict(float)
        for y, start, stop in self._strokes[begin:end]:
            covered[y] += max(0.0, min(stop, right) - max(start, left))
        found: list[float] = []
        for y in sorted(covered):
            if covered[y] < (right - left) * _COVERED:
                continue
            if not found or y - found[-1] > _SAME * 2:
                found.append(y)
        return found


# -- rows ------------------------------------------------------------------------------------


def _rows(cells: list[Box]) -> Iterator[list[Box]]:
    """Cells of one height that stand on one level, from left to right."""
    rows: list[list[Box]] = []
    for cell in cells:
        for row in reversed(rows[-6:]):
            if abs(row[0].top - cell.top) <= 1.5 and abs(row[0].bottom - cell.bottom) <= 1.5:
                row.append(cell)
                break
        else:
            rows.append([cell])
    for row in rows:
        yield sorted(row, key=lambda cell: cell.left)


def _split(row: list[Box]) -> Iterator[Run]:
    """Cells that follow each other at one pitch."""
    group: list[Box] = []
    for cell in row:
        if group and cell.left < group[-1].left + _NARROWEST:
            continue  # the same cell, found twice
        if group and not _follows(cell, group):
            yield _run(group)
            group = []
        group.append(cell)
    if group:
        yield _run(group)


def _follows(cell: Box, group: list[Box]) -> bool:
    last = group[-1]
    step = cell.left - last.left
    if cell.left - last.right > last.width * _GAP or abs(cell.width - last.width) > _UNEVEN * 2:
        return False
    return len(group) == 1 or abs(step - (last.left - group[0].left) / (len(group) - 1)) <= _UNEVEN


def _run(cells: list[Box], printed: str = "") -> Run:
    """A row of cells; where each stands is told by the mean pitch."""
    first, last = cells[0], cells[-1]
    width = min(cell.width for cell in cells)
    pitch = (last.left - first.left) / (len(cells) - 1) if len(cells) > 1 else width
    top, bottom = max(c.top for c in cells), min(c.bottom for c in cells)
    return Run(
        Box(first.left, top, last.right, bottom), len(cells), round(pitch, 3), width, printed
    )


def _around_print(run: Run, letters: list[Letter]) -> Iterator[Run]:
    """Cells with a sign printed in them stand apart: the dots of a date, a ready page number."""
    here = [letter for letter in letters if run.box.touches(letter.box)]
    if not here:
        yield run
        return
    group: list[Box] = []
    busy = ""
    for number in range(run.count):
        cell = run.cell(number)
        sign = "".join(one.sign for one in here if cell.holds(*_centre(one.box)))
        if group and bool(sign) != bool(busy):
            yield _run(group, busy)
            group, busy = [], ""
        group.append(cell)
        busy += sign
    yield _run(group, busy)


def _centre(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2
