"""Pages of the collection of practices: what a TOS did, told with its consent."""

import json
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
