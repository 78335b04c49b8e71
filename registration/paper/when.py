"""Conditions of pages in the words of a leader: paper cannot hide what does not concern her."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so, and the answer that decides it: with it known, the words are not needed.

    A seldom condition on one item of a list gets room only at the first item.
    """

    words: str
    decided_by: str
    seldom: bool = False


_OWNER, _MEETING = "premises.owner_kind", "meeting.registered"
_ROUTE, _EXECUTIVE, _AUDIT = "filing.route", "charter.executive", "charter.audit"
_BOUNDARIES, _TRACK = "territory.boundaries_kind", "tos.track"

CONDITIONS: dict[str, Condition] = {
    "exists_already": Condition("ТОС уже создан", _TRACK),
    "is_new": Condition("вы создаёте новый ТОС", _TRACK),
    "_group_asked": Condition("вы создаёте новый ТОС", _TRACK),
    "in_one_house": Condition("ТОС — один дом или подъезд", _BOUNDARIES),
    "in_one_entrance": Condition("ТОС — один подъезд", _BOUNDARIES),
    "by_streets": Condition("в ТОС больше одного дома", _BOUNDARIES),
    "certified": Condition("число жителей взято из справки", "residents.source"),
    "charter_conference": Condition("по уставу собирают конференцию", "charter.supreme_body"),
    "conference": Condition("у вас конференция, а не собрание", "meeting.kind"),
    "named_after_somebody": Condition(
        "в названии есть имя или фамилия человека", "tos.name_has_surname"
    ),
    "held": Condition("встреча уже прошла", _MEETING),
    "with_council": Condition("у вас будет совет", _EXECUTIVE),
    "with_commission": Condition("у вас ревизионная комиссия", _AUDIT),
    "council_elected": Condition("у вас будет совет", _EXECUTIVE),
    "commission_elected": Condition("у вас ревизионная комиссия", _AUDIT),
    "earns": Condition("ТОС будет зарабатывать", "charter.income"),
    "by_application": Condition("в ТОС вступают по заявлению", "charter.membership"),
    "owned_by_people": Condition("хозяин помещения — человек", _OWNER),
    "owned_by_organisation": Condition("хозяин — администрация или организация", _OWNER),
    "lived_in_by_several": Condition("хозяев несколько или жильё по найму", _OWNER),
    "owned_in_shares": Condition("хозяев несколько", _OWNER),
    "rented": Condition("жильё по договору социального найма", _OWNER),
    "registered_right": Condition("жильё не по договору социального найма", _OWNER),
    "by_representative": Condition("бумаги подаёт представитель", _ROUTE),
    "electronic": Condition("подаёте через Госуслуги", _ROUTE),
    "on_paper": Condition("подаёте на бумаге", _ROUTE),
    "filed": Condition("документы уже поданы", "filing.filed_on"),
    "suspended": Condition("пришло письмо о приостановке", "filing.suspended_on"),
    "refused": Condition("пришёл отказ", "outcome.refused_on"),
    "decided": Condition("Минюст принял решение", "outcome.decided_on"),
    "scheme_exists": Condition("схема есть", "territory.scheme"),
    "signs_papers": Condition(
        "человек — учредитель, подаёт бумаги, платит пошлину или хозяин помещения",
        "founders.members",
    ),
    "foreigner": Condition("человек — гражданин другой страны", "people.persons", seldom=True),
    "other_topic": Condition("вопрос выбран как «другой»", "meeting.agenda", seldom=True),
}

# Paper holds every page at once: that people are entered first needs no words on it.
UNCONDITIONAL = frozenset({"always", "every_item", "people_known"})
_UNNAMED = Condition("это относится к вам", "card.none")


def condition_of(predicate: Callable[..., Any]) -> Condition | None:
    """The condition in words; None where everybody is asked."""
    name = predicate.__name__
    return None if name in UNCONDITIONAL else CONDITIONS.get(name, _UNNAMED)
