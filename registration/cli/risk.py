"""`registration risk`: every ground for refusal, and how the case stands against it."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from registration.cli import BLOCKED, SOUND
from registration.cli.output import day_of, opened, say, say_json
from registration.domain.case import Case
from registration.errors import RegistrationError
from registration.rules.grounds import GroundKind
from registration.rules.risk import (
    CheckStand,
    GroundVerdict,
    Guard,
    Outlook,
    QuestionStand,
    Risk,
    risk_of,
)

_HEADINGS = {
    GroundKind.LAW: "Основания из закона",
    GroundKind.PRACTICE: "Причины из обзоров практики",
    GroundKind.BEYOND: "Не отказ, но важно",
}


def run(options: argparse.Namespace) -> int:
    """Print the report or write it as a file; 1 when a ground is breached."""
    options.as_json = options.as_json or options.format == "json"
    case = opened(options)
    risk = risk_of(case, day_of(options))
    written = tuple(_written(options, case, risk))
    if options.as_json:
        say_json(_record(risk))
    elif written:
        say(_summary(risk), *(f"Готово: {path}" for path in written))
    else:
        say(*_lines(risk))
    return BLOCKED if risk.breached else SOUND


def _written(options: argparse.Namespace, case: Case, risk: Risk) -> Iterator[Path]:
    if options.docx is None and options.pdf is None:
        return
    from registration.assembly.risk import risk_docx, risk_pdf

    content = risk_docx(case, risk)
    if options.docx is not None:
        yield _write(options.docx, content)
    if options.pdf is not None:
        yield _write(options.pdf, risk_pdf(content))


def _write(path: Path, content: bytes) -> Path:
    try:
        path.write_bytes(content)
    except OSError:
        raise RegistrationError(
            f"Файл «{path}» не записывается. Проверьте, есть ли такая папка."
        ) from None
    return path


def _summary(risk: Risk) -> str:
    counts = risk.counts
    return (
        f"Рассмотрено оснований: {len(risk.grounds)}. Есть нарушение — {counts[Outlook.BREACHED]}, "
        f"пока неизвестно — {counts[Outlook.UNKNOWN]}, "
        f"посмотреть человеку — {counts[Outlook.TO_LOOK_AT]}, "
        f"признаков нет — {counts[Outlook.SOUND]}."
    )


def _lines(risk: Risk) -> Iterator[str]:
    """The whole report for a person."""
    yield f"Риск отказа на {risk.on:%d.%m.%Y}"
    yield _summary(risk)
    for kind, heading in _HEADINGS.items():
        yield from ("", heading)
        for item in risk.grounds:
            if item.ground.kind is kind:
                yield from _ground_lines(item)
    yield from _finding_lines(risk)
    yield from ("", "Открытые вопросы права")
    for question in risk.questions:
        yield from _question_lines(question)
    yield from ("", "Проверки вручную")
    for check in risk.checks:
        yield f"  {_told_check(check)}"
    yield from ("", f"Правил применено: {risk.rules}, из них подтвердил юрист: {risk.confirmed}.")
    yield f"Версия правил: {risk.digest[:12]}."


def _ground_lines(item: GroundVerdict) -> Iterator[str]:
    yield ""
    yield f"  [{item.words}] {item.ground.title}"
    basis = "; ".join(citation.text for citation in item.ground.cites) or "обзоры практики"
    yield f"    Откуда: {basis} ({item.ground.status})"
    for outlook in reversed(Outlook):
        guards = [guard for guard in item.guards if guard.outlook is outlook]
        if guards:
            yield f"    {outlook.label}: {'; '.join(map(_told_guard, guards))}"


def _told_guard(guard: Guard) -> str:
    if guard.waits_for:
        return f"{guard.rule.title} (нет ответа: {guard.waits_for})"
    where = ", ".join(guard.places)
    return f"{guard.rule.title} ({where})" if where else guard.rule.title


def _finding_lines(risk: Risk) -> Iterator[str]:
    if not risk.tasks:
        return
    yield from ("", "Что исправить и посмотреть")
    for finding in risk.tasks:
        yield f"  {finding.place}: {finding.message}"


def _question_lines(item: QuestionStand) -> Iterator[str]:
    mark = "  [важно в этом деле]" if item.matters and item.is_open else ""
    yield f"  {item.question.text}{mark}"
    if item.decision is None or item.is_open:
        yield f"    Не решено. Действует осторожное чтение: {item.answer.label}."
        yield f"    Спросить: {item.question.ask}"
        return
    made = item.decision
    yield f"    Решено: {item.answer.label}. {made.reason}"
    everywhere = ", для всех дел" if item.is_for_all else ""
    yield f"    {made.decided_by}, {made.decided_on:%d.%m.%Y}{everywhere}"


def _told_check(item: CheckStand) -> str:
    if item.record is None:
        return f"{item.title}: не сделано. {item.todo}"
    result = "всё в порядке" if item.record.passed else "есть препятствие"
    told = f"{item.record.checked_on:%d.%m.%Y}, {item.record.checked_by}: {result}."
    return f"{item.title}: {told} {item.todo}".rstrip()


def _record(risk: Risk) -> dict[str, object]:
    return {
        "on": risk.on,
        "counts": {item.value: number for item, number in risk.counts.items()},
        "grounds": [_ground_record(item) for item in risk.grounds],
        "questions": [_question_record(item) for item in risk.questions],
        "checks": [_check_record(item) for item in risk.checks],
        "rules": risk.rules,
        "confirmed": risk.confirmed,
        "rules_digest": risk.digest,
    }


def _ground_record(item: GroundVerdict) -> dict[str, object]:
    ground = item.ground
    return {
        "ground": ground.id,
        "kind": ground.kind.value,
        "title": ground.title,
        "plain": ground.plain,
        "citations": [citation.text for citation in ground.cites],
        "status": ground.status,
        "under": ground.under,
        "outlook": item.outlook.value,
        "guards": [_guard_record(guard) for guard in item.guards],
    }


def _guard_record(guard: Guard) -> dict[str, object]:
    return {
        "rule": guard.rule.id,
        "title": guard.rule.title,
        "outlook": guard.outlook.value,
        "confidence": guard.rule.confidence.value,
        "confirmed": guard.is_confirmed,
        "places": list(guard.places),
        "waits_for": guard.waits_for or None,
        "findings": [finding.as_dict() for finding in guard.findings],
    }


def _question_record(item: QuestionStand) -> dict[str, object]:
    made = item.decision
    return {
        "question": item.question.id,
        "text": item.question.text,
        "open": item.is_open,
        "matters": item.matters,
        "answer": item.answer.id,
        "answer_text": item.answer.label,
        "changes": item.answer.changes,
        "reason": made.reason if made else None,
        "decided_by": made.decided_by if made else None,
        "decided_on": made.decided_on if made else None,
        "for_all_cases": item.is_for_all,
        "ask": item.question.ask,
    }


def _check_record(item: CheckStand) -> dict[str, object]:
    record = item.record
    return {
        "title": item.title,
        "passed": record.passed if record else None,
        "checked_on": record.checked_on if record else None,
        "checked_by": record.checked_by if record else None,
        "todo": item.todo or None,
    }
