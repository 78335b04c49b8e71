"""The questionnaire: task list, question pages, lists, check of answers."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.questionnaire.glossary import terms_on
from registration.questionnaire.precheck import QUESTIONS, conclude
from registration.store import REMOVED, Channel, Conflict, Role, Saved
from web.access import allowed, store
from web.binding import Changes, as_typed, changes_of, mark, mark_name, posted, stored, to_raw
from web.desk import CHANNEL, Desk, author, channel, day, desk, may_begin
from web.help_law import help_for
from web.journey import Stop, task_path
from web.people_of_case import key_of, mentions, new_key, removal
from web.review import line_title, review, value_text
from web.screens import (
    base_of,
    blanks,
    faults_of,
    item_of,
    items_of,
    leaves_of,
    questions_of,
    screen,
)
from web.widgets import Leaf
from web.words import clock

blueprint = Blueprint("questionnaire", __name__)
Page = str | BaseResponse | tuple[str, int]
ASKED = (Role.LEADER, Role.CONSULTANT)
_TRIES = 3


@blueprint.get("/delo/<case_id>/")
@allowed(*ASKED)
def hub(case_id: str) -> Page:
    """The task list: steps, how far each is, what the rules have found."""
    here = desk(case_id)
    steps = [
        (step, here.way.step_progress(step), here.way.left(step), here.way.entry(step))
        for step in here.way.steps()
    ]
    findings = [(item, here.place_of(item)) for item in here.findings]
    return render_template(
        "questionnaire/hub.html",
        here=here,
        steps=steps,
        findings=findings,
        channel_options=[(item.value, item.label, "") for item in (Channel.PHONE, Channel.PAPER)],
        channel=channel(),
    )


@blueprint.get("/delo/<case_id>/nachalo/")
@allowed(*ASKED)
def start(case_id: str) -> Page:
    """What to have at hand and how long it takes; also for printing."""
    return render_template("questionnaire/start.html", here=desk(case_id))


@blueprint.get("/delo/<case_id>/nuzhno-li/")
@allowed(*ASKED)
def precheck(case_id: str) -> Page:
    """«Нужно ли вашему ТОС юрлицо?»: six questions and a conclusion; nothing is stored."""
    chosen = {ask.id: request.args.get(ask.id, "") for ask in QUESTIONS}
    said = {name: {"yes": True, "no": False}.get(value) for name, value in chosen.items()}
    return render_template(
        "questionnaire/precheck.html",
        here=desk(case_id),
        questions=QUESTIONS,
        chosen=chosen,
        conclusion=conclude(said) if any(chosen.values()) else None,
    )


@blueprint.post("/delo/<case_id>/kanal/")
@allowed(Role.CONSULTANT)
def choose_channel(case_id: str) -> Page:
    """The consultant says whether the answers come by phone or from paper."""
    chosen = request.form.get("channel")
    if chosen in (Channel.PHONE, Channel.PAPER):
        session[CHANNEL] = str(chosen)
    return redirect(url_for("questionnaire.hub", case_id=case_id), 303)


@blueprint.get("/delo/<case_id>/proverka/")
@allowed(*ASKED)
def check(case_id: str) -> Page:
    """«Проверьте ответы»: every answer with the way back to it."""
    here = desk(case_id)
    return render_template("questionnaire/check.html", here=here, steps=review(here))


@blueprint.get("/delo/<case_id>/<page_id>/")
@allowed(*ASKED)
def show(case_id: str, page_id: str) -> Page:
    """A question page, or the page of a list."""
    here = desk(case_id)
    stop = here.stop(page_id, None)
    return _list_page(here, stop) if stop.is_list else _question_page(here, stop)


@blueprint.get("/delo/<case_id>/<page_id>/<int:number>/")
@allowed(*ASKED)
def show_item(case_id: str, page_id: str, number: int) -> Page:
    """A question page about one item of a list."""
    here = desk(case_id)
    return _question_page(here, here.stop(page_id, number))


@blueprint.post("/delo/<case_id>/<page_id>/")
@allowed(*ASKED)
def answer(case_id: str, page_id: str) -> Page:
    """Save a question page."""
    here = desk(case_id)
    stop = here.stop(page_id, None)
    return redirect(here.address(stop), 303) if stop.is_list else _save(here, stop)


@blueprint.post("/delo/<case_id>/<page_id>/<int:number>/")
@allowed(*ASKED)
def answer_item(case_id: str, page_id: str, number: int) -> Page:
    """Save a question page about one item; a new item is made by its first save."""
    here = desk(case_id)
    if "new" in request.form:
        return _save_new(here, page_id, number)
    return _save(here, _same_item(here, here.stop(page_id, number)))


@blueprint.post("/delo/<case_id>/<page_id>/pokazat/")
@blueprint.post("/delo/<case_id>/<page_id>/<int:number>/pokazat/")
@allowed(*ASKED)
def reveal(case_id: str, page_id: str, number: int | None = None) -> Page:
    """Show masked answers; who looked is written down, what was seen is not."""
    here = desk(case_id)
    stop = here.stop(page_id, number)
    if stop.is_list:
        abort(404)
    store().note(author(), "показаны скрытые ответы", case_id, f"{page_id}/{number or ''}")
    return _question_page(here, stop, revealed=True)


@blueprint.get("/delo/<case_id>/<page_id>/<int:number>/udalit/")
@allowed(*ASKED)
def ask_removal(case_id: str, page_id: str, number: int) -> Page:
    """Tell what goes together with an item before it is removed."""
    here = desk(case_id)
    stop = here.stop(page_id, number)
    item = item_of(stop.page, stop.item, here.stored.answers)
    if not item:
        abort(404)
    return render_template(
        "questionnaire/remove.html",
        here=here,
        stop=stop,
        title=line_title(here, stop),
        mentions=_mentions(here, stop),
        mark=_item_mark(item),
        list_address=here.address(Stop(stop.page)),
    )


@blueprint.post("/delo/<case_id>/<page_id>/<int:number>/udalit/")
@allowed(*ASKED)
def remove(case_id: str, page_id: str, number: int) -> Page:
    """Remove an item; a second click finds it gone and changes nothing."""
    here = desk(case_id)
    page = here.stop(page_id, None).page
    back = redirect(here.address(Stop(page)), 303)
    item = item_of(page, number - 1, here.stored.answers)
    if not item or request.form.get("mark") != _item_mark(item):
        return back
    path = ".".join(map(str, base_of(page, number - 1)))
    changes: dict[str, object] = {path: REMOVED}
    if (key := key_of(item)) is not None and page.each == "persons":
        changes = removal(here.stored.answers, key, number - 1)
    here.save(changes, here.stored.revision)
    return back


def _list_page(here: Desk, stop: Stop) -> Page:
    block = here.way.block_of(stop.page)
    assert block is not None  # noqa: S101 - here.stop() answered 404 otherwise
    first = Stop(block.first)
    rows = []
    for number in here.way.items_in(block):
        stops = here.way.item_stops(block, number)
        states = [here.way.states.get(other) for other in stops]
        rows.append((number, line_title(here, Stop(block.first, number)), stops[0], states))
    count = len(items_of(block.first, here.stored.answers))
    return render_template(
        "questionnaire/list.html",
        here=here,
        page=block.first,
        rows=rows,
        new=here.address(Stop(block.first, count)) if may_begin(block, block.first) else "",
        next=here.address(here.way.after(first)),
        back=_back(here, first),
    )


def _question_page(here: Desk, stop: Stop, revealed: bool = False) -> Page:
    item = item_of(stop.page, stop.item, here.stored.answers)
    faults = faults_of(stop.page, stop.item, here.problems)
    if "oshibki" in request.args:
        faults = blanks(stop.page, item) | faults
    view = screen(
        stop.page,
        stop.item,
        here.stored.answers,
        faults=faults,
        findings=here.findings,
        unknown=here.stored.unknown,
        task_of=lambda field: task_path(stop, field),
        revealed=revealed,
    )
    is_new = stop.item is not None and not item
    return render_template(
        "questionnaire/page.html",
        here=here,
        stop=stop,
        screen=view,
        seen=here.stored.revision,
        is_new=is_new,
        key=key_of(item) or "",
        item_title="" if is_new or stop.item is None else line_title(here, stop),
        action=here.address(stop),
        returns="to" in request.args,
        kept="ostalos" in request.args,
        saved_at=_saved_at(here, stop),
        help=help_for(stop.page, here.case, day()),
        terms=terms_on(stop.page),
        back=_back(here, stop),
    )


def _save(here: Desk, stop: Stop) -> Page:
    item = item_of(stop.page, stop.item, here.stored.answers)
    inputs = leaves_of(stop.page)
    changes = (
        _chosen(inputs) if "choosing" in request.form else changes_of(inputs, request.form, item)
    )
    if _in_background():  # half-typed: a blank there says nothing
        changes.removed.clear()
    seen = here.stored.revision if _fresh(stop, inputs, changes, item) else _seen(here)
    written = _by_path(stop, changes)
    unknown = _unknown(here, stop)
    _settle_tasks(here, stop, written, item, unknown)
    saved = here.save(written, seen, unknown)
    if _in_background():
        return _told(saved)
    if saved.conflicts:
        return _conflict_page(here, stop, saved)
    return redirect(_onward(desk(here.case_id), stop, changes, bool(_asked_for_help())), 303)


def _save_new(here: Desk, page_id: str, number: int) -> Page:
    """Make an item. The same form sent twice makes it once."""
    for _ in range(_TRIES):
        stop = here.stop(page_id, None)
        block = here.way.block_of(stop.page)
        if block is None or not stop.is_list or not may_begin(block, stop.page):
            abort(404)
        count = len(items_of(stop.page, here.stored.answers))
        if _made_already(here, stop, number - 1):
            stop = Stop(stop.page, number - 1)
            return redirect(_onward(here, stop, Changes(), bool(_asked_for_help())), 303)
        stop = Stop(stop.page, count)
        changes = changes_of(leaves_of(stop.page), request.form, {})
        if not changes.written:
            return redirect(here.address(stop, oshibki="1"), 303)
        if stop.page.each == "persons":
            changes.written[("key",)] = new_key(here.stored.answers)
        if not here.save(_by_path(stop, changes), here.stored.revision).conflicts:
            return redirect(_onward(desk(here.case_id), stop, changes, False), 303)
        here = desk(here.case_id)  # somebody added an item at the same moment: ours comes next
    abort(409)


def _made_already(here: Desk, stop: Stop, number: int) -> bool:
    """Whether the item of this form exists: a double click, or a refreshed page."""
    item = item_of(stop.page, number, here.stored.answers) if number >= 0 else {}
    inputs = leaves_of(stop.page)
    return bool(item) and all(
        as_typed(leaf, to_raw(leaf, posted(leaf, request.form)))
        == as_typed(leaf, stored(item, leaf.at))
        for leaf in inputs
    )


def _same_item(here: Desk, stop: Stop) -> Stop:
    """Find the person the form was about, wherever they stand in the list by now."""
    key = request.form.get("key")
    if not key:
        return stop
    for number, item in enumerate(items_of(stop.page, here.stored.answers)):
        if isinstance(item, Mapping) and key_of(item) == key:
            return Stop(stop.page, number)
    return stop


def _fresh(stop: Stop, inputs: tuple[Leaf, ...], changes: Changes, item: Mapping[str, Any]) -> bool:
    """Whether all that is about to change is still what the form showed.

    Then an old form harms nobody. Items without a key may have moved, so their forms are judged
    by the store alone.
    """
    if (
        (stop.item is not None and not key_of(item))
        or changes.removed
        or "choosing" in request.form
    ):
        return False
    touched = [leaf for leaf in inputs if leaf.at in changes.written]
    return all(
        request.form.get(mark_name(leaf)) == mark(leaf, as_typed(leaf, stored(item, leaf.at)))
        for leaf in touched
    )


def _chosen(inputs: tuple[Leaf, ...]) -> Changes:
    """What was chosen on the conflict page: «моё» is written, «как сейчас» is left."""
    changes = Changes()
    for leaf in inputs:
        if request.form.get(f"take.{leaf.name}") == "mine":
            raw = to_raw(leaf, posted(leaf, request.form))
            if raw is None:
                changes.removed.append(leaf.at)
            else:
                changes.written[leaf.at] = raw
    return changes


def _by_path(stop: Stop, changes: Changes) -> dict[str, object]:
    base = base_of(stop.page, stop.item)
    written: dict[str, object] = {
        ".".join(map(str, (*base, *at))): raw for at, raw in changes.written.items()
    }
    written |= {".".join(map(str, (*base, *at))): REMOVED for at in changes.removed}
    return written


def _asked_for_help() -> str:
    return request.form.get("unknown", "")


def _unknown(here: Desk, stop: Stop) -> tuple[str, ...]:
    fields = {question.field for question in stop.page.questions}
    field = _asked_for_help()
    return (task_path(stop, field),) if field in fields else ()


def _settle_tasks(
    here: Desk,
    stop: Stop,
    written: dict[str, object],
    item: Mapping[str, Any],
    unknown: tuple[str, ...],
) -> None:
    """An answer to a question takes its task away; the store looks at the paths it gets."""
    for question, inputs in questions_of(stop.page):
        path = task_path(stop, question.field)
        own = [".".join(map(str, (*base_of(stop.page, stop.item), *leaf.at))) for leaf in inputs]
        if path in here.stored.unknown and path not in unknown and any(at in written for at in own):
            first = stored(item, inputs[0].at)
            written.setdefault(path, REMOVED if first is None else first)


def _onward(here: Desk, stop: Stop, changes: Changes, asked_help: bool) -> str:
    """Where to go after a save: back to what needs mending, or on."""
    item = item_of(stop.page, stop.item, here.stored.answers)
    back = "proverka" if request.form.get("to") == "proverka" else None
    if changes.kept:
        return here.address(stop, ostalos="1", to=back)
    tasked = [
        leaf.name
        for question, inputs in questions_of(stop.page)
        if task_path(stop, question.field) in here.stored.unknown
        for leaf in inputs
    ]
    wrong = faults_of(stop.page, stop.item, here.problems) | blanks(stop.page, item)
    if any(name not in tasked for name in wrong) and not asked_help:
        return here.address(stop, oshibki="1", to=back)
    if back:
        return f"{url_for('questionnaire.check', case_id=here.case_id)}#{row_id(stop)}"
    return here.address(here.way.after(stop))


def row_id(stop: Stop) -> str:
    """Anchor of a page on the check page."""
    return f"{stop.page.id}-{stop.item + 1}" if stop.item is not None else stop.page.id


def _back(here: Desk, stop: Stop) -> str:
    if "to" in request.args:
        return f"{url_for('questionnaire.check', case_id=here.case_id)}#{row_id(stop)}"
    if stop.item is not None and stop not in here.way.all_stops:
        return here.address(Stop(stop.page))
    before = here.way.before(stop)
    if before is None:
        return url_for("questionnaire.hub", case_id=here.case_id)
    return here.address(before)


def _seen(here: Desk) -> int:
    """The revision the form was built from; a form that does not say it counts as oldest."""
    typed = request.form.get("seen", "")
    known = typed.isascii() and typed.isdigit() and len(typed) < 10
    return int(typed) if known else 0


def _in_background() -> bool:
    return request.headers.get("X-Requested-With") == "save"


def _told(saved: Saved) -> Response:
    body = {
        "saved": f"Сохранено в {clock(saved.at)}",
        "revision": saved.revision,
        "conflict": bool(saved.conflicts),
    }
    return Response(json.dumps(body, ensure_ascii=False), mimetype="application/json")


def _conflict_page(here: Desk, stop: Stop, saved: Saved) -> Page:
    base = ".".join(map(str, base_of(stop.page, stop.item)))
    by_path = {
        ".".join((base, *leaf.at)): (leaf, question) for question, leaf in _leaf_questions(stop)
    }
    rows = []
    for conflict in saved.conflicts:
        if conflict.path in by_path:
            leaf, question = by_path[conflict.path]
            rows.append((leaf, *_both(here, leaf, conflict, question), conflict, _typed(leaf)))
    return render_template(
        "questionnaire/conflict.html",
        here=here,
        stop=stop,
        rows=rows,
        seen=saved.revision,
        action=here.address(stop),
    ), 409


def _leaf_questions(stop: Stop) -> list[tuple[bool, Leaf]]:
    return [
        (question.masked, leaf) for question, inputs in questions_of(stop.page) for leaf in inputs
    ]


def _both(here: Desk, leaf: Leaf, conflict: Conflict, masked: bool) -> tuple[str, str]:
    answers = here.stored.answers
    return tuple(  # type: ignore[return-value]
        value_text(leaf, value, answers, masked) or "нет ответа"
        for value in (conflict.theirs, conflict.mine)
    )


def _typed(leaf: Leaf) -> list[tuple[str, str]]:
    """What was posted for a leaf, to be carried through the conflict page."""
    names = [name for name in request.form if name == leaf.name or _part_of(name, leaf)]
    return [(name, value) for name in names for value in request.form.getlist(name)]


def _part_of(name: str, leaf: Leaf) -> bool:
    return name.startswith(f"{leaf.name}-")


def _mentions(here: Desk, stop: Stop) -> list[str]:
    key = key_of(item_of(stop.page, stop.item, here.stored.answers))
    if key is None or stop.page.each != "persons":
        return []
    return list(dict.fromkeys(item.question for item in mentions(here.stored.answers, key)))


def _item_mark(item: Mapping[str, Any]) -> str:
    return sha256(json.dumps(item, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _saved_at(here: Desk, stop: Stop) -> datetime | None:
    """When something of this page was saved last."""
    base = ".".join(map(str, base_of(stop.page, stop.item)))
    own = [".".join((base, *leaf.at)) for leaf in leaves_of(stop.page)]
    times = [here.stored.marks[path].at for path in own if path in here.stored.marks]
    return max(times, default=None)
