"""One report on the page, as workbook, Word file and PDF: equal to the last digit."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from docx import Document
from flask import Flask
from openpyxl import load_workbook
from pypdf import PdfReader
from werkzeug.test import TestResponse

from registration.association.dataset import load_project
from registration.association.plan import shipped_plan
from registration.association.report import Report, make_report
from registration.association.report_forms import FOLDER, TEMPLATE
from registration.store import Store, Tally
from tests.conftest import SAMPLES
from tests.web.conftest import CheckedClient

PLAN = shipped_plan()
TODAY = date(2026, 11, 24)
KOTLAS = "?okrug=kotlassky&since-day=1&since-month=1&since-year=2024"


@pytest.fixture(autouse=True)
def project(app: Flask, store: Store) -> None:
    app.extensions["today"] = lambda: TODAY
    load_project(store, SAMPLES / "project", "nina")
    case_id = store.create_case("nina")
    counts = [
        Tally("passed", "intake", 31, date(2024, 2, 2)),
        Tally("refusal", "no-such-ground", 1, date(2024, 3, 3)),
        Tally("package", "package", 27, date(2024, 2, 2)),
        Tally("feedback", "easy", 4, date(2024, 2, 2)),
    ]
    store.append_counted(case_id, "move", {}, counts, author="nina")


@pytest.fixture
def report(store: Store) -> Report:
    return make_report(store, PLAN, PLAN.span, TODAY)


def words(cells: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(" ".join(str(cell).split()) for cell in cells)


def told(report: Report) -> list[list[tuple[str, ...]]]:
    """All rows of all tables, as words."""
    return [[words(row) for row in table.rows] for table in report.tables]


def test_every_table_is_on_the_page(association_client: CheckedClient, report: Report) -> None:
    page = BeautifulSoup(association_client.get("/otchet/").text, "html.parser")
    for table, rows in zip(report.tables, told(report), strict=True):
        found = page.select_one(f"table#{table.name}")
        assert found is not None, table.name
        lines = found.select("tbody tr")
        shown = [
            words(tuple(cell.text for cell in line.find_all(["th", "td"])[: len(table.headings)]))
            for line in lines
        ]
        assert shown == rows


def test_every_table_is_a_sheet_with_numbers(
    association_client: CheckedClient, report: Report
) -> None:
    content = association_client.get("/otchet/otchet.xlsx").data
    book = load_workbook(BytesIO(content))
    sheets = book.worksheets[1:-1]
    for sheet, table in zip(sheets, report.tables, strict=True):
        rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
        assert rows == list(table.rows), table.name
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_every_table_is_in_the_word_file(association_client: CheckedClient, report: Report) -> None:
    content = association_client.get("/otchet/otchet.docx").data
    tables = Document(BytesIO(content)).tables
    for found, table, rows in zip(tables, report.tables, told(report), strict=True):
        shown = [
            words(tuple(cell.text for cell in line.cells[: len(table.headings)]))
            for line in found.rows[1:]
        ]
        assert shown == rows, table.name


@pytest.mark.libreoffice
def test_every_number_is_in_the_pdf_in_its_order(
    association_client: CheckedClient, report: Report
) -> None:
    content = association_client.get("/otchet/otchet.pdf").data
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    plain = re.sub(r"[\s█]+", "", text)
    at = 0
    for rows in told(report):
        for row in rows:
            for cell in row:
                at = plain.index(re.sub(r"\s+", "", cell), at)


def test_other_days_and_districts_go_into_every_form(
    association_client: CheckedClient, report: Report
) -> None:
    page = association_client.get(f"/otchet/{KOTLAS}").text
    assert "Котласский муниципальный округ" in page
    address = re.findall(r'href="(/otchet/otchet\.xlsx[^"]+)"', page)[0].replace("&amp;", "&")
    book = load_workbook(BytesIO(association_client.get(address).data))
    sheet = book["План и факт"]
    counted = {row[0].value: row[2].value for row in sheet.iter_rows(min_row=2)}
    assert counted["Стратегические сессии"] == 1
    assert counted["Новые НКО"] == 1
    assert counted["Округа, где работает проект"] == 1


def test_bad_days_are_told_at_their_place(association_client: CheckedClient) -> None:
    bad = association_client.get("/otchet/?since-day=31&since-month=2&since-year=2024")
    assert bad.status_code == 422
    assert "Впишите день, месяц и год или оставьте пустым." in bad.text
    turned = association_client.get("/otchet/?since-day=1&since-month=2&since-year=2030")
    assert "Последний день раньше первого." in turned.text


def _altered(before: str, after: str) -> bytes:
    """Our template with other words in it."""
    content, made = (FOLDER / TEMPLATE).read_bytes(), BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for item in old.namelist():
            part = old.read(item)
            if item == "word/document.xml":
                assert before.encode() in part
                part = part.replace(before.encode(), after.encode())
            new.writestr(item, part)
    return made.getvalue()


def _bring(client: CheckedClient, content: bytes) -> TestResponse:
    client.get("/otchet/shablon/")
    file = (BytesIO(content), "report.docx")
    return client.send("/otchet/shablon/", note="другие слова", file=file)


def test_the_association_writes_its_own_words(
    association_client: CheckedClient, store: Store
) -> None:
    assert _bring(association_client, _altered("ОТЧЁТ", "НАШ ОТЧЁТ")).status_code == 303
    assert "НАШ ОТЧЁТ" not in _text(association_client)
    association_client.get("/otchet/shablon/")
    assert association_client.send("/otchet/shablon/1/", seen="0").status_code == 303
    assert "НАШ ОТЧЁТ" in _text(association_client)
    assert association_client.send("/otchet/shablon/0/", seen="7").status_code == 409
    assert association_client.send("/otchet/shablon/0/", seen="1").status_code == 303
    assert "НАШ ОТЧЁТ" not in _text(association_client)


def _text(client: CheckedClient) -> str:
    document = Document(BytesIO(client.get("/otchet/otchet.docx").data))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{{ fact.sessions }}", "{{ fact.secrets }}", "secrets"),
        ("{{ fact.sessions }}", "{{ fact.__class__ }}", "Имена со знаком"),
        ("{{ fact.sessions }}", "{{ fact.sessions", "абзац"),
    ],
)
def test_a_template_that_asks_for_more_is_refused_with_its_place(
    association_client: CheckedClient, store: Store, before: str, after: str, said: str
) -> None:
    answer = _bring(association_client, _altered(before, after))
    assert answer.status_code == 422
    assert said in answer.text
    assert store.versions("report_template", TEMPLATE) == ()


def test_what_is_no_document_is_not_taken(association_client: CheckedClient) -> None:
    for content in (b"MZ not a document", b""):
        assert _bring(association_client, content).status_code == 422
