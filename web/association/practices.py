"""Pages of the collection of practices: written here, published with consent, printed together."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as BaseResponse

from registration.association.collection import collected, collection_as_word, paragraphs
from registration.association.practices import PRACTICE, Practice, personal, practice_of
from registration.association.report_forms import as_pdf
from registration.districts import DISTRICTS, district_name
from registration.domain.text import normalise
from registration.errors import ConversionError
from registration.store import Holding, Overtaken, Role, UnknownHolding
from web.access import DESK, allowed, open_to_all, store, visitor
from web.association.plans import plan_in_force
from web.association.reports import ONE_PDF
from web.desk import day
from web.typed import day_of, parts_of, typed_parts

blueprint = Blueprint("practices", __name__)

Page = str | BaseResponse | tuple[str, int]

LONGEST_REASON = 400
_LETTERS = 8
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_TEXTS = ("title", "heading", "need", "deed", "result", "advice")
_DAYS = ("on", "consent_on")
_NAME = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the collection: its newest words, and which version all may read."""

    name: str
    newest: Holding
    published: int
    """Version in force, 0 for none."""

    @property
    def practice(self) -> Practice:
        return practice_of(self.newest)

    @property
    def district(self) -> str:
        return district_name(self.practice.district)

    @property
    def state(self) -> str:
        if not self.published:
            return "не опубликована"
        if self.published == self.newest.version:
            return "опубликована"
        return "опубликована, правка ждёт публикации"


@blueprint.get("/praktiki/")
@allowed(Role.ASSOCIATION, *DESK)
def show() -> Page:
    """All pages, and the collection to print."""
    return _list()


def _list(refusal: str = "") -> str:
    entries = _entries()
    return render_template(
        "association/practices.html",
        entries=sorted(entries.values(), key=lambda item: (item.district, item.practice.title)),
        published=sum(item.published > 0 for item in entries.values()),
        refusal=refusal,
    )


@blueprint.get("/praktiki/novaya/")
@allowed(Role.ASSOCIATION, *DESK)
def new() -> Page:
    """The form of a new page."""
    return _form(None, {})


@blueprint.post("/praktiki/novaya/")
@allowed(Role.ASSOCIATION, *DESK)
def add() -> Page:
    """Keep a new page; nobody else reads it yet."""
    return _kept(None)


@blueprint.get("/praktiki/<name>/pravka/")
@allowed(Role.ASSOCIATION, *DESK)
def edit(name: str) -> Page:
    """The form with the newest words of a page."""
    return _form(_entry(name), {})


@blueprint.post("/praktiki/<name>/pravka/")
@allowed(Role.ASSOCIATION, *DESK)
def change(name: str) -> Page:
    """Keep other words as a new version; what is published stays until this one is."""
    return _kept(_entry(name))


def _kept(entry: Entry | None) -> Page:
    practice, errors = _told()
    if practice is None:
        return _form(entry, errors), 422
    name = entry.name if entry else f"praktika-{_letters()}"
    seen = request.form.get("seen", -1, type=int) if entry else 0
    content = practice.model_dump_json().encode()
    note = "правка" if entry else "новая страница"
    author = visitor().subject
    try:
        store().put(PRACTICE, name, content, author=author, note=note, after=seen)
    except Overtaken as overtaken:
        return _form(entry, {"": str(overtaken)}), 409
    return redirect(url_for("practices.one", name=name), 303)


@blueprint.get("/praktiki/<name>/")
@allowed(Role.ASSOCIATION, *DESK)
def one(name: str) -> Page:
    """A page as it will be printed, what looks personal in it, and its versions."""
    return _one(_entry(name), {})


@blueprint.post("/praktiki/<name>/publikaciya/<int:version>/")
@allowed(Role.ASSOCIATION, *DESK)
def publish(name: str, version: int) -> Page:
    """Let all read a version; what looks personal is first looked at by a person."""
    entry = _entry(name)
    wanted = [item for item in store().versions(PRACTICE, name) if item.version == version]
    if wanted and personal(practice_of(wanted[0])) and not request.form.get("checked"):
        message = "Посмотрите, что похоже на личные данные, и отметьте, что их можно печатать."
        return _one(entry, {f"checked-{version}": message}), 422
    try:
        store().publish(PRACTICE, name, version, seen=_seen())
    except UnknownHolding:
        abort(404)
    except Overtaken as overtaken:
        return _one(entry, {"": str(overtaken)}), 409
    store().note(visitor().subject, "опубликована практика", "", name)
    return redirect(url_for("practices.one", name=name), 303)


@blueprint.post("/praktiki/<name>/snyat/")
@allowed(Role.ASSOCIATION, *DESK)
def withdraw(name: str) -> Page:
    """Take a page away from all readers and say why."""
    entry = _entry(name)
    reason = normalise(request.form.get("reason", "")).strip()
    if not reason or len(reason) > LONGEST_REASON:
        message = f"Напишите, почему страницу снимают: от 1 до {LONGEST_REASON} знаков."
        return _one(entry, {"reason": message}), 422
    try:
        store().withdraw(PRACTICE, name, seen=_seen())
    except Overtaken as overtaken:
        return _one(entry, {"": str(overtaken)}), 409
    note = f"снята с публикации: {reason}"
    store().put(PRACTICE, name, entry.newest.content, author=visitor().subject, note=note)
    store().note(visitor().subject, "снята практика", "", name)
    return redirect(url_for("practices.one", name=name), 303)


