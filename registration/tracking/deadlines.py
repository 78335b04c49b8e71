"""Deadlines of a case: what must happen by when, reckoned from the days of its papers."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.section import DocumentReference
from registration.rules.answer import answered_on, suspended_on
from registration.rules.law import figure_as_list
from registration.rules.terms import (
    first_filed,
    local_rules_seen_again,
    registered_on,
    standing_filing,
    transitions,
)
from registration.rules.words import day
from registration.tracking import reckoning
from registration.tracking.deadline import OUR_NORM, Deadline, by_figure, entry, made, source
from registration.tracking.duties import after_registration
from registration.tracking.terms import (
    APPEAL,
    FILING_BUFFER,
    FILING_WINDOW,
    ORDERS,
    REGISTER_ENTRY,
    SUSPENSION,
)

__all__ = ["Deadline", "deadlines"]


def deadlines(case: Case, on: date) -> tuple[Deadline, ...]:
    """All deadlines that can be reckoned from what the case knows, in order of their days."""
    found = [
        deadline
        for reckon in (
            _notice,
            _municipal,
            _transition,
            _filing,
            _review,
            _answer,
            after_registration,
        )
        for deadline in reckon(case, on)
    ]
    return tuple(sorted(found, key=lambda item: item.latest))


def _notice(case: Case, on: date) -> Iterator[Deadline]:
    """When the residents must know of the meeting: the stricter of local act and charter."""
    meeting, rules = case.meeting, case.local_rules
    terms = [
        section.notice_days
        for section in (rules, case.charter)
        if section is not None and section.notice_days is not None
    ]
    if meeting is None or not terms:
        return
    yield made(
        ("meeting-notice", "Оповестить жителей о собрании", "meeting-notice"),
        meeting.held_on,
        reckoning.days_before(meeting.held_on, max(terms)),
        citation=_local_act(rules.act if rules else None),
        met_on=meeting.notice_on,
        on=on,
    )


def _municipal(case: Case, on: date) -> Iterator[Deadline]:
    meeting, rules, muni = case.meeting, case.local_rules, case.municipal_registration
    if rules is None:
        return
    if meeting and rules.submission_days is not None:
        yield made(
            ("charter-submission", "Подать устав в администрацию округа", "tos-muni-terms"),
            meeting.held_on,
            reckoning.own_days(meeting.held_on, rules.submission_days),
            citation=_local_act(rules.act),
            met_on=muni.submitted_on if muni else None,
            on=on,
        )
    if muni and rules.registration_days is not None:
        yield made(
            ("charter-registration", "Администрация регистрирует устав", "tos-muni-terms"),
            muni.submitted_on,
            reckoning.their_days(muni.submitted_on, rules.registration_days),
            citation=_local_act(rules.act),
            met_on=muni.act.issued_on if muni.act else None,
            on=on,
        )


def _transition(case: Case, on: date) -> Iterator[Deadline]:
    """The next day from which the local act must be looked at again, while the case is open."""
    rules = case.local_rules
    if rules is None or registered_on(case):
        return
    checked = rules.checked_on or date.min
    for since, why in transitions(on):
        if checked < since and since.year <= on.year + 1:
            yield made(
                (
                    f"local-rules-{since.year}",
                    "Посмотреть местный акт о ТОС и образцы бумаг ещё раз",
                    "term-muni-2027",
                ),
                since,
                reckoning.from_day(since, why),
                citation="; ".join(item.text for item in local_rules_seen_again.basis(on)),
                on=on,
            )
            return


def _filing(case: Case, on: date) -> Iterator[Deadline]:
    """The window, our own margin inside it, and signals while nothing stands filed."""
    if case.meeting is None:
        return
    held, filed = case.meeting.held_on, first_filed(case)
    yield from by_figure(FILING_WINDOW, held, on, met_on=filed)
    yield from by_figure(FILING_BUFFER, held, on, met_on=filed)
    alarms = () if filed or registered_on(case) else figure_as_list("filing_alarm_days", on)
    for number, days in enumerate(alarms, start=1):
        yield made(
            (f"filing-alarm-{number}", "Тревога: на подачу в Минюст мало времени", "term-buffer"),
            held,
            reckoning.own_days(held, days),
            citation=OUR_NORM,
            on=on,
        )


def _review(case: Case, on: date) -> Iterator[Deadline]:
    """The decision, or the end of a suspension: mending it starts the term anew."""
    filing = case.filing
    if filing is None:
        return
    if since := suspended_on(filing):
        yield from by_figure(SUSPENSION, since, on, met_on=answered_on(case.outcome, since))
    elif filing.filed_on:
        yield from _decision(case, filing.filed_on, on)
    elif filing.planned_on and filing.planned_on >= on:
        yield from _decision(case, filing.planned_on, on)


def _decision(case: Case, start: date, on: date) -> Iterator[Deadline]:
    """The span of days by either law while it is open which of them rules a TOS."""
    chosen = case.decisions.choice("registration-track") or ""
    orders = ORDERS.get(chosen) or (*ORDERS["nko_7fz"], *ORDERS["oo_82fz"])
    known = [(name, reckon, found) for name, reckon in orders if (found := entry(name, start))]
    if not known:
        return
    ends = [reckon(start, int(found.value)) for _, reckon, found in known]
    filed = case.filing is not None and case.filing.filed_on is not None
    yield made(
        ("decision", _decision_title(filed=filed), "term-decision"),
        start,
        max(ends, key=lambda item: item.day),
        citation="; ".join(dict.fromkeys(source(name, found) for name, _, found in known)),
        earliest=min(item.day for item in ends),
        arithmetic="; ".join(dict.fromkeys(item.arithmetic for item in ends)),
        met_on=answered_on(case.outcome, start),
        planned=not filed,
        on=on,
    )


def _decision_title(*, filed: bool) -> str:
    return "Решение Минюста" if filed else "Решение Минюста, если подать в намеченный день"


def _answer(case: Case, on: date) -> Iterator[Deadline]:
    """What follows the decision: an entry in the register, or an appeal."""
    outcome = case.outcome
    if outcome is None:
        return
    if outcome.refused_on:
        yield from by_figure(APPEAL, outcome.refused_on, on, met_on=standing_filing(case))
    if outcome.decided_on:
        yield from by_figure(REGISTER_ENTRY, outcome.decided_on, on, met_on=outcome.registered_on)


def _local_act(act: DocumentReference | None) -> str:
    if act is None:
        return "местный акт о ТОС: спросите администрацию"
    return f"{act.title} от {day(act.issued_on)} №\u00a0{act.number}, дни считаем календарными"
