"""The collection of practices: written, published with consent, taken away, printed."""

import json
import re
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from pypdf import PdfReader
from werkzeug.test import TestResponse

from registration.association.practices import PRACTICE, Practice, personal
from registration.store import Store
from tests.web.conftest import CheckedClient

GIVEN = {
    "title": "ТОС «Заречье»",
    "district": "kotlassky",
    "heading": "Тропа к роднику",
    "need": "Тропы не было.\r\n\r\nВесной вода.",
    "deed": "Настелили мостки.",
    "result": "Двести метров.",
    "advice": "",
    "consent_on-day": "1",
    "consent_on-month": "10",
    "consent_on-year": "2026",
    "on-day": "2",
    "on-month": "11",
    "on-year": "2026",
}


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 24)


def written(client: CheckedClient, **other: str) -> TestResponse:
    client.get("/praktiki/novaya/")
    return client.send("/praktiki/novaya/", **{**GIVEN, **other})


def published(client: CheckedClient, **other: str) -> str:
    """Address of a page that all may read, as its writers see it."""
    address = written(client, **other).location
    client.get(address)
    assert client.send(f"{address}publikaciya/1/", seen="0").status_code == 303
    return str(address)


def test_nobody_reads_a_page_before_it_is_published_or_after(
    association_client: CheckedClient, client: CheckedClient
) -> None:
    address = written(association_client).location
    public = address.replace("praktiki", "sbornik")
    assert client.get(public).status_code == 404
    association_client.get(address)
    association_client.send(f"{address}publikaciya/1/", seen="0")
    assert "Весной вода." in client.get(public).text
    assert "Тропа к роднику" in client.get("/sbornik/").text
    assert association_client.send(f"{address}snyat/", seen="1", reason="").status_code == 422
    gone = association_client.send(f"{address}snyat/", seen="1", reason="ТОС отозвал согласие")
    assert gone.status_code == 303
    assert client.get(public).status_code == 404
    assert "Тропа к роднику" not in client.get("/sbornik/").text
    assert "ТОС отозвал согласие" in association_client.get(address).text


def test_other_words_wait_until_they_are_published(
    association_client: CheckedClient, client: CheckedClient
) -> None:
    address = published(association_client)
    association_client.get(f"{address}pravka/")
    sent = association_client.send(
        f"{address}pravka/", **{**GIVEN, "heading": "Мостки", "seen": "1"}
    )
    assert sent.status_code == 303
    assert "правка ждёт публикации" in association_client.get("/praktiki/").text
    public = address.replace("praktiki", "sbornik")
    assert "Мостки" not in client.get(public).text
    association_client.get(address)
    association_client.send(f"{address}publikaciya/2/", seen="1")
    assert "Мостки" in client.get(public).text
    association_client.send(f"{address}publikaciya/1/", seen="2")
    assert "Мостки" not in client.get(public).text


def test_the_second_of_two_writers_is_told(association_client: CheckedClient) -> None:
    address = published(association_client)
    association_client.get(f"{address}pravka/")
    late = {**GIVEN, "heading": "Поздно", "seen": "7"}
    answer = association_client.send(f"{address}pravka/", **late)
    assert answer.status_code == 409
    assert "Поздно" in answer.text
    assert association_client.send(f"{address}publikaciya/1/", seen="0").status_code == 409
    assert association_client.send(f"{address}snyat/", seen="0", reason="так").status_code == 409


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"consent_on-day": ""}, "без согласия не публикуют"),
        ({"consent_on-day": "25", "consent_on-month": "11"}, "ещё не наступил"),
        ({"on-month": "9"}, "не может быть раньше согласия"),
        ({"district": "nowhere"}, "Выберите округ"),
        ({"title": " "}, "от 1 до 200"),
        ({"deed": "я" * 6001}, "от 1 до 6000"),
    ],
)
def test_a_bad_page_is_told_at_its_place(
    association_client: CheckedClient, store: Store, other: dict[str, str], said: str
) -> None:
    answer = written(association_client, **other)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Весной вода." in answer.text
    assert store.newest(PRACTICE) == {}


def test_what_looks_personal_is_seen_by_a_person_before_it_is_published(
    association_client: CheckedClient,
) -> None:
    address = written(association_client, need="Звоните: 8 (911) 555-01-02").location
    assert "телефон — 8 (911) 555-01-02" in association_client.get(address).text
    assert association_client.send(f"{address}publikaciya/1/", seen="0").status_code == 422
    checked = association_client.send(f"{address}publikaciya/1/", seen="0", checked="yes")
    assert checked.status_code == 303


@pytest.mark.parametrize(
    ("text", "is_personal"),
    [
        ("пишите на anna.k@mail.ru", True),
        ("паспорт 1105 № 123456", True),
        ("СНИЛС 112-233-445 95", True),
        ("+79115550102", True),
        ("родилась 01.02.1950 р.", True),
        ("купили 1105 досок за 123456 рублей в 2024 году", False),
        ("грант 1234567890 рублей не бывает, а 300 000 — да", True),
        ("открыли 12.06.2024, пришло 80 человек", False),
    ],
)
def test_what_looks_personal(text: str, is_personal: bool) -> None:
    practice = Practice(
        title="ТОС",
        district="kotlassky",
        on=date(2026, 1, 1),
        consent_on=date(2026, 1, 1),
        heading="О деле",
        need=text,
        deed="дело",
        result="есть",
    )
    assert bool(personal(practice)) is is_personal


def book(client: CheckedClient, ending: str) -> bytes:
    return bytes(client.get(f"/praktiki/sbornik.{ending}").data)


def test_there_is_no_empty_book(association_client: CheckedClient) -> None:
    written(association_client)
    assert association_client.get("/praktiki/sbornik.docx").status_code == 404


def test_the_book_holds_published_pages_only(association_client: CheckedClient) -> None:
    published(association_client)
    published(association_client, heading="Свет & <b>", district="verkhnetoemsky")
    written(association_client, heading="Черновик")
    document = Document(BytesIO(book(association_client, "docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "ТОС – территория диалога" in text
    assert "Свет & <b>" in text
    assert "Весной вода." in text
    assert "Черновик" not in text
    assert "Совет другим" not in text, "an empty part is not printed"
    lines = [row.cells[0].text for row in document.tables[0].rows]
    assert [line[:3] for line in lines] == ["1. ", "2. "]


@pytest.mark.libreoffice
def test_the_contents_name_the_page_of_each_practice(association_client: CheckedClient) -> None:
    published(association_client, deed="\n".join(["Долгое дело. " * 30] * 14), heading="Первая")
    published(association_client, heading="Вторая", title="ТОС «Я»")
    pages = PdfReader(BytesIO(book(association_client, "pdf"))).pages
    contents = re.findall(r"(Первая|Вторая)\..*?(\d+)\s*(?:\n|$)", pages[1].extract_text(), re.S)
    assert len(contents) == 2
    for heading, number in contents:
        assert heading in pages[int(number) - 1].extract_text()
    assert int(contents[1][1]) > int(contents[0][1]) + 1, "the first takes two pages"


def test_who_may_write(client: CheckedClient, administrator_client: CheckedClient) -> None:
    assert client.get("/praktiki/").status_code == 303
    assert administrator_client.get("/praktiki/").status_code == 403


def test_a_page_is_kept_whole(association_client: CheckedClient, store: Store) -> None:
    written(association_client)
    (held,) = store.newest(PRACTICE).values()
    assert json.loads(held.content)["need"] == "Тропы не было.\n\nВесной вода."
    assert not held.in_force
