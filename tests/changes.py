"""A sample with one change: how scenarios and seeded defects are told and read."""

import copy
import tomllib
from pathlib import Path
from typing import Any

from registration.domain.case import Case, read_case
from registration.rules.catalogue import Finding

ABSENT = "—"


def told_in(folder: Path, kind: str) -> list[dict[str, Any]]:
    """All entries `[[kind]]` in a folder; what a file says before the first holds for each."""
    return [entry for path in sorted(folder.glob("*.toml")) for entry in _entries(path, kind)]


def _entries(path: Path, kind: str) -> list[dict[str, Any]]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    entries: list[dict[str, Any]] = told.pop(kind)
    return [{"given": {}, **told, **entry} for entry in entries]


def changed(answers: dict[str, Any], change: dict[str, Any]) -> Case:
    """The case of some answers after a change; list members go last, so that places hold."""
    answers = copy.deepcopy(answers)
    for path, value in sorted(change.items(), key=lambda pair: pair[1] == ABSENT):
        _put(answers, path.split("."), copy.deepcopy(value))
    reading = read_case(answers)
    assert reading.problems == ()
    return reading.case


def _put(answers: Any, path: list[str], value: Any) -> None:
    """Set, add («+») or remove («—») one answer."""
    *way, last = path
    for part in way:
        if isinstance(answers, list):
            answers = answers[_position(answers, part)]
        else:
            answers = answers.setdefault(part, {})
    if last == "+":
        answers.append(value)
        return
    place = _position(answers, last) if isinstance(answers, list) else last
    if value != ABSENT:
        answers[place] = value
    elif isinstance(answers, list):
        del answers[place]
    else:
        answers.pop(place, None)


def _position(members: list[Any], name: str) -> int:
    """Where a member of a list stands: by its number, or a check by its name."""
    if name.isdigit():
        return int(name)
    return next(number for number, item in enumerate(members) if item["check"] == name)


def added(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings that the change brought about."""
    known = {(item.rule, item.at, item.status, item.severity) for item in before}
    return tuple(
        item for item in after if (item.rule, item.at, item.status, item.severity) not in known
    )
