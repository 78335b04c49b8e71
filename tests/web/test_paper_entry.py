"""Entering from paper: every step in the order of the paper, with its mark on the answers."""

import re
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from registration.questionnaire.page import AskedOf, Step
from registration.questionnaire.path import numbers
from registration.store import Channel, Store
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of

Form = dict[str, Any]
# What stands in the inputs of a begun address or passport before anybody types.
SUGGESTED = {"region", "municipality", "kind"}


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 23)


@pytest.fixture
def full_case(store: Store) -> str:
    case_id = store.create_case("nina")
    answers = answers_of(next(path for path in SAMPLES if path.stem == "verkhnetoemsky"))
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PHONE)
    return case_id


def form_at(client: CheckedClient, address: str) -> Form:
    """What a browser would send from this page without touching anything."""
    response = client.get(address)
    assert response.status_code == 200
    form = BeautifulSoup(response.text, "html.parser").select_one("main form")
    assert form is not None
    found: Form = {}
    for tag in form.select("input, textarea"):
        if tag.get("type") not in ("radio", "checkbox") or tag.has_attr("checked"):
            value = str(tag.get("value", "")) or tag.text.removeprefix("\n")
            found.setdefault(str(tag["name"]), []).append(value)
    for tag in form.select("select"):
        chosen = tag.select_one("option[selected]")
        found[str(tag["name"])] = [str(chosen["value"]) if chosen else ""]
    return found


def test_every_step_of_the_paper_opens_in_its_own_words_and_order(
    consultant_client: CheckedClient, full_case: str
) -> None:
    page = BeautifulSoup(consultant_client.get(f"/delo/{full_case}/s-bumagi/").text, "html.parser")
    links = [str(link["href"]) for link in page.select(".govuk-task-list a")]
    assert len(links) > 8
    paper = list(numbers().values())
    for link in links:
        text = BeautifulSoup(consultant_client.get(link).text, "html.parser").get_text("\n")
        shown = list(dict.fromkeys(re.findall(r"^(\d+\.\d+)\. ", text, re.M)))
        assert shown and shown == [number for number in paper if number in shown]


def test_answers_about_several_people_are_saved_with_the_mark_of_paper(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    address = f"/dela/{full_case}/pravka/people/"
    form = form_at(consultant_client, f"{address}?kak=bumaga")
    form["person_name-1.people.name.last"] = ["Северная"]
    form["person_name-2.people.name.last"] = ["Южный"]
    assert consultant_client.send(address, **form).status_code == 303
    stored = store.load(full_case)
    people: Any = stored.answers["people"]
    names = [person["name"]["last"] for person in people["persons"]]
    assert names[:2] == ["Северная", "Южный"]
    assert stored.marks["people.persons.0.name.last"].channel is Channel.PAPER
    assert stored.marks["people.persons.2.name.last"].channel is Channel.PHONE


def test_a_step_that_is_not_on_paper_is_not_found(
    consultant_client: CheckedClient, full_case: str
) -> None:
    assert Step.CONSULTANT.value == AskedOf.CONSULTANT.value
    for step in ("consultant", "nothing"):
        address = f"/dela/{full_case}/pravka/{step}/?kak=bumaga"
        assert consultant_client.get(address).status_code == 404
