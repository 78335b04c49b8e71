"""Questions to a leader after the registration, and how often each answer was given."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

FEEDBACK = "feedback"
"""Purpose of the address, kind of the journal entry and of what is counted."""

CHOICES = {
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


@dataclass(frozen=True, slots=True)
class Mark:
    """An answer to one question, and how many leaders gave it."""

    question: str
    answer: str
    times: int


def answer_of(name: str, given: str) -> str:
    """What was answered, in words."""
    return CHOICES[name].get(given, "") if name in CHOICES else given


def marks(given: Iterable[tuple[str, int, int]]) -> list[Mark]:
    """How many leaders gave each answer, question after question: question, mark, times."""
    times: Counter[tuple[str, str]] = Counter()
    for question, mark, count in given:
        times[question, str(mark)] += count
    return [
        Mark(QUESTIONS[name], text, times[name, value])
        for name, answers in CHOICES.items()
        for value, text in answers.items()
        if times[name, value]
    ]
