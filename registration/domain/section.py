"""The base of every part of a case, and the plain types its fields are made of."""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
)
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema


class Section(BaseModel):
    """Part of a case: unchangeable, and no field beyond those declared."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        validate_default=True,
        defer_build=True,
    )


def _single_line(value: str) -> str:
    if "\n" in value:
        raise PydanticCustomError("one_line", "Напишите это одной строкой.")
    return value


_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RUSSIAN_DATE = re.compile(r"([0-9]{1,2})[. /]([0-9]{1,2})[. /]([0-9]{4})")


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise PydanticCustomError(
            "no_such_day", "Такого дня нет в календаре. Проверьте число и месяц."
        ) from None


def _day(value: object) -> object:
    """Read a day typed by a person: pydantic alone takes 86400 for 1970-01-02."""
    if isinstance(value, str):
        if match := _RUSSIAN_DATE.fullmatch(value.strip()):
            day, month, year = map(int, match.groups())
            return _existing(year, month, day)
        if _ISO_DATE.fullmatch(value.strip()):
            year, month, day = map(int, value.strip().split("-"))
            return _existing(year, month, day)
    if type(value) is date:
        return value
    raise PydanticCustomError("not_a_day", "Впишите день, месяц и год, например 15.03.2027.")


def _plausible(value: date) -> date:
    if not 1900 <= value.year <= 2100:
        raise PydanticCustomError("year_out_of_range", "Проверьте год: он должен быть из 4 цифр.")
    return value


_HOURS = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(?::00)?")


def _clock(value: object) -> object:
    """Read hours and minutes: pydantic alone takes 14 for fourteen seconds past midnight."""
    if isinstance(value, str) and (match := _HOURS.fullmatch(value.strip())):
        return time(int(match.group(1)), int(match.group(2)))
    if isinstance(value, time) and value.tzinfo is None:
        return value
    raise PydanticCustomError("not_a_time", "Впишите часы и минуты, например 14:00.")


@dataclass(frozen=True, slots=True)
class AtMost:
    """The usual limit of a text; a field may set a lower one of its own beside it.

    Two plain limits would not do: of those pydantic keeps the one of the annotation.
    """

    max_length: int

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def _checked(self, value: str) -> str:
        if len(value) > self.max_length:
            raise PydanticKnownError("string_too_long", {"max_length": self.max_length})
        return value


Line = Annotated[str, Field(min_length=1), AtMost(300), AfterValidator(_single_line)]
"""Text of one line."""

Paragraphs = Annotated[str, Field(min_length=1), AtMost(20_000)]
"""Text that may have several paragraphs, divided by «\\n»."""

Day = Annotated[date, BeforeValidator(_day), AfterValidator(_plausible)]
"""A calendar day; read from TOML, «2027-03-15» or «15.03.2027»."""

Clock = Annotated[time, BeforeValidator(_clock)]
"""Hours and minutes of a day."""

Flag = Annotated[bool, Field(strict=True)]
"""Yes or no; nothing else counts as either."""

Count = Annotated[int, Field(strict=True, ge=0, le=100_000)]
"""A number of people, votes, days or copies."""


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a text of several paragraphs, leaving out the empty ones."""
    return tuple(line for line in text.split("\n") if line)


class DocumentReference(Section):
    """An act or a letter that somebody else issued: what, whose, number, day."""

    title: Line = Field(title="Вид документа", examples=["решение"])
    body: Line = Field(title="Кто принял или выдал")
    number: Line = Field(title="Номер", max_length=60)
    issued_on: Day = Field(title="Дата")
    subject: Line | None = Field(default=None, title="О чём")
