"""What a posted page of the questionnaire does: saves, makes an item, shows two answers."""

from flask import abort, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from registration.store import Saved
from web.binding import Changes, changes_of
from web.desk import Desk, after_save, desk, may_begin
from web.journey import Stop
from web.people_of_case import new_key
from web.saving import (
    asked_for_help,
    by_path,
    chosen_of,
    in_background,
    left_to_consultant,
    made_already,
    rows_of_conflict,
    seen_revision,
    settle_tasks,
    still_fresh,
    told,
    typed_form,
)
from web.screens import item_of, items_of, leaves_of
from web.turns import onward

Page = str | BaseResponse | tuple[str, int]
_TRIES = 3


def save(here: Desk, stop: Stop) -> Page:
    """Save what was posted and go on; where somebody wrote meanwhile, show both answers."""
    item = item_of(stop.page, stop.item, here.stored.answers)
    inputs = leaves_of(stop.page, here.way.asked_of)
    changes = (
        chosen_of(inputs, request.form)
        if "choosing" in request.form
        else changes_of(inputs, typed_form(), item)
    )
    if in_background():  # half-typed: a blank there says nothing
        changes.removed.clear()
    fresh = still_fresh(stop, changes, item, request.form)
    seen = here.stored.revision if fresh else seen_revision(here)
    written = by_path(stop, changes)
    unknown = left_to_consultant(here, stop)
    settle_tasks(here, stop, written, item, unknown)
    saved = here.save(written, seen, unknown)
    if in_background():
        return told(saved)
    if saved.conflicts:
        return _conflict_page(here, stop, saved)
    if "show" in request.form:
        back = "proverka" if request.form.get("to") == "proverka" else None
        return redirect(f"{here.address(stop, to=back)}#podskazka", 303)
    return redirect(onward(after_save(here.case_id), stop, changes, bool(asked_for_help())), 303)


def save_new(here: Desk, page_id: str, number: int) -> Page:
    """Make an item. The same form sent twice makes it once."""
    for _ in range(_TRIES):
        stop = here.stop(page_id, None)
        block = here.way.block_of(stop.page)
        if block is None or not stop.is_list or not may_begin(block, stop.page):
            abort(404)
        count = len(items_of(stop.page, here.stored.answers))
        if made_already(here, stop, number - 1, request.form):
            stop = Stop(stop.page, number - 1)
            return redirect(onward(here, stop, Changes(), bool(asked_for_help())), 303)
        stop = Stop(stop.page, count)
        changes = changes_of(leaves_of(stop.page, here.way.asked_of), request.form, {})
        unknown = left_to_consultant(here, stop)
        if not changes.written:
            return _nothing_new(here, stop, unknown)
        if stop.page.each == "persons":
            changes.written[("key",)] = new_key(here.stored.answers)
        if not here.save(by_path(stop, changes), here.stored.revision, unknown).conflicts:
            return redirect(onward(after_save(here.case_id), stop, changes, bool(unknown)), 303)
        here = desk(here.case_id)  # somebody added an item at the same moment: ours comes next
    abort(409)


def _nothing_new(here: Desk, stop: Stop, unknown: tuple[str, ...]) -> BaseResponse:
    """A new item without a word: asked for again, or left to the consultant."""
    if not unknown:
        return redirect(here.address(stop, oshibki="1"), 303)
    here.save({}, here.stored.revision, unknown)
    return redirect(here.address(Stop(stop.page)), 303)


def _conflict_page(here: Desk, stop: Stop, saved: Saved) -> Page:
    rows = rows_of_conflict(here, stop, saved, typed_form())
    if not rows:  # a group wiped out here was changed there: it stays
        return redirect(here.address(stop), 303)
    return render_template(
        "questionnaire/conflict.html",
        here=here,
        stop=stop,
        rows=rows,
        seen=saved.revision,
        action=here.address(stop),
    ), 409
