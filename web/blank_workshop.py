"""The official blank of Р11001 at the desk: brought, its map settled, accepted, put in force."""

import re
from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly.r11001 import load_edition
from registration.assembly.r11001.blank import (
    Acceptance,
    Fault,
    Settled,
    proved,
)
from registration.assembly.r11001.blank.child import MAX_BYTES
from registration.errors import FormError
from registration.store import Overtaken, TooLargeHolding, UnknownHolding
from web.access import DESK, allowed, store, visitor
from web.attached import takes_files
from web.blanks import (
    BLANK,
    EDITION,
    Work,
    accepted_editions,
    applied_on,
    brought_in,
    published_editions,
    put_edition,
    work_on,
    write_map,
)
from web.desk import day
from web.typed import PARTS, day_of, typed_parts

blueprint = Blueprint("blank_workshop", __name__)

Page = str | BaseResponse | tuple[str, int]

LONGEST_NOTE = 2000
LONGEST_NAME = 200
_NO_FILE = "Выберите файл PDF."
_NO_NOTE = "Напишите, откуда бланк: где и когда его взяли."
_NO_WORD = "Напишите, что сверено и с чем."
_LONG = "Длиннее {} знаков. Сократите."
_NO_DAY = "Такого дня нет. Впишите число, месяц и год."
_BACKWARDS = "Последний день раньше первого."
_OVER = "Последний день уже прошёл ({:%d.%m.%Y}): такой бланк публиковать нельзя."
_NOT_LOOKED = "Посмотрите картинки всех листов и поставьте отметку."
_LEFT = "В карте ещё есть что исправить: список ниже."
_KND = re.compile(r"\d{7}", re.ASCII)
_NOT_KND = "Код по КНД — семь цифр. Если на бланке его нет, оставьте пусто."
_SETTLED = (Settled.ABSENT, Settled.LENGTH)


@blueprint.get("/masterskaya/blank/")
@allowed(*DESK)
def show() -> Page:
    """Which blank is filled today, the blanks brought so far, the form to bring another."""
    return _list()


@blueprint.post("/masterskaya/blank/")
@allowed(*DESK)
@takes_files
def bring() -> Page:
    """Recognise a blank and propose its map; what is not the blank is refused with the reason."""
    chosen = request.files.get("file")
    content, note = chosen.read() if chosen else b"", request.form.get("note", "").strip()
    errors = {} if content else {"file": _NO_FILE}
    if wrong := _wrong_note(note, _NO_NOTE):
        errors["note"] = wrong
    if errors:
        return _list(errors, note), 422
    try:
        name = brought_in(store(), content, visitor().subject, note)
    except (FormError, TooLargeHolding) as refusal:
        return _list({"file": str(refusal)}, note), 422
    return redirect(url_for("blank_workshop.blank", name=name), 303)


def _list(errors: dict[str, str] | None = None, note: str = "") -> str:
    return render_template(
        "workshop/blanks.html",
        applied=applied_on(store(), day()),
        published=published_editions(store()),
        works=[work_on(store(), name) for name in store().in_force(BLANK)],
        megabytes=MAX_BYTES // 1_000_000,
        errors=errors or {},
        note=note,
    )


@blueprint.get("/masterskaya/blank/<name>/")
@allowed(*DESK)
def blank(name: str) -> Page:
    """One blank: its sheets, what is left to correct, the editions accepted from it."""
    return _page(work_on(store(), name))


@blueprint.post("/masterskaya/blank/<name>/")
@allowed(*DESK)
def settle(name: str) -> Page:
    """Say which fields the blank does not have, which are of another length, what its code is."""
    work = work_on(store(), name)
    known = {kind: {name for name, *_ in _open(work, kind)} for kind in _SETTLED}
    said = {
        kind.value: tuple(sorted(known[kind] & set(request.form.getlist(kind.value))))
        for kind in _SETTLED
    }
    knd = _typed("knd")
    if knd and not _KND.fullmatch(knd):
        return _page(work, {"knd": _NOT_KND}), 422
    try:
        seen = request.form.get("seen", -1, type=int)
        changed = work.blank_map.model_copy(update={**said, "knd": knd})
        write_map(store(), name, changed, author=visitor().subject, seen=seen)
    except Overtaken as overtaken:
        return _page(work_on(store(), name), {"": str(overtaken)}), 409
    return redirect(url_for("blank_workshop.blank", name=name), 303)


def _open(work: Work, kind: Settled) -> list[tuple[str, str, str]]:
    """Fields about which a person says something of this kind, as options: id, words, why."""
    titles = _titles()
    return [
        (fault.field, titles[fault.field], fault.said)
        for fault in work.unsettled
        if fault.settled is kind
    ]


