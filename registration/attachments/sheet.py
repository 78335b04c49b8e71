"""A workbook brought from outside, read as plain cells: nothing in it runs or fetches.

A file that must not be opened is refused whole; what stands in its cells is for others to judge.
"""

import json
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from io import BytesIO
from typing import IO, Any

from lxml import etree

from registration.attachments.bounded import bounded
from registration.attachments.packed_book import RESAVE, expect_harmless_book
from registration.attachments.refused import AttachmentRefused
from registration.domain.text import shown

LARGEST = 10_000_000
"""Bytes of the file."""
MOST_ROWS = 1_001
"""Rows with something in them, the headings among them."""
MOST_CELLS = 300_000
"""Cells in the file, empty ones with a look of their own among them."""
WIDEST = 30
"""Columns."""

_OLD = b"\xd0\xcf\x11\xe0"  # the head of .xls, and of an .xlsx under a password
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    etree.XMLSyntaxError,
)
"""What the libraries raise at a file that is cut, shuffled or was never a workbook."""


class Holds(StrEnum):
    """What stands in a cell."""

    NOTHING = "nothing"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FORMULA = "formula"
    FAULT = "fault"
    """«#REF!» and the like."""
    CHOICE = "choice"
    """TRUE or FALSE."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `text` is empty unless it holds a text."""

    at: str
    holds: Holds
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with something in it, from its first column on."""

    number: int
    is_hidden: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The only sheet of a workbook that has something in it."""

    rows: tuple[Row, ...]
    merged: tuple[str, ...]
    """«A5:B5»."""
    hidden_columns: tuple[str, ...]


def sheet_of(content: bytes, name: str) -> Sheet:
    """Read a workbook in a child of little memory and little time.

    Raises:
        AttachmentRefused: it is no XLSX, it is not harmless, or it is far too large.
    """
    if not content:
        raise AttachmentRefused(f"Файл «{name}» пустой. Выберите другой.")
    if len(content) > LARGEST:
        raise AttachmentRefused(f"Файл «{name}» больше 10 МБ: список людей таким не бывает.")
    if content.startswith(_OLD):
        raise AttachmentRefused(
            f"Файл «{name}» сохранён в старом виде (.xls) или закрыт паролем. "
            "Сохраните его как «Книга Excel (.xlsx)» без пароля."
        )
    import openpyxl  # noqa: F401 — the child finds it already there

    return _told(json.loads(bounded(lambda: _in_child(content, name), name, RESAVE)))


def _told(found: Any) -> Sheet:
    rows = tuple(
        Row(
            row["number"],
            row["is_hidden"],
            tuple(Cell(item["at"], Holds(item["holds"]), item["text"]) for item in row["cells"]),
        )
        for row in found["rows"]
    )
    return Sheet(rows, tuple(found["merged"]), tuple(found["hidden_columns"]))


def _in_child(content: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            expect_harmless_book(archive, name)
            extent = _extent(archive, name)
        return json.dumps(asdict(_read(content, extent, name))).encode()
    except _DAMAGED:
        raise AttachmentRefused(
            f"Файл «{name}» — не книга Excel (.xlsx) или повреждён. {RESAVE}"
        ) from None


@dataclass(frozen=True, slots=True)
class _Extent:
    """How much of the file is filled, known before its sheets are opened."""

    numbers: tuple[int, ...]
    widest: int


def _extent(archive: zipfile.ZipFile, name: str) -> _Extent:
    numbers: list[int] = []
    widest = cells = 0
    for part in archive.namelist():
        if not part.startswith("xl/worksheets/") or not part.endswith(".xml"):
            continue
        with archive.open(part) as stream:
            for number, width, count in _rows(stream):
                numbers += [number] if width else []
                widest, cells = max(widest, width), cells + count
    if len(numbers) > MOST_ROWS:
        told = f"{len(numbers):_}".replace("_", "\u00a0")
        raise AttachmentRefused(
            f"В файле «{name}» заполнено строк: {told}. В одном списке их бывает не больше "
            f"{MOST_ROWS - 1}. Проверьте, тот ли файл выбран."
        )
    if widest > WIDEST:
        raise AttachmentRefused(f"В файле «{name}» заполнено больше {WIDEST} столбцов. {RESAVE}")
    if cells > MOST_CELLS:
        raise AttachmentRefused(f"В файле «{name}» слишком много пустых ячеек. {RESAVE}")
    return _Extent(tuple(sorted(set(numbers))), widest)


def _rows(stream: IO[bytes]) -> Iterator[tuple[int, int, int]]:
    """Number, last column with something in it (0 for none) and count of cells of every row."""
    number = 0
    for _, row in etree.iterparse(
        stream, tag="{*}row", resolve_entities=False, no_network=True, huge_tree=False
    ):
        number = int(row.get("r") or number + 1)
        filled = [_column(cell, at) for at, cell in enumerate(row, start=1) if _has_value(cell)]
        yield number, max(filled, default=0), len(row)
        row.clear()
        while row.getprevious() is not None:
            del row.getparent()[0]


def _column(cell: etree._Element, at: int) -> int:
    letters = str(cell.get("r") or "").rstrip("0123456789")
    if not letters:
        return at
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number


def _has_value(cell: etree._Element) -> bool:
    return any(
        etree.QName(inner).localname == "f" or any(str(text).strip() for text in inner.itertext())
        for inner in cell
    )


def _read(content: bytes, extent: _Extent, name: str) -> Sheet:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library tells what it leaves out of the file
        book = load_workbook(BytesIO(content), keep_links=False, keep_vba=False)
    filled = [(page, rows) for page in book.worksheets if (rows := _filled(page, extent))]
    if len(filled) > 1:
        titles = ", ".join(f"«{shown(page.title)}»" for page, _ in filled)
        raise AttachmentRefused(
            f"В файле «{name}» заполнено несколько листов: {titles}. Оставьте список на одном "
            "листе, остальные удалите."
        )
    if not filled:
        raise AttachmentRefused(f"В файле «{name}» нет ни одной заполненной строки.")
    page, rows = filled[0]
    return Sheet(
        rows,
        tuple(sorted(str(item) for item in page.merged_cells.ranges)),
        tuple(_hidden_columns(page, extent.widest)),
    )


def _hidden_columns(page: Any, widest: int) -> Iterator[str]:
    """Letters of hidden columns among those that are filled; one tells of its run."""
    for letter, column in sorted(page.column_dimensions.items()):
        if column.hidden and (column.min or 0) <= widest:
            yield letter


def _filled(page: Any, extent: _Extent) -> tuple[Row, ...]:
    rows = []
    for number in extent.numbers:
        (cells,) = page.iter_rows(number, number, 1, extent.widest)
        is_hidden = bool(page.row_dimensions[number].hidden)
        rows.append(Row(number, is_hidden, tuple(map(_cell, cells))))
    return tuple(row for row in rows if any(cell.holds is not Holds.NOTHING for cell in row.cells))


def _cell(cell: Any) -> Cell:
    at, value, kind = cell.coordinate, cell.value, cell.data_type
    if value is None or (isinstance(value, str) and not value.strip()):
        return Cell(at, Holds.NOTHING)
    if kind == "f":
        return Cell(at, Holds.FORMULA)
    if kind == "e":
        return Cell(at, Holds.FAULT)
    if kind == "b":
        return Cell(at, Holds.CHOICE)
    if isinstance(value, str):
        return Cell(at, Holds.TEXT, value)
    return Cell(at, Holds.DAY if cell.is_date else Holds.NUMBER)
