"""The course of a case: open ways are made once, forbidden ones say why and where to mend it."""

from datetime import date

import pytest
from flask import Flask

from registration.store import Channel, Span, Store
from registration.tracking.passages import ENTERED, PASSED
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 23)


@pytest.fixture
def full_case(store: Store) -> str:
    case_id = store.create_case("nina")
    answers = answers_of(next(path for path in SAMPLES if path.stem == "verkhnetoemsky"))
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    return case_id


def go(client: CheckedClient, case_id: str, move: str, seen: int, **fields: str) -> int:
    address = f"/dela/{case_id}/hod/"
    assert client.get(address).status_code == 200
    return client.send(address, move=move, seen=str(seen), **fields).status_code


def test_a_case_goes_its_way_and_the_journal_tells_it(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    note = {"note-intake-notice": "Объявления висят"}
    assert go(consultant_client, full_case, "intake-notice", 0, **note) == 303
    assert go(consultant_client, full_case, "notice-meeting_held", 1) == 303
    page = consultant_client.get(f"/dela/{full_case}/hod/").text
    assert "собрание прошло" in page
    assert "Объявления висят" in page
    (first, second) = store.journal(full_case, "move")
    assert second.content["day"] == "2026-10-10"  # the day of the meeting, not of the click
    assert first.author == second.author


def test_a_step_made_twice_is_made_once(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    assert go(consultant_client, full_case, "intake-notice", 0) == 303
    assert go(consultant_client, full_case, "intake-notice", 0) == 409
    assert len(store.journal(full_case, "move")) == 1


def test_two_windows_do_not_go_two_ways(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    store.append(full_case, "talk", {"text": "вопрос"}, author="vera")
    assert go(consultant_client, full_case, "intake-notice", 0) == 409
    assert store.journal(full_case, "move") == ()


def test_a_forbidden_step_says_why_and_where(
    consultant_client: CheckedClient, case: str, store: Store
) -> None:
    page = consultant_client.get(f"/dela/{case}/hod/").text
    assert "Нет решения о границах" in page
    assert go(consultant_client, case, "intake-notice", 0) == 422
    assert store.journal(case) == ()


def test_a_step_is_counted_without_naming_the_case(
    consultant_client: CheckedClient, store: Store, full_case: str
) -> None:
    assert go(consultant_client, full_case, "intake-notice", 0) == 303
    counted = store.tallied(Span(date(2020, 1, 1), date(2030, 1, 1)), PASSED, ENTERED)
    assert [(item.tally.kind, item.tally.subject) for item in counted] == [
        (PASSED, "intake"),
        (ENTERED, "notice"),
    ]
