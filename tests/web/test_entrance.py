"""Coming in: link, code, password with a second step; going out."""

import logging
from collections.abc import Callable

import pyotp
import pytest

from registration.store import Role, Store
from tests.web.conftest import CheckedClient

PASSWORD = "длинный пароль сотрудника"  # noqa: S105


def test_looking_at_a_link_does_not_let_in(client: CheckedClient, store: Store, case: str) -> None:
    address = f"/ssylka/{store.issue_link(case, 90)}/"
    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
    assert client.get(f"/delo/{case}/").status_code in (303, 404)
    assert client.get("/").status_code == 200  # still nobody


def test_the_button_of_a_link_opens_the_questionnaire(
    client: CheckedClient, store: Store, case: str
) -> None:
    address = f"/ssylka/{store.issue_link(case, 90)}/"
    client.get(address)
    response = client.send(address)
    assert response.status_code == 303
    assert response.location == f"/delo/{case}/"
    assert client.get("/").location == f"/delo/{case}/"


def test_a_revoked_link_says_what_to_do(client: CheckedClient, store: Store, case: str) -> None:
    address = f"/ssylka/{store.issue_link(case, 90)}/"
    store.revoke(case)
    response = client.send(address)
    assert response.status_code == 410
    assert "Ссылка больше не действует" in response.text
    assert "позвоните консультанту" in response.text


def test_a_dictated_code_lets_in_once(
    new_client: Callable[[], CheckedClient], store: Store, case: str
) -> None:
    code = store.issue_code(case)
    assert new_client().send("/kod/", code=f"{code[:4]} {code[4:]}").location == f"/delo/{case}/"
    again = new_client().send("/kod/", code=code)
    assert again.status_code == 422
    assert "попросите у консультанта новый код" in again.text


@pytest.mark.parametrize("typed", ["", "1234", "12345678", "восемь"])
def test_a_wrong_code_is_told_at_the_field(client: CheckedClient, typed: str) -> None:
    response = client.send("/kod/", code=typed)
    assert response.status_code == 422
    assert 'href="#code"' in response.text
    assert "<title>Ошибка: " in response.text


def test_staff_enter_by_password_and_second_step(client: CheckedClient, store: Store) -> None:
    secret = store.add_user("nina", Role.CONSULTANT, PASSWORD)
    first = client.send("/vhod/", name="nina", password=PASSWORD)
    assert first.location == "/vhod/shag-2/"
    assert client.get("/dela/").status_code == 303  # a password alone opens nothing
    client.get("/vhod/shag-2/")
    second = client.send("/vhod/shag-2/", digits=pyotp.TOTP(secret).now())
    assert second.status_code == 303
    assert client.get("/").location == "/dela/"
    assert client.get("/dela/").status_code == 200


def test_a_wrong_password_and_an_unknown_name_are_told_alike(
    client: CheckedClient, store: Store
) -> None:
    store.add_user("nina", Role.CONSULTANT, PASSWORD)
    wrong = client.send("/vhod/", name="nina", password="не тот пароль")  # noqa: S106
    unknown = client.send("/vhod/", name="lida", password="не тот пароль")  # noqa: S106
    assert wrong.status_code == unknown.status_code == 422
    told = "Имя и пароль не подошли"
    assert told in wrong.text
    assert told in unknown.text


def test_a_wrong_second_step_does_not_let_in(client: CheckedClient, store: Store) -> None:
    store.add_user("nina", Role.CONSULTANT, PASSWORD)
    client.send("/vhod/", name="nina", password=PASSWORD)
    assert client.send("/vhod/shag-2/", digits="000000").status_code == 422
    assert client.get("/dela/").status_code == 303


def test_the_second_step_without_the_first_leads_back(client: CheckedClient) -> None:
    assert client.get("/vhod/shag-2/").location == "/vhod/"
    assert client.send("/vhod/shag-2/", digits="123456").location == "/vhod/"


def test_leaving_ends_the_session_on_the_server(consultant_client: CheckedClient) -> None:
    cookie = consultant_client.get_cookie("visit")
    assert cookie is not None
    consultant_client.get("/dela/")
    response = consultant_client.send("/vyhod/")
    assert response.location == "/vyhod/"
    assert "Clear-Site-Data" in response.headers
    consultant_client.set_cookie("visit", cookie.value)
    assert consultant_client.get("/dela/").status_code == 303


def test_entering_again_ends_the_older_session(
    consultant_client: CheckedClient, store: Store, case: str
) -> None:
    older = consultant_client.get_cookie("visit")
    assert older is not None
    consultant_client.get("/dela/")
    consultant_client.send(f"/ssylka/{store.issue_link(case, 90)}/")
    assert store.session(older.value) is None


def test_guessing_is_stopped(client: CheckedClient) -> None:
    answers = [client.send("/kod/", code="11111111").status_code for _ in range(12)]
    assert answers[:10] == [422] * 10
    assert answers[-1] == 429


def test_tokens_and_codes_never_reach_the_log(
    client: CheckedClient, store: Store, case: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token, code = store.issue_link(case, 90), store.issue_code(case)
    client.get(f"/ssylka/{token}/")
    client.send(f"/ssylka/{token}/")
    client.send("/kod/", code=code)
    client.get(f"/delo/{case}/")
    assert "/ssylka/<token>/" in caplog.text
    for secret in (token, code, case):
        assert secret not in caplog.text


def test_a_form_left_open_when_the_visit_ended_is_sent_after_entering_again(
    client: CheckedClient, store: Store
) -> None:
    secret = store.add_user("nina", Role.CONSULTANT, PASSWORD)
    client.visit_as(Role.CONSULTANT, "nina").get("/dela/")
    open_form = {"csrf_token": client.last_token, "district": "kotlassky"}
    store.end_sessions(Role.CONSULTANT, "nina")
    assert client.post("/dela/", data=open_form).status_code == 401
    assert store.cases() == ()
    client.send("/vhod/", name="nina", password=PASSWORD)
    client.send("/vhod/shag-2/", digits=pyotp.TOTP(secret).now())
    assert client.post("/dela/", data=open_form).status_code == 303
    assert len(store.cases()) == 1
