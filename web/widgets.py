"""Which inputs a field is asked with: read from the models of the case, never listed again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import Enum, auto
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic.fields import FieldInfo

from registration.districts import DISTRICTS
from registration.domain.case import Case
from registration.domain.identifiers import Email, PersonKey, Phone
from registration.domain.labelled import Labelled
from registration.domain.people import PersonName
from registration.domain.section import AtMost, Section
from registration.questionnaire.page import AskedOf

_LONG_TEXT = 1_000  # a field that takes more signs than this gets several lines
# Codes inside an address: a leader has nowhere to look them up, the consultant takes them from
# registers.
_FROM_REGISTERS = frozenset({"register_id", "oktmo"})


class Kind(Enum):
    """How an answer is typed or chosen."""

    TEXT = auto()
    LONG = auto()
    PHONE = auto()
    EMAIL = auto()
    NUMBER = auto()
    DAY = auto()
    CLOCK = auto()
    FLAG = auto()
    CHOICE = auto()
    CHOICES = auto()
    PERSON = auto()
    PERSONS = auto()
    LINES = auto()
    NAMES = auto()


Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One answer that cannot be divided further, and the input it is given by.

    `at` is its path inside the section or the item of the list. `group` is the nearest group
    on that path which may be left out whole: inside it the leaf is required only when the
    group has been begun.
    """

    section: str
    at: tuple[str, ...]
    title: str
    kind: Kind
    required: bool
    options: Options = ()
    group: tuple[str, ...] | None = None
    longest: int | None = None
    example: str = ""

    @property
    def name(self) -> str:
        """Name and id of the input: «people.document.series»."""
        return ".".join((self.section, *self.at))

    @property
    def of(self) -> AskedOf:
        """Who is asked for it: some parts of a leader's question are the consultant's."""
        return asked_of(self.at[-1])


def asked_of(field: str) -> AskedOf:
    """Who is asked for a field of a leader's page."""
    return AskedOf.CONSULTANT if field in _FROM_REGISTERS else AskedOf.LEADER


@cache
def leaves(section: str, each: str | None, field: str) -> tuple[Leaf, ...]:
    """The inputs of a question: one for a plain field, several for a group.

    Raises:
        LookupError: the model has no such field; a page declares something impossible.
    """
    model = _model(Case, section)
    for part in each.split(".") if each else ():
        model = _model(model, part)
    return tuple(_open(section, model, field.split(".")))


def _open(section: str, model: type[Section], parts: list[str]) -> Iterator[Leaf]:
    """Walk down to the field and open what is found there."""
    at: tuple[str, ...] = ()
    group: tuple[str, ...] | None = None
    info = _field(model, parts[0])
    for number, part in enumerate(parts):
        info = _field(model, part)
        at = (*at, part)
        if number < len(parts) - 1:
            group = group if info.is_required() else at
            model = _section(info)
    yield from _leaves_of(section, info, at, group)


def _leaves_of(
    section: str, info: FieldInfo, at: tuple[str, ...], group: tuple[str, ...] | None
) -> Iterator[Leaf]:
    core, many, marks = _taken_apart(info)
    if many or not _is_section(core):
        yield _leaf(section, info, at, group, core, many, marks)
        return
    inner = group if info.is_required() else at
    for name, field in core.model_fields.items():
        yield from _leaves_of(section, field, (*at, field.alias or name), inner)


def _leaf(
    section: str,
    info: FieldInfo,
    at: tuple[str, ...],
    group: tuple[str, ...] | None,
    core: Any,
    many: bool,
    marks: tuple[object, ...],
) -> Leaf:
    kind = _kind(core, many, marks, at)
    return Leaf(
        section=section,
        at=at,
        title=info.title or at[-1],
        kind=kind,
        required=info.is_required(),
        options=_options(core, at) if kind in (Kind.CHOICE, Kind.CHOICES) else (),
        group=group,
        longest=None if many else _longest(marks),
        example=str(info.examples[0]) if info.examples else "",
    )


def _kind(core: Any, many: bool, marks: tuple[object, ...], at: tuple[str, ...]) -> Kind:
    is_person = _mark_of(PersonKey) in marks
    if many:
        if core is PersonName:
            return Kind.NAMES
        if issubclass(core, Labelled):
            return Kind.CHOICES
        return Kind.PERSONS if is_person else Kind.LINES
    if is_person:
        return Kind.PERSON
    if at[-1] == "district" or issubclass(core, Labelled):
        return Kind.CHOICE
    plain = {bool: Kind.FLAG, int: Kind.NUMBER, date: Kind.DAY, time: Kind.CLOCK}
    return plain[core] if core in plain else _text_kind(marks)


def _text_kind(marks: tuple[object, ...]) -> Kind:
    if _mark_of(Phone) in marks:
        return Kind.PHONE
    if _mark_of(Email) in marks:
        return Kind.EMAIL
    return Kind.LONG if (_longest(marks) or 0) > _LONG_TEXT else Kind.TEXT


def _mark_of(annotated: Any) -> object:
    """The check by which an annotated text is told from any other text."""
    return annotated.__metadata__[0]


def _options(core: Any, at: tuple[str, ...]) -> Options:
    if at[-1] == "district":
        return tuple((slug, district.name.nominative) for slug, district in DISTRICTS.items())
    return tuple((member.value, member.label) for member in core)


def _longest(marks: tuple[object, ...]) -> int | None:
    lengths = [mark.max_length for mark in marks if isinstance(mark, MaxLen | AtMost)]
    return min(lengths, default=None)


def _taken_apart(info: FieldInfo) -> tuple[Any, bool, tuple[object, ...]]:
    """The plain class inside an annotation, whether there are many, and all its marks."""
    core: Any = info.annotation
    marks: tuple[object, ...] = tuple(info.metadata)
    many = False
    while not isinstance(core, type) or get_origin(core) is tuple:
        if get_origin(core) is Annotated:
            inner = tuple(mark for mark in core.__metadata__ if not isinstance(mark, FieldInfo))
            fields = (mark for mark in core.__metadata__ if isinstance(mark, FieldInfo))
            marks += inner + tuple(mark for field in fields for mark in field.metadata)
            core = get_args(core)[0]
        elif get_origin(core) in (Union, UnionType):
            core = next(part for part in get_args(core) if part is not type(None))
        else:
            many, core = True, get_args(core)[0]
    return core, many, marks


def _is_section(core: Any) -> bool:
    return isinstance(core, type) and issubclass(core, Section)


def _field(model: type[Section], name: str) -> FieldInfo:
    for field, info in model.model_fields.items():
        if name == (info.alias or field):
            return info
    raise LookupError(f"{model.__name__} has no field {name!r}")


def _section(info: FieldInfo) -> type[Section]:
    core, _, _ = _taken_apart(info)
    if not _is_section(core):
        raise LookupError(f"{info.title!r} is no group of fields")
    found: type[Section] = core
    return found


def _model(model: type[Section], name: str) -> type[Section]:
    return _section(_field(model, name))
