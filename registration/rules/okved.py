"""Codes of economic activity: which suit the directions of a charter."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Activity:
    """A code of the classifier with what it is good for."""

    code: str
    title: str
    directions: tuple[str, ...] = ()
    income: bool = False
    caution: str | None = None

    @property
    def suits_any(self) -> bool:
        return not self.directions and not self.income


@cache
def activities() -> Mapping[str, Activity]:
    """All codes we know, by code."""
    raw = tomllib.loads((Path(__file__).parent / "okved.toml").read_text(encoding="utf-8"))
    return {
        code: Activity(code, **{**fields, "directions": tuple(fields.get("directions", ()))})
        for code, fields in raw.items()
    }


def activity(code: str) -> Activity | None:
    """The activity of a code; a finer code («47.78.3») falls back on its group («47.78»)."""
    known = activities()
    while code:
        if code in known:
            return known[code]
        code = code[:-1]
    return None
