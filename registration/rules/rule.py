"""What a rule is: a small function, the act it rests on, and what it may answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from registration.domain.case import SECTIONS, Case
from registration.domain.labelled import Labelled
from registration.rules.law import Citation, LegalBasis, act

Cites = tuple[tuple[str, str], ...]
"""Pairs of an act's id and the place in it: («fz-33», «ст. 50»)."""


class Severity(Labelled):
    """What a finding does to the package."""

    BLOCKER = "blocker", "не пускает дальше"
    WARNING = "warning", "предупреждение"
    ADVICE = "advice", "совет"


class RuleStage(Labelled):
    """Where on the way the rule belongs; it also says which day's law judges."""

    FOUNDING = "founding", "создание ТОС"
    CHARTER = "charter", "устав"
    MEETING = "meeting", "собрание"
    APPLICATION = "application", "заявление"
    PACKAGE = "package", "комплект"
    TERM = "term", "сроки"
    AFTER = "after", "после регистрации"


class Confidence(Labelled):
    """How sure we are that the law says so."""

    SECONDARY = "secondary", "проверено вторично"
    MEMORY = "memory", "по памяти"
    DOUBTFUL = "doubtful", "сомнительно, решает консультант"


@dataclass(frozen=True, slots=True)
class Breach:
    """What a rule found: where, what is wrong and how to mend it.

    `severity` differs from the rule's own when this fault is lighter; `question` names the open
    question of law the fault hangs on; `by_hand` says that somebody has to look first.
    """

    at: str
    message: str
    severity: Severity | None = None
    question: str | None = None
    by_hand: bool = False


class NotYetKnown(Exception):
    """A rule cannot be judged yet: names the answer it waits for."""

    def __init__(self, at: str) -> None:
        super().__init__(at)
        self.at = at


Check = Callable[..., Iterator[Breach]]

_TOLD = frozenset({"case", "on", "law"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of law in the catalogue."""

    id: str
    title: str
    severity: Severity
    stage: RuleStage
    cites: tuple[Citation, ...]
    confidence: Confidence
    reviewed: date
    check: Check
    asks: tuple[str, ...]
    since: date | None = None
    until: date | None = None

    @property
    def sections(self) -> tuple[str, ...]:
        """Sections of the case that must be answered before the rule can be judged."""
        return tuple(name for name in self.asks if name not in _TOLD)

    def applies(self, on: date) -> bool:
        """Whether the rule holds on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def basis(self, on: date) -> tuple[Citation, ...]:
        """Citations of acts in force on a day; an act that took another's place hides it."""
        valid = [item for item in self.cites if item.act.in_force(on)]
        present = {item.act.id for item in valid}
        return tuple(item for item in valid if item.act.superseded_by not in present)

    def judge(self, case: Case, on: date, law: LegalBasis) -> tuple[Breach, ...]:
        """Hold the case against the rule.

        Raises:
            NotYetKnown: an answer the rule reads is not there yet.
        """
        told: dict[str, Any] = {"case": case, "on": on, "law": law}
        for name in self.sections:
            told[name] = getattr(case, name)
            if told[name] is None:
                raise NotYetKnown(name)
        return tuple(self.check(**{name: told[name] for name in self.asks}))


def rule(
    rule_id: str,
    title: str,
    severity: Severity,
    stage: RuleStage,
    *,
    cites: Cites,
    confidence: Confidence,
    reviewed: date,
    since: date | None = None,
    until: date | None = None,
) -> Callable[[Check], Rule]:
    """Declare a rule; its function's parameters name what it reads."""

    def declare(check: Check) -> Rule:
        code = check.__code__
        asks = code.co_varnames[: code.co_argcount]
        if unknown := set(asks) - _TOLD - set(SECTIONS):
            raise TypeError(f"{rule_id}: нет такого раздела дела: {', '.join(sorted(unknown))}")
        return Rule(
            id=rule_id,
            title=title,
            severity=severity,
            stage=stage,
            cites=tuple(Citation(act(act_id), at) for act_id, at in cites),
            confidence=confidence,
            reviewed=reviewed,
            check=check,
            asks=asks,
            since=since,
            until=until,
        )

    return declare
