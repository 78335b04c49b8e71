"""Pages of the collection of practices: what a TOS did, told with its consent."""

import json
import re
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from registration.store import Holding

PRACTICE = "practice"
"""Kind of a holding: a page of the collection."""


class Practice(BaseModel):
    """One page; the consent of the TOS is dated, without it nothing is published."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1, max_length=200, title="Название ТОС")
    district: str = Field(max_length=40, title="Округ")
    on: date = Field(title="День публикации")
    consent_on: date = Field(title="День согласия ТОС")
    heading: str = Field(min_length=1, max_length=200, title="Заголовок")
    need: str = Field(min_length=1, max_length=3000, title="Что было не так")
    deed: str = Field(min_length=1, max_length=6000, title="Что сделали")
    result: str = Field(min_length=1, max_length=3000, title="Что получилось")
    advice: str = Field(default="", max_length=3000, title="Совет другим ТОС")


def practice_of(holding: Holding) -> Practice:
    """Read a published page."""
    return Practice.model_validate(json.loads(holding.content))


_TELLS = (
    ("телефон", re.compile(r"(?:\+7|\b8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}\b")),
    ("электронная почта", re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")),
    ("серия и номер паспорта", re.compile(r"\b\d{2}\s?\d{2}\s?(?:№\s?)?\d{6}\b")),
    ("СНИЛС", re.compile(r"\b\d{3}-\d{3}-\d{3}[\s-]\d{2}\b")),
    (
        "дата рождения",
        re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:19|20)\d{2}\s*(?:г\.\s*)?р", re.IGNORECASE),
    ),
)


def personal(practice: Practice) -> tuple[str, ...]:
    """Say what looks like personal data in a page: «телефон — 8 900 000-00-00».

    A hint for the person who publishes: names and stories are for her eyes.
    """
    texts = "\n".join(
        (
            practice.title,
            practice.heading,
            practice.need,
            practice.deed,
            practice.result,
            practice.advice,
        )
    )
    return tuple(
        f"{name} — {found.group()}" for name, tell in _TELLS for found in tell.finditer(texts)
    )
