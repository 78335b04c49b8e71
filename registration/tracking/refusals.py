"""Refusals and suspensions: what each ground says of the answers, papers and tasks of a case."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from registration.assembly.documents import DocumentSpec, Phase, included_documents
from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.rules.catalogue import Finding, Status, check_case
from registration.rules.grounds import Ground, grounds
from registration.rules.rule import Rule
from registration.tracking.checklist import ChecklistItem
from registration.tracking.deadline import Deadline
from registration.tracking.deadlines import deadlines
from registration.tracking.move import Obstacle
from registration.tracking.stage import Stage
from registration.tracking.step import CONSULTANT

REFUSAL = "refusal"
"""Kind of the journal entry that holds one answer of a registrar."""

OTHER = "other"
"""A ground that stands in no list of ours."""

UNGUARDED = "Этого основания не проверяет ни одно правило."
NO_SUCH_GROUND = "Основание, которого нет в нашем списке"
_TASK = "refusal-"
_NEW_VERSION = "new-version"
_GENERAL = frozenset({"tos", "territory"})  # nearly every paper reads them: they tell nothing
_REMADE = (Phase.PREPARATION, Phase.MEETING, Phase.MUNICIPAL, Phase.REGISTRATION)


class Answer(Labelled):
    """What the registrar answered."""

    SUSPENSION = "suspension", "Минюст приостановил регистрацию"
    REFUSAL = "refusal", "Минюст отказал"
    MUNICIPAL = "municipal", "администрация отказала в регистрации устава"

    @property
    def stage(self) -> Stage:
        """Where the case stands after it."""
        return _STAGES[self]


_STAGES = {
    Answer.SUSPENSION: Stage.SUSPENDED,
    Answer.REFUSAL: Stage.REFUSED,
    Answer.MUNICIPAL: Stage.MUNI_REFUSED,
}
_ANSWERS = {item.value: item for item in Answer}
_DUE = {
    Answer.SUSPENSION: "suspension-end",
    Answer.REFUSAL: "filing-window",
    Answer.MUNICIPAL: "charter-submission",
}


class Recorded(Protocol):
    """An entry of the journal, as far as refusals are read from it."""

    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def content(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Refusal:
    """One answer of a registrar; `on` is the day of the paper, `received` when it came."""

    number: int
    answer: Answer
    on: date
    received: date | None
    grounds: tuple[str, ...]
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class Guard:
    """A rule that guards against a ground, and what it says of the case today."""

    rule: Rule
    findings: tuple[Finding, ...]
    waits: bool

    @property
    def state(self) -> str:
        if self.findings:
            return "нашло, что исправить"
        return "ждёт ответов" if self.waits else "ничего не нашло"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What one ground means for the case."""

    id: str
    title: str
    plain: str
    basis: str
    status: str
    guards: tuple[Guard, ...]
    sections: tuple[str, ...]
    documents: tuple[DocumentSpec, ...]

    @property
    def is_unguarded(self) -> bool:
        return not self.guards

    @property
    def is_missed(self) -> bool:
        """Rules guard it, and yet they find nothing: the rule or the answers do not know enough."""
        return bool(self.guards) and not any(item.findings for item in self.guards)


def recorded(answer: Answer, on: date, received: date | None, text: str) -> dict[str, object]:
    """What the journal holds of an answer, but for its grounds."""
    return {
        "answer": answer.value,
        "day": on.isoformat(),
        "received": received.isoformat() if received else "",
        "text": text,
    }


def answer_named(name: str) -> Answer | None:
    return _ANSWERS.get(name)


def refusals_of(entries: Iterable[Recorded]) -> tuple[Refusal, ...]:
    """All that registrars answered, the first one first."""
    return tuple(_refusal(entry) for entry in entries if entry.kind == REFUSAL)


def _refusal(entry: Recorded) -> Refusal:
    said = entry.content
    return Refusal(
        number=entry.number,
        answer=_ANSWERS[said["answer"]],
        on=date.fromisoformat(said["day"]),
        received=date.fromisoformat(said["received"]) if said["received"] else None,
        grounds=tuple(said["grounds"]),
        text=str(said["text"]),
        author=entry.author,
    )


def ground_named(name: str) -> Ground | None:
    """The ground of our list; None for one that stands in no list."""
    return next((item for item in grounds() if item.id == name), None)


def title_of(name: str) -> str:
    found = ground_named(name)
    return found.title if found else NO_SUCH_GROUND


