"""What a district is for the rest of the product: its names and codes, and where each is from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Cases:
    """A name in the six cases."""

    nominative: str
    genitive: str
    dative: str
    accusative: str
    instrumental: str
    prepositional: str

    def __str__(self) -> str:
        return self.nominative


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement to be offered in lists; `kind` is a value of `SettlementKind`."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Homonym:
    """A settlement of the district that has its namesake in another one."""

    kind: str
    name: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a pack: known from a source on a day, or not known and of whom to ask.

    `verify` tells of a known value what it has still to be held against.
    """

    value: Any
    checked_on: date
    source: str = ""
    verify: str = ""
    unknown: str = ""

    @property
    def known(self) -> bool:
        return not self.unknown


@dataclass(frozen=True)
class District:
    """A municipal okrug: names, bodies, codes, settlements; what nobody knows is None."""

    slug: str
    name: Cases
    region: Cases
    administration: Cases
    council: Cases
    head: Cases
    centre: Settlement
    centre_inside: bool
    oktmo: str
    phone_code: str
    postal_index: str
    settlements: tuple[Settlement, ...]
    not_inside: tuple[Settlement, ...]
    facts: Mapping[str, Fact]
    head_name: str | None = None
    centre_oktmo: str | None = None
    former_oktmo: str | None = None
    formed: str | None = None
    homonyms: tuple[Homonym, ...] | None = None

    @cached_property
    def full_name(self) -> Cases:
        """«Верхнетоемский муниципальный округ Архангельской области» in all cases."""
        tail = f" {self.region.genitive}"
        return Cases(*(getattr(self.name, form) + tail for form in Cases.__slots__))

    def local(self, name: str) -> Fact:
        """What is known of the local act on TOS: «notice_days», «charter_copies» and so on."""
        return self.facts[f"local.{name}"]
