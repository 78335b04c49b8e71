"""The edition file: what it must hold, and how its faults are told."""

from datetime import date
from pathlib import Path

import pytest
from reportlab.lib.utils import simpleSplit

from registration.assembly.r11001 import fill, load_edition
from registration.assembly.r11001.draw_pdf import TEXT_FONT, _register_fonts
from registration.assembly.r11001.edition import EDITIONS
from registration.assembly.r11001.layout import Row, Words, page_rows
from registration.domain.case import Case
from registration.domain.filing import Capacity
from registration.domain.people import Citizenship, Sex
from registration.errors import FormError

EDITION = load_edition()
SOURCE = (EDITIONS / f"{EDITION.id}.toml").read_text(encoding="utf-8")


def all_pages() -> list[tuple[Row, ...]]:
    return [
        page_rows(EDITION, sheet, page, "ПРОЕКТ")
        for sheet in EDITION.sheets
        for page in sheet.pages
    ]


def changed(folder: Path, old: str, new: str) -> Path:
    assert old in SOURCE
    path = folder / "changed.toml"
    path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_edition_admits_that_nobody_has_seen_the_blank() -> None:
    assert EDITION.status == "unverified"
    assert EDITION.blank_sha256 is None
    assert EDITION.knd is None
    assert all(sheet.letter is None for sheet in EDITION.sheets)
    assert "не официальный бланк" in EDITION.foot[0]


def test_a_page_that_runs_off_its_paper_is_refused(tmp_path: Path) -> None:
    assert len(all_pages()) == sum(len(sheet.pages) for sheet in EDITION.sheets)
    tall = load_edition(changed(tmp_path, "row_step = 8.5", "row_step = 14.0"))
    sheet = tall.sheet("title")
    with pytest.raises(FormError, match="не помещается на странице"):
        page_rows(tall, sheet, sheet.pages[0], "")


def test_boxes_of_a_row_stand_side_by_side_inside_the_grid() -> None:
    for row in (row for rows in all_pages() for row in rows):
        at = 0
        for box in row.boxes:
            assert box.column >= at, box
            assert box.span > 0, box
            at = box.column + box.span
        assert at <= EDITION.geometry.columns, row


def test_labels_find_room_beside_and_above_their_cells() -> None:
    _register_fonts()
    size = EDITION.geometry
    types = {"caption": size.caption_size, "small": size.small_size}
    for row in (row for rows in all_pages() for row in rows):
        room = 2 if row.has_cells or row.height > size.heading_height else 1
        for box in row.boxes:
            if isinstance(box, Words) and box.style in types:
                width = box.span * size.pitch * 72 / 25.4
                lines = simpleSplit(box.text, TEXT_FONT, types[box.style], width)
                assert len(lines) <= room, box


def test_every_kind_of_the_domain_has_a_code() -> None:
    assert set(EDITION.codes.sex) == {kind.value for kind in Sex}
    assert set(EDITION.codes.citizenship) == {kind.value for kind in Citizenship}
    assert set(EDITION.codes.capacity) == {kind.value for kind in Capacity}


def test_a_misspelt_key_is_told_with_its_place(tmp_path: Path) -> None:
    path = changed(tmp_path, 'label = "Полное наименование"', 'lable = "Полное наименование"')
    with pytest.raises(FormError, match=r"sheets\.0\.pages\.0\.sections\.0\.fields\.0\.lable"):
        load_edition(path)


def test_a_field_beyond_the_right_edge_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, "lines = [40, 40, 40, 40, 40, 40]", "lines = [40, 41]")
    with pytest.raises(FormError, match="name_full выходит за правый край"):
        load_edition(path)


def test_a_field_twice_on_a_sheet_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, 'id = "name_short"', 'id = "name_full"')
    with pytest.raises(FormError, match="стоит на листе дважды: name_full"):
        load_edition(path)


def test_a_calibrated_edition_says_who_saw_the_blank(tmp_path: Path) -> None:
    path = changed(tmp_path, '\nstatus = "unverified"', '\nstatus = "calibrated"')
    with pytest.raises(FormError, match="blank_sha256"):
        load_edition(path)


def test_a_calibrated_edition_prints_no_warning() -> None:
    seen = EDITION.model_copy(update={"status": "calibrated"})
    assert seen.foot == ()


def test_a_file_that_is_not_toml_is_told_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("[[[", encoding="utf-8")
    with pytest.raises(FormError, match=r"broken\.toml"):
        load_edition(path)


def test_an_absent_file_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"Нет файла.*absent\.toml"):
        load_edition(tmp_path / "absent.toml")


def test_a_field_unknown_to_the_program_is_an_error(tmp_path: Path) -> None:
    edition = load_edition(changed(tmp_path, 'id = "org_email"', 'id = "org_site"'))
    with pytest.raises(FormError, match="«org_site», которого программа не знает"):
        fill(Case(), date(2026, 11, 23), edition)
