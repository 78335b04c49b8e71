"""The dense editor: a whole section on one screen; nothing lost, nothing overwritten unseen."""

import tomllib
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from registration.questionnaire.pages import BY_ID
from registration.questionnaire.path import read_along_path
from registration.store import Channel, Role, Store
from tests.web.conftest import CheckedClient
from tests.web.test_paper_entry import SUGGESTED, form_at
from tests.web.test_whole_case import SAMPLES, answers_of

_NAME = "people.name."
_FAULTY = SAMPLES[0].parent / "faulty" / "violations.toml"
_PASSPORT = BY_ID["person_passport"]


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 23)


@pytest.fixture(params=["verkhnetoemsky", "nyandomsky"])
def sample(request: pytest.FixtureRequest) -> dict[str, Any]:
    return answers_of(next(path for path in SAMPLES if path.stem == request.param))


@pytest.fixture
def full_case(store: Store) -> str:
    return _made(store, answers_of(next(p for p in SAMPLES if p.stem == "verkhnetoemsky")))


def _made(store: Store, answers: dict[str, Any]) -> str:
    case_id = store.create_case("nina")
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PHONE)
    return case_id


def _at(case_id: str, section: str) -> str:
    return f"/dela/{case_id}/pravka/{section}/"


def _links(client: CheckedClient, address: str, label: str) -> list[str]:
    page = BeautifulSoup(client.get(address).text, "html.parser")
    return [str(link["href"]) for link in page.select(f'nav[aria-label="{label}"] li a')]


def _sheets(client: CheckedClient, address: str) -> list[str]:
    page = BeautifulSoup(client.get(address).text, "html.parser")
    links = page.select('nav[aria-label="Листы раздела"] a')
    return [address, *(str(link["href"]) for link in links)]


@pytest.mark.parametrize("way", ["", "?kak=bumaga"])
def test_every_section_sent_back_untouched_says_the_same(
    consultant_client: CheckedClient, store: Store, sample: dict[str, Any], way: str
) -> None:
    case_id = _made(store, sample)
    start = f"{_at(case_id, 'start')}{way}"
    before = store.load(case_id)
    sections = [start, *_links(consultant_client, start, "Разделы")]
    assert len(sections) > 8
    for section in sections:
        for sheet in _sheets(consultant_client, section):
            form = form_at(consultant_client, sheet)
            assert consultant_client.send(section.partition("?")[0], **form).status_code == 303
    after = store.load(case_id)
    written = [path for path, mark in after.marks.items() if mark.revision > before.revision]
    assert {path.rpartition(".")[2] for path in written} <= SUGGESTED
    assert read_along_path(after.answers) == read_along_path(before.answers)


