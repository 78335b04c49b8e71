"""What a leader says of the work: by a link of one use, without entering."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from registration.association.feedback import CHOICES, FEEDBACK, QUESTIONS
from registration.store import Address, Tally, UnknownCase
from web.access import open_to_all, store
from web.desk import day
from web.limits import GUESSING, limiter

blueprint = Blueprint("feedback", __name__)

Page = str | BaseResponse | tuple[str, int]

LINK_DAYS = 60
LONGEST_WORDS = 2000
_WORDS = ("hard", "words")


@blueprint.get("/otzyv/<token>")
@open_to_all
@limiter.limit(GUESSING)
def ask(token: str) -> Page:
    """Ask; looking at the page does not use the link up."""
    return _gone(store().find_address(token, FEEDBACK)) or _form({})


@blueprint.post("/otzyv/<token>")
@open_to_all
@limiter.limit(GUESSING)
def take(token: str) -> Page:
    """Take one answer; the link ends with it."""
    found = store().find_address(token, FEEDBACK)
    if gone := _gone(found):
        return gone
    errors = _errors()
    if errors:
        return _form(errors), 422
    if found is None or not store().use_up_address(token, FEEDBACK):
        return _gone(store().find_address(token, FEEDBACK)) or _form({})
    said = {name: request.form.get(name, "") for name in CHOICES}
    words = {name: request.form.get(name, "").strip() for name in _WORDS}
    counts = [Tally(FEEDBACK, name, int(mark), day()) for name, mark in said.items() if mark]
    try:
        store().append_counted(found.case_id, FEEDBACK, {**said, **words}, counts, author="лидер")
    except UnknownCase:
        return render_template("feedback/gone.html", known=False), 404
    return render_template("feedback/thanks.html")


def _gone(found: Address | None) -> tuple[str, int] | None:
    if found is None:
        return render_template("feedback/gone.html", known=False), 404
    if not found.works:
        return render_template("feedback/gone.html", known=True), 410
    return None


def _errors() -> dict[str, str]:
    errors = {}
    for name, answers in CHOICES.items():
        given = request.form.get(name, "")
        if given and given not in answers:
            errors[name] = "Выберите один ответ из списка."
    if not request.form.get("easy"):
        errors["easy"] = "Выберите одно число. Остальное можно оставить пустым."
    for name in _WORDS:
        if len(request.form.get(name, "").replace("\r\n", "\n").strip()) > LONGEST_WORDS:
            errors[name] = f"Слишком длинно. Оставьте не больше {LONGEST_WORDS} знаков."
    return errors


def _form(errors: dict[str, str]) -> str:
    return render_template(
        "feedback/ask.html",
        questions=QUESTIONS,
        choices={name: list(answers.items()) for name, answers in CHOICES.items()},
        typed={name: request.form.get(name, "") for name in QUESTIONS},
        errors=errors,
        longest=LONGEST_WORDS,
    )
