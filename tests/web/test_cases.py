"""The list of cases and the dates of all: what each waits for, found and counted on the site."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import event

from registration.questionnaire.path import read_along_path
from registration.store import Channel, Store
from tests.web.conftest import CheckedClient, make_case
from tests.web.test_whole_case import SAMPLES, answers_of

ON = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: ON


@pytest.fixture
def full_case(store: Store) -> str:
    case_id = store.create_case("nina")
    answers = answers_of(next(path for path in SAMPLES if path.stem == "kotlassky"))
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    return case_id


def test_a_line_says_what_the_case_waits_for(
    consultant_client: CheckedClient, full_case: str
) -> None:
    page = consultant_client.get("/dela/").text
    assert "Анкета" in page and "ход: ТОС" in page
    assert re.search(r"\d+ %", page)
    assert "разговоров не записано" in page


def test_a_change_is_in_the_list_at_the_next_look(
    consultant_client: CheckedClient, store: Store, case: str
) -> None:
    consultant_client.get("/dela/")
    seen = store.load(case).revision
    store.save(case, {"card.number": "ВТ-77"}, seen=seen, author="nina", channel=Channel.PHONE)
    assert "Дело ВТ-77" in consultant_client.get("/dela/").text


def test_a_view_and_a_district_narrow_the_list(
    consultant_client: CheckedClient, store: Store, case: str, full_case: str
) -> None:
    assert "Дел: 2" in consultant_client.get("/dela/").text
    assert "Дел: 1" in consultant_client.get("/dela/?okrug=kotlassky").text
    assert "Таких дел нет" in consultant_client.get("/dela/?vid=zhdut-minyust").text
    assert "Дел: 2" in consultant_client.get("/dela/?vid=chuzhoj&okrug=atlantida&list=9").text


def test_who_is_to_be_called_is_not_called_twice(
    consultant_client: CheckedClient, full_case: str
) -> None:
    assert "Дел: 1" in consultant_client.get("/dela/?vid=pozvonit").text
    path = f"/dela/{full_case}/zvonki/"
    consultant_client.get(path)
    sent = consultant_client.send(path, means="phone", words="Обещали прислать паспорт.")
    assert sent.status_code == 303
    talks = consultant_client.get(path).text
    assert "по телефону" in talks and "Обещали прислать паспорт." in talks
    assert "Таких дел нет" in consultant_client.get("/dela/?vid=pozvonit").text
    assert "говорили" in consultant_client.get("/dela/").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"means": "phone", "words": " "}, "Впишите, о чём говорили"),
        ({"means": "smoke", "words": "Договорились."}, "Выберите, как говорили"),
        ({"means": "phone", "words": "я" * 2001}, "Сократите: сейчас 2001"),
    ],
)
def test_a_talk_without_its_words_is_not_recorded(
    consultant_client: CheckedClient, store: Store, case: str, fields: dict[str, str], told: str
) -> None:
    path = f"/dela/{case}/zvonki/"
    consultant_client.get(path)
    answer = consultant_client.send(path, **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert fields["words"].strip() in answer.text
    assert store.journal(case, "contact") == ()


def test_a_case_is_found_by_the_beginning_of_a_surname_never_by_address(
    consultant_client: CheckedClient, store: Store, full_case: str, case: str
) -> None:
    consultant_client.get("/dela/")
    chair = read_along_path(store.load(full_case).answers).case.roles.chair
    assert chair is not None
    found = consultant_client.send("/dela/poisk/", q=f"  {chair.name.last[:4].upper()} ")
    assert "Дел: 1" in found.text and f"/dela/{full_case}/" in found.text
    by_number = consultant_client.send("/dela/poisk/", q="ВТ-1")
    assert "Дел: 1" in by_number.text and f"/dela/{case}/" in by_number.text
    assert "Ничего не нашлось" in consultant_client.send("/dela/poisk/", q="ъъъ").text
    assert consultant_client.send("/dela/poisk/", q=" . ").status_code == 422
    assert consultant_client.get("/dela/poisk/").location == "/dela/"


def test_long_lists_are_turned_over_and_cost_the_same_queries(
    consultant_client: CheckedClient, store: Store
) -> None:
    def queries() -> int:
        asked: list[str] = []

        def count(*given: object) -> None:
            asked.append(str(given[2]))

        event.listen(store._database.engine, "before_cursor_execute", count)
        consultant_client.get("/dela/")
        event.remove(store._database.engine, "before_cursor_execute", count)
        return len(asked)

    for number in range(3):
        make_case(store, f"А-{number}")
    consultant_client.get("/dela/")
    few = queries()
    for number in range(27):
        make_case(store, f"Б-{number}")
    consultant_client.get("/dela/")
    assert queries() == few
    page = consultant_client.get("/dela/").text
    assert "Дел: 30, лист 1 из 2" in page
    assert "Следующий лист" in page
    second = consultant_client.get("/dela/?list=2").text
    assert "Предыдущий лист" in second
    assert not set(re.findall(r"/dela/[0-9a-f]{32}/", page)) & set(
        re.findall(r"/dela/[0-9a-f]{32}/", second)
    )


def test_all_dates_stand_by_day_and_lead_to_their_case(
    consultant_client: CheckedClient, full_case: str, case: str
) -> None:
    page = consultant_client.get("/sroki/").text
    assert f"/dela/{full_case}/sroki/" in page
    assert f"/dela/{case}/sroki/" not in page


def test_the_secret_calendar_holds_all_cases_until_it_is_closed(
    consultant_client: CheckedClient,
    client: CheckedClient,
    store: Store,
    full_case: str,
) -> None:
    consultant_client.get("/sroki/")
    shown = consultant_client.send("/sroki/adres/").text
    found = re.search(r"http://localhost(/kalendar/[^<]+\.ics)<", shown)
    assert found is not None
    assert found.group(1) not in consultant_client.get("/sroki/").text
    answer = client.get(found.group(1))
    assert answer.mimetype == "text/calendar"
    titles = [str(item["summary"]) for item in Calendar.from_ical(answer.data).walk("VEVENT")]
    number = store.case_row(full_case).number
    assert titles and all(title.startswith(f"{number}: ") for title in titles)
    consultant_client.send("/sroki/adres/zakryt/")
    assert client.get(found.group(1)).status_code == 404
    assert client.get("/kalendar/vydumano.ics").status_code == 404


@pytest.mark.parametrize("path", ["/dela/", "/sroki/", "/dela/{case}/zvonki/"])
def test_lists_of_cases_are_for_the_desk_only(
    association_client: CheckedClient,
    leader_client: Callable[[str], CheckedClient],
    case: str,
    path: str,
) -> None:
    address = path.format(case=case)
    assert association_client.get(address).status_code in (302, 303, 403, 404)
    assert leader_client(case).get(address).status_code in (302, 303, 403, 404)


def test_the_newest_case_is_told_truly_however_many_wait_to_be_worked_out(
    consultant_client: CheckedClient, store: Store
) -> None:
    for number in range(60):
        make_case(store, f"В-{number}")
    newest = make_case(store, "НОВОЕ-1")
    assert "Дело НОВОЕ-1" in consultant_client.get("/dela/").text
    assert "без номера" not in consultant_client.get("/dela/?list=2").text
    found = consultant_client.send("/dela/poisk/", q="новое")
    assert f"/dela/{newest}/" in found.text
