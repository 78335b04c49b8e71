"""Answers already given, as they are written on paper."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from registration.paper.spaces import (
    Asked,
    Cells,
    Choice,
    field_at,
    section_of,
    space_of,
)

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def sections(answers: Mapping[str, object] | None) -> dict[str, object]:
    """Answers by section, without what stands where a section should and is none."""
    return {name: value for name, value in (answers or {}).items() if isinstance(value, Mapping)}


@dataclass(frozen=True, slots=True)
class Known:
    """The raw answers of a case; an answer that does not read is still an answer."""

    answers: Mapping[str, object]

    def at(self, path: str) -> object:
        """The raw answer by its dotted path, or None."""
        value: object = self.answers
        for step in path.split("."):
            value = _inside(value, step)
        return None if value in ("", [], {}) else value

    def count(self, path: str) -> int:
        """How many items of a list are known."""
        items = self.at(path)
        return len(items) if isinstance(items, list | tuple) else 0

    def person(self, key: object) -> str:
        """The full name behind a key; the key itself, invented by us, is never shown."""
        persons = self.at("people.persons")
        for person in persons if isinstance(persons, list | tuple) else ():
            if isinstance(person, Mapping) and person.get("key") == key:
                return self.name(person.get("name"))
        return ""

    def name(self, name: object) -> str:
        """Surname, first name, patronymic."""
        if not isinstance(name, Mapping):
            return ""
        parts = (name.get(part) for part in ("last", "first", "patronymic"))
        return " ".join(str(part) for part in parts if part)

    def text(self, asked: Asked, value: object) -> str:
        """An answer in words."""
        if value is None:
            return ""
        if asked.points_at_person:
            return self.person(value)
        if isinstance(value, Mapping):
            return self._section_text(asked, value)
        space = space_of(asked)
        if isinstance(space, Choice):
            return next((words for option, words in space.options if option == value), str(value))
        return plain_text(value)

    def _section_text(self, asked: Asked, value: Mapping[str, object]) -> str:
        if set(value) <= {"last", "first", "patronymic"}:
            return self.name(value)
        model = section_of(asked)
        fields = {name: value.get(info.alias or name) for name, info in model.model_fields.items()}
        texts = (self.text(field_at(model, name), inner) for name, inner in fields.items())
        return ", ".join(text for text in texts if text)


def _inside(value: object, step: str) -> object:
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, Sequence) and not isinstance(value, str) and step.isdigit():
        return value[int(step)] if int(step) < len(value) else None
    return None


def plain_text(value: object) -> str:
    """Days and hours as people write them, all else as it is."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, str) and (match := _ISO_DAY.fullmatch(value)):
        return ".".join(reversed(match.groups()))
    return str(value)


def in_cells(value: object, cells: Cells) -> str | None:
    """Signs for boxes, or None when they do not fit and the answer needs a line."""
    text = plain_text(value)
    digits = re.sub(r"\D", "", text)
    if cells.lead:
        digits = digits[-10:]
    if len(cells.groups) > 1:
        return digits if len(digits) == sum(cells.groups) else None
    if re.fullmatch(r"[\d \-]+", text):
        text = digits
    return text if len(text) <= cells.groups[0] else None
