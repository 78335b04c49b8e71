"""Help that follows from what is typed: by a script while typing, by a button without one."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from registration.domain.case import Case
from registration.store import Channel, Store
from tests.web.conftest import CheckedClient
from web.naming import core_of, full_names

PLACE = {"territory.settlement_kind": "selo", "territory.settlement": "Прилук"}
FULL = (
    "Территориальное общественное самоуправление «Заречье» "
    "Верхнетоемского муниципального округа Архангельской области"
)


@pytest.fixture
def leader(case: str, leader_client: Callable[[str], CheckedClient], store: Store) -> CheckedClient:
    store.save(case, PLACE, seen=0, author="nina", channel=Channel.PHONE)
    return leader_client(case)


def form_at(client: CheckedClient, address: str) -> dict[str, str]:
    page = BeautifulSoup(client.get(address).text, "html.parser")
    return {str(tag["name"]): str(tag["value"]) for tag in page.select("form[data-save] input")}


def told(client: CheckedClient, address: str, **typed: str) -> str:
    form = {**form_at(client, address), **typed}
    answer: Any = client.post(f"{address}podskazka/", data=form).json
    return BeautifulSoup(answer["html"], "html.parser").get_text(" ", strip=True)


def test_full_names_are_made_of_the_word_while_it_is_typed(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/full_name/"
    before = store.load(case)
    text = told(leader, address, **{"tos.full_name": "Заречье"})
    assert FULL in text
    assert "«Заречье» села Прилук Верхнетоемского" in text
    assert told(leader, address, **{"tos.full_name": FULL}) == f"В бумагах будет так: {FULL}."
    assert store.load(case) == before


def test_without_scripts_a_button_saves_and_shows_the_name(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/full_name/"
    form = {**form_at(leader, address), "tos.full_name": "Заречье"}
    back = leader.post(address, data={**form, "show": "1"})
    assert back.headers["Location"].endswith("/full_name/#podskazka")
    page = BeautifulSoup(leader.get(address).text, "html.parser")
    ready = page.find("input", attrs={"name": "ready.tos.full_name", "value": FULL})
    assert ready is not None
    assert not ready.has_attr("checked")
    leader.post(address, data={**form_at(leader, address), "ready.tos.full_name": FULL})
    assert store.load(case).answers["tos"] == {"full_name": FULL}


def test_a_short_name_is_offered_and_taken_only_when_chosen(
    case: str, leader: CheckedClient, store: Store
) -> None:
    store.save(case, {"tos.full_name": FULL}, seen=99, author="nina", channel=Channel.PHONE)
    address = f"/delo/{case}/short_name/"
    assert "ТОС «Заречье»" in leader.get(address).text
    form = form_at(leader, address)
    form.pop("ready.tos.short_name")
    leader.post(address, data=form)
    assert store.load(case).answers["tos"] == {"full_name": FULL}


def test_a_choice_still_open_is_not_taken_in_the_background(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/full_name/"
    form = {**form_at(leader, address), "tos.full_name": "Заре", "ready.tos.full_name": FULL}
    leader.post(address, data=form, headers={"X-Requested-With": "save"})
    assert store.load(case).answers["tos"] == {"full_name": "Заре"}


def test_the_quorum_is_counted_while_the_number_is_typed(
    case: str, leader: CheckedClient, store: Store
) -> None:
    given = {"residents.adults": 124, "meeting.registered": 40, "meeting.kind": "assembly"}
    given |= {"people.persons.0.key": "p1"}
    store.save(case, given, seen=99, author="nina", channel=Channel.PHONE)
    text = told(leader, f"/delo/{case}/present/", **{"meeting.present": "40"})
    assert text == "На собрании нужно не меньше 42 человек из 124. Пришли 40: не хватает ещё 2."


def test_the_same_help_is_told_once(case: str, leader: CheckedClient) -> None:
    text = told(leader, f"/delo/{case}/adults/", **{"residents.adults": "124"})
    assert text.count("На собрании нужно") == 1


@pytest.mark.parametrize("junk", ["", "«»", "\x00", "ТОС", "a" * 5_000, "]]><b>", "٣", '«"„'])
def test_any_name_gets_an_answer(case: str, leader: CheckedClient, junk: str) -> None:
    address = f"/delo/{case}/full_name/"
    answer = leader.post(
        f"{address}podskazka/", data={**form_at(leader, address), "tos.full_name": junk}
    )
    assert "<b>" not in answer.text
    assert "«»" not in answer.text


@pytest.mark.parametrize(
    ("typed", "core"),
    [
        ("заречье", "Заречье"),
        ("ТОС «Заречье»", "Заречье"),
        ('Тос "Дружный дом"', "Дружный дом"),
        (FULL, "Заречье"),
    ],
)
def test_the_invented_word_is_found_in_a_name(typed: str, core: str) -> None:
    assert core_of(typed) == core


def test_without_a_district_there_is_one_name() -> None:
    names = tuple(full_names("Заречье", Case()))
    assert names == ("Территориальное общественное самоуправление «Заречье»",)
