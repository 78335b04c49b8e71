"""Open questions of law: what is unclear, which answers there are, whom to ask."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from registration.rules.law import LawFileError

_FILE = Path(__file__).with_name("questions.toml")

ASKED = {
    "minjust": "Управление Минюста по Архангельской области и Ненецкому автономному округу",
    "lawyer": "юрист",
    "administration": "администрация округа",
    "association": "ассоциация ТОС",
}
"""Whom to ask: the name in the data and the name for people."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer; `accepts` says that with it the case may stay as it is."""

    id: str
    label: str
    accepts: bool
    changes: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the sources leave open; a decision recorded in the case settles it.

    `rules` ask it, `documents` (codes) depend on the answer; `cautious` is the id of the option
    that the program goes by until somebody decides.
    """

    id: str
    text: str
    options: tuple[Option, ...]
    cautious: str
    asked: tuple[str, ...]
    confidence: str
    rules: tuple[str, ...]
    documents: tuple[str, ...]

    def option(self, option_id: str | None) -> Option | None:
        """The option with this id, or None: nothing or something unknown was chosen."""
        return next((item for item in self.options if item.id == option_id), None)

    @property
    def cautious_label(self) -> str:
        return next(item.label for item in self.options if item.id == self.cautious)

    @property
    def ask(self) -> str:
        """Whom to ask, in words."""
        return ", ".join(ASKED[name] for name in self.asked)


@cache
def questions() -> Mapping[str, Question]:
    """All questions by id, those that change most first; read when somebody needs them."""
    return read_questions(_FILE)


def read_questions(path: Path) -> dict[str, Question]:
    """Read questions, refusing unknown fields, askees and a cautious answer that is no option."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LawFileError(f"{path.name} не читается: {error}.") from None
    return {key: _question(path.name, key, raw) for key, raw in table.items()}


def _question(file: str, key: str, raw: Mapping[str, Any]) -> Question:
    rest = {name: raw[name] for name in raw if name not in _LISTS}
    try:
        found = Question(
            id=key,
            options=tuple(Option(**item) for item in raw["options"]),
            asked=tuple(raw["ask"]),
            rules=tuple(raw["rules"]),
            documents=tuple(raw["documents"]),
            **rest,
        )
    except (TypeError, KeyError) as error:
        raise LawFileError(f"{file}, «{key}»: лишнее или пропущенное поле ({error}).") from None
    if unknown := set(found.asked) - set(ASKED):
        raise LawFileError(f"{file}, «{key}»: некого спросить — {', '.join(sorted(unknown))}.")
    if found.option(found.cautious) is None:
        raise LawFileError(f"{file}, «{key}»: осторожного ответа «{found.cautious}» нет в списке.")
    return found


_LISTS = ("options", "ask", "rules", "documents")


def __getattr__(name: str) -> Any:
    """`QUESTIONS` and `BY_ID`, read from the file when first named."""
    if name == "QUESTIONS":
        return tuple(questions().values())
    if name == "BY_ID":
        return questions()
    raise AttributeError(name)


QUESTIONS: tuple[Question, ...]
BY_ID: Mapping[str, Question]
