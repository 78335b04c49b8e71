"""The desk: cases, access for leaders, numbers for the association, entrances for colleagues."""

import re

import pytest

from registration.domain.case import read_case
from registration.store import Role, Store
from tests.web.conftest import CheckedClient


def test_the_list_shows_number_district_and_state(
    consultant_client: CheckedClient, case: str
) -> None:
    page = consultant_client.get("/dela/").text
    assert "Дело ВТ-1" in page
    assert "Верхнетоемский муниципальный округ" in page
    assert "Анкета" in page


def test_a_new_case_gets_a_district_and_a_number(
    consultant_client: CheckedClient, store: Store
) -> None:
    consultant_client.get("/dela/")
    response = consultant_client.send("/dela/", district="kotlassky")
    (row,) = store.cases()
    assert response.location == f"/dela/{row.id}/"
    assert row.district == "kotlassky"
    assert re.fullmatch(r"КО-\d{4}-001", row.number)
    problems = read_case(store.load(row.id).answers).problems
    assert not [item for item in problems if item.path == "card.number"]


def test_a_case_without_a_district_is_not_created(
    consultant_client: CheckedClient, store: Store
) -> None:
    consultant_client.get("/dela/")
    response = consultant_client.send("/dela/", district="atlantis")
    assert response.status_code == 422
    assert "Выберите округ" in response.text
    assert store.cases() == ()


def test_an_issued_link_works_and_is_shown_once(
    consultant_client: CheckedClient, client: CheckedClient, case: str
) -> None:
    consultant_client.get(f"/dela/{case}/")
    shown = consultant_client.send(f"/dela/{case}/ssylka/").text
    found = re.search(r"http://localhost(/ssylka/[^<]+)<", shown)
    assert found is not None
    assert found.group(1) not in consultant_client.get(f"/dela/{case}/").text
    assert client.send(found.group(1)).location == f"/delo/{case}/"


def test_an_issued_code_works(
    consultant_client: CheckedClient, client: CheckedClient, case: str
) -> None:
    consultant_client.get(f"/dela/{case}/")
    shown = consultant_client.send(f"/dela/{case}/kod/").text
    found = re.search(r"\b(\d{4} \d{4})\b", shown)
    assert found is not None
    assert client.send("/kod/", code=found.group(1)).location == f"/delo/{case}/"


def test_revoking_ends_links_codes_and_visits(
    consultant_client: CheckedClient, client: CheckedClient, store: Store, case: str
) -> None:
    token, code = store.issue_link(case, 90), store.issue_code(case)
    client.send(f"/ssylka/{token}/")
    consultant_client.get(f"/dela/{case}/")
    assert "больше не действуют" in consultant_client.send(f"/dela/{case}/otozvat/").text
    assert client.get("/").status_code == 200  # the leader is a stranger again
    assert client.send(f"/ssylka/{token}/").status_code == 410
    assert client.send("/kod/", code=code).status_code == 422


def test_what_the_desk_does_is_in_the_log_of_access(
    consultant_client: CheckedClient, store: Store, case: str
) -> None:
    consultant_client.get(f"/dela/{case}/")
    consultant_client.send(f"/dela/{case}/ssylka/")
    (line,) = store.log(case)
    assert (line.actor, line.action) == ("nina", "выдана ссылка")
    assert store.verify_log() is None


def test_the_association_sees_numbers_only(association_client: CheckedClient, case: str) -> None:
    assert association_client.get("/").location == "/svodka/"
    page = association_client.get("/svodka/").text
    assert "всего дел: 1" in page
    assert "Заречье" not in page


def test_an_administrator_gives_a_colleague_an_entrance(
    administrator_client: CheckedClient, store: Store
) -> None:
    administrator_client.get("/sotrudniki/")
    page = administrator_client.send("/sotrudniki/", name="nina", role="consultant").text
    password = re.findall(r'class="secret">([^<]+)<', page)[0]
    assert store.check_password("nina", password)


