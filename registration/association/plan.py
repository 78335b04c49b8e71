"""What the association promised: a plan with its days, a target and a meaning for each number."""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from registration.store import Span


class IndicatorName(StrEnum):
    """What is counted; the value is the key of the plan and part of an address."""

    DISTRICTS = "districts"
    SESSIONS = "sessions"
    WEBINARS = "webinars"
    PARTICIPANTS = "participants"
    CONSULTATIONS = "consultations"
    ORGANISATIONS = "organisations"
    TRIPS = "trips"
    PUBLICATIONS = "publications"
    PRACTICES = "practices"


Line = Annotated[str, Field(min_length=1, max_length=400)]


class Promise(BaseModel):
    """One number of the plan; without `target` it is only counted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Line = Field(title="Показатель")
    target: int | None = Field(default=None, ge=0, le=1_000_000, title="План")
    meaning: Line = Field(title="Что считается")


class Plan(BaseModel):
    """The project with its days, both inclusive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Line = Field(title="Название проекта")
    since: date = Field(title="Первый день")
    until: date = Field(title="Последний день")
    source: Line = Field(title="Откуда план")
    verify: str = Field(default="", max_length=400, title="Что сверить")
    indicators: Mapping[IndicatorName, Promise]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.until < self.since:
            raise ValueError("Последний день проекта раньше первого.")
        if missing := set(IndicatorName) - set(self.indicators):
            raise ValueError(f"В плане нет показателей: {', '.join(sorted(missing))}.")
        return self

    @property
    def span(self) -> Span:
        """The days of the project, all districts."""
        return Span(self.since, self.until)


@cache
def shipped_plan() -> Plan:
    """Return the plan that comes with the program."""
    text = files(__package__).joinpath("plan.toml").read_text(encoding="utf-8")
    return Plan.model_validate(tomllib.loads(text))
