"""The course of a case: its stage, the ways on with what forbids them, and all that was done."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.attachments.refused import AttachmentRefused
from registration.domain.case import Case
from registration.questionnaire.page import Page as QuestionPage
from registration.questionnaire.path import asked_pages, case_so_far
from registration.store import JournalEntry, Overtaken, Tally
from registration.tracking.checklist import ChecklistItem
from registration.tracking.move import Obstacle
from registration.tracking.moves import move_named
from registration.tracking.passages import passages
from registration.tracking.refusals import Answer, refusal_tasks, refusals_of
from registration.tracking.standing import Standing, Way, ways
from registration.tracking.ticks import open_items, ticks_of
from web.access import DESK, allowed, current_case, store, visitor
from web.attached import Paper, brought, keep, paper_of, takes_files
from web.checklist import slug_of
from web.desk import day
from web.opened import MOVE, opened, standing_of
from web.readiness import page_of
from web.words import MOSCOW

blueprint = Blueprint("course", __name__)

Page = str | BaseResponse | tuple[str, int]

LONGEST_NOTE = 2000
REFUSING = frozenset(item.stage for item in Answer)
"""Stages after which the grounds of the answer are to be recorded."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a move cannot be made, and the page that mends it."""

    message: str
    place: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A way on as the page offers it."""

    way: Way
    day: date | None
    hindrances: tuple[Hindrance, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A move of the past as the page tells it."""

    title: str
    day: date
    at: datetime
    author: str
    note: str
    paper: Paper | None


@blueprint.get("/dela/<case_id>/hod/")
@allowed(*DESK)
def show(case_id: str) -> Page:
    """Where the case is, where it can go, how it came there."""
    return _page(case_id)


@blueprint.post("/dela/<case_id>/hod/")
@allowed(*DESK)
@takes_files
def go(case_id: str) -> Page:
    """Make a move; one that is forbidden, or that somebody made meanwhile, is told."""
    case = opened(case_id)
    entries = store().journal(case_id)
    at = standing_of(entries)
    wanted = request.form.get("move", "")
    way = next((item for item in ways(at, case, day()) if item.move.id == wanted), None)
    if way is None:
        return _page(case_id, str(Overtaken())), 409
    if not way.is_open:
        return _page(case_id, f"{way.move.title}: {way.obstacles[0].message}"), 422
    seen = request.form.get("seen", -1, type=int)
    if seen != (entries[-1].number if entries else 0):  # before a file is stored for nothing
        return _page(case_id, str(Overtaken())), 409
    try:
        file = brought(f"file-{wanted}")
    except AttachmentRefused as refusal:
        return _page(case_id, str(refusal), f"file-{wanted}"), 422
    on = way.move.day(case) or day()
    content = {
        "move": way.move.id,
        "day": on.isoformat(),
        "note": request.form.get(f"note-{wanted}", "").strip()[:LONGEST_NOTE],
        **keep(case_id, file),
    }
    counts = _counts(case_id, at, way, on)
    try:
        store().append_counted(case_id, MOVE, content, counts, author=visitor().subject, seen=seen)
    except Overtaken as overtaken:
        return _page(case_id, str(overtaken)), 409
    after = "refusals.show" if way.move.end in REFUSING else "course.show"
    return redirect(url_for(after, case_id=case_id), 303)


def _counts(case_id: str, at: Standing, way: Way, on: date) -> list[Tally]:
    begun = store().case_row(case_id).created.astimezone(MOSCOW).date()
    found = passages(at, way.move, on, begun)
    return [Tally(item.kind, item.stage, item.days, on) for item in found]


def _page(case_id: str, error: str = "", error_at: str = "") -> str:
    case = opened(case_id)
    entries = store().journal(case_id)
    at = standing_of(entries)
    pages = tuple(asked_pages(case_so_far(current_case(case_id).answers)))
    return render_template(
        "board/course.html",
        case_id=case_id,
        at=at,
        days=at.days_without_movement(day()),
        choices=[_choice(way, case, pages) for way in ways(at, case, day())],
        done=[item for entry in reversed(entries) if (item := _done(entry))],
        seen=entries[-1].number if entries else 0,
        error=error,
        error_at=error_at,
        notes={name: text for name, text in request.form.items() if name.startswith("note-")},
        refusing=REFUSING,
        left=[(slug_of(item), item) for item in _left(case, entries, at)],
    )


def _left(case: Case, entries: tuple[JournalEntry, ...], at: Standing) -> tuple[ChecklistItem, ...]:
    """Lines of this stage that nobody has ticked: a reminder, the law does not wait for them."""
    tasks = refusal_tasks(refusals_of(entries), case, day())
    found = open_items(case, ticks_of(entries), day(), at.stage, tasks)
    return tuple(item for item in found if item.stage is at.stage)


def _choice(way: Way, case: Case, pages: tuple[QuestionPage, ...]) -> Choice:
    hindrances = tuple(_hindrance(item, pages) for item in way.obstacles)
    return Choice(way, way.move.day(case), hindrances)


def _hindrance(found: Obstacle, pages: tuple[QuestionPage, ...]) -> Hindrance:
    page = page_of(found.at, pages) if found.at else None
    return Hindrance(found.message, found.place, page.id if page and not page.each else None)


def _done(entry: JournalEntry) -> Done | None:
    move = move_named(str(entry.content.get("move", "")))
    if entry.kind != MOVE or move is None:
        return None
    return Done(
        title=move.title,
        day=date.fromisoformat(entry.content["day"]),
        at=entry.at,
        author=entry.author,
        note=str(entry.content.get("note", "")),
        paper=paper_of(entry),
    )
