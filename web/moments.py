"""Days and hours as they stand in several inputs, whatever was typed there."""

import re
from collections.abc import Mapping
from datetime import date, time

from registration.domain.text import normalise

_MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


def plain_text(raw: object) -> str:
    if raw is None or isinstance(raw, Mapping | list):
        return ""
    return normalise(str(raw))


_WHOLE = re.compile(r"([0-9]{1,2})[. /-]+([0-9]{1,2}|[а-яё]{3,})[. /-]+([0-9]{4})", re.I)
_YEAR_WORD = re.compile(r"\s*(?:г\.?|год|года)$", re.I)


def day_of(typed: tuple[str, ...]) -> object:
    """The day of three inputs; a whole date typed into the first one is understood too."""
    day, month, year = (_YEAR_WORD.sub("", part) for part in typed)
    if not month and not year and (whole := _WHOLE.fullmatch(day)):
        day, month, year = whole.groups()
    month = _month(month)
    if all(re.fullmatch(r"[0-9]{1,2}", part) for part in (day, month)) and re.fullmatch(
        r"[0-9]{4}", year
    ):
        return f"{year}-{month:0>2}-{day:0>2}"
    return list(typed)


def _month(typed: str) -> str:
    """«октября» and «май» are months as well."""
    if typed.lower() == "май":
        return "5"
    found = [number for number, name in enumerate(_MONTHS, 1) if typed.lower().startswith(name)]
    return str(found[0]) if found else typed


_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


_RUSSIAN = re.compile(r"([0-9]{1,2})[. /]([0-9]{1,2})[. /]([0-9]{4})")


def day_parts(raw: object) -> tuple[str, ...]:
    if isinstance(raw, date):
        raw = raw.isoformat()
    if isinstance(raw, list):
        return tuple(plain_text(part) for part in [*raw, "", "", ""][:3])
    text = plain_text(raw)
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return day, month, year
    if match := _RUSSIAN.fullmatch(text):
        return tuple(match.groups())
    return text, "", ""


def clock_of(typed: tuple[str, ...]) -> object:
    hour, minute = typed
    if not minute and (match := re.fullmatch(r"([0-9]{1,2})[:. -]([0-9]{2})", hour)):
        hour, minute = match.groups()
    if re.fullmatch(r"[0-9]{1,2}", hour) and re.fullmatch(r"[0-9]{0,2}", minute):
        return f"{hour:0>2}:{minute:0>2}"
    return list(typed)


_HOURS = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")


def clock_parts(raw: object) -> tuple[str, ...]:
    if isinstance(raw, time):
        raw = raw.isoformat("minutes")
    if isinstance(raw, list):
        return tuple(plain_text(part) for part in [*raw, "", ""][:2])
    text = plain_text(raw)
    match = _HOURS.fullmatch(text)
    return tuple(match.groups()) if match else (text, "")
