"""Choices of the charter: bodies, terms, quorum, participants, property."""

import re
from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.charter import Charter
from registration.domain.meeting import Meeting
from registration.rules.law import LegalBasis, figure
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import days, plural

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))


@rule(
    "charter-organs-structure",
    "Устав перечисляет органы и их состав",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(*_TOS_LAW, ("civil-code", "п. 2 ст. 123.5"), ("fz-82", "ст. 20")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def organs_structure(charter: Charter) -> Iterator[Breach]:
    """The model charter has a section for each body; the answers fill in how many there are."""
    if charter.has_council and charter.council_size is None:
        yield Breach("charter.council_size", "Впишите, сколько человек в совете.")
    if charter.council_size is not None and not charter.has_council:
        yield Breach(
            "charter.council_size",
            "Указано число членов совета, а совета по ответам нет. Уберите число или добавьте "
            "совет.",
        )
    if charter.has_commission and charter.audit_size is None:
        yield Breach("charter.audit_size", "Впишите, сколько человек в ревизионной комиссии.")
    if charter.audit_size is not None and not charter.has_commission:
        yield Breach(
            "charter.audit_size",
            "Указано число членов ревизионной комиссии, а выбран один ревизор. Уберите число или "
            "выберите комиссию.",
        )
    if charter.by_conference and charter.delegate_norm is None:
        yield Breach(
            "charter.delegate_norm",
            "Высший орган — конференция: впишите, от скольких жителей избирают одного делегата.",
        )


@rule(
    "charter-organs-terms",
    "У органов есть срок полномочий",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(*_TOS_LAW, ("fz-82", "ст. 20")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def organs_terms(charter: Charter, law: LegalBasis) -> Iterator[Breach]:
    longest = figure("term_years_max", law.on)
    if charter.term_years > longest:
        chosen = plural(charter.term_years, "год", "года", "лет")
        yield Breach(
            "charter.term_years",
            f"Срок полномочий — {chosen}. На практике принимают не больше {longest} лет.",
            question="long-term",
        )


@rule(
    "charter-decisions-procedure",
    "Порядок созыва и решений не слабее местного",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(*_TOS_LAW, ("civil-code", "ст. 181.2"), ("fz-7", "п. 4 ст. 29")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def decisions_procedure(charter: Charter, case: Case) -> Iterator[Breach]:
    """Majorities, minutes and who counts stand in the model charter."""
    local = case.local_rules.notice_days if case.local_rules else None
    if local is not None and charter.notice_days < local:
        yield Breach(
            "charter.notice_days",
            f"По уставу о собрании извещают за {days(charter.notice_days)}, а местный акт требует "
            f"не меньше {local}. Поставьте {local} или больше.",
        )
    if case.meeting and case.meeting.kind is not charter.supreme_body:
        yield Breach(
            "charter.supreme_body",
            f"Высший орган по уставу — {charter.supreme_body.label}, а прошло "
            f"{case.meeting.kind.label}. Выберите одно и то же.",
        )


@rule(
    "charter-exclusive-competence",
    "Что решает только собрание, не отдано совету",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(
        ("civil-code", "п. 2 ст. 65.3"),
        ("civil-code", "п. 1 ст. 123.7"),
        *_TOS_LAW,
        ("fz-7", "ст. 29"),
    ),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def exclusive_competence(charter: Charter) -> Iterator[Breach]:
    """The model charter lists the whole competence; one answer takes an election out of it."""
    if charter.chair_by_council:
        yield Breach(
            "charter.chair_elected_by",
            "Председателя избирает совет, а выборы органов ТОС закон оставляет собранию "
            "(конференции).",
            question="chair-by-council",
        )


@rule(
    "charter-head-powers",
    "Председатель действует без доверенности, его права ясны",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(
        ("civil-code", "п. 1 ст. 53"),
        ("civil-code", "п. 3 ст. 65.3"),
        ("civil-code", "ст. 123.7"),
        ("fz-82", "ст. 8"),
    ),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def head_powers(charter: Charter) -> Iterator[Breach]:
    if charter.deal_limit == 0:
        yield Breach(
            "charter.deal_limit",
            "Председатель может решать сам на 0 рублей, то есть ничего. Поставьте сумму больше "
            "или оставьте вопрос без ответа: тогда ограничения не будет.",
        )
    if not charter.has_council:
        yield Breach(
            "charter.executive",
            "У ТОС только председатель, без совета. По закону об общественных объединениях нужен "
            "выборный коллегиальный орган, по Гражданскому кодексу — нет.",
            severity=Severity.WARNING,
            question="collegial-body",
        )


@rule(
    "charter-approval-mark",
    "На титуле устава есть протокол и место для отметки администрации",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(("civil-code", "ст. 52"), ("fz-7", "п. 1.1 ст. 23.1")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def approval_mark(charter: Charter, meeting: Meeting) -> Iterator[Breach]:
    """Date and number on the title come from the minutes themselves, so they cannot differ."""
    if not re.search(r"\d", meeting.minutes_number):
        yield Breach(
            "meeting.minutes_number",
            f"Номер протокола «{meeting.minutes_number}» не годится: титул устава ссылается на "
            "номер. Поставьте «1».",
        )
    if not charter.stamp_block:
        yield Breach(
            "charter.stamp_block",
            "На титуле не оставлено место для отметки администрации. Убедитесь, что администрация "
            "регистрирует устав отдельным актом и отметки не ставит.",
            severity=Severity.WARNING,
        )


@rule(
    "charter-model-163",
    "Типовой устав Минюста — только образец",
    Severity.WARNING,
    RuleStage.CHARTER,
    cites=(("minjust-163", ""), ("fz-7", "ст. 14")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def not_on_model(charter: Charter) -> Iterator[Breach]:
    if charter.based_on_model:
        yield Breach(
            "charter.based_on_model",
            "Отмечено, что ТОС действует на основании типового устава. Для ТОС такой формы нет: "
            "нужен свой устав. Снимите отметку.",
        )


RULES: tuple[Rule, ...] = (
    organs_structure,
    organs_terms,
    decisions_procedure,
    exclusive_competence,
    head_powers,
    approval_mark,
    not_on_model,
)
