"""«Проверьте ответы»: every answer of the case in words, from the same declarations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registration.questionnaire.page import Question, Step
from web.binding import NOBODY, as_typed, stored
from web.desk import Desk
from web.journey import Progress, Stop, row_id, task_path
from web.options import options_of
from web.screens import Answers, item_of, questions_of
from web.widgets import Kind, Leaf

_ASKED = "Спросите консультанта"
_NAME = ("last", "first", "patronymic")


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer."""

    question: str
    answer: str
    told_by: str


@dataclass(frozen=True, slots=True)
class Card:
    """The rows of one page, with the way back to it."""

    id: str
    title: str
    rows: tuple[Row, ...]
    address: str
    progress: Progress | None
    is_list: bool


def review(here: Desk) -> list[tuple[Step, list[Card]]]:
    """All pages by steps, in the order they are asked."""
    found: dict[Step, list[Card]] = {}
    for stop in here.way.all_stops:
        found.setdefault(stop.page.step, []).append(_card(here, stop))
    return list(found.items())


def _card(here: Desk, stop: Stop) -> Card:
    rows = () if stop.is_list else tuple(_rows(here, stop))
    about = f" — {line_title(here, stop)}" if stop.item is not None else ""
    return Card(
        id=row_id(stop),
        title=stop.page.many if stop.is_list else f"{stop.page.title}{about}",
        rows=rows,
        address=here.address(stop, to=None if stop.is_list else "proverka"),
        progress=here.way.states.get(stop),
        is_list=stop.is_list,
    )


def _rows(here: Desk, stop: Stop) -> list[Row]:
    item = item_of(stop.page, stop.item, here.stored.answers)
    return [
        Row(
            question=question.text,
            answer=answer_text(question, inputs, item, here.stored.answers)
            or (_ASKED if task_path(stop, question.field) in here.stored.unknown else "Нет ответа"),
            told_by=_told_by(here, stop, question) if here.is_staff else "",
        )
        for question, inputs in questions_of(stop.page, here.way.asked_of)
    ]


def _told_by(here: Desk, stop: Stop, question: Question) -> str:
    """Channel and author of the newest part of an answer."""
    found = here.stored.marks.get(task_path(stop, question.field))
    return f"{found.channel.label}, {found.author}" if found else ""


def answer_text(
    question: Question, inputs: Sequence[Leaf], item: Mapping[str, Any], answers: Answers
) -> str:
    """The answer to a question in one text."""
    told = [
        (leaf, value_text(leaf, stored(item, leaf.at), answers, question.masked)) for leaf in inputs
    ]
    said = [(leaf, text) for leaf, text in told if text]
    if len(inputs) == 1 or all(leaf.at[-1] in _NAME for leaf in inputs):
        return " ".join(text for _, text in said)
    return "; ".join(f"{leaf.title}: {text}" for leaf, text in said)


def value_text(leaf: Leaf, raw: object, answers: Answers, masked: bool) -> str:
    """One answer in the words of the screen."""
    typed = as_typed(leaf, raw)
    if not any(typed):
        return ""
    if masked and leaf.at[-1] != "kind":
        return f"•••• {typed[0][-3:]}" if leaf.at[-1] in ("number", "inn") else "записано"
    if leaf.kind is Kind.DAY:
        return ".".join(part for part in typed if part)
    if leaf.kind is Kind.CLOCK:
        return ":".join(part for part in typed if part)
    if leaf.kind in (Kind.LINES, Kind.NAMES):
        return "; ".join(line for line in typed[0].split("\n") if line)
    words = dict(options_of(leaf, answers))
    words.pop(NOBODY, None)
    return ", ".join(words.get(value, value) for value in typed)


def line_title(here: Desk, stop: Stop) -> str:
    """What an item of a list is called: the answer to its first question."""
    answers = here.stored.answers
    block = here.way.block_of(stop.page)
    page = next(
        (
            other.first
            for other in here.way.blocks
            if block
            and (other.first.section, other.first.each) == (stop.page.section, stop.page.each)
        ),
        stop.page,
    )
    item = item_of(page, stop.item, answers)
    question, inputs = next(iter(questions_of(page)))
    number = (stop.item or 0) + 1
    return answer_text(question, inputs, item, answers) or f"№ {number}"
