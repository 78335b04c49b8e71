"""Which answers the model demands: asked of the models, never written down twice."""

from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from registration.domain.case import Case
from registration.domain.labelled import Labelled


def field_at(path: str) -> FieldInfo | None:
    """The model's field at «people.persons.*.name.last», or None when there is none."""
    model: type[BaseModel] | None = Case
    info: FieldInfo | None = None
    for part in path.split("."):
        if part == "*" or part.isdigit():
            continue
        info = _field(model, part) if model else None
        if info is None:
            return None
        model = model_in(info.annotation)
    return info


@cache
def required(section: str, each: str | None, field: str | None = None) -> bool:
    """Whether the field (without one, the list itself) may not stay empty."""
    info = field_at(".".join(part for part in (section, each, field) if part))
    return info is not None and info.is_required()


def leaves(path: str) -> tuple[str, ...]:
    """All fields below a path that hold one answer: «…name» → «…name.last», «…name.first»."""
    info = field_at(path)
    model = model_in(info.annotation) if info else None
    if model is None:
        return (path,)
    inner = f"{path}.*" if is_list(info) else path
    names = (part.alias or name for name, part in model.model_fields.items())
    return tuple(leaf for name in names for leaf in leaves(f"{inner}.{name}"))


@cache
def labels(path: str) -> tuple[str, ...]:
    """Labels of the choices below a path: words that a leader reads besides the question."""
    infos = (field_at(leaf) for leaf in leaves(path))
    kinds = {choice for info in infos if info for choice in _choices(info.annotation)}
    return tuple(sorted(member.label for kind in kinds for member in kind))


def _choices(annotation: Any) -> tuple[type[Labelled], ...]:
    if isinstance(annotation, type) and not get_args(annotation):
        return (annotation,) if issubclass(annotation, Labelled) else ()
    return tuple(kind for part in get_args(annotation) for kind in _choices(part))


def is_list(info: FieldInfo | None) -> bool:
    kinds = (info.annotation, *get_args(info.annotation)) if info else ()
    return any(getattr(kind, "__origin__", None) is tuple for kind in kinds)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation, optional and list types opened."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    found = (model_in(part) for part in get_args(annotation))
    return next((model for model in found if model), None)


def _field(model: type[BaseModel], name: str) -> FieldInfo | None:
    fields = model.model_fields.items()
    return next((info for key, info in fields if name == (info.alias or key)), None)