def answers_after(refusal: Refusal) -> dict[str, str]:
    """The answers of the case that hold this paper: terms run from them."""
    if refusal.answer is Answer.SUSPENSION:
        at = ("filing.suspended_on", "filing.suspension_reasons")
    elif refusal.answer is Answer.REFUSAL:
        at = ("outcome.refused_on", "outcome.refusal_reasons")
    else:
        return {}
    return dict(zip(at, (refusal.on.isoformat(), refusal.text), strict=True))


def consequences(refusal: Refusal, case: Case, on: date) -> tuple[Consequence, ...]:
    """What each of the grounds touches, in the order in which they were recorded."""
    verdict = check_case(case, on)
    waiting = {item.rule for item in verdict.waiting}
    found: dict[str, list[Finding]] = {}
    for finding in verdict.findings:
        found.setdefault(finding.rule, []).append(finding)
    return tuple(_consequence(name, case, found, waiting) for name in refusal.grounds)


def _consequence(
    name: str, case: Case, found: Mapping[str, list[Finding]], waiting: set[str]
) -> Consequence:
    ground = ground_named(name)
    if ground is None:
        return Consequence(name, NO_SUCH_GROUND, "", "", "", (), (), ())
    guards = tuple(
        Guard(rule, tuple(found.get(rule.id, ())), rule.id in waiting) for rule in ground.guards
    )
    sections = _touched(guards)
    return Consequence(
        id=name,
        title=ground.title,
        plain=ground.plain,
        basis="; ".join(item.text for item in ground.cites),
        status=ground.status,
        guards=guards,
        sections=sections,
        documents=_remade(case, sections),
    )


def _touched(guards: tuple[Guard, ...]) -> tuple[str, ...]:
    """Parts of the case in which something was found; nothing found — all that the rules read."""
    told = [item.at.split(".")[0] for guard in guards for item in guard.findings]
    names = list(dict.fromkeys(told or [name for item in guards for name in item.rule.sections]))
    own = [name for name in names if name not in _GENERAL]
    return tuple(own or names)


def _remade(case: Case, sections: tuple[str, ...]) -> tuple[DocumentSpec, ...]:
    return tuple(
        spec
        for spec in included_documents(case)
        if spec.phase in _REMADE and not set(spec.needs).isdisjoint(sections)
    )


def terms_after(refusal: Refusal, case: Case, on: date) -> tuple[Deadline, ...]:
    """The terms that matter after this answer, reckoned anew from the answers of the case."""
    names = {
        Answer.SUSPENSION: ("suspension-end", "filing-window", "decision"),
        Answer.REFUSAL: ("appeal", "filing-window", "filing-buffer"),
        Answer.MUNICIPAL: ("charter-submission", "filing-window"),
    }[refusal.answer]
    return tuple(item for item in deadlines(case, on) if item.id in names)


def refusal_tasks(refusals: Iterable[Refusal], case: Case, on: date) -> tuple[ChecklistItem, ...]:
    """Lines of the checklist that the answers of registrars ask for."""
    due = {item.id: item.latest for item in deadlines(case, on)}
    return tuple(item for refusal in refusals for item in _tasks(refusal, due))


def _tasks(refusal: Refusal, due: Mapping[str, date]) -> Iterator[ChecklistItem]:
    last = due.get(_DUE[refusal.answer])
    for name in refusal.grounds:
        ground = ground_named(name)
        yield ChecklistItem(
            id=f"{_TASK}{refusal.number}-{name}",
            stage=refusal.answer.stage,
            title=f"Исправить: {ground.title}" if ground else f"Разобрать: {NO_SUCH_GROUND}",
            who=CONSULTANT,
            why=_why(ground),
            due=last,
        )
    yield ChecklistItem(
        id=f"{_TASK}{refusal.number}-{_NEW_VERSION}",
        stage=refusal.answer.stage,
        title="Собрать новую версию комплекта и сверить её с причинами",
        who=CONSULTANT,
        why=refusal.answer.label[0].upper() + refusal.answer.label[1:],
        due=last,
    )


def _why(ground: Ground | None) -> str:
    if ground is None or not ground.guards:
        return UNGUARDED
    told = "; ".join(item.text for item in ground.cites) or "обзоры практики"
    return f"{told} ({ground.status})"


def still_found(item_id: str, case: Case, on: date) -> Iterator[Obstacle]:
    """Why a ground cannot be ticked as mended: a rule that guards it still finds it."""
    if not item_id.startswith(_TASK):  # every other line would pay for judging the case
        return
    ground = ground_named(item_id.removeprefix(_TASK).partition("-")[2])
    if ground is None:
        return
    for finding in check_case(case, on).blockers:
        if finding.status is Status.BREACHED and ground.guarded_by(finding.rule):
            yield Obstacle(finding.message, finding.at)
