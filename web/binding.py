"""Between what stands in the inputs of a page and the raw answers of a case, both ways."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from registration.domain.text import normalise
from web.moments import clock_of, clock_parts, day_of, day_parts, plain_text
from web.widgets import Kind, Leaf

Typed = tuple[str, ...]
"""What stands in the inputs of one leaf: one text, the parts of a day, or the ticked boxes."""

PARTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.DAY: ("day", "month", "year"),
    Kind.CLOCK: ("hour", "minute"),
}
_TICKED = frozenset({Kind.CHOICES, Kind.PERSONS})
_BY_LINES = frozenset({Kind.LINES, Kind.NAMES})
_RADIOS = frozenset({Kind.FLAG, Kind.CHOICE, Kind.PERSON})
NOBODY = "-"
"""The radio «никто»: takes an optional person away again."""

YES_NO = (("yes", "Да"), ("no", "Нет"))


class Form(Protocol):
    """The posted form, as Werkzeug gives it."""

    def getlist(self, key: str, /) -> list[str]: ...


@dataclass(slots=True)
class Changes:
    """What a posted page asks to store, relative to its section or item.

    `kept` names required answers that came back blank: the stored ones stay.
    """

    written: dict[tuple[str, ...], object] = field(default_factory=dict)
    removed: list[tuple[str, ...]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def posted(leaf: Leaf, form: Form) -> Typed:
    """Collect what was typed into the inputs of a leaf."""
    if leaf.kind in PARTS:
        return tuple(_first(form, f"{leaf.name}-{part}") for part in PARTS[leaf.kind])
    if leaf.kind in _TICKED:
        return tuple(normalise(value) for value in form.getlist(leaf.name))
    return (_first(form, leaf.name),)


def as_typed(leaf: Leaf, raw: object) -> Typed:
    """What the inputs show for a stored answer; posted back, it changes nothing."""
    if leaf.kind is Kind.DAY:
        return day_parts(raw)
    if leaf.kind is Kind.CLOCK:
        return clock_parts(raw)
    if leaf.kind in _TICKED:
        return tuple(plain_text(item) for item in _list(raw))
    if leaf.kind in _BY_LINES:
        return ("\n".join(map(_one_line, _list(raw))),)
    if leaf.kind is Kind.FLAG and isinstance(raw, bool):
        return ("yes" if raw else "no",)
    return (plain_text(raw),)


def to_raw(leaf: Leaf, typed: Typed) -> object:
    """Turn typed text into a raw answer, None for a blank one.

    What does not fit is kept exactly as typed: reading the case will say what is wrong.
    """
    if not any(typed) or typed == (NOBODY,):
        return None
    if leaf.kind is Kind.DAY:
        return day_of(typed)
    if leaf.kind is Kind.CLOCK:
        return clock_of(typed)
    if leaf.kind in _TICKED:
        return [value for value in dict.fromkeys(typed) if value]
    if leaf.kind in _BY_LINES:
        lines = [line for line in typed[0].split("\n") if line]
        return lines if leaf.kind is Kind.LINES else [_name(line) for line in lines]
    if leaf.kind is Kind.NUMBER:
        return _number(typed[0])
    if leaf.kind is Kind.TEXT:
        return " ".join(typed[0].split())  # one line, also where it is shown in several
    if leaf.kind is Kind.FLAG:
        return {"yes": True, "no": False}.get(typed[0], typed[0])
    return typed[0]


def mark(leaf: Leaf, typed: Typed) -> str:
    """A short fingerprint of the inputs: tells later whether the person touched them."""
    ordered = sorted(typed) if leaf.kind in _TICKED else typed
    return hashlib.sha256("\x1f".join(ordered).encode()).hexdigest()[:10]


def mark_name(leaf: Leaf) -> str:
    """The hidden input that carries the fingerprint."""
    return f"was.{leaf.name}"


def changes_of(leaves: Sequence[Leaf], form: Form, item: Mapping[str, object]) -> Changes:
    """Compare a posted page with the form it was built from.

    An input the person left alone changes nothing, however old the form is.
    """
    changes = Changes()
    emptied = _emptied_groups(leaves, form, item)
    changes.removed += emptied
    for leaf in leaves:
        if leaf.group not in emptied and leaf.group not in _untouched_groups(leaves, form, item):
            _compare(leaf, form, item, changes)
    return changes


def stored(item: object, at: Iterable[str]) -> Any:
    """The raw answer at a path inside a section or an item, None when there is none."""
    for part in at:
        if not isinstance(item, Mapping):
            return None
        item = item.get(part)
    return item


def missing(leaves: Sequence[Leaf], item: Mapping[str, object]) -> tuple[Leaf, ...]:
    """Required leaves without an answer; a group that was not begun may stay out."""
    return tuple(
        leaf
        for leaf in leaves
        if leaf.required
        and stored(item, leaf.at) in (None, "", [])
        and (leaf.group is None or stored(item, leaf.group))
    )


def answered(leaves: Sequence[Leaf], item: Mapping[str, object]) -> bool:
    """Whether anything has been stored for these leaves."""
    return any(stored(item, leaf.at) not in (None, "", []) for leaf in leaves)


def _compare(leaf: Leaf, form: Form, item: Mapping[str, object], changes: Changes) -> None:
    typed = posted(leaf, form)
    was = form.getlist(mark_name(leaf))
    if was and was[0] == mark(leaf, typed):
        return
    raw, before = to_raw(leaf, typed), stored(item, leaf.at)
    if raw is None:
        may_go = leaf.kind not in _RADIOS or bool(form.getlist(leaf.name))  # a list says «nothing»
        _blank(leaf, was, before, changes, may_go=may_go)
    elif raw != before and not _same_moment(leaf, raw, before):
        changes.written[leaf.at] = raw


def _same_moment(leaf: Leaf, raw: object, before: object) -> bool:
    """«05.03.2027» from a file and «2027-03-05» from the inputs are one day."""
    return leaf.kind in PARTS and as_typed(leaf, raw) == as_typed(leaf, before)


def _blank(leaf: Leaf, was: list[str], before: object, changes: Changes, *, may_go: bool) -> None:
    """A blank input takes an answer away only if the person saw it, and it may be missing."""
    if before is None or not was:
        return
    if leaf.required:
        changes.kept.append(leaf.name)
    elif may_go:
        changes.removed.append(leaf.at)


def _groups(leaves: Sequence[Leaf]) -> dict[tuple[str, ...], list[Leaf]]:
    found: dict[tuple[str, ...], list[Leaf]] = {}
    for leaf in leaves:
        if leaf.group is not None:
            found.setdefault(leaf.group, []).append(leaf)
    return found


def _emptied_groups(
    leaves: Sequence[Leaf], form: Form, item: Mapping[str, object]
) -> list[tuple[str, ...]]:
    """Groups wiped out whole by the person who saw them filled."""
    return [
        group
        for group, inside in _groups(leaves).items()
        if stored(item, group)
        and any(leaf.required for leaf in inside)
        and not any(any(posted(leaf, form)) for leaf in inside if not _default(leaf))
        and all(_saw_an_answer(leaf, form) for leaf in inside if leaf.required)
    ]


def _saw_an_answer(leaf: Leaf, form: Form) -> bool:
    was = form.getlist(mark_name(leaf))
    return bool(was) and was[0] != mark(leaf, ("",) * len(PARTS.get(leaf.kind, ("",))))


def _untouched_groups(
    leaves: Sequence[Leaf], form: Form, item: Mapping[str, object]
) -> list[tuple[str, ...]]:
    """Groups in which nothing was typed but what stood there as a suggestion."""
    return [
        group
        for group, inside in _groups(leaves).items()
        if not stored(item, group)
        and not any(any(posted(leaf, form)) for leaf in inside if not _default(leaf))
    ]


def _default(leaf: Leaf) -> bool:
    """Inputs of an address that come filled in: alone they say nothing."""
    return leaf.at[-1] in ("region", "municipality", "kind")


def _first(form: Form, name: str) -> str:
    values = form.getlist(name)
    return normalise(values[0]) if values else ""


def _list(raw: object) -> list[Any]:
    return raw if isinstance(raw, list) else [raw] if isinstance(raw, str) else []


def _one_line(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(filter(None, (plain_text(value.get(part)) for part in _NAME_PARTS)))
    return plain_text(value)


_NAME_PARTS = ("last", "first", "patronymic")


def _name(line: str) -> dict[str, str]:
    return dict(zip(_NAME_PARTS, line.split(" ", 2), strict=False))


_COUNTED = re.compile(
    r"\s*(?:чел(?:\.|овек[а]?)?|жител\w*|дом(?:а|ов)?|руб(?:\.|л\w+)?|дн(?:я|ей)|лет|год[а]?)$",
    re.I,
)


def _number(text: str) -> object:
    """A whole number, also with spaces or with the word for what was counted: «124 чел.»."""
    digits = _COUNTED.sub("", text).replace(" ", "")
    return int(digits) if re.fullmatch(r"[0-9]{1,12}", digits) else text
