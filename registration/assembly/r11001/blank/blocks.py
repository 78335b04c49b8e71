"""Rows of cells put together into fields as a reader sees them: parts of a date, lines of a name.

And what is printed by each: its label on the left or above, the words of its row, its heading.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from registration.assembly.r11001.blank.survey import Box, Run, SurveyedPage, Words, in_rows

_ABOVE = 30.0  # a label stands no higher over its cells
_PART_GAP = 2.3  # of the pitch, between parts with a sign between them …
_BARE_GAP = 1.35  # … and without one
_LONG_LINE = 10  # cells: only long lines continue on the next row
_LETTER = re.compile(r"[А-Яа-яЁёA-Za-z0-9№]")


@dataclass(frozen=True, slots=True)
class Block:
    """One field as it looks: its rows of cells by their index on the page, and the words by it."""

    page: int
    runs: tuple[int, ...]
    lengths: tuple[int, ...]
    grouped: bool
    label: str
    row: str
    heading: str
    top: float
    printed: str = ""

    @property
    def capacity(self) -> int:
        return sum(self.lengths)


@dataclass(frozen=True, slots=True)
class _Row:
    runs: list[tuple[int, Run]]
    box: Box


def find_blocks(page: SurveyedPage) -> tuple[Block, ...]:
    """Fields of a page in reading order."""
    blocks: list[Block] = []
    heading = ""
    bottom = 0.0
    for row in _rows(page):
        free = [w for w in page.words if bottom - 2 <= w.box.middle <= row.box.top + 1]
        free = [w for w in free if not _beside(w, row)]
        beside = [w for w in page.words if _beside(w, row) and _LETTER.search(w.text)]
        parts = list(_parts(row, page.words))
        labels = [_label(part, row, beside, free) for part in parts]
        if blocks and not free and _continues(parts, labels, blocks[-1]):
            last = blocks[-1]
            number, run = parts[0][0]
            blocks[-1] = replace(
                last, runs=(*last.runs, number), lengths=(*last.lengths, run.count)
            )
            bottom = row.box.bottom
            continue
        heading = _heading(free, labels) or heading
        words = " ".join(dict.fromkeys(filter(None, labels)))
        blocks += [
            _block(page.number, part, label, words, heading)
            for part, label in zip(parts, labels, strict=True)
        ]
        bottom = row.box.bottom
    return tuple(blocks)


def _rows(page: SurveyedPage) -> Iterator[_Row]:
    for group in in_rows(enumerate(page.runs), lambda item: item[1].box):
        boxes = [run.box for _, run in group]
        box = Box(
            boxes[0].left, min(b.top for b in boxes), boxes[-1].right, max(b.bottom for b in boxes)
        )
        yield _Row(group, box)


def _beside(words: Words, row: _Row) -> bool:
    """The words stand in the row, between its cells or on either side of them."""
    if not row.box.top - 3 <= words.box.middle <= row.box.bottom + 3:
        return False
    return all(not run.box.touches(words.box) or bool(run.printed) for _, run in row.runs)


_Part = list[tuple[int, Run]]


def _parts(row: _Row, words: Iterable[Words]) -> Iterator[_Part]:
    """Cells of one field: what only a sign, or a narrow gap, divides belongs together."""
    here = [w for w in words if row.box.top - 3 <= w.box.middle <= row.box.bottom + 3]
    part: _Part = []
    sign = False
    for number, run in row.runs:
        if run.printed and not _LETTER.search(run.printed):
            sign = True  # a dot printed in a cell of its own
            continue
        if part and not _together(part[-1][1], run, here, sign):
            yield part
            part = []
        part.append((number, run))
        sign = False
    if part:
        yield part


def _together(left: Run, right: Run, words: list[Words], sign: bool) -> bool:
    gap = right.box.left - left.box.right
    if left.printed or right.printed:
        return False
    between = [
        w for w in words if left.box.right - 2 <= w.box.left and w.box.right <= right.box.left + 2
    ]
    if any(_LETTER.search(w.text) for w in between):
        return False
    limit = _PART_GAP if between or sign else _BARE_GAP
    return gap <= limit * min(left.pitch, right.pitch)


def _label(part: _Part, row: _Row, beside: list[Words], free: list[Words]) -> str:
    """What is printed on the left up to the cells before; otherwise what stands right above."""
    first = part[0][1].box
    start = max((run.box.right for _, run in row.runs if run.box.right <= first.left), default=0.0)
    on_left = [w for w in beside if w.box.left >= start - 2 and w.box.right <= first.left + 3]
    if on_left:
        return _joined(on_left)
    last = part[-1][1].box
    above = [
        w
        for w in free
        if w.box.left < last.right
        and w.box.right > first.left - 4
        and w.box.left > first.left - first.height * 3
        and first.top - w.box.bottom < _ABOVE
    ]
    if not above:
        return ""
    lowest = max(w.box.middle for w in above)
    return _joined([w for w in above if lowest - w.box.middle < w.box.height * 1.8])


def _joined(words: list[Words]) -> str:
    return " ".join(w.text for row in in_rows(words, lambda w: w.box) for w in row)


def _continues(parts: list[_Part], labels: list[str], last: Block) -> bool:
    if len(parts) != 1 or len(parts[0]) != 1 or labels[0] or last.grouped:
        return False
    run = parts[0][0][1]
    return not run.printed and min(run.count, last.lengths[-1]) >= _LONG_LINE


def _heading(free: list[Words], labels: list[str]) -> str:
    """Free lines that are nobody's label; a lone line may be heading and label at once."""
    own = " ".join(labels)
    others = [w.text for w in free if w.text not in own]
    return " ".join(others) or (own if any(w.text in own for w in free) else "")


def _block(page: int, part: _Part, label: str, row: str, heading: str) -> Block:
    return Block(
        page=page,
        runs=tuple(number for number, _ in part),
        lengths=tuple(run.count for _, run in part),
        grouped=len(part) > 1,
        label=label,
        row=row,
        heading=heading,
        top=part[0][1].box.top,
        printed="".join(run.printed for _, run in part),
    )
