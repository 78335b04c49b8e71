"""The choices of a charter, their combinations, and the text the model charter gives for each.

Multiplying all choices gives many millions of charters. The choices that let a clause in or out are
multiplied in full: a reference can lose its clause, and a number can be skipped, only there.
The others change words inside a clause; they are dealt over the same charters so that every value
meets every value of every other choice.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import combinations, product
from typing import Any

import pytest

from registration.assembly.rendering.context import template_context
from registration.assembly.rendering.numbering import Numbering
from registration.assembly.rendering.render import Renderer, document_paragraphs
from registration.domain.case import Case
from registration.domain.charter import (
    Audit,
    ChairTitle,
    CouncilTitle,
    ElectedBy,
    Executive,
    Fees,
    Membership,
    Pay,
    QuorumRule,
)
from registration.domain.meeting import MeetingKind
from registration.domain.tos import BoundariesKind, Scale, Scheme, Track
from registration.language.wording import filters

MODEL = "charters/model.docx"
RESIDENTS = 7313  # no other number of a charter looks like it
BOTH = (False, True)

WHOLE: dict[str, tuple[Any, ...]] = {
    "supreme_body": tuple(MeetingKind),
    "executive": tuple(Executive),
    "audit": tuple(Audit),
    "membership": tuple(Membership),
    "income": BOTH,
    "seal": BOTH,
    "track": tuple(Track),
    "deal_limit": (None, 20_000),
    "fees": tuple(Fees),
}
DEALT: dict[str, tuple[Any, ...]] = {
    "scale": tuple(Scale),
    "chair_title": tuple(ChairTitle),
    "council_title": tuple(CouncilTitle),
    "chair_elected_by": tuple(ElectedBy),
    "pay": tuple(Pay),
    "quorum_rule": tuple(QuorumRule),
    "stamp_block": BOTH,
    "symbols": (None, "на белом поле зелёная ель"),
    "short_name": BOTH,
    "council_size": (None, 5),
    "audit_size": (None, 3),
    "delegate_norm": (None, 20),
    "application_days": (None, 14),
    "start_property": (None, 15_000),
    "term_years": (1, 2, 5),
    "boundaries_kind": tuple(BoundariesKind),
    "scheme": tuple(Scheme),
    "decision": BOTH,
    "local_act": BOTH,
    "contiguous": BOTH,
    # The law on local government of the day of the meeting: 131-FZ, then 33-FZ, then 33-FZ alone.
    "held_on": (date(2025, 3, 14), date(2026, 11, 20), date(2028, 2, 11)),
}
AXES = WHOLE | DEALT
_OF_CHARTER = {
    *("supreme_body", "executive", "audit", "membership", "income", "seal", "deal_limit", "fees"),
    *("chair_title", "council_title", "chair_elected_by", "pay", "quorum_rule", "stamp_block"),
    *("symbols", "council_size", "audit_size", "delegate_norm", "application_days"),
    *("start_property", "term_years"),
}

Choice = Mapping[str, Any]


def possible(choice: Choice) -> bool:
    """Whether the rules let these choices stand together; a choice may be partial.

    The rule on names of the organs refuses a chair of a council that is not there, the rule on
    the parts of the charter refuses that such a council elects the chair.
    """
    title = choice.get("council_title", CouncilTitle.COUNCIL)
    has_council = choice.get("executive") is not Executive.CHAIR_ONLY
    if choice.get("chair_title") is ChairTitle.COUNCIL_CHAIR:
        return has_council and title is CouncilTitle.COUNCIL
    return has_council or choice.get("chair_elected_by") is not ElectedBy.COUNCIL


@cache
def choices() -> tuple[Choice, ...]:
    """Every combination of `WHOLE`, the rest dealt evenly and always the same way."""
    deck = random.Random(14)  # noqa: S311 — dealing, not a secret
    return tuple(
        _dealt(dict(zip(WHOLE, values, strict=True)), deck) for values in product(*WHOLE.values())
    )


def _dealt(whole: dict[str, Any], deck: random.Random) -> Choice:
    while True:
        choice = whole | {axis: deck.choice(values) for axis, values in DEALT.items()}
        if possible(choice):
            return choice


def unmet_pairs() -> Iterator[tuple[str, Any, str, Any]]:
    """Pairs of values that no charter of `choices` has together, though it could."""
    for one, other in combinations(AXES, 2):
        met = {(choice[one], choice[other]) for choice in choices()}
        for first, second in product(AXES[one], AXES[other]):
            if (first, second) not in met and possible({one: first, other: second}):
                yield one, first, other, second


def case_of(base: Case, choice: Choice) -> Case:
    """The sample with these choices made; `base` has every answer that a charter can print."""
    tos, territory, meeting, residents = base.tos, base.territory, base.meeting, base.residents
    assert base.charter and tos and territory and meeting and residents and base.local_rules
    charter = {axis: choice[axis] for axis in _OF_CHARTER}
    charter["income_kinds"] = ("прокат инвентаря", "продажа сувениров") if choice["income"] else ()
    return base.model_copy(
        update={
            "charter": base.charter.model_copy(update=charter),
            "tos": tos.model_copy(update=_names(tos.short_name, choice)),
            "territory": territory.model_copy(update=_place(territory.decision, choice)),
            "meeting": meeting.model_copy(
                update={"kind": choice["supreme_body"], "held_on": choice["held_on"]}
            ),
            "residents": residents.model_copy(update={"adults": RESIDENTS}),
            "local_rules": base.local_rules if choice["local_act"] else None,
        }
    )


def _names(short_name: object, choice: Choice) -> dict[str, Any]:
    return {
        "track": choice["track"],
        "scale": choice["scale"],
        "short_name": (short_name or "ТОС «Заречье»") if choice["short_name"] else None,
    }


def _place(decision: object, choice: Choice) -> dict[str, Any]:
    return {
        "boundaries_kind": choice["boundaries_kind"],
        "scheme": choice["scheme"],
        "contiguous": choice["contiguous"],
        "decision": decision if choice["decision"] else None,
        "house_address": "улица Лесная, дом 4",
        "entrance": "2",
    }


class Charters:
    """Prints charters and tells which clauses and sections each of them has."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clauses: list[str] = []
        self.sections: list[str] = []
        self._record(monkeypatch, "clause", lambda: self.clauses)
        self._record(monkeypatch, "section", lambda: self.sections)

    def _record(
        self, monkeypatch: pytest.MonkeyPatch, name: str, keys: Callable[[], list[str]]
    ) -> None:
        numbered = getattr(Numbering, name)

        def recording(numbering: Numbering, key: str) -> str:
            if numbering._known is not None:  # the second pass is the one that is printed
                keys().append(key)
            return str(numbered(numbering, key))

        monkeypatch.setattr(Numbering, name, recording)

    def printed(self, case: Case) -> tuple[str, ...]:
        """Paragraphs of the charter of a case; `clauses` and `sections` are its keys after it."""
        self.clauses, self.sections = [], []
        assert case.meeting
        context = {**template_context(case, case.meeting.held_on), "draft_mark": ""}
        return document_paragraphs(Renderer(context, filters(case)).render(MODEL).content)
