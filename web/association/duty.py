"""The log of the duty desk: who asks what, by which way, what was answered, how long it took.

Texts and names are for the consultant; the association has the sums and the facts without words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.association.answers import answers_in_force
from registration.association.duty import Talk, talk_from, talk_of
from registration.association.duty_sums import by_district, sums_of
from registration.association.report import consultation_tables
from registration.association.words import AskedBy, Asker, Outcome, Topic
from registration.districts import DISTRICTS, district_name
from registration.domain.labelled import Labelled, label_of
from registration.store import Consultation, Overtaken, Role, Sought, Span, UnknownRecord
from registration.tracking.summary import words_of
from web.access import DESK, allowed, store, visitor
from web.association.plans import plan_in_force
from web.desk import day
from web.summaries import bring_up_to_date
from web.typed import day_of, parts_of, typed_parts

blueprint = Blueprint("duty", __name__)

Page = str | BaseResponse | tuple[str, int]

PER_PAGE = 25
LONGEST_SEARCH = 200
LONGEST_REASON = 400
_ALWAYS = Span(date.min, date.max)
_PLAIN = ("channel", "district", "asker", "topic", "outcome", "minutes", "question", "answer")
_MORE = ("tos", "name")


@dataclass(frozen=True, slots=True)
class Line:
    """One answer as pages show it."""

    kept: Consultation
    talk: Talk

    @property
    def district(self) -> str:
        return district_name(self.kept.facets.district, "без округа")

    @property
    def channel(self) -> str:
        return label_of(AskedBy, self.kept.facets.channel)

    @property
    def topic(self) -> str:
        return label_of(Topic, self.kept.facets.topic)

    @property
    def asker(self) -> str:
        return label_of(Asker, self.kept.facets.asker)

    @property
    def outcome(self) -> str:
        return label_of(Outcome, self.kept.facets.outcome)

    @property
    def is_waiting(self) -> bool:
        return self.kept.facets.outcome == Outcome.WAITING and not self.kept.withdrawn


def line_of(kept: Consultation) -> Line:
    return Line(kept, talk_of(kept))


def known(number: int) -> Line:
    """The answer of this address, or 404."""
    try:
        return line_of(store().consultation(number))
    except UnknownRecord:
        abort(404)


@blueprint.get("/dezhurnaya/")
@allowed(*DESK)
def show() -> Page:
    """The log, the last first."""
    return _listed()


@blueprint.get("/dezhurnaya/poisk/")
@allowed(*DESK)
def search_again() -> Page:
    """What was looked for is not in the address: begin with the whole log."""
    return redirect(url_for("duty.show"), 303)


@blueprint.post("/dezhurnaya/poisk/")
@allowed(*DESK)
def search() -> Page:
    """Find answers by words; what is looked for never stands in an address."""
    text = request.form.get("q", "").strip()[:LONGEST_SEARCH]
    words = words_of(text)
    if not words:
        return _listed(error="Впишите, что искать."), 422
    return _listed(text, words)


def _listed(text: str = "", words: list[str] | None = None, error: str = "") -> str:
    total = store().consultation_count(_ALWAYS, words or (), withdrawn=True)
    pages = max(1, -(-total // PER_PAGE))
    at = min(max(1, request.args.get("list", 1, type=int)), pages)
    found = store().consultations(_ALWAYS, words or (), skip=(at - 1) * PER_PAGE, at_most=PER_PAGE)
    return render_template(
        "association/duty.html",
        lines=[line_of(item) for item in found],
        waiting=[line_of(item) for item in store().waiting_consultations(PER_PAGE)],
        total=total,
        at=at,
        pages=pages,
        text=text,
        error=error,
        today=day(),
        questions=store().question_count("new", "taken"),
    )


@blueprint.get("/dezhurnaya/zapis/")
@allowed(*DESK)
def begin() -> Page:
    """An empty form."""
    return _form(None, {})


@blueprint.post("/dezhurnaya/zapis/")
@allowed(*DESK)
def add() -> Page:
    """Write an answer down; one that looks like another of the day is asked about."""
    if "insert" in request.form:
        return _form(None, {})
    talk, case_id, errors = _typed()
    twins = _twins(talk, case_id)
    if errors or twins or talk is None:
        return _form(None, errors, twins), 422
    number = store().add_consultation(talk.facets(case_id), talk.about(), talk.words())
    store().note(visitor().subject, "записана консультация", case_id)
    return redirect(url_for("duty.one", number=number), 303)


@blueprint.get("/dezhurnaya/<int:number>/")
@allowed(*DESK)
def one(number: int) -> Page:
    """One answer with all that was said."""
    return _one(number)


def _one(number: int, errors: Mapping[str, str] | None = None) -> str:
    line = known(number)
    case_id = line.kept.facets.case_id
    return render_template(
        "association/duty_one.html",
        line=line,
        case_id=case_id,
        case_number=store().case_row(case_id).number if case_id else "",
        errors=dict(errors or {}),
        typed=request.form,
    )


@blueprint.get("/dezhurnaya/<int:number>/izmenit/")
@allowed(*DESK)
def edit(number: int) -> Page:
    """The form with what is written."""
    return _form(known(number), {})


@blueprint.post("/dezhurnaya/<int:number>/izmenit/")
@allowed(*DESK)
def change(number: int) -> Page:
    """Write an answer anew."""
    line = known(number)
    if "insert" in request.form:
        return _form(line, {})
    talk, case_id, errors = _typed()
    if errors or talk is None:
        return _form(line, errors), 422
    talk = talk.model_copy(update={"withdrawn_for": line.talk.withdrawn_for})
    try:
        store().change_consultation(
            number, talk.facets(case_id), talk.about(), talk.words(), seen=_seen()
        )
    except Overtaken as overtaken:
        return _form(line, {"": str(overtaken)}), 409
    return redirect(url_for("duty.one", number=number), 303)


@blueprint.post("/dezhurnaya/<int:number>/uchet/")
@allowed(*DESK)
def turn(number: int) -> Page:
    """Take an answer out of all counts with a reason, or put it back."""
    line = known(number)
    withdrawn = request.form.get("withdrawn") == "yes"
    reason = request.form.get("reason", "").strip()
    if withdrawn and not 0 < len(reason) <= LONGEST_REASON:
        return _one(number, {"reason": f"Впишите причину, от 1 до {LONGEST_REASON} знаков."}), 422
    about = {**line.kept.about, "withdrawn_for": reason if withdrawn else ""}
    try:
        store().withdraw_consultation(number, seen=_seen(), withdrawn=withdrawn, about=about)
    except Overtaken as overtaken:
        return _one(number, {"": str(overtaken)}), 409
    return redirect(url_for("duty.one", number=number), 303)


@blueprint.get("/dezhurnaya/svodka/")
@allowed(Role.ASSOCIATION, *DESK)
def summary() -> Page:
    """The sums of the days of the plan, with nothing that anybody said."""
    plan = plan_in_force().plan
    return render_template(
        "association/duty_summary.html",
        plan=plan,
        sums=sums_of(store(), plan.span),
        tables=(*consultation_tables(store(), plan.span), by_district(store(), plan.span)),
    )


def _seen() -> int:
    return request.form.get("seen", -1, type=int)


def _typed() -> tuple[Talk | None, str, dict[str, str]]:
    """The talk that was typed, the case it belongs to, and what is wrong."""
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in (*_PLAIN, *_MORE)}
    on, due = day_of(typed_parts("on")), day_of(typed_parts("due"))
    typed |= {"on": on, "due": due}
    typed |= {name: request.form.get(name) == "yes" for name in ("repeated", "consent")}
    talk, errors = talk_from(typed)
    if on is not None and on > day():
        errors["on"] = "Этот день ещё не наступил."
    if due is None and any(typed_parts("due").values()):
        errors["due"] = "Такого дня нет. Впишите день, месяц и год."
    number = request.form.get("case", "").strip()
    case_id = _case_of(number) if number else ""
    if number and not case_id:
        errors["case"] = "Дела с таким номером нет. Проверьте номер или оставьте пустым."
    return talk, case_id, errors


def _case_of(number: str) -> str:
    """The case of this number, found by its words however many cases there are; else empty."""
    sought = Sought(words=words_of(number))
    if not sought.words:
        return ""
    bring_up_to_date()  # a case is found by its words once its line is worked out
    found = store().summary_rows(sought, freshest=True, skip=0, at_most=PER_PAGE)
    same = (row.case_id for row in found if store().case_row(row.case_id).number == number)
    return next(same, "")


def _twins(talk: Talk | None, case_id: str) -> list[Line]:
    if talk is None or request.form.get("confirm") == "yes":
        return []
    alike = store().consultations_alike(talk.facets(case_id), talk.question)
    return [line_of(store().consultation(number)) for number in alike]


def _form(line: Line | None, errors: dict[str, str], twins: list[Line] | None = None) -> str:
    told = dict(request.form) if request.form else _told(line)
    if chosen := request.form.get("template", "") if "insert" in request.form else "":
        answer = next((item for name, item in answers_in_force(store()) if name == chosen), None)
        if answer is not None:
            told["answer"] = "\n".join(filter(None, (told.get("answer", ""), answer.text)))
            told["template"] = ""
    return render_template(
        "association/duty_form.html",
        line=line,
        told=told,
        on=typed_parts("on") if request.form else parts_of(line.talk.on if line else day()),
        due=typed_parts("due") if request.form else parts_of(line.talk.due if line else None),
        errors=errors,
        twins=twins or [],
        seen=_seen() if request.form else line.kept.revision if line else 0,
        choices={
            "channel": choices(AskedBy),
            "asker": choices(Asker),
            "topic": choices(Topic),
            "outcome": choices(Outcome),
            "district": [(slug, district_name(slug)) for slug in DISTRICTS],
        },
        fields={name: field.title for name, field in Talk.model_fields.items()},
        templates=[
            (name, f"{label_of(Topic, item.topic)}: {item.title}")
            for name, item in answers_in_force(store())
        ],
    )


def _told(line: Line | None) -> dict[str, str]:
    if line is None:
        return {}
    told = {name: str(getattr(line.talk, name)) for name in (*_PLAIN, *_MORE)}
    flags = {name: "yes" if getattr(line.talk, name) else "" for name in ("repeated", "consent")}
    case_id = line.kept.facets.case_id
    return {**told, **flags, "case": store().case_row(case_id).number if case_id else ""}


def choices(kind: type[Labelled]) -> list[tuple[str, str]]:
    """Values of a closed set with words that begin with a capital."""
    return [(item.value, item.label[:1].upper() + item.label[1:]) for item in kind]
