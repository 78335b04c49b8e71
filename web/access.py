"""Who may see what: the only place that decides it, and what is not allowed is refused.

Every view says who may use it with `@allowed(Role.LEADER, …)` or `@open_to_all`; the application
does not start while one does not. A view with a case in its address gets it by `current_case()`;
a case that is not the visitor's looks exactly like a case that does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask import session as form_session
from werkzeug.wrappers import Response as BaseResponse

from registration.errors import RegistrationError
from registration.store import Role, Store, Stored, UnknownCase
from web.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])

CASE_ARGUMENT = "case_id"
EVERYONE = frozenset(Role) | {None}
DESK = (Role.CONSULTANT,)
STAFF = (Role.CONSULTANT, Role.ASSOCIATION, Role.ADMINISTRATOR)


class UndeclaredAccess(RegistrationError):
    """A view does not say who may use it, so the site must not start."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is asking: a leader has one case, staff have a login."""

    role: Role
    subject: str

    @property
    def case_id(self) -> str | None:
        return self.subject if self.role is Role.LEADER else None

    def may_open(self, case_id: str) -> bool:
        """Whether the case is this visitor's; only a desk that advises sees all cases."""
        if self.role is Role.LEADER:
            return self.subject == case_id
        return self.role in DESK


def allowed(*roles: Role) -> Callable[[View], View]:
    """Let these roles use the view, nobody else."""
    return _declared(frozenset(roles))


def open_to_all(view: View) -> View:
    """Let everybody use the view, also without entering."""
    return _declared(EVERYONE)(view)


def _declared(roles: frozenset[Role | None]) -> Callable[[View], View]:
    def declare(view: View) -> View:
        view.allowed_roles = roles  # type: ignore[attr-defined]
        return view

    return declare


def roles_of(app: Flask, endpoint: str) -> frozenset[Role | None] | None:
    """The roles a view is declared for; None when it says nothing."""
    if endpoint == "static":
        return EVERYONE
    found = getattr(app.view_functions[endpoint], "allowed_roles", None)
    return cast("frozenset[Role | None] | None", found)


def refuse_undeclared(app: Flask) -> None:
    """Stop the start when a view forgot to say who may use it."""
    silent = sorted(name for name in app.view_functions if roles_of(app, name) is None)
    if silent:
        raise UndeclaredAccess(f"Страницы не говорят, кому они доступны: {', '.join(silent)}.")


def role_named(value: str) -> Role:
    """The role of a stored value."""
    return next(role for role in Role if role.value == value)


def set_up(app: Flask) -> None:
    """Look at every request before its view does."""
    app.before_request(_recognise)
    app.before_request(_guard)


def store() -> Store:
    """Where the cases rest."""
    return cast(Store, current_app.extensions["store"])


def settings() -> Settings:
    """The settings of this site."""
    return cast(Settings, current_app.extensions["settings"])


def visitor() -> Visitor:
    """Who is asking; only for views that are not open to all."""
    found = cast("Visitor | None", g.visitor)
    if found is None:
        abort(404)
    return found


def current_case(case_id: str) -> Stored:
    """The case of this page, or 404 when it is not the visitor's or does not exist."""
    if not visitor().may_open(case_id):
        abort(404)
    guarded = g.pop("guarded", None)  # what the guard read is given out once: a save makes it old
    if guarded is not None and guarded[0] == case_id:
        return cast(Stored, guarded[1])
    try:
        return store().load(case_id)
    except UnknownCase:
        abort(404)


def enter(role: Role, subject: str, target: str) -> BaseResponse:
    """Begin a session and go on; an older session of this browser ends first."""
    _end_session()
    _forget_all_but_forms()
    token = store().start_session(role, subject)
    response = redirect(target, 303)
    response.set_cookie(
        settings().cookie_name("visit"),
        token,
        httponly=True,
        samesite="Lax",
        secure=not settings().on_loopback,
        path="/",
    )
    return response


def leave(target: str) -> BaseResponse:
    """End the session here and on the server."""
    _end_session()
    response = redirect(target, 303)
    response.delete_cookie(settings().cookie_name("visit"), path="/")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _forget_all_but_forms() -> None:
    """A form left open when a visit ended can still be sent after entering again."""
    for name in set(form_session) - {"csrf_token"}:
        form_session.pop(name)


def _end_session() -> None:
    token = request.cookies.get(settings().cookie_name("visit"))
    if token:
        store().end_session(token)


def _recognise() -> None:
    """Remember who is asking, from the session row that the cookie names."""
    g.visitor = None
    token = request.cookies.get(settings().cookie_name("visit"))
    session = store().session(token) if token else None
    if session is not None:
        g.visitor = Visitor(role_named(session.kind), session.subject)


def _guard() -> BaseResponse | None:
    """Refuse whoever the view is not declared for, before any of its code runs."""
    if request.endpoint is None:
        return None  # no such address: the 404 page follows
    roles = roles_of(current_app, request.endpoint)
    if roles is None:
        abort(404)
    case_id = (request.view_args or {}).get(CASE_ARGUMENT)
    role = g.visitor.role if g.visitor else None
    if role in roles:
        if case_id is not None:
            g.guarded = case_id, current_case(case_id)
        return None
    if role is None:
        return _ask_to_enter()
    abort(404 if case_id is not None else 403)


def _ask_to_enter() -> BaseResponse:
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("entrance.home"), 303)
    abort(401)  # what she typed is still in her browser: the page says how to get back to it
