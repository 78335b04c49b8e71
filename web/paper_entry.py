"""Entering a paper questionnaire: a whole step on one page, in the order of the paper.

The inputs are those of the question pages, with the name of their page and item before their own,
so that many pages fit into one form; what was left alone changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.questionnaire.page import AskedOf, Step
from registration.questionnaire.path import numbers
from registration.store import Channel, Role, Saved
from web.access import allowed, store
from web.binding import changes_of
from web.desk import Desk, author, desk
from web.journey import Stop, row_id, task_path
from web.review import line_title
from web.saving import Row, by_path, rows_of_conflict, seen_revision, settle_tasks
from web.screens import Screen, faults_of, item_of, leaves_of, screen

blueprint = Blueprint("paper_entry", __name__)

Page = str | BaseResponse | tuple[str, int]

_MOST_SCREENS = 90  # a form of more pages would be too long to send over a bad line


@dataclass(frozen=True, slots=True)
class Part:
    """One question page inside the long page; a list has only a link to where it grows."""

    stop: Stop
    about: str
    address: str
    screen: Screen | None
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Own:
    """The inputs of one part of the posted form, under the names they have alone."""

    prefix: str

    def getlist(self, key: str, /) -> list[str]:
        mark = "was." if key.startswith("was.") else ""
        return request.form.getlist(f"{mark}{self.prefix}{key.removeprefix(mark)}")


@blueprint.get("/delo/<case_id>/s-bumagi/")
@allowed(Role.CONSULTANT)
def steps(case_id: str) -> Page:
    """The steps of the paper."""
    here = desk(case_id)
    return render_template("paper/steps.html", here=here, steps=_steps(here))


@blueprint.get("/delo/<case_id>/s-bumagi/<step>/")
@allowed(Role.CONSULTANT)
def show(case_id: str, step: str) -> Page:
    """All questions of a step."""
    here = desk(case_id)
    return _page(here, _step(here, step))


@blueprint.post("/delo/<case_id>/s-bumagi/<step>/")
@allowed(Role.CONSULTANT)
def save(case_id: str, step: str) -> Page:
    """Write down what was typed from paper; answers others have changed meanwhile stay."""
    here = desk(case_id)
    found = _step(here, step)
    stops = [stop for stop in _stops(here, found) if not stop.is_list]
    changes = _changes(here, stops)
    saved = store().save(
        case_id, changes, seen=seen_revision(here), author=author(), channel=Channel.PAPER
    )
    if saved.conflicts:
        now = desk(case_id)
        return _page(now, found, conflicts=tuple(_conflicts(now, stops, saved))), 409
    address = url_for("paper_entry.show", case_id=case_id, step=step, zapisano="1")
    return redirect(address, 303)


def _changes(here: Desk, stops: list[Stop]) -> dict[str, object]:
    changes: dict[str, object] = {}
    for stop in stops:
        item = item_of(stop.page, stop.item, here.stored.answers)
        own = changes_of(leaves_of(stop.page), _Own(_prefix(stop)), item)
        written = by_path(stop, own)
        settle_tasks(here, stop, written, item, ())
        changes |= written
    return changes


def _conflicts(here: Desk, stops: list[Stop], saved: Saved) -> Iterator[tuple[Row, str]]:
    for stop in stops:
        for row in rows_of_conflict(here, stop, saved, _Own(_prefix(stop))):
            yield row, here.address(stop)


def _steps(here: Desk) -> list[Step]:
    asked = (stop.page for stop in here.way.all_stops if stop.page.of is AskedOf.LEADER)
    return list(dict.fromkeys(page.step for page in asked))


def _step(here: Desk, name: str) -> Step:
    found = next((step for step in _steps(here) if step.value == name), None)
    if found is None:
        abort(404)
    return found


def _stops(here: Desk, step: Step) -> list[Stop]:
    """What the paper asks in a step; very long lists go on by their own pages."""
    asked = [
        stop
        for stop in here.way.all_stops
        if stop.page.step is step and stop.page.of is AskedOf.LEADER
    ]
    if len(asked) <= _MOST_SCREENS:
        return asked
    return [stop for stop in asked if stop.item is None]


def _page(here: Desk, step: Step, conflicts: tuple[tuple[Row, str], ...] = ()) -> str:
    steps = _steps(here)
    following = steps[steps.index(step) + 1 :]
    parts = [_part(here, stop) for stop in _stops(here, step)]
    return render_template(
        "paper/entry.html",
        here=here,
        step=step,
        parts=parts,
        errors=[error for part in parts if part.screen for error in part.screen.errors],
        conflicts=conflicts,
        seen=here.stored.revision,
        next=following[0].value if following else "",
        is_saved="zapisano" in request.args,
    )


def _part(here: Desk, stop: Stop) -> Part:
    about = line_title(here, stop) if stop.item is not None else ""
    if stop.is_list:
        return Part(stop, about, here.address(stop), None, ())
    paper = numbers()
    found = screen(
        stop.page,
        stop.item,
        here.stored.answers,
        faults=faults_of(stop.page, stop.item, here.problems),
        unknown=here.stored.unknown,
        task_of=lambda field: task_path(stop, field),
    )
    own = tuple(paper[field] for field in stop.page.fields())
    return Part(stop, about, here.address(stop), _renamed(found, _prefix(stop)), own)


def _renamed(found: Screen, prefix: str) -> Screen:
    asked = tuple(
        replace(
            one, inputs=tuple(replace(each, name=f"{prefix}{each.name}") for each in one.inputs)
        )
        for one in found.asked
    )
    errors = tuple((f"{prefix}{name}", text) for name, text in found.errors)
    return replace(found, asked=asked, errors=errors)


def _prefix(stop: Stop) -> str:
    return f"{row_id(stop)}."
