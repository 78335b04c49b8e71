"""Days until the filing: their order, three months, time to spare, the months of transition."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from registration.domain.case import Case
from registration.domain.meeting import Meeting
from registration.domain.tos import MunicipalRegistration
from registration.rules.law import LegalBasis, figure, figure_as_date, figure_as_list
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import day, days, plural
from registration.rules.working_days import add_working_days, transfers_known

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))
_WINDOW = (("fz-7", "п. 4 ст. 13.1"), ("fz-82", "ст. 21"))


def filing_deadline(held_on: date, on: date) -> date:
    """The last day to file: the same day of the month, or the month's last."""
    return held_on + relativedelta(months=figure("filing_window_months", on))


def standing_filing(case: Case) -> date | None:
    """The day of a filing that was not refused: after a refusal papers are filed anew."""
    filed = case.filing.filed_on if case.filing else None
    refused = case.outcome.refused_on if case.outcome else None
    if filed is None or refused is None or filed > refused or registered_on(case):
        return filed
    return None


def registered_on(case: Case) -> date | None:
    """The day on which the TOS became a legal entity; None while the case is open."""
    return case.outcome.registered_on if case.outcome else None


def longest_decision(filed: date, on: date) -> date:
    """The last day of the ministry by the longer of the two orders."""
    return max(
        filed + timedelta(days=figure("decision_days_82fz_max", on)),
        add_working_days(filed, figure("decision_workdays_7fz_max", on)),
    )


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
    filed = first_filed(case)
    if registered_on(case) or (filed or law.on) <= last:
        return
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


def first_filed(case: Case) -> date | None:
    """By when the papers were in: mended ones are filed again after they were suspended."""
    filed = standing_filing(case)
    suspended = case.filing.suspended_on if case.filing else None
    return min(filed, suspended) if filed and suspended else filed


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
    if meeting.held_on > on or registered_on(case) or standing_filing(case):
        return
    last = filing_deadline(meeting.held_on, law.on)
    if filing and filing.filed_on is None and filing.planned_on and filing.planned_on < on:
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
    "term-calendar",
    "Для всех сроков дела известен производственный календарь",
    Severity.WARNING,
    RuleStage.TERM,
    cites=(("labour-code", "ст. 112"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def calendar_known(case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    """The Government moves days off anew every autumn; a term that runs past them is a guess."""
    terms = tuple(_running(case, on, law))
    years = {year for _, end in terms for year in range(on.year, end.year + 1)}
    unknown = sorted(year for year in years if not transfers_known(year))
    if unknown:
        at = next(at for at, end in terms if end.year >= unknown[0])
        yield Breach(
            at,
            f"Срок этого дела доходит до {unknown[-1]} года. Переносы выходных с {unknown[0]} года "
            "в программе не записаны: даты могут сдвинуться. Обновите производственный календарь.",
        )


def _running(case: Case, on: date, law: LegalBasis) -> Iterator[tuple[str, date]]:
    """Terms that have not ended yet, each with the answer it starts from."""
    outcome, filed = case.outcome, standing_filing(case)
    if registered_on(case):
        return
    if outcome and outcome.decided_on:
        workdays = figure("egrul_workdays", law.on)
        yield "outcome.decided_on", add_working_days(outcome.decided_on, workdays)
    elif filed:
        yield "filing.filed_on", longest_decision(filed, law.on)
    elif case.filing and case.filing.planned_on:
        yield "filing.planned_on", longest_decision(law.on, law.on)
    if case.meeting and filed is None:
        yield "meeting.held_on", filing_deadline(case.meeting.held_on, law.on)


@rule(
    "term-muni-2027",
    "Местный акт смотрели после перехода на новый закон",
    Severity.WARNING,
    RuleStage.TERM,
    cites=(("fz-33", "ч. 2 ст. 91"), ("fz-33", "ст. 93")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def local_rules_seen_again(case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    """Two transitions: local acts follow the new law, later the former law is gone."""
    transition = last_transition(max(on, law.on))
    if case.local_rules is None or transition is None or registered_on(case):
        return
    since, why = transition
    checked = case.local_rules.checked_on
    if checked is None or checked < since:
        when = f"смотрели {day(checked)}" if checked else "ещё не смотрели"
        yield Breach(
            "local_rules.checked_on",
            f"Местный акт {when}, а с {day(since)} {why}. Посмотрите акт и образцы бумаг "
            "администрации ещё раз.",
        )


def last_transition(on: date) -> tuple[date, str] | None:
    """The newest day of transition that has come, and what changed with it."""
    came = [item for item in transitions(on) if item[0] <= on]
    return came[-1] if came else None


def transitions(on: date) -> tuple[tuple[date, str], ...]:
    """Days from which local acts must be looked at again, as the law stood on a day."""
    gone = figure_as_date("law131_until", on) + timedelta(days=1)
    return (
        (
            figure_as_date("muni_alignment_deadline", on),
            "местные акты должны отвечать новому закону",
        ),
        (gone, "прежний закон о местном самоуправлении не действует"),
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
        if case.initiative.petition_on:
            asked = case.initiative.petition_on
            yield "initiative.petition_on", "обращение о границах", asked
    decision = case.territory.decision if case.territory else None
    after_meeting = case.local_rules is not None and case.local_rules.boundaries_after_meeting
    if decision and not after_meeting:
        yield "territory.decision.issued_on", "решение о границах", decision.issued_on
    yield "meeting.held_on", "собрание", meeting.held_on
    registration = case.municipal_registration
    if registration and not _changed_later(case, registration):
        at = "municipal_registration"
        yield f"{at}.submitted_on", "подача устава в администрацию", registration.submitted_on
        if registration.act:
            issued = registration.act.issued_on
            yield f"{at}.act.issued_on", "регистрация устава администрацией", issued
    if case.filing and (filed := case.filing.filed_on or case.filing.planned_on):
        at = "filing.filed_on" if case.filing.filed_on else "filing.planned_on"
        yield at, "подача в Минюст", filed
    if case.outcome and case.outcome.decided_on:
        yield "outcome.decided_on", "решение Минюста", case.outcome.decided_on
    if case.outcome and case.outcome.registered_on:
        yield "outcome.registered_on", "запись в ЕГРЮЛ", case.outcome.registered_on


def _changed_later(case: Case, registration: MunicipalRegistration) -> bool:
    """A new wording that the administration registered after the entry in the register."""
    since, act = registered_on(case), registration.act
    return since is not None and act is not None and act.issued_on > since


RULES: tuple[Rule, ...] = (
    date_order,
    three_months,
    buffer,
    calendar_known,
    local_rules_seen_again,
)
