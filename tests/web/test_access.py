"""Who may see what: every address of the site, every role, one's own, a foreign and no case."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from registration.store import Role, Store
from tests.web.conftest import CheckedClient, make_case
from web.access import CASE_ARGUMENT, EVERYONE, UndeclaredAccess, refuse_undeclared, roles_of

UNKNOWN = "0" * 32
REFUSED = {403, 404}
DESK = (Role.CONSULTANT,)


def _rules(app: Flask) -> list[tuple[str, str, frozenset[Role | None], bool]]:
    """(method, address, roles, has a case) of everything the site answers to."""
    found = []
    for rule in app.url_map.iter_rules():
        roles = roles_of(app, rule.endpoint)
        assert roles is not None
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            found.append((method, rule.rule, roles, CASE_ARGUMENT in rule.arguments))
    return found


def _address(rule: str, case_id: str) -> str:
    filled = rule.replace(f"<{CASE_ARGUMENT}>", case_id)
    filled = re.sub(r"<int:[^>]+>", "0", filled)
    return re.sub(r"<[^>]+>", "x", filled)


def _status(client: CheckedClient, method: str, address: str) -> int:
    return client.open(address, method=method).status_code


@pytest.mark.parametrize("role", list(Role))
def test_no_role_reaches_what_it_is_not_declared_for(
    app: Flask, new_client: Callable[[], CheckedClient], case: str, role: Role
) -> None:
    client = new_client().visit_as(role, case if role is Role.LEADER else "somebody")
    for method, rule, roles, _ in _rules(app):
        if role not in roles:
            assert _status(client, method, _address(rule, case)) in REFUSED, (method, rule)


@pytest.mark.parametrize("role", list(Role))
def test_a_foreign_case_and_an_unknown_case_look_the_same(
    app: Flask, store: Store, new_client: Callable[[], CheckedClient], case: str, role: Role
) -> None:
    foreign = make_case(store, "ВТ-2")
    client = new_client().visit_as(role, case if role is Role.LEADER else "somebody")
    for method, rule, _, has_case in _rules(app):
        if not has_case:
            continue
        assert _status(client, method, _address(rule, UNKNOWN)) == 404, (method, rule)
        if role not in DESK:
            assert _status(client, method, _address(rule, foreign)) == 404, (method, rule)


def test_a_stranger_is_sent_to_the_door_and_writes_nothing(
    app: Flask, client: CheckedClient, case: str
) -> None:
    for method, rule, roles, _ in _rules(app):
        if roles == EVERYONE:
            continue
        response = client.open(_address(rule, case), method=method)
        assert response.status_code == (303 if method == "GET" else 401), (method, rule)


def test_every_view_with_a_case_is_closed_to_strangers_and_to_the_association(app: Flask) -> None:
    for _, rule, roles, has_case in _rules(app):
        if has_case:
            assert not roles & {None, Role.ASSOCIATION, Role.ADMINISTRATOR}, rule


def test_a_view_that_does_not_say_who_may_use_it_stops_the_start(app: Flask) -> None:
    app.view_functions["forgotten"] = lambda: "somebody's passport"
    with pytest.raises(UndeclaredAccess, match="forgotten"):
        refuse_undeclared(app)


def test_an_undeclared_view_answers_nothing_even_if_it_got_in(
    app: Flask, client: CheckedClient
) -> None:
    app.add_url_rule("/forgotten/", "forgotten", lambda: "somebody's passport")
    assert client.get("/forgotten/").status_code == 404


def test_the_board_has_no_answers_of_people(
    store: Store, association_client: CheckedClient, case: str
) -> None:
    page = association_client.get("/svodka/").text
    assert "ВТ-1" not in page
    assert case not in page
