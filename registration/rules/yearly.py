"""The years of a registered TOS: reports, changes that must be told, elections anew.

Every rule here is silent while the TOS is not in the state register.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from registration.domain.case import Case
from registration.domain.review import ManualCheck
from registration.rules.after import by_the_day, since_registration
from registration.rules.by_hand import latest, recorded
from registration.rules.law import FiguresOn, figure
from registration.rules.rule import (
    Breach,
    Check,
    Confidence,
    Rule,
    RuleStage,
    Severity,
    rule,
)
from registration.rules.words import day
from registration.rules.working_days import add_working_days

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))
_AT = "outcome.registered_on"


def yearly_day(name: str, on: date) -> date:
    """The day by which a yearly duty is done, in the year of a day."""
    return date.fromisoformat(f"{on.year}-{getattr(FiguresOn(on), name)}")


def _every_year(check: str, todo: str, day_figure: str) -> Check:
    """A report for the year before: the first for the year of the registration."""

    def found(case: Case, on: date) -> Iterator[Breach]:
        since = since_registration(case, on)
        if since is None or since.year >= on.year or _recorded_this_year(case, check, on):
            return
        words = f"Отчёт за {on.year - 1} год: {todo} Сдали — запишите проверку в дело."
        breach = Breach(_AT, words, by_hand=True)
        yield from by_the_day(yearly_day(day_figure, on), iter((breach,)), on)

    return found


def _recorded_this_year(case: Case, check: str, on: date) -> bool:
    return recorded(case, check, date(on.year, 1, 1), on) is not None


report_to_ministry = rule(
    "post-annual-minjust",
    "Ежегодный отчёт сдан в Минюст",
    Severity.WARNING,
    RuleStage.AFTER,
    cites=(("fz-7", "ст. 32"), ("fz-82", "ст. 29"), ("minjust-336", "")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)(
    _every_year(
        "post-annual-minjust",
        "заполните единую форму в личном кабинете на портале Минюста и подпишите электронной "
        "подписью председателя.",
        "annual_report",
    )
)

report_to_tax_office = rule(
    "post-accounting",
    "Годовая бухгалтерская отчётность сдана",
    Severity.ADVICE,
    RuleStage.AFTER,
    cites=(("fz-402", "ст. 6"), ("fz-402", "ст. 18")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)(
    _every_year(
        "post-accounting",
        "сдайте бухгалтерскую отчётность в налоговую (можно вести упрощённый учёт), даже если "
        "денег не было.",
        "accounting_report",
    )
)


@rule(
    "post-report-3mln",
    "Выяснено, можно ли вместо отчёта сдать короткое сообщение",
    Severity.WARNING,
    RuleStage.AFTER,
    cites=(("fz-7", "п. 3.1 ст. 32"),),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def short_report(case: Case, on: date) -> Iterator[Breach]:
    """Whether the short message outlived the single form of report is not known."""
    since = since_registration(case, on)
    if since is None or since.year >= on.year:
        return
    checks = ("post-annual-minjust", "post-report-3mln")
    if any(_recorded_this_year(case, check, on) for check in checks):
        return
    limit = f"{figure('short_report_income', on):,}".replace(",", "\u00a0")
    yield Breach(
        _AT,
        f"Раньше, если за год поступило не больше {limit} руб. и нет иностранных денег, вместо "
        "отчёта хватало короткого сообщения. Осталось ли так, не подтверждено: сдавайте полный "
        "отчёт или спросите Управление Минюста и запишите ответ.",
        question="report-3mln",
    )


@rule(
    "post-changes",
    "О новом председателе или адресе сообщено в срок",
    Severity.WARNING,
    RuleStage.AFTER,
    cites=(("fz-129", "п. 5 ст. 5"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def changes_told(case: Case, on: date) -> Iterator[Breach]:
    """A failed record is a change not yet told: its day starts the term."""
    since = since_registration(case, on)
    record = latest(case, "post-changes", on)
    if since is None:
        return
    if record is not None and not record.passed:
        last = change_told_by(record)
        breach = Breach(
            "checks",
            f"Перемена записана {day(record.checked_on)}: подайте в Управление Минюста заявление "
            "по форме Р13014, потом запишите новую проверку.",
        )
        yield from by_the_day(last, iter((breach,)), on)
        return
    looked_on = record.checked_on if record else since
    if (on - looked_on).days > figure("after_check_days", on):
        yield Breach(
            "checks",
            "Узнайте, не сменились ли председатель и адрес ТОС, и запишите проверку: о перемене "
            "надо сразу сообщать в Минюст.",
            severity=Severity.ADVICE,
            by_hand=True,
        )


def change_told_by(record: ManualCheck) -> date:
    """The last day to tell of a change recorded by hand."""
    start = record.checked_on
    return add_working_days(start, figure("change_workdays", start))


@rule(
    "post-charter-change-double",
    "Новая редакция устава зарегистрирована и в администрации, и в Минюсте",
    Severity.WARNING,
    RuleStage.AFTER,
    cites=(*_TOS_LAW, ("fz-7", "ст. 23")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def charter_changed_twice(case: Case, on: date) -> Iterator[Breach]:
    """An act of the administration younger than the entry in the register is a new wording."""
    since = since_registration(case, on)
    act = case.municipal_registration.act if case.municipal_registration else None
    if since is None or act is None or not since < act.issued_on <= on:
        return
    if recorded(case, "post-charter-change-double", act.issued_on, on):
        return
    fee = figure("state_duty_charter_change", on)
    yield Breach(
        "municipal_registration.act.issued_on",
        f"Администрация зарегистрировала новый устав {day(act.issued_on)}, а в ЕГРЮЛ — прежний. "
        f"Подайте новый в Минюст; на бумаге пошлина {fee} руб., сумму сверьте. Зарегистрировали — "
        "запишите проверку.",
        by_hand=True,
    )


@rule(
    "post-organ-terms",
    "Органы избраны заново до конца срока полномочий",
    Severity.WARNING,
    RuleStage.AFTER,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def organs_elected_anew(case: Case, on: date) -> Iterator[Breach]:
    end = case.term_until
    if end is None or since_registration(case, on) is None:
        return
    call = end - timedelta(days=figure("organ_term_notice_days", on))
    if on < call or recorded(case, "post-organ-terms", call, on):
        return
    words = f"кончаются {day(end)}" if on <= end else f"кончились {day(end)}"
    yield Breach(
        "charter.term_years",
        f"Полномочия председателя и других органов {words}. Созовите собрание, изберите органы "
        "заново и запишите проверку; о новом председателе сообщите в Минюст.",
    )


RULES: tuple[Rule, ...] = (
    report_to_ministry,
    short_report,
    report_to_tax_office,
    changes_told,
    charter_changed_twice,
    organs_elected_anew,
)
