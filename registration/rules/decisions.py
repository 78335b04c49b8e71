"""Decisions for all cases of an installation: a file of the consultant, held against the list."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from registration.domain.case import Case
from registration.domain.problems import problems_of
from registration.domain.review import Decisions, StandingDecision
from registration.errors import RegistrationError
from registration.rules.questions import questions
from registration.rules.words import day


class DecisionsFileError(RegistrationError):
    """The file of decisions for all cases does not read; every fault is told."""


def with_standing(case: Case, standing: tuple[StandingDecision, ...]) -> Case:
    """The case with decisions for all cases under its own."""
    return case.model_copy(update={"decisions": case.decisions.above(standing)})


def read_standing(path: Path, on: date) -> tuple[StandingDecision, ...]:
    """Read `[[decisions.made]]` of a file, written as in a case.

    Raises:
        DecisionsFileError: the file, a question, an answer or a day is wrong.
    """
    made = _made(path)
    faults = [fault for number, raw in enumerate(made, 1) for fault in _faults(number, raw, on)]
    if faults:
        raise DecisionsFileError("\n".join([f"{path}: решения не читаются.", *faults]))
    return tuple(map(StandingDecision.model_validate, made))


def _made(path: Path) -> list[Mapping[str, Any]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise DecisionsFileError(f"{path}: файл решений не открывается. Проверьте путь.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise DecisionsFileError(
            f"{path}: файл решений не читается. Сравните его с решениями в файле дела."
        ) from None
    made = table.pop("decisions", {})
    entries = made.get("made") if isinstance(made, dict) else None
    if table or not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise DecisionsFileError(
            f"{path}: в файле решений стоят только разделы [[decisions.made]], как в деле."
        )
    return entries


def _faults(number: int, raw: Mapping[str, Any], on: date) -> Iterator[str]:
    here = f"  Решение {number}"
    try:
        read = Decisions.model_validate({"made": [raw]}).made[0]
    except ValidationError as error:
        for problem in problems_of(Decisions, error):
            yield f"{here}, {problem.place}: {problem.message}"
        return
    question = questions().get(read.question)
    if question is None:
        yield f"{here}: вопроса «{read.question}» нет. Список — registration laws."
    elif question.option(read.choice) is None:
        known = ", ".join(f"{item.id} ({item.label})" for item in question.options)
        yield f"{here}: ответа «{read.choice}» нет. Можно: {known}."
    if read.decided_on > on:
        yield f"{here}: день решения ещё не наступил ({day(read.decided_on)})."
