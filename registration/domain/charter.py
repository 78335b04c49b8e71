"""Choices of the charter: every axis on which one TOS differs from another."""

from typing import Annotated

from pydantic import AfterValidator, Field

from registration.domain.labelled import Labelled
from registration.domain.meeting import MeetingKind
from registration.domain.section import Flag, Line, Section


def _without_stop(value: str) -> str:
    """The charter puts its own sign after each item of a list."""
    return value.rstrip(" .;,")


ListItem = Annotated[Line, AfterValidator(_without_stop)]


class Executive(Labelled):
    """Executive bodies."""

    CHAIR_ONLY = "chair_only", "только председатель"
    CHAIR_AND_COUNCIL = "chair_and_council", "председатель и совет"


class CouncilTitle(Labelled):
    """What the collegial executive body is called; usual words differ with the scale."""

    COUNCIL = "council", "совет ТОС"
    HOUSE_COMMITTEE = "house_committee", "домовой комитет"
    STREET_COMMITTEE = "street_committee", "уличный комитет"
    ENTRANCE_COMMITTEE = "entrance_committee", "комитет подъезда"


class ChairTitle(Labelled):
    """The post of the sole executive body: one string in charter, minutes and application."""

    TOS_CHAIR = "tos_chair", "председатель ТОС"
    COUNCIL_CHAIR = "council_chair", "председатель совета ТОС"


class ElectedBy(Labelled):
    """Who elects the chair."""

    MEETING = "meeting", "собрание (конференция)"
    COUNCIL = "council", "совет с утверждением собранием (конференцией)"


class Audit(Labelled):
    """The audit body."""

    AUDITOR = "auditor", "ревизор"
    COMMISSION = "commission", "ревизионная комиссия"


class Membership(Labelled):
    """How a resident becomes a participant of the legal entity."""

    RESIDENTS = "residents", "участник — каждый житель, без заявления"
    APPLICATION = "application", "участник — по заявлению"


class Fees(Labelled):
    """Contributions of the participants."""

    NONE = "none", "взносов нет"
    VOLUNTARY = "voluntary", "добровольные взносы"
    MEMBERSHIP = "membership", "обязательные членские взносы"


class Pay(Labelled):
    """Whether work in the bodies is paid."""

    NO = "no", "на общественных началах"
    BY_ESTIMATE = "by_estimate", "по смете, утверждённой собранием"


class QuorumRule(Labelled):
    """Quorum of the meeting; the laws disagree, the consultant decides."""

    ONE_THIRD = "one_third", "не менее одной трети жителей"
    MORE_THAN_HALF = "more_than_half", "более половины жителей"


class Direction(Labelled):
    """Main directions of a TOS; the label is how the charter lists it."""

    LANDSCAPING = "landscaping", "благоустройство и озеленение территории"
    PLAYGROUNDS = "playgrounds", "устройство и содержание детских и спортивных площадок"
    ROADS = "roads", "содержание проездов, тротуаров, мостков и уличного освещения"
    WELLS = "wells", "содержание колодцев, родников и мест у воды"
    FIRE_SAFETY = (
        "fire_safety",
        "обеспечение первичных мер пожарной безопасности, содержание пожарных водоёмов",
    )
    MEMORIALS = "memorials", "уход за памятниками и местами памяти"
    CULTURE = "culture", "развитие культуры, проведение праздников, сохранение местных традиций"
    SPORT = "sport", "развитие физической культуры и спорта"
    ECOLOGY = "ecology", "охрана природы, уборка мусора и раздельный сбор отходов"
    ELDERLY = "elderly", "помощь пожилым людям и людям, которым нужна поддержка"
    CHILDREN = "children", "работа с детьми и молодёжью"
    VOLUNTEERING = "volunteering", "развитие добровольчества"
    HERITAGE = "heritage", "сохранение исторического и культурного наследия"
    CLUB = "club", "содержание клуба, музея, места для общих встреч"
    CEMETERY = "cemetery", "уход за местами погребения"
    ELDER = "elder", "взаимодействие со старостой и органами местного самоуправления"


