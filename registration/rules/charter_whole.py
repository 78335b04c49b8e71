"""The charter as one text: its parts agree, none that must be there is taken out."""

import re
from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.charter import Charter, CouncilTitle, ElectedBy
from registration.domain.meeting import Meeting, PropertySource
from registration.domain.tos import LocalRules, Residents, Scale, Tos
from registration.rules.by_hand import Look, looked
from registration.rules.charter_text import free_texts
from registration.rules.law import LegalBasis, figure
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import days, struck_out

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))

_EARNS = re.compile(
    r"\bпродав\w+|\bпродаж\w+|\bплатн\w+ (?:услуг|кружк|секци|стоянк|занят)\w*"
    r"|\bсда(?:ча|чу|чи|вать) в аренду|\bторгов(?:ля|лю|ать)\b",
    re.I,
)
_FOREIGN_ORGAN = re.compile(
    r"\bправлени(?:е|я|ю|ем) тос\b|\bпрезидиум\w*|\bдиректор\w* тос\b|\bпрезидент\w* тос\b", re.I
)
_COUNCIL = re.compile(r"\bсовет(?:а|у|ом|е)? тос\b", re.I)
_COMMISSION = re.compile(r"\bревизионн\w+ комисси\w+", re.I)
_AUDITOR = re.compile(r"\bревизор\w*", re.I)


