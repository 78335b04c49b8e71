"""Keys for programs of others: given for a purpose, shown once, taken back at once."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.association.exposed import Purpose
from registration.store import Role
from web.access import allowed, store, visitor
from web.association.api import purpose_key

blueprint = Blueprint("api_keys", __name__)

Page = str | BaseResponse | tuple[str, int]

KEY_DAYS = 365
_ALL_CASES = ""
_GIVERS = (Role.ASSOCIATION, Role.ADMINISTRATOR)


@blueprint.get("/api-klyuchi/")
@allowed(*_GIVERS)
def show() -> Page:
    """Purposes, and until when the key of each works."""
    return _page()


@blueprint.post("/api-klyuchi/<name>/")
@allowed(*_GIVERS)
def give(name: str) -> Page:
    """Make a key; it is shown this once, and the older one of the purpose stops working."""
    purpose = _purpose(name)
    token = store().make_address(purpose_key(purpose), _ALL_CASES, KEY_DAYS)
    store().note(visitor().subject, "выдан ключ для программы", "", purpose.value)
    return _page(f"{purpose.value}.{token}", purpose)


@blueprint.post("/api-klyuchi/<name>/otozvat/")
@allowed(*_GIVERS)
def revoke(name: str) -> Page:
    """Take a key back."""
    purpose = _purpose(name)
    store().revoke_addresses(purpose_key(purpose), _ALL_CASES)
    store().note(visitor().subject, "отозван ключ для программы", "", purpose.value)
    return redirect(url_for("api_keys.show"), 303)


def _purpose(name: str) -> Purpose:
    for item in Purpose:
        if item.value == name:
            return item
    abort(404)


def _page(key: str = "", given_for: Purpose | None = None) -> str:
    keys = []
    for purpose in Purpose:
        working = [
            item for item in store().addresses_of(purpose_key(purpose), _ALL_CASES) if item.works
        ]
        keys.append((purpose, working[0].expires if working else None))
    return render_template("association/api_keys.html", keys=keys, key=key, given_for=given_for)
