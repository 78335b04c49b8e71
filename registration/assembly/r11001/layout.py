"""Where everything of a page stands: rows of boxes on the grid of cells, for both drawings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from registration.assembly.r11001.edition import (
    Edition,
    FieldSpec,
    Geometry,
    PageSpec,
    SectionSpec,
    SheetSpec,
)
from registration.assembly.r11001.model import PAGE_NUMBER
from registration.errors import FormError

_PAGE_NUMBER = FieldSpec(
    id=PAGE_NUMBER, label="Стр.", kind="digits", lines=(3,), align="right", fill="0", column=3
)

Style = Literal["caption", "heading", "title", "small", "mark"]


@dataclass(frozen=True, slots=True)
class Words:
    """Printed words over some columns."""

    column: int
    span: int
    text: str
    style: Style = "caption"
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Cells:
    """A line or a group of cells of a field; `part` counts them within the field."""

    column: int
    span: int
    slot: str
    part: int
    spec: FieldSpec


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign printed between two groups of cells: the dot of a date."""

    column: int
    text: str
    slot: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A line to write on by hand."""

    column: int
    span: int


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Where a repeated sheet says which of them it is: «учредитель 2 из 3»."""

    column: int
    span: int


Box = Words | Cells | Sign | Rule | Ordinal


@dataclass(frozen=True, slots=True)
class Row:
    """Boxes side by side, from left to right; the height in millimetres."""

    height: float
    boxes: tuple[Box, ...] = ()

    @property
    def has_cells(self) -> bool:
        return any(isinstance(box, Cells | Rule) for box in self.boxes)


def page_rows(edition: Edition, sheet: SheetSpec, page: PageSpec, mark: str) -> tuple[Row, ...]:
    """All rows of a page, top to bottom; they depend on the edition, never on the answers."""
    rows = [*_head(edition, sheet, page, mark)]
    for section in page.sections:
        rows += _section(section, edition.geometry)
    over = _overflow(rows, edition.geometry)
    if over > 0:
        raise FormError(
            f"Редакция «{edition.id}»: лист «{sheet.title}» не помещается на странице, "
            f"лишних миллиметров: {over:.1f}. Перенесите часть разделов на следующую страницу."
        )
    return tuple(rows)


def _head(edition: Edition, sheet: SheetSpec, page: PageSpec, mark: str) -> Iterator[Row]:
    size = edition.geometry
    number: Box = Cells(_PAGE_NUMBER.column, _PAGE_NUMBER.width, PAGE_NUMBER, 0, _PAGE_NUMBER)
    if page.printed_number:
        number = Words(_PAGE_NUMBER.column, _PAGE_NUMBER.width, page.printed_number, "heading")
    form = f"Форма № {edition.form}"
    yield Row(
        size.row_step,
        (
            Words(0, 3, "Стр."),
            number,
            Words(10, 16, mark, "mark", "center"),
            Words(26, size.columns - 26, form, "heading", "right"),
        ),
    )
    yield _line(size, size.small_height, edition.act, "small", "right")
    yield _line(size, size.small_height, edition.knd_text, "small", "right")
    if sheet.role == "title" and page is sheet.pages[0]:
        yield _line(size, size.title_height, edition.title, "title", "center")
    letter = f"Лист {sheet.letter}. " if sheet.letter else ""
    yield _line(size, size.title_height, letter + sheet.title, "heading", "center")
    if sheet.ordinal:
        yield Row(size.small_height, (Ordinal(0, size.columns),))


def _line(
    size: Geometry,
    height: float,
    text: str,
    style: Style,
    align: Literal["left", "center", "right"],
) -> Row:
    return Row(height, (Words(0, size.columns, text, style, align),))


def _section(section: SectionSpec, size: Geometry) -> Iterator[Row]:
    title = f"{section.number}. {section.title}" if section.number else section.title
    yield Row(size.gap)
    yield Row(size.heading_height, (Words(0, size.columns, title, "heading"),))
    if section.text:
        yield Row(size.caption_height * 2, (Words(0, size.columns, section.text),))
    for group in _groups(section.fields):
        yield from _group(group, size)


def _groups(fields: tuple[FieldSpec, ...]) -> Iterator[list[FieldSpec]]:
    """Fields that share their first line."""
    group: list[FieldSpec] = []
    for field in fields:
        if group and not field.beside:
            yield group
            group = []
        group.append(field)
    if group:
        yield group


def _group(group: list[FieldSpec], size: Geometry) -> Iterator[Row]:
    if above := [field for field in group if field.caption == "above" and field.caption_text]:
        yield Row(size.caption_height, tuple(_captions_above(above, size.columns)))
    if len(group[0].slots) > 1:
        yield from _repeated(group[0], size)
        return
    yield Row(size.row_step, tuple(_first_line(group, size.columns)))
    for part in range(1, max(len(field.lines) for field in group)):
        rest = [field for field in group if len(field.lines) > part]
        yield Row(size.row_step, tuple(_further_line(field, part) for field in rest))


def _captions_above(fields: list[FieldSpec], columns: int) -> Iterator[Words]:
    ends = [field.column for field in fields[1:]] + [columns]
    for field, end in zip(fields, ends, strict=True):
        yield Words(field.column, end - field.column, field.caption_text)


def _first_line(group: list[FieldSpec], columns: int) -> Iterator[Box]:
    at = 0
    for number, field in enumerate(group):
        if field.caption == "left":
            yield Words(at, field.column - at, field.caption_text)
        yield from _cells(field, field.id, field.column)
        at = field.column + field.width
        if field.note:
            end = columns
            if number + 1 < len(group):
                end = _caption_start(group[number + 1])
            yield Words(at + 1, end - at - 1, field.note, "small")
            at = end
        else:
            at += 1


def _caption_start(field: FieldSpec) -> int:
    """Where the caption on the left of a field begins when a note stands before it."""
    room = 6 if field.caption == "left" else 0
    return field.column - room


def _cells(field: FieldSpec, slot: str, column: int) -> Iterator[Box]:
    if field.kind == "handwritten":
        yield Rule(column, field.width)
        return
    if field.lines:
        yield Cells(column, field.lines[0], slot, 0, field)
        return
    for part, length in enumerate(field.groups):
        if part:
            yield Sign(column, field.separator, slot)
            column += 1
        yield Cells(column, length, slot, part, field)
        column += length


def _further_line(field: FieldSpec, part: int) -> Box:
    """Later lines start at the left edge of the page."""
    if field.kind == "handwritten":
        return Rule(0, field.lines[part])
    return Cells(0, field.lines[part], field.id, part, field)


def _repeated(field: FieldSpec, size: Geometry) -> Iterator[Row]:
    slots = iter(field.slots)
    for _ in range(field.down):
        boxes: list[Box] = []
        for place in range(field.across):
            boxes += _cells(field, next(slots), field.column + place * field.across_step)
        yield Row(size.row_step, tuple(boxes))


def _overflow(rows: list[Row], size: Geometry) -> float:
    """By how many millimetres the rows run off the page; negative when there is room left."""
    return size.top + sum(row.height for row in rows) + size.bottom - size.page_height
