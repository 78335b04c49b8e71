"""The TOS and the local authorities: boundaries, residents, registration of the charter."""

import re
from collections.abc import Iterator
from datetime import date

from registration.domain.address import SettlementKind
from registration.domain.case import Case
from registration.domain.meeting import Convener, Meeting
from registration.domain.tos import BoundariesKind, Residents, Scale, Territory, Tos
from registration.rules.by_hand import Look, looked
from registration.rules.charter_text import free_texts
from registration.rules.law import LegalBasis, figure, figure_as_date
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import day, days, struck_out

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))

_SAME_BOUNDARIES = Look(
    check="tos-borders-text-match",
    at="territory.boundaries",
    todo="Сверьте описание границ с решением слово в слово.",
    failed="Описание границ не такое, как в решении. Перепишите его из решения.",
)


@rule(
    "tos-law-regime",
    "ТОС создан по нормам, которые действовали в день собрания",
    Severity.BLOCKER,
    RuleStage.FOUNDING,
    cites=(("fz-33", "ст. 50, 91, 93"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def law_regime(meeting: Meeting, law: LegalBasis) -> Iterator[Breach]:
    """The product picks the law by the meeting's day; papers on the old law alone are refused."""
    start = figure_as_date("law33_from", law.on)
    if meeting.held_on < start <= law.on:
        yield Breach(
            "meeting.held_on",
            f"Собрание прошло {day(meeting.held_on)}, а с {day(start)} о ТОС действуют другие "
            "нормы: другой возраст, другой подсчёт кворума. Проведите новое собрание.",
        )


@rule(
    "tos-borders-set",
    "Границы территории установил представительный орган округа",
    Severity.BLOCKER,
    RuleStage.FOUNDING,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def borders_set(territory: Territory) -> Iterator[Breach]:
    decision = territory.decision
    council = territory.district.council
    if decision is None:
        yield Breach(
            "territory.decision",
            f"Нет решения об установлении границ. Его принимает {council.nominative} по "
            "предложению жителей. Впишите вид, номер и дату решения.",
        )
    elif "администрац" in decision.body.casefold():
        yield Breach(
            "territory.decision.body",
            f"Границы устанавливает не администрация, а {council.nominative}. "
            "Проверьте, чьё это решение.",
        )


@rule(
    "tos-borders-text-match",
    "Границы описаны слово в слово как в решении",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(*_TOS_LAW, ("fz-82", "ст. 20")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def borders_match(territory: Territory, case: Case, on: date) -> Iterator[Breach]:
    """Charter and minutes take one text; whether it is the decision's, a person sees."""
    if territory.is_house and not territory.house_address:
        yield Breach("territory.house_address", "ТОС одного дома: впишите улицу и номер дома.")
    if territory.is_entrance and not territory.entrance:
        yield Breach("territory.entrance", "ТОС подъезда: впишите номер подъезда.")
    if territory.decision:
        yield from looked(_SAME_BOUNDARIES, case, on, after=territory.decision.issued_on)


@rule(
    "tos-territory-type",
    "Вид территории назван верно, она цельная",
    Severity.BLOCKER,
    RuleStage.FOUNDING,
    cites=_TOS_LAW,
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def territory_type(territory: Territory, tos: Tos) -> Iterator[Breach]:
    """The charter prints the kind and the boundaries one after the other."""
    if tos.scale not in _SCALES.get(territory.boundaries_kind, (tos.scale,)):
        yield Breach(
            "tos.scale",
            f"Вид территории — {tos.scale.label}, а границы — "
            f"{territory.boundaries_kind.label}. "
            "Исправьте одно из двух.",
        )
    if tos.scale is Scale.VILLAGE and territory.settlement_kind not in _RURAL:
        yield Breach(
            "tos.scale",
            f"{territory.place} — не сельский населённый пункт. Выберите другой вид территории.",
        )
    if not territory.contiguous:
        yield Breach(
            "territory.contiguous",
            "Территория состоит из отдельных частей. Обычно она должна быть без разрывов: "
            "спросите в администрации, пока границы не установлены.",
            severity=Severity.WARNING,
        )


_SCALES = {
    BoundariesKind.ENTRANCE: (Scale.ENTRANCE,),
    BoundariesKind.HOUSE: (Scale.HOUSE,),
    BoundariesKind.WHOLE_SETTLEMENT: (Scale.VILLAGE, Scale.OTHER),
}
_RURAL = (
    SettlementKind.SETTLEMENT,
    SettlementKind.SELO,
    SettlementKind.DEREVNYA,
    SettlementKind.KHUTOR,
    SettlementKind.STATION,
)


@rule(
    "tos-territory-no-overlap",
    "Территория не входит в другой ТОС",
    Severity.BLOCKER,
    RuleStage.FOUNDING,
    cites=(("fz-33", "ст. 50"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def territory_alone(territory: Territory) -> Iterator[Breach]:
    if territory.overlaps_another:
        yield Breach(
            "territory.overlaps_another",
            "Часть территории уже входит в другой ТОС. На одной территории может быть только один: "
            "измените границы.",
        )


@rule(
    "tos-residents-base",
    "Число жителей подтверждено документом с датой",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=_TOS_LAW,
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def residents_base(residents: Residents, meeting: Meeting, law: LegalBasis) -> Iterator[Breach]:
    """The number of residents is the denominator of the quorum."""
    if residents.certificate is None:
        yield Breach(
            "residents.certificate",
            "Число жителей ничем не подтверждено. Возьмите справку в администрации и впишите её "
            "номер и дату: от этого числа считают кворум.",
        )
    if residents.over_16 is not None and residents.over_16 < residents.adults:
        yield Breach(
            "residents.over_16",
            f"Жителей от {figure('youth_age', law.on)} лет ({residents.over_16}) не может быть "
            f"меньше, чем жителей от {figure('adult_age', law.on)} лет ({residents.adults}). "
            "Проверьте оба числа.",
        )
    age = (meeting.held_on - residents.as_of).days
    limit = figure("residents_certificate_days", law.on)
    if age > limit:
        yield Breach(
            "residents.as_of",
            f"Число жителей взято за {days(age)} до собрания. Лучше не больше чем за "
            f"{days(limit)}: возьмите свежую справку.",
            severity=Severity.WARNING,
        )
    elif age < 0:
        yield Breach(
            "residents.as_of",
            f"Число жителей взято на {day(residents.as_of)}, уже после собрания. Кворум считают "
            "от числа, известного до собрания: проверьте дату.",
            severity=Severity.WARNING,
        )


_NO_ENTITY = re.compile(
    r"без (?:образования|создания|прав) юридического лица|не является юридическим лицом", re.I
)


@rule(
    "tos-legal-entity-clause",
    "Устав говорит, что ТОС — юридическое лицо",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=_TOS_LAW,
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def legal_entity_clause(tos: Tos, case: Case) -> Iterator[Breach]:
    """The model charter says it; only words typed by hand can contradict it."""
    for at, words in struck_out(_NO_ENTITY, (("tos.full_name", tos.full_name), *free_texts(case))):
        yield Breach(
            at,
            f"Слова «{words}» противоречат уставу: ТОС регистрируют как юридическое лицо. "
            "Уберите их.",
        )


@rule(
    "tos-scenario",
    "Ясно, создаётся ли новый ТОС или действующий становится юридическим лицом",
    Severity.BLOCKER,
    RuleStage.FOUNDING,
    cites=(("civil-code", "ст. 50.1"), ("civil-code", "ст. 123.1"), *_TOS_LAW),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def scenario(tos: Tos, case: Case) -> Iterator[Breach]:
    """Agenda, minutes and the title of the charter differ with the answer."""
    if tos.is_existing and tos.earlier_registration is None:
        yield Breach(
            "tos.earlier_registration",
            "ТОС уже есть, значит, был и устав. Впишите, когда и под каким номером его "
            "зарегистрировала администрация.",
        )
    if tos.is_new and tos.earlier_registration:
        yield Breach(
            "tos.earlier_registration",
            "Отмечено, что ТОС новый, но вписана регистрация прежнего устава. Если ТОС уже был, "
            "ответьте «ТОС уже есть»; если нет — уберите её.",
        )
    convener = case.meeting.convener if case.meeting else None
    if tos.is_new and convener and convener is not Convener.INITIATIVE_GROUP:
        yield Breach(
            "meeting.convener",
            "Отмечено, что ТОС новый, а собрание созвал его орган, которого ещё не было. Новый ТОС "
            "собирает инициативная группа.",
        )


RULES: tuple[Rule, ...] = (
    law_regime,
    scenario,
    borders_set,
    borders_match,
    territory_type,
    territory_alone,
    residents_base,
    legal_entity_clause,
)
