"""Facts of a case in every spelling that papers use, so that papers can be held side by side."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from registration.domain.address import Address
from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.domain.people import Person, PersonName
from registration.domain.problems import place_in
from registration.language.wording import (
    date_dots,
    date_quoted,
    date_text,
    date_words,
    filters,
    quoted,
)

_CASES = ("nom", "gen", "dat", "acc", "ins", "loc")


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer: where it stands in the case, its Russian name, how papers may spell it."""

    id: str
    title: str
    spellings: frozenset[str]


def folded(text: str) -> str:
    """Text as it is compared: case and blanks do not count, the letter ё does."""
    return " ".join(text.replace("\u00a0", " ").split()).casefold()


def digest(text: str) -> str:
    """Fingerprint of a text, blanks folded but letters exact."""
    return hashlib.sha256(" ".join(text.replace("\u00a0", " ").split()).encode()).hexdigest()


def facts_of(case: Case) -> tuple[Fact, ...]:
    """Every answer of the case that a paper could print."""
    decline = filters(case)
    found: dict[str, Fact] = {}
    for path, value in _leaves(case, ()):
        spellings = frozenset(map(folded, _spellings(value, decline)))
        if spellings:
            identity = ".".join(map(str, path))
            found[identity] = Fact(identity, place_in(Case, path), spellings)
    return tuple(found.values())


def _leaves(
    value: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, Person | PersonName | Address):
        yield path, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _leaves(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _leaves(item, (*path, number))
    elif value is not None:
        yield path, value


def _spellings(value: object, decline: Mapping[str, Callable[..., Any]]) -> Iterable[str]:
    if isinstance(value, Person | PersonName):
        name = value.name if isinstance(value, Person) else value
        yield name.initials
        for form in _CASES:
            yield str(decline[form](value))
    elif isinstance(value, Address):
        yield from (value.text, value.local)
    elif isinstance(value, Labelled):
        yield value.label
    elif isinstance(value, date):
        yield from (date_dots(value), date_text(value), date_quoted(value), date_words(value))
    elif isinstance(value, str) and len(value) > 2:
        yield from (value, quoted(value))
        if value.startswith("Территориальное общественное самоуправление"):
            for form in _CASES:
                yield str(decline[form](value))


def index(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Spelling → the facts of the case that are spelt so, in their order."""
    by_spelling: dict[str, list[Fact]] = {}
    for fact in facts:
        for spelling in fact.spellings:
            by_spelling.setdefault(spelling, []).append(fact)
    return by_spelling
