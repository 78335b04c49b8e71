"""Answers given on a leader's behalf: listed, confirmed by her, or explained."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from registration.store import Channel, Store
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of
from web import behalf

REASON = "У лидера нет интернета, сверили по телефону"


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 23)


@pytest.fixture
def told(case: str, store: Store) -> str:
    """A case with one answer by phone and one the leader typed herself."""
    seen = store.load(case).revision
    given = {"card.contact_phone": "8 921 555 01 02"}
    store.save(case, given, seen=seen, author="nina", channel=Channel.PHONE)
    store.save(case, {"tos.track": "new"}, seen=seen + 1, author="лидер", channel=Channel.SELF)
    return case


@pytest.fixture
def leader(told: str, leader_client: Callable[[str], CheckedClient]) -> CheckedClient:
    return leader_client(told)


def test_a_leader_sees_what_was_written_for_her_and_not_her_own(
    leader: CheckedClient, told: str
) -> None:
    page = leader.get(f"/delo/{told}/za-lidera/").text
    assert "8 921 555 01 02" in page
    assert "по телефону" in page
    assert "Новый ТОС" not in page


def test_one_button_confirms_all_and_the_list_is_empty(
    leader: CheckedClient, told: str, store: Store
) -> None:
    address = f"/delo/{told}/za-lidera/"
    leader.get(address)
    leader.send(address, seen=str(store.load(told).revision))
    page = leader.get(address).text
    assert "Таких ответов сейчас нет" in page
    assert "лидер проверил ответы" in page
    (one,) = behalf.confirmations(store, told)
    assert (one.author, one.reason) == ("лидер", "")
    assert "лидер подтвердил ответы" in [entry.action for entry in store.log(told)]


def test_an_answer_that_came_after_the_page_waits_for_the_next_time(
    leader: CheckedClient, told: str, store: Store
) -> None:
    address = f"/delo/{told}/za-lidera/"
    leader.get(address)
    seen = store.load(told).revision
    later = {"card.contact_phone": "8 921 555 09 09"}
    store.save(told, later, seen=seen, author="nina", channel=Channel.PAPER)
    leader.send(address, seen=str(seen))
    page = leader.get(address).text
    assert "8 921 555 09 09" in page
    assert "с бумаги" in page


@pytest.mark.parametrize("seen", ["", "x", "-1", "٣", "9" * 40])
def test_a_form_that_has_seen_nothing_confirms_nothing(
    leader: CheckedClient, told: str, seen: str
) -> None:
    address = f"/delo/{told}/za-lidera/"
    leader.get(address)
    assert leader.send(address, seen=seen).status_code == 303
    assert "8 921 555 01 02" in leader.get(address).text


def test_a_number_from_the_future_confirms_only_what_is_there(
    leader: CheckedClient, told: str, store: Store
) -> None:
    address = f"/delo/{told}/za-lidera/"
    leader.get(address)
    leader.send(address, seen="999999999")
    revision = store.load(told).revision
    later = {"card.contact_phone": "8 921 555 09 09"}
    store.save(told, later, seen=revision, author="nina", channel=Channel.PHONE)
    assert "8 921 555 09 09" in leader.get(address).text


def test_a_consultant_records_why_and_the_log_has_no_words_of_it(
    consultant_client: CheckedClient, told: str, store: Store
) -> None:
    address = f"/delo/{told}/za-lidera/"
    board = f"/dela/{told}/"
    assert "ответов: 0" not in consultant_client.get(board).text
    consultant_client.get(address)
    seen = str(store.load(told).revision)
    refused = consultant_client.send(f"{address}prichina/", seen=seen, reason="  ")
    assert refused.status_code == 422
    assert "Впишите причину" in refused.text
    consultant_client.send(f"{address}prichina/", seen=seen, reason=REASON)
    page = consultant_client.get(address).text
    assert REASON in page
    assert "Таких ответов сейчас нет" in page
    assert "ответов: 0" in consultant_client.get(board).text
    assert all("интернет" not in entry.action + entry.what for entry in store.log(told))


def test_a_consultant_cannot_press_the_leaders_button(
    consultant_client: CheckedClient, told: str
) -> None:
    consultant_client.get(f"/delo/{told}/za-lidera/")
    assert consultant_client.send(f"/delo/{told}/za-lidera/", seen="9").status_code == 404


def test_a_whole_case_on_behalf_fits_one_page(
    consultant_client: CheckedClient, store: Store
) -> None:
    case_id = store.create_case("nina")
    answers = answers_of(next(path for path in SAMPLES if path.stem == "verkhnetoemsky"))
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    page = consultant_client.get(f"/delo/{case_id}/za-lidera/").text
    assert "Попова Нина Ивановна" in page
    assert "ОМВД" not in page
