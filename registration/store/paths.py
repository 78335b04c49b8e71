"""Dotted paths into nested answers: «people.persons.3.name.last»."""

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, time
from enum import Enum
from typing import Final, cast

from registration.domain.text import normalised


class _Removed(Enum):
    REMOVED = "removed"


REMOVED: Final = _Removed.REMOVED

Answers = dict[str, object]

MOST_ITEMS = 1000
_PATH = re.compile(r"[a-z][a-z0-9_]*(\.([a-z][a-z0-9_]*|[0-9]{1,3}))*", re.ASCII)


def parts(path: str) -> tuple[str, ...]:
    """Split a path; one that cannot lead into answers is a mistake of the caller."""
    if not _PATH.fullmatch(path):
        raise ValueError("not a path into answers")
    return tuple(path.split("."))


def plain(value: object) -> object:
    """Return the value as it is stored: JSON kinds only, texts normalised, dates in ISO.

    Blank is one thing however it is told: None is the same as removing the answer.
    """
    if value is None or value is REMOVED:
        return REMOVED
    return normalised(_json_kinds(value))


def _json_kinds(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _json_kinds(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple | set | frozenset):
        return [_json_kinds(inner) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"an answer cannot be a {type(value).__name__}")


def same(one: object, other: object) -> bool:
    """Tell whether two stored values are one answer; 1 is not true, and 1 is not 1.0."""
    if one is REMOVED or other is REMOVED:
        return one is other
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def value_at(answers: object, path: str) -> object:
    """Return a copy of what stands at the path, or REMOVED."""
    for part in parts(path):
        if isinstance(answers, dict) and part in answers:
            answers = answers[part]
        elif isinstance(answers, list) and part.isdigit() and int(part) < len(answers):
            answers = answers[int(part)]
        else:
            return REMOVED
    return deepcopy(answers)


def put_at(answers: Answers, path: str, value: object) -> None:
    """Put a value at the path, making the sections and list items on the way."""
    *way, last = parts(path)
    container: object = answers
    for part, following in zip(way, [*way, last][1:], strict=True):
        container = _entered(container, part, following)
    _place(container, last, value)


def _entered(container: object, part: str, following: str) -> object:
    inner = _found(container, part)
    if not isinstance(inner, list if following.isdigit() else dict):
        inner = [] if following.isdigit() else {}
        _place(container, part, inner)
    return inner


def _found(container: object, part: str) -> object:
    if isinstance(container, list):
        index = int(part)
        return container[index] if index < len(container) else None
    return cast(Answers, container).get(part)


def _place(container: object, part: str, value: object) -> None:
    if not isinstance(container, list):
        cast(Answers, container)[part] = value
        return
    container.extend({} for _ in range(int(part) + 1 - len(container)))
    container[int(part)] = value


def remove_at(answers: Answers, path: str) -> None:
    """Remove what stands at the path, and the sections and lists that it leaves empty."""
    *way, last = parts(path)
    trail: list[tuple[object, str]] = []
    container: object = answers
    for part in way:
        trail.append((container, part))
        container = _found(container, part)
        if not isinstance(container, dict | list):
            return
    _drop(container, last)
    for outer, part in reversed(trail):
        if isinstance(outer, list) or _found(outer, part) not in ({}, []):
            return
        _drop(outer, part)


def _drop(container: object, part: str) -> None:
    if isinstance(container, dict):
        container.pop(part, None)
    elif isinstance(container, list) and int(part) < len(container):
        del container[int(part)]


def item_of(answers: Answers, path: str) -> tuple[str, int] | None:
    """Return (list, index) if the path names a whole item of a list of sections."""
    outer, _, last = path.rpartition(".")
    if not outer or not last.isdigit():
        return None
    inside = value_at(answers, outer)
    return (outer, int(last)) if isinstance(inside, list) and holds_sections(inside) else None


def holds_sections(items: list[object]) -> bool:
    return any(isinstance(item, dict) for item in items)


def leaves(value: object, at: str = "") -> dict[str, object]:
    """Return every single answer by its path; a list of plain values is one answer."""
    if isinstance(value, dict) and (value or not at):
        inner = value.items()
    elif isinstance(value, list) and holds_sections(value):
        inner = ((str(index), item) for index, item in enumerate(value))  # type: ignore[assignment]
    else:
        return {at: value}
    found: dict[str, object] = {}
    for key, item in inner:
        found |= leaves(item, f"{at}.{key}" if at else str(key))
    return found


def lists(value: object, at: str = "") -> dict[str, list[object]]:
    """Return every list of sections by its path."""
    found: dict[str, list[object]] = {}
    if isinstance(value, list) and holds_sections(value):
        found[at] = value
        value = {str(index): item for index, item in enumerate(value)}
    if isinstance(value, dict):
        for key, item in value.items():
            found |= lists(item, f"{at}.{key}" if at else str(key))
    return found


def related(one: str, other: str) -> bool:
    """Tell whether one path is the other or leads into it."""
    return one == other or one.startswith(other + ".") or other.startswith(one + ".")


def index_in(path: str, list_path: str) -> int | None:
    """Return which item of the list the path leads into; None if it is not below the list."""
    if not path.startswith(list_path + "."):
        return None
    part = path[len(list_path) + 1 :].split(".", 1)[0]
    return int(part) if part.isdigit() else None


def shifted(path: str, list_path: str, gone: int) -> str | None:
    """Return the path after an item is gone; None if it led into that item."""
    index = index_in(path, list_path)
    if index is None or index < gone:
        return path
    if index == gone:
        return None
    rest = path[len(list_path) + 1 :].partition(".")[2]
    return f"{list_path}.{index - 1}" + (f".{rest}" if rest else "")
