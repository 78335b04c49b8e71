"""Papers of a case from the browser: what is in them, and who took them."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader

from registration.store import Channel, Store
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of

ISSUED_BY = "ОМВДРоссии"


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: date(2026, 11, 23)


@pytest.fixture
def full_case(store: Store) -> str:
    case_id = store.create_case("nina")
    answers = answers_of(next(path for path in SAMPLES if path.stem == "verkhnetoemsky"))
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    return case_id


def printed(client: CheckedClient, case_id: str, paper: str) -> str:
    """The letters and digits of a paper, however they are spread over boxes."""
    assert client.get(f"/delo/{case_id}/bumagi/").status_code == 200
    response = client.send(f"/delo/{case_id}/bumagi/{paper}/")
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    pages = PdfReader(BytesIO(response.data)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def test_a_blank_questionnaire_has_questions_and_no_answer(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    found = printed(consultant_client, full_case, "chistaya-anketa")
    assert "АнкетаТОС" in found
    assert "555-01-02" in found
    assert "Заречье»Верхнетоемского" not in found
    assert store.log(full_case) == ()


def test_a_filled_questionnaire_has_answers_but_no_passport(
    leader_client: Callable[[str], CheckedClient], full_case: str, store: Store
) -> None:
    found = printed(leader_client(full_case), full_case, "anketa-s-otvetami")
    assert "Заречье" in found
    assert ISSUED_BY not in found
    assert [entry.what for entry in store.log(full_case)] == ["questionnaire"]


def test_each_readback_sheet_is_noted(
    consultant_client: CheckedClient, full_case: str, store: Store
) -> None:
    for _ in range(2):
        assert "Листсверки" in printed(consultant_client, full_case, "list-sverki")
    assert [(entry.actor, entry.what) for entry in store.log(full_case)] == [
        ("nina", "readback"),
        ("nina", "readback"),
    ]


def test_an_empty_case_has_its_papers_too(
    case: str, leader_client: Callable[[str], CheckedClient]
) -> None:
    client = leader_client(case)
    for paper in ("chistaya-anketa", "anketa-s-otvetami", "list-sverki"):
        assert printed(client, case, paper)
