"""The dates of all cases by day, and a secret address at which a calendar program reads them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.districts import district_name
from registration.store import Sought, SummaryRow
from registration.tracking.deadlines import deadlines
from web.access import DESK, allowed, open_to_all, store, visitor
from web.desk import day
from web.limits import GUESSING, limiter
from web.opened import read
from web.summaries import bring_up_to_date

blueprint = Blueprint("agenda", __name__)

Page = str | BaseResponse

PURPOSE = "calendar"
ALL_CASES = ""
_LIFE = 365  # days: a calendar is set up once a year, with the plan of the year
_HORIZON = timedelta(days=60)
_MOST_CASES = 300


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of one case."""

    on: date
    title: str
    case_id: str
    number: str
    name: str
    district: str

    @property
    def days_left(self) -> int:
        return (self.on - day()).days


@blueprint.get("/sroki/")
@allowed(*DESK)
def show() -> Page:
    """What is due in all cases, gone by first, then day by day for two months."""
    return _page()


def _page(address: str = "") -> str:
    bring_up_to_date()
    until = day() + _HORIZON
    rows = _rows(Sought(next_until=until))
    dues = sorted(
        (due for row in rows for due in _dues(row) if due.on <= until),
        key=lambda due: (due.on, due.number, due.title),
    )
    days = [(on, list(items)) for on, items in groupby(dues, key=lambda due: due.on)]
    working = [item for item in store().addresses_of(PURPOSE, ALL_CASES) if item.works]
    return render_template(
        "board/agenda.html",
        gone=[pair for pair in days if pair[0] < day()],
        ahead=[pair for pair in days if pair[0] >= day()],
        until=until,
        is_cut=len(rows) == _MOST_CASES,
        most=_MOST_CASES,
        address=address,
        works_until=working[0].expires if working else None,
    )


def _rows(sought: Sought) -> tuple[SummaryRow, ...]:
    return store().summary_rows(sought, freshest=False, skip=0, at_most=_MOST_CASES)


def _dues(row: SummaryRow) -> list[Due]:
    about = row.summary.about
    return [
        Due(
            date.fromisoformat(on),
            title,
            row.case_id,
            about["number"],
            about["name"],
            district_name(row.district),
        )
        for on, title in about.get("ahead", ())
    ]


@blueprint.post("/sroki/adres/")
@allowed(*DESK)
def make_address() -> Page:
    """Make the secret address; it is shown this once, and an older one stops working."""
    token = store().make_address(PURPOSE, ALL_CASES, _LIFE)
    store().note(visitor().subject, "выдан адрес календаря")
    return _page(url_for("agenda.calendar", token=token, _external=True))


@blueprint.post("/sroki/adres/zakryt/")
@allowed(*DESK)
def close_address() -> Page:
    """Close the secret address at once."""
    store().revoke_addresses(PURPOSE, ALL_CASES)
    store().note(visitor().subject, "закрыт адрес календаря")
    return redirect(url_for("agenda.show"), 303)


@blueprint.get("/kalendar/<token>.ics")
@open_to_all
@limiter.limit(GUESSING)
def calendar(token: str) -> Response:
    """The dates of all cases for a calendar program: numbers of cases and our own words."""
    from registration.tracking.ics import calendar_of_cases  # only this view needs the library

    found = store().find_address(token, PURPOSE)
    if found is None or not found.works:
        abort(404)
    bring_up_to_date()
    numbered = [
        (row.summary.about["number"], deadlines(read(store().load(row.case_id)).case, day()))
        for row in _rows(Sought())
        if row.summary.about
    ]
    content = calendar_of_cases(numbered, datetime.now(UTC))
    return Response(content, mimetype="text/calendar")
