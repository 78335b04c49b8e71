"""Days after the filing: the ministry's decision, a suspension, the register, an appeal."""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from registration.domain.case import Case
from registration.domain.filing import Filing, Outcome
from registration.rules.law import LegalBasis, figure
from registration.rules.rule import (
    Breach,
    Confidence,
    NotYetKnown,
    Rule,
    RuleStage,
    Severity,
    rule,
)
from registration.rules.terms import filing_deadline, longest_decision, standing_filing
from registration.rules.words import day, plural
from registration.rules.working_days import add_working_days, previous_working_day

_REVIEWED = date(2026, 11, 23)


def suspended_on(filing: Filing) -> date | None:
    """The day of a suspension that still lasts; mended papers are filed anew and end it."""
    if filing.suspended_on and filing.filed_on and filing.filed_on > filing.suspended_on:
        return None
    return filing.suspended_on


@rule(
    "term-decision",
    "Минюст решает в срок",
    Severity.WARNING,
    RuleStage.TERM,
    cites=(("fz-7", "п. 8 ст. 13.1"), ("fz-82", "ст. 21"), ("minjust-199", "п. 20")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def decision_in_time(filing: Filing, case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    """Late only by the longest of the two orders."""
    if filing.filed_on is None:
        raise NotYetKnown("filing.filed_on")
    if suspended_on(filing) or answered_on(case.outcome, filing.filed_on):
        return
    last = longest_decision(filing.filed_on, law.on)
    if on > last:
        yield Breach(
            "outcome",
            f"Документы поданы {day(filing.filed_on)}, самый долгий срок решения кончился "
            f"{day(last)}. Позвоните в Управление Минюста; если ответ пришёл, впишите его.",
        )


def answered_on(outcome: Outcome | None, since: date) -> date | None:
    """When the ministry answered papers filed on a day: an older refusal answers older papers."""
    if outcome is None:
        return None
    answers = (outcome.decided_on, outcome.refused_on, outcome.registered_on)
    return min((item for item in answers if item and item >= since), default=None)


@rule(
    "term-suspension",
    "Замечания Минюста исправлены, пока регистрация приостановлена",
    Severity.BLOCKER,
    RuleStage.TERM,
    cites=(("fz-7", "п. 1.1 ст. 23.1"), ("minjust-199", "п. 20")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def suspension(filing: Filing, case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    since = suspended_on(filing)
    if since is None or answered_on(case.outcome, since):
        return
    if filing.suspension_reasons is None:
        yield Breach(
            "filing.suspension_reasons",
            "Регистрация приостановлена, а причины не вписаны. Перепишите их из распоряжения: по "
            "ним исправляют документы.",
            severity=Severity.WARNING,
        )
    months = figure("suspension_months", law.on)
    last = since + relativedelta(months=months)
    if on > last:
        yield Breach(
            "filing.suspended_on",
            f"Регистрация приостановлена {day(since)}, "
            f"{plural(months, 'месяц', 'месяца', 'месяцев')} прошли {day(last)}: теперь откажут. "
            "Готовьте новую подачу; если кончился и срок подачи после собрания — новое собрание.",
        )


@rule(
    "term-fns",
    "После решения Минюста налоговая вносит запись в срок",
    Severity.WARNING,
    RuleStage.TERM,
    cites=(("fz-7", "п. 8 ст. 13.1"), ("fz-82", "ст. 21"), ("fz-129", "ст. 8")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def entry_in_time(case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    """The notice that follows the entry has its own rule: `post-no-certificate`."""
    outcome = case.outcome
    if outcome is None or outcome.decided_on is None or outcome.registered_on:
        return
    last = add_working_days(outcome.decided_on, figure("egrul_workdays", law.on))
    if on > last:
        yield Breach(
            "outcome.registered_on",
            f"Минюст решил {day(outcome.decided_on)}, запись в ЕГРЮЛ ждали до {day(last)}. "
            "Поищите ТОС на сайте налоговой службы: нашли — впишите дату, ОГРН и ИНН, не нашли — "
            "позвоните в Управление Минюста.",
        )


@rule(
    "term-appeal",
    "После отказа решено: подать снова или обжаловать",
    Severity.ADVICE,
    RuleStage.TERM,
    cites=(("fz-7", "ст. 23.1"), ("fz-82", "ст. 23"), ("kas", "ст. 219")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def appeal(case: Case, on: date) -> Iterator[Breach]:
    """Silent as soon as the papers are filed again: a refusal does not hinder that."""
    refused = case.outcome.refused_on if case.outcome else None
    if refused is None or standing_filing(case):
        return
    last = previous_working_day(refused + relativedelta(months=figure("appeal_months", refused)))
    words = (
        f"обжаловать отказ можно до {day(last)} — жалобой в Минюст или в суд"
        if on <= last
        else f"срок обжалования отказа кончился {day(last)}"
    )
    yield Breach(
        "outcome.refused_on",
        f"Отказали {day(refused)}: {words}. Подать исправленные документы отказ не мешает"
        f"{_window(case, on)}.",
    )


def _window(case: Case, on: date) -> str:
    """Whether the three months of the meeting still run after a refusal."""
    if case.meeting is None:
        return ""
    last = filing_deadline(case.meeting.held_on, on)
    if on > last:
        return f", но срок подачи после собрания кончился {day(last)}: нужно новое собрание"
    return f"; срок подачи после собрания — {day(last)}"


RULES: tuple[Rule, ...] = (decision_in_time, suspension, entry_in_time, appeal)
