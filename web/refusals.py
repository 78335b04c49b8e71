"""Refusals and suspensions: recorded with their grounds, turned into tasks, counted over all."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.association.feedback import FEEDBACK, marks
from registration.attachments.refused import AttachmentRefused
from registration.districts import district_name
from registration.domain.case import Case
from registration.domain.problems import place_in
from registration.questionnaire.page import Page as QuestionPage
from registration.questionnaire.path import asked_pages, case_so_far
from registration.rules.grounds import GroundKind, grounds
from registration.store import Counted, JournalEntry, Overtaken, Role, Tally
from registration.tracking.refusals import (
    NO_SUCH_GROUND,
    OTHER,
    REFUSAL,
    Answer,
    Consequence,
    Refusal,
    answer_named,
    answers_after,
    consequences,
    ground_named,
    recorded,
    refusal_tasks,
    refusals_of,
    terms_after,
    title_of,
)
from registration.tracking.standing import Way, ways
from registration.tracking.ticks import ticks_of
from web.access import DESK, allowed, current_case, store, visitor
from web.attached import brought, keep, paper_of, takes_files
from web.checklist import slug_of
from web.desk import day, desk
from web.opened import opened, standing_of
from web.readiness import page_of
from web.typed import day_of, typed_parts

blueprint = Blueprint("refusals", __name__)

Page = str | BaseResponse | tuple[str, int]
LONGEST_TEXT = 20_000
_KINDS = tuple(item.value for item in Answer)


@dataclass(frozen=True, slots=True)
class Told:
    """What a consultant typed of an answer, and what is wrong with it."""

    answer: Answer | None
    on: date | None
    received: date | None
    grounds: tuple[str, ...]
    text: str
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the answers, with the page where it is mended."""

    title: str
    page: str | None


@dataclass(frozen=True, slots=True)
class GroundCount:
    """How often a ground was named, and how many rules guard against it."""

    title: str
    by_answer: Mapping[str, int]
    rules: int

    @property
    def times(self) -> int:
        return sum(self.by_answer.values())


@blueprint.get("/dela/<case_id>/otkaz/")
@allowed(*DESK)
def show(case_id: str) -> Page:
    """What registrars have answered so far, and a form for one answer more."""
    return _page(case_id)


@blueprint.post("/dela/<case_id>/otkaz/")
@allowed(*DESK)
@takes_files
def record(case_id: str) -> Page:
    """Record an answer with its grounds; the answers of the case get its day and its words."""
    told = _told(opened(case_id))
    if told.errors or told.answer is None or told.on is None:
        return _page(case_id, told.errors), 422
    entries = store().journal(case_id)
    seen = request.form.get("seen", -1, type=int)
    if seen != (entries[-1].number if entries else 0):  # before a file is stored for nothing
        return _page(case_id, {"": str(Overtaken())}), 409
    try:
        file = brought("scan")
    except AttachmentRefused as refusal:
        return _page(case_id, {"scan": str(refusal)}), 422
    content = {
        **recorded(told.answer, told.on, told.received, told.text),
        "grounds": list(told.grounds),
        **keep(case_id, file),
    }
    counts = [Tally(told.answer.value, name, 1, told.on) for name in told.grounds]
    try:
        entry = store().append_counted(
            case_id, REFUSAL, content, counts, author=visitor().subject, seen=seen
        )
    except Overtaken as overtaken:
        return _page(case_id, {"": str(overtaken)}), 409
    (made,) = refusals_of([entry])
    if changes := answers_after(made):
        here = desk(case_id)
        here.save(dict(changes), here.stored.revision)
    store().note(visitor().subject, "записан отказ или приостановление", case_id)
    return redirect(url_for("refusals.one", case_id=case_id, number=made.number), 303)


@blueprint.get("/dela/<case_id>/otkaz/<int:number>/")
@allowed(*DESK)
def one(case_id: str, number: int) -> Page:
    """One answer: what each ground touches, what is to be done by when."""
    case, entries = opened(case_id), store().journal(case_id)
    found = next((item for item in refusals_of(entries) if item.number == number), None)
    if found is None:
        abort(404)
    ticks = ticks_of(entries)
    pages = tuple(asked_pages(case_so_far(current_case(case_id).answers)))
    told = consequences(found, case, day())
    at = standing_of(entries)
    electronic = case.filing is not None and case.filing.is_electronic
    return render_template(
        "refusals/one.html",
        case_id=case_id,
        refusal=found,
        paper=next(paper_of(entry) for entry in entries if entry.number == number),
        told=[(item, _places(item, pages)) for item in told],
        terms=terms_after(found, case, day()),
        tasks=[
            (slug_of(item), item, item.id in ticks and ticks[item.id].done)
            for item in refusal_tasks([found], case, day())
        ],
        way=_way(found, ways(at, case, day())),
        moved=at.stage is found.answer.stage,
        seen=entries[-1].number,
        electronic=electronic,
        files_in_ministry=found.answer is not Answer.MUNICIPAL,
    )


