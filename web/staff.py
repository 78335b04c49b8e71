"""Entrances of colleagues: given, renewed and switched off by the administrator."""

import re
import secrets

import segno
from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from registration.store import BadAccount, Role, User
from web import access
from web.access import allowed

blueprint = Blueprint("staff", __name__)

Page = str | BaseResponse | tuple[str, int]

_NEW_STAFF = (Role.CONSULTANT, Role.ASSOCIATION)
_PASSWORD_BYTES = 12
_DOT = 5  # pixels of one square of the picture: a telephone reads it off any screen
_NAME = re.compile(r"(?!.*\d{5})[a-z][a-z0-9_.-]{2,29}", re.ASCII)


@blueprint.get("/sotrudniki/")
@allowed(Role.ADMINISTRATOR)
def listed() -> Page:
    """Who can come in, and a form for one more."""
    return _page()


def _page(**shown: object) -> str:
    roles = [(role.value, role.label) for role in _NEW_STAFF]
    empty = {"name": "", "errors": {}, "added": "", "password": "", "secret": "", "picture": ""}
    given = {**empty, "off": "", **shown}
    users = access.store().users()
    own = access.visitor().subject
    return render_template("board/staff.html", roles=roles, users=users, own=own, **given)


@blueprint.post("/sotrudniki/")
@allowed(Role.ADMINISTRATOR)
def add() -> Page:
    """Give a colleague a name, a one-time password and a second step, shown this once."""
    name = request.form.get("name", "").strip()
    role = request.form.get("role", "")
    errors = _faults(name, role)
    if errors:
        return _page(name=name, errors=errors), 422
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    try:
        secret = access.store().add_user(name, access.role_named(role), password)
    except BadAccount as fault:
        return _page(name=name, errors={"name": str(fault)}), 422
    access.store().note(access.visitor().subject, "добавлен сотрудник", what=name)
    picture = picture_of(totp_address(name, secret))
    return _page(added=name, password=password, secret=secret, picture=picture)


def _faults(name: str, role: str) -> dict[str, str]:
    faults = {}
    if not _NAME.fullmatch(name):
        faults["name"] = "Впишите имя латинскими буквами, от 3 до 30: nina."
    if role not in set(_NEW_STAFF):
        faults["role"] = "Выберите, кто это."
    return faults


@blueprint.post("/sotrudniki/<name>/parol/")
@allowed(Role.ADMINISTRATOR)
def new_password(name: str) -> Page:
    """Give a colleague who forgot the old password, or was switched off, a new one."""
    user = _known(name)
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    access.store().set_password(name, password)
    access.store().end_sessions(user.role, name)
    access.store().note(access.visitor().subject, "новый пароль сотрудника", what=name)
    return _page(added=name, password=password)


@blueprint.post("/sotrudniki/<name>/otklyuchit/")
@allowed(Role.ADMINISTRATOR)
def switch_off(name: str) -> Page:
    """Let a colleague in no more, from this moment; nobody can shut himself out."""
    _known(name)
    if name == access.visitor().subject:
        abort(403)
    access.store().switch_off(name)
    access.store().note(access.visitor().subject, "сотрудник отключён", what=name)
    return _page(off=name)


def _known(name: str) -> User:
    user = access.store().user(name)
    if user is None:
        abort(404)
    return user


def totp_address(name: str, secret: str) -> str:
    """What a telephone reads to show six digits."""
    return f"otpauth://totp/registration:{name}?secret={secret}&issuer=registration"


def picture_of(address: str) -> str:
    """A square that a telephone reads with its camera, as the address of an image."""
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=_DOT, light="#fff")
