"""A calibrated blank ready to be filled: its edition, its bytes, and the place of every cell."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from registration.assembly.r11001.blank.fit import Placed, placed
from registration.assembly.r11001.blank.map_file import BlankMap, MapLine
from registration.assembly.r11001.blank.survey import Box, Run
from registration.assembly.r11001.edition import Edition, FieldSpec
from registration.assembly.r11001.model import PAGE_NUMBER

PAGE_NUMBER_SPEC = FieldSpec(id=PAGE_NUMBER, label="Стр.", kind="digits", lines=(3,))


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a field on a page of the blank: its lines, or its groups, of cells."""

    slot: str
    spec: FieldSpec
    parts: tuple[Run, ...]


@dataclass(frozen=True)
class Official:
    """The blank with the map of it that a person answers for."""

    edition: Edition
    blank_map: BlankMap
    blank: bytes

    @cached_property
    def name(self) -> str:
        """The edition and a fingerprint of its blank and map: «2025-07@1a2b3c4d5e6f»."""
        summed = hashlib.sha256(self.blank + self.blank_map.model_dump_json().encode())
        return f"{self.edition.id}@{summed.hexdigest()[:12]}"

    @cached_property
    def pages(self) -> dict[tuple[str, int], int]:
        """The page of the blank, from 0, by role and page of the sheet, from 0."""
        found: dict[tuple[str, int], int] = {}
        for sheet in self.edition.sheets:
            own = [page for page in self.blank_map.pages if page.sheet == sheet.role]
            found |= {(sheet.role, part): page.number - 1 for part, page in enumerate(own)}
        return found

    @cached_property
    def places(self) -> dict[int, tuple[Place, ...]]:
        """All places to write on, by the page of the blank, from 0."""
        found: dict[int, list[Place]] = {}
        for sheet in self.edition.sheets:
            own = [page for page in self.blank_map.pages if page.sheet == sheet.role]
            specs = {spec.id: spec for spec in sheet.fields}
            for page in own:
                found[page.number - 1] = [
                    Place(PAGE_NUMBER, PAGE_NUMBER_SPEC, (line.run,))
                    for line in page.lines
                    if line.field == PAGE_NUMBER and not line.printed
                ]
            for name, spots in placed(own).items():
                if not specs[name].by_hand:
                    spot = spots[0]
                    found[spot.page - 1] += _places(specs[name], spot)
        return {page: tuple(places) for page, places in found.items()}


def _places(spec: FieldSpec, spot: Placed) -> list[Place]:
    runs = [line.run for line in spot.lines]
    if not spec.groups:
        return [Place(spec.id, spec, tuple(runs))]
    if _whole(spec, spot.lines):
        runs = _cut(runs[0], spec.groups)
    parts = len(spec.groups)
    return [
        Place(slot, spec, tuple(runs[start : start + parts]))
        for slot, start in zip(spec.slots, range(0, len(runs), parts), strict=True)
    ]


def _whole(spec: FieldSpec, lines: tuple[MapLine, ...]) -> bool:
    """The parts stand without a gap: a date in eight cells."""
    return len(lines) == 1 and lines[0].cells == sum(spec.groups)


def _cut(run: Run, lengths: tuple[int, ...]) -> list[Run]:
    parts, start = [], 0
    for length in lengths:
        first, last = run.cell(start), run.cell(start + length - 1)
        box = Box(first.left, first.top, last.right, last.bottom)
        parts.append(Run(box, length, run.pitch, run.width))
        start += length
    return parts
