"""What is settled at the desk for all cases: open questions of law, confirmed rules.

Decisions are laid beside a package that is built, and over every case that is read on a page.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from registration.cli.output import decided
from registration.districts.reading import read_changes
from registration.domain.case import Case
from registration.domain.review import StandingDecision
from registration.rules.confirmed import Confirmation
from registration.rules.decisions import with_standing
from registration.store import Holding, Store
from web.access import settings, store
from web.build import DECISIONS, PACKS

DECISION, REVIEW, DISTRICT = "decision", "review", "district"
"""Kinds of holdings: by question, by rule, by district."""


def settled(case: Case, on: date) -> Case:
    """A case of a day under what is decided for all: a decision of its own goes before it."""
    ours = with_standing(case, decisions_in_force(store()))
    return decided(ours, on, settings().decisions)


def decisions_in_force(kept: "Holdings") -> tuple[StandingDecision, ...]:
    """The decisions that the desk has published."""
    held = kept.in_force(DECISION).values()
    return tuple(StandingDecision.model_validate_json(item.content) for item in held)


class Holdings(Protocol):
    """What asking for the decisions needs of the store."""

    def in_force(self, kind: str) -> Mapping[str, Holding]: ...


def settled_print(kept: Holdings) -> str:
    """Equal while the same decisions and facts of districts hold for all cases."""
    made = sorted(item.model_dump_json() for item in decisions_in_force(kept))
    told = sorted(item.content.decode() for item in kept.in_force(DISTRICT).values())
    return hashlib.sha256("\n".join((*made, *told)).encode()).hexdigest()


def reviews_in_force(kept: Store) -> dict[str, Confirmation]:
    """Rules that were confirmed at the desk."""
    found = {}
    for rule_id, held in kept.in_force(REVIEW).items():
        said = json.loads(held.content)
        found[rule_id] = Confirmation.read(said["by"], said["on"])
    return found


Changes = dict[str, dict[str, dict[str, Any]]]


def changes_in_force(kept: Holdings) -> Changes:
    """What the desk has put in place of entries of district packs: by district, then by key."""
    held = kept.in_force(DISTRICT)
    return {slug: read_changes(item.content.decode()) for slug, item in held.items()}


def lay_settled(kept: Store, folder: Path) -> None:
    """Lay what is decided for all cases into the folder of a build."""
    made = [item.model_dump(mode="json") for item in decisions_in_force(kept)]
    (folder / DECISIONS).write_text(json.dumps(made), encoding="utf-8")
    packs = {slug: json.loads(held.content) for slug, held in kept.in_force(DISTRICT).items()}
    (folder / PACKS).write_text(json.dumps(packs), encoding="utf-8")
