"""What a draft prints where an answer is missing: «[Фамилия]»."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from registration.language.letters import lower_first


class Blank:
    """Stands for a missing answer, however deep a template looks into it.

    With a model of the domain the titles of its fields name what is missing:
    `Blank("Председатель", Person).birth_date` prints «[Председатель: дата рождения]».
    """

    __slots__ = ("_field", "_model", "_title")

    def __init__(
        self, title: str, model: type[BaseModel] | None = None, *, field: str | None = None
    ) -> None:
        self._title = title
        self._model = model
        self._field = field

    def __str__(self) -> str:
        return f"[{self._title}: {self._field}]" if self._field else f"[{self._title}]"

    def __repr__(self) -> str:
        return f"Blank({self!s})"

    def __format__(self, spec: str) -> str:
        return str(self)

    def __getattr__(self, name: str) -> "Blank":
        if name.startswith("__"):  # copying, pickling and markupsafe ask for these
            raise AttributeError(name)
        title, model = _declared(self._model, name)
        return Blank(self._title, model, field=title or self._field)

    def __getitem__(self, key: object) -> "Blank":
        return getattr(self, key) if isinstance(key, str) else self

    def __call__(self, *_: object, **__: object) -> "Blank":
        return self

    def __iter__(self) -> Iterator["Blank"]:
        yield self

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return False


def blank_for(model: type[BaseModel], name: str) -> Blank:
    """The blank for a field of a model: titled, and knowing what may be asked of it."""
    field = model.model_fields[name]
    return Blank(field.title or name, _section_in(field.annotation))


@lru_cache(maxsize=512)
def _declared(
    model: type[BaseModel] | None, name: str
) -> tuple[str | None, type[BaseModel] | None]:
    """Title and model of a declared field; a property keeps to the model it belongs to."""
    if model is None or name not in model.model_fields:
        return None, None
    field = model.model_fields[name]
    return lower_first(field.title or "") or None, _section_in(field.annotation)


def _section_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside `Address`, `Address | None` or `tuple[Address, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _section_in(inner):
            return found
    return None
