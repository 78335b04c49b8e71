"""Ticks of the checklist: who said that a line is done, when, and what in the answers denies it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from registration.assembly.documents import included_documents
from registration.domain.case import Case
from registration.rules.catalogue import CATALOGUE, Finding, Status, check_case
from registration.rules.rule import RuleStage
from registration.rules.words import day as day_text
from registration.tracking.checklist import ChecklistItem, checklist
from registration.tracking.move import Obstacle, charter_as_registered, nothing_blocks
from registration.tracking.refusals import still_found
from registration.tracking.stage import Stage
from registration.tracking.step import CONSULTANT

TICK, SCAN = "tick", "scan"
"""Kinds of journal entries: a line ticked or opened again, a paper put to a line."""

_CHECK = "rule-"  # no step begins so
_STAGES: Mapping[RuleStage, Stage] = {
    RuleStage.FOUNDING: Stage.INTAKE,
    RuleStage.CHARTER: Stage.PRECHECK,
    RuleStage.MEETING: Stage.MEETING_HELD,
    RuleStage.APPLICATION: Stage.PACKAGE_READY,
    RuleStage.PACKAGE: Stage.PACKAGE_READY,
    RuleStage.TERM: Stage.PACKAGE_READY,
    RuleStage.AFTER: Stage.POST,
}
_FILED = ("filing.filed_on", "Впишите, когда подано.")
_SAID_BY: Mapping[str, tuple[str, str]] = {
    "get-borders": ("territory.decision.issued_on", "Впишите решение о границах территории."),
    "send-precheck": ("filing.precheck_sent_on", "Впишите, когда отправлен проект устава."),
    "post-notice": ("meeting.notice_on", "Впишите, когда повесили объявление."),
    "notify-administration": (
        "meeting.administration_notified_on",
        "Впишите, когда уведомили администрацию.",
    ),
    "open-votes": ("meeting.held_on", "Впишите день собрания."),
    "elect-audit-head": (
        "organs.audit_chair",
        "Впишите, кто избран председателем ревизионной комиссии.",
    ),
    "submit-charter": (
        "municipal_registration.submitted_on",
        "Впишите, когда устав подан в администрацию.",
    ),
    "get-charter-registered": (
        "municipal_registration.act.issued_on",
        "Впишите акт администрации: без него устав не зарегистрирован.",
    ),
    "compare-charters": (
        "municipal_registration.act.issued_on",
        "Впишите акт администрации: пока нет её отметки, сверять не с чем.",
    ),
    "pay-duty": ("state_duty.paid_on", "Впишите, когда заплачена пошлина."),
    "file-in-person": _FILED,
    "file-by-representative": _FILED,
    "file-by-post": _FILED,
    "file-at-mfc": _FILED,
    "file-electronically": _FILED,
    "file-somehow": _FILED,
    "check-extract": ("outcome.registered_on", "Впишите дату записи в ЕГРЮЛ."),
    "keep-notice": ("outcome.account_number", "Впишите учётный номер из уведомления."),
}
_SOUND = {
    "compare-charters": charter_as_registered,
    "print-package": nothing_blocks,
    "scan-package": nothing_blocks,
    "mend-package": nothing_blocks,
}


class Recorded(Protocol):
    """An entry of the journal, as far as the checklist reads it."""

    @property
    def at(self) -> datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def content(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Tick:
    """The last word on a line; `day` is when it was done, `at` when that was recorded."""

    done: bool
    day: date
    at: datetime
    author: str
    note: str


def ticks_of(entries: Iterable[Recorded]) -> dict[str, Tick]:
    """Id of a line → the last word on it; lines nobody has spoken of are not there."""
    return {str(entry.content["item"]): _tick(entry) for entry in entries if entry.kind == TICK}


def _tick(entry: Recorded) -> Tick:
    said = entry.content
    return Tick(
        done=bool(said["done"]),
        day=date.fromisoformat(said["day"]),
        at=entry.at,
        author=entry.author,
        note=str(said.get("note", "")),
    )


def whole_checklist(
    case: Case, on: date, tasks: Iterable[ChecklistItem] = ()
) -> tuple[ChecklistItem, ...]:
    """Steps, papers, and what the rules leave to a person's eyes, in the order of the stages.

    `tasks` are lines that do not follow from the answers: what registrars found.
    """
    items = (*checklist(case, on), *_checks(case, on), *tasks)
    return tuple(sorted(items, key=lambda item: item.stage.order))


def _checks(case: Case, on: date) -> Iterator[ChecklistItem]:
    stages = {rule.id: _STAGES[rule.stage] for rule in CATALOGUE}
    for finding in _to_decide(case, on):
        yield ChecklistItem(
            id=f"{_CHECK}{finding.rule}-{finding.at}",
            stage=stages[finding.rule],
            title=f"Проверить: {finding.title}",
            who=CONSULTANT,
            why="; ".join(finding.citations),
        )


def _to_decide(case: Case, on: date) -> Iterator[Finding]:
    told = set()
    for finding in check_case(case, on).findings:
        line = (finding.rule, finding.at)
        if finding.status is Status.TO_DECIDE and line not in told:
            told.add(line)
            yield finding


def closed_by_answer(item: ChecklistItem) -> bool:
    """Whether the line goes when the questionnaire is answered; a tick does not close it."""
    return item.id.startswith(_CHECK)


def open_items(
    case: Case,
    ticks: Mapping[str, Tick],
    on: date,
    by: Stage | None = None,
    tasks: Iterable[ChecklistItem] = (),
) -> tuple[ChecklistItem, ...]:
    """Lines not done yet; with `by`, only those of this stage and the stages before it."""
    return tuple(
        item
        for item in whole_checklist(case, on, tasks)
        if not (item.id in ticks and ticks[item.id].done)
        and (by is None or item.stage.order <= by.order)
    )


def objections(item: ChecklistItem, case: Case, on: date, day: date) -> tuple[Obstacle, ...]:
    """Why a line cannot be ticked as done on that day, with the answers that deny it."""
    if day > on:
        return (Obstacle(f"Этот день ещё не наступил: {day_text(day)}."),)
    return (
        *_by_answer(item.id, case, on, day),
        *_by_soundness(item.id, case, on),
        *_by_paper(item, case, on),
        *_by_check(item.id, case, on),
        *still_found(item.id, case, on),
    )


def _by_answer(item_id: str, case: Case, on: date, day: date) -> Iterator[Obstacle]:
    at, message = _SAID_BY.get(item_id, ("", ""))
    if not at:
        return
    found: object = case
    for part in at.split("."):
        found = getattr(found, part, None)
    if found is None:
        yield Obstacle(message, at)
    elif isinstance(found, date) and found > on:
        yield Obstacle(f"По ответам это будет только {day_text(found)}.", at)
    elif isinstance(found, date) and day < found:
        yield Obstacle(
            f"По ответам это было {day_text(found)}, а отметка днём раньше: {day_text(day)}.", at
        )


def _by_soundness(item_id: str, case: Case, on: date) -> Iterator[Obstacle]:
    if item_id in _SOUND:
        yield from _SOUND[item_id](case, on)


def _by_paper(item: ChecklistItem, case: Case, on: date) -> Iterator[Obstacle]:
    """A paper is signed when it can be made, and not before the meeting it speaks of."""
    spec = next(
        (spec for spec in included_documents(case) if item.id.startswith(f"sign-{spec.id}-")), None
    )
    if spec is None:
        return
    for section in spec.missing(case):
        title = Case.model_fields[section].title
        yield Obstacle(f"Бумага ещё не готова: нет ответов «{title}».", section)
    held = case.meeting.held_on if case.meeting else None
    if item.stage.order >= Stage.MEETING_HELD.order and held is not None and held > on:
        yield Obstacle(f"Собрание будет только {day_text(held)}.", "meeting.held_on")


def _by_check(item_id: str, case: Case, on: date) -> Iterator[Obstacle]:
    if not item_id.startswith(_CHECK):  # every other line would pay for judging the case
        return
    for finding in _to_decide(case, on):
        if item_id == f"{_CHECK}{finding.rule}-{finding.at}":
            yield Obstacle(f"Отметка не заменяет ответа. {finding.message}", finding.at)
