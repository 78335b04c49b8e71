"""The TOS itself: its names, its territory, the people who live there, local rules."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from registration.districts import DISTRICTS, District
from registration.domain.address import SettlementKind
from registration.domain.identifiers import Email, Phone
from registration.domain.labelled import Labelled
from registration.domain.people import PersonName, Sex
from registration.domain.section import (
    Count,
    Day,
    DocumentReference,
    Flag,
    Line,
    Paragraphs,
    Section,
)
from registration.domain.section import paragraphs as split_paragraphs


class Track(Labelled):
    """The first question of a case."""

    EXISTING = "existing", "ТОС уже есть, юридического лица нет"
    NEW = "new", "новый ТОС"


class Scale(Labelled):
    """How large the TOS is: the words for its organs follow from it."""

    ENTRANCE = "entrance", "подъезд"
    HOUSE = "house", "дом"
    HOUSE_GROUP = "house_group", "группа домов, улица или двор"
    VILLAGE = "village", "сельский населённый пункт"
    MICRODISTRICT = "microdistrict", "микрорайон"
    OTHER = "other", "иная территория проживания"

    @property
    def legal(self) -> str:
        """The kind of territory in the words of a charter."""
        return _LEGAL_SCALE[self]


_LEGAL_SCALE = {
    Scale.ENTRANCE: "подъезд многоквартирного дома",
    Scale.HOUSE: "многоквартирный дом",
    Scale.HOUSE_GROUP: "группа жилых домов",
    Scale.VILLAGE: "сельский населённый пункт",
    Scale.MICRODISTRICT: "жилой микрорайон",
    Scale.OTHER: "иная территория проживания граждан",
}


class Purpose(Labelled):
    """Why the residents want a legal entity."""

    ACCOUNT = "account", "открыть счёт"
    GRANTS = "grants", "получать гранты и субсидии"
    CONTRACTS = "contracts", "заключать договоры"
    PROPERTY = "property", "иметь своё имущество"
    OTHER = "other", "другое"


class FilledBy(Labelled):
    """Who fills the questionnaire."""

    LEADER = "leader", "лидер ТОС"
    HELPER = "helper", "помощник"
    CONSULTANT = "consultant", "консультант"


class CaseCard(Section):
    """What the association knows about the case without opening it."""

    number: Annotated[str, Field(pattern=r"^[A-ZА-Я]{2}-\d{4}-\d{3,6}$")] = Field(
        title="Номер дела", examples=["ВТ-2026-001"]
    )
    consultant: Line = Field(title="Консультант")
    filled_by: FilledBy = Field(default=FilledBy.LEADER, title="Кто заполняет")
    contact_phone: Phone | None = Field(default=None, title="Телефон для связи")
    purposes: tuple[Purpose, ...] = Field(default=(), title="Зачем нужно юридическое лицо")


class Tos(Section):
    """Names of the TOS and where it stands today."""

    track: Track = Field(title="ТОС уже создан?")
    scale: Scale = Field(title="Что это за территория")
    full_name: Line = Field(title="Полное наименование")
    short_name: Line | None = Field(default=None, title="Сокращённое наименование")
    present_name: Line | None = Field(default=None, title="Как ТОС называется сейчас")
    earlier_registration: DocumentReference | None = Field(
        default=None, title="Когда и под каким номером зарегистрирован прежний устав"
    )
    name_has_surname: Flag = Field(default=False, title="В названии есть имя или фамилия человека")
    name_right_document: Line | None = Field(
        default=None, title="Документ о праве на имя, знак или символ в названии"
    )
    phone: Phone | None = Field(default=None, title="Телефон ТОС")
    email: Email | None = Field(default=None, title="Электронная почта ТОС")

    @property
    def is_new(self) -> bool:
        return self.track is Track.NEW

    @property
    def is_existing(self) -> bool:
        return self.track is Track.EXISTING


class BoundariesKind(Labelled):
    """How the boundaries are described."""

    WHOLE_SETTLEMENT = "whole_settlement", "весь населённый пункт"
    ADDRESSES = "addresses", "список домов по улицам"
    CONTOUR = "contour", "обход по границе от точки к точке"
    HOUSE = "house", "один дом"
    ENTRANCE = "entrance", "подъезд дома"


class Scheme(Labelled):
    """Whether there is a map of the territory."""

    ATTACHED = "attached", "схема есть"
    ASK_ADMINISTRATION = "ask_administration", "попросить администрацию составить схему"
    NONE = "none", "схемы нет"


def _known_district(slug: str) -> str:
    if slug not in DISTRICTS:
        raise PydanticCustomError(
            "unknown_district",
            "Такого округа в программе нет. Есть: {known}.",
            {"known": ", ".join(f"{key} ({item.name})" for key, item in DISTRICTS.items())},
        )
    return slug


class Territory(Section):
    """Where the TOS is and who set its boundaries."""

    district_slug: Annotated[str, AfterValidator(_known_district)] = Field(
        alias="district", title="Муниципальный округ"
    )
    settlement_kind: SettlementKind = Field(title="Вид населённого пункта")
    settlement: Line = Field(title="Населённый пункт", max_length=60)
    house_address: Line | None = Field(default=None, title="Улица и дом (для дома или подъезда)")
    entrance: Line | None = Field(default=None, title="Номер подъезда", max_length=10)
    boundaries_kind: BoundariesKind = Field(title="Как заданы границы")
    boundaries: Paragraphs = Field(title="Описание границ слово в слово по решению")
    decision: DocumentReference | None = Field(default=None, title="Решение об установлении границ")
    houses: Count | None = Field(default=None, title="Число домов")
    scheme: Scheme = Field(default=Scheme.NONE, title="Схема территории")
    contiguous: Flag = Field(default=True, title="Территория цельная, без разрывов")
    overlaps_another: Flag = Field(default=False, title="Часть территории входит в другой ТОС")

    @property
    def district(self) -> District:
        return DISTRICTS[self.district_slug]

    @property
    def place(self) -> str:
        """«село Верхняя Тойма»."""
        return f"{self.settlement_kind.label} {self.settlement}"

    @property
    def location(self) -> str:
        """Location of the legal entity as the charter states it, without street and house."""
        district = self.district
        return f"{district.region.nominative}, {district.name.nominative}, {self.place}"

    @property
    def boundary_paragraphs(self) -> tuple[str, ...]:
        return split_paragraphs(self.boundaries)

    @property
    def is_entrance(self) -> bool:
        return self.boundaries_kind is BoundariesKind.ENTRANCE

    @property
    def is_house(self) -> bool:
        return self.boundaries_kind is BoundariesKind.HOUSE

    @property
    def is_whole_settlement(self) -> bool:
        return self.boundaries_kind is BoundariesKind.WHOLE_SETTLEMENT

    @property
    def is_addresses(self) -> bool:
        return self.boundaries_kind is BoundariesKind.ADDRESSES

    @property
    def is_contour(self) -> bool:
        return self.boundaries_kind is BoundariesKind.CONTOUR

    @property
    def has_scheme(self) -> bool:
        return self.scheme is Scheme.ATTACHED


class ResidentsSource(Labelled):
    """Where the number of residents comes from."""

    CERTIFICATE = "certificate", "справка администрации"
    HOUSE_BOOK = "house_book", "домовая (похозяйственная) книга"
    WALK_ROUND = "walk_round", "подворный обход"


class Residents(Section):
    """How many people may take part: the denominator of the quorum."""

    adults: Annotated[int, Field(strict=True, ge=1, le=100_000)] = Field(
        title="Сколько жителей 18 лет и старше"
    )
    over_16: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = Field(
        default=None, title="Сколько жителей 16 лет и старше"
    )
    source: ResidentsSource = Field(title="Откуда число")
    certificate: DocumentReference | None = Field(default=None, title="Справка о числе жителей")
    as_of: Day = Field(title="На какой день")


class LocalRules(Section):
    """What the district's own act on TOS says; the consultant fills it after looking."""

    act: DocumentReference | None = Field(default=None, title="Муниципальный акт о ТОС")
    aligned: Flag | None = Field(default=None, title="Акт приведён в соответствие с новым законом")
    minimum_age: Annotated[int, Field(strict=True, ge=14, le=18)] | None = Field(
        default=None, title="С какого возраста участвуют по местному акту"
    )
    notice_days: Count | None = Field(default=None, title="За сколько дней уведомлять о собрании")
    submission_days: Count | None = Field(
        default=None, title="За сколько дней подать устав в администрацию"
    )
    registration_days: Count | None = Field(
        default=None, title="За сколько дней администрация регистрирует устав"
    )
    initiative_minimum: Count | None = Field(default=None, title="Членов инициативной группы")
    delegate_norm: Count | None = Field(default=None, title="Сколько жителей на одного делегата")
    conference_from: Count | None = Field(
        default=None, title="При скольких жителях проводят конференцию"
    )
    charter_copies: Count | None = Field(default=None, title="Экземпляров устава в администрацию")
    papers: Paragraphs | None = Field(
        default=None, title="Какие бумаги администрация ждёт с уставом"
    )
    boundaries_after_meeting: Flag | None = Field(
        default=None, title="Границы устанавливают после собрания"
    )
    signature_sheets: Flag | None = Field(
        default=None, title="Границы предлагают с подписями жителей"
    )
    organs_list: Flag | None = Field(
        default=None, title="С уставом подают список избранных в органы"
    )
    head: PersonName | None = Field(default=None, title="Глава округа")
    head_sex: Sex | None = Field(default=None, title="Пол главы округа")
    checked_on: Day | None = Field(default=None, title="Когда проверено")


class MunicipalRegistration(Section):
    """Registration of the charter by the local administration: the TOS exists from that day."""

    submitted_on: Day = Field(title="Когда устав подан в администрацию")
    incoming_number: Line | None = Field(default=None, title="Входящий номер", max_length=60)
    act: DocumentReference | None = Field(default=None, title="Акт о регистрации устава")
    register_number: Line | None = Field(
        default=None, title="Номер в реестре уставов", max_length=60
    )
    charter_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, title="Отпечаток текста зарегистрированного устава"
    )
