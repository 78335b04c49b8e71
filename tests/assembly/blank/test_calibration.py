"""Three blanks drawn in different ways: cells, sheets and fields are found, the rest is flagged."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from registration.assembly.r11001.blank import Calibration, as_toml, draw_pictures, read_map
from registration.assembly.r11001.blank.fit import faults_of
from registration.assembly.r11001.blank.propose import Sure
from tests.assembly.blank.conftest import BASE, corrected
from tests.assembly.blank.drawing import Blank, Look, Spot

Calibrated = Callable[[Look], Calibration]
NEEDED = {
    (sheet.role, spec.id) for sheet in BASE.sheets for spec in sheet.fields if not spec.by_hand
}


def found_at(found: Calibration, spot: Spot) -> tuple[str, Sure] | None:
    page = found.blank_map.pages[spot.page - 1]
    for line in page.lines:
        near = abs(line.x - spot.x) < 0.4 and abs(line.y - spot.y) < 0.4
        if near and line.cells == spot.cells:
            return line.field, line.sure
    return None


def test_every_cell_of_every_blank_is_found_and_nothing_else(
    calibrated: Calibrated, blank: Blank
) -> None:
    found = calibrated(blank.look)
    assert all(found_at(found, spot) is not None for spot in blank.spots)
    lines = sum(len(page.lines) for page in found.blank_map.pages)
    assert lines == len(blank.spots)
    assert len(found.blank_map.pages) >= 15


def test_sheets_are_known_whatever_their_order_and_letters(
    calibrated: Calibrated, blank: Blank
) -> None:
    pages = calibrated(blank.look).blank_map.pages
    for sheet, numbers in blank.pages.items():
        expected = sheet if sheet in BASE.by_role else ""
        assert {pages[number - 1].sheet for number in numbers} == {expected}, sheet


def test_nine_of_ten_fields_are_proposed_rightly_and_the_others_are_flagged(
    calibrated: Calibrated, blank: Blank
) -> None:
    found = calibrated(blank.look)
    wanted = [spot for spot in blank.spots if (spot.sheet, spot.field) in NEEDED]
    right = [spot for spot in wanted if (found_at(found, spot) or ("",))[0] == spot.field]
    assert len(right) >= 0.9 * len(wanted)
    for spot in wanted:
        field, sure = found_at(found, spot) or ("", Sure.NO)
        assert field == spot.field or not field or sure is not Sure.YES, spot


def test_a_proposed_map_is_never_accepted_as_it_is(calibrated: Calibrated, look: Look) -> None:
    found = calibrated(look)
    told = "\n".join(map(str, faults_of(found.blank_map, found.found.survey, BASE)))
    assert "checked = true" in told
    assert "предложено неуверенно" in told


def test_a_map_written_and_read_is_the_same(calibrated: Calibrated, look: Look) -> None:
    found = calibrated(look)
    assert read_map(as_toml(found.blank_map, BASE)) == found.blank_map


def test_a_corrected_map_has_no_faults(calibrated: Calibrated, look: Look) -> None:
    found = calibrated(look)
    assert faults_of(corrected(found), found.found.survey, BASE) == ()


def test_every_page_gets_a_numbered_picture(
    calibrated: Calibrated, blank: Blank, tmp_path: Path
) -> None:
    found = calibrated(blank.look)
    made = draw_pictures(blank.content, found.blank_map, tmp_path)
    assert [path.name for path in made] == [f"page-{n:02}.png" for n in range(1, len(made) + 1)]
    assert len(made) == len(found.blank_map.pages)
    with Image.open(made[0]) as picture:
        assert picture.height > picture.width > 800
        assert (0, 110, 40) in {colour for _, colour in picture.getcolors(1_000_000) or ()}
