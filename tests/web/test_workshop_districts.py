"""Facts of a district mended at the desk take effect in the rules, on pages and in a build."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from registration.districts import DISTRICTS
from registration.store import Store
from tests.web.conftest import CheckedClient
from web.build import packs_beside
from web.settled import lay_settled

TODAY = date(2026, 11, 24)
NOTICE = "/masterskaya/okruga/kotlassky/local.notice_days/"


@pytest.fixture(autouse=True)
def as_shipped(app: Flask) -> Iterator[None]:
    app.extensions["today"] = lambda: TODAY
    yield
    DISTRICTS.lay_over({})


def mend(client: CheckedClient, address: str = NOTICE, **changes: str) -> tuple[int, str]:
    client.get(address)
    said = {
        "value": "14",
        "source": "Решение Собрания депутатов № 5, смотрела Нина",
        "checked_on-day": "24",
        "checked_on-month": "11",
        "checked_on-year": "2026",
        "seen": "0",
        **changes,
    }
    answer = client.send(address, **said)
    return answer.status_code, answer.text


def test_a_mended_fact_holds_everywhere_until_it_is_put_back(
    consultant_client: CheckedClient, store: Store, tmp_path: Path
) -> None:
    before = DISTRICTS["kotlassky"].local("notice_days").value
    assert mend(consultant_client)[0] == 303
    fact = DISTRICTS["kotlassky"].local("notice_days")
    assert (fact.value, fact.checked_on) == (14, TODAY)
    page = consultant_client.get("/masterskaya/okruga/kotlassky/").text
    assert "Решение Собрания депутатов № 5" in page
    lay_settled(store, tmp_path)
    laid = packs_beside(tmp_path)["kotlassky"]["local.notice_days"]
    assert (laid["value"], laid["checked_on"]) == (14, TODAY)
    assert mend(consultant_client)[0] == 409
    assert consultant_client.send(NOTICE, restore="yes", seen="1").status_code == 303
    assert DISTRICTS["kotlassky"].local("notice_days").value == before


def test_a_site_that_starts_again_knows_what_was_mended(
    consultant_client: CheckedClient, store: Store
) -> None:
    mend(consultant_client)
    DISTRICTS.lay_over({})
    from web import create_app
    from web.settings import Settings

    create_app(Settings(), store)
    assert DISTRICTS["kotlassky"].local("notice_days").value == 14


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": "много"}, "нужно целое число больше нуля"),
        ({"value": "0"}, "нужно целое число больше нуля"),
        ({"source": ""}, "Впишите, откуда значение"),
        ({"checked_on-year": "2027"}, "не позже сегодняшнего"),
        ({"checked_on-day": ""}, "Впишите день проверки"),
    ],
)
def test_a_wrong_fact_is_told_and_changes_nothing(
    consultant_client: CheckedClient, store: Store, change: dict[str, str], said: str
) -> None:
    status, text = mend(consultant_client, **change)
    assert status == 422
    assert said.casefold() in text.casefold()
    assert store.in_force("district") == {}


def test_what_contradicts_another_fact_is_told(consultant_client: CheckedClient) -> None:
    address = "/masterskaya/okruga/kotlassky/centre_oktmo/"
    status, text = mend(consultant_client, address, value="11527000101")
    assert status == 422
    assert "не согласны с oktmo" in text


def test_a_name_is_mended_in_all_six_cases_or_not_at_all(
    consultant_client: CheckedClient, store: Store
) -> None:
    address = "/masterskaya/okruga/kotlassky/head/"
    forms = {
        "nominative": "глава округа",
        "genitive": "главы округа",
        "dative": "главе округа",
        "accusative": "главу округа",
        "instrumental": "главой округа",
        "prepositional": "главе округа",
    }
    status, _ = mend(consultant_client, address, **{**forms, "dative": ""})
    assert status == 422
    assert mend(consultant_client, address, **forms)[0] == 303
    assert DISTRICTS["kotlassky"].head.instrumental == "главой округа"


def test_what_nobody_knows_is_said_so(consultant_client: CheckedClient, store: Store) -> None:
    ask = "спросить в отделе по работе с территориями"
    assert mend(consultant_client, unknown=ask)[0] == 303
    assert not DISTRICTS["kotlassky"].local("notice_days").known
    (held,) = store.in_force("district").values()
    assert json.loads(held.content)["local.notice_days"]["unknown"] == ask
    must = "/masterskaya/okruga/kotlassky/oktmo/"
    assert mend(consultant_client, must, unknown=ask, seen="1")[0] == 422


@pytest.mark.parametrize("path", ["atlantis/", "kotlassky/settlements/", "kotlassky/nothing/"])
def test_what_is_not_to_be_mended_here_is_not_found(
    consultant_client: CheckedClient, path: str
) -> None:
    assert consultant_client.get(f"/masterskaya/okruga/{path}").status_code == 404
