"""A consent taken back: recorded, the leader shut out, until the consultant has decided."""

from collections.abc import Callable

import pytest

from registration.store import Store
from tests.web.conftest import CheckedClient
from web import consent, withdrawal
from web.consent_sheet import version


@pytest.fixture
def leader(case: str, leader_client: Callable[[str], CheckedClient]) -> CheckedClient:
    return leader_client(case)


def _take_back(client: CheckedClient, case: str) -> str:
    address = f"/delo/{case}/soglasie/otzyv/"
    assert "Что будет потом" in client.get(address).text
    return str(client.send(address).location)


def test_nothing_happens_before_the_button(leader: CheckedClient, case: str, store: Store) -> None:
    assert "otzyv" in leader.get(f"/delo/{case}/soglasie/").text
    leader.get(f"/delo/{case}/soglasie/otzyv/")
    assert withdrawal.latest(store, case) is None
    assert leader.get(f"/delo/{case}/").status_code == 200


def test_the_withdrawal_is_kept_with_the_version_and_shuts_every_way_in(
    leader: CheckedClient,
    leader_client: Callable[[str], CheckedClient],
    client: CheckedClient,
    case: str,
    store: Store,
) -> None:
    another, token, code = leader_client(case), store.issue_link(case, 9), store.issue_code(case)
    assert "Анкета закрыта" in leader.get(_take_back(leader, case)).text
    kept = withdrawal.latest(store, case)
    assert kept is not None and kept.version == version()
    assert consent.given_by(store, case, consent.LEADER) is None
    for page in ("", "dokumenty/", "soglasiya/", "bumagi/", "settlement/"):
        assert another.get(f"/delo/{case}/{page}").location == "/", page
    assert client.send(f"/ssylka/{token}/").status_code == 410
    assert client.send("/kod/", code=code).status_code == 422
    assert [line.action for line in store.log(case)][-1] == withdrawal.WITHDRAWN
    assert store.verify_log() is None


def test_the_consultant_sees_the_term_and_gives_no_link_before_a_decision(
    leader: CheckedClient, consultant_client: CheckedClient, case: str, store: Store
) -> None:
    _take_back(leader, case)
    page = consultant_client.get(f"/dela/{case}/").text
    assert "Лидер отозвал согласие" in page and "152-ФЗ" in page
    assert "Согласие отозвано" in consultant_client.get(f"/delo/{case}/soglasiya/").text
    for way in ("ssylka", "kod"):
        assert consultant_client.send(f"/dela/{case}/{way}/").location == f"/dela/{case}/"
    assert store.link_until(case) is None
    consultant_client.send(f"/dela/{case}/soglasie/", decision="stop")
    consultant_client.send(f"/dela/{case}/ssylka/")
    assert store.link_until(case) is None


def test_a_leader_who_thought_better_of_it_is_asked_again(
    leader: CheckedClient, consultant_client: CheckedClient, case: str, store: Store
) -> None:
    _take_back(leader, case)
    consultant_client.get(f"/dela/{case}/")
    consultant_client.send(f"/dela/{case}/soglasie/", decision="again")
    consultant_client.send(f"/dela/{case}/ssylka/")
    address = f"/ssylka/{store.issue_link(case, 9)}/"
    leader.get(address)
    leader.send(address)
    assert leader.get(f"/delo/{case}/").location == f"/delo/{case}/soglasie/"
    leader.send(f"/delo/{case}/soglasie/", version=version())
    assert leader.get(f"/delo/{case}/").status_code == 200


def test_a_paper_statement_is_written_down_by_the_consultant(
    leader: CheckedClient, consultant_client: CheckedClient, case: str, store: Store
) -> None:
    assert _take_back(consultant_client, case) == f"/dela/{case}/"
    kept = withdrawal.latest(store, case)
    assert kept is not None and (kept.how.value, kept.author) == ("paper", "nina")
    assert leader.get(f"/delo/{case}/").location == "/"
