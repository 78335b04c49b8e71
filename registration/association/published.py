"""Questions and answers for everybody: words without people, shown only after a person looked."""

import json
import re
from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from registration.association.words import Topic
from registration.store import Store

PUBLISHED = "qa"
"""Kind of a holding: a question with its answer that everybody may read."""

_PATTERNS = (
    ("похоже на телефон или номер документа", re.compile(r"\+?\d(?:[\s()-]*\d){5,}")),
    ("похоже на электронную почту", re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")),
    (
        "похоже на имя человека",
        re.compile(
            r"(?:[А-ЯЁ][а-яё-]+\s+){1,2}[А-ЯЁ][а-яё]+(?:вич|вн|ичн)[а-яё]{0,4}\b"
            r"|\b[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:ов|ев|ёв|ин|ын)(?:а|у|ой|ым|е|ы)?\b"
            r"|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\."
        ),
    ),
    ("похоже на адрес дома", re.compile(r"\b(?:д|дом|кв|квартира)\.?\s*\d+", re.IGNORECASE)),
)


class PublishedAnswer(BaseModel):
    """One question with its answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: Topic = Field(title="Тема")
    question: str = Field(min_length=1, max_length=1000, title="Вопрос")
    answer: str = Field(min_length=1, max_length=5000, title="Ответ")
    on: date = Field(title="День ответа")


def suspicious(text: str) -> Iterator[str]:
    """What in a text may tell of a person, with the words it stands in."""
    for meaning, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield f"{meaning}: «{' '.join(found.group().split())}»"


def published_answers(store: Store) -> list[tuple[str, PublishedAnswer]]:
    """Return names and answers that everybody may read, topic by topic, the newest first."""
    found = [
        (name, PublishedAnswer.model_validate(json.loads(held.content)))
        for name, held in store.in_force(PUBLISHED).items()
    ]
    order = list(Topic)
    return sorted(
        found, key=lambda pair: (order.index(pair[1].topic), -pair[1].on.toordinal(), pair[0])
    )
