"""What is to be done in a case, by whom and why: fixed steps, and those its documents ask for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from registration.assembly.documents import (
    DocumentSpec,
    Phase,
    Signatory,
    holders,
    included_attachments,
    included_documents,
)
from registration.domain.case import Case
from registration.domain.people import Person
from registration.rules.law import Citation, act, figure, legal_basis
from registration.rules.words import plural
from registration.tracking import plan
from registration.tracking.deadlines import deadlines
from registration.tracking.stage import Stage
from registration.tracking.step import (
    APPLICANT,
    CHAIR,
    CONSULTANT,
    CONVENER,
    NAMED_AT_MOST,
    TOS_LAW,
    Step,
)
from registration.tracking.steps import STEPS


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of the checklist; `id` never changes, so that a tick stays with its line."""

    id: str
    stage: Stage
    title: str
    who: str
    why: str = ""
    due: date | None = None
    days: str = ""
    """Days of the plan after the entry in the register; empty while there is no such plan."""


_SIGNED_AT: Mapping[str, tuple[Stage, str]] = {
    "personal-data-consent": (Stage.INTAKE, ""),
    "personal-data-consent-tos": (Stage.POST, ""),
    "publication-consent": (Stage.MEETING_HELD, ""),
    "power-administration": (Stage.MUNI_FILED, "charter-submission"),
    "founders-decision": (Stage.MEETING_HELD, "charter-submission"),
    "meeting-notice": (Stage.NOTICE, ""),
    "minutes": (Stage.MEETING_HELD, "charter-submission"),
}

_SIGNED_IN_PHASE: Mapping[Phase, tuple[Stage, str]] = {
    Phase.PREPARATION: (Stage.BORDERS, ""),
    Phase.MEETING: (Stage.MEETING_HELD, "charter-submission"),
    Phase.MUNICIPAL: (Stage.MUNI_FILED, "charter-submission"),
}


def checklist(case: Case, on: date) -> tuple[ChecklistItem, ...]:
    """All steps of this case in the order in which they are made."""
    due = {item.id: item.latest for item in deadlines(case, on)}
    items = [*_fixed(case, on, due), *_signatures(case, due), *_enclosures(case, due)]
    return tuple(sorted(items, key=lambda item: item.stage.order))


def _signatures(case: Case, due: Mapping[str, date]) -> Iterator[ChecklistItem]:
    for spec in included_documents(case):
        stage, deadline = _signed_at(spec, case)
        window = plan.SIGNED_IN.get(spec.id, "")
        last = due.get(deadline) or plan.last_day(case, window)
        for suffix, who in _signers(spec, case):
            yield ChecklistItem(
                id=f"sign-{spec.id}-{suffix}",
                stage=stage,
                title=f"Подписать: {spec.title}",
                who=who,
                due=last,
                days=plan.days(case, stage, window, last),
            )


def _signed_at(spec: DocumentSpec, case: Case) -> tuple[Stage, str]:
    """The stage at which a document is signed and the deadline that dates it."""
    if Signatory.APPLICANT_AT_NOTARY in spec.signed_by:
        electronic = case.filing is not None and case.filing.is_electronic
        return (Stage.ESIGN if electronic else Stage.NOTARY), "filing-window"
    if spec.phase is Phase.AFTER:
        return Stage.POST, ""
    usual = _SIGNED_IN_PHASE.get(spec.phase, (Stage.PACKAGE_READY, "filing-buffer"))
    return _SIGNED_AT.get(spec.id, usual)


def _signers(spec: DocumentSpec, case: Case) -> Iterator[tuple[str, str]]:
    """What ends the id of the line, and who signs."""
    if spec.each is None:
        for signatory in spec.signed_by:
            yield signatory.value, _who(signatory.label, holders(signatory, case))
        return
    subjects = spec.each(case)
    if len(subjects) > NAMED_AT_MOST:
        number = plural(len(subjects), "человек", "человека", "человек")
        yield "everyone", f"каждый, всего {number}"
        return
    for subject in subjects:
        yield subject.key, subject.signer


def _who(label: str, persons: tuple[Person, ...]) -> str:
    """«заявитель: Н. И. Попова»; only the label where nobody is named or many are."""
    if not persons or len(persons) > NAMED_AT_MOST:
        return label
    return f"{label}: {', '.join(person.name.initials for person in persons)}"


def _enclosures(case: Case, due: Mapping[str, date]) -> Iterator[ChecklistItem]:
    for paper in included_attachments(case):
        yield ChecklistItem(
            id=f"enclose-{paper.code.lower()}",
            stage=Stage.PACKAGE_READY,
            title=f"Приложить: {paper.title}",
            who=CONSULTANT,
            why=paper.note,
            due=due.get("filing-buffer"),
        )


def _fixed(case: Case, on: date, due: Mapping[str, date]) -> Iterator[ChecklistItem]:
    holders = {CHAIR: case.roles.chair, APPLICANT: case.roles.applicant}
    sums = {"state_duty": f"{figure('state_duty', on):,}".replace(",", "\u00a0")}
    for step in STEPS:
        if not step.included(case):
            continue
        person = holders.get(step.who)
        last = plan.last_day(case, step.window) or due.get(step.deadline or "")
        yield ChecklistItem(
            id=step.id,
            stage=step.stage,
            title=step.title.format_map(sums),
            who=_who(_doer(step, case), (person,) if person else ()),
            why=_why(step, case, on),
            due=last,
            days=plan.days(case, step.stage, step.window, last),
        )


def _doer(step: Step, case: Case) -> str:
    if step.who == CONVENER and case.meeting:
        return case.meeting.convener.label
    return step.who


def _why(step: Step, case: Case, on: date) -> str:
    meeting_day = case.meeting.held_on if case.meeting else on
    sources = [_citation(act_id, at, meeting_day).text for act_id, at in step.cites]
    about = step.about(case) if step.about else ""
    return "; ".join(filter(None, [*sources, step.reason, about]))


def _citation(act_id: str, at: str, meeting_day: date) -> Citation:
    if act_id == TOS_LAW:
        law = legal_basis(meeting_day)
        return Citation(law.local_government, f"ст. {law.tos_article}")
    return Citation(act(act_id), at)
