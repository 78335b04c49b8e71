"""First steps of a registered TOS: the register, the ministry, the bank, taxes, the district.

Every rule here is silent while the TOS is not in the state register.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from registration.domain.case import Case
from registration.rules.by_hand import Look, looked, recorded
from registration.rules.law import figure, figure_as_date, figures
from registration.rules.rule import (
    Breach,
    Check,
    Confidence,
    Rule,
    RuleStage,
    Severity,
    rule,
)
from registration.rules.terms import registered_on
from registration.rules.words import day, listed
from registration.rules.working_days import add_working_days

_REVIEWED = date(2026, 11, 23)

_EXTRACT = Look(
    check="post-egrul-check",
    at="outcome.registered_on",
    todo="Скачайте выписку на сайте налоговой службы и сверьте название, адрес, председателя, "
    "коды ОКВЭД, код формы и код территории.",
    failed="В выписке из ЕГРЮЛ ошибка. Сразу сообщите в Управление Минюста и в налоговую.",
)
_NOTICE = Look(
    check="post-no-certificate",
    at="outcome.registered_on",
    todo="Бумажного свидетельства не будет: сохраните электронное уведомление Минюста и лист "
    "записи ЕГРЮЛ. Если уведомления нет, позвоните в Управление.",
    failed="Уведомления Минюста нет. Попросите Управление прислать его ещё раз.",
)
_PORTAL = Look(
    check="post-portal-charter",
    at="outcome.registered_on",
    todo="Заведите личный кабинет на портале Минюста о некоммерческих организациях и загрузите "
    "устав в PDF.",
    failed="Устав в личный кабинет не загружен. Узнайте причину и загрузите ещё раз.",
)
_BASICS = Look(
    check="post-basics",
    at="outcome.registered_on",
    todo="Откройте счёт в банке (нужны устав, протокол, выписка, паспорт председателя), узнайте "
    "код ОКПО. Социальный фонд поставит на учёт сам.",
    failed="Счёт не открыт. Узнайте в банке, каких бумаг не хватило, или спросите другой банк.",
)
_TAX = Look(
    check="post-usn",
    at="outcome.registered_on",
    todo="Решите, нужна ли упрощённая система налогообложения; если нужна — сообщите в налоговую.",
    failed="О налогах не договорились. Спросите налоговую, с какого дня систему можно сменить.",
)
_PERSONAL_DATA = Look(
    check="post-rkn",
    at="outcome.registered_on",
    todo="Уведомите Роскомнадзор об обработке персональных данных на его портале: за молчание "
    "штрафуют. Если попадаете в исключения закона, запишите, в какое.",
    failed="Роскомнадзор уведомления не принял. Исправьте и отправьте ещё раз.",
)
_DISTRICT = Look(
    check="post-notify-muni",
    at="outcome.registered_on",
    todo="Сообщите администрации округа и ассоциации ОГРН и ИНН, чтобы они исправили свой реестр "
    "ТОС.",
    failed="В реестре округа ТОС записан неверно. Напишите администрации ещё раз.",
)
_SUPPORT = Look(
    check="post-sonko",
    at="outcome.registered_on",
    todo="Проверьте, относятся ли дела ТОС к социально ориентированным: от этого зависят гранты, "
    "субсидии и отчёт 1-СОНКО.",
    failed="Под поддержку социально ориентированных организаций ТОС не подходит. Это не ошибка: "
    "запишите проверку как пройденную.",
)


def since_registration(case: Case, on: date) -> date | None:
    """The day of the entry in the register, once it has come."""
    since = registered_on(case)
    return since if since and since <= on else None


def by_the_day(last: date, breaches: Iterator[Breach], on: date) -> Iterator[Breach]:
    """Only advice until the last day, a fault of its own weight after it."""
    for breach in breaches:
        if on <= last:
            words = f"Срок — {day(last)}. {breach.message}"
            yield replace(breach, message=words, severity=Severity.ADVICE)
        else:
            yield replace(breach, message=f"Срок кончился {day(last)}. {breach.message}")


def _noted(look: Look) -> Check:
    """A duty without a term: somebody does it once and records it."""

    def check(case: Case, on: date) -> Iterator[Breach]:
        if since_registration(case, on):
            yield from looked(look, case, on)

    return check


def _in_term(look: Look, days_figure: str) -> Check:
    """A duty with so many days from the registration; older cases do not have it."""

    def check(case: Case, on: date) -> Iterator[Breach]:
        since = since_registration(case, on)
        if since and figures()[days_figure].values[0].since <= since:
            last = since + timedelta(days=figure(days_figure, since))
            yield from by_the_day(last, looked(look, case, on), on)

    return check


@rule(
    "post-egrul-check",
    "Запись в ЕГРЮЛ сверена с документами",
    Severity.WARNING,
    RuleStage.AFTER,
    cites=(("fz-129", "ст. 5"), ("fz-129", "ст. 11")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def register_checked(case: Case, on: date) -> Iterator[Breach]:
    since, outcome = since_registration(case, on), case.outcome
    if since is None or outcome is None:
        return
    numbers = {"ОГРН": outcome.ogrn, "ИНН": outcome.inn, "КПП": outcome.kpp}
    missing = [name for name, value in numbers.items() if value is None]
    if missing:
        yield Breach("outcome", f"ТОС записан в ЕГРЮЛ {day(since)}: впишите {listed(missing)}.")
    yield from looked(_EXTRACT, case, on, after=since)


@rule(
    "post-no-certificate",
    "Сохранены электронное уведомление и лист записи",
    Severity.ADVICE,
    RuleStage.AFTER,
    cites=(("fz-7", "ст. 13.1"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def notice_kept(case: Case, on: date) -> Iterator[Breach]:
    """While paper certificates were issued there was nothing to remind of."""
    since = since_registration(case, on)
    if since and since > figure_as_date("paper_certificate_until", on):
        last = add_working_days(since, figure("notice_workdays", since))
        yield from by_the_day(last, looked(_NOTICE, case, on), on)


@rule(
    "post-minjust-number",
    "Записаны учётный номер Минюста и номер распоряжения",
    Severity.ADVICE,
    RuleStage.AFTER,
    cites=(("minjust-199", "п. 16"), ("minjust-199", "п. 17")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def numbers_kept(case: Case, on: date) -> Iterator[Breach]:
    outcome = case.outcome
    if outcome is None or since_registration(case, on) is None:
        return
    why = "по нему находят дело в Минюсте."
    if outcome.account_number is None:
        yield Breach(
            "outcome.account_number", f"Впишите учётный номер из уведомления Минюста: {why}"
        )
    if outcome.order_number is None:
        yield Breach("outcome.order_number", f"Впишите номер распоряжения Минюста: {why}")


portal_charter = rule(
    "post-portal-charter",
    "Устав загружен в личный кабинет на портале Минюста",
    Severity.WARNING,
    RuleStage.AFTER,
    cites=(("fz-7", "ст. 13.1"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)(_in_term(_PORTAL, "portal_charter_days"))


@rule(
    "post-head-ukep",
    "У председателя есть электронная подпись для отчётов",
    Severity.WARNING,
    RuleStage.AFTER,
    cites=(("fz-63", "ст. 17.2"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def head_signature(case: Case, on: date) -> Iterator[Breach]:
    """Certificates run out, so an old record counts for nothing."""
    if since_registration(case, on) is None:
        return
    young = on - timedelta(days=figure("after_check_days", on))
    if recorded(case, "post-head-ukep", young, on) is None:
        yield Breach(
            "organs.chair",
            "Получите для председателя электронную подпись руководителя в удостоверяющем центре "
            "налоговой или проверьте, действует ли прежняя: без неё не сдать отчёты. Запишите "
            "проверку в дело.",
            by_hand=True,
        )


@rule(
    "post-basics",
    "Открыт счёт, известны коды статистики, есть печать, если она по уставу нужна",
    Severity.ADVICE,
    RuleStage.AFTER,
    cites=(("fz-7", "ст. 3"), ("fz-129", "ст. 11"), ("fz-115", "")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def basics(case: Case, on: date) -> Iterator[Breach]:
    if since_registration(case, on) is None:
        return
    seal = (
        " По уставу у ТОС есть печать: закажите её." if case.charter and case.charter.seal else ""
    )
    for breach in looked(_BASICS, case, on):
        yield replace(breach, message=f"{breach.message}{seal}")


simplified_tax = rule(
    "post-usn",
    "Решено, переходить ли на упрощённую систему налогообложения",
    Severity.ADVICE,
    RuleStage.AFTER,
    cites=(("tax-code", "п. 2 ст. 346.13"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)(_in_term(_TAX, "usn_days"))

personal_data_notice = rule(
    "post-rkn",
    "Роскомнадзор уведомлён об обработке персональных данных",
    Severity.WARNING,
    RuleStage.AFTER,
    cites=(("fz-152", "ст. 22"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)(_noted(_PERSONAL_DATA))

district_told = rule(
    "post-notify-muni",
    "Администрация и ассоциация знают ОГРН и ИНН",
    Severity.ADVICE,
    RuleStage.AFTER,
    cites=(("regional-tos", ""),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)(_noted(_DISTRICT))

support = rule(
    "post-sonko",
    "Проверено, относится ли ТОС к социально ориентированным организациям",
    Severity.ADVICE,
    RuleStage.AFTER,
    cites=(("fz-7", "ст. 31.1"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)(_noted(_SUPPORT))

RULES: tuple[Rule, ...] = (
    register_checked,
    notice_kept,
    numbers_kept,
    portal_charter,
    head_signature,
    basics,
    simplified_tax,
    personal_data_notice,
    district_told,
    support,
)
