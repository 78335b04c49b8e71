"""Ready answers of the duty desk, by topic; versions are kept, one of each is in force."""

import json

from pydantic import BaseModel, ConfigDict, Field

from registration.association.words import Topic
from registration.store import Store

ANSWER = "answer"
"""Kind of a holding: a ready answer."""


class ReadyAnswer(BaseModel):
    """One ready answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: Topic = Field(title="Тема")
    title: str = Field(min_length=1, max_length=120, title="Короткое название")
    text: str = Field(min_length=1, max_length=5000, title="Текст ответа")


def answers_in_force(store: Store) -> list[tuple[str, ReadyAnswer]]:
    """Return names and answers that may be inserted, topic by topic."""
    found = [
        (name, ReadyAnswer.model_validate(json.loads(held.content)))
        for name, held in store.in_force(ANSWER).items()
    ]
    order = list(Topic)
    return sorted(found, key=lambda pair: (order.index(pair[1].topic), pair[1].title))