def test_several_people_are_mended_at_once_and_the_next_is_added(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    address = _at(full_case, "people")
    form = form_at(consultant_client, address)
    form[f"person_name-1.{_NAME}last"] = ["Северная"]
    form[f"person_name-2.{_NAME}last"] = ["Южный"]
    response = consultant_client.send(address, **form, add="person_name")
    blank = str(response.headers["Location"])
    people: Any = store.load(full_case).answers["people"]
    count = len(people["persons"])
    assert [person["name"]["last"] for person in people["persons"]][:2] == ["Северная", "Южный"]

    form = form_at(consultant_client, blank)
    number = count + 1
    form[f"person_name-{number}.{_NAME}last"] = ["Новая"]
    form[f"person_name-{number}.{_NAME}first"] = ["Анна"]
    form[f"person_birth-{number}.people.sex"] = ["female"]
    for _ in range(2):  # a double click makes one person
        assert consultant_client.send(address, **form).status_code == 303
    people = store.load(full_case).answers["people"]
    assert len(people["persons"]) == count + 1
    made = people["persons"][-1]
    assert made["name"] == {"last": "Новая", "first": "Анна"} and made["sex"] == "female"
    assert made["key"] not in {person["key"] for person in people["persons"][:-1]}


def test_a_wrong_answer_is_told_at_its_place_and_the_rest_is_kept(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    address = _at(full_case, "start")
    form = form_at(consultant_client, address)
    form["contact_phone.card.contact_phone"] = ["завтра скажу"]
    response = consultant_client.send(address, **form)
    assert response.status_code == 422
    page = BeautifulSoup(response.text, "html.parser")
    field = page.find(id="contact_phone.card.contact_phone")
    assert field is not None and field["value"] == "завтра скажу"
    assert page.select_one('.govuk-error-summary a[href="#contact_phone.card.contact_phone"]')

    form = form_at(consultant_client, address)
    form["contact_phone.card.contact_phone"] = ["8 921 555 07 07"]
    assert consultant_client.send(address, **form).status_code == 303


def test_a_required_answer_wiped_out_stays_and_is_told(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    address = _at(full_case, "name")
    form = form_at(consultant_client, address)
    name = next(key for key in form if key.endswith("tos.short_name") and "was" not in key)
    form[name] = [""]
    before = store.load(full_case).answers
    response = consultant_client.send(address, **form)
    if response.status_code == 422:
        assert "прежний на месте" in response.text
        assert store.load(full_case).answers == before


def test_two_people_at_one_field_see_both_answers_and_choose(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    address = _at(full_case, "people")
    form = form_at(consultant_client, address)
    at = "people.persons.0.name.last"
    revision = store.load(full_case).revision
    store.save(full_case, {at: "Ихняя"}, seen=revision, author="лидер", channel=Channel.SELF)
    form[f"person_name-1.{_NAME}last"] = ["Нашинская"]
    form[f"person_name-2.{_NAME}first"] = ["Иван"]
    response = consultant_client.send(address, **form)
    assert response.status_code == 409
    assert "Ихняя" in response.text and "Нашинская" in response.text
    people: Any = store.load(full_case).answers["people"]
    assert people["persons"][0]["name"]["last"] == "Ихняя"
    assert people["persons"][1]["name"]["first"] == "Иван"  # nobody else touched it

    tag = BeautifulSoup(response.text, "html.parser").select_one("main form")
    assert tag is not None
    chosen = {str(one["name"]): str(one.get("value", "")) for one in tag.select("input")}
    chosen[f"take.person_name-1.{_NAME}last"] = "mine"
    assert consultant_client.send(address, **chosen).status_code == 303
    people = store.load(full_case).answers["people"]
    assert people["persons"][0]["name"]["last"] == "Нашинская"


def test_a_person_is_found_by_the_key_when_the_list_has_moved(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    address = _at(full_case, "people")
    form = form_at(consultant_client, address)
    people: Any = store.load(full_case).answers["people"]
    second = people["persons"][1]["key"]
    store.delete_item(
        full_case,
        "people.persons",
        0,
        seen=store.load(full_case).revision,
        author="olga",
        channel=Channel.PHONE,
    )
    form[f"person_name-2.{_NAME}last"] = ["Переехавший"]
    consultant_client.send(address, **form)
    people = store.load(full_case).answers["people"]
    named = {person["key"]: person["name"]["last"] for person in people["persons"]}
    assert named[second] == "Переехавший"
    assert list(named.values()).count("Переехавший") == 1


def test_masked_answers_are_shown_on_request_which_is_written_down(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    people: Any = store.load(full_case).answers["people"]
    number = people["persons"][0]["document"]["number"]
    address = _at(full_case, _PASSPORT.step.value)
    assert f'value="{number}"' not in consultant_client.get(address).text
    form = form_at(consultant_client, address)
    response = consultant_client.send(address, **form, show=f"{_PASSPORT.id}-1")
    assert response.status_code == 200
    assert f'value="{number}"' in response.text
    assert store.log(full_case)[-1].what == f"{_PASSPORT.id}/1"


def test_a_section_typed_after_the_visit_ended_is_carried_to_the_next_one(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    address = _at(full_case, "start")
    form = form_at(consultant_client, f"{address}?kak=bumaga")
    form["contact_phone.card.contact_phone"] = ["8 921 555 07 07"]
    consultant_client.delete_cookie("visit")
    gone = consultant_client.post(address, data=form)
    assert gone.status_code == 401
    consultant_client.visit_as(Role.CONSULTANT, "nina")
    tag = BeautifulSoup(gone.text, "html.parser").select_one("main form")
    assert tag is not None
    carried = {str(one["name"]): str(one["value"]) for one in tag.select("input")}
    assert consultant_client.post(address, data=carried).status_code == 303
    stored = store.load(full_case)
    assert stored.marks["card.contact_phone"].channel is Channel.PAPER


def test_findings_stand_beside_their_fields_and_in_the_menu(
    consultant_client: CheckedClient, store: Store
) -> None:
    case_id = _made(store, tomllib.loads(_FAULTY.read_text(encoding="utf-8")))
    start = _at(case_id, "start")
    menu = BeautifulSoup(consultant_client.get(start).text, "html.parser").select("nav li a")
    wanting = {str(link["href"]): link.text for link in menu if "не пускает:" in link.text}
    assert wanting
    for address, told in wanting.items():
        count = int(told.split("не пускает: ")[1].split(",")[0])
        texts = [consultant_client.get(sheet).text for sheet in _sheets(consultant_client, address)]
        assert sum(text.count("Не пускает дальше") for text in texts) == count


def test_blanks_are_counted_in_the_menu_and_not_called_a_violation(
    consultant_client: CheckedClient, case: str
) -> None:
    text = consultant_client.get(_at(case, "people")).text
    assert "5. Люди — без ответа: 1" in text and "Не пускает дальше" not in text


def test_the_editor_is_for_the_desk_alone(
    client: CheckedClient, leader_client: Any, full_case: str, association_client: CheckedClient
) -> None:
    address = _at(full_case, "start")
    assert leader_client(full_case).get(address).status_code == 404
    assert association_client.get(address).status_code == 404
    assert client.get(address).status_code == 303
