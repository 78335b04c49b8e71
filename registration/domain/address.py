"""Addresses of villages without streets, of houses and flats: one canonical text for all papers."""

from pydantic import Field

from registration.domain.identifiers import Oktmo, PostalIndex
from registration.domain.labelled import Labelled
from registration.domain.section import Line, Section


class SettlementKind(Labelled):
    """Kinds of settlements; the label is the full word that official papers print."""

    CITY = "city", "город"
    WORK_SETTLEMENT = "work_settlement", "рабочий посёлок"
    URBAN_SETTLEMENT = "urban_settlement", "посёлок городского типа"
    SETTLEMENT = "settlement", "посёлок"
    SELO = "selo", "село"
    DEREVNYA = "derevnya", "деревня"
    KHUTOR = "khutor", "хутор"
    STATION = "station", "станция"

    @property
    def short(self) -> str:
        """The abbreviation used in addresses: «д.»."""
        return _SETTLEMENT_SHORT[self]


_SETTLEMENT_SHORT = {
    SettlementKind.CITY: "г.",
    SettlementKind.WORK_SETTLEMENT: "рп.",
    SettlementKind.URBAN_SETTLEMENT: "пгт.",
    SettlementKind.SETTLEMENT: "п.",
    SettlementKind.SELO: "с.",
    SettlementKind.DEREVNYA: "д.",
    SettlementKind.KHUTOR: "х.",
    SettlementKind.STATION: "ст.",
}


class AreaKind(Labelled):
    """Elements of planning: what stands between the settlement and the street."""

    MICRODISTRICT = "microdistrict", "микрорайон"
    QUARTER = "quarter", "квартал"
    TERRITORY = "territory", "территория"

    @property
    def short(self) -> str:
        return {"microdistrict": "мкр.", "quarter": "кв-л", "territory": "тер."}[self.value]


class StreetKind(Labelled):
    """Elements of the street network."""

    STREET = "street", "улица"
    LANE = "lane", "переулок"
    AVENUE = "avenue", "проспект"
    PASSAGE = "passage", "проезд"
    SQUARE = "square", "площадь"
    HIGHWAY = "highway", "шоссе"
    EMBANKMENT = "embankment", "набережная"
    DEAD_END = "dead_end", "тупик"
    BOULEVARD = "boulevard", "бульвар"

    @property
    def short(self) -> str:
        return _STREET_SHORT[self]


_STREET_SHORT = {
    StreetKind.STREET: "ул.",
    StreetKind.LANE: "пер.",
    StreetKind.AVENUE: "пр-кт",
    StreetKind.PASSAGE: "пр-д",
    StreetKind.SQUARE: "пл.",
    StreetKind.HIGHWAY: "ш.",
    StreetKind.EMBANKMENT: "наб.",
    StreetKind.DEAD_END: "туп.",
    StreetKind.BOULEVARD: "б-р",
}

_NBSP = "\u00a0"


class Address(Section):
    """A postal address, by the levels of the state address register (ГАР)."""

    postal_code: PostalIndex | None = Field(default=None, title="Почтовый индекс")
    region: Line = Field(default="Архангельская область", title="Область")
    municipality: Line = Field(
        title="Муниципальный округ", examples=["Холмогорский муниципальный округ"]
    )
    settlement_kind: SettlementKind = Field(title="Вид населённого пункта")
    settlement: Line = Field(title="Населённый пункт", max_length=60)
    area_kind: AreaKind | None = Field(default=None, title="Вид части населённого пункта")
    area: Line | None = Field(default=None, title="Часть населённого пункта", max_length=60)
    street_kind: StreetKind | None = Field(default=None, title="Вид улицы")
    street: Line | None = Field(default=None, title="Улица", max_length=60)
    house: Line | None = Field(default=None, title="Дом", max_length=10)
    building: Line | None = Field(default=None, title="Корпус или строение", max_length=10)
    flat: Line | None = Field(default=None, title="Квартира", max_length=10)
    room: Line | None = Field(default=None, title="Помещение или офис", max_length=10)
    register_id: Line | None = Field(default=None, title="Код адреса в ГАР", max_length=40)
    oktmo: Oktmo | None = Field(default=None, title="ОКТМО")

    @property
    def local(self) -> str:
        """From the settlement down: «с. Емецк, ул. Горончаровского, д. 12»."""
        parts = [f"{self.settlement_kind.short}{_NBSP}{self.settlement}"]
        if self.area:
            parts.append(
                f"{self.area_kind.short}{_NBSP}{self.area}" if self.area_kind else self.area
            )
        if self.street:
            kind = self.street_kind or StreetKind.STREET
            parts.append(f"{kind.short}{_NBSP}{self.street}")
        for word, value in (
            ("д.", self.house),
            ("корп.", self.building),
            ("кв.", self.flat),
            ("помещ.", self.room),
        ):
            if value:
                parts.append(f"{word}{_NBSP}{value}")
        return ", ".join(parts)

    @property
    def text(self) -> str:
        """The whole address in one line, the same in every paper."""
        head = [part for part in (self.postal_code, self.region, self.municipality) if part]
        return ", ".join([*head, self.local])

    @property
    def place(self) -> str:
        """Settlement with the full word: «село Емецк»."""
        return f"{self.settlement_kind.label} {self.settlement}"
