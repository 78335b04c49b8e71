"""Cases for looking at pages: full, empty, refused, wrong, and spoilt just on one page."""

import tomllib
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from registration.questionnaire.page import AskedOf, Page
from registration.questionnaire.path import case_so_far
from registration.store import Channel, Role
from tests.conftest import SAMPLES
from tests.e2e.conftest import Site
from web import consent
from web.journey import Journey, Stop, journey
from web.screens import base_of, leaves_of
from web.widgets import Kind, Leaf

_NAMES = (
    "verkhnetoemsky",
    "vilegodsky",
    "kotlassky",
    "nyandomsky",
    "kholmogorsky",
    "after_registration",
    "faulty/violations",
)
# Nothing of this reads as a day, a number, a telephone or one of the choices.
_NONSENSE = "ъ?"
_SPOILT: Mapping[Kind, object] = {
    Kind.CHOICES: [_NONSENSE],
    Kind.PERSONS: [_NONSENSE],
    Kind.LONG: 7,  # no words at all
}


@dataclass(frozen=True)
class Place:
    """A screen of a case."""

    case: str
    stop: Stop

    @property
    def page(self) -> Page:
        return self.stop.page

    @property
    def role(self) -> Role:
        return Role.LEADER if self.page.of is AskedOf.LEADER else Role.CONSULTANT

    def path(self, case_id: str) -> str:
        item = "" if self.stop.item is None else f"{self.stop.item + 1}/"
        return f"delo/{case_id}/{self.page.id}/{item}"


class Stock:
    """Cases of a site, each made when it is first asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        """The id of a case by its name."""
        if name not in self._made:
            self._made[name] = self.made(_ANSWERS.get(name, lambda: _sample(name))())
        return self._made[name]

    def made(self, answers: Mapping[str, Any]) -> str:
        """A new case with these answers, written down by a consultant from paper."""
        store = self._site.store
        case_id = store.create_case("nina")
        store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
        consent.record(store, case_id, consent.LEADER, Channel.SELF, "лидер")
        return case_id

    def spoilt(self, place: Place) -> str:
        """A copy of the case in which every answer of one screen is nonsense."""
        answers = deepcopy(answers_of(place.case))
        for leaf in leaves_of(place.page):
            at = (*base_of(place.page, place.stop.item), *leaf.at)
            _put(answers, at, _SPOILT.get(leaf.kind, _NONSENSE))
        return self.made(answers)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """One screen for each page of the questionnaire, and every list."""
        found: dict[tuple[str, bool], Place] = {}
        for name in (*_NAMES, *_ANSWERS):
            for stop in _way(answers_of(name)).all_stops:
                found.setdefault((stop.page.id, stop.is_list), Place(name, stop))
        return tuple(found.values())

    def place_with(self, kind: Kind) -> tuple[Place, Leaf]:
        """A screen that asks a leader for an answer of this kind."""
        return next(
            (place, leaf)
            for place in self.places
            if place.role is Role.LEADER and not place.stop.is_list
            for leaf in leaves_of(place.page)
            if leaf.kind is kind
        )


def answers_of(name: str) -> dict[str, Any]:
    """Answers of a case by its name."""
    return _ANSWERS[name]() if name in _ANSWERS else _sample(name)


def _sample(name: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))


def _empty() -> dict[str, Any]:
    return {"territory": {"district": "verkhnetoemsky"}, "card": {"number": "ВТ-1"}}


def _refused() -> dict[str, Any]:
    """Filed, stopped, refused: all that can come after the filing, and rare answers before it."""
    answers = _sample(_NAMES[0])
    answers["filing"] |= {"filed_on": "2026-11-01", "suspended_on": "2026-11-05"}
    answers["outcome"] = {"refused_on": "2026-11-20", "decided_on": "2026-11-20"}
    answers["people"]["persons"][0]["citizenship"] = "foreign"
    answers["tos"]["name_has_surname"] = True
    answers["territory"]["boundaries_kind"] = "entrance"
    return answers


def _unsound() -> dict[str, Any]:
    """An answer that cannot be read."""
    return _empty() | {"meeting": {"held_on": _NONSENSE}}


_ANSWERS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "empty": _empty,
    "refused": _refused,
    "unsound": _unsound,
}


def _way(answers: dict[str, Any]) -> Journey:
    return journey(case_so_far(answers), answers, (), frozenset(), frozenset(AskedOf))


def _put(answers: Any, at: tuple[str | int, ...], value: object) -> None:
    for part, following in pairwise(at):
        if isinstance(part, str) and not isinstance(answers.get(part), dict | list):
            answers[part] = [] if isinstance(following, int) else {}
        answers = answers[part]
    answers[at[-1]] = value
