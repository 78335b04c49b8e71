"""Deadlines of a case: what must happen by when, reckoned from the days of its papers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registration.domain.case import Case
from registration.domain.section import DocumentReference
from registration.rules.law import FigureValue, LawFileError, figure_as_list, figures
from registration.rules.words import day
from registration.tracking import reckoning
from registration.tracking.reckoning import Reckoned
from registration.tracking.terms import (
    APPEAL,
    FILING_BUFFER,
    FILING_WINDOW,
    NOTICE,
    ORDERS,
    PORTAL_CHARTER,
    REGISTER_ENTRY,
    SIMPLIFIED_TAX,
    SUSPENSION,
    YEARLY,
    Term,
)

_OUR_NORM = "наша норма"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day, or a span of days, by which something must happen.

    `met_on` is the day it did happen. Overdue and late mean past the end of the term itself,
    not past the working day to which our caution moved it. What the case has no field for
    stays overdue: nobody can tell that it was done.
    """

    id: str
    title: str
    rule: str
    citation: str
    start: date
    latest: date
    arithmetic: str
    earliest: date | None = None
    met_on: date | None = None
    overdue: bool = False
    late: bool = False
    planned: bool = False
    warning: str | None = None


def deadlines(case: Case, on: date) -> tuple[Deadline, ...]:
    """All deadlines that can be reckoned from what the case knows, in order of their days."""
    found = [
        deadline
        for reckon in (_notice, _municipal, _filing, _review, _answer, _first_year)
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
    yield _made(
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
        yield _made(
            ("charter-submission", "Подать устав в администрацию округа", "tos-muni-terms"),
            meeting.held_on,
            reckoning.own_days(meeting.held_on, rules.submission_days),
            citation=_local_act(rules.act),
            met_on=muni.submitted_on if muni else None,
            on=on,
        )
    if muni and rules.registration_days is not None:
        yield _made(
            ("charter-registration", "Администрация регистрирует устав", "tos-muni-terms"),
            muni.submitted_on,
            reckoning.their_days(muni.submitted_on, rules.registration_days),
            citation=_local_act(rules.act),
            met_on=muni.act.issued_on if muni.act else None,
            on=on,
        )


def _filing(case: Case, on: date) -> Iterator[Deadline]:
    """The window, our own margin inside it, and signals while nothing has been filed."""
    if case.meeting is None:
        return
    held = case.meeting.held_on
    filed = case.filing.filed_on if case.filing else None
    yield from _by_figure(FILING_WINDOW, held, on, met_on=filed)
    yield from _by_figure(FILING_BUFFER, held, on, met_on=filed)
    alarms = () if filed else figure_as_list("filing_alarm_days", on)
    for number, days in enumerate(alarms, start=1):
        yield _made(
            (f"filing-alarm-{number}", "Тревога: на подачу в Минюст мало времени", "term-buffer"),
            held,
            reckoning.own_days(held, days),
            citation=_OUR_NORM,
            on=on,
        )


def _review(case: Case, on: date) -> Iterator[Deadline]:
    """The decision, or the end of a suspension: mending it starts the term anew."""
    filing = case.filing
    if filing is None:
        return
    suspended, filed = filing.suspended_on, filing.filed_on
    if suspended and not (filed and filed > suspended):
        yield from _by_figure(SUSPENSION, suspended, on)
    elif filed:
        yield from _decision(case, filed, on)
    elif filing.planned_on and filing.planned_on >= on:
        yield from _decision(case, filing.planned_on, on)


def _decision(case: Case, start: date, on: date) -> Iterator[Deadline]:
    """The span of days by either law while it is open which of them rules a TOS."""
    chosen = case.decisions.choice("registration-track") or ""
    orders = ORDERS.get(chosen) or (*ORDERS["nko_7fz"], *ORDERS["oo_82fz"])
    known = [(name, reckon, entry) for name, reckon in orders if (entry := _entry(name, start))]
    if not known:
        return
    ends = [reckon(start, int(entry.value)) for _, reckon, entry in known]
    filed = case.filing is not None and case.filing.filed_on is not None
    outcome = case.outcome
    yield _made(
        ("decision", _decision_title(filed=filed), "term-decision"),
        start,
        max(ends, key=lambda item: item.day),
        citation="; ".join(dict.fromkeys(_source(name, entry) for name, _, entry in known)),
        earliest=min(item.day for item in ends),
        arithmetic="; ".join(dict.fromkeys(item.arithmetic for item in ends)),
        met_on=(outcome.decided_on or outcome.refused_on) if outcome else None,
        planned=not filed,
        on=on,
    )


def _decision_title(*, filed: bool) -> str:
    return "Решение Минюста" if filed else "Решение Минюста, если подать в намеченный день"


def _answer(case: Case, on: date) -> Iterator[Deadline]:
    """What follows the decision: the register, the notice, or an appeal."""
    outcome = case.outcome
    if outcome is None:
        return
    if outcome.refused_on:
        yield from _by_figure(APPEAL, outcome.refused_on, on)
    if outcome.decided_on:
        yield from _by_figure(REGISTER_ENTRY, outcome.decided_on, on, met_on=outcome.registered_on)
    if outcome.registered_on:
        yield from _by_figure(NOTICE, outcome.registered_on, on)


def _first_year(case: Case, on: date) -> Iterator[Deadline]:
    registered = case.outcome.registered_on if case.outcome else None
    if registered is None:
        return
    yield from _by_figure(PORTAL_CHARTER, registered, on)
    yield from _by_figure(SIMPLIFIED_TAX, registered, on)
    for id_, title, rule, name in YEARLY:
        if entry := _entry(name, registered):
            month, number = map(int, str(entry.value).split("-"))
            report = reckoning.own_day(date(registered.year + 1, month, number))
            title_ = f"{title} за {registered.year} год"
            yield _made(
                (id_, title_, rule), registered, report, citation=_source(name, entry), on=on
            )
    yield from _end_of_term(case, on)


def _end_of_term(case: Case, on: date) -> Iterator[Deadline]:
    """A meeting to elect anew, early enough before those elected lose their powers."""
    entry = _entry("organ_term_notice_days", on)
    if case.term_until is None or entry is None:
        return
    yield _made(
        ("organ-terms", "Созвать собрание: кончается срок полномочий органов", "post-organ-terms"),
        case.term_until,
        reckoning.days_before(case.term_until, int(entry.value)),
        citation=f"{_OUR_NORM}; устав ТОС",
        on=on,
    )


def _by_figure(
    term: Term, start: date, on: date, *, met_on: date | None = None
) -> Iterator[Deadline]:
    """The deadline of a term, unless the law did not know it on the day of the start."""
    if entry := _entry(term.figure, start):
        yield _made(
            (term.id, term.title, term.rule),
            start,
            term.reckon(start, int(entry.value)),
            citation=_source(term.figure, entry),
            met_on=met_on,
            on=on,
        )


def _made(
    named: tuple[str, str, str],
    start: date,
    end: Reckoned,
    *,
    citation: str,
    on: date,
    earliest: date | None = None,
    arithmetic: str | None = None,
    met_on: date | None = None,
    planned: bool = False,
) -> Deadline:
    id_, title, rule = named
    return Deadline(
        id=id_,
        title=title,
        rule=rule,
        citation=citation,
        start=start,
        latest=end.day,
        arithmetic=arithmetic or end.arithmetic,
        earliest=earliest,
        met_on=met_on,
        overdue=met_on is None and on > end.raw,
        late=met_on is not None and met_on > end.raw,
        planned=planned,
        warning=end.warning,
    )


def _entry(name: str, on: date) -> FigureValue | None:
    """The figure on a day; None when it was not yet set then."""
    try:
        return figures()[name].at(on)
    except LawFileError:
        return None


def _source(name: str, entry: FigureValue) -> str:
    """Where the figure comes from; an act that is not in our list stands in the note."""
    return entry.citation.text if entry.citation else figures()[name].note or _OUR_NORM


def _local_act(act: DocumentReference | None) -> str:
    if act is None:
        return "местный акт о ТОС: спросите администрацию"
    return f"{act.title} от {day(act.issued_on)} №\u00a0{act.number}, дни считаем календарными"
