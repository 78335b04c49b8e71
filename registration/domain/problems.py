"""Faults of form, in words that say what to do."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from registration.domain.labelled import Labelled
from registration.domain.text import shown

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that does not read: where it stands, which check failed, what to do."""

    at: Path
    code: str
    message: str
    place: str

    @property
    def path(self) -> str:
        """«people.persons.0.birth_date»."""
        return ".".join(str(part) for part in self.at)


_MESSAGES = {
    "missing": "Нет ответа. Впишите его.",
    "string_type": "Здесь нужен текст. В файле дела возьмите его в кавычки.",
    "string_too_short": "Ответ пустой. Впишите его.",
    "string_too_long": "Слишком длинно: можно не больше {max_length} знаков.",
    "int_type": "Впишите целое число цифрами.",
    "int_parsing": "Впишите целое число цифрами.",
    "finite_number": "Впишите целое число цифрами.",
    "int_from_float": "Впишите целое число, без дробной части.",
    "greater_than_equal": "Число слишком мало: нужно не меньше {ge}.",
    "less_than_equal": "Число слишком велико: можно не больше {le}.",
    "bool_type": "Ответьте «да» или «нет» (true или false).",
    "bool_parsing": "Ответьте «да» или «нет» (true или false).",
    "too_short": "Список короче, чем нужно: впишите не меньше {min_length}.",
    "too_long": "Список слишком длинный: можно не больше {max_length}.",
    "tuple_type": "Здесь нужен список.",
    "list_type": "Здесь нужен список.",
    "model_type": "Здесь нужен раздел с полями, а не одно значение.",
    "model_attributes_type": "Здесь нужен раздел с полями, а не одно значение.",
    "dict_type": "Здесь нужен раздел с полями, а не одно значение.",
    "time_type": "Впишите часы и минуты, например 14:00.",
    "time_parsing": "Впишите часы и минуты, например 14:00.",
}

_UNLIKE = "Запись не похожа на нужную. Проверьте знаки и цифры."


def problems_of(model: type[BaseModel], error: ValidationError) -> Iterator[Problem]:
    """Turn pydantic's errors into problems with Russian messages.

    A message of pydantic itself never leaves: an unknown code gets a general sentence.
    """
    items = error.errors(include_url=False)
    outer = {item["loc"][:depth] for item in items for depth in range(1, len(item["loc"]))}
    for item in items:
        at: Path = item["loc"]
        code = _code(item)
        if code == "too_short" and at in outer:
            continue  # the list is short only because its members did not read
        yield Problem(
            at=at, code=code, message=_message(model, at, item), place=place_in(model, at)
        )


def _code(item: Mapping[str, Any]) -> str:
    """Pydantic calls a text that may be absent too long in the words for lists."""
    if item["type"] == "too_long" and isinstance(item["input"], str):
        return "string_too_long"
    return str(item["type"])


def _message(model: type[BaseModel], at: Path, item: Mapping[str, Any]) -> str:
    code = _code(item)
    if code == "extra_forbidden":
        return _unknown_field(model, at)
    if code == "enum":
        return _wrong_choice(model, at)
    if code == "string_pattern_mismatch":
        return _wrong_pattern(model, at)
    if code in _MESSAGES:
        return _MESSAGES[code].format(**item.get("ctx", {}))
    if any("А" <= sign <= "я" for sign in item["msg"]):
        return str(item["msg"])
    return "Ответ не читается. Впишите его заново."


def _unknown_field(model: type[BaseModel], at: Path) -> str:
    owner = _owner(model, at)
    names = [info.alias or name for name, info in owner.model_fields.items()] if owner else []
    wrong = str(at[-1])
    close = difflib.get_close_matches(wrong[:60], names, n=1, cutoff=0.6)
    hint = f" Возможно, вы хотели написать «{close[0]}»." if close else ""
    return f"Поля «{shown(wrong)}» нет в деле.{hint}"


def _wrong_pattern(model: type[BaseModel], at: Path) -> str:
    info = _field(model, at)
    samples = info.examples if info else None
    return f"Запись не похожа на нужную. Образец: {samples[0]}." if samples else _UNLIKE


def _wrong_choice(model: type[BaseModel], at: Path) -> str:
    choice = _choice_type(_field(model, at))
    if choice is None:
        return "Такого варианта нет."
    known = ", ".join(f"{member.value} ({member.label})" for member in choice)
    return f"Такого варианта нет. Можно: {known}."


def _choice_type(info: FieldInfo | None) -> type[Labelled] | None:
    found = _types(info.annotation) if info else ()
    return next((kind for kind in found if issubclass(kind, Labelled)), None)


def _types(annotation: Any) -> tuple[type, ...]:
    """All classes inside an annotation, optional and list types opened."""
    if isinstance(annotation, type):
        return (annotation,)
    return tuple(kind for part in get_args(annotation) for kind in _types(part))


def _model_in(info: FieldInfo) -> type[BaseModel] | None:
    kinds = _types(info.annotation)
    return next((kind for kind in kinds if issubclass(kind, BaseModel)), None)


def _find(model: type[BaseModel], name: str) -> FieldInfo | None:
    for field, info in model.model_fields.items():
        if name in (field, info.alias):
            return info
    return None


def _walk(model: type[BaseModel], at: Path) -> Iterator[tuple[FieldInfo | None, str | int]]:
    current: type[BaseModel] | None = model
    for part in at:
        if isinstance(part, int):
            yield None, part
            continue
        info = _find(current, part) if current else None
        yield info, part
        current = _model_in(info) if info else None


def _owner(model: type[BaseModel], at: Path) -> type[BaseModel] | None:
    current: type[BaseModel] | None = model
    for part in at[:-1]:
        if isinstance(part, int) or current is None:
            continue
        info = _find(current, part)
        current = _model_in(info) if info else None
    return current


def _field(model: type[BaseModel], at: Path) -> FieldInfo | None:
    names = [(info, part) for info, part in _walk(model, at) if isinstance(part, str)]
    return names[-1][0] if names else None


def place_in(model: type[BaseModel], at: Path) -> str:
    """The place in Russian: «Люди → Люди № 1 → Дата рождения»."""
    words: list[str] = []
    for info, part in _walk(model, at):
        if isinstance(part, int):
            if len(words) > 1 and words[-1] == words[-2]:  # «Учредители → Учредители № 1»
                words.pop()
            words[-1:] = [f"{words[-1]} № {part + 1}"] if words else [f"№ {part + 1}"]
        else:
            words.append(info.title if info and info.title else shown(str(part)))
    return " → ".join(words)
