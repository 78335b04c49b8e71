"""Findings of the rules as a leader meets them: in short sentences, at the question to mend."""

import tomllib
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from bs4 import BeautifulSoup

from registration.domain.case import read_case
from registration.questionnaire.page import AskedOf
from registration.questionnaire.words import longest_sentence
from registration.rules.catalogue import Finding, Status, check_case
from registration.rules.rule import Severity
from registration.store import Channel, Store
from tests.changes import changed
from tests.conftest import SAMPLES
from tests.test_scenarios import READY, SCENARIOS
from tests.web.conftest import CheckedClient
from tests.web.test_questionnaire import full_case  # noqa: F401 - a fixture
from web.journey import journey, nearest

LONGEST = 20
FORBIDDEN = ("субъект", "идентификац", "правоустанавливающ", "опф")
LEADER = frozenset({AskedOf.LEADER})


@cache
def sample(name: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def told() -> tuple[Finding, ...]:
    """What leaders are told in all scenarios of the rules."""
    found: dict[tuple[str, str, str], Finding] = {}
    for scenario in SCENARIOS:
        case = changed(sample(scenario["sample"]), scenario["given"] | scenario["change"])
        for item in check_case(case, scenario.get("on", READY)).findings:
            if item.status is Status.BREACHED and item.severity is not Severity.ADVICE:
                found[item.rule, item.at, item.message] = item
    return tuple(found.values())


def test_no_finding_told_to_a_leader_has_a_long_sentence() -> None:
    long = {
        (item.rule, item.message) for item in told() if longest_sentence(item.message) > LONGEST
    }
    assert long == set()


def test_no_finding_told_to_a_leader_speaks_as_an_office() -> None:
    found = {
        (item.rule, word) for item in told() for word in FORBIDDEN if word in item.message.lower()
    }
    assert found == set()


@pytest.mark.parametrize(
    ("at", "page", "item"),
    [
        ("territory.decision.body", "boundaries_decision", None),
        ("meeting.agenda", "agenda", None),
        ("meeting.agenda.3.votes", "votes", 3),
        ("founders.members", "founders", None),
        ("people.persons.2", "person_name", 2),
        ("municipal_registration", "submitted_on", None),
        ("okved.extra.0", None, None),
        ("charter.chair_title", None, None),
    ],
)
def test_a_finding_leads_to_the_screen_of_its_answer(
    at: str, page: str | None, item: int | None
) -> None:
    answers = sample("verkhnetoemsky")
    way = journey(read_case(answers).case, answers, (), frozenset(), LEADER)
    stop = nearest(at, way.all_stops)
    assert (stop and stop.page.id, stop and stop.item) == (page, item)


def test_a_finding_on_a_list_stands_at_the_list(
    full_case: str,  # noqa: F811
    leader_client: Callable[[str], CheckedClient],
    store: Store,
) -> None:
    seen = store.load(full_case).revision
    store.delete_item(
        full_case, "founders.members", 2, seen=seen, author="nina", channel=Channel.PHONE
    )
    leader = leader_client(full_case)
    page = BeautifulSoup(leader.get(f"/delo/{full_case}/founders/").text, "html.parser")
    warning = page.select_one(".govuk-warning-text")
    assert warning is not None
    assert "а нужно не меньше 3" in warning.text
    hub = BeautifulSoup(leader.get(f"/delo/{full_case}/").text, "html.parser")
    assert hub.find("a", href=f"/delo/{full_case}/founders/")
