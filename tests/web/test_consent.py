"""Consents: asked before the first question, a record for each person, a sheet to sign."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from flask import Flask

from registration.errors import ConversionError
from registration.store import Channel, Role, Store
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of
from web import consent
from web.consent_sheet import version

ON = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: ON


@pytest.fixture
def new_case(store: Store) -> str:
    """A case whose leader has not been here yet."""
    case_id = store.create_case("nina")
    given = {"territory.district": "verkhnetoemsky", "card.number": "ВТ-9"}
    store.save(case_id, given, seen=0, author="nina", channel=Channel.PHONE)
    return case_id


@pytest.fixture
def leader(new_case: str, store: Store, new_client: Callable[[], CheckedClient]) -> CheckedClient:
    """A browser that has come in by the link."""
    client = new_client()
    link = f"/ssylka/{store.issue_link(new_case, 1)}/"
    client.get(link)
    client.send(link)
    return client


@pytest.fixture
def full_case(store: Store) -> str:
    """The sample of Verkhnyaya Toyma, nobody's consent written down."""
    case_id = store.create_case("nina")
    answers = answers_of(next(path for path in SAMPLES if path.stem == "verkhnetoemsky"))
    for person in answers["people"]["persons"]:
        person.pop("consent_on", None)
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    return case_id


def persons_of(store: Store, case_id: str) -> list[Any]:
    people: Any = store.load(case_id).answers["people"]
    found: list[Any] = people["persons"]
    return found


def test_a_leader_is_asked_once_before_the_first_question(
    leader: CheckedClient, new_case: str, store: Store
) -> None:
    asked = f"/delo/{new_case}/soglasie/"
    for address in ("", "contact_phone/", "proverka/"):
        assert leader.get(f"/delo/{new_case}/{address}").location == asked
    assert "даю согласие" in leader.get(asked).text
    assert leader.send(asked, version=version()).location == f"/delo/{new_case}/"
    assert leader.get(f"/delo/{new_case}/").status_code == 200
    given = consent.given_by(store, new_case, consent.LEADER)
    assert given is not None
    assert (given.version, given.channel, given.author) == (version(), Channel.SELF, "лидер")
    (entry,) = (one for one in store.log(new_case) if "согласие" in one.action)
    assert entry.what == f"consent {version()}"


def test_another_text_is_agreed_to_anew(leader: CheckedClient, new_case: str, store: Store) -> None:
    asked = f"/delo/{new_case}/soglasie/"
    consent.record(store, new_case, consent.LEADER, Channel.SELF, "лидер", "0000-0000-0000-0000")
    assert leader.get(f"/delo/{new_case}/").location == asked
    leader.get(asked)
    assert leader.send(asked, version="0000-0000-0000-0000").location == asked
    assert leader.get(f"/delo/{new_case}/").location == asked


def test_whoever_does_not_agree_is_given_the_phone_and_nothing_is_recorded(
    leader: CheckedClient, new_case: str, store: Store
) -> None:
    page = leader.get(f"/delo/{new_case}/soglasie/net/")
    assert "Позвоните консультанту" in page.text
    assert leader.get(f"/delo/{new_case}/nuzhno-li/").status_code == 200
    assert consent.given_by(store, new_case, consent.LEADER) is None


def test_an_answer_sent_before_the_consent_is_not_lost(
    leader: CheckedClient, new_case: str, store: Store
) -> None:
    leader.get(f"/delo/{new_case}/soglasie/")
    response = leader.send(
        f"/delo/{new_case}/track/", seen=str(store.load(new_case).revision), **{"tos.track": "new"}
    )
    assert response.status_code == 303
    tos: Any = store.load(new_case).answers["tos"]
    assert tos["track"] == "new"


def test_a_consultant_is_not_asked_and_notes_a_signed_paper(
    consultant_client: CheckedClient, new_case: str, store: Store
) -> None:
    assert consultant_client.get(f"/delo/{new_case}/").status_code == 200
    asked = f"/delo/{new_case}/soglasie/"
    assert "Лидер подписал" in consultant_client.get(asked).text
    consultant_client.send(asked, version=version())
    given = consent.given_by(store, new_case, consent.LEADER)
    assert given is not None
    assert (given.channel, given.author) == (Channel.PAPER, "nina")