@rule(
    "charter-inner-consistency",
    "Части устава не спорят между собой",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(("fz-7", "ст. 23.1"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def parts_agree(charter: Charter, case: Case) -> Iterator[Breach]:
    """Numbers of clauses are the template's work; answers can still contradict one another."""
    if charter.chair_elected_by is ElectedBy.COUNCIL and not charter.has_council:
        yield Breach(
            "charter.chair_elected_by",
            "Отмечено, что председателя избирает совет, а совета по уставу нет. Пусть избирает "
            "собрание, или добавьте совет.",
        )
    if not charter.income:
        tasks = ((at, text) for at, text in free_texts(case) if at.startswith("charter.tasks"))
        for at, words in struck_out(_EARNS, tasks):
            yield Breach(
                at,
                f"Слова «{words}» — это заработок, а по уставу доходной деятельности нет. Уберите "
                "их или отметьте, что она будет.",
            )
    yield from _organs_unknown_to_the_charter(charter, case)
    if case.residents:
        yield from _more_organs_than_people(charter, case.residents)
    yield from _idle_answers(charter)
    if case.tos and charter.has_council:
        yield from _title_of_another_scale(charter, case.tos)
    if case.local_rules:
        yield from _minutes_too_late(charter, case.local_rules)


def _organs_unknown_to_the_charter(charter: Charter, case: Case) -> Iterator[Breach]:
    absent = [_FOREIGN_ORGAN, _AUDITOR if charter.has_commission else _COMMISSION]
    if not charter.has_council or charter.council_title is not CouncilTitle.COUNCIL:
        absent.append(_COUNCIL)
    for pattern in absent:
        for at, words in struck_out(pattern, free_texts(case)):
            yield Breach(
                at,
                f"Слова «{words}» называют орган, которого в уставе нет. Назовите его по уставу.",
            )


def _more_organs_than_people(charter: Charter, residents: Residents) -> Iterator[Breach]:
    seats = (charter.council_size or 1) + (charter.audit_size or 1)
    if seats > residents.adults:
        yield Breach(
            "charter.council_size" if charter.council_size else "charter.audit_size",
            f"В органы по уставу нужно {seats} разных людей, а взрослых жителей "
            f"{residents.adults}. Уменьшите совет или комиссию.",
        )


def _idle_answers(charter: Charter) -> Iterator[Breach]:
    """Answers that the charter does not print: something else was meant, or they were left over."""
    idle = {
        "delegate_norm": ("норма делегатов, а высший орган — собрание", charter.by_conference),
        "application_days": ("срок для заявлений, а вступают без них", charter.by_application),
        "start_property": ("имущество для дохода, а дохода не будет", charter.income),
    }
    for field, (words, is_printed) in idle.items():
        if getattr(charter, field) is not None and not is_printed:
            yield Breach(
                f"charter.{field}",
                f"Вписано лишнее: {words}. Уберите это или исправьте второй ответ.",
                severity=Severity.WARNING,
            )


_SCALE_OF_TITLE = {
    CouncilTitle.ENTRANCE_COMMITTEE: Scale.ENTRANCE,
    CouncilTitle.HOUSE_COMMITTEE: Scale.HOUSE,
}


def _title_of_another_scale(charter: Charter, tos: Tos) -> Iterator[Breach]:
    scale = _SCALE_OF_TITLE.get(charter.council_title, tos.scale)
    if scale is not tos.scale:
        yield Breach(
            "charter.council_title",
            f"Орган называется «{charter.council_title.label}», а территория — {tos.scale.label}. "
            "Выберите название по территории.",
            severity=Severity.WARNING,
        )


def _minutes_too_late(charter: Charter, local: LocalRules) -> Iterator[Breach]:
    term = local.submission_days
    if term is not None and charter.minutes_days > term:
        yield Breach(
            "charter.minutes_days",
            f"Протокол по уставу составляют за {days(charter.minutes_days)}, а устав с протоколом "
            f"отдают в администрацию за {days(term)}. Сократите срок протокола.",
            severity=Severity.WARNING,
        )


_TAKEN_OUT = re.compile(
    r"\b(?:исключить|исключите|убрать|уберите|удалить|удалите)\b[^.]{0,120}?"
    r"\b(?:прекращени|имуществ|ликвидаци|реорганизаци|изменени\w+ устав)\w*",
    re.I,
)


@rule(
    "charter-sources-optional",
    "Разделы об имуществе и о прекращении ТОС остаются в уставе",
    Severity.WARNING,
    RuleStage.CHARTER,
    cites=(*_TOS_LAW, ("fz-7", "ст. 14"), ("fz-82", "ст. 20")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def optional_parts_kept(charter: Charter, case: Case) -> Iterator[Breach]:
    """For other non-profits these parts are no longer compulsory; the law on TOS keeps them."""
    filing = case.filing
    remarks = (
        ("filing.precheck_answer", filing.precheck_answer if filing else None),
        ("filing.suspension_reasons", filing.suspension_reasons if filing else None),
    )
    for at, words in struck_out(_TAKEN_OUT, ((at, text) for at, text in remarks if text)):
        yield Breach(
            at,
            f"Минюст советует: «{words}». Для ТОС порядок имущества и прекращения обязателен. "
            "Не убирайте раздел, пока не спросите юриста.",
        )
    if case.meeting:
        yield from _source_left_out(charter, case.meeting)


def _source_left_out(charter: Charter, meeting: Meeting) -> Iterator[Breach]:
    source = meeting.property_source
    if charter.has_membership_fees and source not in (None, PropertySource.FEES):
        yield Breach(
            "meeting.property_source",
            "По уставу имущество складывается и из членских взносов, а решение собрания о них "
            "молчит. Назовите источники одинаково.",
        )


_DEPENDENT_AUDIT = re.compile(
    r"\bбез ревиз\w+|\bревиз\w+ (?:комисси\w+ )?(?:не избира|не нуж|назнача|подчин)\w+"
    r"|\b(?:совет|председател)\w*(?: тос)? (?:назнача|избира)\w+ ревиз\w+"
    r"|\bназнач\w+ ревиз\w+",
    re.I,
)


@rule(
    "charter-revision",
    "Ревизионный орган избирает собрание, и он ни от кого не зависит",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(("fz-82", "ст. 8"), ("fz-82", "ст. 20"), ("civil-code", "п. 2 ст. 65.3")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def audit_in_charter(charter: Charter, case: Case) -> Iterator[Breach]:
    """The model charter has its section; by the law on non-profits alone it is no must."""
    settled = case.decisions.choice("registration-track") == "nko_7fz"
    for at, words in struck_out(_DEPENDENT_AUDIT, free_texts(case)):
        yield Breach(
            at,
            f"Слова «{words}» спорят с разделом устава о ревизии: ревизора избирает "
            f"{charter.supreme_body.label}. Уберите их.",
            severity=Severity.WARNING if settled else None,
        )


_STATE_SIGN = re.compile(
    r"\bгерб\w*|двуглав\w+|\bтриколор\w*|\bфлаг\w* (?:росси|области|округа|района|поселени)\w*"
    r"|государственн\w+ (?:символ|флаг)\w*|\bзвезд\w+ героя",
    re.I,
)
_OWN_SIGN = Look(
    check="charter-symbols",
    at="charter.symbols",
    todo="Сравните эмблему с гербом и флагом страны, области и округа, с товарными знаками.",
    failed="Эмблема похожа на чужую. Измените её или уберите из устава.",
)


@rule(
    "charter-symbols",
    "Эмблема описана в уставе и не похожа на чужую",
    Severity.WARNING,
    RuleStage.CHARTER,
    cites=(("fz-82", "ст. 20"), ("fz-82", "ст. 24"), ("fz-7", "ст. 3")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def own_symbols(charter: Charter, case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    """Words can be searched; whether the picture is like another one, a person sees."""
    if charter.symbols is None:
        return
    for at, words in struck_out(_STATE_SIGN, (("charter.symbols", charter.symbols),)):
        yield Breach(
            at,
            f"В описании эмблемы стоит «{words}»: государственные и муниципальные знаки брать "
            "нельзя. Придумайте свой рисунок.",
        )
    if " " not in charter.symbols.strip():
        yield Breach(
            "charter.symbols",
            f"«{charter.symbols}» — не описание. Напишите, что нарисовано и какими цветами.",
        )
    yield from looked(_OWN_SIGN, case, on, trusted_days=figure("slow_check_days", law.on))


RULES: tuple[Rule, ...] = (parts_agree, optional_parts_kept, audit_in_charter, own_symbols)
