"""Pages about a whole list: its items, the usual agenda for a list of questions, removing one."""

from collections.abc import Mapping
from typing import Any

from flask import abort, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly.rendering.context import draft_agenda
from registration.domain.meeting import AgendaTopic
from registration.questionnaire.page import Page
from registration.store import REMOVED
from web.desk import Desk, desk, may_begin
from web.journey import Progress, Stop
from web.people_of_case import key_of, removal
from web.review import line_title
from web.screens import base_of, item_of, items_of
from web.turns import back_from, item_mark, named_in

_TRIES = 3


def list_page(here: Desk, stop: Stop) -> str:
    """What is in a list, and the ways to add, change and remove."""
    block = here.way.block_of(stop.page)
    if block is None:
        abort(404)
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
        stop=first,
        page=block.first,
        rows=rows,
        new=here.address(Stop(block.first, count)) if may_begin(block, block.first) else "",
        usual=usual_agenda(here) if block.first.each == "agenda" else (),
        asked=here.way.states.get(first) is Progress.ASKED,
        findings=here.findings_at(first),
        next=here.address(here.way.after(first)),
        back=back_from(here, first),
    )


def usual_agenda(here: Desk) -> tuple[AgendaTopic, ...]:
    """Questions that such a meeting must decide, without those that are written down already."""
    agenda = here.stored.answers.get("meeting")
    items = agenda.get("agenda") if isinstance(agenda, Mapping) else None
    put = {item.get("topic") for item in items or () if isinstance(item, Mapping)}
    usual = (entry.item.topic for entry in draft_agenda(here.case))
    return tuple(topic for topic in usual if topic.value not in put)


def fill_agenda(here: Desk, page: Page) -> BaseResponse:
    """Add the missing usual questions after those that stand there; a second click adds none."""
    for _ in range(_TRIES):
        count = len(items_of(page, here.stored.answers))
        base = ".".join(map(str, base_of(page, None)))
        changes: dict[str, object] = {
            f"{base}.{number}.topic": topic.value
            for number, topic in enumerate(usual_agenda(here), start=count)
        }
        if not here.save(changes, here.stored.revision).conflicts:
            break
        here = desk(here.case_id)  # somebody wrote a question at the same moment: it stays
    return redirect(here.address(Stop(page)), 303)


def removal_page(here: Desk, stop: Stop) -> str:
    """Tell what goes together with an item before it is removed."""
    item = item_of(stop.page, stop.item, here.stored.answers)
    if not item:
        abort(404)
    return render_template(
        "questionnaire/remove.html",
        here=here,
        stop=stop,
        title=line_title(here, stop),
        mentions=named_in(here, stop),
        mark=item_mark(item),
        list_address=here.address(Stop(stop.page)),
    )


def remove_item(here: Desk, page: Page, number: int) -> BaseResponse:
    """Remove an item of a list; a second click finds it gone and changes nothing."""
    back = redirect(here.address(Stop(page)), 303)
    item: Mapping[str, Any] = item_of(page, number, here.stored.answers)
    if not item or request.form.get("mark") != item_mark(item):
        return back
    path = ".".join(map(str, base_of(page, number)))
    changes: dict[str, object] = {path: REMOVED}
    if (key := key_of(item)) is not None and page.each == "persons":
        changes = removal(here.stored.answers, key, number)
    here.save(changes, here.stored.revision)
    return back
