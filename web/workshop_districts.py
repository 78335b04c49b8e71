"""Facts of the districts mended at the desk: each with its source, the day and who looked."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.districts import DISTRICTS, Cases, Fact, district_name
from registration.districts.reading import DistrictFileError, written_changes
from registration.districts.schema import KEYS, Shape
from registration.domain.text import normalise
from registration.store import Overtaken
from web.access import DESK, allowed, store, visitor
from web.desk import day
from web.settled import DISTRICT, changes_in_force
from web.typed import day_of, parts_of, typed_parts

blueprint = Blueprint("workshop_districts", __name__)

Page = str | BaseResponse | tuple[str, int]

LONGEST = 1000
_YES, _NO = "yes", "no"
_CASES = {
    "nominative": "Именительный: кто? что?",
    "genitive": "Родительный: кого? чего?",
    "dative": "Дательный: кому? чему?",
    "accusative": "Винительный: кого? что?",
    "instrumental": "Творительный: кем? чем?",
    "prepositional": "Предложный: о ком? о чём?",
}


@blueprint.get("/masterskaya/okruga/")
@allowed(*DESK)
def show() -> Page:
    """The districts, with how much of each nobody knows."""
    return render_template(
        "workshop/districts.html",
        districts=[
            (slug, district_name(slug), sum(not fact.known for fact in pack.facts.values()))
            for slug, pack in DISTRICTS.items()
        ],
    )


@blueprint.get("/masterskaya/okruga/<slug>/")
@allowed(*DESK)
def one(slug: str) -> Page:
    """Every fact of a district, unknown ones first."""
    _expect(slug)
    ours = changes_in_force(store()).get(slug, {})
    facts = sorted(DISTRICTS[slug].facts.items(), key=lambda item: item[1].known)
    return render_template(
        "workshop/district.html",
        slug=slug,
        name=district_name(slug),
        facts=[
            (at, KEYS[at], fact, _told(fact), at in ours, KEYS[at].shape is not Shape.PLACES)
            for at, fact in facts
        ],
        versions=store().versions(DISTRICT, slug)[::-1],
    )


@blueprint.get("/masterskaya/okruga/<slug>/<at>/")
@allowed(*DESK)
def edit(slug: str, at: str) -> Page:
    """One fact, to be mended."""
    _expect(slug, at)
    return _page(slug, at, {})


@blueprint.post("/masterskaya/okruga/<slug>/<at>/")
@allowed(*DESK)
def change(slug: str, at: str) -> Page:
    """Put another value in place, or go back to that of the program."""
    _expect(slug, at)
    ours = dict(changes_in_force(store()).get(slug, {}))
    if "restore" in request.form:
        ours.pop(at, None)
    else:
        entry, errors = _typed(at)
        if errors:
            return _page(slug, at, errors), 422
        ours[at] = entry
    try:
        DISTRICTS.tried(slug, ours)
    except DistrictFileError as fault:
        field = "nominative" if KEYS[at].shape is Shape.CASES else "value"
        return _page(slug, at, {field: _last_line(fault)}), 422
    seen = request.form.get("seen", -1, type=int)
    content = written_changes(ours).encode()
    try:
        store().renew(
            DISTRICT, slug, content, author=visitor().subject, note=KEYS[at].title, seen=seen
        )
    except Overtaken as overtaken:
        return _page(slug, at, {"": str(overtaken)}), 409
    DISTRICTS.lay_over(changes_in_force(store()))
    store().note(visitor().subject, "изменены сведения об округе", what=f"{slug} {at}")
    return redirect(url_for("workshop_districts.one", slug=slug), 303)


def _typed(at: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The entry that was typed, as a pack holds it; faults of the value are told by the pack."""
    errors = {}
    on = day_of(typed_parts("checked_on"))
    if on is None or on > day():
        errors["checked_on"] = "Впишите день проверки, не позже сегодняшнего."
    entry: dict[str, Any] = {"checked_on": on or day()}
    ask, source = (normalise(request.form.get(name, "")) for name in ("unknown", "source"))
    if ask:
        return {**entry, "unknown": ask[:LONGEST]}, errors
    if not source:
        errors["source"] = "Впишите, откуда значение: акт, письмо, сайт и кто смотрел."
    entry["source"] = source[:LONGEST]
    if verify := normalise(request.form.get("verify", "")):
        entry["verify"] = verify[:LONGEST]
    return {**entry, **_value(at)}, errors


def _value(at: str) -> dict[str, Any]:
    shape = KEYS[at].shape
    if shape is Shape.CASES:
        return {form: normalise(request.form.get(form, "")) for form in _CASES}
    text = normalise(request.form.get("value", ""))
    if shape is Shape.FLAG:
        return {"value": {_YES: True, _NO: False}.get(text)}
    if shape is Shape.COUNT:
        return {"value": int(text) if text.isascii() and text.isdigit() and len(text) < 7 else text}
    if shape is Shape.LINES:
        return {"value": [line.strip() for line in text.splitlines() if line.strip()]}
    return {"value": text}


def _expect(slug: str, at: str = "") -> None:
    if slug not in DISTRICTS or (at and (at not in KEYS or KEYS[at].shape is Shape.PLACES)):
        abort(404)


def _last_line(fault: DistrictFileError) -> str:
    words = str(fault).splitlines()[-1].strip()
    _, _, told = words.partition(": ")
    return f"{told[:1].upper()}{told[1:]}."


def _told(fact: Fact) -> str:
    value = fact.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, Mapping):
        return str(value["nominative"])
    if isinstance(value, list | tuple):
        return "; ".join(item if isinstance(item, str) else str(item[1]) for item in value)
    return str(value)


def _page(slug: str, at: str, errors: Mapping[str, str]) -> str:
    fact, key = DISTRICTS[slug].facts[at], KEYS[at]
    versions = store().versions(DISTRICT, slug)
    return render_template(
        "workshop/district_fact.html",
        slug=slug,
        name=district_name(slug),
        key=key,
        shape=key.shape.value,
        cases=_CASES if key.shape is Shape.CASES else {},
        typed=dict(request.form) if request.form else _known(fact, key.shape),
        on=typed_parts("checked_on") if request.form else parts_of(day()),
        is_ours=at in changes_in_force(store()).get(slug, {}),
        seen=next((item.version for item in versions if item.in_force), 0),
        flags=[(_YES, "Да"), (_NO, "Нет")],
        errors=dict(errors),
    )


def _known(fact: Fact, shape: Shape) -> dict[str, str]:
    told = {"source": fact.source, "verify": fact.verify, "unknown": fact.unknown}
    value = fact.value
    if isinstance(value, Mapping):
        return {**told, **{form: str(value.get(form, "")) for form in Cases.__slots__}}
    if shape is Shape.FLAG and value is not None:
        return {**told, "value": _YES if value else _NO}
    if shape is Shape.LINES and value:
        return {**told, "value": "\n".join(value)}
    return {**told, "value": "" if value is None else str(value)}
