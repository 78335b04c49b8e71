"""Workbooks that we give out: read back by the library, no cell is a formula."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.association.workbook import LONGEST_TEXT, Sheet, make_sheets, make_workbook
from registration.domain.text import normalise


def first_cell(content: bytes) -> openpyxl.cell.Cell:
    return openpyxl.load_workbook(BytesIO(content)).active["A2"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+7", "-2+3", "@SUM(A1)", "=", "#REF!", '=HYPERLINK("http://x")', "=cmd|' /C'!A0"],
)
def test_a_dangerous_text_stays_a_text(text: str) -> None:
    cell = first_cell(make_workbook(["Слово"], [[text]], "Лист"))
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix == (text[0] in "=+-@")


@given(st.text(max_size=40))
def test_no_text_becomes_a_formula(text: str) -> None:
    content = make_workbook(["Слово"], [[text]], "Лист")
    assert first_cell(content).value == (normalise(text) or None)
    assert b"<f" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").replace(
        b"<fo", b""
    )


def test_numbers_and_days_stay_what_they_are() -> None:
    page = openpyxl.load_workbook(
        BytesIO(make_workbook(["а", "б", "в", "г"], [[7, date(2024, 5, 6), True, None]], "Лист"))
    ).active
    assert page["A2"].value == 7
    assert page["B2"].is_date and page["B2"].value.date() == date(2024, 5, 6)
    assert (page["C2"].value, page["D2"].value) == ("да", None)


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    cell = first_cell(make_workbook(["Слово"], [["а" * 40_000]], "Лист"))
    assert cell.value == "а" * LONGEST_TEXT + "…"


def test_sheets_keep_their_order_and_titles_are_made_possible() -> None:
    content = make_sheets(
        [Sheet("План/факт: [итоги]", ["а"], []), Sheet("Очень длинное " * 4, ["б"], [])]
    )
    titles = openpyxl.load_workbook(BytesIO(content)).sheetnames
    assert titles == ["План факт итоги", ("Очень длинное " * 4)[:31].strip()]
