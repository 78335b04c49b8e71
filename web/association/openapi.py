"""The description of what programs may read, made of the models that answer them."""

from typing import Any

from pydantic.json_schema import models_json_schema

from registration.association.exposed import (
    Exposed,
    ExposedBoard,
    ExposedFacts,
    ExposedProject,
    ExposedReport,
    Refusal,
)
from registration.association.plan import IndicatorName
from registration.districts import DISTRICTS

_SPAN = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": told,
        "schema": {"type": "string", "format": "date"},
    }
    for name, told in (
        ("since", "Первый день; без него — первый день проекта"),
        ("until", "Последний день; без него — последний день проекта"),
    )
]
_DISTRICTS = {
    "name": "district",
    "in": "query",
    "required": False,
    "description": "Округ; можно назвать несколько, без него — все",
    "schema": {"type": "array", "items": {"type": "string", "enum": list(DISTRICTS)}},
    "explode": True,
}
_NAME = {
    "name": "name",
    "in": "path",
    "required": True,
    "description": "Имя показателя",
    "schema": {"type": "string", "enum": [item.value for item in IndicatorName]},
}
_VIEWS: tuple[tuple[str, str, type[Exposed], list[dict[str, Any]]], ...] = (
    ("/project", "Проект: план и факт", ExposedProject, []),
    ("/indicators/{name}", "События, из которых сложилось число", ExposedFacts, [_NAME]),
    ("/report", "Таблицы отчёта за любой срок", ExposedReport, [*_SPAN, _DISTRICTS]),
    ("/districts", "Сколько дел на каком этапе в каждом округе", ExposedBoard, []),
)
_REFUSALS = {
    "401": "Ключа нет, он отозван или его срок вышел",
    "404": "Такого адреса или имени нет",
    "422": "Срок или округ названы неверно",
    "429": "Слишком много запросов",
}


def description() -> dict[str, Any]:
    """OpenAPI 3.1 of everything under this address."""
    models = [(model, "serialization") for model in (*(view[2] for view in _VIEWS), Refusal)]
    _, schemas = models_json_schema(
        models,  # type: ignore[arg-type] # the second word is one of two
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Проект ТОС в числах",
            "version": "1",
            "description": "Только чтение. Личных данных здесь нет.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"key": []}],
        "paths": {
            path: {"get": _operation(summary, model, parameters)}
            for path, summary, model, parameters in _VIEWS
        },
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(
    summary: str, model: type[Exposed], parameters: list[dict[str, Any]]
) -> dict[str, Any]:
    refusals = {code: _answer(told, Refusal) for code, told in _REFUSALS.items()}
    return {
        "operationId": model.__name__.removeprefix("Exposed").lower(),
        "summary": summary,
        "parameters": parameters,
        "responses": {"200": _answer(summary, model), **refusals},
    }


def _answer(told: str, model: type[Exposed]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"description": told, "content": {"application/json": {"schema": schema}}}
