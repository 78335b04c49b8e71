"""The first step with a new blank: what it is, which fields it may have, what is not known."""

from dataclasses import dataclass

from registration.assembly.r11001.blank.map_file import BlankMap, proposed_map
from registration.assembly.r11001.blank.propose import propose
from registration.assembly.r11001.blank.recognise import Recognised, recognise
from registration.assembly.r11001.edition import Edition


@dataclass(frozen=True, slots=True)
class Calibration:
    """A recognised blank and the map proposed for it, for a person to correct."""

    found: Recognised
    blank_map: BlankMap
    not_found: tuple[str, ...]


def calibrate(content: bytes, base: Edition, known: tuple[Edition, ...] = ()) -> Calibration:
    """Recognise a blank and propose its map.

    Raises:
        BlankRefused: the file is not the blank, with the reason in Russian.
    """
    found = recognise(content, base, known)
    blank_map = proposed_map(found, propose(found.survey, base), base)
    return Calibration(found, blank_map, tuple(_not_found(blank_map, base)))


def _not_found(blank_map: BlankMap, base: Edition) -> list[str]:
    placed = {
        (page.sheet, line.field) for page in blank_map.pages for line in page.lines if line.field
    }
    return [
        f"{sheet.role}.{spec.id}"
        for sheet in base.sheets
        for spec in sheet.fields
        if not spec.by_hand and (sheet.role, spec.id) not in placed
    ]
