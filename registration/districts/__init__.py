"""Facts about the pilot districts, one TOML file each.

Rule of the folder: data and its reading only. A value carries its source and the day it was
checked; what nobody has established is marked unknown there and becomes a question to the
consultant.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from registration.districts.model import Cases, District, Fact, Homonym, Settlement

__all__ = [
    "DISTRICTS",
    "Cases",
    "District",
    "Districts",
    "Fact",
    "Homonym",
    "Office",
    "Settlement",
    "association",
    "district_name",
    "minjust",
]


class Districts(Mapping[str, District]):
    """All districts of a folder by slug; a file is read when somebody asks for its district.

    Asking for a district whose file has faults raises `DistrictFileError`.
    """

    def __init__(self, directory: Path) -> None:
        self._paths = {path.stem: path for path in sorted(directory.glob("*.toml"))}
        self._known: dict[str, District] = {}
        self._changes: Mapping[str, Mapping[str, Mapping[str, Any]]] = {}

    def __getitem__(self, slug: str) -> District:
        if slug not in self._known:
            from registration.districts.reading import read_district  # who asks for none pays none

            self._known[slug] = read_district(self._paths[slug], self._changes.get(slug))
        return self._known[slug]

    def lay_over(self, changes: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """From now on let entries of the installation stand in place of those of the files.

        `changes` is by slug, then by key; what was laid over before is forgotten.
        """
        self._changes, self._known = changes, {}

    def tried(self, slug: str, changes: Mapping[str, Mapping[str, Any]]) -> District:
        """Return a district as it would be with other entries laid over; nothing changes.

        Raises:
            DistrictFileError: the entries have faults.
        """
        from registration.districts.reading import read_district

        return read_district(self._paths[slug], changes)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


DISTRICTS = Districts(Path(__file__).parent)


def district_name(slug: str, without: str = "Округ не указан") -> str:
    """Return the name of a district; `without` stands for one that is not known."""
    return DISTRICTS[slug].name.nominative if slug in DISTRICTS else without


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
