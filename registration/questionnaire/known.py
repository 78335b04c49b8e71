"""A case as far as it is known: half-filled sections read field by field."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from registration.domain.case import Case
from registration.domain.text import normalised
from registration.questionnaire.required import is_list, model_in


def known_case(answers: Mapping[str, object]) -> Case:
    """Read what reads: a field without a sound answer is None, even where the model demands it.

    Only conditions of pages may look at such a case; papers are made from `read_case`.
    """
    return Case.model_construct(
        **{name: known_section(name, answers.get(name)) for name in Case.model_fields}
    )


def known_section(name: str, value: object) -> Any:
    info = Case.model_fields[name]
    if value is None:
        return info.get_default(call_default_factory=True)
    return _known(info, normalised(value))


def _known(info: FieldInfo, value: object) -> Any:
    try:
        return _adapter(info).validate_python(value)
    except ValidationError:
        return _in_parts(info, value)


def _in_parts(info: FieldInfo, value: object) -> Any:
    model = model_in(info.annotation)
    if model is None:
        return None
    if is_list(info):
        items = value if isinstance(value, list | tuple) else ()
        return tuple(_fields(model, item if isinstance(item, Mapping) else {}) for item in items)
    return _fields(model, value) if isinstance(value, Mapping) else None


def _fields(model: type[BaseModel], value: Mapping[str, object]) -> BaseModel:
    known: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        raw = value.get(info.alias or name)
        if raw is not None:
            known[name] = _known(info, raw)
        else:
            known[name] = None if info.is_required() else info.get_default()
    # the constructor takes a field by its alias when it has one
    return model.model_construct(
        **{model.model_fields[name].alias or name: part for name, part in known.items()}
    )


# FieldInfo compares by value and has no hash: the fields of the models live as long as we do.
_ADAPTERS: dict[int, TypeAdapter[Any]] = {}


def _adapter(info: FieldInfo) -> TypeAdapter[Any]:
    if id(info) not in _ADAPTERS:
        kind: Any = info.annotation
        for constraint in info.metadata:
            kind = Annotated[kind, constraint]
        _ADAPTERS[id(info)] = TypeAdapter(kind)
    return _ADAPTERS[id(info)]
