"""All rules in the order people see them, and the judgement of a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.domain.problems import place_in
from registration.domain.review import Decision, StandingDecision
from registration.rules import (
    activities,
    address,
    after,
    answer,
    application,
    charter,
    charter_text,
    charter_whole,
    contacts,
    counting,
    delegates,
    enclosures,
    first_orders,
    founders,
    local,
    location,
    meeting,
    municipal,
    name,
    organs,
    package,
    participation,
    people,
    records,
    terms,
    territory,
    unsettled,
    votes,
    yearly,
)
from registration.rules.law import legal_basis
from registration.rules.questions import Question, questions
from registration.rules.rule import Breach, NotYetKnown, Rule, RuleStage, Severity

CATALOGUE: tuple[Rule, ...] = (
    *territory.RULES,
    *municipal.RULES,
    *local.RULES,
    *founders.RULES,
    *people.RULES,
    *organs.RULES,
    *name.RULES,
    *charter.RULES,
    *location.RULES,
    *charter_text.RULES,
    *charter_whole.RULES,
    *participation.RULES,
    *meeting.RULES,
    *delegates.RULES,
    *votes.RULES,
    *counting.RULES,
    *application.RULES,
    *activities.RULES,
    *contacts.RULES,
    *address.RULES,
    *package.RULES,
    *enclosures.RULES,
    *terms.RULES,
    *answer.RULES,
    *after.RULES,
    *first_orders.RULES,
    *yearly.RULES,
    *unsettled.RULES,
    *records.RULES,
)


class Status(Labelled):
    """Where a finding stands."""

    BREACHED = "breached", "нарушено"
    TO_DECIDE = "to_decide", "нужно решение или проверка человека"
    SETTLED = "settled", "решено консультантом"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on the case, ready for a person to read."""

    rule: str
    title: str
    severity: Severity
    at: str
    place: str
    message: str
    citations: tuple[str, ...]
    status: Status
    question: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The finding as programs read it."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "at": self.at,
            "message": self.message,
            "citations": list(self.citations),
            "status": self.status.value,
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """A rule that cannot be judged yet, and the answer it waits for."""

    rule: str
    title: str
    severity: Severity
    at: str
    place: str

    def __str__(self) -> str:
        return self.rule


@dataclass(frozen=True)
class Verdict:
    """What the rules say about a case on a day."""

    findings: tuple[Finding, ...]
    waiting: tuple[Waiting, ...]

    @property
    def blocked(self) -> bool:
        """Whether something keeps the package from being final."""
        return bool(self.blockers)

    @cached_property
    def blockers(self) -> tuple[Finding, ...]:
        return self._of(Severity.BLOCKER)

    @cached_property
    def warnings(self) -> tuple[Finding, ...]:
        return self._of(Severity.WARNING)

    @cached_property
    def advice(self) -> tuple[Finding, ...]:
        return self._of(Severity.ADVICE)

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(item for item in self.findings if item.severity is severity)


def check_case(case: Case, on: date) -> Verdict:
    """Hold a case against every rule, each by the law of the day that judges it."""
    findings: list[Finding] = []
    waiting: list[Waiting] = []
    for item in CATALOGUE:
        day = judging_day(item, case, on)
        if not item.applies(day):
            continue
        try:
            breaches = item.judge(case, on, legal_basis(day))
        except NotYetKnown as missing:
            waiting.append(_waiting(item, missing.at))
        else:
            findings += (_finding(item, breach, case, day) for breach in breaches)
    return Verdict(tuple(findings), tuple(waiting))


def judging_day(item: Rule, case: Case, on: date) -> date:
    """The meeting is judged by the law of its own day, the papers by that of their filing.

    Duties of a registered TOS follow the law of the day on which one looks.
    """
    if item.stage is RuleStage.MEETING:
        return case.meeting.held_on if case.meeting else on
    filing = case.filing
    if filing is None or item.stage is RuleStage.AFTER:
        return on
    return terms.standing_filing(case) or max(on, filing.planned_on or on)


def rules_digest() -> str:
    """A fingerprint of the rules and their law, for the manifest of a package."""
    import hashlib  # only packages need it, and every check would pay for loading it

    digest = hashlib.sha256()
    for path in sorted(_files()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    """All but the confirmations: a lawyer's name changes no judgement."""
    here = Path(__file__).parent
    yield from here.glob("*.py")
    yield from (path for path in here.glob("*.toml") if path.name != "confirmed.toml")


def _finding(item: Rule, breach: Breach, case: Case, day: date) -> Finding:
    severity = breach.severity or item.severity
    status = Status.TO_DECIDE if breach.by_hand else Status.BREACHED
    message = breach.message
    if breach.question:
        question = questions()[breach.question]
        status, comment = _decided(question, case.decisions.last(question.id))
        message = f"{message} {comment}"
        if status is Status.SETTLED:
            severity = Severity.ADVICE
    return Finding(
        rule=item.id,
        title=item.title,
        severity=severity,
        at=breach.at,
        place=_place(breach.at),
        message=message,
        citations=tuple(citation.text for citation in item.basis(day)),
        status=status,
        question=breach.question,
    )


def _decided(question: Question, made: Decision | None) -> tuple[Status, str]:
    """What the consultant's decision makes of the fault, and how to say it."""
    option = question.option(made.choice if made else None)
    if made is None or option is None:
        unknown = f" Записано «{made.choice}», а такого ответа нет." if made else ""
        return Status.TO_DECIDE, (
            f"Вопрос консультанту: {question.text}{unknown} Осторожнее так: "
            f"{question.cautious_label}. Спросить: {question.ask}."
        )
    who = "Решено для всех дел" if isinstance(made, StandingDecision) else "Консультант решил"
    if option.accepts:
        return Status.SETTLED, f"{who}: {option.label}."
    return Status.BREACHED, f"{who}: {option.label}. Исправьте ответы."


def _waiting(item: Rule, at: str) -> Waiting:
    return Waiting(rule=item.id, title=item.title, severity=item.severity, at=at, place=_place(at))


def _place(at: str) -> str:
    path = tuple(int(part) if part.isdigit() else part for part in at.split("."))
    return place_in(Case, path)
