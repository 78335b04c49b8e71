"""What a leader says of the work: by a link of one use, without entering."""

from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from registration.store import Address, Counted, Tally, UnknownCase
from web.access import open_to_all, store
from web.desk import day
from web.limits import GUESSING, limiter

blueprint = Blueprint("feedback", __name__)

Page = str | BaseResponse | tuple[str, int]

FEEDBACK = "feedback"
"""Purpose of the address, kind of the journal entry and of what is counted."""

LINK_DAYS = 60
LONGEST_WORDS = 2000
_CHOICES = {
    "easy": {
        "1": "1 — очень трудно",
        "2": "2 — трудно",
        "3": "3 — терпимо",
        "4": "4 — легко",
        "5": "5 — очень легко",
    },
    "help": {"3": "Да", "2": "Не совсем", "1": "Нет"},
    "recommend": {"3": "Да", "2": "Не знаю", "1": "Нет"},
}
QUESTIONS = {
    "easy": "Легко ли было зарегистрировать ТОС?",
    "help": "Хватило ли вам помощи?",
    "recommend": "Посоветуете ли другим?",
    "hard": "Что было труднее всего?",
    "words": "Что ещё вы хотите сказать?",
}
_WORDS = ("hard", "words")


@dataclass(frozen=True, slots=True)
class Mark:
    """An answer to one question, and how many leaders gave it."""

    question: str
    answer: str
    times: int


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
    said = {name: request.form.get(name, "") for name in _CHOICES}
    words = {name: request.form.get(name, "").strip() for name in _WORDS}
    counts = [Tally(FEEDBACK, name, int(mark), day()) for name, mark in said.items() if mark]
    try:
        store().append_counted(found.case_id, FEEDBACK, {**said, **words}, counts, author="лидер")
    except UnknownCase:
        return render_template("feedback/gone.html", known=False), 404
    return render_template("feedback/thanks.html")


def answer_of(name: str, given: str) -> str:
    """What was answered, in words."""
    return _CHOICES[name].get(given, "") if name in _CHOICES else given


def marks(counted: tuple[Counted, ...]) -> list[Mark]:
    """How many leaders gave each answer, question after question."""
    times: Counter[tuple[str, str]] = Counter()
    for item in counted:
        times[item.subject, str(item.value)] += item.times
    return [
        Mark(QUESTIONS[name], text, times[name, value])
        for name, answers in _CHOICES.items()
        for value, text in answers.items()
        if times[name, value]
    ]


def _gone(found: Address | None) -> tuple[str, int] | None:
    if found is None:
        return render_template("feedback/gone.html", known=False), 404
    if not found.works:
        return render_template("feedback/gone.html", known=True), 410
    return None


def _errors() -> dict[str, str]:
    errors = {}
    for name, answers in _CHOICES.items():
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
        choices={name: list(answers.items()) for name, answers in _CHOICES.items()},
        typed={name: request.form.get(name, "") for name in QUESTIONS},
        errors=errors,
        longest=LONGEST_WORDS,
    )