class Charter(Section):
    """What the model charter asks for."""

    supreme_body: MeetingKind = Field(title="Высший орган")
    executive: Executive = Field(title="Кто исполняет решения")
    chair_title: ChairTitle = Field(default=ChairTitle.TOS_CHAIR, title="Должность председателя")
    council_title: CouncilTitle = Field(
        default=CouncilTitle.COUNCIL, title="Название коллегиального органа"
    )
    council_size: Annotated[int, Field(strict=True, ge=3, le=15)] | None = Field(
        default=None, title="Сколько членов в совете"
    )
    chair_elected_by: ElectedBy = Field(
        default=ElectedBy.MEETING, title="Кто избирает председателя"
    )
    audit: Audit = Field(title="Кто проверяет")
    audit_size: Annotated[int, Field(strict=True, ge=3, le=9)] | None = Field(
        default=None, title="Сколько членов в ревизионной комиссии"
    )
    term_years: Annotated[int, Field(strict=True, ge=1, le=10)] = Field(
        title="Срок полномочий, лет"
    )
    minimum_age: Annotated[int, Field(strict=True, ge=14, le=21)] = Field(
        default=18, title="С какого возраста участвуют"
    )
    quorum_rule: QuorumRule = Field(default=QuorumRule.ONE_THIRD, title="Кворум собрания")
    delegate_norm: Annotated[int, Field(strict=True, ge=1, le=1000)] | None = Field(
        default=None, title="Один делегат от скольких жителей"
    )
    notice_days: Annotated[int, Field(strict=True, ge=1, le=60)] = Field(
        default=14, title="За сколько дней оповещать о собрании"
    )
    initiative_percent: Annotated[int, Field(strict=True, ge=1, le=50)] = Field(
        default=10, title="Сколько процентов жителей могут потребовать собрание"
    )
    minutes_days: Annotated[int, Field(strict=True, ge=1, le=30)] = Field(
        default=5, title="За сколько дней составляют протокол"
    )
    membership: Membership = Field(default=Membership.RESIDENTS, title="Как становятся участником")
    application_days: Annotated[int, Field(strict=True, ge=1, le=60)] | None = Field(
        default=None, title="За сколько дней рассматривают заявление"
    )
    fees: Fees = Field(default=Fees.NONE, title="Взносы")
    income: Flag = Field(default=False, title="Доходная деятельность")
    income_kinds: tuple[ListItem, ...] = Field(default=(), title="Виды доходной деятельности")
    start_property: Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)] | None = Field(
        default=None, title="Имущество для доходной деятельности, рублей"
    )
    pay: Pay = Field(default=Pay.NO, title="Оплата работы в органах")
    deal_limit: Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)] | None = Field(
        default=None, title="До какой суммы председатель решает сам, рублей"
    )
    seal: Flag = Field(default=False, title="Печать")
    directions: tuple[Direction, ...] = Field(title="Чем занимается ТОС", min_length=1)
    tasks: tuple[ListItem, ...] = Field(
        default=(), title="Главные дела своими словами", max_length=12
    )
    stamp_block: Flag = Field(default=True, title="Место для отметки администрации на титуле")
    based_on_model: Flag = Field(default=False, title="Действует на основании типового устава")
    symbols: Line | None = Field(default=None, title="Описание эмблемы или флага")

    @property
    def has_council(self) -> bool:
        return self.executive is Executive.CHAIR_AND_COUNCIL

    @property
    def has_commission(self) -> bool:
        return self.audit is Audit.COMMISSION

    @property
    def by_conference(self) -> bool:
        return self.supreme_body is MeetingKind.CONFERENCE

    @property
    def by_application(self) -> bool:
        return self.membership is Membership.APPLICATION

    @property
    def has_fees(self) -> bool:
        return self.fees is not Fees.NONE

    @property
    def has_membership_fees(self) -> bool:
        return self.fees is Fees.MEMBERSHIP

    @property
    def has_voluntary_fees(self) -> bool:
        return self.fees is Fees.VOLUNTARY

    @property
    def is_paid(self) -> bool:
        return self.pay is Pay.BY_ESTIMATE

    @property
    def chair_by_council(self) -> bool:
        return self.has_council and self.chair_elected_by is ElectedBy.COUNCIL

    @property
    def quorum_is_third(self) -> bool:
        return self.quorum_rule is QuorumRule.ONE_THIRD

    @property
    def chair_is_of_council(self) -> bool:
        return self.chair_title is ChairTitle.COUNCIL_CHAIR
