"""The questionnaire on the screen: saving, going on, lists, conflicts, masks, tasks."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from registration.store import Channel, Role, Store
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of

ON = date(2026, 11, 23)
Form = dict[str, str]


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: ON


@pytest.fixture
def enter(leader_client: Callable[[str], CheckedClient]) -> Callable[[str], CheckedClient]:
    """A leader who has come to her case and agreed to whatever is asked before the questions."""

    def agreed(case_id: str) -> CheckedClient:
        client = leader_client(case_id)
        gate = client.get(f"/delo/{case_id}/")
        if gate.status_code == 303:
            address = gate.headers["Location"]
            page = BeautifulSoup(client.get(address).text, "html.parser")
            hidden = page.select("main form input[type=hidden]")
            client.post(address, data={str(tag["name"]): str(tag["value"]) for tag in hidden})
        return client

    return agreed


@pytest.fixture
def leader(case: str, enter: Callable[[str], CheckedClient]) -> CheckedClient:
    return enter(case)


@pytest.fixture
def full_case(store: Store) -> str:
    """The sample of Verkhnyaya Toyma in the store."""
    case_id = store.create_case("nina")
    answers = answers_of(next(path for path in SAMPLES if path.stem == "verkhnetoemsky"))
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    return case_id


def form_at(client: CheckedClient, address: str) -> Form:
    """What a browser would send from this page without touching anything."""
    response = client.get(address)
    assert response.status_code == 200
    form = BeautifulSoup(response.text, "html.parser").select_one("form[data-save]")
    assert form is not None
    found: Form = {}
    for tag in form.select("input, textarea"):
        if tag.get("type") not in ("radio", "checkbox") or tag.has_attr("checked"):
            found[str(tag["name"])] = str(tag.get("value", "") or tag.text.strip("\n"))
    return found


def text_of(client: CheckedClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser").get_text(" ", strip=True)


def test_an_answer_is_saved_and_the_next_page_opens(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/district/"
    form = form_at(leader, address)
    response = leader.post(address, data={**form, "territory.district": "kotlassky"})
    assert response.status_code == 303
    assert response.headers["Location"].endswith("/settlement/")
    stored = store.load(case)
    assert stored.answers["territory"] == {"district": "kotlassky"}
    assert stored.marks["territory.district"].channel is Channel.SELF


def test_a_double_click_saves_once(case: str, leader: CheckedClient, store: Store) -> None:
    address = f"/delo/{case}/settlement/"
    form = {**form_at(leader, address), "territory.settlement": "Емецк"}
    form["territory.settlement_kind"] = "selo"
    first = leader.post(address, data=form)
    revision = store.load(case).revision
    second = leader.post(address, data=form)
    assert first.headers["Location"] == second.headers["Location"]
    assert store.load(case).revision == revision


def test_a_wrong_answer_is_kept_as_typed_and_told_at_its_input(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/adults/"
    form = {**form_at(leader, address), "residents.adults": "сто сорок"}
    back = leader.post(address, data=form).headers["Location"]
    assert "/adults/" in back
    page = BeautifulSoup(leader.get(back).text, "html.parser")
    field = page.find(id="residents.adults")
    assert field is not None
    assert field["value"] == "сто сорок"
    assert page.select_one('.govuk-error-summary a[href="#residents.adults"]')
    assert page.find(id="residents.adults-error")


def test_a_blank_answer_asks_and_i_do_not_know_goes_on(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/adults/"
    form = form_at(leader, address)
    assert leader.post(address, data=form).headers["Location"].endswith("?oshibki=1")
    onward = leader.post(address, data={**form, "unknown": "adults"}).headers["Location"]
    assert "/adults/" not in onward
    assert store.load(case).unknown == {"residents.adults"}


def test_an_answer_takes_the_task_of_the_consultant_away(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/adults/"
    leader.post(address, data={**form_at(leader, address), "unknown": "adults"})
    leader.post(address, data={**form_at(leader, address), "residents.adults": "1 24"})
    stored = store.load(case)
    assert stored.answers["residents"] == {"adults": 124}
    assert stored.unknown == frozenset()


def test_two_people_writing_one_answer_see_both_and_choose(
    case: str, leader: CheckedClient, consultant_client: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/adults/"
    form = form_at(leader, address)
    theirs = form_at(consultant_client, address)
    consultant_client.post(address, data={**theirs, "residents.adults": "120"})
    answer = leader.post(address, data={**form, "residents.adults": "124"})
    assert answer.status_code == 409
    assert store.load(case).answers["residents"] == {"adults": 120}
    page = BeautifulSoup(answer.text, "html.parser")
    assert {"120", "124"} <= {label.text.strip() for label in page.select("label")}
    assert "nina" in page.text
    chosen = {str(tag["name"]): str(tag["value"]) for tag in page.select("main input[type=hidden]")}
    leader.post(address, data={**chosen, "take.residents.adults": "mine"})
    assert store.load(case).answers["residents"] == {"adults": 124}


def test_an_old_form_that_was_not_touched_overwrites_nothing(
    case: str, leader: CheckedClient, consultant_client: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/adults/"
    old = form_at(leader, address)
    consultant_client.post(
        address, data={**form_at(consultant_client, address), "residents.adults": "120"}
    )
    leader.post(address, data=old)
    assert store.load(case).answers["residents"] == {"adults": 120}


def test_saving_in_the_background_answers_with_the_time_of_the_server(
    case: str, leader: CheckedClient, store: Store
) -> None:
    address = f"/delo/{case}/settlement/"
    form = {**form_at(leader, address), "territory.settlement": "Емец"}
    told = leader.post(address, data=form, headers={"X-Requested-With": "save"})
    assert re.fullmatch(r"Сохранено в \d\d:\d\d", told.json["saved"])  # type: ignore[index]
    assert store.load(case).answers["territory"]["settlement"] == "Емец"  # type: ignore[index]
    form |= {"seen": str(told.json["revision"])}  # type: ignore[index]
    form["territory.settlement"] = "Емецк"
    form["territory.settlement_kind"] = "selo"
    assert leader.post(address, data=form).status_code == 303
    assert store.load(case).answers["territory"]["settlement"] == "Емецк"  # type: ignore[index]


def test_a_blank_sent_in_the_background_takes_nothing_away(
    full_case: str, consultant_client: CheckedClient, store: Store
) -> None:
    address = f"/delo/{full_case}/houses/"
    form = {**form_at(consultant_client, address), "territory.houses": ""}
    consultant_client.post(address, data=form, headers={"X-Requested-With": "save"})
    answers: Any = store.load(full_case).answers
    assert answers["territory"]["houses"] == 59
    consultant_client.post(address, data=form)
    assert "houses" not in store.load(full_case).answers["territory"]  # type: ignore[operator]


def add_person(client: CheckedClient, case: str, number: int, last: str) -> Any:
    address = f"/delo/{case}/person_name/{number}/"
    form = {**form_at(client, address), "people.name.last": last, "people.name.first": "Нина"}
    return client.post(address, data=form), address, form


def test_people_are_added_once_even_when_the_form_is_sent_twice(
    case: str, leader: CheckedClient, store: Store
) -> None:
    response, address, form = add_person(leader, case, 1, "Попова")
    assert response.headers["Location"].endswith("/person_birth/1/")
    leader.post(address, data=form)
    leader.post(address, data={**form, "people.name.last": "Хабарова"})
    persons = store.load(case).answers["people"]["persons"]  # type: ignore[index]
    assert [person["name"]["last"] for person in persons] == ["Попова", "Хабарова"]
    assert [person["key"] for person in persons] == ["p1", "p2"]


def test_removing_a_person_tells_the_roles_and_empties_them(
    full_case: str, consultant_client: CheckedClient, store: Store
) -> None:
    address = f"/delo/{full_case}/person_name/1/udalit/"
    page = consultant_client.get(address)
    assert "Кто главный в группе?" in page.text
    mark = BeautifulSoup(page.text, "html.parser").select_one("main input[name=mark]")
    assert mark is not None
    consultant_client.send(address, mark=mark["value"])
    consultant_client.send(address, mark=mark["value"])
    answers: Any = store.load(full_case).answers
    assert [person["key"] for person in answers["people"]["persons"]][:2] == ["p2", "p3"]
    assert len(answers["people"]["persons"]) == 7
    assert "chair" not in answers["organs"]
    assert answers["organs"]["council"] == ["p2", "p3", "p4", "p7"]
    assert [item["person"] for item in answers["founders"]["members"]] == ["p2", "p3"]


def test_a_form_about_a_person_finds_that_person_after_the_list_moved(
    full_case: str, consultant_client: CheckedClient, store: Store
) -> None:
    address = f"/delo/{full_case}/person_name/3/"
    form = form_at(consultant_client, address)
    store.delete_item(
        full_case,
        "people.persons",
        0,
        seen=store.load(full_case).revision,
        author="nina",
        channel=Channel.PHONE,
    )
    consultant_client.post(address, data={**form, "people.name.last": "Хабарова-Лис"})
    persons: Any = store.load(full_case).answers["people"]
    assert [person["name"]["last"] for person in persons["persons"]][:3] == [
        "Коробицын",
        "Хабарова-Лис",
        "Черных",
    ]


def test_a_stored_passport_is_masked_and_shown_only_with_a_record(
    full_case: str,
    enter: Callable[[str], CheckedClient],
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noted: list[tuple[str, ...]] = []
    leader = enter(full_case)
    monkeypatch.setattr(store, "note", lambda *words: noted.append(words))
    address = f"/delo/{full_case}/person_passport/1/"
    page = leader.get(address)
    assert "000101" not in page.text
    assert "•••• 101" in page.text
    assert noted == []
    shown = leader.send(f"{address}pokazat/")
    assert 'value="000101"' in shown.text
    assert [(actor, case_id) for actor, _, case_id, _ in noted] == [("лидер", full_case)]
    assert not any("000101" in word for words in noted for word in words)


def test_a_masked_page_sent_back_changes_nothing(
    full_case: str, enter: Callable[[str], CheckedClient], store: Store
) -> None:
    before = store.load(full_case)
    leader = enter(full_case)
    address = f"/delo/{full_case}/person_passport/1/"
    leader.post(address, data=form_at(leader, address))
    assert store.load(full_case).answers == before.answers


def test_answers_off_the_path_stay_and_come_back(
    full_case: str, consultant_client: CheckedClient, store: Store
) -> None:
    def choose(track: str) -> None:
        address = f"/delo/{full_case}/track/"
        form = form_at(consultant_client, address)
        consultant_client.post(address, data={**form, "tos.track": track})

    choose("existing")
    assert "initiative" in store.load(full_case).answers
    assert consultant_client.get(f"/delo/{full_case}/initiative_chair/").status_code == 404
    choose("new")
    assert consultant_client.get(f"/delo/{full_case}/initiative_chair/").status_code == 200


def test_the_check_page_leads_to_each_answer_and_back_to_its_row(
    full_case: str, consultant_client: CheckedClient
) -> None:
    page = BeautifulSoup(consultant_client.get(f"/delo/{full_case}/proverka/").text, "html.parser")
    row = page.find(id="adults")
    assert row is not None
    link = row.select_one("a")
    assert link is not None
    assert "124" in row.text
    address = str(link["href"])
    form = form_at(consultant_client, address)
    back = consultant_client.post(f"/delo/{full_case}/adults/", data=form).headers["Location"]
    assert back.endswith("/proverka/#adults")


def test_the_check_page_does_not_tell_a_passport(
    full_case: str, consultant_client: CheckedClient
) -> None:
    text = text_of(consultant_client, f"/delo/{full_case}/proverka/")
    assert "000101" not in text
    assert "с бумаги, nina" in text


def test_the_quorum_is_counted_beside_the_question(
    full_case: str, consultant_client: CheckedClient
) -> None:
    text = text_of(consultant_client, f"/delo/{full_case}/present/")
    assert "не меньше 42 человек из 124" in text
    assert "Пришли 46: этого хватает." in text


def test_who_may_audit_is_told(full_case: str, consultant_client: CheckedClient) -> None:
    text = text_of(consultant_client, f"/delo/{full_case}/organs_audit/")
    assert "Шевчук Ольга Никитична" in text.split("это могут быть:")[1].split(".")[0]
    assert "Коробицын" not in text.split("это могут быть:")[1].split(".")[0]


def test_a_finding_stands_at_its_question_and_on_the_task_list(
    full_case: str, consultant_client: CheckedClient, store: Store
) -> None:
    seen = store.load(full_case).revision
    store.save(full_case, {"meeting.present": 12}, seen=seen, author="nina", channel=Channel.PHONE)
    assert "42" in text_of(consultant_client, f"/delo/{full_case}/")
    page = BeautifulSoup(consultant_client.get(f"/delo/{full_case}/present/").text, "html.parser")
    assert page.select_one(".govuk-warning-text")


def test_the_consultant_says_where_the_answers_come_from(
    case: str, consultant_client: CheckedClient, store: Store
) -> None:
    consultant_client.get(f"/delo/{case}/")
    consultant_client.send(f"/delo/{case}/kanal/", channel="paper")
    address = f"/delo/{case}/adults/"
    consultant_client.post(
        address, data={**form_at(consultant_client, address), "residents.adults": "57"}
    )
    mark = store.load(case).marks["residents.adults"]
    assert (mark.channel, mark.author) == (Channel.PAPER, "nina")


def test_a_leader_has_no_pages_of_the_consultant(
    full_case: str, enter: Callable[[str], CheckedClient]
) -> None:
    leader = enter(full_case)
    assert leader.get(f"/delo/{full_case}/okved/").status_code == 404
    assert leader.get(f"/delo/{full_case}/proverka/").status_code == 200


@pytest.mark.parametrize("role", [Role.LEADER, Role.CONSULTANT])
def test_every_page_of_a_full_case_opens(
    full_case: str,
    enter: Callable[[str], CheckedClient],
    consultant_client: CheckedClient,
    role: Role,
) -> None:
    client = enter(full_case) if role is Role.LEADER else consultant_client
    page = BeautifulSoup(client.get(f"/delo/{full_case}/proverka/").text, "html.parser")
    links = {str(link["href"]) for link in page.select(".govuk-summary-list__actions a")}
    assert len(links) > 50
    for link in links:
        assert client.get(link).status_code == 200


def test_the_pre_check_gives_a_conclusion_and_stores_nothing(
    case: str, leader: CheckedClient, store: Store
) -> None:
    before = store.load(case)
    address = f"/delo/{case}/nuzhno-li/"
    assert "Ответьте на шесть вопросов" in text_of(leader, address)
    said = text_of(leader, f"{address}?money=no&contracts=no&property=no&people=junk")
    assert "Юрлицо вам пока не нужно" in said
    assert store.load(case) == before


def test_hostile_forms_never_break_a_page(full_case: str, consultant_client: CheckedClient) -> None:
    junk = {"seen": "٣", "new": "1", "unknown": "../x", "key": "нет", "to": "x", "choosing": "1"}
    for page in ("adults/", "person_name/", "person_name/1/", "votes/3/", "organs_council/"):
        address = f"/delo/{full_case}/{page}"
        consultant_client.get(address)
        for names in (list(junk), ["seen"], ["key"], ["unknown"], ["new"], ["choosing"]):
            fields = {name: junk[name] for name in names}
            assert consultant_client.send(address, **fields).status_code < 500
        assert consultant_client.send(f"{address}udalit/", mark="x").status_code < 500
    for number in ("0", "999", "99999999999999999999"):
        address = f"/delo/{full_case}/person_name/{number}/"
        assert consultant_client.get(address).status_code == 404
        assert consultant_client.send(address, new="1").status_code < 500