def test_each_person_has_a_sheet_and_a_day(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    page = consultant_client.get(f"/delo/{full_case}/soglasiya/").text
    persons = persons_of(store, full_case)
    assert page.count("Не подписано") == len(persons)
    person = f"/delo/{full_case}/soglasiya/p2/"
    consultant_client.get(person)
    sheet = consultant_client.send(f"{person}list/")
    assert persons[1]["name"]["last"] in Document(BytesIO(sheet.data)).paragraphs[1].text
    day = {"signed-day": "20", "signed-month": "11", "signed-year": "2026"}
    assert consultant_client.send(person, **day).status_code == 303
    stored = persons_of(store, full_case)
    assert stored[1]["consent_on"] == "2026-11-20"
    assert "consent_on" not in stored[0]
    given = consent.given_by(store, full_case, "person-p2")
    assert given is not None
    assert given.version == version()
    told = consultant_client.get(person).text
    assert "Подписано: 20.11.2026" in told
    assert "с бумаги" in told or "по телефону" in told
    assert "p2" not in "".join(entry.what for entry in store.log(full_case))


def test_the_version_of_the_printed_sheet_is_the_one_that_was_signed(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    old = "aaaa-bbbb-cccc-dddd"
    consent.record(store, full_case, "sheet-p1", Channel.PHONE, "nina", old)
    person = f"/delo/{full_case}/soglasiya/p1/"
    consultant_client.get(person)
    day = {"signed-day": "1", "signed-month": "11", "signed-year": "2026"}
    consultant_client.send(person, **day)
    given = consent.given_by(store, full_case, "person-p1")
    assert given is not None
    assert given.version == old


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("24", "11", "2026"), ("31", "2", "2026"), ("", "", ""), ("²", "1", "2026"), ("0", "0", "0")],
)
def test_a_day_that_cannot_be_is_refused(
    consultant_client: CheckedClient, full_case: str, store: Store, day: str, month: str, year: str
) -> None:
    before = store.load(full_case)
    person = f"/delo/{full_case}/soglasiya/p1/"
    consultant_client.get(person)
    typed = {"signed-day": day, "signed-month": month, "signed-year": year}
    response = consultant_client.send(person, **typed)
    assert response.status_code == 422
    assert 'href="#signed"' in response.text
    assert store.load(full_case) == before
    assert consent.given_by(store, full_case, "person-p1") is None


def test_somebody_half_known_gets_a_draft_and_nobody_gets_nothing(
    consultant_client: CheckedClient, new_case: str, store: Store
) -> None:
    half = {"people.persons.0.key": "p1", "people.persons.0.name.last": "Иванова"}
    store.save(new_case, half, seen=1, author="nina", channel=Channel.PHONE)
    consultant_client.get(f"/delo/{new_case}/soglasiya/p1/")
    sheet = consultant_client.send(f"/delo/{new_case}/soglasiya/p1/list/")
    document = Document(BytesIO(sheet.data))
    assert "Иванова" in document.paragraphs[1].text
    header = (
        document.sections[0].first_page_header
        if document.sections[0].different_first_page_header_footer
        else document.sections[0].header
    )
    assert "ПРОЕКТ" in "".join(one.text for one in header.paragraphs)
    assert consultant_client.get(f"/delo/{new_case}/soglasiya/p7/").status_code == 404
    assert consultant_client.send(f"/delo/{new_case}/soglasiya/p7/list/").status_code == 404


def test_a_leader_of_another_case_sees_no_consents(
    new_client: Callable[[], CheckedClient], full_case: str, new_case: str
) -> None:
    stranger = new_client().visit_as(Role.LEADER, new_case)
    for address in ("soglasie/", "soglasiya/", "soglasiya/p1/"):
        assert stranger.get(f"/delo/{full_case}/{address}").status_code == 404


@pytest.mark.libreoffice
def test_a_sheet_comes_as_a_pdf_too(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    address = f"/delo/{full_case}/soglasiya/p1/"
    consultant_client.get(address)
    sheet = consultant_client.send(f"{address}list-pdf/")
    assert sheet.data.startswith(b"%PDF")
    assert "attachment" in sheet.headers["Content-Disposition"]
    assert list((settings_folder(consultant_client) / "workshop").iterdir()) == []


def test_without_libreoffice_the_word_file_is_offered(
    consultant_client: CheckedClient, full_case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise ConversionError("LibreOffice не запустился.")

    monkeypatch.setattr(consent, "pdf_of", broken)
    address = f"/delo/{full_case}/soglasiya/p1/"
    consultant_client.get(address)
    answer = consultant_client.send(f"{address}list-pdf/")
    assert answer.status_code == 503
    assert "Скачайте лист в Word" in answer.text


def settings_folder(client: CheckedClient) -> Path:
    return Path(client.application.extensions["settings"].data)
