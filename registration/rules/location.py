"""The place that the charter names: region, district and settlement, and no more."""

import re
from collections.abc import Iterator
from datetime import date

from registration.districts import DISTRICTS
from registration.domain.address import SettlementKind
from registration.domain.tos import Territory
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import folded

_REVIEWED = date(2026, 11, 23)

# Searched in a text where ё is already read as е.
_HOUSE = re.compile(
    r",|\b(?:ул|пер|пл|мкр|кв|пр-кт)\.|\b(?:улиц|переул|микрорайон|област|округ|район)\w*"
    r"|\bд(?:\.|ом) ?\d",
    re.I,
)
_KIND = re.compile(
    "|".join(
        rf"^{re.escape(word.replace('ё', 'е'))}\s"
        for kind in SettlementKind
        for word in (kind.label, kind.short)
    ),
    re.I,
)


@rule(
    "charter-location",
    "Место нахождения в уставе — область, округ и населённый пункт",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(("civil-code", "п. 4 ст. 52"), ("civil-code", "п. 2 ст. 54"), ("fz-7", "ст. 14")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def location_named(territory: Territory) -> Iterator[Breach]:
    """Street and house stay out: a move inside the village would need a new charter."""
    settlement = territory.settlement.replace("ё", "е")
    if words := _HOUSE.search(settlement):
        yield Breach(
            "territory.settlement",
            f"В названии населённого пункта лишнее: «{words.group().strip()}». Оставьте одно "
            "название: улицу и дом пишут в адресе.",
        )
    elif words := _KIND.search(settlement):
        yield Breach(
            "territory.settlement",
            f"Слово «{words.group().strip()}» уже стоит в виде населённого пункта и в уставе "
            "повторится. Оставьте одно название.",
        )
    else:
        yield from _elsewhere(territory)


def _elsewhere(territory: Territory) -> Iterator[Breach]:
    """Lists of settlements are not full: an unknown name is no fault, a known one tells more."""
    district, name = territory.district, folded(territory.settlement)
    kinds = {item.kind for item in district.settlements if folded(item.name) == name}
    if any(folded(item.name) == name for item in district.not_inside):
        yield Breach(
            "territory.settlement",
            f"{territory.place} — не в этом округе ({district.name.nominative}). Проверьте округ и "
            "населённый пункт.",
        )
    elif kinds and territory.settlement_kind.value not in kinds:
        right = " или ".join(kind.label for kind in SettlementKind if kind.value in kinds)
        yield Breach(
            "territory.settlement_kind",
            f"По нашим данным {territory.settlement} — {right}, а указано иначе: "
            f"{territory.settlement_kind.label}. Сверьте с решением о границах.",
            severity=Severity.WARNING,
        )
    elif not kinds and (others := _districts_with(name)):
        yield Breach(
            "territory.settlement",
            f"{territory.place} есть в другом округе: {', '.join(others)}. Проверьте, тот ли округ "
            "выбран.",
            severity=Severity.WARNING,
        )


def _districts_with(name: str) -> tuple[str, ...]:
    return tuple(
        district.name.nominative
        for district in DISTRICTS.values()
        if any(folded(item.name) == name for item in district.settlements)
    )


RULES: tuple[Rule, ...] = (location_named,)
