"""Workbooks that we give out: text stays text whatever it begins with, nothing is a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from registration.domain.text import normalise

Value = str | int | float | Decimal | date | bool | None

LONGEST_TEXT = 32_000
"""Signs of a cell: a workbook holds 32 767, and a longer text damages it."""
LONGEST_TITLE = 31
_WIDEST, _NARROWEST = 60, 8
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_TITLES = str.maketrans(dict.fromkeys(r"[]:*?/\'", " "))
_DAY = "DD.MM.YYYY"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a bold row of headings, then rows."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


def make_workbook(headings: Sequence[str], rows: Iterable[Sequence[Value]], title: str) -> bytes:
    """Return a workbook of one sheet as XLSX."""
    return make_sheets([Sheet(title, headings, tuple(rows))])


def make_sheets(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook as XLSX; there is at least one sheet, and no two titles are the same."""
    from openpyxl import Workbook  # 200 ms, and few ask for a workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "Регистрация ТОС"
    for sheet in sheets:
        title = " ".join(sheet.title.translate(_NOT_IN_TITLES).split())[:LONGEST_TITLE]
        _fill(book.create_sheet(title.strip()), sheet)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, row in enumerate((sheet.headings, *sheet.rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = page.cell(number, column)
            put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def put(cell: Any, value: Value) -> None:
    """Write a value into a cell of openpyxl; a text never becomes a formula."""
    if isinstance(value, bool):
        value = "да" if value else "нет"
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date) and not isinstance(value, datetime):
            cell.number_format = _DAY
        return
    text = _kept(value)
    cell.value = text
    if text:
        cell.data_type = "s"  # not what the library makes of its first sign
    if text.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True  # a program that types the cell anew leaves it a text as well


def _kept(text: str) -> str:
    text = normalise(text)
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def _widths(sheet: Sheet) -> list[int]:
    widths = [_longest(heading) for heading in sheet.headings]
    for row in sheet.rows:
        for column, value in enumerate(row[: len(widths)]):
            widths[column] = max(widths[column], _longest(value))
    return [min(max(width + 2, _NARROWEST), _WIDEST) for width in widths]


def _longest(value: Value) -> int:
    if isinstance(value, date):
        return len(_DAY)
    return max(map(len, str("" if value is None else value).split("\n")))