@pytest.mark.parametrize(
    ("name", "role", "told"),
    [
        ("", "consultant", "Впишите имя"),
        ("Нина", "consultant", "Впишите имя"),
        ("nina", "", "Выберите, кто это"),
        ("nina", "administrator", "Выберите, кто это"),
        ("nina12345", "consultant", "Впишите имя"),  # a long number could be somebody's phone
    ],
)
def test_a_colleague_needs_a_name_and_a_role(
    administrator_client: CheckedClient, name: str, role: str, told: str
) -> None:
    administrator_client.get("/sotrudniki/")
    response = administrator_client.send("/sotrudniki/", name=name, role=role)
    assert response.status_code == 422
    assert told in response.text


def test_a_name_already_taken_is_told(administrator_client: CheckedClient, store: Store) -> None:
    store.add_user("nina", Role.CONSULTANT, "длинный пароль сотрудника")
    administrator_client.get("/sotrudniki/")
    response = administrator_client.send("/sotrudniki/", name="nina", role="consultant")
    assert response.status_code == 422
    assert "уже есть" in response.text


def test_a_forgotten_password_is_replaced_and_the_old_one_ends(
    administrator_client: CheckedClient, store: Store
) -> None:
    store.add_user("nina", Role.CONSULTANT, "длинный пароль сотрудника")
    visit = store.start_session(Role.CONSULTANT, "nina")
    administrator_client.get("/sotrudniki/")
    page = administrator_client.send("/sotrudniki/nina/parol/").text
    (password,) = re.findall(r'class="secret">([^<]+)<', page)
    assert store.check_password("nina", password)
    assert not store.check_password("nina", "длинный пароль сотрудника")
    assert store.session(visit) is None


def test_a_password_of_nobody_is_not_replaced(administrator_client: CheckedClient) -> None:
    administrator_client.get("/sotrudniki/")
    assert administrator_client.send("/sotrudniki/lida/parol/").status_code == 404


def test_a_new_colleague_gets_a_picture_for_the_telephone(
    administrator_client: CheckedClient,
) -> None:
    administrator_client.get("/sotrudniki/")
    page = administrator_client.send("/sotrudniki/", name="nina", role="consultant").text
    assert 'src="data:image/svg+xml' in page


def test_a_colleague_switched_off_is_out_at_once_and_cannot_come_back(
    administrator_client: CheckedClient, store: Store
) -> None:
    password = "длинный пароль сотрудника"  # noqa: S105 — of a test
    store.add_user("nina", Role.CONSULTANT, password)
    visit = store.start_session(Role.CONSULTANT, "nina")
    administrator_client.get("/sotrudniki/")
    assert "Вход для nina закрыт" in administrator_client.send("/sotrudniki/nina/otklyuchit/").text
    assert store.session(visit) is None
    assert store.check_password("nina", password) is None
    page = administrator_client.send("/sotrudniki/nina/parol/").text
    (renewed,) = re.findall(r'class="secret">([^<]+)<', page)
    assert store.check_password("nina", renewed)


def test_an_administrator_does_not_shut_himself_out(
    administrator_client: CheckedClient, store: Store
) -> None:
    store.add_user("administrator", Role.ADMINISTRATOR, "длинный пароль сотрудника")
    assert "otklyuchit" not in administrator_client.get("/sotrudniki/").text
    assert administrator_client.send("/sotrudniki/administrator/otklyuchit/").status_code == 403
    assert store.check_password("administrator", "длинный пароль сотрудника")


def test_the_case_tells_until_when_the_link_works_and_what_happened(
    consultant_client: CheckedClient, case: str
) -> None:
    assert "действующей ссылки нет" in consultant_client.get(f"/dela/{case}/").text
    consultant_client.send(f"/dela/{case}/ssylka/")
    page = consultant_client.get(f"/dela/{case}/").text
    assert "Ссылка выдана и действует до" in page
    assert "— выдана ссылка" in page
    consultant_client.send(f"/dela/{case}/otozvat/")
    page = consultant_client.get(f"/dela/{case}/").text
    assert "действующей ссылки нет" in page
    assert page.index("— доступ отозван") < page.index("— выдана ссылка")