@blueprint.get("/praktiki/sbornik.<ending>")
@allowed(Role.ASSOCIATION, *DESK)
def download(ending: str) -> Page | Response:
    """All published pages as one book, ready for print."""
    practices = _published().values()
    if ending not in _TYPES or not practices:
        abort(404)
    try:
        content = collection_as_word(practices, plan_in_force().plan.title, day())
        if ending == "pdf":
            with ONE_PDF:
                content = as_pdf(content)
    except ConversionError as error:
        return _list(str(error)), 503
    response = Response(content, mimetype=_TYPES[ending])
    response.headers.set("Content-Disposition", "attachment", filename=f"sbornik.{ending}")
    return response


@blueprint.get("/sbornik/")
@open_to_all
def collection() -> Page:
    """What all may read: the published pages."""
    found = _published()
    names = {id(practice): name for name, practice in found.items()}
    return render_template(
        "association/collection.html",
        project=plan_in_force().plan.title,
        practices=[
            (names[id(item)], item, district_name(item.district))
            for item in collected(found.values())
        ],
    )


@blueprint.get("/sbornik/<name>/")
@open_to_all
def read(name: str) -> Page:
    """One published page."""
    held = store().held(PRACTICE, name) if _NAME.fullmatch(name) else None
    if held is None:
        abort(404)
    practice = practice_of(held)
    return render_template("association/collection_one.html", **_shown(practice))


def _published() -> Mapping[str, Practice]:
    return {name: practice_of(item) for name, item in store().in_force(PRACTICE).items()}


def _entries() -> Mapping[str, Entry]:
    in_force = {name: item.version for name, item in store().in_force(PRACTICE).items()}
    return {
        name: Entry(name, item, in_force.get(name, 0))
        for name, item in store().newest(PRACTICE).items()
    }


def _entry(name: str) -> Entry:
    versions = store().versions(PRACTICE, name) if _NAME.fullmatch(name) else ()
    if not versions:
        abort(404)
    published = [item.version for item in versions if item.in_force]
    return Entry(name, versions[-1], published[0] if published else 0)


def _letters() -> str:
    """A name without digits: a log of what was done takes nothing that may be a number of ours."""
    return "".join(secrets.choice(ascii_lowercase) for _ in range(_LETTERS))


def _seen() -> int:
    return request.form.get("seen", -1, type=int)


def _one(entry: Entry, errors: Mapping[str, str]) -> str:
    versions = store().versions(PRACTICE, entry.name)
    return render_template(
        "association/practices_one.html",
        entry=entry,
        errors=errors,
        reason=request.form.get("reason", ""),
        versions=[(item, personal(practice_of(item))) for item in reversed(versions)],
        **_shown(entry.practice),
    )


def _shown(practice: Practice) -> Mapping[str, object]:
    told = (
        ("Что было не так", practice.need),
        ("Что сделали", practice.deed),
        ("Что получилось", practice.result),
        ("Совет другим ТОС", practice.advice),
    )
    return {
        "practice": practice,
        "district": district_name(practice.district),
        "parts": [(name, paragraphs(text)) for name, text in told if text],
    }


def _form(entry: Entry | None, errors: Mapping[str, str]) -> str:
    if request.form:
        typed = {name: request.form.get(name, "") for name in (*_TEXTS, "district")}
        days = {name: typed_parts(name) for name in _DAYS}
    elif entry:
        typed = {name: str(getattr(entry.practice, name)) for name in (*_TEXTS, "district")}
        days = {name: parts_of(getattr(entry.practice, name)) for name in _DAYS}
    else:
        typed = dict.fromkeys((*_TEXTS, "district"), "")
        days = {"on": parts_of(day()), "consent_on": {}}
    return render_template(
        "association/practices_form.html",
        entry=entry,
        errors=errors,
        typed=typed,
        days=days,
        districts=[(slug, district_name(slug)) for slug in DISTRICTS],
    )


def _told() -> tuple[Practice | None, dict[str, str]]:
    on, consent_on = day_of(typed_parts("on")), day_of(typed_parts("consent_on"))
    errors = _wrong_days(on, consent_on)
    district = request.form.get("district", "")
    if district not in DISTRICTS:
        errors["district"] = "Выберите округ."
    texts = {name: _text(name) for name in _TEXTS}
    try:
        practice = Practice.model_validate(
            {**texts, "district": district, "on": on or day(), "consent_on": consent_on or day()}
        )
    except ValidationError as fault:
        for item in fault.errors():
            name = str(item["loc"][0])
            errors.setdefault(name, _wrong_text(name))
        return None, errors
    return (None if errors else practice), errors


def _wrong_days(on: date | None, consent_on: date | None) -> dict[str, str]:
    errors = {}
    if on is None:
        errors["on"] = "Впишите день, месяц и год."
    if consent_on is None:
        errors["consent_on"] = "Впишите день, когда ТОС согласился: без согласия не публикуют."
    elif consent_on > day():
        errors["consent_on"] = "Этот день ещё не наступил. Впишите день полученного согласия."
    elif on is not None and on < consent_on:
        errors["on"] = "Публикация не может быть раньше согласия."
    return errors


def _wrong_text(name: str) -> str:
    limits = [item for item in Practice.model_fields[name].metadata if hasattr(item, "max_length")]
    most = limits[0].max_length if limits else LONGEST_REASON
    least = "до" if name == "advice" else "от 1 до"
    return f"Впишите текст: {least} {most} знаков."


def _text(name: str) -> str:
    """What was typed, its lines kept, signs that no paper can hold dropped."""
    lines = request.form.get(name, "").splitlines()
    return "\n".join(normalise(line).strip() for line in lines).strip()
