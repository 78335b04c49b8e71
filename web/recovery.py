"""The master key on a sheet of paper: shown to the administrator on request, and noted."""

from datetime import UTC, datetime

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from registration.store import Role
from web.access import allowed, store, visitor
from web.limits import GUESSING, limiter

blueprint = Blueprint("recovery", __name__)

Page = str | BaseResponse | tuple[str, int]

_WRONG = "Пароль не подошёл. Проверьте язык клавиатуры и впишите его ещё раз."


@blueprint.get("/klyuch/")
@allowed(Role.ADMINISTRATOR)
def ask() -> Page:
    """Say what the sheet is for; the words themselves are shown only after the password."""
    return render_template("recovery/ask.html", error="")


@blueprint.post("/klyuch/")
@allowed(Role.ADMINISTRATOR)
@limiter.limit(GUESSING)
def show() -> Page:
    """Show the sheet to be printed: an open screen left alone does not give the key away."""
    name = visitor().subject
    if store().check_password(name, request.form.get("password", "")) is None:
        return render_template("recovery/ask.html", error=_WRONG), 422
    store().note(name, "показан ключ восстановления")
    lines = [line.split() for line in store().recovery_words().splitlines()]
    return render_template("recovery/sheet.html", lines=lines, at=datetime.now(UTC))
