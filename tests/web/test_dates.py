"""The dates of a case on the site: the same as the command prints, and a file for a phone."""

from datetime import date

import pytest
from flask import Flask
from icalendar import Calendar

from registration.store import Channel, Store
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 23)


@pytest.fixture
def full_case(store: Store) -> str:
    case_id = store.create_case("nina")
    answers = answers_of(next(path for path in SAMPLES if path.stem == "kotlassky"))
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    return case_id


def test_every_open_date_says_how_long_is_left_and_how_to_remind(
    consultant_client: CheckedClient, full_case: str
) -> None:
    page = consultant_client.get(f"/dela/{full_case}/sroki/").text
    assert "осталось" in page
    assert page.count("Чем напомнить") == page.count("По телефону.") > 0


def test_the_calendar_holds_the_dates_of_the_page(
    consultant_client: CheckedClient, full_case: str
) -> None:
    answer = consultant_client.get(f"/dela/{full_case}/sroki.ics")
    assert answer.mimetype == "text/calendar"
    page = consultant_client.get(f"/dela/{full_case}/sroki/").text
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert events
    assert all(
        str(event["summary"]).rpartition(": ")[2].split("— ")[-1] in page for event in events
    )


def test_a_case_without_a_number_has_no_calendar(
    consultant_client: CheckedClient, store: Store
) -> None:
    assert consultant_client.get(f"/dela/{store.create_case('nina')}/sroki.ics").status_code == 404
