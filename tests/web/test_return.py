"""Coming back: what is left to do, and an answer that was typed when the visit had ended."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from registration.store import Role, Store
from tests.web.conftest import CheckedClient
from tests.web.test_questionnaire import form_at, full_case  # noqa: F401 - a fixture


@pytest.fixture
def leader(case: str, leader_client: Callable[[str], CheckedClient]) -> CheckedClient:
    return leader_client(case)


def hidden_on(html: str) -> dict[str, str]:
    page = BeautifulSoup(html, "html.parser")
    return {str(tag["name"]): str(tag["value"]) for tag in page.select("main input[type=hidden]")}


def test_an_answer_sent_after_the_visit_ended_waits_until_she_enters_again(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/settlement/"
    typed = {"territory.settlement": "Верхняя «Тойма»", "territory.settlement_kind": "selo"}
    form = {**form_at(leader, address), **typed}
    leader.delete_cookie("visit")
    gone = leader.post(address, data=form)
    assert gone.status_code == 401
    assert "territory" not in store.load(case).answers or "settlement" not in str(
        store.load(case).answers["territory"]
    )
    carried = hidden_on(gone.text)
    assert carried["territory.settlement"] == "Верхняя «Тойма»"
    leader.visit_as(Role.LEADER, case)
    assert leader.post(address, data=carried).status_code == 303
    assert store.load(case).answers["territory"] == {
        "district": "verkhnetoemsky",
        "settlement": "Верхняя «Тойма»",
        "settlement_kind": "selo",
    }


def test_another_leader_cannot_save_the_carried_answer(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/settlement/"
    form = {**form_at(leader, address), "territory.settlement": "Прилук"}
    leader.delete_cookie("visit")
    carried = hidden_on(leader.post(address, data=form).text)
    other = store.create_case("nina")
    leader.visit_as(Role.LEADER, other)
    assert leader.post(address, data=carried).status_code == 404


def test_a_page_of_a_stranger_puts_no_words_into_ours(case: str, client: CheckedClient) -> None:
    gone = client.post(f"/delo/{case}/settlement/", data={"territory.settlement": "Чужое слово"})
    assert gone.status_code == 401
    assert "Чужое слово" not in gone.text


def test_the_task_list_says_how_much_is_left(case: str, leader: CheckedClient) -> None:
    text = BeautifulSoup(leader.get(f"/delo/{case}/").text, "html.parser").get_text(" ")
    assert "Осталось разделов: 11. Это около" in text


def test_a_full_case_has_nothing_left(
    full_case: str,  # noqa: F811
    leader_client: Callable[[str], CheckedClient],
) -> None:
    assert "Вы прошли все вопросы" in leader_client(full_case).get(f"/delo/{full_case}/").text
