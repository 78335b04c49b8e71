"""The form of something held: a new entry, or one written anew; a likely double is asked about."""

from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, render_template, request

from registration.association.counts import FOR_ALL
from registration.association.held import (
    EARLIEST,
    About,
    plain_ogrn,
    told_faults,
)
from registration.association.words import HappeningKind
from registration.districts import DISTRICTS
from registration.domain.text import normalise
from registration.store import Overtaken, Role, Span
from web.access import DESK, allowed, store
from web.association.happenings import (
    Line,
    Page,
    districts,
    kinds,
    known,
    line_of,
    note,
    seen,
    to,
)
from web.desk import day
from web.typed import day_of, parts_of, typed_parts

blueprint = Blueprint("held", __name__)

ALL = "vse"
"""How the form says that something was held for all districts."""
_TEXTS = ("title", "place", "programme", "note", "organisation")


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form says of an entry."""

    kind: str
    on: date | None
    district: str | None
    """Empty for all districts, None when nothing was chosen."""
    about: About
    errors: dict[str, str]


@blueprint.get("/meropriyatiya/novoe/")
@allowed(Role.ASSOCIATION, *DESK)
def begin() -> Page:
    """An empty form."""
    return _form(None, {})


@blueprint.post("/meropriyatiya/novoe/")
@allowed(Role.ASSOCIATION, *DESK)
def add() -> Page:
    """Write down something that was held."""
    typed = _typed(None)
    twins = _twins(typed, None)
    if typed.errors or twins or typed.on is None or typed.district is None:
        return _form(None, typed.errors, twins), 422
    number = store().add_happening(typed.kind, typed.on, typed.district, typed.about.kept())
    note("записано мероприятие", number)
    return to(number)


@blueprint.get("/meropriyatiya/<int:number>/izmenit/")
@allowed(Role.ASSOCIATION, *DESK)
def edit(number: int) -> Page:
    """The form with what is told by now."""
    return _form(known(number), {})


@blueprint.post("/meropriyatiya/<int:number>/izmenit/")
@allowed(Role.ASSOCIATION, *DESK)
def change(number: int) -> Page:
    """Write an entry anew; its kind, materials and participants stay."""
    line = known(number)
    if seen() != line.held.revision:  # before she mends what another has mended
        return _form(line, {"": str(Overtaken())}), 409
    typed = _typed(line)
    twins = _twins(typed, line)
    if typed.errors or twins or typed.on is None or typed.district is None:
        return _form(line, typed.errors, twins), 422
    try:
        store().change_happening(
            number,
            seen=seen(),
            on=typed.on,
            district=typed.district,
            about=typed.about.kept(),
        )
    except Overtaken as overtaken:
        return _form(known(number), {"": str(overtaken)}), 409
    note("изменено мероприятие", number)
    return to(number)


def _typed(line: Line | None) -> Typed:
    kind = line.held.kind if line else request.form.get("kind", "")
    on, district = day_of(typed_parts("on")), request.form.get("district", "")
    about = _about(line.about if line else About(""), kind)
    errors = {} if kind in set(HappeningKind) else {"kind": "Выберите, что это было."}
    if said := _day_fault(on):
        errors["on"] = said
    if district not in (ALL, *DISTRICTS):
        errors["district"] = "Выберите округ или «для всех округов»."
    errors |= told_faults(about, kind)
    where = {ALL: ""}.get(district, district if district in DISTRICTS else None)
    return Typed(kind, on, where, about, errors)


def _about(before: About, kind: str) -> About:
    title, place, programme, note_typed, organisation = (
        normalise(request.form.get(name, "")) for name in _TEXTS
    )
    about = replace(before, title=title, place=place, programme=programme, note=note_typed)
    if kind != HappeningKind.REGISTRATION:
        return replace(about, organisation="", ogrn="")
    return replace(about, organisation=organisation, ogrn=plain_ogrn(request.form.get("ogrn", "")))


def _day_fault(on: date | None) -> str:
    if on is None:
        return "Впишите день, месяц и год."
    if on > day():
        return "Этот день ещё не наступил. Запишите мероприятие, когда оно пройдёт."
    return "" if on >= EARLIEST else f"Проверьте год: раньше {EARLIEST.year} проекта не было."


def _twins(typed: Typed, line: Line | None) -> list[Line]:
    """Other entries of this kind, day and district, unless she says that they differ."""
    if typed.errors or typed.on is None or request.form.get("confirm") == "yes":
        return []
    span = Span(typed.on, typed.on)
    return [
        line_of(item)
        for item in store().happenings(span, typed.kind)
        if item.district == typed.district and (line is None or item.id != line.held.id)
    ]


def _form(line: Line | None, errors: dict[str, str], twins: list[Line] | None = None) -> str:
    told = dict(request.form)
    on = typed_parts("on")
    if line and not request.form:
        told = {name: getattr(line.about, name) for name in (*_TEXTS, "ogrn")}
        told["district"] = line.held.district or ALL
        on = parts_of(line.held.on)
    return render_template(
        "association/happenings_form.html",
        line=line,
        told=told,
        on=on,
        errors=errors,
        twins=twins or [],
        kinds=kinds(),
        districts=[(ALL, FOR_ALL), *districts()],
        seen=_revision(line, told_of_change="" in errors),
    )


def _revision(line: Line | None, *, told_of_change: bool) -> int:
    """What the form stands on; a mistake of hers does not hide that another wrote meanwhile."""
    if line is None:
        return 0
    return line.held.revision if told_of_change or not request.form else seen()
