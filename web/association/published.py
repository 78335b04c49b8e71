"""Questions and answers for everybody: taken from the log, freed of people by a person."""

from collections.abc import Mapping
from itertools import groupby

from flask import Blueprint, abort, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as BaseResponse

from registration.association.published import (
    PUBLISHED,
    PublishedAnswer,
    published_answers,
    suspicious,
)
from registration.association.words import Topic
from registration.domain.labelled import label_of
from registration.domain.text import normalise
from registration.store import Overtaken
from web.access import DESK, allowed, open_to_all, store, visitor
from web.association.duty import Line, choices, known
from web.desk import day

blueprint = Blueprint("published", __name__)

Page = str | BaseResponse | tuple[str, int]

_MESSAGES = {
    "topic": "Выберите тему.",
    "question": "Впишите вопрос, до 1000 знаков.",
    "answer": "Впишите ответ, до 5000 знаков.",
}


@blueprint.get("/voprosy-otvety/")
@open_to_all
def read() -> Page:
    """What everybody may read, by topic."""
    wanted = request.args.get("tema", "")
    found = [item for _, item in published_answers(store())]
    shown = [item for item in found if item.topic == wanted] if wanted in set(Topic) else found
    return render_template(
        "association/questions.html",
        groups=[
            (label_of(Topic, topic), list(items))
            for topic, items in groupby(shown, key=lambda item: item.topic)
        ],
        topics=[
            (topic.value, topic.label) for topic in Topic if topic in {one.topic for one in found}
        ],
    )


@blueprint.get("/dezhurnaya/opublikovano/")
@allowed(*DESK)
def show() -> Page:
    """What is published, to be taken down when needed."""
    return _list("")


@blueprint.post("/dezhurnaya/opublikovano/<name>/")
@allowed(*DESK)
def withdraw(name: str) -> Page:
    """Take an answer down."""
    try:
        store().withdraw(PUBLISHED, name, seen=request.form.get("seen", -1, type=int))
    except Overtaken as overtaken:
        return _list(str(overtaken)), 409
    return redirect(url_for("published.show"), 303)


def _list(error: str) -> str:
    kept = store().in_force(PUBLISHED)
    return render_template(
        "association/published.html",
        answers=[(name, item, kept[name].version) for name, item in published_answers(store())],
        error=error,
    )


@blueprint.get("/dezhurnaya/<int:number>/publikaciya/")
@allowed(*DESK)
def prepare(number: int) -> Page:
    """An answer of the log, to be freed of people."""
    return _form(known(number), {}, [])


@blueprint.post("/dezhurnaya/<int:number>/publikaciya/")
@allowed(*DESK)
def publish(number: int) -> Page:
    """Publish, once a person has said that nobody is named; what looks like a person is shown."""
    line = known(number)
    typed = {name: normalise(request.form.get(name, "")) for name in _MESSAGES}
    answer, errors = _read(typed)
    doubts = [*suspicious(typed["question"]), *suspicious(typed["answer"])]
    if request.form.get("clean") != "yes":
        errors["clean"] = "Перечитайте и отметьте, что о людях здесь ничего нет."
    if doubts and request.form.get("sure") != "yes":
        errors["sure"] = "Проверьте найденное: сотрите или отметьте, что это не о человеке."
    if errors or answer is None:
        return _form(line, errors, doubts), 422
    name, content = f"otvet-{number}", answer.model_dump_json().encode()
    seen = request.form.get("seen", -1, type=int)
    try:
        version = store().put(PUBLISHED, name, content, author=visitor().subject, note="")
        store().publish(PUBLISHED, name, version, seen=seen)
    except Overtaken as overtaken:
        return _form(line, {"": str(overtaken)}, doubts), 409
    return redirect(url_for("published.show"), 303)


def _read(typed: Mapping[str, str]) -> tuple[PublishedAnswer | None, dict[str, str]]:
    try:
        return PublishedAnswer.model_validate({**typed, "on": day()}), {}
    except ValidationError as fault:
        return None, {
            str(item["loc"][0]): _MESSAGES[str(item["loc"][0])] for item in fault.errors()
        }


def _form(line: Line, errors: Mapping[str, str], doubts: list[str]) -> str:
    if line.kept.withdrawn:
        abort(404)
    kept = store().in_force(PUBLISHED).get(f"otvet-{line.kept.id}")
    told = {
        "topic": line.kept.facets.topic,
        "question": line.talk.question,
        "answer": line.talk.answer,
    }
    return render_template(
        "association/publish.html",
        line=line,
        told=request.form or told,
        topics=choices(Topic),
        doubts=doubts,
        seen=kept.version if kept else 0,
        errors=dict(errors),
    )
