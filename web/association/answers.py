"""Ready answers of the duty desk: written once, corrected by versions, put into a talk."""

import json
from collections.abc import Mapping
from secrets import token_hex

from flask import Blueprint, abort, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as BaseResponse

from registration.association.answers import ANSWER, ReadyAnswer, answers_in_force
from registration.association.words import Topic
from registration.domain.labelled import label_of
from registration.domain.text import normalise
from registration.store import Overtaken
from web.access import DESK, allowed, store, visitor
from web.association.duty import choices

blueprint = Blueprint("answers", __name__)

Page = str | BaseResponse | tuple[str, int]

NEW = "novyj"
_MESSAGES = {
    "topic": "Выберите тему.",
    "title": "Впишите короткое название, до 120 знаков.",
    "text": "Впишите текст ответа, до 5000 знаков.",
}


@blueprint.get("/dezhurnaya/otvety/")
@allowed(*DESK)
def show() -> Page:
    """All ready answers by topic."""
    return render_template(
        "association/answers.html",
        answers=[(name, item, label_of(Topic, item.topic)) for name, item in _all()],
        new=NEW,
    )


@blueprint.get("/dezhurnaya/otvety/<name>/")
@allowed(*DESK)
def edit(name: str) -> Page:
    """One ready answer, or an empty form."""
    return _form(name, {})


@blueprint.post("/dezhurnaya/otvety/<name>/")
@allowed(*DESK)
def save(name: str) -> Page:
    """Put a new version in force, or take the answer out of use."""
    kept, seen = store().in_force(ANSWER).get(name), request.form.get("seen", -1, type=int)
    if kept is None and name != NEW:
        abort(404)
    try:
        if "remove" in request.form:
            store().withdraw(ANSWER, name, seen=seen)
            return redirect(url_for("answers.show"), 303)
        answer, errors = _typed()
        if answer is None:
            return _form(name, errors), 422
        own = f"otvet-{token_hex(4)}" if name == NEW else name
        content = answer.model_dump_json().encode()
        version = store().put(ANSWER, own, content, author=visitor().subject, note="")
        store().publish(ANSWER, own, version, seen=seen)
    except Overtaken as overtaken:
        return _form(name, {"": str(overtaken)}), 409
    return redirect(url_for("answers.show"), 303)


def _typed() -> tuple[ReadyAnswer | None, dict[str, str]]:
    typed = {name: normalise(request.form.get(name, "")) for name in _MESSAGES}
    try:
        return ReadyAnswer.model_validate(typed), {}
    except ValidationError as fault:
        places = [str(item["loc"][0]) for item in fault.errors()]
        return None, {place: _MESSAGES[place] for place in places}


def _all() -> list[tuple[str, ReadyAnswer]]:
    return answers_in_force(store())


def _form(name: str, errors: Mapping[str, str]) -> str:
    kept = store().in_force(ANSWER).get(name)
    if kept is None and name != NEW:
        abort(404)
    told = json.loads(kept.content) if kept else {}
    return render_template(
        "association/answer.html",
        name=name,
        is_new=kept is None,
        told=request.form or told,
        topics=choices(Topic),
        seen=kept.version if kept else 0,
        errors=dict(errors),
    )
