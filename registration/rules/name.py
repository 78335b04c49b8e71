"""Rules about the names of the TOS; what is wrong with a name, the assistant tells."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.tos import Tos
from registration.rules.by_hand import Look, looked
from registration.rules.law import LegalBasis, figure
from registration.rules.naming import (
    Names,
    Remark,
    Room,
    form_remarks,
    length_remarks,
    place_remarks,
    short_remarks,
    sign_remarks,
    word_remarks,
)
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule

_REVIEWED = date(2026, 11, 23)
_ENTITY_NAME = (("civil-code", "п. 1 ст. 54"), ("fz-7", "п. 1 ст. 4"))
_ABOUT_PERSON = "word-person"


def names_of(tos: Tos) -> Names:
    """Both names of a case as the assistant takes them."""
    return Names(tos.full_name, tos.short_name)


def room_on(on: date) -> Room:
    """How long the names may be by the form of a day."""
    return Room(figure("name_length_max", on), figure("short_name_length_max", on))


def _breaches(remarks: Iterable[Remark]) -> Iterator[Breach]:
    for remark in remarks:
        yield Breach(f"tos.{remark.field}", remark.message, severity=remark.severity)


@rule(
    "name-opf",
    "В полном наименовании стоит «Территориальное общественное самоуправление»",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=_ENTITY_NAME,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def name_form(tos: Tos) -> Iterator[Breach]:
    yield from _breaches(form_remarks(tos.full_name))


@rule(
    "name-cyrillic-only",
    "Наименование написано русскими буквами, кавычки парные",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(("civil-code", "ст. 1473"), ("fz-53", "")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def name_cyrillic(tos: Tos) -> Iterator[Breach]:
    yield from _breaches(sign_remarks(names_of(tos)))


_UNIQUE = Look(
    check="name-unique",
    at="tos.full_name",
    todo="Поищите такое же название в ЕГРЮЛ и на портале Минюста и сохраните снимок страницы "
    "с датой.",
    failed="Такое название уже занято. Придумайте другое до собрания.",
)


@rule(
    "name-unique",
    "Такого названия в округе ещё нет",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(("fz-7", "п. 1 ст. 23.1"), ("fz-82", "ст. 23")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def name_unique(tos: Tos, case: Case, on: date) -> Iterator[Breach]:
    """No register is asked by the program: a person looks and writes down the day."""
    yield from looked(_UNIQUE, case, on, trusted_days=figure("manual_check_days", on))


@rule(
    "name-stoplist",
    "В наименовании нет слов, на которые нужно разрешение",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(*_ENTITY_NAME, ("fz-7", "п. 1 ст. 23.1"), ("fz-82", "ст. 28")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def name_stoplist(tos: Tos) -> Iterator[Breach]:
    """What offends morals no list finds: it is seen when the name is looked for in registers."""
    yield from _breaches(item for item in word_remarks(names_of(tos)) if item.code != _ABOUT_PERSON)


@rule(
    "name-rights-docs",
    "На чужое имя в наименовании есть документы",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(("fz-7", "п. 5 ст. 13.1"), ("fz-82", "ст. 28")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def name_rights(tos: Tos) -> Iterator[Breach]:
    if tos.name_has_surname and not tos.name_right_document:
        yield Breach(
            "tos.name_right_document",
            "В названии есть имя человека. Приложите согласие этого человека или его наследников "
            "и впишите его сюда — или смените название.",
        )
    elif not tos.name_has_surname:
        found = word_remarks(names_of(tos))
        yield from _breaches(item for item in found if item.code == _ABOUT_PERSON)


@rule(
    "name-identical",
    "Полное и сокращённое наименования согласны между собой",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(("fz-7", "ст. 4"), ("fz-7", "п. 1.1 ст. 23.1"), ("fz-129", "ст. 5")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def name_identical(tos: Tos, law: LegalBasis) -> Iterator[Breach]:
    """What the answers can break; the finished papers are compared when the package is verified."""
    names = names_of(tos)
    yield from _breaches(short_remarks(names))
    yield from _breaches(length_remarks(names, room_on(law.on)))


@rule(
    "name-territorial-sphere",
    "Наименование называет территорию",
    Severity.WARNING,
    RuleStage.CHARTER,
    cites=(("fz-82", "ст. 14"), ("fz-82", "ст. 28")),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def name_territorial(tos: Tos, case: Case) -> Iterator[Breach]:
    """For associations the name tells its territory; the name of the district may be enough."""
    territory = case.territory
    found = tuple(place_remarks(tos.full_name, territory.district if territory else None))
    yield from _breaches(found)
    if found or re.search(r"\bместн(?:ое|ая)\b", tos.full_name, re.I):
        return
    places = (territory.district.name.genitive, territory.settlement) if territory else ()
    if not any(part in tos.full_name for part in places):
        yield Breach(
            "tos.full_name",
            "Наименование не говорит, где действует ТОС: в нём нет ни округа, ни населённого "
            "пункта, ни слова «местное».",
            question="local-in-name",
        )


RULES: tuple[Rule, ...] = (
    name_form,
    name_cyrillic,
    name_unique,
    name_stoplist,
    name_rights,
    name_identical,
    name_territorial,
)
