"""The map of a blank as a file, out and in again; a blank that was brought by mistake put away."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly.r11001 import load_edition
from registration.assembly.r11001.blank import BlankMap, as_toml, read_map
from registration.assembly.r11001.blank.correct import replaced
from registration.errors import FormError
from registration.store import Overtaken
from web.access import DESK, allowed, store, visitor
from web.attached import takes_files
from web.blanks import BLANK, EDITION, Work, work_on, write_map

blueprint = Blueprint("blank_files", __name__)

Page = str | BaseResponse | tuple[str, int]

LARGEST_MAP = 1_000_000
_NO_FILE = "Выберите файл карты."
_LARGE = "Файл больше 1 МБ: карта столько не занимает."
_IN_USE = "Этот бланк опубликован. Сначала снимите его."


@blueprint.get("/masterskaya/blank/<name>/fajl/")
@allowed(*DESK)
def show(name: str) -> Page:
    """What can be done with the blank and its map as files."""
    return _page(work_on(store(), name))


@blueprint.get("/masterskaya/blank/<name>/karta.toml")
@allowed(*DESK)
def map_file(name: str) -> Response:
    """The map as a file, for a text editor and for the command line."""
    work = work_on(store(), name)
    return _file(as_toml(work.blank_map, load_edition()).encode(), "karta.toml")


@blueprint.get("/masterskaya/blank/<name>/blank.pdf")
@allowed(*DESK)
def blank_file(name: str) -> Response:
    """The blank as it was brought."""
    return _file(work_on(store(), name).blank, "blank.pdf")


def _file(content: bytes, name: str) -> Response:
    response = Response(content, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.post("/masterskaya/blank/<name>/fajl/")
@allowed(*DESK)
@takes_files
def bring_map(name: str) -> Page:
    """Take a map that was corrected as a file in the place of the one kept."""
    work = work_on(store(), name)
    chosen = request.files.get("file")
    try:
        blank_map = _read(work, chosen.read() if chosen else b"")
    except FormError as error:
        return _page(work, {"file": str(error).split("\n")[0]}, str(error).split("\n")), 422
    try:
        seen = request.form.get("seen", -1, type=int)
        write_map(store(), name, blank_map, author=visitor().subject, seen=seen)
    except Overtaken as overtaken:
        return _page(work, {"": str(overtaken)}), 409
    return redirect(url_for("blank_workshop.blank", name=name), 303)


def _read(work: Work, content: bytes) -> BlankMap:
    if not content:
        raise FormError(_NO_FILE)
    if len(content) > LARGEST_MAP:
        raise FormError(_LARGE)
    return replaced(work.blank_map, read_map(content.decode("utf-8", errors="replace")))


@blueprint.post("/masterskaya/blank/<name>/ubrat")
@allowed(*DESK)
def put_away(name: str) -> Page:
    """Take a blank off the list; brought again, it goes on with the map as it was corrected."""
    work = work_on(store(), name)
    if store().held(EDITION, work.edition):
        return _page(work, {"": _IN_USE}), 409
    store().withdraw(BLANK, name)
    store().note(visitor().subject, "убран бланк", what=work.edition)
    return redirect(url_for("blank_workshop.show"), 303)


def _page(work: Work, errors: dict[str, str] | None = None, told: list[str] | None = None) -> str:
    return render_template(
        "workshop/blank_files.html",
        work=work,
        published=store().held(EDITION, work.edition) is not None,
        errors=errors or {},
        told=told or [],
    )
