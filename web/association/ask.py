"""Questions of residents: asked without an account, answered at a secret address, counted once."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.association.answers import answers_in_force
from registration.association.duty import Talk
from registration.association.words import AskedBy, Asker, Outcome, QuestionState, Topic
from registration.districts import DISTRICTS, district_name
from registration.domain.labelled import label_of
from registration.domain.text import normalise
from registration.store import Overtaken, Question, UnknownRecord
from web.access import DESK, allowed, open_to_all, store, visitor
from web.association.duty import choices
from web.desk import day
from web.limits import GUESSING, limiter

blueprint = Blueprint("ask", __name__)

Page = str | BaseResponse | tuple[str, int]

ASKING = "5 per minute; 20 per hour; 60 per day"
"""For questions of one address: enough for a house, too little for a machine."""
LONGEST_QUESTION = 3000
LONGEST_CONTACT = 200
LONGEST_ANSWER = 5000
LONGEST_REASON = 400
_MOST = 100
_OPEN = (QuestionState.NEW.value, QuestionState.TAKEN.value)
_MINUTES = 10
"""How long an answer usually takes; the consultant corrects it."""


@blueprint.get("/vopros/")
@open_to_all
def ask() -> Page:
    """The form for a question; nothing about the person is required."""
    return _form({})


@blueprint.post("/vopros/")
@open_to_all
@limiter.limit(ASKING)
def take() -> Page:
    """Keep a question and lead to the address at which its answer will stand."""
    question = normalise(request.form.get("question", ""))
    contact = normalise(request.form.get("contact", ""))
    errors = {}
    if not 0 < len(question) <= LONGEST_QUESTION:
        errors["question"] = f"Напишите вопрос, до {LONGEST_QUESTION} знаков."
    if len(contact) > LONGEST_CONTACT:
        errors["contact"] = f"Не длиннее {LONGEST_CONTACT} знаков."
    if contact and request.form.get("consent") != "yes":
        errors["consent"] = "Отметьте согласие или сотрите, как с вами связаться."
    if errors:
        return _form(errors), 422
    about = {"question": question, "contact": contact}
    _, token = store().ask(QuestionState.NEW.value, *_facets(), about)
    return redirect(url_for("ask.answer", token=token), 303)


def _facets() -> tuple[str, str]:
    district, topic = request.form.get("district", ""), request.form.get("topic", "")
    return (
        district if district in DISTRICTS else "",
        topic if topic in set(Topic) else Topic.OTHER.value,
    )


def _form(errors: Mapping[str, str]) -> str:
    return render_template(
        "association/ask.html",
        errors=dict(errors),
        typed=request.form,
        topics=choices(Topic),
        districts=[(slug, district_name(slug)) for slug in DISTRICTS],
    )


@blueprint.get("/vopros/<token>/")
@open_to_all
@limiter.limit(GUESSING)
def answer(token: str) -> Page:
    """What has become of a question."""
    found = store().question_at(token)
    if found is None:
        abort(404)
    return render_template(
        "association/asked.html",
        question=found,
        state=label_of(QuestionState, found.state),
        is_answered=found.state == QuestionState.ANSWERED,
        is_closed=found.state == QuestionState.CLOSED,
    )


@blueprint.get("/dezhurnaya/ochered/")
@allowed(*DESK)
def queue() -> Page:
    """Questions that wait, the oldest first."""
    found = store().questions(*_OPEN, at_most=_MOST)
    return render_template(
        "association/queue.html",
        questions=[(item, label_of(QuestionState, item.state)) for item in found],
        topics=dict(choices(Topic)),
        district_name=district_name,
        total=store().question_count(*_OPEN),
    )


@blueprint.get("/dezhurnaya/ochered/<int:number>/")
@allowed(*DESK)
def one(number: int) -> Page:
    """One question, to be answered here."""
    return _one(_known(number), {})


@blueprint.post("/dezhurnaya/ochered/<int:number>/")
@allowed(*DESK)
def settle(number: int) -> Page:
    """Take a question, answer it, or close it with a reason."""
    found = _known(number)
    seen = request.form.get("seen", "")
    doing = request.form.get("do", "")
    try:
        if seen not in _OPEN:  # what is answered or closed is never counted again
            raise Overtaken
        if doing == "take":
            about = {**found.about, "taken_by": visitor().subject}
            store().move_question(number, QuestionState.TAKEN.value, about, seen=seen)
            return redirect(url_for("ask.one", number=number), 303)
        if doing == "close":
            return _closed(found, seen)
        if doing == "insert":
            return _one(found, {})
        return _answered(found, seen)
    except Overtaken:
        told = "На этот вопрос уже ответили или его взял другой. Ваш текст не сохранён."
        return _one(_known(number), {"": told}), 409


def _closed(found: Question, seen: str) -> Page:
    reason = normalise(request.form.get("reason", ""))
    if not 0 < len(reason) <= LONGEST_REASON:
        return _one(found, {"reason": "Напишите, почему ответа не будет: это увидят."}), 422
    about = {**found.about, "contact": "", "reason": reason}
    store().move_question(found.id, QuestionState.CLOSED.value, about, seen=seen)
    return redirect(url_for("ask.queue"), 303)


def _answered(found: Question, seen: str) -> Page:
    text = normalise(request.form.get("answer", ""))
    minutes = request.form.get("minutes", "")
    errors = {}
    if not 0 < len(text) <= LONGEST_ANSWER:
        errors["answer"] = f"Напишите ответ, до {LONGEST_ANSWER} знаков."
    if not (
        minutes.isascii() and minutes.isdigit() and len(minutes) <= 3 and 0 < int(minutes) <= 600
    ):
        errors["minutes"] = "Впишите минуты числом от 1 до 600."
    if errors:
        return _one(found, errors), 422
    talk = _talk(found, text, int(minutes))
    number = store().answer_question(
        found.id,
        QuestionState.ANSWERED.value,
        {**found.about, "contact": "", "answer": text},  # as she was promised
        seen=seen,
        counted=(talk.facets(""), talk.about(), talk.words()),
    )
    return redirect(url_for("duty.one", number=number), 303)


def _talk(found: Question, text: str, minutes: int) -> Talk:
    return Talk(
        on=day(),
        channel=AskedBy.SITE,
        district=found.district,
        asker=Asker.RESIDENT,
        topic=next(item for item in Topic if item == found.topic),
        question=str(found.about["question"]),
        answer=text,
        minutes=minutes,
        outcome=Outcome.SOLVED,
    )


def _known(number: int) -> Question:
    try:
        return store().question(number)
    except UnknownRecord:
        abort(404)


def _one(found: Question, errors: Mapping[str, str]) -> str:
    told: dict[str, Any] = dict(request.form)
    ready = answers_in_force(store())
    if told.get("do") == "insert":
        text = next((item.text for name, item in ready if name == told.get("template")), "")
        told["answer"] = "\n".join(filter(None, (told.get("answer", ""), text)))
    return render_template(
        "association/queue_one.html",
        question=found,
        state=label_of(QuestionState, found.state),
        topic=label_of(Topic, found.topic),
        district=district_name(found.district),
        is_open=found.state in _OPEN,
        is_new=found.state == QuestionState.NEW,
        told=told,
        errors=dict(errors),
        usual_minutes=_MINUTES,
        templates=[(name, f"{label_of(Topic, item.topic)}: {item.title}") for name, item in ready],
    )
