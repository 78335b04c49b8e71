"""Types behind the names that templates use, read off the models themselves."""

import inspect
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from registration.assembly.documents import Subject
from registration.assembly.documents.elected import Elected
from registration.assembly.rendering.context import (
    AgendaEntry,
    AttendanceRow,
    CoverLine,
    Enclosure,
    Step,
)
from registration.assembly.rendering.first_days import FirstOrders
from registration.assembly.rendering.risk_sheet import RiskSheet
from registration.districts import District, Office
from registration.domain.case import Case
from registration.domain.first_days import FirstDays
from registration.domain.labelled import Labelled
from registration.domain.meeting import DelegateGroup
from registration.domain.people import Person
from registration.domain.roles import Roles
from registration.rules.law import FiguresOn, LegalBasis, figures
from registration.rules.quorum import Quorum


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of a value: its class, whether it is a list, whether it may be absent."""

    of: type | None
    is_list: bool = False
    optional: bool = False
    reads: frozenset[str] = frozenset()

    @staticmethod
    def anything() -> "Kind":
        """A value nothing is claimed about."""
        return Kind(None, is_list=True)

    @property
    def is_anything(self) -> bool:
        return self.of is None

    @property
    def choice(self) -> type[Labelled] | None:
        if self.of is not None and not self.is_list and issubclass(self.of, Labelled):
            return self.of
        return None

    @property
    def always_true(self) -> bool:
        """A test of it cannot fail: an object that is always there, no text, number or list."""
        if self.of is None or self.is_list or self.optional:
            return False
        return not issubclass(self.of, str | int | bool) or issubclass(self.of, Labelled)


def _context() -> Mapping[str, Kind]:
    several = {
        "co_owners": Subject,
        "agenda": AgendaEntry,
        "planned_agenda": AgendaEntry,
        "ballot_agenda": AgendaEntry,
        "counted_agenda": AgendaEntry,
        "elected": Elected,
        "hand_rows": int,
        "group_rows": int,
        "attendance_rows": AttendanceRow,
        "enclosures": Enclosure,
        "steps": Step,
        "plan": Step,
        "blockers": CoverLine,
        "warnings": CoverLine,
        "advice": CoverLine,
        "missing": CoverLine,
        "findings": CoverLine,
    }
    single = {
        "roles": Roles,
        "district": District,
        "minjust": Office,
        "operator": Office,
        "law": LegalBasis,
        "figures": FiguresOn,
        "figures_at_meeting": FiguresOn,
        "on": date,
        "draft": bool,
        "boundaries_set_before_meeting": bool,
        "draft_mark": str,
        "enclosures_total_text": str,
        "person": Person,
        "co_owner": Subject,
        "number": int,
        "group": DelegateGroup,
        "candidate": Elected,
        "organiser_post": str,
        "charter_copies": int,
        "scheme_is_drawn": bool,
        "report": RiskSheet,
        "first_days": FirstDays,
        "registered": bool,
        "separate_decision": bool,
    }
    return {
        **{name: _kind(info.annotation) for name, info in Case.model_fields.items()},
        **{name: Kind(item, is_list=True) for name, item in several.items()},
        **{name: Kind(item) for name, item in single.items()},
        "term_until": Kind(date, optional=True),
        "contact_phone": Kind(str, optional=True),
        "first_orders": Kind(FirstOrders, optional=True),
        "simplified_tax_until": Kind(date, optional=True),
        "quorum": Kind(Quorum, optional=True),
    }


def _kind(annotation: Any, reads: frozenset[str] = frozenset()) -> Kind:
    if get_origin(annotation) is typing.Annotated:
        return _kind(get_args(annotation)[0], reads)
    if get_origin(annotation) in (typing.Union, types.UnionType):
        known = [part for part in get_args(annotation) if part is not type(None)]
        inner = _kind(known[0], reads)
        return Kind(inner.of, inner.is_list, len(known) < len(get_args(annotation)), reads)
    if get_origin(annotation) in (tuple, list, dict):
        inner = _kind(get_args(annotation)[0], reads)
        return Kind(inner.of, is_list=True, reads=reads)
    return Kind(annotation if isinstance(annotation, type) else None, reads=reads)


def element(listed: Kind | None) -> Kind:
    """The type of what a loop gives one by one."""
    return Kind(listed.of) if listed and listed.of else Kind.anything()


def attribute(owner: Kind, name: str) -> Kind | None:
    """The type of an attribute, or None if there is no such attribute."""
    if owner.is_list:
        return None
    return members(owner).get(name)


@cache
def members(owner: Kind) -> Mapping[str, Kind]:
    """Every field and property a template may ask of a value."""
    model = owner.of
    if model is None:
        return {}
    if model is FiguresOn:
        return {name: Kind.anything() for name in figures()}
    if model is date:
        return {part: Kind(int) for part in ("year", "month", "day")}
    found = _properties(model)
    if issubclass(model, BaseModel):
        for name, info in model.model_fields.items():
            found[name] = _kind(info.annotation, frozenset({f"{model.__name__}.{name}"}))
    elif is_dataclass(model):
        hints = get_type_hints(model)
        for item in fields(model):
            found[item.name] = _kind(hints[item.name])
    return found


def _properties(model: type) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    declared = {
        name: value for base in reversed(model.__mro__) for name, value in vars(base).items()
    }
    for name, value in declared.items():
        getter = value.fget if isinstance(value, property) else getattr(value, "func", None)
        if getter is None or name.startswith(("_", "model_")):
            continue
        hint = get_type_hints(getter).get("return")
        found[name] = _kind(hint, _fields_read(model, getter))
    if issubclass(model, Labelled):
        found["label"] = Kind(str)
    return found


def _fields_read(model: type, getter: Any) -> frozenset[str]:
    """Fields that a property looks at, by the names its code mentions."""
    if not issubclass(model, BaseModel):
        return frozenset()
    own = set(getter.__code__.co_names)
    read = {f"{model.__name__}.{name}" for name in own & set(model.model_fields)}
    for name in own - set(model.model_fields):
        inner = inspect.getattr_static(model, name, None)
        if isinstance(inner, property) and inner.fget is not getter:
            read |= _fields_read(model, inner.fget)
    return frozenset(read)


@cache
def _models() -> Mapping[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = [Case]
    while waiting:
        model = waiting.pop()
        if model.__name__ in found:
            continue
        found[model.__name__] = model
        for info in model.model_fields.values():
            kind = _kind(info.annotation)
            if kind.of is not None and issubclass(kind.of, BaseModel):
                waiting.append(kind.of)
    return found


def fields_of(model: str) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Field → (Russian title, names of the models inside it)."""
    found = {}
    for name, info in _models()[model].model_fields.items():
        kind = _kind(info.annotation)
        inside = kind.of is not None and issubclass(kind.of, BaseModel)
        found[name] = (info.title or name, (kind.of.__name__,) if inside and kind.of else ())
    return found


@cache
def field_titles() -> Mapping[str, str]:
    """Name of a field → its Russian title, whichever model has it first."""
    found: dict[str, str] = {}
    for model in _models():
        for name, (title, _) in fields_of(model).items():
            found.setdefault(name, title)
    return found


CONTEXT: Mapping[str, Kind] = _context()
