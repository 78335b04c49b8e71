"""Where a page leads, forward and back, and what it tells about itself."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask import request, url_for

from web.binding import Changes
from web.desk import Desk
from web.journey import Stop, row_id, task_path
from web.people_of_case import key_of, mentions
from web.screens import base_of, blanks, faults_of, item_of, leaves_of, questions_of


def onward(here: Desk, stop: Stop, changes: Changes, asked_help: bool) -> str:
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
    wrong = faults_of(stop.page, stop.item, here.problems, here.way.asked_of)
    wrong |= blanks(stop.page, item)
    if any(name not in tasked for name in wrong) and not asked_help:
        return here.address(stop, oshibki="1", to=back)
    if back:
        return f"{url_for('questionnaire.check', case_id=here.case_id)}#{row_id(stop)}"
    return here.address(here.way.after(stop))


def back_from(here: Desk, stop: Stop) -> str:
    if "to" in request.args:
        return f"{url_for('questionnaire.check', case_id=here.case_id)}#{row_id(stop)}"
    if stop.item is not None and stop not in here.way.all_stops:
        return here.address(Stop(stop.page))
    before = here.way.before(stop)
    if before is None:
        return url_for("questionnaire.hub", case_id=here.case_id)
    return here.address(before)


def named_in(here: Desk, stop: Stop) -> list[str]:
    key = key_of(item_of(stop.page, stop.item, here.stored.answers))
    if key is None or stop.page.each != "persons":
        return []
    return list(dict.fromkeys(item.question for item in mentions(here.stored.answers, key)))


def item_mark(item: Mapping[str, Any]) -> str:
    return sha256(json.dumps(item, sort_keys=True, default=str).encode()).hexdigest()[:16]


def saved_at(here: Desk, stop: Stop) -> datetime | None:
    """When something of this page was saved last."""
    base = ".".join(map(str, base_of(stop.page, stop.item)))
    own = [".".join((base, *leaf.at)) for leaf in leaves_of(stop.page)]
    times = [here.stored.marks[path].at for path in own if path in here.stored.marks]
    return max(times, default=None)
