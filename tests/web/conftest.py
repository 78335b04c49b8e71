"""The site in a temporary folder, and a browser of tests that looks at every page it fetches."""

import gzip
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registration.store import Channel, Role, Store, open_store
from tests.conftest import SAMPLES
from web import consent, create_app
from web.build import build_here
from web.jobs import Jobs
from web.kept_packages import keep
from web.limits import limiter
from web.settings import Settings

HEAVIEST_PAGE = 30 * 1024
STYLE = Path(__file__).parents[2] / "web" / "static" / "style.css"
FOREIGN_WORDS = re.compile(
    r"\bNone\b|Undefined|Traceback|\{\{|\{%"
    r"|Input should be|Field required|Value error|validation error"
)
_STYLE_WEIGHT = len(gzip.compress(STYLE.read_bytes()))


class CheckedClient(FlaskClient):
    """A browser that refuses pages we would be ashamed of, whatever a test asks of them."""

    last_token = ""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        options.setdefault("buffered", True)
        response = super().open(*arguments, **options)
        is_redirect = 300 <= response.status_code < 400
        if response.mimetype == "text/html" and response.text and not is_redirect:
            look_at(response.text)
            token = re.search(r'name="csrf_token" value="([^"]+)"', response.text)
            if token:
                self.last_token = token.group(1)
        return response

    def send(self, path: str, **fields: Any) -> TestResponse:
        """Post a form as a browser does: with the token of the page it stands on."""
        if not self.last_token:
            self.get("/")
        return self.post(path, data={"csrf_token": self.last_token, **fields})

    def visit_as(self, role: Role, subject: str) -> "CheckedClient":
        """Begin a session without passing the door."""
        app = self.application
        if role is Role.LEADER:
            agreed(app.extensions["store"], subject)
        token = app.extensions["store"].start_session(role, subject)
        self.set_cookie(app.extensions["settings"].cookie_name("visit"), token)
        self.last_token = ""
        return self


def agreed(store: Store, case_id: str) -> None:
    """The leader of the case has given her consent on an earlier visit."""
    known = case_id in {row.id for row in store.cases()}
    if known and consent.given_by(store, case_id, consent.LEADER) is None:
        consent.record(store, case_id, consent.LEADER, Channel.SELF, "лидер")


def look_at(html: str) -> None:
    """Hold a page against what every page promises."""
    page = BeautifulSoup(html, "html.parser")
    assert page.html is not None and page.html["lang"] == "ru"
    assert page.title is not None and page.title.text.strip(" —")
    assert len(page.find_all("h1")) == 1, "one h1"
    assert not FOREIGN_WORDS.search(page.get_text(" ")), FOREIGN_WORDS.search(page.get_text(" "))
    assert not page.select("script:not([src]), style"), "nothing inline"
    assert not page.find_all(style=True)
    assert len(gzip.compress(html.encode())) + _STYLE_WEIGHT <= HEAVIEST_PAGE
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids)), "an id stands twice"
    _look_at_inputs(page)


def _look_at_inputs(page: BeautifulSoup) -> None:
    labelled = {label["for"] for label in page.find_all("label")}
    for field in page.find_all(["input", "textarea", "select"]):
        if field.get("type") != "hidden":
            assert field["id"] in labelled, f"{field['name']} has no label"
    for link in page.select('a[href^="#"]'):
        assert page.find(id=str(link["href"])[1:]), f"{link['href']} leads nowhere"
    for form in page.find_all("form", method="post"):
        assert form.find("input", attrs={"name": "csrf_token"}), "a form without a token"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", consultant_phone="8 (818) 555-01-02")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings.data)
    yield opened
    opened.close()


@pytest.fixture
def app(settings: Settings, store: Store) -> Flask:
    made = create_app(settings, store)
    made.test_client_class = CheckedClient
    limiter.reset()
    return made


@pytest.fixture
def new_client(app: Flask) -> Callable[[], CheckedClient]:
    def make() -> CheckedClient:
        client = app.test_client()
        assert isinstance(client, CheckedClient)
        return client

    return make


@pytest.fixture
def client(new_client: Callable[[], CheckedClient]) -> CheckedClient:
    return new_client()


@pytest.fixture
def case(store: Store) -> str:
    """A case of the first district, just created."""
    return make_case(store, "ВТ-1")


def make_case(store: Store, number: str) -> str:
    case_id = store.create_case("nina")
    given = {"territory.district": "verkhnetoemsky", "card.number": number}
    store.save(case_id, given, seen=0, author="nina", channel=Channel.PHONE)
    agreed(store, case_id)
    return case_id


@pytest.fixture
def leader_client(new_client: Callable[[], CheckedClient]) -> Callable[[str], CheckedClient]:
    """A browser in which the leader of a case has entered."""
    return lambda case_id: new_client().visit_as(Role.LEADER, case_id)


@pytest.fixture
def consultant_client(new_client: Callable[[], CheckedClient]) -> CheckedClient:
    return new_client().visit_as(Role.CONSULTANT, "nina")


@pytest.fixture
def association_client(new_client: Callable[[], CheckedClient]) -> CheckedClient:
    return new_client().visit_as(Role.ASSOCIATION, "olga")


@pytest.fixture
def administrator_client(new_client: Callable[[], CheckedClient]) -> CheckedClient:
    return new_client().visit_as(Role.ADMINISTRATOR, "administrator")


# — a final package —


@pytest.fixture
def built_at_once(app: Flask, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every order is built before its answer comes, without LibreOffice."""
    monkeypatch.setattr("registration.assembly.office.soffice", lambda: None)
    data = app.extensions["settings"].data
    app.extensions["jobs"] = Jobs(
        data, store, build=build_here, keep=partial(keep, store), immediate=True
    )
    app.extensions["today"] = lambda: date(2026, 11, 23)


@pytest.fixture
def case_id(store: Store) -> str:
    """A case whose answers are complete."""
    answers = tomllib.loads((SAMPLES / "verkhnetoemsky.toml").read_text(encoding="utf-8"))
    made = store.create_case("nina")
    store.save(made, answers, seen=0, author="nina", channel=Channel.PAPER)
    return made


@pytest.fixture
def desk(built_at_once: None, consultant_client: CheckedClient, case_id: str) -> CheckedClient:
    """The consultant with a first package made."""
    build_final(consultant_client, case_id)
    return consultant_client


def build_final(client: CheckedClient, case_id: str) -> None:
    client.get(f"/dela/{case_id}/komplekty/")
    client.send(f"/delo/{case_id}/dokumenty/komplekt/")
