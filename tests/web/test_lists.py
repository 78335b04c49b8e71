"""Pages of lists: their names, the usual agenda, a new item that nobody knows yet."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from registration.questionnaire.page import AskedOf
from registration.questionnaire.pages import PAGES
from registration.store import Channel, Store
from tests.web.conftest import CheckedClient
from web.screens import leaves_of

USUAL = [
    "officers",
    "foundation",
    "name",
    "territory",
    "charter",
    "property",
    "chair",
    "audit",
    "address",
    "applicant",
]


@pytest.fixture
def leader(case: str, leader_client: Callable[[str], CheckedClient]) -> CheckedClient:
    return leader_client(case)


@pytest.fixture
def met(case: str, store: Store) -> str:
    """The case of a new TOS whose meeting has just been held."""
    given = {
        "tos.track": "new",
        "charter.executive": "chair_only",
        "people.persons.0.key": "p1",
        "people.persons.0.name.last": "Попова",
        "meeting.registered": 47,
    }
    store.save(case, given, seen=0, author="nina", channel=Channel.PHONE)
    return case


def agenda(store: Store, case: str) -> list[dict[str, Any]]:
    meeting: Any = store.load(case).answers["meeting"]
    found: list[dict[str, Any]] = meeting.get("agenda", [])
    return found


def hidden_of(client: CheckedClient, address: str) -> dict[str, str]:
    page = BeautifulSoup(client.get(address).text, "html.parser")
    return {str(tag["name"]): str(tag["value"]) for tag in page.select("form[data-save] input")}


def test_every_list_has_a_name_in_russian() -> None:
    seen: tuple[str, str | None] | None = None
    for page in PAGES:
        if page.each and (page.section, page.each) != seen:
            assert page.many, f"{page.id} begins a list without a name"
        seen = (page.section, page.each)


def test_the_page_of_a_list_is_called_as_people_call_it(case: str, leader: CheckedClient) -> None:
    page = BeautifulSoup(leader.get(f"/delo/{case}/person_name/").text, "html.parser")
    assert page.h1 is not None
    assert page.h1.text == "Люди"


def test_the_usual_agenda_is_taken_by_one_button_and_only_once(
    met: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{met}/agenda/"
    assert "Взять обычную повестку" in leader.get(address).text
    leader.send(f"{address}obychnaya/")
    leader.send(f"{address}obychnaya/")
    assert [item["topic"] for item in agenda(store, met)] == USUAL
    assert "obychnaya" not in leader.get(address).text


def test_the_usual_agenda_leaves_what_was_typed(
    met: str, leader: CheckedClient, store: Store
) -> None:
    typed = {"meeting.agenda.0.topic": "charter", "meeting.agenda.0.votes.favour": 45}
    typed |= {"meeting.agenda.1.topic": "other", "meeting.agenda.1.title": "О субботнике"}
    store.save(met, typed, seen=99, author="nina", channel=Channel.PAPER)
    assert "не хватает" in leader.get(f"/delo/{met}/agenda/").text
    leader.send(f"/delo/{met}/agenda/obychnaya/")
    first, second, *rest = agenda(store, met)
    assert first == {"topic": "charter", "votes": {"favour": 45}}
    assert second == {"topic": "other", "title": "О субботнике"}
    assert [item["topic"] for item in rest] == [topic for topic in USUAL if topic != "charter"]


def test_a_new_item_may_be_left_to_the_consultant(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/person_name/1/"
    onward = leader.post(address, data={**hidden_of(leader, address), "unknown": "name"})
    assert onward.headers["Location"].endswith("/person_name/")
    assert store.load(case).unknown == {"people.persons.0.name.last"}
    assert "Вы оставили вопрос консультанту" in leader.get(onward.headers["Location"]).text
    form = hidden_of(leader, address)
    leader.post(address, data={**form, "people.name.last": "Попова", "people.name.first": "Нина"})
    assert store.load(case).unknown == frozenset()


def test_a_leader_is_not_asked_for_codes_of_registers_and_does_not_touch_them(
    case: str, leader: CheckedClient, consultant_client: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/address/"
    theirs = hidden_of(consultant_client, address)
    theirs |= {
        "address.address.settlement": "Емецк",
        "address.address.settlement_kind": "selo",
        "address.address.oktmo": "11508000101",
    }
    consultant_client.post(address, data=theirs)
    page = leader.get(address).text
    assert "ОКТМО" not in page
    assert "ГАР" not in page
    leader.post(
        address, data={**hidden_of(leader, address), "address.address.settlement": "Прилук"}
    )
    saved: Any = store.load(case).answers["address"]
    assert saved["address"]["settlement"] == "Прилук"
    assert saved["address"]["oktmo"] == "11508000101"
    assert "11508000101" in consultant_client.get(address).text
    assert "11508000101" not in leader.get(f"/delo/{case}/proverka/").text


def test_a_code_that_does_not_read_troubles_the_consultant_alone(
    case: str, leader: CheckedClient, consultant_client: CheckedClient, store: Store
) -> None:
    given = {"address.address.oktmo": "1", "address.address.settlement": "Емецк"}
    store.save(case, given, seen=0, author="nina", channel=Channel.PHONE)
    address = f"/delo/{case}/address/"
    assert "8 или 11 цифр" in consultant_client.get(address).text
    assert "8 или 11 цифр" not in leader.get(address).text


def test_codes_of_registers_stand_only_in_groups_of_a_leader() -> None:
    codes = {
        page.id
        for page in PAGES
        for leaf in leaves_of(page)
        if leaf.of is AskedOf.CONSULTANT and page.of is AskedOf.LEADER
    }
    assert codes == {"person_address", "person_actual_address", "address"}


def test_settlements_of_the_district_are_offered_while_one_is_typed(
    case: str, leader: CheckedClient
) -> None:
    page = BeautifulSoup(leader.get(f"/delo/{case}/settlement/").text, "html.parser")
    field = page.find(id="territory.settlement")
    assert field is not None
    offered = page.select("datalist option")
    assert field["list"] == "territory.settlement-known"
    assert "Верхняя Тойма" in [option["value"] for option in offered]
