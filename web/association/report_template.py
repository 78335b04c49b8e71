"""The Word template of the report: the association brings its own, tried before it is kept."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.association.report import make_report
from registration.association.report_forms import FOLDER, TEMPLATE, as_word
from registration.errors import TemplateError
from registration.store import Overtaken, Role, TooLargeHolding, UnknownHolding
from web.access import DESK, allowed, store, visitor
from web.association.plans import plan_in_force
from web.attached import takes_files
from web.desk import day

blueprint = Blueprint("report_template", __name__)

Page = str | BaseResponse | tuple[str, int]

KIND = "report_template"
LONGEST_NOTE = 400
_BRACES = str.maketrans("", "", "{}%")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@contextmanager
def template_laid_out() -> Iterator[Path | None]:
    """A folder with the published template, None while ours is in force."""
    held = store().in_force(KIND).get(TEMPLATE)
    if held is None:
        yield None
        return
    with _laid_out(held.content) as folder:
        yield folder


@contextmanager
def _laid_out(content: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="registration-report-") as name:
        file = Path(name) / TEMPLATE
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
        yield Path(name)


@blueprint.get("/otchet/shablon/")
@allowed(Role.ASSOCIATION, *DESK)
def show() -> Page:
    """The template in force, its versions, and the form to bring another."""
    return _page({})


@blueprint.post("/otchet/shablon/")
@allowed(Role.ASSOCIATION, *DESK)
@takes_files
def bring() -> Page:
    """Fill a brought template with the report of today and keep it; it is not yet in force."""
    chosen = request.files.get("file")
    content, note = chosen.read() if chosen else b"", request.form.get("note", "").strip()
    errors = {}
    if not content:
        errors["file"] = "Выберите файл Word."
    elif fault := _fault(content):
        errors["file"] = fault
    if not note or len(note) > LONGEST_NOTE:
        errors["note"] = f"Напишите, что изменено и зачем: от 1 до {LONGEST_NOTE} знаков."
    if errors:
        return _page(errors), 422
    try:
        store().put(KIND, TEMPLATE, content, author=visitor().subject, note=note)
    except TooLargeHolding as refusal:
        return _page({"file": str(refusal)}), 422
    return redirect(url_for("report_template.show"), 303)


def _fault(content: bytes) -> str:
    plan = plan_in_force().plan
    report = make_report(store(), plan, plan.span, day())
    try:
        with _laid_out(content) as folder:
            as_word(report, folder)
    except TemplateError as error:
        return str(error).translate(_BRACES)  # the words beside the fault may hold tags
    return ""


@blueprint.get("/otchet/shablon/<int:version>.docx")
@allowed(Role.ASSOCIATION, *DESK)
def download(version: int) -> Response:
    """A version as a Word file; zero is ours."""
    if version == 0:
        content = (FOLDER / TEMPLATE).read_bytes()
    else:
        kept = store().versions(KIND, TEMPLATE)
        content = next((item.content for item in kept if item.version == version), b"")
    if not content:
        abort(404)
    response = Response(content, mimetype=_DOCX)
    response.headers.set("Content-Disposition", "attachment", filename="shablon-otcheta.docx")
    return response


@blueprint.post("/otchet/shablon/<int:version>/")
@allowed(Role.ASSOCIATION, *DESK)
def publish(version: int) -> Page:
    """Put a version in force; zero is ours again."""
    seen = request.form.get("seen", -1, type=int)
    try:
        if version:
            store().publish(KIND, TEMPLATE, version, seen=seen)
        else:
            store().withdraw(KIND, TEMPLATE, seen=seen)
    except UnknownHolding:
        abort(404)
    except Overtaken as overtaken:
        return _page({"": str(overtaken)}), 409
    return redirect(url_for("report_template.show"), 303)


def _page(errors: dict[str, str]) -> str:
    versions = store().versions(KIND, TEMPLATE)[::-1]
    return render_template(
        "association/report_template.html",
        versions=versions,
        seen=next((item.version for item in versions if item.in_force), 0),
        errors=errors,
        note=request.form.get("note", ""),
    )
