"""Who takes part and what for: quorum, age, participants and property in the charter."""

import re
from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.charter import Charter
from registration.domain.meeting import Delegates, Meeting, PropertySource
from registration.domain.tos import Residents
from registration.rules.charter_text import free_texts
from registration.rules.law import LegalBasis, figure, figure_as_fraction
from registration.rules.quorum import entitled, share_of
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import struck_out

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))


@rule(
    "charter-quorum-not-below",
    "Кворум в уставе не ниже того, что велит закон",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=_TOS_LAW,
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def quorum_not_below(
    charter: Charter, meeting: Meeting, case: Case, law: LegalBasis
) -> Iterator[Breach]:
    """Both quorums of an assembly suffice; a conference can be made up so that it never has one."""
    if not charter.by_conference or meeting.delegates is None:
        return
    delegates = meeting.delegates
    if charter.delegate_norm is not None and charter.delegate_norm != delegates.norm:
        yield Breach(
            "charter.delegate_norm",
            f"По уставу один делегат — от {charter.delegate_norm} жителей, а избирали от "
            f"{delegates.norm}. Норма должна быть одна.",
        )
    if case.residents:
        yield from _delegates_for_enough(delegates, case.residents, law)


def _delegates_for_enough(
    delegates: Delegates, residents: Residents, law: LegalBasis
) -> Iterator[Breach]:
    share = figure_as_fraction("quorum_conference_residents", law.on)
    needed = share_of(share, entitled(residents, law.on))
    behind = sum(group.residents for group in delegates.groups)
    if behind < needed:
        yield Breach(
            "meeting.delegates.groups",
            f"Жителей за всеми избранными делегатами — {behind}, а нужно не меньше "
            f"{needed}: даже если придут все, кворума не будет. Изберите делегатов и от других "
            "домов.",
        )


@rule(
    "charter-quorum-dual-law",
    "Кворум от жителей и кворум от членов: какой закон важнее",
    Severity.WARNING,
    RuleStage.CHARTER,
    cites=(("fz-7", "п. 4 ст. 29"), ("civil-code", "ст. 181.2"), ("fz-33", "ст. 50")),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def quorum_dual_law(charter: Charter, law: LegalBasis) -> Iterator[Breach]:
    if charter.quorum_is_third and not charter.by_conference:
        share = figure_as_fraction("quorum_assembly", law.on)
        yield Breach(
            "charter.quorum_rule",
            f"По уставу собрание решает, когда пришли {share} жителей. Законы здесь расходятся.",
            question="one-third-quorum",
        )


_YOUNGER = re.compile(r"\b(?:14|16)[ -]?(?:ти )?лет|\bшестнадцати(?:летн| лет)", re.I)


@rule(
    "charter-age-18",
    "Возраст участия в уставе — тот, что велит закон",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def charter_age(charter: Charter, case: Case, law: LegalBasis) -> Iterator[Breach]:
    needed = figure("participant_age", law.on)
    if charter.minimum_age != needed:
        yield Breach(
            "charter.minimum_age",
            f"По уставу участвуют с {charter.minimum_age} лет, а закон говорит: с {needed}. "
            f"Поставьте {needed}.",
        )
    for at, words in struck_out(_YOUNGER, free_texts(case)):
        yield Breach(
            at,
            f"Слова «{words}» спорят с возрастом участия ({needed} лет). Уберите их из устава.",
        )


@rule(
    "charter-membership",
    "Ясно, как становятся участником и как выходят",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(
        ("civil-code", "ст. 65.2"),
        ("civil-code", "ст. 123.6"),
        ("fz-7", "ст. 14"),
        ("fz-82", "ст. 20"),
    ),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def charter_membership(charter: Charter) -> Iterator[Breach]:
    """Rights, duties and leaving stand in the model charter."""
    if charter.by_application and charter.application_days is None:
        yield Breach(
            "charter.application_days",
            "В ТОС вступают по заявлению: впишите, за сколько дней его рассматривают.",
        )
    if charter.has_membership_fees and not charter.by_application:
        yield Breach(
            "charter.fees",
            "Взносы обязательные, а участником считается каждый житель без заявления. Платить без "
            "согласия нельзя: сделайте взносы добровольными или принимайте по заявлению.",
        )
    if not charter.by_application:
        yield Breach(
            "charter.membership",
            "Участник — каждый житель, заявлений никто не пишет.",
            severity=Severity.WARNING,
            question="members-without-application",
        )


@rule(
    "charter-property",
    "Имущество образуется так, как говорит устав",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def charter_property(charter: Charter, meeting: Meeting) -> Iterator[Breach]:
    """How property is got, used and spent stands in the model charter."""
    if meeting.property_source is PropertySource.FEES and not charter.has_membership_fees:
        yield Breach(
            "meeting.property_source",
            "По решению собрания имущество складывается и из членских взносов, а по уставу "
            "обязательных взносов нет. Исправьте одно из двух.",
        )


@rule(
    "charter-income",
    "Для доходной деятельности есть имущество",
    Severity.WARNING,
    RuleStage.CHARTER,
    cites=(("civil-code", "п. 5 ст. 50"), ("fz-7", "ст. 24")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def charter_income(charter: Charter, law: LegalBasis) -> Iterator[Breach]:
    needed = figure("income_property_min", law.on)
    if charter.income and (charter.start_property or 0) < needed:
        yield Breach(
            "charter.start_property",
            f"Чтобы зарабатывать, ТОС нужно имущество не дешевле {needed} руб. Впишите, сколько "
            "его будет и из чего.",
        )


RULES: tuple[Rule, ...] = (
    quorum_not_below,
    quorum_dual_law,
    charter_age,
    charter_membership,
    charter_property,
    charter_income,
)
