"""A posted page against what is stored by now: what is new, what is old, what was meant."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from registration.store import REMOVED, Conflict, Saved
from web.binding import PARTS, Changes, Form, as_typed, mark, mark_name, posted, stored, to_raw
from web.desk import Desk
from web.journey import Stop, task_path
from web.people_of_case import key_of
from web.review import value_text
from web.screens import base_of, item_of, items_of, leaves_of, questions_of
from web.widgets import Leaf
from web.words import clock

READY = "ready."
"""Inputs that carry a whole ready answer: «ready.tos.full_name»."""


def made_already(here: Desk, stop: Stop, number: int, form: Form) -> bool:
    """Whether the item of this form exists: a double click, or a refreshed page."""
    item = item_of(stop.page, number, here.stored.answers) if number >= 0 else {}
    inputs = leaves_of(stop.page, here.way.asked_of)
    return bool(item) and all(
        as_typed(leaf, to_raw(leaf, posted(leaf, form))) == as_typed(leaf, stored(item, leaf.at))
        for leaf in inputs
    )


def same_item(here: Desk, stop: Stop) -> Stop:
    """Find the person the form was about, wherever they stand in the list by now."""
    key = request.form.get("key")
    if not key:
        return stop
    for number, item in enumerate(items_of(stop.page, here.stored.answers)):
        if isinstance(item, Mapping) and key_of(item) == key:
            return Stop(stop.page, number)
    return stop


def still_fresh(stop: Stop, changes: Changes, item: Mapping[str, Any], form: Form) -> bool:
    """Whether all that is about to change is still what the form showed.

    Then an old form harms nobody. Items without a key may have moved, so their forms are judged
    by the store alone.
    """
    if (stop.item is not None and not key_of(item)) or changes.removed or form.getlist("choosing"):
        return False
    touched = [leaf for leaf in leaves_of(stop.page) if leaf.at in changes.written]
    return all(
        form.getlist(mark_name(leaf)) == [mark(leaf, as_typed(leaf, stored(item, leaf.at)))]
        for leaf in touched
    )


def chosen_of(inputs: tuple[Leaf, ...], form: Form) -> Changes:
    """What was chosen on the conflict page: «моё» is written, «как сейчас» is left."""
    changes = Changes()
    for leaf in inputs:
        if form.getlist(f"take.{leaf.name}") == ["mine"]:
            raw = to_raw(leaf, posted(leaf, form))
            if raw is None:
                changes.removed.append(leaf.at)
            else:
                changes.written[leaf.at] = raw
    return changes


def by_path(stop: Stop, changes: Changes) -> dict[str, object]:
    base = base_of(stop.page, stop.item)
    written: dict[str, object] = {
        ".".join(map(str, (*base, *at))): raw for at, raw in changes.written.items()
    }
    written |= {".".join(map(str, (*base, *at))): REMOVED for at in changes.removed}
    return written


def typed_form() -> MultiDict[str, str]:
    """The posted form, with a ready answer that was chosen in place of what was typed."""
    form = request.form.copy()
    if not in_background():  # there the choice is not made yet
        for name in [name for name in form if name.startswith(READY)]:
            if chosen := form.pop(name):
                form[name.removeprefix(READY)] = chosen
    return form


def asked_for_help() -> str:
    return request.form.get("unknown", "")


def left_to_consultant(here: Desk, stop: Stop) -> tuple[str, ...]:
    fields = {question.field for question in stop.page.questions}
    field = asked_for_help()
    return (task_path(stop, field),) if field in fields else ()


def settle_tasks(
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


def seen_revision(here: Desk) -> int:
    """The revision the form was built from; a form that does not say it counts as oldest."""
    typed = request.form.get("seen", "")
    known = typed.isascii() and typed.isdigit() and len(typed) < 10
    return int(typed) if known else 0


def in_background() -> bool:
    return request.headers.get("X-Requested-With") == "save"


def told(saved: Saved) -> Response:
    body = {
        "saved": f"Сохранено в {clock(saved.at)}",
        "revision": saved.revision,
        "conflict": bool(saved.conflicts),
    }
    return Response(json.dumps(body, ensure_ascii=False), mimetype="application/json")


@dataclass(frozen=True, slots=True)
class Row:
    """Two answers to one question, and what was typed here, to be carried along."""

    leaf: Leaf
    theirs: str
    mine: str
    conflict: Conflict
    typed: list[tuple[str, str]]


def rows_of_conflict(here: Desk, stop: Stop, saved: Saved, form: Form) -> list[Row]:
    """Both answers wherever somebody changed one since the form was built."""
    base = ".".join(map(str, base_of(stop.page, stop.item)))
    by_leaf = {".".join((base, *leaf.at)): (leaf, masked) for masked, leaf in _leaf_questions(stop)}
    rows = []
    for conflict in saved.conflicts:
        if conflict.path in by_leaf:
            leaf, masked = by_leaf[conflict.path]
            theirs, mine = _both(here, leaf, conflict, masked)
            rows.append(Row(leaf, theirs, mine, conflict, _typed(leaf, form)))
    return rows


def _leaf_questions(stop: Stop) -> list[tuple[bool, Leaf]]:
    return [
        (question.masked, leaf) for question, inputs in questions_of(stop.page) for leaf in inputs
    ]


def _both(here: Desk, leaf: Leaf, conflict: Conflict, masked: bool) -> tuple[str, str]:
    def told(value: object) -> str:
        return value_text(leaf, value, here.stored.answers, masked) or "нет ответа"

    return told(conflict.theirs), told(conflict.mine)


def _typed(leaf: Leaf, form: Form) -> list[tuple[str, str]]:
    """What was posted for a leaf, to be carried through the conflict page."""
    names = (
        [f"{leaf.name}-{part}" for part in PARTS[leaf.kind]] if leaf.kind in PARTS else [leaf.name]
    )
    return [(name, value) for name in names for value in form.getlist(name)]
