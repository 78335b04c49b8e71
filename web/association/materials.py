"""Materials of something held: links, and files that are kept sealed and given out as downloads."""

import re

from flask import Blueprint, Response, abort, request

from registration.association.held import LONGEST, MOST_MATERIALS
from registration.attachments.refused import AttachmentRefused
from registration.domain.text import normalise
from registration.store import Overtaken, Role, TooLargeHolding
from web.access import DESK, allowed, store, visitor
from web.association.happenings import Line, Page, entry_page, known, to, told_anew
from web.attached import brought, given_out, takes_files

blueprint = Blueprint("materials", __name__)

KIND = "material"
"""Kind of the holdings in which the files lie."""
_LINK = re.compile(r"https?://[^\s<>\"']+")
LONGEST_LINK = 500
_ONE_OF_TWO = "Впишите ссылку или выберите файл: одно из двух."


@blueprint.post("/meropriyatiya/<int:number>/materialy/")
@allowed(Role.ASSOCIATION, *DESK)
@takes_files
def add(number: int) -> Page:
    """Put a link or a file to an entry."""
    line = known(number)
    title, link = (normalise(request.form.get(name, "")) for name in ("material", "link"))
    if errors := _faults(line, title, link):
        return entry_page(number, errors), 422
    if request.form.get("seen", -1, type=int) != line.held.revision:  # before a file is kept
        return entry_page(number, {"": str(Overtaken())}), 409
    try:
        file = brought("file")
        if (file is None) == (not link):
            return entry_page(number, {"link": _ONE_OF_TWO}), 422
        if file is None:
            told_anew(line, lambda about: about.with_material(title, link=link))
        else:
            at = _name(number, line.about.given_out + 1)
            _keep(at, file.content)
            size = len(file.content)
            told_anew(line, lambda about: about.with_material(title, "", file.suffix, size))
    except (AttachmentRefused, TooLargeHolding) as refusal:
        return entry_page(number, {"file": str(refusal)}), 422
    except Overtaken as overtaken:
        return entry_page(number, {"": str(overtaken)}), 409
    return to(number)


@blueprint.post("/meropriyatiya/<int:number>/materialy/<int:at>/ubrat/")
@allowed(Role.ASSOCIATION, *DESK)
def remove(number: int, at: int) -> Page:
    """Take a material away from an entry; its file is given out no more."""
    line = known(number)
    if not any(item.number == at for item in line.about.materials):
        abort(404)
    try:
        told_anew(line, lambda about: about.without_material(at))
    except Overtaken as overtaken:
        return entry_page(number, {"": str(overtaken)}), 409
    store().withdraw(KIND, _name(number, at))
    return to(number)


@blueprint.get("/meropriyatiya/<int:number>/materialy/<int:at>/")
@allowed(Role.ASSOCIATION, *DESK)
def download(number: int, at: int) -> Response:
    """One file; its name is its numbers."""
    material = next((item for item in known(number).about.materials if item.number == at), None)
    held = store().held(KIND, _name(number, at))
    if material is None or held is None:
        abort(404)
    return given_out(held.content, f"material-{number}-{at}", material.suffix)


def _faults(line: Line, title: str, link: str) -> dict[str, str]:
    errors = {}
    if not title:
        errors["material"] = "Впишите, что это: например, «презентация»."
    elif len(title) > LONGEST["title"]:
        errors["material"] = f"Длиннее {LONGEST['title']} знаков. Сократите."
    if link and not (_LINK.fullmatch(link) and len(link) <= LONGEST_LINK):
        errors["link"] = "Ссылка начинается с https:// и идёт без пробелов."
    if len(line.about.materials) >= MOST_MATERIALS:
        errors["material"] = f"Материалов уже {MOST_MATERIALS}: больше не добавить."
    return errors


def _keep(name: str, content: bytes) -> None:
    version = store().put(KIND, name, content, author=visitor().subject, note="")
    store().publish(KIND, name, version)


def _name(number: int, at: int) -> str:
    return f"{number}-{at}"
