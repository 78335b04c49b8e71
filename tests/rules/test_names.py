"""The name assistant against a table of names, its parts, likeness of names, and its command."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from registration.assembly.r11001.edition import load_edition
from registration.cli import BLOCKED, SOUND, UNREADABLE, main
from registration.districts import DISTRICTS
from registration.rules.law import figure
from registration.rules.name import room_on
from registration.rules.name_likeness import alike
from registration.rules.naming import FORM, Names, composed, parts_of, remarks_on

READY = date(2026, 11, 23)

ROOT = Path(__file__).parents[2]
TABLE = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))["name"]
DISTRICT = "Верхнетоемского муниципального округа Архангельской области"


@pytest.mark.parametrize("row", TABLE, ids=[row["about"] for row in TABLE])
def test_a_name_of_the_table_gets_its_remarks_and_no_others(row: dict[str, object]) -> None:
    names = Names(str(row["full"]), str(row["short"]) if "short" in row else None)
    found = remarks_on(names, room_on(READY), DISTRICTS[str(row["district"])])
    assert sorted(item.code for item in found) == row["expect"]


def test_the_table_has_forty_names_of_all_districts() -> None:
    assert len(TABLE) >= 40
    assert {row["district"] for row in TABLE} == set(DISTRICTS)


def test_a_foreign_letter_is_named_by_its_place() -> None:
    (remark,) = remarks_on(Names(f"{FORM} «Зaречье» {DISTRICT}"), room_on(READY))
    assert "2-я — латинская «a» (знак 47 названия)" in remark.message
    assert f"{FORM} «Зaречье»"[46] == "a"


def test_room_for_the_names_is_that_of_the_form() -> None:
    cells = next(sheet for sheet in load_edition().sheets if sheet.role == "title").field_of
    assert figure("name_length_max", READY) == cells["name_full"][1].capacity
    assert figure("short_name_length_max", READY) == cells["name_short"][1].capacity


def test_names_are_put_together_and_taken_apart() -> None:
    names = composed("Заречье", DISTRICT)
    assert names == Names(f"{FORM} «Заречье» {DISTRICT}", "ТОС «Заречье»")
    parts = parts_of(names.full)
    assert (parts.before, parts.form, parts.own, parts.place) == ("", FORM, "Заречье", DISTRICT)


def test_what_is_missing_in_a_name_is_missing_in_its_parts() -> None:
    parts = parts_of("Наш двор")
    assert (parts.form, parts.own, parts.place) == ("", None, "")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (f"{FORM} «Лесное озеро» {DISTRICT}", "same"),
        (f'{FORM.upper()} "лёсное озеро" {DISTRICT}', "same"),
        (f"{FORM} {DISTRICT} «Озеро лесное»", "same"),
        ("ТОС «Лесное озеро»", "same-own"),
        (f"ТОС «Лесное озеро» деревни Игумновская {DISTRICT}", "same-own"),
        (f"{FORM} «Лесное озерцо» {DISTRICT}", "near"),
        (f"{FORM} «Лесное озеро» Няндомского муниципального округа", "elsewhere"),
        (f"{FORM} «Лесное озерцо» Няндомского муниципального округа", None),
        (f"{FORM} «Лесная поляна» {DISTRICT}", None),
        (f"{FORM} посёлка Двинской {DISTRICT}", None),
    ],
)
def test_names_are_alike_whatever_their_case_quotes_and_order(
    other: str, expected: str | None
) -> None:
    found = alike(f"{FORM} «Лесное озеро» {DISTRICT}", [other])
    assert [item.code for item in found] == ([expected] if expected else [])


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["name", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_command_shows_the_name_of_a_case_and_the_record_of_the_search(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = str(ROOT / "samples" / "kotlassky.toml")
    code, out, _ = run(capsys, "--case", case, "--on", "2026-11-23")
    assert code == SOUND
    assert "своё имя: Дружный дом" in out
    assert "Замечания: нет" in out
    assert "Искали " in out


def test_the_command_proposes_the_usual_name_and_reminds_of_the_search(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = run(capsys, 'ТОС "Заречье"', "--district", "kotlassky")
    assert code == BLOCKED
    assert f"{FORM} «Заречье» Котласского муниципального округа Архангельской области" in out
    assert "Поиск по реестрам не записан" in out


def test_names_of_other_cases_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, f"{FORM} «Заречье» {DISTRICT}", "--others", str(ROOT / "samples"), "--json"
    )
    assert code == BLOCKED
    assert [item["code"] for item in json.loads(out)["alike"]] == ["same"]


def test_a_list_of_names_is_compared_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("ТОС «Юность»\n\nТОС «Заречье»\n", encoding="utf-8")
    name = f"{FORM} «Заречье» {DISTRICT}"
    code, out, _ = run(capsys, name, "--others", str(names))
    assert code == SOUND
    assert "Похожие наименования: 1" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--case"),
        (("Имя", "--district", "moskva"), "kotlassky"),
        (("Имя", "--others", "нет-такого"), "нет-такого"),
    ],
)
def test_wrong_arguments_are_told_in_words(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, *arguments)
    assert code == UNREADABLE
    assert words in err
