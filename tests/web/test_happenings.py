"""What was held: written down, mended, taken out of the counts; people are counted, not kept."""

import logging
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from registration.association.counts import done_in, indicators
from registration.association.participants import empty_form
from registration.association.plan import shipped_plan
from registration.association.words import HappeningKind
from registration.store import Role, Span, Store
from tests.web.conftest import CheckedClient

ALWAYS = Span(date.min, date.max)
NEW = "/meropriyatiya/novoe/"
ONE = "/meropriyatiya/1/"
PEOPLE = ONE + "uchastniki/"
GOOD = ("Ивановатестова", "Анна", "Петровна", "Котласский", "ТОС «Родник»")
MEETING = {
    "kind": "session",
    "on-day": "2",
    "on-month": "2",
    "on-year": "2024",
    "district": "kotlassky",
    "title": "Сход",
    "place": "Дом культуры",
    "programme": "1. Открытие\n2. Границы",
    "note": "",
}
ENTITY = {**MEETING, "kind": "registration", "organisation": "АНО «Берег»"}


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 24)


@pytest.fixture
def client(association_client: CheckedClient) -> CheckedClient:
    association_client.get(NEW)
    return association_client


def workbook(*rows: tuple[object, ...]) -> tuple[BytesIO, str]:
    made = openpyxl.load_workbook(BytesIO(empty_form()))
    for row in rows:
        made.active.append(row)
    content = BytesIO()
    made.save(content)
    return BytesIO(content.getvalue()), "Список Ивановатестова.xlsx"


def brought(client: CheckedClient, *rows: tuple[object, ...], seen: int = 1) -> TestResponse:
    client.get(PEOPLE)
    return client.send(PEOPLE, file=workbook(*rows), seen=seen)


def test_an_entry_is_written_down_and_stands_in_the_list(client: CheckedClient) -> None:
    client.get(NEW)
    assert client.send(NEW, **MEETING).location == ONE
    page = client.get(ONE).text
    assert "2. Границы" in page and "Дом культуры" in page and "Котласский" in page
    assert "Сход" in client.get("/meropriyatiya/").text


def test_both_roles_write_and_others_do_not(
    client: CheckedClient, consultant_client: CheckedClient, administrator_client: CheckedClient
) -> None:
    consultant_client.get(NEW)
    consultant_client.send(NEW, **MEETING)
    assert "Сход" in client.get(ONE).text
    assert administrator_client.get("/meropriyatiya/").status_code == 403


WRONG = {
    "kind": ({"kind": "party"}, "Выберите, что это было"),
    "no day": ({"on-day": "31"}, "Впишите день, месяц и год"),
    "tomorrow": ({"on-day": "25", "on-month": "11", "on-year": "2026"}, "ещё не наступил"),
    "long ago": ({"on-year": "1999"}, "раньше 2000"),
    "district": ({"district": "msk"}, "Выберите округ"),
    "title": ({"title": " "}, "Впишите название"),
    "long": ({"title": "а" * 201}, "Длиннее 200 знаков"),
}


