"""The report on the risk of refusal as its Word template prints it: lines of tables, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from registration import __version__
from registration.domain.case import Case
from registration.domain.review import Decision
from registration.language.wording import date_dots
from registration.rules.catalogue import Finding, Status
from registration.rules.grounds import Ground, GroundKind
from registration.rules.law import Citation
from registration.rules.risk import (
    CheckStand,
    GroundVerdict,
    Guard,
    Outlook,
    QuestionStand,
    Risk,
)

_FIRM_HYPHEN = "\u2011"  # the number of a law must not be torn apart in a narrow column
_TROUBLE = {Outlook.BREACHED: "не выполнено", Outlook.TO_LOOK_AT: "посмотреть"}
_DIGEST_SIGNS = 12  # enough to tell two versions apart on paper


@dataclass(frozen=True, slots=True)
class GroundLine:
    """One ground: where it comes from, how the case stands, numbers of the rules."""

    number: int
    title: str
    plain: str
    basis: str
    outlook: str
    is_sound: bool
    rules: str
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Something to be mended or looked at."""

    number: int
    message: str
    place: str
    basis: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """An open question of law and its answer in this case."""

    text: str
    answer: str
    changes: str
    reason: str
    by: str
    is_open: bool
    matters: bool


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check by hand: what was looked at, when and by whom, what is left to do."""

    title: str
    made: str
    result: str
    todo: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as evidence: the law behind it, the answers it read, what it says."""

    number: int
    title: str
    basis: str
    places: str
    note: str
    result: str
    is_sound: bool


@dataclass(frozen=True, slots=True)
class RiskSheet:
    """All that the template of the report may name."""

    name: str
    case_number: str
    consultant: str
    grounds: int
    breached: int
    unknown: int
    to_look_at: int
    sound: int
    law: tuple[GroundLine, ...]
    practice: tuple[GroundLine, ...]
    beyond: tuple[GroundLine, ...]
    tasks: tuple[TaskLine, ...]
    questions: tuple[QuestionLine, ...]
    checks: tuple[CheckLine, ...]
    rules: tuple[RuleLine, ...]
    rules_applied: int
    rules_confirmed: int
    rules_version: str
    program_version: str


def risk_sheet(case: Case, risk: Risk) -> RiskSheet:
    """Put a report into words."""
    guards = {guard.rule.id: guard for item in risk.grounds for guard in item.guards}
    numbers = {rule: number for number, rule in enumerate(guards, start=1)}
    lines = tuple(_ground_lines(risk, numbers))
    by_kind = {
        kind: tuple(
            line for line, item in zip(lines, risk.grounds, strict=True) if item.ground.kind is kind
        )
        for kind in GroundKind
    }
    counts = risk.counts
    return RiskSheet(
        name=case.tos.full_name if case.tos else "",
        case_number=case.card.number if case.card else "",
        consultant=case.card.consultant if case.card else "",
        grounds=len(risk.grounds),
        breached=counts[Outlook.BREACHED],
        unknown=counts[Outlook.UNKNOWN],
        to_look_at=counts[Outlook.TO_LOOK_AT],
        sound=counts[Outlook.SOUND],
        law=by_kind[GroundKind.LAW],
        practice=by_kind[GroundKind.PRACTICE],
        beyond=by_kind[GroundKind.BEYOND],
        tasks=tuple(_task(number, item) for number, item in enumerate(risk.tasks, start=1)),
        questions=tuple(map(_question, risk.questions)),
        checks=tuple(map(_check, risk.checks)),
        rules=tuple(_rule(numbers[name], guard) for name, guard in guards.items()),
        rules_applied=risk.rules,
        rules_confirmed=risk.confirmed,
        rules_version=risk.digest[:_DIGEST_SIGNS],
        program_version=__version__,
    )


def _ground_lines(risk: Risk, numbers: Mapping[str, int]) -> Iterator[GroundLine]:
    places = {item.ground.id: number for number, item in enumerate(risk.grounds, start=1)}
    for item in risk.grounds:
        guarding = [numbers[guard.rule.id] for guard in item.guards]
        yield GroundLine(
            number=places[item.ground.id],
            title=item.ground.title,
            plain=item.ground.plain,
            basis=_basis(item.ground, places),
            outlook=item.words,
            is_sound=item.outlook is Outlook.SOUND,
            rules=f"{'правила' if len(guarding) > 1 else 'правило'} {in_ranges(guarding)}",
            troubles=tuple(_troubles(item)),
        )


def _basis(ground: Ground, places: Mapping[str, int]) -> str:
    basis = f"{_short(ground.cites) or 'Обзоры практики'} ({ground.status})"
    if ground.under is None:
        return basis
    return f"{basis}; подводят под основание № {places[ground.under]}"


def _troubles(item: GroundVerdict) -> Iterator[str]:
    """A rule is named by what it demands, so say that the demand is not met."""
    for guard in item.guards:
        if guard.outlook in _TROUBLE:
            yield f"{_TROUBLE[guard.outlook]}: {guard.rule.title}"
    missing = dict.fromkeys(guard.waits_for for guard in item.guards if guard.waits_for)
    if missing:
        yield f"нет ответов: {'; '.join(missing)}"


def in_ranges(numbers: Iterable[int]) -> str:
    """«1–4, 7» from 1, 2, 3, 4, 7."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _short(cites: Iterable[Citation]) -> str:
    """«Закон № 7-ФЗ, п. 1 ст. 23.1; ГК РФ, ст. 54»: full titles would fill the table."""
    return "; ".join(
        f"{item.act.short}, {item.at}" if item.at else item.act.short for item in cites
    )


def _task(number: int, finding: Finding) -> TaskLine:
    return TaskLine(number, _one_line(finding.message), finding.place, "; ".join(finding.citations))


def _question(item: QuestionStand) -> QuestionLine:
    made = None if item.is_open else item.decision
    return QuestionLine(
        text=item.question.text,
        answer=item.answer.label,
        changes=item.answer.changes,
        reason=_one_line(made.reason) if made else "",
        by=_decided_by(item, made) if made else item.question.ask,
        is_open=item.is_open,
        matters=item.matters,
    )


def _decided_by(item: QuestionStand, made: Decision) -> str:
    by = f"{made.decided_by}, {date_dots(made.decided_on)}"
    return f"{by}, для всех дел" if item.is_for_all else by


def _check(item: CheckStand) -> CheckLine:
    record = item.record
    if record is None:
        return CheckLine(item.title, "", "не сделана", item.todo)
    made = f"{date_dots(record.checked_on)}, {record.checked_by}"
    result = "всё в порядке" if record.passed else "есть препятствие"
    return CheckLine(item.title, made, result, item.todo)


def _rule(number: int, guard: Guard) -> RuleLine:
    return RuleLine(
        number=number,
        title=guard.rule.title,
        basis=f"{_short(guard.cites)} ({guard.confidence})",
        places=", ".join(guard.places) or "всё дело",
        note=_note(guard),
        result=_result(guard),
        is_sound=guard.outlook is Outlook.SOUND,
    )


def _note(guard: Guard) -> str:
    if guard.waits_for:
        return f"нет ответа: {guard.waits_for}"
    return f"смотрели {date_dots(guard.looked.checked_on)}" if guard.looked else ""


def _result(guard: Guard) -> str:
    if guard.outlook is not Outlook.SOUND:
        return guard.outlook.label
    if any(item.status is Status.SETTLED for item in guard.findings):
        return "решил консультант"
    return "есть совет" if guard.findings else guard.outlook.label


def _one_line(text: str) -> str:
    return " ".join(text.split())
