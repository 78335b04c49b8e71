"""Who came to something held: a list is read, people are counted, names and file are forgotten."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.association.participants import (
    HEADINGS,
    NO_PATRONYMIC,
    Fault,
    district_words,
    empty_form,
    read_attendance,
)
from registration.attachments.attachment import told_name
from registration.attachments.refused import AttachmentRefused
from registration.attachments.sheet import MOST_ROWS
from registration.store import Overtaken, Participant, Role
from web.access import DESK, allowed, store, visitor
from web.association.happenings import Line, Page, known
from web.attached import takes_files

blueprint = Blueprint("attendance", __name__)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_TAKEN = "Список не загружен: исправьте строки, названные ниже."
_WITHDRAWN = "Мероприятие снято с учёта. Сначала верните его, потом загрузите список."


@blueprint.get("/meropriyatiya/<int:number>/uchastniki/")
@allowed(Role.ASSOCIATION, *DESK)
def show(number: int) -> Page:
    """How many came, and the form to bring a list."""
    return _page(_attended(number))


@blueprint.post("/meropriyatiya/<int:number>/uchastniki/")
@allowed(Role.ASSOCIATION, *DESK)
@takes_files
def bring(number: int) -> Page:
    """Count the people of a list instead of those counted before: all of them or none."""
    line = _attended(number)
    if line.held.withdrawn:
        return _page(line, _WITHDRAWN), 422
    if _seen() != line.held.revision:
        return _page(line, str(Overtaken())), 409
    chosen = request.files.get("file")
    if chosen is None or not chosen.filename:
        return _page(line, "Выберите файл Excel (.xlsx)."), 422
    try:
        found = read_attendance(chosen.read(), told_name(chosen.filename))
    except AttachmentRefused as refusal:
        return _page(line, str(refusal)), 422
    if found.faults:
        return _page(line, _NOT_TAKEN, found.faults), 422
    return _counted(line, found.people)


@blueprint.post("/meropriyatiya/<int:number>/uchastniki/ubrat/")
@allowed(Role.ASSOCIATION, *DESK)
def clear(number: int) -> Page:
    """Forget a list that belongs to something else."""
    return _counted(_attended(number), ())


@blueprint.get("/meropriyatiya/uchastniki.xlsx")
@allowed(Role.ASSOCIATION, *DESK)
def form() -> Response:
    """An empty form to fill in."""
    response = Response(empty_form(), mimetype=_XLSX)
    response.headers.set("Content-Disposition", "attachment", filename="uchastniki.xlsx")
    return response


def _counted(line: Line, people: tuple[Participant, ...]) -> Page:
    number = line.held.id
    try:
        came, new = store().put_participants(number, people, seen=_seen())
    except Overtaken as overtaken:
        return _page(known(number), str(overtaken)), 409
    action = "загружен список участников" if came else "убран список участников"
    store().note(visitor().subject, action, "", f"happening {number:_}")
    return _to(number, new if came else None)


def _to(number: int, new: int | None) -> BaseResponse:
    return redirect(url_for("attendance.show", number=number, novyh=new), 303)


def _attended(number: int) -> Line:
    line = known(number)
    if not line.is_attended:
        abort(404)
    return line


def _seen() -> int:
    return request.form.get("seen", -1, type=int)


def _page(line: Line, error: str = "", faults: tuple[Fault, ...] = ()) -> str:
    new = request.args.get("novyh", type=int)
    return render_template(
        "association/happenings_people.html",
        line=line,
        error=error,
        faults=faults,
        new=new if new is not None and 0 <= new <= line.held.visits else None,
        headings=HEADINGS,
        no_patronymic=NO_PATRONYMIC,
        most=MOST_ROWS - 1,
        districts=district_words(),
    )
