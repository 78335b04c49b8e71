"""The payee of the state duty at the desk: what is entered there is what the slip prints."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from registration.assembly.delivery.fee_slip import fee_slip
from registration.assembly.delivery.payee import usable_payee
from registration.store import Store
from tests.assembly.delivery.invented import PAYEE
from tests.web.conftest import CheckedClient
from web.build import PAYEE_RECORD, Kind, Order, Tell, build_here
from web.payee import payee_changed, payee_versions
from web.published import build_published
from web.samples import sample_cases

PAGE = "/masterskaya/poluchatel/"
DAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _today(consultant_client: CheckedClient) -> None:
    consultant_client.application.extensions["today"] = lambda: DAY


def _enter(client: CheckedClient, seen: int, on: date = DAY, **changed: str) -> TestResponse:
    client.get(PAGE)
    told = {f"checked_on-{part}": str(getattr(on, part)) for part in ("day", "month", "year")}
    fields = {**PAYEE.model_dump(), **told, "checked_by": "Соколова", **changed}
    return client.send(PAGE, seen=str(seen), **fields)


def test_what_is_entered_is_what_a_package_pays_to(
    consultant_client: CheckedClient,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _enter(consultant_client, 0).status_code == 303
    laid: list[Path] = []

    def build(order: Order, folder: Path, tell: Tell) -> bytes:
        laid.append(folder / PAYEE_RECORD)
        return b""

    monkeypatch.setattr("web.published.build_apart", build)
    build_published(store, Order({}, DAY, Kind.FINAL), tmp_path, lambda _: None)
    assert usable_payee(laid[0], DAY).payee == PAYEE
    unpaid = sample_cases()["verkhnetoemsky"].model_copy(update={"state_duty": None})
    assert fee_slip(unpaid, DAY, laid[0]).pdf


def test_the_building_takes_the_record_that_was_laid_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / PAYEE_RECORD).write_text("", encoding="utf-8")
    taken: list[object] = []
    monkeypatch.setattr("web.build.build_package", lambda *_, **given: taken.append(given["payee"]))
    monkeypatch.setattr("web.build.whole", lambda _: b"")
    build_here(Order({}, DAY, Kind.FINAL), tmp_path, lambda _: None)
    assert taken == [tmp_path / PAYEE_RECORD]


def test_wrong_digits_are_refused_at_their_field(
    consultant_client: CheckedClient, store: Store
) -> None:
    other_key = PAYEE.correspondent_account[:-1] + "8"
    response = _enter(consultant_client, 0, correspondent_account=other_key, name="Наше УФК")
    assert response.status_code == 422
    assert 'id="correspondent_account-error"' in response.text
    assert "Наше УФК" in response.text and other_key in response.text
    response = _enter(consultant_client, 0, DAY + timedelta(days=1), inn="123", checked_by="")
    for field in ("inn", "checked_by", "checked_on"):
        assert f'id="{field}-error"' in response.text
    assert not payee_versions(store)


def test_two_at_one_record_and_the_way_back(consultant_client: CheckedClient, store: Store) -> None:
    assert _enter(consultant_client, 0).status_code == 303
    assert _enter(consultant_client, 0, name="Другое УФК").status_code == 409
    made = payee_versions(store)[0].holding.at
    assert _enter(consultant_client, 1).status_code == 303  # only compared again
    assert not payee_changed(store, made)
    assert _enter(consultant_client, 2, name="Другое УФК").status_code == 303
    assert payee_changed(store, made)
    assert "Другое УФК" in consultant_client.get(PAGE).text
    assert consultant_client.send(f"{PAGE}vernut/1", seen="1").status_code == 409
    assert consultant_client.send(f"{PAGE}vernut/9", seen="3").status_code == 404
    assert consultant_client.send(f"{PAGE}vernut/1", seen="3").status_code == 303
    now = payee_versions(store)[0]
    assert now.record.payee == PAYEE and now.holding.version == 4
    assert not payee_changed(store, made)


def test_an_old_comparison_is_told(consultant_client: CheckedClient) -> None:
    _enter(consultant_client, 0, DAY - timedelta(days=31))
    assert "квитанция с ними не печатается" in consultant_client.get(PAGE).text
    _enter(consultant_client, 1, DAY - timedelta(days=30))
    assert "квитанция с ними не печатается" not in consultant_client.get(PAGE).text
    assert PAGE in consultant_client.get("/masterskaya/").text
