"""The checklist of a case: what is to be done, why and by whom; ticks and scans at each line."""

import hashlib
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.attachments.refused import AttachmentRefused
from registration.domain.case import Case
from registration.questionnaire.path import asked_pages, case_so_far
from registration.store import JournalEntry, Overtaken
from registration.tracking.checklist import ChecklistItem
from registration.tracking.move import Obstacle
from registration.tracking.refusals import refusal_tasks, refusals_of
from registration.tracking.stage import Stage
from registration.tracking.ticks import (
    SCAN,
    TICK,
    Tick,
    closed_by_answer,
    objections,
    ticks_of,
    whole_checklist,
)
from web.access import DESK, allowed, current_case, store, visitor
from web.attached import Paper, brought, keep, papers_of, takes_files
from web.desk import day
from web.opened import opened
from web.readiness import page_of

blueprint = Blueprint("checklist", __name__)

Page = str | BaseResponse | tuple[str, int]
LONGEST_NOTE = 2000
_PARTS = ("day", "month", "year")
_NO_DAY = "Такого дня нет. Впишите день, месяц и год числами или оставьте пустым."


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the page shows it; `slug` is its address: its id could name a person."""

    item: ChecklistItem
    slug: str
    tick: Tick | None
    papers: tuple[Paper, ...]
    late: bool
    answered: bool
    """Closed by an answer of the questionnaire, not by a tick."""

    denied: tuple[Obstacle, ...]
    """What the answers, changed since, say against the tick."""

    @property
    def done(self) -> bool:
        return self.tick is not None and self.tick.done


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one stage."""

    stage: Stage
    lines: tuple[Line, ...]

    @property
    def left(self) -> int:
        return sum(not line.done for line in self.lines)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a tick was refused, and the page with the answer to mend."""

    title: str
    message: str
    place: str
    page: str | None


@blueprint.get("/dela/<case_id>/spisok/")
@allowed(*DESK)
def show(case_id: str) -> Page:
    """All lines, those of a stage together."""
    return _list(case_id)


@blueprint.post("/dela/<case_id>/spisok/")
@allowed(*DESK)
def tick_chosen(case_id: str) -> Page:
    """Tick the chosen lines as done today; none of them while one contradicts the answers."""
    case = opened(case_id)
    chosen = set(request.form.getlist("done"))
    lines = [line for line in _lines(case, store().journal(case_id)) if line.slug in chosen]
    denied = [
        _refused(line.item, found, case_id)
        for line in lines
        for found in objections(line.item, case, day(), day())
    ]
    if denied or not lines:
        error = "" if denied else "Выберите строки, которые сделаны."
        return _list(case_id, error, denied, chosen), 422
    seen = request.form.get("seen", -1, type=int)
    try:
        for line in lines:
            seen = _append(case_id, TICK, _said(line.item, day(), True), seen)
    except Overtaken as overtaken:
        return _list(case_id, str(overtaken), [], chosen), 409
    return redirect(url_for("checklist.show", case_id=case_id), 303)


@blueprint.get("/dela/<case_id>/spisok/<slug>/")
@allowed(*DESK)
def line(case_id: str, slug: str) -> Page:
    """One line: who ticked it when, its scans, the day and the note."""
    return _line_page(case_id, slug)


@blueprint.post("/dela/<case_id>/spisok/<slug>/")
@allowed(*DESK)
@takes_files
def record(case_id: str, slug: str) -> Page:
    """Tick a line, open it again, or put a scan to it."""
    case, entries = opened(case_id), store().journal(case_id)
    found = _line(case, entries, slug)
    wanted = request.form.get("action", "")
    on = _typed_day()
    if on is None:
        return _line_page(case_id, slug, {"day": _NO_DAY}), 422
    denied = objections(found.item, case, day(), on) if wanted == "tick" else ()
    if denied:
        refused = [_refused(found.item, item, case_id) for item in denied]
        return _line_page(case_id, slug, {}, refused), 422
    seen = request.form.get("seen", -1, type=int)
    if seen != (entries[-1].number if entries else 0):  # before a file is stored for nothing
        return _line_page(case_id, slug, {"": str(Overtaken())}), 409
    try:
        brought_file = brought("scan")
    except AttachmentRefused as refusal:
        return _line_page(case_id, slug, {"scan": str(refusal)}), 422
    if wanted not in ("tick", "open") and brought_file is None:
        return _line_page(case_id, slug, {"scan": "Выберите файл."}), 422
    kind = TICK if wanted in ("tick", "open") else SCAN
    content = {**_said(found.item, on, wanted == "tick"), **keep(case_id, brought_file)}
    try:
        _append(case_id, kind, content, seen)
    except Overtaken as overtaken:
        return _line_page(case_id, slug, {"": str(overtaken)}), 409
    return redirect(url_for("checklist.line", case_id=case_id, slug=slug), 303)


def slug_of(item: ChecklistItem) -> str:
    """The address of a line, which says nothing of people."""
    return hashlib.sha256(item.id.encode()).hexdigest()[:12]


def _said(item: ChecklistItem, on: date, done: bool) -> dict[str, object]:
    note = request.form.get("note", "").strip()[:LONGEST_NOTE]
    return {"item": item.id, "done": done, "day": on.isoformat(), "note": note}


def _append(case_id: str, kind: str, content: dict[str, object], seen: int) -> int:
    entry = store().append(case_id, kind, content, author=visitor().subject, seen=seen)
    return entry.number


def _typed_day() -> date | None:
    """The typed day, today when nothing was typed, None when there is no such day."""
    typed = [request.form.get(f"day-{part}", "").strip() for part in _PARTS]
    if not any(typed):
        return day()
    try:
        return date(int(typed[2]), int(typed[1]), int(typed[0]))
    except ValueError:
        return None


def _lines(case: Case, entries: tuple[JournalEntry, ...]) -> tuple[Line, ...]:
    ticks = ticks_of(entries)
    of_ticks = [entry for entry in entries if entry.kind in (TICK, SCAN)]
    tasks = refusal_tasks(refusals_of(entries), case, day())
    return tuple(
        Line(
            item=item,
            slug=slug_of(item),
            tick=ticks.get(item.id),
            papers=papers_of(entry for entry in of_ticks if entry.content["item"] == item.id),
            late=item.due is not None and item.due < day(),
            answered=closed_by_answer(item),
            denied=_denied_since(item, ticks.get(item.id), case),
        )
        for item in whole_checklist(case, day(), tasks)
    )


def _denied_since(item: ChecklistItem, tick: Tick | None, case: Case) -> tuple[Obstacle, ...]:
    return objections(item, case, day(), tick.day) if tick and tick.done else ()


def _line(case: Case, entries: tuple[JournalEntry, ...], slug: str) -> Line:
    found = next((item for item in _lines(case, entries) if item.slug == slug), None)
    if found is None:
        abort(404)
    return found


def _refused(item: ChecklistItem, found: Obstacle, case_id: str) -> Refused:
    pages = asked_pages(case_so_far(current_case(case_id).answers))
    page = page_of(found.at, pages) if found.at else None
    return Refused(
        item.title, found.message, found.place, page.id if page and not page.each else None
    )


def _list(
    case_id: str,
    error: str = "",
    denied: list[Refused] | None = None,
    chosen: set[str] | None = None,
) -> str:
    entries = store().journal(case_id)
    lines = _lines(opened(case_id), entries)
    parts = [
        Part(stage, tuple(of_stage))
        for stage, of_stage in groupby(lines, key=lambda line: line.item.stage)
    ]
    return render_template(
        "checklist/list.html",
        case_id=case_id,
        parts=parts,
        left=sum(part.left for part in parts),
        total=len(lines),
        seen=entries[-1].number if entries else 0,
        error=error,
        denied=denied or [],
        chosen=chosen or set(),
    )


def _line_page(
    case_id: str,
    slug: str,
    errors: dict[str, str] | None = None,
    denied: list[Refused] | None = None,
) -> str:
    entries = store().journal(case_id)
    found = _line(opened(case_id), entries, slug)
    history = [
        (entry, entry.content)
        for entry in reversed(entries)
        if entry.kind == TICK and entry.content["item"] == found.item.id
    ]
    return render_template(
        "checklist/line.html",
        case_id=case_id,
        line=found,
        history=history,
        seen=entries[-1].number if entries else 0,
        errors=errors or {},
        denied=denied or [],
        typed={part: request.form.get(f"day-{part}", "") for part in _PARTS},
        note=request.form.get("note", ""),
    )
