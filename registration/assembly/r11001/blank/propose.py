"""Which field a row of cells may be: by the words printed near it, its length and its place.

A proposal is never certain: each carries how sure it is, and a person answers for the map.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from registration.assembly.r11001.blank.blocks import Block, find_blocks
from registration.assembly.r11001.blank.sheets import FoundSheet, find_sheets, folded, words
from registration.assembly.r11001.blank.survey import Survey
from registration.assembly.r11001.edition import Edition, FieldSpec, SheetSpec
from registration.assembly.r11001.model import PAGE_NUMBER
from registration.domain.labelled import Labelled

_BY_WORDS, _BY_SHAPE = 0.62, 0.38
_WORTH = 0.4  # a match worth less is none
_OUT_OF_ORDER = 0.6
_SURE, _LIKELY = 0.8, 0.6
_CLEAR = 0.06  # by how much the best must beat the next for certainty
_PAGE_HEAD = 0.16  # of the page: the page number stands no lower
_STEM = 6
_DULL = frozenset(
    (
        "для",
        "при",
        "наличии",
        "или",
        "лица",
        "лицо",
        "юридического",
        "юридическом",
        "российской",
        "федерации",
        "его",
        "как",
    )
)


class Sure(Labelled):
    """How much a proposal is worth."""

    YES = "да", "похоже во всём"
    LIKELY = "почти", "похоже, но есть другие возможности"
    NO = "нет", "только догадка"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field for some rows of cells (by their index on the page)."""

    page: int
    runs: tuple[int, ...]
    field: str
    sure: Sure
    near: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """Everything proposed for a blank."""

    sheets: tuple[FoundSheet, ...]
    fields: tuple[Proposal, ...]
    blocks: tuple[Block, ...]


def propose(survey: Survey, base: Edition) -> Proposed:
    """Propose sheets and fields for every page of a blank."""
    sheets = find_sheets(survey)
    blocks = {page.number: find_blocks(page) for page in survey.pages}
    found: list[Proposal] = []
    for sheet in base.sheets:
        pages = [item.page for item in sheets if item.role == sheet.role]
        rest: list[Block] = []
        for number in pages:
            page = survey.pages[number - 1]
            numbers = _page_number(blocks[number], page.height)
            found += numbers
            taken = {run for item in numbers for run in item.runs}
            rest += [block for block in blocks[number] if not taken & {*block.runs}]
        found += _fields([block for block in rest if not block.printed], sheet)
    return Proposed(sheets, tuple(found), tuple(b for page in blocks.values() for b in page))


def _page_number(blocks: Iterable[Block], height: float) -> list[Proposal]:
    """Three cells at the head of the page, best with «Стр.» by them."""
    for block in blocks:
        if (
            block.capacity == len("001")
            and len(block.runs) == 1
            and block.top < height * _PAGE_HEAD
        ):
            sure = Sure.YES if "стр" in folded(block.label) else Sure.NO
            return [Proposal(block.page, block.runs, PAGE_NUMBER, sure, block.label)]
    return []


def _fields(blocks: list[Block], sheet: SheetSpec) -> Iterator[Proposal]:
    specs = [spec for spec in sheet.fields if spec.kind != "handwritten"]
    headings = {
        spec.id: section.title
        for page in sheet.pages
        for section in page.sections
        for spec in section.fields
    }
    marks = [[_score(block, spec, headings[spec.id]) for spec in specs] for block in blocks]
    for place, own in _matched(marks, [len(spec.slots) > 1 for spec in specs]).items():
        block, spec, mark = blocks[place], specs[own], marks[place][own]
        others = (value for at, value in enumerate(marks[place]) if specs[at].label != spec.label)
        clear = mark - max(others, default=0.0) >= _CLEAR
        yield Proposal(block.page, block.runs, spec.id, _sure(mark, clear), _near(block))


def _sure(mark: float, clear: bool) -> Sure:
    if mark >= _SURE and clear:
        return Sure.YES
    return Sure.LIKELY if mark >= _LIKELY else Sure.NO


def _near(block: Block) -> str:
    return block.label or block.heading


