"""Settled at the desk for all cases: a question of law decided, a rule confirmed."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from registration.domain.review import StandingDecision
from registration.rules.questions import questions
from registration.store import Channel, Store
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of
from web.build import settled_beside
from web.settled import lay_settled

TODAY = date(2026, 11, 24)
RULE = "tos-borders-set"


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: TODAY


def decide(client: CheckedClient, name: str, **changes: str) -> int:
    address = f"/masterskaya/voprosy/{name}/"
    client.get(address)
    question = questions()[name]
    said = {
        "choice": question.options[0].id,
        "reason": "Письмо управления № 7.",
        "decided_by": "Нина Опытная",
        "decided_on-day": "2",
        "decided_on-month": "11",
        "decided_on-year": "2026",
        "seen": "0",
        **changes,
    }
    return client.send(address, **said).status_code


def test_a_decision_holds_for_every_case_until_it_is_reopened(
    consultant_client: CheckedClient, store: Store
) -> None:
    name = next(iter(questions()))
    assert decide(consultant_client, name) == 303
    assert "решено:" in consultant_client.get("/masterskaya/voprosy/").text.lower()
    assert decide(consultant_client, name) == 409
    assert "Письмо управления № 7." in consultant_client.get(f"/masterskaya/voprosy/{name}/").text
    address = f"/masterskaya/voprosy/{name}/"
    assert consultant_client.send(address, reopen="yes", seen="1").status_code == 303
    assert store.in_force("decision") == {}


@pytest.mark.parametrize(
    "change",
    [
        {"choice": "whatever"},
        {"decided_on-year": "2027"},
        {"decided_on-day": "32"},
        {"reason": ""},
        {"decided_by": ""},
    ],
)
def test_a_decision_without_its_source_is_not_taken(
    consultant_client: CheckedClient, store: Store, change: dict[str, str]
) -> None:
    assert decide(consultant_client, next(iter(questions())), **change) == 422
    assert store.in_force("decision") == {}


def confirm(client: CheckedClient, **changes: str) -> int:
    address = f"/masterskaya/proverki/{RULE}/"
    client.get(address)
    said = {
        "by": "Вера Законная",
        "source": "33-ФЗ, редакция от 01.11.2026",
        "on-day": "24",
        "on-month": "11",
        "on-year": "2026",
        "seen": "0",
        **changes,
    }
    return client.send(address, **said).status_code


def test_a_confirmed_rule_says_who_read_the_law(
    consultant_client: CheckedClient, store: Store
) -> None:
    assert confirm(consultant_client) == 303
    page = consultant_client.get("/masterskaya/proverki/").text
    assert "Вера Законная" in page
    assert confirm(consultant_client) == 409
    address = f"/masterskaya/proverki/{RULE}/"
    assert consultant_client.send(address, withdraw="yes", seen="1").status_code == 303
    assert "Вера Законная" not in consultant_client.get("/masterskaya/proverki/").text


@pytest.mark.parametrize(
    "change",
    [{"by": ""}, {"source": ""}, {"on-day": "25"}, {"on-year": "2020"}, {"on-day": "x"}],
)
def test_a_confirmation_that_cannot_be_true_is_not_taken(
    consultant_client: CheckedClient, store: Store, change: dict[str, str]
) -> None:
    assert confirm(consultant_client, **change) == 422
    assert store.in_force("review") == {}


def test_a_decision_reaches_the_build_beside_the_package(store: Store, tmp_path: Path) -> None:
    name, question = next(iter(questions().items()))
    said = StandingDecision(
        question=name,
        choice=question.options[0].id,
        reason="Письмо.",
        decided_by="Нина",
        decided_on=TODAY,
    )
    content = said.model_dump_json().encode()
    store.renew("decision", name, content, author="nina", note="", seen=0)
    lay_settled(store, tmp_path)
    assert settled_beside(tmp_path) == (said,)
    assert settled_beside(tmp_path / "elsewhere") == ()


def test_a_decision_of_the_desk_settles_the_finding_of_a_case(
    consultant_client: CheckedClient, store: Store
) -> None:
    path = next(path for path in SAMPLES if path.stem == "kholmogorsky")
    answers = answers_of(path)
    settled = [item["question"] for item in answers.get("decisions", {}).get("made", [])]
    assert settled, "the sample decides something itself"
    answers.pop("decisions")
    case_id = store.create_case("nina")
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    before = consultant_client.get(f"/delo/{case_id}/dokumenty/").text
    for name in settled:
        assert decide(consultant_client, name) == 303
    assert consultant_client.get(f"/delo/{case_id}/dokumenty/").text != before
