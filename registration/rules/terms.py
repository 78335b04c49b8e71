"""Days: their order, three months to file, time to spare, the ministry's days, a suspension."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from registration.domain.case import Case
from registration.domain.filing import Filing, Outcome
from registration.domain.meeting import Meeting
from registration.rules.law import LegalBasis, figure, figure_as_date, figure_as_list
from registration.rules.rule import (
    Breach,
    Confidence,
    NotYetKnown,
    Rule,
    RuleStage,
    Severity,
    rule,
)
from registration.rules.words import day, days, plural

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))
_WINDOW = (("fz-7", "п. 4 ст. 13.1"), ("fz-82", "ст. 21"))


def filing_deadline(held_on: date, on: date) -> date:
    """The last day to file: the same day of the month, or the month's last."""
    return held_on + relativedelta(months=figure("filing_window_months", on))


@rule(
    "term-three-months",
    "Документы поданы в три месяца после собрания",
    Severity.BLOCKER,
    RuleStage.TERM,
    cites=_WINDOW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def three_months(meeting: Meeting, case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    """Counted to the calendar day; the calendar of deadlines advises the working day before it."""
    last = filing_deadline(meeting.held_on, law.on)
    if law.on <= last:
        return
    filed = case.filing.filed_on if case.filing else None
    months = plural(figure("filing_window_months", law.on), "месяц", "месяца", "месяцев")
    term = f"на подачу даётся {months} со дня решения о создании"
    if filed:
        words = f"Документы поданы {day(filed)}, а срок кончился {day(last)}: {term}. Ждите отказа."
    elif on > last:
        words = f"Срок подачи кончился {day(last)}: {term}. Нужно новое собрание."
    else:
        words = (
            f"Подача назначена на {day(law.on)}, а срок кончается {day(last)}: {term}. Назначьте "
            "подачу раньше."
        )
    yield Breach("filing.filed_on" if filed else "filing.planned_on", words)


@rule(
    "term-buffer",
    "До конца срока остаётся время на исправления",
    Severity.WARNING,
    RuleStage.TERM,
    cites=_WINDOW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def buffer(meeting: Meeting, case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    filing = case.filing
    if meeting.held_on > on or (filing and filing.filed_on):
        return
    last = filing_deadline(meeting.held_on, law.on)
    if filing and filing.planned_on and filing.planned_on < on:
        yield Breach(
            "filing.planned_on",
            f"Подать собирались {day(filing.planned_on)}, этот день прошёл. Назначьте новый и не "
            f"откладывайте: срок — {day(last)}.",
        )
    if law.on > last:
        return  # the blocker on three months says the rest
    passed = (law.on - meeting.held_on).days
    if passed > figure("filing_buffer_days", law.on):
        yield Breach(
            "filing.planned_on",
            f"{_alarm((on - meeting.held_on).days, law.on)}После собрания до подачи пройдёт "
            f"{days(passed)}, до конца срока ({day(last)}) останется {days((last - law.on).days)}. "
            "Если Минюст вернёт документы, времени на исправление не хватит.",
        )


def _alarm(passed: int, on: date) -> str:
    """The louder the nearer: two marks after the calm one."""
    first, second = figure_as_list("filing_alarm_days", on)
    if passed >= second:
        return "Подавайте сегодня. "
    return "Срочно. " if passed >= first else ""


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
    """Late only by the longest of the two tracks."""
    if filing.filed_on is None:
        raise NotYetKnown("filing.filed_on")
    if filing.suspended_on or _answered(case.outcome):
        return
    last = filing.filed_on + timedelta(days=figure("decision_days_82fz_max", law.on))
    if on > last:
        yield Breach(
            "outcome",
            f"Документы поданы {day(filing.filed_on)}, самый долгий срок решения кончился "
            f"{day(last)}. Позвоните в Управление Минюста; если ответ пришёл, впишите его.",
        )


def _answered(outcome: Outcome | None) -> bool:
    return outcome is not None and bool(
        outcome.decided_on or outcome.refused_on or outcome.registered_on
    )


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
    if filing.suspended_on is None or _answered(case.outcome):
        return
    if filing.suspension_reasons is None:
        yield Breach(
            "filing.suspension_reasons",
            "Регистрация приостановлена, а причины не вписаны. Перепишите их из распоряжения: по "
            "ним исправляют документы.",
            severity=Severity.WARNING,
        )
    months = figure("suspension_months", law.on)
    last = filing.suspended_on + relativedelta(months=months)
    if on > last:
        yield Breach(
            "filing.suspended_on",
            f"Регистрация приостановлена {day(filing.suspended_on)}, "
            f"{plural(months, 'месяц', 'месяца', 'месяцев')} прошли {day(last)}: теперь откажут. "
            "Готовьте новую подачу; если кончился и срок подачи после собрания — новое собрание.",
        )


@rule(
    "term-muni-2027",
    "Местный акт смотрели после перехода на новый закон",
    Severity.WARNING,
    RuleStage.TERM,
    cites=(("fz-33", "ч. 2 ст. 91"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def local_rules_seen_again(case: Case, law: LegalBasis) -> Iterator[Breach]:
    deadline = figure_as_date("muni_alignment_deadline", law.on)
    checked = case.local_rules.checked_on if case.local_rules else None
    if checked and checked < deadline <= law.on:
        yield Breach(
            "local_rules.checked_on",
            f"Местный акт смотрели {day(checked)}, а с {day(deadline)} местные акты изменились под "
            "новый закон. Посмотрите ещё раз.",
        )


@rule(
    "meeting-date-order",
    "Дни идут по порядку: границы, собрание, администрация, Минюст",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def date_order(meeting: Meeting, case: Case) -> Iterator[Breach]:
    """Where the local act sets boundaries after the meeting, their day is not compared."""
    for (_, before, earlier), (at, after, later) in pairwise(_steps(case, meeting)):
        if later < earlier:
            yield Breach(
                at,
                f"{after[0].upper()}{after[1:]} — {day(later)}, раньше, чем {before} "
                f"({day(earlier)}). Так быть не может: проверьте даты.",
            )
    for number, group in enumerate(meeting.delegates.groups if meeting.delegates else ()):
        if group.elected_on > meeting.held_on:
            yield Breach(
                f"meeting.delegates.groups.{number}.elected_on",
                f"{group.title}: делегатов избрали {day(group.elected_on)}, уже после конференции. "
                "Проверьте дату.",
            )


Step = tuple[str, str, date]


def _steps(case: Case, meeting: Meeting) -> Iterator[Step]:
    """Known days in the order they must come."""
    if case.initiative:
        yield "initiative.met_on", "встреча инициативной группы", case.initiative.met_on
    decision = case.territory.decision if case.territory else None
    after_meeting = case.local_rules is not None and case.local_rules.boundaries_after_meeting
    if decision and not after_meeting:
        yield "territory.decision.issued_on", "решение о границах", decision.issued_on
    yield "meeting.held_on", "собрание", meeting.held_on
    registration = case.municipal_registration
    if registration:
        at = "municipal_registration"
        yield f"{at}.submitted_on", "подача устава в администрацию", registration.submitted_on
        if registration.act:
            issued = registration.act.issued_on
            yield f"{at}.act.issued_on", "регистрация устава администрацией", issued
    if case.filing and (filed := case.filing.filed_on or case.filing.planned_on):
        at = "filing.filed_on" if case.filing.filed_on else "filing.planned_on"
        yield at, "подача в Минюст", filed


RULES: tuple[Rule, ...] = (
    date_order,
    three_months,
    buffer,
    decision_in_time,
    suspension,
    local_rules_seen_again,
)
