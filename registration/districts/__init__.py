"""Facts about the pilot districts, one TOML file each.

Rule of the folder: data and its reading only. A value carries its source and the day it was
checked; what nobody has established is absent here and becomes a question to the consultant.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
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


@dataclass(frozen=True)
class District:
    """A municipal okrug: names, bodies, codes."""

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
    sources: dict[str, str]
    checked_on: date

    @cached_property
    def full_name(self) -> Cases:
        """«Верхнетоемский муниципальный округ Архангельской области» in all cases."""
        tail = f" {self.region.genitive}"
        return Cases(
            *(
                getattr(self.name, form) + tail
                for form in (
                    "nominative",
                    "genitive",
                    "dative",
                    "accusative",
                    "instrumental",
                    "prepositional",
                )
            )
        )


def _read(path: Path) -> District:
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    for field in ("name", "region", "administration", "council", "head"):
        data[field] = Cases(**data[field])
    for field in ("settlements", "not_inside"):
        data[field] = tuple(Settlement(*pair) for pair in data[field])
    data["centre"] = Settlement(*data["centre"])
    return District(slug=path.stem, **data)


class _Districts(Mapping[str, District]):
    """All districts by slug; a file is read when somebody asks for its district."""

    def __init__(self, directory: Path) -> None:
        self._paths = {path.stem: path for path in sorted(directory.glob("*.toml"))}
        self._known: dict[str, District] = {}

    def __getitem__(self, slug: str) -> District:
        if slug not in self._known:
            self._known[slug] = _read(self._paths[slug])
        return self._known[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


DISTRICTS: Mapping[str, District] = _Districts(Path(__file__).parent)


@dataclass(frozen=True, slots=True)
class Office:
    """A body outside the districts that papers are addressed to or speak of."""

    name: Cases
    source: str
    checked_on: date
    address: str | None = None
    inn: str | None = None


def _read_office(stem: str) -> Office:
    path = Path(__file__).parent / "offices" / f"{stem}.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Office(**{**data, "name": Cases(**data["name"])})


@cache
def minjust() -> Office:
    """The territorial body of the Ministry of Justice."""
    return _read_office("minjust")


@cache
def association() -> Office:
    """The association that offers the registration and keeps the data."""
    return _read_office("association")
