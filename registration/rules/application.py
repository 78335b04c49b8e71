"""The application: form, applicant, notary or electronic signature."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.filing import Applicant, Capacity, Filing
from registration.domain.identifiers import phone_digits
from registration.domain.people import Founders
from registration.rules.by_hand import Look, looked
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
from registration.rules.words import day

_REVIEWED = date(2026, 11, 23)

_FORM = Look(
    check="app-form-current",
    at="filing",
    todo="Посмотрите на сайте налоговой службы, действует ли ещё наша редакция формы Р11001.",
    failed="Форма Р11001 изменилась: по старому бланку откажут. Сообщите разработчикам и не "
    "подавайте до обновления.",
)


@rule(
    "app-form-current",
    "Заявление — на действующем бланке Р11001",
    Severity.BLOCKER,
    RuleStage.APPLICATION,
    cites=(("fns-617", ""), ("fz-129", "ст. 9")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def form_current(filing: Filing, case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    yield from looked(_FORM, case, on, trusted_days=figure("form_check_days", law.on))


@rule(
    "app-applicant",
    "Заявитель имеет право подать заявление",
    Severity.BLOCKER,
    RuleStage.APPLICATION,
    cites=(("fz-129", "п. 1.3 ст. 9"), ("fz-7", "п. 5 ст. 13.1")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def applicant_entitled(applicant: Applicant, founders: Founders, case: Case) -> Iterator[Breach]:
    """A founder or the elected chair; the agenda rule sees that the meeting authorised somebody."""
    person, chair = case.person(applicant.person), case.roles.chair
    name = person.name.full if person else "Заявитель"
    is_founder = any(item.person == applicant.person for item in founders.members)
    if applicant.capacity is Capacity.OTHER:
        yield Breach(
            "applicant.capacity",
            f"{name}: подать заявление может учредитель или избранный председатель. Выберите одно "
            "из двух.",
        )
    if applicant.capacity is Capacity.FOUNDER and not is_founder:
        yield Breach(
            "applicant.person",
            f"{name} подаёт как учредитель, но в списке учредителей этого человека нет.",
        )
    if applicant.capacity is Capacity.HEAD:
        if chair is None:
            raise NotYetKnown("organs")
        if chair.key != applicant.person:
            yield Breach(
                "applicant.person",
                f"{name} подаёт как председатель, а председателем избран другой человек: "
                f"{chair.name.full}.",
            )


@rule(
    "app-notary-paper",
    "Подпись на заявлении засвидетельствует нотариус",
    Severity.BLOCKER,
    RuleStage.APPLICATION,
    cites=(("fz-129", "п. 1.2 ст. 9"),),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def notary(filing: Filing, case: Case) -> Iterator[Breach]:
    """Beyond doubt by post and through a representative; in person the sources differ."""
    if filing.is_electronic:
        return
    if filing.notary_on is None:
        yield _no_notary(filing)
        return
    meeting = case.meeting
    if meeting and filing.notary_on < meeting.held_on:
        yield Breach(
            "filing.notary_on",
            f"Заявление подписано у нотариуса {day(filing.notary_on)}, раньше собрания. "
            "Подписать можно только после решения о создании.",
        )
    filed = filing.filed_on or filing.planned_on
    if filed and filing.notary_on > filed:
        yield Breach(
            "filing.notary_on",
            f"К нотариусу собираются {day(filing.notary_on)}, уже после подачи ({day(filed)}). "
            "Сначала нотариус, потом подача.",
        )


def _no_notary(filing: Filing) -> Breach:
    if filing.by_post or filing.by_representative:
        return Breach(
            "filing.notary_on",
            f"Документы подают {filing.route.label}: заявление обязательно подписать при "
            "нотариусе. Впишите, когда заявитель к нему идёт; до этого не подписывайте.",
        )
    return Breach(
        "filing.notary_on",
        "Не указано, когда заявитель подписывает заявление у нотариуса.",
        severity=Severity.WARNING,
        question="notary-in-person",
    )


@rule(
    "app-ukep-electronic",
    "Для Госуслуг есть электронная подпись и учётная запись",
    Severity.BLOCKER,
    RuleStage.APPLICATION,
    cites=(("fz-129", "ст. 9"), ("fz-63", "")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def electronic_signature(filing: Filing, applicant: Applicant, law: LegalBasis) -> Iterator[Breach]:
    if filing.is_paper:
        return
    valid_until = applicant.signature_valid_until
    if valid_until is None:
        yield Breach(
            "applicant.signature_valid_until",
            "Через Госуслуги подают с усиленной квалифицированной подписью заявителя. Получите её "
            "и впишите, до какого дня она действует.",
        )
    elif valid_until < law.on:
        yield Breach(
            "applicant.signature_valid_until",
            f"Электронная подпись действует до {day(valid_until)}, а подача — {day(law.on)}. "
            "Продлите подпись.",
        )
    if not applicant.account_confirmed:
        yield Breach(
            "applicant.account_confirmed",
            "Учётная запись заявителя на Госуслугах должна быть подтверждённой. Проверьте и "
            "отметьте.",
        )


@rule(
    "app-eservice-tos-form",
    "Услуга на Госуслугах принимает форму «ТОС»",
    Severity.WARNING,
    RuleStage.APPLICATION,
    cites=(("minjust-199", ""),),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def service_accepts_tos(filing: Filing) -> Iterator[Breach]:
    if filing.is_electronic and not filing.form_accepts_tos:
        yield Breach(
            "filing.form_accepts_tos",
            "Проверьте в личном кабинете, можно ли выбрать форму «территориальное общественное "
            "самоуправление». Если нет — подавайте на бумаге.",
            question="electronic-form",
        )


@rule(
    "app-single-source",
    "Одно и то же вписано одинаково",
    Severity.WARNING,
    RuleStage.PACKAGE,
    cites=(("fz-7", "п. 1.1 ст. 23.1"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def single_source(applicant: Applicant, case: Case) -> Iterator[Breach]:
    """The few facts an answer can hold twice; finished papers are compared by the read-back."""
    person = case.person(applicant.person)
    if person and person.phone and phone_digits(person.phone) != phone_digits(applicant.phone):
        yield Breach(
            "applicant.phone",
            f"{person.name.full}: телефон в заявлении {applicant.phone}, а в сведениях об "
            f"учредителях {person.phone}. Оставьте один.",
        )
    if person and person.email and person.email.casefold() != applicant.email.casefold():
        yield Breach(
            "applicant.email",
            f"{person.name.full}: почта в заявлении {applicant.email}, а в сведениях о человеке "
            f"{person.email}. Оставьте одну: на неё придёт ответ.",
        )


RULES: tuple[Rule, ...] = (
    form_current,
    applicant_entitled,
    notary,
    electronic_signature,
    service_accepts_tos,
    single_source,
)
