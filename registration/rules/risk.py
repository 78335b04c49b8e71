"""The risk of refusal in a case: how it stands with every ground, question and check by hand."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.domain.review import Decision, ManualCheck, StandingDecision
from registration.rules.by_hand import latest
from registration.rules.catalogue import (
    CATALOGUE,
    Finding,
    Status,
    Verdict,
    check_case,
    judging_day,
    rules_digest,
)
from registration.rules.confirmed import confidence_label, confirmations, standing
from registration.rules.grounds import Ground, grounds
from registration.rules.law import Citation
from registration.rules.questions import Option, Question, questions
from registration.rules.rule import Rule, Severity


class Outlook(Labelled):
    """How a case stands against a rule or a ground, from the best to the worst."""

    SOUND = "sound", "замечаний нет"
    TO_LOOK_AT = "to_look_at", "посмотреть человеку"
    UNKNOWN = "unknown", "пока неизвестно"
    BREACHED = "breached", "нарушено"


_ABOUT_GROUND = {Outlook.SOUND: "признаков нет", Outlook.BREACHED: "есть нарушение"}
_WORSE = {item: place for place, item in enumerate(Outlook)}


@dataclass(frozen=True, slots=True)
class Guard:
    """One rule held against the case: what it found, or which answers it found sound.

    `confidence` says in words how sure we are of the rule, `cites` are the acts of the day,
    `places` titles of the sections it reads, never the answers themselves; `looked` is the record
    of a check by hand, `waits_for` the place of the answer that is still missing.
    """

    rule: Rule
    outlook: Outlook
    confidence: str
    is_confirmed: bool
    cites: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()
    places: tuple[str, ...] = ()
    looked: ManualCheck | None = None
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class GroundVerdict:
    """How a case stands against one ground; it is as bad as the worst of its guards."""

    ground: Ground
    guards: tuple[Guard, ...]

    @property
    def outlook(self) -> Outlook:
        worst = max(self.guards, key=lambda item: _WORSE[item.outlook], default=None)
        return worst.outlook if worst else Outlook.UNKNOWN

    @property
    def words(self) -> str:
        """How it stands, said of a reason for refusal: it is not «sound», it is not there."""
        return _ABOUT_GROUND.get(self.outlook, self.outlook.label)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for guard in self.guards for finding in guard.findings)


@dataclass(frozen=True, slots=True)
class QuestionStand:
    """An open question of law in this case; without a decision the cautious reading holds."""

    question: Question
    decision: Decision | None
    matters: bool

    @property
    def answer(self) -> Option:
        """What was decided; the cautious reading when nobody decided."""
        return self._decided or self._cautious

    @property
    def is_open(self) -> bool:
        return self._decided is None

    @property
    def is_for_all(self) -> bool:
        """Whether the decision was made for all cases of the installation."""
        return isinstance(self.decision, StandingDecision)

    @property
    def _decided(self) -> Option | None:
        return self.question.option(self.decision.choice) if self.decision else None

    @property
    def _cautious(self) -> Option:
        return next(item for item in self.question.options if item.id == self.question.cautious)


@dataclass(frozen=True, slots=True)
class CheckStand:
    """A check that somebody makes by hand: the newest record and what is still to be done."""

    title: str
    record: ManualCheck | None
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """Everything the report tells about a case on a day."""

    on: date
    grounds: tuple[GroundVerdict, ...]
    questions: tuple[QuestionStand, ...]
    checks: tuple[CheckStand, ...]
    rules: int
    confirmed: int
    digest: str

    @property
    def counts(self) -> Mapping[Outlook, int]:
        """How many grounds stand how; every outlook is there."""
        found = Counter(item.outlook for item in self.grounds)
        return {outlook: found[outlook] for outlook in Outlook}

    @property
    def tasks(self) -> tuple[Finding, ...]:
        """What is to be mended or looked at, each once, the worst first."""
        guards = {guard.rule.id: guard for item in self.grounds for guard in item.guards}
        found = [finding for guard in guards.values() for finding in guard.findings]
        return tuple(
            sorted(
                filter(_needs_person, found), key=lambda item: item.status is not Status.BREACHED
            )
        )

    @property
    def breached(self) -> tuple[GroundVerdict, ...]:
        return tuple(item for item in self.grounds if item.outlook is Outlook.BREACHED)


def assess(case: Case, on: date) -> tuple[GroundVerdict, ...]:
    """Hold a case against every ground, in the order of grounds.toml."""
    return _ground_verdicts(tuple(_guards(case, on, check_case(case, on))))


def risk_of(case: Case, on: date) -> Risk:
    """Everything the report tells: grounds, open questions, checks by hand, versions."""
    verdict = check_case(case, on)
    guards = tuple(_guards(case, on, verdict))
    return Risk(
        on=on,
        grounds=_ground_verdicts(guards),
        questions=tuple(_questions(case, verdict)),
        checks=tuple(_checks(case, on, guards)),
        rules=len(guards),
        confirmed=sum(item.is_confirmed for item in guards),
        digest=rules_digest(),
    )


def _ground_verdicts(guards: tuple[Guard, ...]) -> tuple[GroundVerdict, ...]:
    return tuple(
        GroundVerdict(ground, tuple(item for item in guards if ground.guarded_by(item.rule.id)))
        for ground in grounds()
    )


def _guards(case: Case, on: date, verdict: Verdict) -> Iterator[Guard]:
    """Every rule in force on the day that judges it."""
    waiting = {item.rule: item.place for item in verdict.waiting}
    known = confirmations()
    for item in CATALOGUE:
        day = judging_day(item, case, on)
        if not item.applies(day):
            continue
        found = tuple(finding for finding in verdict.findings if finding.rule == item.id)
        yield Guard(
            rule=item,
            outlook=Outlook.UNKNOWN if item.id in waiting else _outlook(found),
            confidence=confidence_label(item, known),
            is_confirmed=standing(item, known) is not None,
            cites=item.basis(day),
            findings=found,
            places=_places(item),
            looked=latest(case, item.id, on),
            waits_for=waiting.get(item.id, ""),
        )


def _outlook(findings: tuple[Finding, ...]) -> Outlook:
    """A fault that blocks will be refused; a lighter one or a look not taken needs a person."""
    if any(_will_be_refused(item) for item in findings):
        return Outlook.BREACHED
    if any(_needs_person(item) for item in findings):
        return Outlook.TO_LOOK_AT
    return Outlook.SOUND


def _will_be_refused(finding: Finding) -> bool:
    """An undecided question is read in the stricter way; only a look not yet taken may be well."""
    if finding.severity is not Severity.BLOCKER:
        return False
    return finding.status is Status.BREACHED or finding.question is not None


def _needs_person(finding: Finding) -> bool:
    """Advice and what the consultant has settled are told, but ask for nothing."""
    if finding.status is Status.TO_DECIDE:
        return True
    return finding.status is Status.BREACHED and finding.severity is not Severity.ADVICE


def _places(item: Rule) -> tuple[str, ...]:
    return tuple(Case.model_fields[name].title or name for name in item.sections)


def _questions(case: Case, verdict: Verdict) -> Iterator[QuestionStand]:
    """Questions that touch this case come first; advice to decide some day touches none."""
    asked = {
        item.question
        for item in verdict.findings
        if item.status is Status.SETTLED or item.severity is not Severity.ADVICE
    }
    for question in sorted(questions().values(), key=lambda item: item.id not in asked):
        yield QuestionStand(question, case.decisions.last(question.id), question.id in asked)


def _checks(case: Case, on: date, guards: tuple[Guard, ...]) -> Iterator[CheckStand]:
    """Checks of the rules, then whatever else the consultant has recorded."""
    for guard in guards:
        by_hand = [
            item.message
            for item in guard.findings
            if item.status is Status.TO_DECIDE and not item.question
        ]
        if by_hand or guard.looked:
            yield CheckStand(guard.rule.title, guard.looked, " ".join(by_hand))
    known = {guard.rule.id for guard in guards}
    others = {item.check for item in case.checks.made} - known
    for check in sorted(others):
        yield CheckStand(check, latest(case, check, on))
