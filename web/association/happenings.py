"""What the association held: the list, one entry with all that is told of it, and its form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.association.counts import FOR_ALL
from registration.association.held import (
    LONGEST_REASON,
    About,
    Turn,
    about_of,
)
from registration.association.words import ATTENDED, HappeningKind
from registration.districts import DISTRICTS, district_name
from registration.domain.labelled import label_of
from registration.domain.text import normalise
from registration.store import Happening, Overtaken, Role, Span, UnknownRecord
from web.access import DESK, allowed, store, visitor
from web.desk import day
from web.typed import day_of, typed_parts

blueprint = Blueprint("happenings", __name__)

Page = str | BaseResponse | tuple[str, int]

PER_PAGE = 50
_ALWAYS = Span(date.min, date.max)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as pages show it."""

    held: Happening
    about: About
    kind: str
    district: str

    @property
    def is_attended(self) -> bool:
        return self.held.kind in ATTENDED

    @property
    def is_organisation(self) -> bool:
        return self.held.kind == HappeningKind.REGISTRATION

    @property
    def why_withdrawn(self) -> str:
        return self.about.turns[-1].reason if self.held.withdrawn and self.about.turns else ""

    @property
    def turns(self) -> list[tuple[date, Turn]]:
        return [(date.fromisoformat(item.on), item) for item in reversed(self.about.turns)]


def line_of(held: Happening) -> Line:
    """One entry in our words."""
    return Line(
        held,
        about_of(held),
        label_of(HappeningKind, held.kind),
        district_name(held.district, FOR_ALL),
    )


def known(number: int) -> Line:
    """The entry of this address, or 404."""
    try:
        return line_of(store().happening(number))
    except UnknownRecord:
        abort(404)


@blueprint.get("/meropriyatiya/")
@allowed(Role.ASSOCIATION, *DESK)
def show() -> Page:
    """What was held in the chosen days, the last first."""
    span, errors = _sought()
    kind = request.args.get("vid", "")
    wanted = [item for item in HappeningKind if item == kind] or list(HappeningKind)
    found = store().happenings(span, *wanted, withdrawn=True)[::-1]
    at = max(request.args.get("list", 1, type=int), 1)
    page = render_template(
        "association/happenings.html",
        lines=[line_of(item) for item in found[(at - 1) * PER_PAGE : at * PER_PAGE]],
        total=len(found),
        counted=sum(not item.withdrawn for item in found),
        at=at,
        leaf=lambda number: url_for("happenings.show", **{**request.args, "list": number}),
        pages=-(-len(found) // PER_PAGE),
        chosen=request.args,
        since=typed_parts("since", request.args),
        until=typed_parts("until", request.args),
        errors=errors,
        kinds=kinds(),
        districts=districts(),
    )
    return (page, 422) if errors else page


def _sought() -> tuple[Span, dict[str, str]]:
    """Days and district of the list; what cannot be read narrows nothing and is told."""
    days, errors = {}, {}
    for name, without in (("since", date.min), ("until", date.max)):
        typed = typed_parts(name, request.args)
        found = day_of(typed)
        if any(typed.values()) and found is None:
            errors[name] = "Впишите день, месяц и год или оставьте пустым."
        days[name] = found or without
    if days["until"] < days["since"]:
        errors["until"] = "Последний день раньше первого."
        return _ALWAYS, errors
    district = request.args.get("okrug", "")
    return Span(days["since"], days["until"], [district] if district in DISTRICTS else ()), errors


@blueprint.get("/meropriyatiya/<int:number>/")
@allowed(Role.ASSOCIATION, *DESK)
def one(number: int) -> Page:
    """All that is told of an entry."""
    return entry_page(number, {})


@blueprint.post("/meropriyatiya/<int:number>/uchet/")
@allowed(Role.ASSOCIATION, *DESK)
def turn(number: int) -> Page:
    """Take an entry out of all counts, or put it back; the reason stays with it."""
    line, reason = known(number), normalise(request.form.get("reason", ""))
    if not reason:
        return entry_page(number, {"reason": "Впишите причину: по ней потом проверят отчёт."}), 422
    if len(reason) > LONGEST_REASON:
        return entry_page(number, {"reason": f"Длиннее {LONGEST_REASON} знаков. Сократите."}), 422
    withdrawn = request.form.get("withdrawn") == "yes"
    made = Turn(day().isoformat(), visitor().subject, withdrawn, reason)
    about = line.about.turned(made).kept()
    try:
        store().withdraw_happening(number, seen=seen(), withdrawn=withdrawn, about=about)
    except Overtaken as overtaken:
        return entry_page(number, {"": str(overtaken)}), 409
    note("мероприятие снято с учёта" if withdrawn else "мероприятие возвращено в учёт", number)
    return to(number)


def told_anew(line: Line, change: Callable[[About], About]) -> None:
    """Keep what an entry says from now on.

    Raises:
        Overtaken: it was changed after the page was opened.
    """
    store().change_happening(
        line.held.id,
        seen=seen(),
        on=line.held.on,
        district=line.held.district,
        about=change(line.about).kept(),
    )


def to(number: int) -> BaseResponse:
    """Go on to the page of an entry."""
    return redirect(url_for("happenings.one", number=number), 303)


def entry_page(number: int, errors: dict[str, str]) -> str:
    """The page of an entry with what is wrong in one of its small forms."""
    return render_template(
        "association/happenings_one.html", line=known(number), errors=errors, typed=request.form
    )


def note(action: str, number: int) -> None:
    """Tell the access log what was done to an entry."""
    store().note(visitor().subject, action, "", f"happening {number:_}")


def seen() -> int:
    """The revision that the writer saw."""
    return request.form.get("seen", -1, type=int)


def kinds() -> list[tuple[str, str]]:
    """Kinds as a form offers them."""
    return [(item.value, item.label.capitalize()) for item in HappeningKind]


def districts() -> list[tuple[str, str]]:
    """Districts as a form offers them."""
    return [(slug, district_name(slug)) for slug in DISTRICTS]