@blueprint.get("/otkazy/")
@allowed(Role.ASSOCIATION, *DESK)
def statistics() -> Page:
    """How often each ground was named, with nobody and no case named."""
    counted = store().counted(*_KINDS)
    by_district: Counter[str] = Counter()
    for item in counted:
        by_district[district_name(item.district)] += item.times
    return render_template(
        "refusals/statistics.html",
        counts=sorted(_counts(counted), key=lambda item: (-item.times, item.title)),
        districts=sorted(by_district.items()),
        marks=marks((item.subject, item.value, item.times) for item in store().counted(FEEDBACK)),
    )


def _counts(counted: tuple[Counted, ...]) -> list[GroundCount]:
    times: Counter[tuple[str, str]] = Counter()
    for item in counted:
        times[item.subject, item.kind] += item.times
    found = []
    for name in dict.fromkeys(item.subject for item in counted):
        ground = ground_named(name)
        rules = len(ground.guards) if ground else 0
        found.append(
            GroundCount(title_of(name), {kind: times[name, kind] for kind in _KINDS}, rules)
        )
    return found


def _told(case: Case) -> Told:
    answer = answer_named(request.form.get("answer", ""))
    on, received = day_of(typed_parts("on")), day_of(typed_parts("received"))
    known = {item.id for item in grounds()} | {OTHER}
    chosen = tuple(dict.fromkeys(name for name in request.form.getlist("ground") if name in known))
    text = request.form.get("text", "").replace("\r\n", "\n").strip()
    errors = {}
    if answer is None:
        errors["answer"] = "Выберите, что ответили."
    if fault := _fault_of_day(on, case, answer):
        errors["on"] = fault
    if any(typed_parts("received").values()) and received is None:
        errors["received"] = "Такого дня нет. Впишите день, месяц и год или оставьте пустым."
    elif received is not None and (received > day() or (on is not None and received < on)):
        errors["received"] = "Бумагу получают не раньше её даты и не позже сегодняшнего дня."
    if not chosen:
        errors["ground"] = "Выберите хотя бы одно основание. Нет в списке — выберите последнее."
    if not text:
        errors["text"] = "Перепишите причины из письма: по ним исправляют документы."
    elif len(text) > LONGEST_TEXT:
        errors["text"] = f"Текст длиннее {LONGEST_TEXT} знаков. Оставьте только причины."
    return Told(answer, on, received, chosen, text, errors)


def _fault_of_day(on: date | None, case: Case, answer: Answer | None) -> str:
    if on is None:
        return "Впишите день, месяц и год, которые стоят на бумаге."
    if on > day():
        return "Этот день ещё не наступил."
    filed = case.filing.filed_on if case.filing else None
    if filed is not None and on < filed and answer is not Answer.MUNICIPAL:
        return "На бумаге день раньше, чем подали документы. Проверьте обе даты."
    return ""


def _page(case_id: str, errors: dict[str, str] | None = None) -> str:
    entries = store().journal(case_id)
    return render_template(
        "refusals/list.html",
        case_id=case_id,
        refusals=list(reversed(refusals_of(entries))),
        title_of=title_of,
        answers=[(item.value, item.label[:1].upper() + item.label[1:]) for item in Answer],
        parts=_offered(),
        errors=errors or {},
        typed={
            "answer": request.form.get("answer") or _likely(entries),
            "on": typed_parts("on"),
            "received": typed_parts("received"),
            "grounds": request.form.getlist("ground"),
            "text": request.form.get("text", ""),
        },
        seen=entries[-1].number if entries else 0,
    )


def _likely(entries: tuple[JournalEntry, ...]) -> str:
    """The answer that fits where the case stands, or what the step that led here said."""
    stage = standing_of(entries).stage
    return next((item.value for item in Answer if item.stage is stage), "")


def _offered() -> list[tuple[str, list[tuple[str, ...]]]]:
    """Grounds to choose from, those of a kind together; the last is what no list has."""
    parts: list[tuple[str, list[tuple[str, ...]]]] = []
    for kind in GroundKind:
        found = [item for item in grounds() if item.kind is kind]
        parts.append((kind.label, [(item.id, item.title, item.plain) for item in found]))
    parts.append(("нет в списке", [(OTHER, NO_SUCH_GROUND, "Причину впишите словами ниже.")]))
    return parts


def _places(told: Consequence, pages: tuple[QuestionPage, ...]) -> list[Place]:
    found = []
    for name in told.sections:
        page = page_of(name, pages)
        found.append(Place(place_in(Case, (name,)), page.id if page and not page.each else None))
    return found


def _way(refusal: Refusal, found: tuple[Way, ...]) -> Way | None:
    """The move of the case that this answer asks for."""
    return next((way for way in found if way.move.end is refusal.answer.stage), None)
