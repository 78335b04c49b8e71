"""After registration, and what a leader says by a link of one use."""

import re
from datetime import date

import pytest
from flask import Flask

from registration.store import Channel, Store
from tests.e2e.states import _REGISTERED
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 23)


@pytest.fixture
def registered(store: Store) -> str:
    case_id = store.create_case("nina")
    answers = answers_of(next(path for path in SAMPLES if path.stem == "verkhnetoemsky"))
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    seen = store.load(case_id).revision
    store.save(case_id, dict(_REGISTERED), seen=seen, author="nina", channel=Channel.PAPER)
    return case_id


def link_of(client: CheckedClient, case_id: str) -> str:
    page = client.get(f"/dela/{case_id}/posle/")
    assert page.status_code == 200
    made = client.send(f"/dela/{case_id}/posle/otzyv/").text
    found = re.search(r"/otzyv/[\w-]+", made)
    assert found
    return found.group()


def test_the_first_year_has_its_numbers_terms_papers_and_lines(
    consultant_client: CheckedClient, registered: str
) -> None:
    page = consultant_client.get(f"/dela/{registered}/posle/").text
    for told in ("1260000000017", "Сдать отчёт в Минюст", "по памяти", "Приказ о вступлении"):
        assert told in page
    assert "10.12.2026" in page  # thirty days from the entry


def test_a_case_not_yet_registered_says_what_is_missing(
    consultant_client: CheckedClient, case: str
) -> None:
    page = consultant_client.get(f"/dela/{case}/posle/").text
    assert "ещё не записан в ЕГРЮЛ" in page
    assert "Сроки первого года" not in page


def test_a_leader_answers_once_without_entering(
    consultant_client: CheckedClient, client: CheckedClient, registered: str, store: Store
) -> None:
    link = link_of(consultant_client, registered)
    shown = client.get(link)
    assert shown.status_code == 200
    assert shown.headers["Cache-Control"] == "no-store"
    assert "noindex" in shown.headers["X-Robots-Tag"]
    assert client.send(link, easy="4", help="3", hard="Искать решение").status_code == 200
    assert client.send(link, easy="1").status_code == 410
    assert client.get(link).status_code == 410
    (entry,) = store.journal(registered, "feedback")
    assert entry.content["easy"] == "4"
    assert {(item.subject, item.value) for item in store.counted("feedback")} == {
        ("easy", 4),
        ("help", 3),
    }
    assert "Искать решение" in consultant_client.get(f"/dela/{registered}/posle/").text
    assert "4 — легко" in consultant_client.get("/otkazy/").text


def test_a_bad_answer_leaves_the_link_and_the_words(
    consultant_client: CheckedClient, client: CheckedClient, registered: str, store: Store
) -> None:
    link = link_of(consultant_client, registered)
    for fields in ({}, {"easy": "9"}, {"easy": "4", "words": "о" * 2001}):
        answer = client.send(link, hard="Моё слово", **fields)
        assert answer.status_code == 422
        assert "Моё слово" in answer.text
    assert store.journal(registered, "feedback") == ()
    assert client.send(link, easy="5", words="о" * 2000).status_code == 200


def test_a_closed_and_a_strange_link_say_so_calmly(
    consultant_client: CheckedClient, client: CheckedClient, registered: str
) -> None:
    link = link_of(consultant_client, registered)
    assert consultant_client.send(f"/dela/{registered}/posle/otzyv/zakryt/").status_code == 303
    assert client.get(link).status_code == 410
    assert client.get("/otzyv/" + "x" * 27).status_code == 404


def test_links_cannot_be_tried_without_end(client: CheckedClient) -> None:
    codes = [client.get(f"/otzyv/{number:027}").status_code for number in range(12)]
    assert codes[-1] == 429


def test_the_token_does_not_get_into_the_log(
    consultant_client: CheckedClient,
    client: CheckedClient,
    registered: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    link = link_of(consultant_client, registered)
    with caplog.at_level("INFO", "web"):
        client.get(link)
    assert link.rpartition("/")[2] not in caplog.text
    assert "/otzyv/<token>" in caplog.text
