"""The sheets of a blank under correction: the numbered picture, and which row is which field."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly.r11001 import load_edition
from registration.assembly.r11001.blank import Fault, draw_picture
from registration.assembly.r11001.blank.correct import (
    fields_of,
    on_sheet,
    with_fields,
    with_line,
    with_page,
)
from registration.assembly.r11001.blank.map_file import MapLine, MapPage
from registration.domain.problems import problems_of
from registration.store import Overtaken
from web.access import DESK, allowed, store, visitor
from web.blanks import Work, work_on, write_map

blueprint = Blueprint("blank_sheets", __name__)

Page = str | BaseResponse | tuple[str, int]

NUMBERS = ("cells", "x", "y", "pitch", "width", "height")
_A_NUMBER = "Впишите число, например 4,75."
_NO_SHEET = "Такого листа нет. Выберите из списка."
_NO_FIELD = "Такого поля на этом листе нет. Выберите из списка."
_LETTER = "Буква листа — одна. Если буквы нет, оставьте пусто."


@blueprint.get("/masterskaya/blank/<name>/list/<int:number>/")
@allowed(*DESK)
def sheet(name: str, number: int) -> Page:
    """One page of the blank beside its rows of cells."""
    return _page(*_found(name, number))


@blueprint.get("/masterskaya/blank/<name>/list/<int:number>/kartinka.png")
@allowed(*DESK)
def picture(name: str, number: int) -> Response:
    """The page with its rows numbered, as a picture."""
    work, page = _found(name, number)
    return Response(draw_picture(work.blank, page), mimetype="image/png")


@blueprint.post("/masterskaya/blank/<name>/list/<int:number>/")
@allowed(*DESK)
def correct(name: str, number: int) -> Page:
    """Write which sheet a page is and which field each of its rows."""
    work, page = _found(name, number)
    role, letter = request.form.get("sheet", page.sheet), request.form.get("letter", "").strip()
    errors = {} if role == "" or role in load_edition().by_role else {"sheet": _NO_SHEET}
    if len(letter) > 1:
        errors["letter"] = _LETTER
    if errors:
        return _page(work, page, errors), 422
    chosen = _chosen(page)
    if role == page.sheet:  # of another sheet, the fields are not known yet
        known = {"", *fields_of(load_edition(), role)}
        errors = {f"field-{n}": _NO_FIELD for n, field in chosen.items() if field not in known}
        if errors:
            return _page(work, page, errors), 422
    looked = role == page.sheet and bool(request.form.get("looked"))
    changed = on_sheet(with_fields(page, chosen, looked=looked), role, letter, load_edition())
    return _written(work, changed, url_for("blank_sheets.sheet", name=name, number=number))


def _chosen(page: MapPage) -> dict[int, str]:
    return {
        line.n: request.form[f"field-{line.n}"]
        for line in page.lines
        if f"field-{line.n}" in request.form
    }


@blueprint.get("/masterskaya/blank/<name>/list/<int:number>/stroka/<int:row>/")
@allowed(*DESK)
def line(name: str, number: int, row: int) -> Page:
    """Where the cells of a row stand; zero is a row that was not found by itself."""
    work, page = _found(name, number)
    return _line_page(work, page, _row(page, row), {})


@blueprint.post("/masterskaya/blank/<name>/list/<int:number>/stroka/<int:row>/")
@allowed(*DESK)
def place(name: str, number: int, row: int) -> Page:
    """Correct the place of a row, or add one."""
    work, page = _found(name, number)
    known = _row(page, row)
    typed = {part: request.form.get(part, "").strip().replace(",", ".") for part in NUMBERS}
    n = known.n if known else max((item.n for item in page.lines), default=0) + 1
    base = known.model_dump(exclude={"sure"}) if known else {"field": ""}
    try:
        changed = MapLine.model_validate({**base, "n": n, **typed})
    except ValidationError as error:
        found = {str(problem.at[0]): _A_NUMBER for problem in problems_of(MapLine, error)}
        return _line_page(work, page, known, found), 422
    target = url_for("blank_sheets.sheet", name=name, number=number, _anchor=f"row-{n}")
    return _written(work, with_line(page, changed), target)


def _written(work: Work, changed: MapPage, target: str) -> Page:
    seen = request.form.get("seen", -1, type=int)
    blank_map = with_page(work.blank_map, changed)
    try:
        write_map(store(), work.name, blank_map, author=visitor().subject, seen=seen)
    except Overtaken as overtaken:
        return _page(*_found(work.name, changed.number), {"": str(overtaken)}), 409
    return redirect(target, 303)


def _found(name: str, number: int) -> tuple[Work, MapPage]:
    work = work_on(store(), name)
    page = next((item for item in work.blank_map.pages if item.number == number), None)
    return (work, page) if page else abort(404)


def _row(page: MapPage, row: int) -> MapLine | None:
    if not row:
        return None
    return next((item for item in page.lines if item.n == row), None) or abort(404)


def _page(work: Work, page: MapPage, errors: dict[str, str] | None = None) -> str:
    faults = [fault for fault in work.faults if fault.page == page.number]
    return render_template(
        "workshop/blank_sheet.html",
        work=work,
        page=page,
        last=len(work.blank_map.pages),
        roles=[(item.role, item.title) for item in load_edition().sheets],
        fields=fields_of(load_edition(), page.sheet),
        role=request.form.get("sheet", page.sheet),
        letter=request.form.get("letter", page.letter),
        chosen={item.n: item.field for item in page.lines} | _chosen(page),
        of_page=[fault for fault in faults if not fault.line and not fault.field],
        at_rows={item.n: _at_row(item, page, faults) for item in page.lines},
        unsure=sum(bool(item.field) and item.sure.value != "да" for item in page.lines),
        errors=errors or {},
    )


def _at_row(row: MapLine, page: MapPage, faults: list[Fault]) -> list[Fault]:
    """Faults of a row, and of the field whose first row it is."""
    first = next((item.n for item in page.lines if item.field == row.field), 0)
    named = f"{page.sheet}.{row.field}"
    return [
        fault
        for fault in faults
        if fault.line == row.n or (not fault.line and fault.field == named and first == row.n)
    ]


def _line_page(work: Work, page: MapPage, row: MapLine | None, errors: dict[str, str]) -> str:
    known = {part: f"{getattr(row, part):g}".replace(".", ",") if row else "" for part in NUMBERS}
    return render_template(
        "workshop/blank_line.html",
        work=work,
        page=page,
        row=row,
        numbers=[(part, MapLine.model_fields[part].title) for part in NUMBERS],
        typed=known | {part: text for part, text in request.form.items() if part in NUMBERS},
        errors=errors,
    )