@pytest.mark.parametrize("change, said", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_and_the_typed_text_stays(
    client: CheckedClient, store: Store, change: dict[str, str], said: str
) -> None:
    answer = client.send(NEW, **{**MEETING, **change})
    assert answer.status_code == 422 and said in answer.text and "2. Границы" in answer.text
    assert not store.happenings(ALWAYS, *HappeningKind)


def test_the_last_possible_day_is_today(client: CheckedClient) -> None:
    today = {"on-day": "24", "on-month": "11", "on-year": "2026"}
    assert client.send(NEW, **{**MEETING, **today}).status_code == 303


@pytest.mark.parametrize(
    "ogrn, said", [("", "13 цифр"), ("1022900000", "13 цифр"), ("1027700132196", "не сходится")]
)
def test_a_registration_needs_a_true_number(client: CheckedClient, ogrn: str, said: str) -> None:
    answer = client.send(NEW, **ENTITY, ogrn=ogrn)
    assert answer.status_code == 422 and said in answer.text


def test_a_registration_is_one_more_organisation(client: CheckedClient, store: Store) -> None:
    assert client.send(NEW, **ENTITY, ogrn="1027700 132195").status_code == 303
    assert "1027700132195" in client.get(ONE).text
    assert numbers(store)["organisations"] == 1


def numbers(store: Store) -> dict[str, int]:
    found = indicators(shipped_plan(), done_in(store, shipped_plan().span))
    return {item.name.value: item.value for item in found}


def test_the_same_kind_day_and_district_are_asked_about(
    client: CheckedClient, store: Store
) -> None:
    client.send(NEW, **MEETING)
    again = client.send(NEW, **{**MEETING, "title": "Сход граждан"})
    assert again.status_code == 422 and "Это другое мероприятие" in again.text
    assert client.send(NEW, **MEETING, confirm="yes").status_code == 303
    assert len(store.happenings(ALWAYS, "session")) == 2


@pytest.mark.parametrize("change", [{"kind": "trip"}, {"on-day": "3"}, {"district": "vse"}])
def test_another_kind_day_or_district_is_no_double(
    client: CheckedClient, change: dict[str, str]
) -> None:
    client.send(NEW, **MEETING)
    assert client.send(NEW, **{**MEETING, **change}).status_code == 303


def test_an_entry_is_no_double_of_itself_and_keeps_its_kind(
    client: CheckedClient, store: Store
) -> None:
    client.send(NEW, **MEETING)
    changed = {**MEETING, "kind": "webinar", "title": "Сход граждан", "seen": "1"}
    assert client.send(ONE + "izmenit/", **changed).status_code == 303
    assert store.happening(1).kind == "session" and "Сход граждан" in client.get(ONE).text


def test_two_at_one_entry_the_second_is_told_and_keeps_her_words(
    client: CheckedClient, store: Store
) -> None:
    client.send(NEW, **MEETING)
    client.send(ONE + "izmenit/", **MEETING, seen="1")
    late = client.send(ONE + "izmenit/", **{**MEETING, "title": "Моё"}, seen="1")
    assert late.status_code == 409 and "Моё" in late.text
    assert store.happening(1).about["title"] == "Сход"
    assert 'name="seen" value="2"' in late.text
    wrong = client.send(ONE + "izmenit/", **{**MEETING, "title": ""}, seen="2")
    assert wrong.status_code == 422 and 'name="seen" value="2"' in wrong.text


def test_a_withdrawn_entry_stays_with_its_reason_and_counts_no_more(
    client: CheckedClient, store: Store
) -> None:
    client.send(NEW, **MEETING)
    brought(client, GOOD)
    assert (numbers(store)["sessions"], numbers(store)["participants"]) == (1, 1)
    silent = client.send(ONE + "uchet/", withdrawn="yes", seen="2")
    assert silent.status_code == 422
    client.send(ONE + "uchet/", withdrawn="yes", reason="записано дважды", seen="2")
    assert (numbers(store)["sessions"], numbers(store)["participants"]) == (0, 0)
    shown = client.get("/meropriyatiya/").text
    assert "<s>Сход</s>" in shown and "записано дважды" in shown
    assert brought(client, GOOD, seen=3).status_code == 422
    late = client.send(ONE + "uchet/", withdrawn="no", reason="ошибка", seen="2")
    assert late.status_code == 409
    client.send(ONE + "uchet/", withdrawn="no", reason="ошибка", seen="3")
    assert (numbers(store)["sessions"], numbers(store)["participants"]) == (1, 1)
    assert "возвращено в учёт. ошибка" in client.get(ONE).text


def test_the_list_is_narrowed_by_days_kind_and_district(client: CheckedClient) -> None:
    client.send(NEW, **MEETING)
    client.send(NEW, **{**MEETING, "kind": "webinar", "title": "Вебинар", "district": "vse"})
    client.send(NEW, **{**MEETING, "on-year": "2025", "title": "Поздний"})

    def shown(query: str) -> list[str]:
        page = client.get("/meropriyatiya/?" + query).text
        return [title for title in ("Сход", "Вебинар", "Поздний") if f">{title}</a>" in page]

    assert shown("vid=webinar") == ["Вебинар"]
    assert shown("okrug=kotlassky") == ["Сход", "Вебинар", "Поздний"]
    assert shown("okrug=nyandomsky") == ["Вебинар"]
    assert shown("until-day=31&until-month=12&until-year=2024") == ["Сход", "Вебинар"]
    assert shown("since-day=1&since-month=1&since-year=2025") == ["Поздний"]
    wrong = client.get("/meropriyatiya/?since-day=1&since-month=13&since-year=2025")
    assert wrong.status_code == 422 and "оставьте пустым" in wrong.text


def test_many_entries_are_told_by_leaves(client: CheckedClient, store: Store) -> None:
    for number in range(51):
        store.add_happening("trip", date(2024, 1, 1), "", {"title": f"Выезд {number}."})
    first = client.get("/meropriyatiya/?vid=trip").text
    assert "Выезд 50." in first and "Выезд 0." not in first and "list=2" in first
    assert "Выезд 0." in client.get("/meropriyatiya/?vid=trip&list=2").text


def test_materials_are_links_and_files(client: CheckedClient, store: Store) -> None:
    client.send(NEW, **MEETING)
    at = ONE + "materialy/"
    wrong = client.send(at, material="Новость", link="javascript:alert(1)", seen="1")
    assert wrong.status_code == 422
    assert client.send(at, material="Новость", seen="1").status_code == 422
    client.send(at, material="Новость", link="https://vk.com/x", seen="1")
    pdf = (BytesIO(small_pdf()), "презентация.pdf")
    assert client.send(at, material="Показ", file=pdf, seen="2").status_code == 303
    page = client.get(ONE).text
    assert 'href="https://vk.com/x"' in page and "Показ (PDF" in page
    given = client.get(at + "2/")
    assert given.data.startswith(b"%PDF") and given.mimetype == "application/pdf"
    assert client.send(at + "2/ubrat/", seen="2").status_code == 409
    client.send(at + "2/ubrat/", seen="3")
    assert client.get(at + "2/").status_code == 404
    exe = (BytesIO(b"MZ"), "показ.pdf")
    assert client.send(at, material="Показ", file=exe, seen="4").status_code == 422


def small_pdf() -> bytes:
    from pypdf import PdfWriter

    made, content = PdfWriter(), BytesIO()
    made.add_blank_page(200, 200)
    made.write(content)
    return content.getvalue()


def test_people_are_counted_and_nothing_of_them_is_kept(
    client: CheckedClient, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.send(NEW, **MEETING)
    client.send(NEW, **{**MEETING, "kind": "webinar"})
    done = brought(client, GOOD, ("Осипов", "Пётр", "нет", "другой"))
    page = client.get(done.location).text
    assert "Пришло человек: 2. Впервые в проекте: 2." in page
    client.get("/meropriyatiya/2/uchastniki/")
    rows = (GOOD, ("Осипов", "Иван", "нет", "другой"))
    again = client.send("/meropriyatiya/2/uchastniki/", file=workbook(*rows), seen=1)
    assert "Впервые в проекте: 1." in client.get(again.location).text
    assert numbers(store)["participants"] == 3
    told = done.location + caplog.text + repr(store.happening(1)) + repr(store.log())
    assert "вановатестов" not in told.casefold()


def test_one_bad_row_keeps_the_whole_list_out(client: CheckedClient, store: Store) -> None:
    client.send(NEW, **MEETING)
    answer = brought(client, GOOD, ("Осипов", "П.", "нет", "Где-то"))
    assert answer.status_code == 422
    assert "Строка 3, ячейка B3: инициалы" in answer.text
    assert "Строка 3, ячейка D3: такого округа" in answer.text
    assert store.happening(1).visits == 0 and store.participants(ALWAYS, "session") == {}


def test_a_new_list_stands_instead_of_the_old_one(client: CheckedClient, store: Store) -> None:
    client.send(NEW, **MEETING)
    brought(client, GOOD)
    assert brought(client, GOOD, seen=1).status_code == 409
    brought(client, ("Осипов", "Пётр", "нет", "Няндомский"), seen=2)
    assert store.participants(ALWAYS, "session") == {"nyandomsky": 1}
    client.send(PEOPLE + "ubrat/", seen="3")
    assert store.happening(1).visits == 0


@pytest.mark.parametrize("field", ["visits", "count", "number"])
def test_a_number_without_a_list_is_not_taken(
    client: CheckedClient, store: Store, field: str
) -> None:
    client.send(NEW, **MEETING, **{field: "175"})
    client.send(PEOPLE, seen="1", **{field: "175"})
    assert store.happening(1).visits == 0


def test_only_what_people_come_to_has_a_list(client: CheckedClient, store: Store) -> None:
    store.add_happening("publication", date(2024, 1, 1), "", {"title": "Новость"})
    assert client.get(PEOPLE).status_code == 404
    assert client.get("/meropriyatiya/9/").status_code == 404


def test_the_empty_form_is_given_out(client: CheckedClient) -> None:
    page = openpyxl.load_workbook(BytesIO(client.get("/meropriyatiya/uchastniki.xlsx").data)).active
    assert [cell.value for cell in page[1]][:4] == ["Фамилия", "Имя", "Отчество", "Округ"]


def test_the_pages_say_what_counts_and_what_not_to_write(client: CheckedClient) -> None:
    assert "Не пишите сюда паспорта, телефоны" in client.get(NEW).text
    client.send(NEW, **MEETING)
    assert "одинаковые фамилию, имя и отчество в одном округе" in client.get(PEOPLE).text
    assert client.visit_as(Role.CONSULTANT, "nina").get(PEOPLE).status_code == 200