@blueprint.post("/masterskaya/blank/<name>/prinyat")
@allowed(*DESK)
def accept(name: str) -> Page:
    """Prove the map by filling every cell, keep it as an edition and put it in force."""
    work = work_on(store(), name)
    if work.faults:
        return _page(work, {"": _LEFT}), 422
    errors, accepted = _acceptance(work)
    if errors:
        return _page(work, errors), 422
    seen = request.form.get("edition", -1, type=int)
    if request.form.get("seen", -1, type=int) != work.seen or seen != _in_force(work.edition):
        return _page(work, {"": str(Overtaken())}), 409  # before it is proved for nothing
    checked = work.blank_map.model_copy(update={"checked": True})
    try:
        official = proved(work.blank, checked, accepted, load_edition())
        version = put_edition(store(), work, official, accepted, _typed("note"))
        store().publish(EDITION, work.edition, version, seen=seen)
    except Overtaken as overtaken:
        return _page(work, {"": str(overtaken)}), 409
    except FormError as error:
        return _page(work, {"": str(error).split("\n")[0]}, str(error)), 422
    store().note(visitor().subject, "опубликован бланк", what=f"{work.edition} {version}")
    return redirect(url_for("blank_workshop.blank", name=name), 303)


def _acceptance(work: Work) -> tuple[dict[str, str], Acceptance]:
    """What is wrong with the form of acceptance, by its fields, and what it says."""
    since, until = day_of(typed_parts("since")), day_of(typed_parts("until"))
    errors = dict(_wrong_words())
    if since is None:
        errors["since"] = _NO_DAY
    if wrong := _wrong_until(since, until):
        errors["until"] = wrong
    by = _typed("by")
    return errors, Acceptance(work.edition, by, day(), since or day(), until)


def _wrong_words() -> dict[str, str]:
    found = {}
    if not 0 < len(_typed("by")) <= LONGEST_NAME:
        found["by"] = "Напишите, кто сверил бланк."
    if wrong := _wrong_note(_typed("note"), _NO_WORD):
        found["note"] = wrong
    if not request.form.get("looked"):
        found["looked"] = _NOT_LOOKED
    return found


def _wrong_until(since: date | None, until: date | None) -> str:
    if until is None:
        return _NO_DAY if any(typed_parts("until").values()) else ""
    if since and until < since:
        return _BACKWARDS
    return _OVER.format(until) if until < day() else ""


def _wrong_note(note: str, missing: str) -> str:
    if not note:
        return missing
    return _LONG.format(LONGEST_NOTE) if len(note) > LONGEST_NOTE else ""


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()


@blueprint.post("/masterskaya/blank/<name>/dejstvuet/<int:version>")
@allowed(*DESK)
def publish(name: str, version: int) -> Page:
    """Put an accepted version in force again; zero withdraws the edition."""
    work = work_on(store(), name)
    seen = request.form.get("edition", -1, type=int)
    until = _until_of(work, version) if version else None
    if until and until < day():
        return _page(work, {"": _OVER.format(until)}), 422
    try:
        if version:
            store().publish(EDITION, work.edition, version, seen=seen)
        else:
            store().withdraw(EDITION, work.edition, seen=seen)
    except UnknownHolding:
        abort(404)
    except Overtaken as overtaken:
        return _page(work, {"": str(overtaken)}), 409
    done = "опубликован бланк" if version else "снят бланк"
    store().note(visitor().subject, done, what=f"{work.edition} {version}")
    return redirect(url_for("blank_workshop.blank", name=name), 303)


def _until_of(work: Work, version: int) -> date | None:
    known = {item.holding.version: item for item in accepted_editions(store(), work.edition)}
    return known[version].record.until if version in known else None


def _in_force(edition: str) -> int:
    held = store().held(EDITION, edition)
    return held.version if held else 0


def _page(work: Work, errors: dict[str, str] | None = None, faults: str = "") -> str:
    typed = request.form
    first = load_edition().since
    since = {part: str(getattr(first, part)) for part in PARTS}
    return render_template(
        "workshop/blank.html",
        work=work,
        edition=_in_force(work.edition),
        versions=accepted_editions(store(), work.edition),
        applied=applied_on(store(), day()),
        left=_by_page(work.faults),
        absent=[option[:2] for option in _open(work, Settled.ABSENT)],
        lengths=_open(work, Settled.LENGTH),
        sheets={sheet.role: sheet.title for sheet in load_edition().sheets},
        knd=typed.get("knd", work.blank_map.knd),
        by=typed.get("by", visitor().subject),
        note=typed.get("note", ""),
        since=typed_parts("since") if "since-day" in typed else since,
        until=typed_parts("until"),
        errors=errors or {},
        told=faults.split("\n") if faults else [],
        today=day(),
    )


def _by_page(faults: tuple[Fault, ...]) -> dict[int, list[Fault]]:
    """Faults by pages; under zero what belongs to the whole map, without what is asked apart."""
    found: dict[int, list[Fault]] = {}
    for fault in faults:
        if fault.settled not in _SETTLED:
            found.setdefault(fault.page, []).append(fault)
    return found


def _titles() -> dict[str, str]:
    """Fields with their sheets: «title.inn» → words."""
    return {
        f"{sheet.role}.{spec.id}": f"{sheet.title}: {spec.caption_text} ({spec.id})"
        for sheet in load_edition().sheets
        for spec in sheet.fields
    }
