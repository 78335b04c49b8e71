"""What is told of something held: words, materials, and why it was taken out of the counts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from registration.association.words import HappeningKind
from registration.domain.identifiers import Ogrn
from registration.domain.text import normalise
from registration.store import Happening

EARLIEST = date(2000, 1, 1)
LONGEST: Mapping[str, int] = {
    "title": 200,
    "place": 300,
    "organisation": 300,
    "programme": 5000,
    "note": 2000,
}
"""Signs of each text."""
LONGEST_REASON = 400
MOST_MATERIALS = 30
_OGRN: TypeAdapter[str] = TypeAdapter(Ogrn)


@dataclass(frozen=True, slots=True)
class Material:
    """A link, or a file kept under the name of ours; `number` is never given out twice."""

    number: int
    title: str
    link: str = ""
    suffix: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody took the entry out of the counts, or put it back."""

    on: str
    author: str
    withdrawn: bool
    reason: str


@dataclass(frozen=True, slots=True)
class About:
    """Everything told of an entry; kept sealed as one piece."""

    title: str
    place: str = ""
    programme: str = ""
    note: str = ""
    organisation: str = ""
    ogrn: str = ""
    materials: tuple[Material, ...] = ()
    given_out: int = 0
    """The greatest number a material has ever had."""
    turns: tuple[Turn, ...] = field(default=())

    def kept(self) -> dict[str, Any]:
        """As the store keeps it."""
        return asdict(self)

    def with_material(self, title: str, link: str = "", suffix: str = "", size: int = 0) -> "About":
        made = Material(self.given_out + 1, title, link, suffix, size)
        return replace(self, materials=(*self.materials, made), given_out=made.number)

    def without_material(self, number: int) -> "About":
        left = tuple(item for item in self.materials if item.number != number)
        return replace(self, materials=left)

    def turned(self, turn: Turn) -> "About":
        return replace(self, turns=(*self.turns, turn))


def about_of(held: Happening) -> About:
    """What is told of an entry; one that a newer or another program wrote may tell less."""
    told = held.about
    texts = {name: str(told.get(name, "")) for name in (*LONGEST, "ogrn")}
    return About(
        **texts,
        materials=tuple(Material(**item) for item in told.get("materials", ())),
        given_out=int(told.get("given_out", 0)),
        turns=tuple(Turn(**item) for item in told.get("turns", ())),
    )


def told_faults(about: About, kind: str) -> dict[str, str]:
    """Name of a field → what is wrong with it."""
    errors = {
        name: f"Длиннее {longest} знаков. Сократите: сейчас {len(getattr(about, name))}."
        for name, longest in LONGEST.items()
        if len(getattr(about, name)) > longest
    }
    if not about.title:
        errors["title"] = "Впишите название."
    if kind == HappeningKind.REGISTRATION:
        errors |= _organisation_faults(about)
    return errors


def _organisation_faults(about: About) -> dict[str, str]:
    errors = {} if about.organisation else {"organisation": "Впишите название НКО."}
    try:
        _OGRN.validate_python(about.ogrn)
    except ValidationError as fault:
        errors["ogrn"] = fault.errors()[0]["msg"] if about.ogrn else "Впишите ОГРН: 13 цифр."
    return errors


def plain_ogrn(text: str) -> str:
    """An ОГРН without blanks and dashes."""
    return "".join(sign for sign in normalise(text) if sign not in " -\n")