# -- matching --------------------------------------------------------------------------------


def _matched(marks: list[list[float]], repeated: list[bool]) -> dict[int, int]:
    """Block → field. Fields mostly keep their order; what moved is matched afterwards."""
    found = _in_order(marks, repeated)
    free = {own for own in range(len(repeated)) if own not in found.values()}
    loose = sorted(
        (
            (mark, place, own)
            for place, row in enumerate(marks)
            for own, mark in enumerate(row)
            if place not in found and own in free and mark >= _OUT_OF_ORDER
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    for _, place, own in loose:
        if place not in found and own in free:
            found[place] = own
            free.discard(own)
    return dict(sorted(found.items()))


def _in_order(marks: list[list[float]], repeated: list[bool]) -> dict[int, int]:
    """The best matching in which neither side changes its order; a repeated field takes many."""
    wide = len(repeated)
    best = [[0.0] * (wide + 1) for _ in range(len(marks) + 1)]
    step = [[""] * (wide + 1) for _ in range(len(marks) + 1)]
    for i, row in enumerate(marks, 1):
        for j in range(1, wide + 1):
            gain = row[j - 1] - _WORTH
            choices = [(best[i - 1][j], "block"), (best[i][j - 1], "field")]
            if gain > 0:
                choices.append((best[i - 1][j - 1] + gain, "both"))
                if repeated[j - 1]:
                    choices.append((best[i - 1][j] + gain, "again"))
            best[i][j], step[i][j] = max(choices, key=lambda choice: choice[0])
    found: dict[int, int] = {}
    i, j = len(marks), wide
    while i and j:
        kind = step[i][j]
        if kind in ("both", "again"):
            found[i - 1] = j - 1
        i -= kind != "field"
        j -= kind in ("field", "both")
    return found


# -- likeness --------------------------------------------------------------------------------


def _score(block: Block, spec: FieldSpec, heading: str) -> float:
    shape = _shape(block, spec)
    wanted = _wanted(spec, heading)
    said = max(
        _like(block.label, wanted),
        0.93 * _like(f"{block.row} {block.label}", wanted),
        0.9 * _like(f"{block.heading} {block.label}", wanted),
    )
    return (_BY_WORDS * said + _BY_SHAPE * shape) * (1 if shape else 0.3)


def _shape(block: Block, spec: FieldSpec) -> float:
    """1 for the same cells, 0 for cells that cannot be this field."""
    if spec.groups:
        if block.lengths == spec.groups:
            return 1.0
        if block.grouped and len(block.lengths) == len(spec.groups):
            return 0.7
        return 0.4 if block.lengths == (sum(spec.groups),) else 0.0
    if block.grouped:
        return 0.0
    if spec.kind != "text":
        return 1.0 if block.capacity == spec.capacity else 0.15
    few, many = sorted((block.capacity, spec.capacity))
    return 0.3 + 0.7 * few / many


@cache
def _wanted(spec: FieldSpec, heading: str) -> tuple[frozenset[str], ...]:
    texts = [spec.label, spec.printed or "", *_also(spec.id)]
    if spec.printed == "":
        texts.append(heading)
    return tuple(dict.fromkeys(filter(None, map(_stems, texts))))


def _also(name: str) -> list[str]:
    fields = words()["fields"]
    return [str(text) for text in fields.get(name, [])]


def _like(text: str, wanted: tuple[frozenset[str], ...]) -> float:
    found = _stems(text)
    return max((_alike(found, one) for one in wanted), default=0.0)


def _alike(found: frozenset[str], wanted: frozenset[str]) -> float:
    """How many words are common; long words weigh more."""
    if not found or not wanted:
        return 0.0
    common = _weight(found & wanted)
    return 2 * common / (_weight(found) + _weight(wanted))


def _weight(stems: Iterable[str]) -> int:
    return sum(min(len(stem), _STEM) for stem in stems)


@cache
def _stems(text: str) -> frozenset[str]:
    found = re.findall(r"[а-яa-z]{3,}", folded(text).replace("e-mail", "email"))
    return frozenset(word[:_STEM] for word in found if word not in _DULL)
