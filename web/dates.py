"""The dates of a case: every term with its arithmetic, a file for a phone, words to remind with."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, render_template

from registration.tracking.deadlines import Deadline, deadlines
from registration.tracking.reminders import Reminder, Urgency, days_left_text, reminder, urgency
from web.access import DESK, allowed, store, visitor
from web.desk import day
from web.opened import opened

blueprint = Blueprint("dates", __name__)

_COLOURS = {
    Urgency.MET: "green",
    Urgency.OVERDUE: "red",
    Urgency.CLOSE: "yellow",
    Urgency.FAR: "grey",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A deadline as the page shows it; words to remind with only while it is open."""

    item: Deadline
    left: str
    colour: str
    reminder: Reminder | None


@blueprint.get("/dela/<case_id>/sroki/")
@allowed(*DESK)
def show(case_id: str) -> str:
    """All deadlines: what is open first, then what is done."""
    lines = [_line(item) for item in deadlines(opened(case_id), day())]
    return render_template(
        "board/dates.html",
        case_id=case_id,
        open_lines=[line for line in lines if line.reminder],
        met_lines=[line for line in lines if not line.reminder],
    )


@blueprint.get("/dela/<case_id>/sroki.ics")
@allowed(*DESK)
def calendar(case_id: str) -> Response:
    """The deadlines for the calendar of a phone: the number of the case and our own words."""
    from registration.tracking.ics import calendar_file  # only this view needs the library

    case = opened(case_id)
    if case.card is None:
        abort(404)
    store().note(visitor().subject, "взяты сроки для календаря", case_id)
    content = calendar_file(case.card.number, deadlines(case, day()), datetime.now(UTC))
    response = Response(content, mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="sroki.ics"'
    return response


def _line(item: Deadline) -> Line:
    words = None if item.met_on else reminder(item, day())
    return Line(item, days_left_text(item, day()), _COLOURS[urgency(item, day())], words)
