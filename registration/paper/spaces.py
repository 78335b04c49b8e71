"""What room an answer takes on paper: told by the model's types, never by the question."""

import types
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from registration.districts import DISTRICTS
from registration.domain import identifiers
from registration.domain.labelled import Labelled
from registration.domain.people import IdentityDocument, PersonName
from registration.domain.tos import Territory


@dataclass(frozen=True, slots=True)
class Choice:
    """Squares to mark: (stored value, words)."""

    options: tuple[tuple[object, str], ...]
    several: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """Boxes for letters or digits."""

    groups: tuple[int, ...]
    sign: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to write on."""

    count: int = 1
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """A section of the model asked as one group."""

    model: type[BaseModel]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sections inside one question."""

    model: type[BaseModel]


Space = Choice | Cells | Lines | Parts | Items

DAY = Cells((2, 2, 4), ".")
CLOCK = Cells((2, 2), ":")
NAME = Cells((24,))
YES_NO = Choice(((True, "да"), (False, "нет")))

_LONG, _ENDLESS = 60, 1000  # a line takes so many letters; above the second it is prose
_PROSE_LINES = 5
_LISTED = 4  # lines for a list of short answers
_BOXED = 24  # boxes in a row of the sheet


def _mark(alias: Any) -> object:
    """The first rule of a plain type: it tells the type from every other."""
    return get_args(alias)[1]


_BY_TYPE: dict[object, Cells] = {
    _mark(identifiers.PersonalInn): Cells((12,)),
    _mark(identifiers.CorporateInn): Cells((10,)),
    _mark(identifiers.Ogrn): Cells((13,)),
    _mark(identifiers.Kpp): Cells((9,)),
    _mark(identifiers.PostalIndex): Cells((6,)),
    _mark(identifiers.DepartmentCode): Cells((3, 3), "-"),
    _mark(identifiers.Phone): Cells((3, 3, 2, 2), lead="8"),
}
_ONE_LINE = (_mark(identifiers.PersonKey), _mark(identifiers.Email))
_BY_NAME: dict[tuple[type[BaseModel], str], Space] = {
    (IdentityDocument, "series"): Cells((2, 2)),
    (IdentityDocument, "number"): Cells((6,)),
    (Territory, "district_slug"): Choice(
        tuple((slug, district.name.nominative) for slug, district in DISTRICTS.items())
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the model: where it is declared and what may stand in it."""

    model: type[BaseModel]
    name: str
    info: FieldInfo

    @property
    def title(self) -> str:
        return self.info.title or self.name

    @property
    def points_at_person(self) -> bool:
        base, rules = _rules(self.info.annotation, self.info.metadata)
        if get_origin(base) is tuple:
            rules = _rules(get_args(base)[0], [])[1]
        return _mark(identifiers.PersonKey) in rules


def field_at(model: type[BaseModel], path: str) -> Asked:
    """Find a field by a dotted path from a model; numbers and «*» step into lists.

    Raises:
        LookupError: there is no such field.
    """
    head, _, rest = path.partition(".")
    if head == "*" or head.isdigit():
        return field_at(model, rest)
    found = (key for key, info in model.model_fields.items() if head in (key, info.alias))
    name = next(found, None)
    if name is None:
        raise LookupError(f"{model.__name__} has no field {head}")
    asked = Asked(model, name, model.model_fields[name])
    if not rest:
        return asked
    return field_at(section_of(asked), rest)


def section_of(asked: Asked) -> type[BaseModel]:
    """The model of a field that is a section or a list of sections."""
    base = _rules(asked.info.annotation, [])[0]
    if get_origin(base) is tuple:
        base = _rules(get_args(base)[0], [])[0]
    if not (isinstance(base, type) and issubclass(base, BaseModel)):
        raise TypeError(f"{asked.model.__name__}.{asked.name} is not a section")
    return base


def space_of(asked: Asked, *, critical: bool = False) -> Space:
    """The room for an answer; a critical short text gets a box for each letter."""
    if known := _BY_NAME.get((asked.model, asked.name)):
        return known
    base, rules = _rules(asked.info.annotation, asked.info.metadata)
    if get_origin(base) is tuple:
        return _list(get_args(base)[0])
    return _single(asked, base, rules, critical)


def _single(asked: Asked, base: Any, rules: list[object], critical: bool) -> Space:
    if rules and rules[0] in _ONE_LINE:
        return Lines()
    for rule in rules:
        if rule in _BY_TYPE:
            return _BY_TYPE[rule]
    if base is PersonName and not critical:
        return Lines()
    if any(hasattr(rule, "pattern") for rule in rules):  # a code or a share: short by nature
        return Lines()
    if issubclass(base, BaseModel):
        return Parts(base)
    if issubclass(base, Labelled):
        return Choice(tuple((member.value, member.label) for member in base))
    if base is int:
        return Cells((len(str(_limit(rules, "le", 99999))),))
    by_class: dict[type, Space] = {bool: YES_NO, date: DAY, time: CLOCK}
    return by_class.get(base) or _text(asked, _limit(rules, "max_length", 300), critical)


def _text(asked: Asked, longest: int, critical: bool) -> Space:
    if asked.model is PersonName:
        return NAME
    if longest > _ENDLESS:
        return Lines(_PROSE_LINES)
    if critical and longest <= _LONG:
        return Cells((min(longest, _BOXED),))
    return Lines(1 if longest <= _LONG else 2)


def _list(annotation: Any) -> Space:
    base, _ = _rules(annotation, [])
    if issubclass(base, BaseModel) and base is not PersonName:
        return Items(base)
    if issubclass(base, Labelled):
        return Choice(tuple((member.value, member.label) for member in base), several=True)
    return Lines(_LISTED, numbered=True)


def _rules(annotation: Any, rules: list[Any]) -> tuple[Any, list[object]]:
    """The plain type inside `Annotated` and `… | None`, with all the rules met on the way."""
    found = list(rules)
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            found += more
        elif get_origin(annotation) in (Union, types.UnionType):
            annotation = next(a for a in get_args(annotation) if a is not type(None))
        elif get_origin(annotation) is tuple and not found:
            return annotation, found
        else:
            return annotation, [inner for rule in found for inner in _unpacked(rule)]


def _unpacked(rule: object) -> list[object]:
    return list(rule.metadata) if isinstance(rule, FieldInfo) else [rule]


def _limit(rules: list[object], name: str, usual: int) -> int:
    """The strictest `le` or `max_length` among the rules."""
    limits = [getattr(rule, name) for rule in rules if getattr(rule, name, None) is not None]
    return min((int(limit) for limit in limits), default=usual)
