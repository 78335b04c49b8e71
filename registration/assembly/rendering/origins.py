"""Where in the case a printed value comes from, also when a loop printed it.

An answer is known by the very object that holds it, so nothing depends on how it is spelt.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, fields, is_dataclass

from pydantic import BaseModel

from registration.domain.case import SECTIONS, is_answer

# Properties that give one long answer by its paragraphs.
_SPLIT = {
    "boundary_paragraphs": "boundaries",
    "debate_paragraphs": "debate",
    "decision_paragraphs": "decision",
}


class Origins:
    """Paths of everything that templates of one package can read."""

    def __init__(self, context: Mapping[str, object]) -> None:
        self._context = context  # keeps the objects alive, so that no id is given twice
        self._paths: dict[int, str] = {}
        for name in SECTIONS:
            self._walk(context.get(name), name)
        self._made(context)
        self._attendance()

    def beside(self, extra: Mapping[str, object]) -> "Origins":
        """The same with what belongs to one document only."""
        if not extra:
            return self
        other = copy(self)
        other._context = {**self._context, **extra}
        other._paths = dict(self._paths)
        other._made(extra)
        return other

    def _made(self, context: Mapping[str, object]) -> None:
        for name, value in context.items():
            if isinstance(value, tuple):
                self._rows(name, value)
            elif person := self._paths.get(id(getattr(value, "person", None))):
                self._paths[id(value)] = person  # what is printed once for each person

    def _walk(self, value: object, path: str) -> None:
        if isinstance(value, BaseModel):
            self._paths[id(value)] = path
            for name in type(value).model_fields:
                self._walk(getattr(value, name), f"{path}.{name}")
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                self._walk(item, f"{path}.{number}")

    def _rows(self, name: str, rows: tuple[object, ...]) -> None:
        """Rows made for printing stand for the answer they hold, if any, else for themselves."""
        for number, row in enumerate(rows):
            if is_dataclass(row):
                held = (self._paths.get(id(getattr(row, item.name))) for item in fields(row))
                self._paths[id(row)] = next(filter(None, held), f"{name}.{number}")

    def _attendance(self) -> None:
        """Rows of the attendance sheet follow the list of participants or the delegates."""
        rows = self._context.get("attendance_rows")
        if isinstance(rows, tuple):
            for row, path in zip(rows, _attending(self._context.get("meeting")), strict=False):
                self._paths[id(row)] = path

    def at(self, owner: object, name: str) -> str:
        """Path of `owner.name`, or of `owner` itself without a name; empty where unknown."""
        path = self._paths.get(id(owner), "")
        if not name:
            return path
        inner = self._paths.get(id(getattr(owner, name, None)))
        if inner:
            return inner
        if not path or not isinstance(owner, BaseModel):
            return path if is_answer(path) else _joined(path, name)
        answer = _SPLIT.get(name, name)
        return _joined(path, answer) if answer in type(owner).model_fields else path

    def of_items(self, owner: object, name: str) -> str:
        """Path of the items of `owner.name`, with «{}» for their number if it is a list."""
        path = self.at(owner, name)
        listed = path.endswith(f".{name}")
        return f"{path}.{{}}" if listed else path


@dataclass(frozen=True, slots=True)
class Scope:
    """What the templates of one document can read, and where in the case it comes from."""

    values: Mapping[str, object]
    origins: Origins


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else ""


def _attending(meeting: object) -> Iterator[str]:
    participants = getattr(meeting, "participants", ())
    if participants:
        yield from (f"meeting.participants.{number}" for number in range(len(participants)))
        return
    groups = getattr(getattr(meeting, "delegates", None), "groups", ())
    for number, group in enumerate(groups):
        for place in range(len(group.delegates)):
            yield f"meeting.delegates.groups.{number}.delegates.{place}"
