"""The package: nothing missing, enough copies, the state duty, the receipt."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.filing import Applicant, Filing, StateDuty
from registration.rules.law import LegalBasis, figure
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import day, days, listed

_REVIEWED = date(2026, 11, 23)
_PACKAGE_LAW = (("fz-7", "п. 5 ст. 13.1"), ("fz-82", "ст. 21"))

# Without any of these some paper of the package cannot be written.
_NEEDED = (
    "card",
    "tos",
    "territory",
    "residents",
    "people",
    "founders",
    "charter",
    "meeting",
    "organs",
    "municipal_registration",
    "address",
    "premises",
    "okved",
    "applicant",
    "filing",
)


@rule(
    "pkg-complete",
    "Есть всё, из чего составляют комплект",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(*_PACKAGE_LAW, ("fz-7", "ст. 23.1")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def package_complete(case: Case) -> Iterator[Breach]:
    """An unfinished case can have no package: the only rule that waits for nothing."""
    empty = [name for name in _NEEDED if getattr(case, name) is None]
    if empty:
        titles = (f"«{Case.model_fields[name].title}»" for name in empty)
        yield Breach(empty[0], f"Чтобы составить комплект, заполните ещё: {listed(titles)}.")
    if case.filing and case.filing.by_representative:
        yield from _representative(case.filing)


def _representative(filing: Filing) -> Iterator[Breach]:
    if filing.representative is None:
        yield Breach("filing.representative", "Впишите, кто подаёт документы за заявителя.")
    if filing.power_of_attorney is None:
        yield Breach(
            "filing.power_of_attorney",
            "Представителю нужна нотариальная доверенность. Впишите её номер и дату.",
        )


@rule(
    "pkg-copies",
    "Известно, сколько экземпляров печатать",
    Severity.WARNING,
    RuleStage.PACKAGE,
    cites=_PACKAGE_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def copies_known(filing: Filing, case: Case, law: LegalBasis) -> Iterator[Breach]:
    """Copies for the ministry are figures of law; how many the administration wants differs."""
    local = case.local_rules
    if filing.is_paper and (local is None or local.charter_copies is None):
        ours = figure("charter_copies_minjust", law.on)
        yield Breach(
            "local_rules.charter_copies",
            f"В Минюст нужно экземпляров устава: {ours}. Сколько нужно администрации, не вписано: "
            "узнайте, чтобы напечатать и подписать все сразу.",
        )


@rule(
    "pkg-fee-paper",
    "Госпошлина уплачена, и сумма верна",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(("tax-code", "пп. 1 п. 1 ст. 333.33"), ("tax-code", "ст. 333.18")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def duty_on_paper(filing: Filing, case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    """Papers are printed before the duty is paid: unpaid blocks only when it is time to file."""
    if filing.is_electronic:
        return
    duty, due = case.state_duty, figure("state_duty", law.on)
    if duty is None or duty.paid_on is None:
        yield Breach(
            "state_duty.paid_on" if duty else "state_duty",
            f"Госпошлина {due} руб. ещё не уплачена. Уплатите и впишите день и номер квитанции.",
            severity=None if law.on <= on else Severity.WARNING,
        )
    if duty is None:
        return
    if duty.amount is not None and duty.amount != due:
        yield Breach(
            "state_duty.amount",
            f"Уплачено {duty.amount} руб., а пошлина {due} руб. Доплатите или оформите возврат.",
        )
    yield from _payment(duty, case.applicant, case, law)


def _payment(
    duty: StateDuty, applicant: Applicant | None, case: Case, law: LegalBasis
) -> Iterator[Breach]:
    payer = case.person(duty.payer)
    if payer and applicant and duty.payer != applicant.person:
        yield Breach(
            "state_duty.payer",
            f"Платит {payer.name.full}, а заявитель — другой человек. Пусть платит заявитель; если "
            "уже уплачено, в назначении платежа должно стоять, за кого.",
            severity=Severity.WARNING,
        )
    trusted = figure("duty_details_days", law.on)
    compared_with = duty.paid_on or law.on
    checked = duty.details_checked_on
    if checked is None or (compared_with - checked).days > trusted:
        when = "не сверяли" if checked is None else f"сверяли {day(checked)}"
        yield Breach(
            "state_duty.details_checked_on",
            f"Реквизиты для пошлины {when}. Сверьте их на сайте Управления не раньше чем за "
            f"{days(trusted)} до оплаты: с ошибкой платёж не найдут.",
            severity=Severity.WARNING,
        )


@rule(
    "pkg-fee-electronic",
    "При подаче через Госуслуги пошлину не платят",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(("tax-code", "пп. 32 п. 3 ст. 333.35"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def duty_online(filing: Filing, case: Case, law: LegalBasis) -> Iterator[Breach]:
    duty, due = case.state_duty, figure("state_duty_electronic", law.on)
    if filing.is_electronic and duty and (duty.amount or 0) > due:
        yield Breach(
            "state_duty.amount",
            f"Документы подают через Госуслуги, а вписана пошлина {duty.amount} руб. Платить её не "
            "нужно: уберите сумму, а если уже уплатили — подайте заявление о возврате.",
        )


@rule(
    "pkg-minjust-precheck",
    "Проект устава показали Минюсту до собрания",
    Severity.ADVICE,
    RuleStage.CHARTER,
    cites=(("minjust-199", ""),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def precheck(filing: Filing, case: Case) -> Iterator[Breach]:
    sent = filing.precheck_sent_on
    if sent is None and case.outcome is None:
        yield Breach(
            "filing.precheck_sent_on",
            "Отправьте проект устава на консультацию в Управление Минюста до собрания: замечания "
            "потом потребуют второго собрания.",
        )


@rule(
    "pkg-receipt",
    "День подачи подтверждён распиской или номером заявления",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(("fz-7", "ст. 13.1"), ("minjust-199", "")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def receipt_kept(filing: Filing, on: date) -> Iterator[Breach]:
    """All terms of the ministry start on this day, so it must be provable."""
    if filing.filed_on and filing.filed_on > on:
        yield Breach(
            "filing.filed_on",
            f"День подачи, {day(filing.filed_on)}, ещё не настал. Намеченный день впишите в поле "
            "«Когда собираемся подать».",
        )
    elif filing.filed_on and filing.receipt_number is None:
        proof = "номер заявления на Госуслугах" if filing.is_electronic else "номер расписки"
        yield Breach(
            "filing.receipt_number",
            f"Документы поданы {day(filing.filed_on)}, а {proof} не вписан: без него день подачи "
            "не доказать, а от него идут сроки Минюста.",
        )
    elif filing.receipt_number and filing.filed_on is None:
        yield Breach(
            "filing.filed_on",
            "Номер расписки есть, а день подачи не вписан. От него идут сроки Минюста.",
        )


RULES: tuple[Rule, ...] = (
    package_complete,
    copies_known,
    duty_on_paper,
    duty_online,
    precheck,
    receipt_kept,
)
