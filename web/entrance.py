"""Coming in and going out: a leader by a link or a code, staff by a password and a second step."""

import secrets
from time import time

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response as BaseResponse

from registration.store import Role
from web import access
from web.access import open_to_all
from web.limits import GUESSING, limiter

blueprint = Blueprint("entrance", __name__)

Page = str | BaseResponse | tuple[str, int]

HALF_WAY_SECONDS = 300
"""How long a right password waits for the second step."""

_BY_LINK, _BY_CODE = ADMITTED = ("вход по ссылке", "вход по коду")
_WRONG_CODE = "Код не подошёл. Проверьте восемь цифр или попросите у консультанта новый код."
_WRONG_PASSWORD = "Имя и пароль не подошли. Проверьте язык клавиатуры и введите их ещё раз."  # noqa: S105
_WRONG_STEP = "Число не подошло. Дождитесь, когда в телефоне появится новое, и введите его."


def home_of(visitor: access.Visitor) -> str:
    """The first page of a visitor."""
    if visitor.case_id:
        return f"/delo/{visitor.case_id}/"
    return {
        Role.CONSULTANT: url_for("cases.show"),
        Role.ASSOCIATION: url_for("project.board"),
        Role.ADMINISTRATOR: url_for("staff.listed"),
    }[visitor.role]


@blueprint.get("/")
@open_to_all
def home() -> Page:
    """Send a known visitor to his pages, ask a stranger who he is."""
    if g.visitor:
        return redirect(home_of(g.visitor), 303)
    return render_template("entrance/home.html", error="")


@blueprint.get("/health")
@open_to_all
def health() -> Response:
    """Tell a monitor that the site and its base answer."""
    access.store().session("")
    return jsonify(status="ok")


@blueprint.post("/kod/")
@open_to_all
@limiter.limit(GUESSING)
def by_code() -> Page:
    """Let a leader in by the digits the consultant dictated."""
    digits = "".join(sign for sign in request.form.get("code", "") if sign.isdigit())
    case_id = access.store().redeem_code(digits) if len(digits) == 8 else None
    if case_id is None:
        return render_template("entrance/home.html", error=_WRONG_CODE), 422
    return _admit_leader(case_id, _BY_CODE)


@blueprint.get("/ssylka/<token>/")
@open_to_all
def link(token: str) -> Page:
    """Show the button; looking at a link never uses it up, programs that scan mail do that."""
    return render_template("entrance/link.html")


@blueprint.post("/ssylka/<token>/")
@open_to_all
@limiter.limit(GUESSING)
def by_link(token: str) -> Page:
    """Let a leader in by the personal link."""
    case_id = access.store().redeem_link(token)
    if case_id is None:
        return render_template("entrance/link_gone.html"), 410
    return _admit_leader(case_id, _BY_LINK)


def _admit_leader(case_id: str, action: str) -> Page:
    access.store().note("leader", action, case_id)
    return access.enter(Role.LEADER, case_id, f"/delo/{case_id}/")


@blueprint.get("/pamyatka/")
@open_to_all
def leaf() -> str:
    """The handbook of a leader: one sheet in large print."""
    return render_template("entrance/leaf.html")


@blueprint.get("/vhod/")
@open_to_all
def login() -> Page:
    """Ask staff for name and password."""
    return render_template("entrance/login.html", error="", name="")


@blueprint.post("/vhod/")
@open_to_all
@limiter.limit(GUESSING)
def by_password() -> Page:
    """Check the password; the second step follows."""
    name = request.form.get("name", "").strip()
    if access.store().check_password(name, request.form.get("password", "")) is None:
        return render_template("entrance/login.html", error=_WRONG_PASSWORD, name=name), 422
    session["half_way"] = [name, int(time())]
    return redirect(url_for("entrance.second_step"), 303)


@blueprint.get("/vhod/shag-2/")
@open_to_all
def second_step() -> Page:
    """Ask for the six digits from the telephone."""
    if not _half_way():
        return redirect(url_for("entrance.login"), 303)
    return render_template("entrance/second_step.html", error="")


@blueprint.post("/vhod/shag-2/")
@open_to_all
@limiter.limit(GUESSING)
def by_second_step() -> Page:
    """Let staff in when the digits fit."""
    name = _half_way()
    if not name:
        return redirect(url_for("entrance.login"), 303)
    digits = "".join(sign for sign in request.form.get("digits", "") if sign.isdigit())
    if not access.store().check_totp(name, digits):
        return render_template("entrance/second_step.html", error=_WRONG_STEP), 422
    session.pop("half_way", None)
    access.store().note(name, "вход сотрудника")
    user = access.store().user(name)
    return access.enter(user.role, name, url_for("entrance.home")) if user else abort(404)


def _half_way() -> str:
    name, since = session.get("half_way", ["", 0])
    return str(name) if time() - since < HALF_WAY_SECONDS else ""


def demo_address(app: Flask, role: Role, name: str) -> str:
    """A door of the demonstration: its key lives only as long as this start of the site."""
    key = secrets.token_urlsafe(20)
    app.extensions.setdefault("demo_doors", {})[key] = (role, name)
    return f"uchebnyj-vhod/{key}/"


@blueprint.get("/uchebnyj-vhod/<key>/")
@open_to_all
def demo_door(key: str) -> Page:
    """Show the button of a door of the demonstration."""
    role, _ = _demo_visitor(key)
    return render_template("entrance/demo.html", role=role.label)


@blueprint.post("/uchebnyj-vhod/<key>/")
@open_to_all
@limiter.limit(GUESSING)
def by_demo_door(key: str) -> Page:
    """Let a visitor of the demonstration in."""
    role, name = _demo_visitor(key)
    return access.enter(role, name, url_for("entrance.home"))


def _demo_visitor(key: str) -> tuple[Role, str]:
    doors: dict[str, tuple[Role, str]] = current_app.extensions.get("demo_doors", {})
    if key not in doors or not access.settings().demo:
        abort(404)
    return doors[key]


@blueprint.post("/vyhod/")
@open_to_all
def leave() -> BaseResponse:
    """End the visit."""
    session.clear()
    return access.leave(url_for("entrance.left"))


@blueprint.get("/vyhod/")
@open_to_all
def left() -> Page:
    """Say that the visit is over and how to come back."""
    return render_template("entrance/left.html")
