"""A form without the token of its page is refused and changes nothing, on every writing route."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from registration.store import Role, Store
from tests.web.conftest import CheckedClient
from web import create_app
from web.access import CASE_ARGUMENT, EVERYONE, roles_of
from web.settings import Settings

# Rows that a mere visit writes: who is inside now.
_NOT_STATE = {"sessions"}


def _state(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(folder / "cases.sqlite")
    names = [
        str(name)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    found = {
        name: connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 — own tables
        for name in names
        if name not in _NOT_STATE
    }
    connection.close()
    return found


def _writing(app: Flask) -> list[tuple[str, str, frozenset[Role | None]]]:
    return [
        (method, rule.rule, roles_of(app, rule.endpoint) or frozenset())
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"GET", "HEAD", "OPTIONS"})
    ]


def _address(rule: str, case_id: str, token: str) -> str:
    filled = rule.replace(f"<{CASE_ARGUMENT}>", case_id).replace("<token>", token)
    return re.sub(r"<[^>]+>", "x", re.sub(r"<int:[^>]+>", "0", filled))


def test_every_writing_route_refuses_a_form_without_a_token(
    app: Flask,
    new_client: Callable[[], CheckedClient],
    store: Store,
    settings: Settings,
    case: str,
) -> None:
    token = store.issue_link(case, 90)
    before = _state(settings.data)
    routes = _writing(app)
    assert len(routes) >= 9
    for method, rule, roles in routes:
        role = next((role for role in Role if role in roles), None)
        client = new_client()
        if roles != EVERYONE and role is not None:
            client.visit_as(role, case if role is Role.LEADER else "somebody")
        response = client.open(
            _address(rule, case, token), method=method, data={"csrf_token": "чужой"}
        )
        assert response.status_code == 400, (method, rule)
        assert "не сохранён" in response.text
        assert _state(settings.data) == before, (method, rule)


@pytest.mark.parametrize("token", ["", "x", "IjEi.aaaa.bbbb"])
def test_a_false_token_creates_no_case(
    consultant_client: CheckedClient, store: Store, token: str
) -> None:
    response = consultant_client.post("/dela/", data={"district": "kotlassky", "csrf_token": token})
    assert response.status_code == 400
    assert store.cases() == ()


def test_a_token_of_another_browser_does_not_fit(
    new_client: Callable[[], CheckedClient], consultant_client: CheckedClient, store: Store
) -> None:
    stranger = new_client()
    stranger.get("/")
    consultant_client.get("/dela/")
    response = consultant_client.post(
        "/dela/", data={"district": "kotlassky", "csrf_token": stranger.last_token}
    )
    assert response.status_code == 400
    assert store.cases() == ()


@pytest.mark.parametrize(
    ("referrer", "code"),
    [("https://tos.example/", 422), ("https://evil.example/", 400), ("", 400)],
)
def test_with_https_a_form_must_come_from_a_page_of_this_site(
    tmp_path: Path, referrer: str, code: int
) -> None:
    outside = Settings(
        data=tmp_path,
        behind_proxy=True,
        public_host="tos.example",
        secret_key="s" * 40,
    )
    app = create_app(outside)
    client = app.test_client()
    page = client.get("/", base_url="https://tos.example").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    response = client.post(
        "/kod/",
        data={"csrf_token": token.group(1), "code": "1"},
        base_url="https://tos.example",
        headers={"Referer": referrer} if referrer else {},
    )
    app.extensions["store"].close()
    assert response.status_code == code
