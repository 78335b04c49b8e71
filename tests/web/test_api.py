"""What programs of others read: by a key, described, equal to the report, without a person."""

import json
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from registration.association import exposed
from registration.association.dataset import load_project
from registration.association.plan import IndicatorName, shipped_plan
from registration.association.report import make_report
from registration.store import Channel, Store
from tests.conftest import SAMPLES
from tests.web.conftest import CheckedClient

PLAN = shipped_plan()
TODAY = date(2026, 11, 24)
ADDRESSES = ("/project", "/report", "/districts", *(f"/indicators/{x}" for x in IndicatorName))


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: TODAY


@pytest.fixture
def key(association_client: CheckedClient) -> str:
    association_client.get("/api-klyuchi/")
    page = association_client.send("/api-klyuchi/site/").text
    return re.findall(r"<code>([^<]+)</code>", page)[0]


def asked(client: CheckedClient, address: str, key: str) -> TestResponse:
    return client.get(f"/api/v1{address}", headers={"Authorization": f"Bearer {key}"})


def described(client: CheckedClient, address: str, code: int) -> type[exposed.Exposed]:
    """The model by which the description promises an answer; its schema is in the description."""
    told: Any = client.get("/api/v1/openapi.json").json
    path = re.sub(r"/indicators/.*", "/indicators/{name}", address)
    answer = told["paths"][path]["get"]["responses"][str(code)]
    place = answer["content"]["application/json"]["schema"]["$ref"]
    name = place.removeprefix("#/components/schemas/")
    model: type[exposed.Exposed] = getattr(exposed, name)
    schema = told["components"]["schemas"][name]
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == set(model.model_fields)
    return model


def test_every_name_of_the_description_is_in_it(client: CheckedClient) -> None:
    text = client.get("/api/v1/openapi.json").text
    told = json.loads(text)
    assert told["openapi"] == "3.1.0"
    named = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert named == set(told["components"]["schemas"])


def test_every_address_is_described(app: Flask, client: CheckedClient) -> None:
    told: Any = client.get("/api/v1/openapi.json").json
    kept = {
        str(rule).removeprefix("/api/v1").replace("<name>", "{name}")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    }
    assert set(told["paths"]) == kept - {"/openapi.json", "/<path:address>"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_as_described(
    client: CheckedClient, store: Store, key: str, address: str
) -> None:
    load_project(store, SAMPLES / "project", "nina")
    answer = asked(client, address, key)
    assert answer.status_code == 200
    described(client, address, 200).model_validate_json(answer.data)
    refusal = client.get(f"/api/v1{address}")
    described(client, address, 401).model_validate_json(refusal.data)


def test_the_numbers_are_those_of_the_report(client: CheckedClient, store: Store, key: str) -> None:
    load_project(store, SAMPLES / "project", "nina")
    report = make_report(store, PLAN, PLAN.span, TODAY)
    answer: Any = asked(client, "/report", key).json
    told = {item["name"]: item["rows"] for item in answer["tables"]}
    assert told == {item.name: [list(row) for row in item.rows] for item in report.tables}
    for item in report.indicators:
        found: Any = asked(client, f"/indicators/{item.name}", key).json
        assert found["indicator"]["value"] == item.value
        assert sum(fact["number"] for fact in found["facts"]) == item.value


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer site.wrong", "Bearer fund.{key}", "Basic {key}", "{key}"]
)
def test_nothing_is_told_without_a_key(client: CheckedClient, key: str, header: str) -> None:
    bare = key.partition(".")[2]
    given = header.replace("{key}", bare)
    answer = client.get("/api/v1/project", headers={"Authorization": given})
    assert answer.status_code == 401
    assert "Нужен действующий ключ" in answer.text
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_key_in_an_address_opens_nothing(client: CheckedClient, key: str) -> None:
    for name in ("key", "token", "access_token"):
        assert client.get(f"/api/v1/project?{name}={key}").status_code == 401


def test_a_key_is_shown_once_and_ends(
    association_client: CheckedClient, client: CheckedClient, store: Store, key: str
) -> None:
    assert key not in association_client.get("/api-klyuchi/").text
    assert asked(client, "/project", key).status_code == 200
    association_client.send("/api-klyuchi/fund/")
    assert asked(client, "/project", key).status_code == 200, "another purpose, another key"
    association_client.send("/api-klyuchi/site/otozvat/")
    assert asked(client, "/project", key).status_code == 401
    told = [(line.action, line.what) for line in store.log()]
    assert ("выдан ключ для программы", "site") in told
    assert ("отозван ключ для программы", "site") in told
    assert key.partition(".")[2] not in str(store.log())


def test_a_newer_key_ends_the_older(
    association_client: CheckedClient, client: CheckedClient, key: str
) -> None:
    association_client.send("/api-klyuchi/site/")
    assert asked(client, "/project", key).status_code == 401


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("/report?since=27.03.2024", 422, "Дни пишут так"),
        ("/report?since=2024-03-27&until=2024-03-26", 422, "раньше первого"),
        ("/report?district=nowhere", 422, "Нет таких округов"),
        ("/indicators/secrets", 404, "Такого показателя нет"),
        ("/nothing/here", 404, "Такого адреса нет"),
    ],
)
def test_a_mistake_is_told_in_json(
    client: CheckedClient, key: str, address: str, code: int, said: str
) -> None:
    answer = asked(client, address, key)
    assert answer.status_code == code
    assert answer.mimetype == "application/json"
    assert said in answer.get_data(as_text=True).encode().decode()
    assert list(answer.json or {}) == ["error"]


def test_who_knocks_too_often_is_asked_to_wait(client: CheckedClient) -> None:
    answers = [client.get("/api/v1/project") for _ in range(61)]
    assert [item.status_code for item in (answers[0], answers[-1])] == [401, 429]
    assert "Подождите минуту" in answers[-1].text


def test_no_person_and_no_case_is_told(client: CheckedClient, store: Store, key: str) -> None:
    case_id = store.create_case("nina")
    planted = {
        "territory.district": "kotlassky",
        "card.number": "ТАЙНА-77",
        "names.base_name": "Тайное",
    }
    store.save(case_id, planted, seen=0, author="nina", channel=Channel.PHONE)
    board: Any = asked(client, "/districts", key).json
    of = {item["district"]: item for item in board["districts"]}
    assert of["kotlassky"]["cases"] == 1
    assert [item["stage"] for item in of["kotlassky"]["stages"]] == ["intake"]
    everything = json.dumps([asked(client, address, key).json for address in ADDRESSES])
    for secret in (case_id, "nina"):
        assert secret not in everything
    for secret in ("ТАЙНА", "Тайное"):
        assert json.dumps(secret)[1:-1] not in everything


def test_who_gives_keys(
    client: CheckedClient,
    consultant_client: CheckedClient,
    administrator_client: CheckedClient,
) -> None:
    assert client.get("/api-klyuchi/").status_code == 303
    assert consultant_client.get("/api-klyuchi/").status_code == 403
    assert administrator_client.get("/api-klyuchi/").status_code == 200
    assert administrator_client.send("/api-klyuchi/nobody/").status_code == 404
