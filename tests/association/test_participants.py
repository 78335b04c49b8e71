"""Lists of participants: every bad row is named by its cell, and one bad row keeps all out."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.association import participants
from registration.association.participants import (
    HEADINGS,
    Attendance,
    empty_form,
    participant,
    plain_name,
    read_attendance,
)
from registration.attachments.refused import AttachmentRefused
from registration.attachments.sheet import MOST_ROWS

GOOD = ("Иванова", "Анна", "Петровна", "Котласский", "ТОС «Родник»")
OTHER = ("Осипов", "Пётр", "нет", "Няндомский муниципальный округ", "")


Change = Callable[[Any], object]


def book(*rows: tuple[object, ...], change: Change = lambda page: None) -> bytes:
    """A form filled with these rows, then changed by hand."""
    made = openpyxl.load_workbook(BytesIO(empty_form()))
    page = made.active
    for row in rows:
        page.append(row)
    change(page)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def read(
    *rows: tuple[object, ...], change: Callable[[Any], object] = lambda page: None
) -> Attendance:
    return read_attendance(book(*rows, change=change), "список.xlsx")


def faults(
    *rows: tuple[object, ...], change: Callable[[Any], object] = lambda page: None
) -> list[str]:
    found = read(*rows, change=change)
    assert not (found.people and found.faults), "nothing is taken unless all rows are good"
    return [str(fault) for fault in found.faults]


def repacked(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(AttachmentRefused) as refusal:
        read_attendance(content, "список.xlsx")
    return str(refusal.value)


def test_a_good_list_is_people_and_nothing_else() -> None:
    found = read(GOOD, OTHER)
    assert found == Attendance(
        people=(
            participant("иванова", "анна", "петровна", "kotlassky"),
            participant("осипов", "петр", "", "nyandomsky"),
        )
    )


def test_empty_rows_between_and_columns_in_another_order_are_no_fault() -> None:
    def shuffle(page: Any) -> None:
        page.move_range("A1:A3", cols=6)
        page["G4"].font = openpyxl.styles.Font(bold=True)

    assert len(read(GOOD, OTHER, change=shuffle).people) == 2
    assert len(read(GOOD, (), ("", "  "), OTHER).people) == 2


def test_a_look_far_below_and_aside_does_not_matter() -> None:
    def pad(page: Any) -> None:
        page.cell(1_048_576, 5).font = openpyxl.styles.Font(bold=True)
        page.cell(2, 16_000).font = openpyxl.styles.Font(bold=True)
        page.column_dimensions.group("H", "XFD", hidden=True)

    assert len(read(GOOD, OTHER, change=pad).people) == 2


BAD: dict[str, tuple[tuple[object, ...], str]] = {
    "formula": (("Осипов", "=A2", "нет", "Котласский"), "ячейка B3: здесь формула"),
    "number": (("Осипов", 7, "нет", "Котласский"), "ячейка B3: здесь число"),
    "date": ((date(2024, 5, 6), "Пётр", "нет", "Котласский"), "ячейка A3: здесь дата"),
    "choice": ((True, "Пётр", "нет", "Котласский"), "ячейка A3: здесь «да» или «нет»"),
    "broken": (("Осипов", "#REF!", "нет", "Котласский"), "ячейка B3: здесь ошибка"),
    "district": (("Осипов", "Пётр", "нет", "Мезенский"), "ячейка D3: такого округа в проекте нет"),
    "initials": (("Осипов", "П.", "И.", "Котласский"), "ячейка B3: инициалы"),
    "one letter": (("Осипов", "П", "нет", "Котласский"), "ячейка B3: инициалы"),
    "initials beside": (("Осипов П. И.", "Пётр", "нет", "Котласский"), "ячейка A3: инициалы"),
    "empty": (("Осипов", "", "нет", "Котласский"), "ячейка B3: не заполнено: имя"),
    "patronymic": (("Осипов", "Пётр", None, "Котласский"), "ячейка C3: впишите отчество"),
    "digits": (("Осипов", "Пётр 2", "нет", "Котласский"), "ячейка B3: лишние знаки"),
    "phone": (("Осипов", "Пётр", "нет", "Котласский", "", "8921"), "ячейка F3: столбец без"),
    "mixed": (("Осипoв", "Пётр", "нет", "Котласский"), "ячейка A3: вместе русские и латинские"),
    "long": (("О" * 61, "Пётр", "нет", "Котласский"), "ячейка A3: длиннее 60 букв"),
    "twice": (("ИВАНОВА ", "Анна", "Петровна", "Котласский округ"), "ячейка A3: этот человек"),
}


@pytest.mark.parametrize("row, said", BAD.values(), ids=BAD)
def test_a_bad_row_is_named_by_its_cell(row: tuple[object, ...], said: str) -> None:
    found = faults(GOOD, row)
    assert found[0].startswith(f"Строка 3, {said}")
    assert "Осипов" not in "".join(found), "what a person wrote is not repeated"


NEAR = {
    "one letter surname": ("О", "Ир", "нет", "Котласский"),
    "double name": (
        "Римская - Корсакова",
        "Анна–Мария",
        "Оглы Кызы",
        "котласский Муниципальный округ",
    ),
    "apostrophe": ("Д’Артаньян", "Шарль", "-", "другой"),
    "latin": ("Smith", "John", "нет", "другой"),
    "number of a body": ("Осипов", "Пётр", "нет", "Котласский", 7),
    "namesake elsewhere": ("Иванова", "Анна", "Петровна", "Няндомский"),
    "initial inside": ("Осипов", "Пётр", "И-Вонович", "Котласский"),
}


@pytest.mark.parametrize("row", NEAR.values(), ids=NEAR)
def test_a_near_miss_is_a_person(row: tuple[object, ...]) -> None:
    assert faults(GOOD, row) == []


def test_every_bad_row_is_told_at_once() -> None:
    found = faults(GOOD, ("", "Пётр", "П.", "Котласский"), OTHER, ("Осипов", 5, "нет", "Где-то"))
    assert [fault.split(":")[0] for fault in found] == [
        "Строка 3, ячейка A3",
        "Строка 3, ячейка C3",
        "Строка 5, ячейка B5",
        "Строка 5, ячейка D5",
    ]


def test_hidden_and_merged_are_told() -> None:
    def change(page: Any) -> None:
        page.row_dimensions[2].hidden = True
        page.column_dimensions["B"].hidden = True
        page.merge_cells("D2:D3")

    found = faults(GOOD, OTHER, change=change)
    assert found[0].startswith("Строка 1, ячейка B1: столбец скрыт")
    assert found[1].startswith("Строка 2: строка скрыта")
    assert found[2].startswith("Строка 2, ячейка D2:D3: ячейки объединены")


def test_wrong_headings_are_told_by_cell() -> None:
    def change(page: Any) -> None:
        page["B1"], page["C1"] = "Телефон", "Фамилия"

    found = faults(GOOD, change=change)
    assert found[0].startswith("Строка 1, ячейка B1: такого заголовка в форме нет")
    assert found[1].startswith("Строка 1, ячейка C1: заголовок «Фамилия» уже есть")
    assert found[2] == "Строка 1: нет заголовка «Имя», «Отчество»."


def test_several_sheets_are_refused_and_an_empty_second_one_is_not() -> None:
    def second(page: Any) -> None:
        page.parent.create_sheet("Ещё")["A1"] = "Осипов"

    assert "несколько листов: «Участники», «Ещё»" in refused(book(GOOD, change=second))
    assert read(GOOD, change=lambda page: page.parent.create_sheet("Лист2")).people


def test_files_without_people_are_refused() -> None:
    assert "пустой" in refused(b"")
    assert "нет ни одного человека" in refused(empty_form())
    nothing = BytesIO()
    openpyxl.Workbook().save(nothing)
    assert "ни одной заполненной строки" in refused(nothing.getvalue())


def test_a_hundred_thousand_rows_are_refused_with_their_count() -> None:
    made = openpyxl.Workbook(write_only=True)
    page = made.create_sheet()
    page.append(HEADINGS)
    for number in range(100_000):
        page.append(("Осипов", f"Пётр{number}", "нет", "Котласский"))
    content = BytesIO()
    made.save(content)
    assert "заполнено строк: 100\u00a0001" in refused(content.getvalue())


def test_the_longest_list_is_read() -> None:
    letters = "абвгдежзик"
    names = ["".join(letters[int(digit)] for digit in str(number)) for number in range(1000, 2000)]
    rows = [("Осипов", name, "нет", "Котласский") for name in names]
    assert len(read(*rows).people) == MOST_ROWS - 1
    assert f"заполнено строк: {MOST_ROWS + 1:_}".replace("_", "\u00a0") in refused(
        book(*rows, GOOD)
    )


def _with_macros(parts: dict[str, bytes]) -> None:
    name = "[Content_Types].xml"
    parts[name] = parts[name].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )


def _with_entities(parts: dict[str, bytes]) -> None:
    name = "xl/worksheets/sheet1.xml"
    parts[name] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts[name]


def _damaged(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-30]


HOSTILE: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "macros": (_with_macros, "есть макросы"),
    "macro part": (lambda parts: parts.update({"xl/vbaProject.bin": b"x"}), "есть макросы"),
    "links": (lambda parts: parts.update({"xl/externalLinks/a.xml": b"<a/>"}), "связан с другими"),
    "sources": (lambda parts: parts.update({"xl/connections.xml": b"<a/>"}), "связан с другими"),
    "entities": (_with_entities, "объявляет подстановки"),
    "damaged": (_damaged, "повреждён"),
    "bomb": (lambda parts: parts.update({"xl/a.xml": b" " * 20_000_000}), "неправдоподобно"),
    "Word": (lambda parts: parts.pop("xl/workbook.xml"), "не книга Excel"),
}


@pytest.mark.parametrize("change, said", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_workbook_is_refused(
    change: Callable[[dict[str, bytes]], object], said: str
) -> None:
    assert said in refused(repacked(book(GOOD), change))


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"a,b,c\n", b"\xd0\xcf\x11\xe0" * 9])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert refused(content)


def test_a_merge_over_the_whole_sheet_is_bounded() -> None:
    def merge(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        parts[name] = parts[name].replace(
            b"</sheetData>",
            b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        )

    assert "слишком сложный" in refused(repacked(book(GOOD), merge))


LETTERS = st.text(st.sampled_from("абёйъщАБЁЙabцZ -–'’"), max_size=12)


@given(LETTERS)
def test_comparing_twice_changes_nothing(text: str) -> None:
    assert plain_name(plain_name(text)) == plain_name(text)


@given(LETTERS)
def test_case_blanks_dashes_and_yo_make_nobody_another_person(text: str) -> None:
    written = (
        "  " + text.upper().replace("Ё", "е").replace("-", " — ").replace(" ", "\u00a0 ") + " "
    )
    assert plain_name(written) == plain_name(text)


@given(LETTERS, LETTERS)
def test_people_who_differ_stay_apart(one: str, other: str) -> None:
    same = participant(one, "анна", "", "") == participant(other, "анна", "", "")
    assert same == (plain_name(one) == plain_name(other))
    assert participant(one, other, "", "").district == ""


def test_the_parts_of_a_name_do_not_run_together() -> None:
    assert participant("ан", "на", "", "") != participant("анна", "", "", "")


def test_every_district_is_known_by_its_name() -> None:
    known = participants._districts()
    assert set(known.values()) == {*participants.DISTRICTS, ""}
