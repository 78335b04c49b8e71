"""The report as a workbook, as a Word file by a template, and as PDF: the same tables in each."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, islice, repeat
from pathlib import Path
from types import SimpleNamespace

from registration.assembly.office import Office, unavailable
from registration.assembly.rendering.render import Renderer
from registration.assembly.rendering.source import TEMPLATES, TemplateSource
from registration.association.report import NO_TARGET, Cell, Report, Table
from registration.association.workbook import Sheet, Value, make_sheets
from registration.errors import ConversionError
from registration.language.wording import FILTERS

FOLDER = TEMPLATES / "association"
TEMPLATE = "reports/project.docx"

_FULL = 10  # blocks of a whole bar
_BLOCK = "\u2588"
_MOST_CELLS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table as a template prints it: cells from the left, and a bar."""

    c1: str
    c2: str
    c3: str
    c4: str
    c5: str
    c6: str
    c7: str
    bar: str


def as_workbook(report: Report) -> bytes:
    """Return the report as XLSX: a sheet for each table, then what the numbers mean."""
    tables = [Sheet(item.title, item.headings, item.rows) for item in report.tables]
    about: list[tuple[str, Value]] = [
        ("Проект", report.project),
        ("С какого дня", report.span.since),
        ("По какой день", report.span.until),
        ("Округа", districts_of(report)),
        ("Составлен", report.made_on),
    ]
    return make_sheets(
        [
            Sheet("Об отчёте", ("Что", "Значение"), about),
            *tables,
            Sheet("Что значат числа", ("Число", "Что считается"), definitions(report)),
        ]
    )


def definitions(report: Report) -> list[tuple[str, str]]:
    """Every number of the report with its meaning."""
    found = [(item.title, item.meaning) for item in report.indicators]
    return [*found, *((item.title, item.meaning) for item in report.tables if item.meaning)]


def districts_of(report: Report) -> str:
    """The districts of the report in words."""
    return ", ".join(report.districts) or "все округа"


def as_word(report: Report, own: Path | None = None) -> bytes:
    """Return the report as DOCX; `own` is a folder with the association's own template.

    Raises:
        TemplateError: the template prints something that a report does not know.
    """
    source = TemplateSource(own, FOLDER)
    return Renderer(context(report), FILTERS, source).render(TEMPLATE).content


def as_pdf(docx: bytes) -> bytes:
    """Return a Word file as PDF.

    Raises:
        ConversionError: LibreOffice is absent, failed, or took too long.
    """
    if reason := unavailable():
        raise ConversionError(reason)
    with tempfile.TemporaryDirectory(prefix="registration-report-") as folder, Office() as office:
        source, target = Path(folder) / "report.docx", Path(folder) / "report.pdf"
        source.write_bytes(docx)
        office.convert(source, target)
        return target.read_bytes()


def context(report: Report) -> Mapping[str, object]:
    """Everything that a template of the report may print."""
    numbers = {item.name.value: item for item in report.indicators}
    return {
        "report": SimpleNamespace(
            project=report.project,
            since=_day(report.span.since),
            until=_day(report.span.until),
            districts=districts_of(report),
            made_on=_day(report.made_on),
        ),
        "fact": SimpleNamespace(**{name: str(item.value) for name, item in numbers.items()}),
        "plan": SimpleNamespace(
            **{
                name: NO_TARGET if item.target is None else str(item.target)
                for name, item in numbers.items()
            }
        ),
        "meaning": SimpleNamespace(**{item.name: item.meaning for item in report.tables}),
        "definitions": tuple(_row(item) for item in definitions(report)),
        **{item.name: _rows(report, item) for item in report.tables},
    }


def _rows(report: Report, table: Table) -> tuple[Row, ...]:
    return tuple(
        _row(cells, _bar(share))
        for cells, share in zip(table.rows, shares(report, table), strict=True)
    )


def shares(report: Report, table: Table) -> tuple[float, ...]:
    """How long the bar of each line is, of a whole one: of the plan, or of the greatest line."""
    if table.name == "indicators":
        return tuple(_of_plan(item.value, item.target) for item in report.indicators)
    return tuple(_of_greatest(table))


def _of_plan(value: int, target: int | None) -> float:
    return min(1.0, value / target) if target else 0.0


def _of_greatest(table: Table) -> Iterable[float]:
    """The share of each number in the greatest of its column."""
    column = [_number(row, table.chart) for row in table.rows]
    greatest = max(column, default=0)
    return (number / greatest if greatest else 0.0 for number in column)


def _number(row: tuple[Cell, ...], at: int | None) -> int:
    found = row[at] if at is not None else 0
    return found if isinstance(found, int) else 0


def _bar(share: float) -> str:
    return _BLOCK * round(share * _FULL) or NO_TARGET


def _row(cells: Iterable[Cell], bar: str = NO_TARGET) -> Row:
    c1, c2, c3, c4, c5, c6, c7 = islice(chain(map(str, cells), repeat(NO_TARGET)), _MOST_CELLS)
    return Row(c1, c2, c3, c4, c5, c6, c7, bar)


def _day(on: object) -> str:
    return f"{on:%d.%m.%Y}"
