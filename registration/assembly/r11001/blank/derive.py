"""The edition of a calibrated blank: our model of the form, with the sheets and lengths it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registration.assembly.r11001.blank.fit import Placed, placed
from registration.assembly.r11001.blank.map_file import BlankMap, MapPage
from registration.assembly.r11001.blank.sheets import drawn_aside
from registration.assembly.r11001.edition import (
    Edition,
    FieldSpec,
    Geometry,
    PageSpec,
    SectionSpec,
    SheetSpec,
)
from registration.assembly.r11001.layout import page_rows
from registration.assembly.r11001.model import PAGE_NUMBER
from registration.errors import FormError

_TIGHTEST = 0.55  # rows of our drawing may be pressed together so far


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who answers for a calibrated blank, and for which days it is good."""

    id: str
    by: str
    on: date
    since: date
    until: date | None = None


def calibrated_edition(base: Edition, blank: BlankMap, accepted: Acceptance) -> Edition:
    """The model with what the blank says: order of sheets, pages, letters, lengths of fields."""
    pages: dict[str, list[MapPage]] = {
        sheet.role: [page for page in blank.pages if page.sheet == sheet.role]
        for sheet in base.sheets
    }
    columns = max(base.geometry.columns, *_widths(base, pages))
    sheets = [_sheet(sheet, pages[sheet.role], columns) for sheet in base.sheets]
    edition = base.remade(
        id=accepted.id,
        since=accepted.since,
        until=accepted.until,
        status="calibrated",
        checked_by=accepted.by,
        checked_on=accepted.on,
        blank_sha256=blank.blank_sha256,
        blank_pages=blank.blank_pages,
        knd=blank.knd or None,
        unverified_knd="",
        aside=drawn_aside(),
        sheets=tuple(sorted(sheets, key=lambda sheet: pages[sheet.role][0].number)),
        geometry=_widened(base.geometry, columns),
    )
    return _pressed(edition)


def _widths(base: Edition, pages: dict[str, list[MapPage]]) -> Iterator[int]:
    for sheet in base.sheets:
        fields = placed(pages[sheet.role])
        for spec in sheet.fields:
            if spec.id in fields:
                own = _field(spec, fields[spec.id][0])
                yield max((own.width, *own.lines))


def _sheet(sheet: SheetSpec, pages: list[MapPage], columns: int) -> SheetSpec:
    fields = placed(pages)
    letter = next((page.letter for page in pages if page.letter), None)
    parts = [
        PageSpec(
            sections=tuple(_sections(sheet, page, fields, columns, last=page is pages[-1])),
            printed_number=_printed_number(page),
        )
        for page in pages
    ]
    return sheet.remade(letter=letter, pages=parts)


def _printed_number(page: MapPage) -> str:
    return next((line.printed for line in page.lines if line.field == PAGE_NUMBER), "")


def _sections(
    sheet: SheetSpec,
    page: MapPage,
    fields: dict[str, list[Placed]],
    columns: int,
    *,
    last: bool,
) -> Iterator[SectionSpec]:
    """Sections of the model with the fields this page has; what is written by hand comes last."""
    for section in (section for part in sheet.pages for section in part.sections):
        own = [
            _field(spec, fields[spec.id][0]) if spec.id in fields else spec
            for spec in section.fields
            if (last and spec.by_hand and spec.id not in fields)
            or (spec.id in fields and fields[spec.id][0].page == page.number)
        ]
        if own:
            yield section.remade(fields=tuple(_side_by_side(own, columns)))


def _field(spec: FieldSpec, spot: Placed) -> FieldSpec:
    counts = tuple(line.cells for line in spot.lines)
    if not spec.groups:
        return spec.remade(lines=counts)
    if counts == (sum(spec.groups),):
        return spec
    parts = len(spec.groups)
    update: dict[str, object] = {"groups": counts[:parts]}
    if len(spec.slots) > 1:
        update |= {"across": 1, "down": len(counts) // parts} | _in_rows(spec, spot, parts)
    return spec.remade(**update)


def _in_rows(spec: FieldSpec, spot: Placed, parts: int) -> dict[str, int]:
    """How many places of a repeated field stand side by side."""
    top = spot.lines[0].run.box.middle
    first = [line for line in spot.lines if line.run.box.top < top < line.run.box.bottom]
    across, rest = divmod(len(first), parts)
    places = len(spot.lines) // parts
    if rest or not across or places % across:
        return {}
    return {"across": across, "down": places // across}


def _side_by_side(fields: list[FieldSpec], columns: int) -> list[FieldSpec]:
    """Fields drawn in one row must not run into each other, nor into the edge."""
    drawn: list[FieldSpec] = []
    for spec in fields:
        own = spec
        if own.beside and (not drawn or _end(drawn[-1]) > own.column - _room(own)):
            own = own.remade(beside=False)
        if own.column + own.width > columns:
            own = own.remade(beside=False, column=0, caption="above")
        drawn.append(own)
    return drawn


def _end(spec: FieldSpec) -> int:
    return spec.column + spec.width + (6 if spec.note else 1)


def _room(spec: FieldSpec) -> int:
    return 4 if spec.caption == "left" else 0


def _widened(size: Geometry, columns: int) -> Geometry:
    """A grid with as many columns as the longest line, in the same width of paper."""
    if columns <= size.columns:
        return size
    part = size.columns / columns
    return size.remade(
        columns=columns,
        pitch=size.pitch * part,
        cell_width=size.cell_width * part,
        font_size=size.font_size * part,
    )


def _pressed(edition: Edition) -> Edition:
    """Rows of our own drawing pressed together until every page of the blank fits into one."""
    size = edition.geometry
    part = 1.0
    while part >= _TIGHTEST:
        tried = edition.remade(geometry=_lower(size, part))
        try:
            for sheet in tried.sheets:
                for page in sheet.pages:
                    page_rows(tried, sheet, page, "")
        except FormError:
            part -= 0.05
            continue
        return tried
    return edition


def _lower(size: Geometry, part: float) -> Geometry:
    names = ("row_step", "cell_height", "docx_cell_height", "caption_height", "heading_height")
    changed: dict[str, float] = {name: getattr(size, name) * part for name in names}
    return size.remade(**changed, baseline=size.baseline * part, font_size=size.font_size * part)
