"""A case is destroyed only on purpose; the site then knows nothing of it but that it was."""

from collections.abc import Callable

from registration.store import Store
from tests.web.conftest import CheckedClient


def test_a_case_goes_only_with_its_number_and_a_reason(
    consultant_client: CheckedClient, store: Store, case: str
) -> None:
    address = f"/dela/{case}/unichtozhit/"
    assert "ВТ-1" in consultant_client.get(address).text
    wrong = consultant_client.send(address, reason="abandoned", number="ВТ-2")
    assert wrong.status_code == 422
    assert "Впишите номер дела, как он стоит здесь: ВТ-1." in wrong.text
    assert consultant_client.send(address, number="ВТ-1").status_code == 422
    assert store.case_row(case).number == "ВТ-1"


def test_the_act_is_shown_once_and_the_case_is_gone(
    consultant_client: CheckedClient, store: Store, case: str
) -> None:
    address = f"/dela/{case}/unichtozhit/"
    consultant_client.get(address)
    done = consultant_client.send(address, reason="abandoned", number="ВТ-1")
    assert "Акт об уничтожении персональных данных" in done.text
    assert store.cases() == ()
    assert consultant_client.get(f"/dela/{case}/").status_code == 404
    assert consultant_client.send(address, reason="abandoned", number="ВТ-1").status_code == 404
    assert [line.action for line in store.log(case)][-1] == "дело уничтожено"
    assert store.verify_log() is None


def test_a_leader_cannot_destroy_his_case(
    leader_client: Callable[[str], CheckedClient], store: Store, case: str
) -> None:
    assert leader_client(case).get(f"/dela/{case}/unichtozhit/").status_code in {403, 404}
    assert store.case_row(case)
