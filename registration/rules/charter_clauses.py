"""Clauses of the model charter: what each is about, the norm it rests on, the rule beside it.

The template knows the words and the numbers, this table knows why a clause is there; both name
a clause by the same key.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from registration.rules.catalogue import CATALOGUE
from registration.rules.law import STATUSES, Citation, LawFileError, act

FILE = Path(__file__).with_name("charter_clauses.toml")
OBLIGATORY = "обязательный"
NEEDS = (OBLIGATORY, "рекомендуемый")
_OWN = "наша норма"
_REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; `when` names the choice it is printed for, empty if it always is."""

    key: str
    section: str
    about: str
    need: str
    status: str
    when: str = ""
    norms: tuple[Citation, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the law wants a charter to say, and the clauses that say it.

    Without clauses the `reason` tells why a charter is silent about it.
    """

    about: str
    status: str
    norms: tuple[Citation, ...]
    clauses: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClauseTable:
    """The whole file: titles of the sections by key, clauses by key, demands of the law."""

    sections: Mapping[str, str]
    clauses: Mapping[str, Clause]
    required: tuple[Requirement, ...]


@cache
def clause_table() -> ClauseTable:
    """The table of our model charter, in the order of the charter."""
    return read_clauses(FILE)


def read_clauses(path: Path) -> ClauseTable:
    """Read a table, refusing unknown fields, acts, rules, statuses and clauses.

    Raises:
        LawFileError: names the file, the entry and the fault.
    """
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    demands = raw.pop(_REQUIRED, [])
    found = [
        _clause(path, section, key, entry)
        for section, entries in raw.items()
        for key, entry in entries.items()
        if key != "title"
    ]
    clauses = {clause.key: clause for clause in found}
    if len(clauses) < len(found):
        raise LawFileError(f"{path.name}: один и тот же пункт описан дважды.")
    return ClauseTable(
        sections={section: str(entries["title"]) for section, entries in raw.items()},
        clauses=clauses,
        required=tuple(_requirement(path, entry, clauses) for entry in demands),
    )


def _clause(path: Path, section: str, key: str, entry: Mapping[str, Any]) -> Clause:
    try:
        rules = tuple(entry.get("rules", ()))
        found = Clause(
            **{**entry, "key": key, "section": section, "norms": _norms(entry), "rules": rules}
        )
    except TypeError as error:
        raise _fault(path, key, f"лишнее или пропущенное поле ({error})") from None
    known = {rule.id for rule in CATALOGUE}
    if unknown := [rule for rule in found.rules if rule not in known]:
        raise _fault(path, key, f"правила «{unknown[0]}» нет")
    if found.need not in NEEDS:
        raise _fault(path, key, f"need бывает «{'» или «'.join(NEEDS)}»")
    _sure(path, key, found.status)
    if bool(found.norms) is (found.status == _OWN):
        raise _fault(path, key, f"«{_OWN}» — у пункта без нормы закона, и только у него")
    return found


def _requirement(
    path: Path, entry: Mapping[str, Any], clauses: Mapping[str, Clause]
) -> Requirement:
    at = str(entry.get("about", _REQUIRED))
    try:
        found = Requirement(**{**entry, "norms": _norms(entry), "clauses": tuple(entry["clauses"])})
    except (TypeError, KeyError) as error:
        raise _fault(path, at, f"лишнее или пропущенное поле ({error})") from None
    if unknown := [key for key in found.clauses if key not in clauses]:
        raise _fault(path, at, f"пункта «{unknown[0]}» нет")
    if bool(found.clauses) is bool(found.reason):
        raise _fault(path, at, "нужны пункты или причина, почему их нет")
    _sure(path, at, found.status)
    return found


def _norms(entry: Mapping[str, Any]) -> tuple[Citation, ...]:
    return tuple(_citations(entry.get("norms", ())))


def _citations(norms: list[str]) -> Iterator[Citation]:
    for norm in norms:
        act_id, _, place = norm.partition(" ")
        yield Citation(act(act_id), place)


def _sure(path: Path, at: str, status: str) -> None:
    if status not in STATUSES:
        raise _fault(path, at, f"состояние «{status}» не из списка")


def _fault(path: Path, at: str, told: str) -> LawFileError:
    return LawFileError(f"{path.name}, «{at}»: {told}.")
