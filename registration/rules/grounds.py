"""Grounds for refusing or suspending a registration, and the rules that guard against each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from registration.domain.labelled import Labelled
from registration.rules.catalogue import CATALOGUE
from registration.rules.law import STATUSES, Citation, LawFileError, act
from registration.rules.rule import Rule

_FILE = Path(__file__).with_name("grounds.toml")


class GroundKind(Labelled):
    """Who says that this stops a registration."""

    LAW = "law", "основание из закона"
    PRACTICE = "practice", "причина из практики"
    BEYOND = "beyond", "не отказ, но важно"


_KINDS = {item.value: item for item in GroundKind}


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason why a registration is refused or suspended.

    `status` says how sure the source of the ground itself is, `under` names the ground of the law
    that practice counts this reason under.
    """

    id: str
    kind: GroundKind
    title: str
    plain: str
    cites: tuple[Citation, ...]
    status: str
    rules: tuple[str, ...]
    without: tuple[str, ...] = field(default=())
    under: str | None = None

    @property
    def guards(self) -> tuple[Rule, ...]:
        """The rules that guard against it, in the order of the catalogue."""
        return tuple(item for item in CATALOGUE if self.guarded_by(item.id))

    def guarded_by(self, rule: str) -> bool:
        """Whether a rule with this id guards against it."""
        return rule not in self.without and any(fnmatchcase(rule, name) for name in self.rules)


@cache
def grounds() -> tuple[Ground, ...]:
    """All grounds in the order of the file."""
    return read_grounds(_FILE)


def read_grounds(path: Path) -> tuple[Ground, ...]:
    """Read grounds, refusing unknown fields, acts, rules and statuses.

    Raises:
        LawFileError: names the file, the ground and the fault.
    """
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    found = tuple(_ground(path, key, entry) for key, entry in raw.items())
    for item in found:
        if item.under is not None and item.under not in raw:
            raise LawFileError(f"{path.name}, «{item.id}»: основания «{item.under}» нет.")
    return found


def _ground(path: Path, key: str, entry: Mapping[str, Any]) -> Ground:
    told = {name: tuple(value) for name, value in entry.items() if isinstance(value, list)}
    try:
        told["cites"] = tuple(Citation(act(act_id), at) for act_id, at in entry["cites"])
        found = Ground(id=key, **{**entry, **told, "kind": _KINDS[entry["kind"]]})
    except (TypeError, KeyError, ValueError) as error:
        raise LawFileError(
            f"{path.name}, «{key}»: лишнее, пропущенное или неверное поле ({error})."
        ) from None
    if found.status not in STATUSES:
        raise LawFileError(f"{path.name}, «{key}»: состояние «{found.status}» не из списка.")
    for name in (*found.rules, *found.without):
        if not any(fnmatchcase(item.id, name) for item in CATALOGUE):
            raise LawFileError(f"{path.name}, «{key}»: правила «{name}» нет.")
    return found
