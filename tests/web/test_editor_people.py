"""A person entered twice becomes one when the consultant says so; the case stays whole."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from registration.questionnaire.path import read_along_path
from registration.store import Channel, Store
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of

_FIRST, _AGAIN = "p1", "again"


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 23)


@pytest.fixture
def sample() -> dict[str, Any]:
    return answers_of(next(path for path in SAMPLES if path.stem == "verkhnetoemsky"))


def _named(value: Any, key: str) -> int:
    """How many answers name the key, without the entry itself."""
    if isinstance(value, dict):
        return sum(_named(inner, key) for name, inner in value.items() if name != "key")
    if isinstance(value, list):
        return sum(_named(inner, key) for inner in value)
    return int(value == key)


def _doubled(answers: dict[str, Any], **differing: object) -> dict[str, Any]:
    """The first person stands once more, in half of the roles under the other key."""
    persons = answers["people"]["persons"]
    assert persons[0]["key"] == _FIRST
    again = {**persons[0], "key": _AGAIN, **differing}
    persons[0] = {name: raw for name, raw in persons[0].items() if name != "phone"}
    persons.append(again)
    answers["organs"]["chair"] = _AGAIN
    answers["meeting"]["opened_by"] = _AGAIN
    answers["founders"]["members"].append({"person": _AGAIN})
    answers["initiative"]["members"].append(_AGAIN)
    return answers


def _made(store: Store, answers: dict[str, Any]) -> str:
    case_id = store.create_case("nina")
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PHONE)
    return case_id


def _merge(client: CheckedClient, case_id: str, seen: int, **chosen: str) -> Any:
    address = f"/dela/{case_id}/dvojniki/"
    client.get(address)
    return client.send(f"{address}{_FIRST}/{_AGAIN}/", seen=str(seen), **chosen)


def test_the_case_is_as_if_the_person_had_been_entered_once(
    consultant_client: CheckedClient, store: Store, sample: dict[str, Any]
) -> None:
    case_id = _made(store, sample)
    once = store.load(case_id).answers
    assert _named(once, _FIRST) > 2
    sample["organs"]["chair"] = sample["meeting"]["opened_by"] = _FIRST
    wanted = store.load(_made(store, sample)).answers
    doubled = _made(store, _doubled(sample))
    assert "вписан дважды: 1" in consultant_client.get(f"/dela/{doubled}/pravka/people/").text
    for _ in range(2):  # the second click changes nothing
        assert _merge(consultant_client, doubled, store.load(doubled).revision).status_code == 303
    merged = store.load(doubled).answers
    assert _named(merged, _AGAIN) == 0
    assert merged == wanted
    assert read_along_path(merged).problems == ()
    assert "Повторов нет" in consultant_client.get(f"/dela/{doubled}/dvojniki/").text


def test_what_differs_is_chosen_by_a_person_and_the_other_stays_in_the_history(
    consultant_client: CheckedClient, store: Store, sample: dict[str, Any]
) -> None:
    case_id = _made(store, _doubled(sample, email="novaya@example.ru", sex="male"))
    revision = store.load(case_id).revision
    name = f"{_FIRST}.{_AGAIN}.sex"
    refused = _merge(consultant_client, case_id, revision)
    assert refused.status_code == 422 and f'href="#{name}"' in refused.text
    assert store.load(case_id).revision == revision
    assert _merge(consultant_client, case_id, revision, **{name: "gone"}).status_code == 303
    people: Any = store.load(case_id).answers["people"]
    assert people["persons"][0]["sex"] == "male"
    assert people["persons"][0]["email"] == "novaya@example.ru"
    before = [change.before for save in store.history(case_id) for change in save.changes]
    assert "female" in before


def test_founder_lines_that_contradict_both_stay(
    consultant_client: CheckedClient, store: Store, sample: dict[str, Any]
) -> None:
    answers = _doubled(sample)
    answers["founders"]["members"][0]["declaration_on"] = "2026-10-01"
    answers["founders"]["members"][-1]["declaration_on"] = "2026-10-02"
    case_id = _made(store, answers)
    count = len(answers["founders"]["members"])
    _merge(consultant_client, case_id, store.load(case_id).revision)
    founders: Any = store.load(case_id).answers["founders"]
    assert len(founders["members"]) == count
    assert founders["members"][-1] == {"person": _FIRST, "declaration_on": "2026-10-02"}


def test_answers_changed_meanwhile_are_looked_at_again(
    consultant_client: CheckedClient, store: Store, sample: dict[str, Any]
) -> None:
    case_id = _made(store, _doubled(sample))
    seen = store.load(case_id).revision
    change = {"people.persons.0.email": "drugaya@example.ru"}
    store.save(case_id, change, seen=seen, author="olga", channel=Channel.PHONE)
    response = _merge(consultant_client, case_id, seen)
    assert response.status_code == 409 and "изменились" in response.text
    assert _named(store.load(case_id).answers, _AGAIN) > 2


def test_namesakes_are_told_apart_for_good(
    consultant_client: CheckedClient, store: Store, sample: dict[str, Any]
) -> None:
    case_id = _made(store, _doubled(sample))
    address = f"/dela/{case_id}/dvojniki/"
    assert "Повторов нет" not in consultant_client.get(address).text
    consultant_client.send(f"{address}{_FIRST}/{_AGAIN}/raznye/")
    assert "Повторов нет" in consultant_client.get(address).text
    assert _named(store.load(case_id).answers, _AGAIN) > 2


def test_a_document_is_masked_also_where_it_differs(
    consultant_client: CheckedClient, store: Store, sample: dict[str, Any]
) -> None:
    document = {**sample["people"]["persons"][0]["document"], "issued_by": "ТАМ, ГДЕ НАДО"}
    case_id = _made(store, _doubled(sample, document=document))
    text = consultant_client.get(f"/dela/{case_id}/dvojniki/").text
    assert "ТАМ, ГДЕ НАДО" not in text and document["number"] not in text
