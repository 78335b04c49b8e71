"""The refusal loop on the site: an answer of a registrar becomes tasks, terms and statistics."""

from datetime import date

import pytest
from flask import Flask

from registration.store import Channel, Store
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of

_MOVES = (
    "intake-notice",
    "notice-meeting_held",
    "meeting_held-muni_filed",
    "muni_filed-muni_registered",
    "muni_registered-package_ready",
    "package_ready-notary",
    "notary-filed",
    "filed-under_review",
)


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 23)


@pytest.fixture
def filed(store: Store) -> str:
    """A case that the ministry is looking at since 1 November."""
    case_id = store.create_case("nina")
    answers = answers_of(next(path for path in SAMPLES if path.stem == "verkhnetoemsky"))
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    seen = store.load(case_id).revision
    given = {"filing.filed_on": "2026-11-01"}
    store.save(case_id, given, seen=seen, author="nina", channel=Channel.PAPER)
    for move in _MOVES:
        store.append(case_id, "move", {"move": move, "day": "2026-11-01", "note": ""}, author="n")
    return case_id


def record(client: CheckedClient, case_id: str, seen: int = len(_MOVES), **fields: object) -> int:
    address = f"/dela/{case_id}/otkaz/"
    assert client.get(address).status_code == 200
    typed = {
        "answer": "suspension",
        "on-day": "15",
        "on-month": "11",
        "on-year": "2026",
        "ground": ["minutes-faults", "other"],
        "text": "В протоколе нет подписи.",
        "seen": str(seen),
    }
    return client.send(address, **{**typed, **fields}).status_code


def test_an_answer_becomes_tasks_terms_and_answers_of_the_case(
    consultant_client: CheckedClient, filed: str, store: Store
) -> None:
    assert record(consultant_client, filed) == 303
    (entry,) = store.journal(filed, "refusal")
    page = consultant_client.get(f"/dela/{filed}/otkaz/{entry.number}/").text
    assert "Этого основания не проверяет ни одно правило" in page
    assert "Ошибки протокола" in page
    assert "Исправить то, из-за чего регистрация приостановлена: до 15.02.2027" in page
    assert store.load(filed).answers["filing"]["suspended_on"] == "2026-11-15"
    checklist = consultant_client.get(f"/dela/{filed}/spisok/").text
    assert "Исправить: Ошибки протокола" in checklist
    assert "Собрать новую версию комплекта" in checklist


def test_the_page_offers_the_step_and_it_is_made_once(
    consultant_client: CheckedClient, filed: str, store: Store
) -> None:
    assert record(consultant_client, filed) == 303
    page = f"/dela/{filed}/otkaz/{len(_MOVES) + 1}/"
    assert "under_review-suspended" in consultant_client.get(page).text
    step = {"move": "under_review-suspended", "seen": str(len(_MOVES) + 1)}
    answers = [consultant_client.send(f"/dela/{filed}/hod/", **step) for _ in range(2)]
    assert [item.status_code for item in answers] == [303, 409]
    assert answers[0].headers["Location"].endswith("/otkaz/")
    assert "under_review-suspended" not in consultant_client.get(page).text


def test_an_answer_recorded_twice_counts_once(
    consultant_client: CheckedClient, filed: str, store: Store
) -> None:
    assert record(consultant_client, filed) == 303
    assert record(consultant_client, filed) == 409
    assert len(store.journal(filed, "refusal")) == 1
    assert sum(item.times for item in store.counted("suspension")) == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"ground": []}, "хотя бы одно основание"),
        ({"ground": ["no-such-ground"]}, "хотя бы одно основание"),
        ({"text": "  "}, "Перепишите причины"),
        ({"answer": "maybe"}, "Выберите, что ответили"),
        ({"on-day": "31"}, "Впишите день, месяц и год"),
        ({"on-day": "24"}, "ещё не наступил"),
        ({"on-month": "10"}, "раньше, чем подали"),
        ({"received-day": "1", "received-month": "11", "received-year": "2026"}, "не раньше"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(
    consultant_client: CheckedClient,
    filed: str,
    store: Store,
    fields: dict[str, object],
    told: str,
) -> None:
    assert record(consultant_client, filed, **fields) == 422
    before = {"answer": "suspension", "text": "В протоколе нет подписи.", "seen": "8", **fields}
    answer = consultant_client.send(
        f"/dela/{filed}/otkaz/",
        **{"on-day": "15", "on-month": "11", "on-year": "2026", "ground": ["slips"], **before},
    )
    assert told in answer.text
    assert store.journal(filed, "refusal") == ()
    assert store.counted("suspension") == ()


def test_statistics_name_no_case_and_show_what_no_rule_guards(
    consultant_client: CheckedClient, association_client: CheckedClient, filed: str
) -> None:
    assert record(consultant_client, filed) == 303
    page = association_client.get("/otkazy/").text
    assert "не проверяет ни одно правило" in page
    assert "Верхнетоем" in page
    assert filed not in page and "подписи" not in page
    assert association_client.get(f"/dela/{filed}/otkaz/").status_code == 404
