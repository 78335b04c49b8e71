"""Editions in the data folder: accepted, listed, chosen by the day, refused when spoiled."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from registration.assembly.package import build_package
from registration.assembly.proof.readback import verify_package
from registration.assembly.r11001.blank import (
    Acceptance,
    BlankMap,
    Calibration,
    accept,
    as_toml,
    load_official,
    official_for,
    official_on,
    read_map,
    saved_editions,
)
from registration.assembly.r11001.blank.fit import faults_of
from registration.cli import main
from registration.domain.case import Case
from registration.errors import FormError
from registration.tracking.checklist import checklist
from tests.assembly.blank.conftest import ACCEPTED, BASE, DAY, corrected
from tests.assembly.blank.drawing import GRID, PLAIN, Look, draw

Calibrated = Callable[[Look], Calibration]
Sample = Callable[[str], Case]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, calibrated: Calibrated) -> Path:
    """A data folder with one edition, good for the year 2026."""
    made = tmp_path_factory.mktemp("editions")
    accepted = replace(ACCEPTED, until=date(2026, 12, 31))
    accept(draw(PLAIN).content, corrected(calibrated(PLAIN)), accepted, made, BASE)
    return made


def told(blank_map: BlankMap, found: Calibration) -> str:
    return "\n".join(map(str, faults_of(blank_map, found.found.survey, BASE)))


def spoiled(found: Calibration, old: str, new: str) -> str:
    text = as_toml(corrected(found), BASE)
    assert old in text
    return told(read_map(text.replace(old, new, 1)), found)


def test_an_accepted_edition_says_who_answers_for_it_and_for_which_days(folder: Path) -> None:
    (saved,) = saved_editions(folder)
    assert (saved.id, saved.by, saved.on) == ("proba", "Т. Пробная", DAY)
    assert (saved.since, saved.until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert load_official(folder, "proba").edition.status == "calibrated"


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_an_edition_out_of_its_days_is_refused(folder: Path, day: date) -> None:
    with pytest.raises(FormError, match="собираем на"):
        official_for(folder, "proba", day)
    choice = official_on(folder, day)
    assert choice.official is None
    assert "ни один не действует" in choice.notes[0]


def test_an_edition_is_never_overwritten(folder: Path, calibrated: Calibrated) -> None:
    with pytest.raises(FormError, match="уже есть"):
        accept(draw(PLAIN).content, corrected(calibrated(PLAIN)), ACCEPTED, folder, BASE)


def test_a_blank_changed_after_it_was_accepted_is_not_filled(
    tmp_path: Path, calibrated: Calibrated
) -> None:
    accept(draw(PLAIN).content, corrected(calibrated(PLAIN)), ACCEPTED, tmp_path, BASE)
    (tmp_path / "proba" / "blank.pdf").write_bytes(draw(GRID).content)
    with pytest.raises(FormError, match="отпечаток не сходится"):
        official_on(tmp_path, DAY)


def test_a_map_is_good_only_for_its_own_blank(tmp_path: Path, calibrated: Calibrated) -> None:
    with pytest.raises(FormError, match="для другого файла"):
        accept(draw(GRID).content, corrected(calibrated(PLAIN)), ACCEPTED, tmp_path, BASE)
    assert saved_editions(tmp_path) == ()


def test_an_edition_needs_a_plain_name_and_days_in_order(
    tmp_path: Path, calibrated: Calibrated
) -> None:
    wrong = Acceptance("../чужая", "Т. Пробная", DAY, DAY, date(2026, 1, 1))
    with pytest.raises(FormError):
        accept(draw(PLAIN).content, corrected(calibrated(PLAIN)), wrong, tmp_path, BASE)
    assert not list(tmp_path.iterdir())


LAST = 'field = "last", sure = "да", cells = 34, x = 38.499'
FAULTS = {
    "unknown field": ('field = "last"', 'field = "lasst"', "нет поля «lasst». Может быть, «last»"),
    "field twice": ('field = "citizenship"', 'field = "sex"', "указано дважды"),
    "missing needed field": ('field = "region"', 'field = ""', "не указано, где «region»"),
    "missing field": ('field = "sex"', 'field = ""', '"founder_person.sex" в absent'),
    "another length": ('field = "mo_name"', 'field = "name_short"', "«title.name_short»"),
    "outside the page": (LAST, LAST.replace("38", "98"), "строка 2: знакоместа выходят за край"),
    "over printed words": (LAST, LAST.replace("38", "8"), "закрыли бы напечатанное «1.1. Фамилия»"),
    "a sheet without a role": ('sheet = "okved"', 'sheet = ""', "который ТОС не нужен"),
    "unknown note": ("\nabsent = [", '\nabsent = ["title.no", ', "absent: поля «title.no» нет"),
    "half a date": ('field = "birth_date"', 'field = ""', "должно быть частей 3"),
    "no page number": ('field = "page_no"', 'field = ""', "где номер страницы"),
    "not looked at": ("\nchecked = true", "\nchecked = false", "checked = true"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_map_is_told_with_its_place(calibrated: Calibrated, fault: str) -> None:
    old, new, message = FAULTS[fault]
    assert message in spoiled(calibrated(PLAIN), old, new)


def test_a_printed_cell_is_never_written_on(calibrated: Calibrated) -> None:
    message = spoiled(calibrated(GRID), 'field = "page_no"', 'field = "region"')
    assert "уже напечатано «001»" in message


def test_a_map_that_does_not_read_names_page_and_line(calibrated: Calibrated) -> None:
    text = as_toml(corrected(calibrated(PLAIN)), BASE)
    with pytest.raises(FormError, match="страница 1, строка 1, cells"):
        read_map(text.replace("cells = 3", 'cells = "три"', 1))
    with pytest.raises(FormError, match="Карта не читается"):
        read_map(text.replace("[[pages]]", "[[pages", 1))


def test_the_package_holds_the_official_blank_and_is_read_back(
    folder: Path, sample: Sample, tmp_path: Path
) -> None:
    target = tmp_path / "package"
    built = build_package(sample("kotlassky"), DAY, target, steps=checklist, blanks=folder)
    assert built.manifest.versions.form_edition.startswith("proba@")
    assert any("Т. Пробная" in note for note in built.manifest.notes)
    result = verify_package(target, folder)
    assert result.differences == ()
    assert result.unproved == ()
    assert verify_package(target).unproved
    form = next(item for item in built.manifest.documents if item.id == "application")
    other = build_package(sample("nyandomsky"), DAY, tmp_path / "other", steps=checklist)
    strange = next(item for item in other.manifest.documents if item.id == "application")
    (target / str(form.pdf)).write_bytes((tmp_path / "other" / str(strange.pdf)).read_bytes())
    told = [item.message for item in verify_package(target, folder).differences]
    assert any("напечатанное на бланке изменено" in message for message in told)


def test_the_whole_way_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], calibrated: Calibrated
) -> None:
    blank, work, editions = tmp_path / "blank.pdf", tmp_path / "work", tmp_path / "editions"
    blank.write_bytes(draw(GRID).content)
    common = ["--editions", str(editions), "--on", "2026-11-23"]
    assert main(["form", "calibrate", str(blank), "-o", str(work), *common]) == 0
    assert "Не нашлось: founder_person.share_fraction" in capsys.readouterr().out
    karta = work / "karta.toml"
    signed = ["form", "accept", str(karta), "--blank", str(blank), "--by", "Т. Пробная"]
    assert main([*signed, "--id", "mine", *common]) == 1
    assert "Карта не принята" in capsys.readouterr().err
    karta.write_text(as_toml(corrected(calibrated(GRID)), BASE), encoding="utf-8")
    assert main([*signed, "--id", "mine", *common]) == 0
    assert main(["form", "editions", *common]) == 0
    assert "mine: применяется" in capsys.readouterr().out
    filled = tmp_path / "filled.pdf"
    command = ["form", "fill", "samples/kotlassky.toml", "--edition", "mine", "-o", str(filled)]
    assert main([*command, *common]) == 0
    assert filled.read_bytes().startswith(b"%PDF")
    assert main(["form", "calibrate", str(blank), "-o", str(work), *common]) == 2
    assert "уже есть" in capsys.readouterr().err
