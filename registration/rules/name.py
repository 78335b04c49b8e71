"""The names of the TOS: form, alphabet, forbidden words, uniqueness."""

import re
from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.tos import Tos
from registration.rules.by_hand import Look, looked
from registration.rules.law import LegalBasis, figure
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import struck_out

_REVIEWED = date(2026, 11, 23)
_FORM = "территориальное общественное самоуправление"
_ENTITY_NAME = (("civil-code", "п. 1 ст. 54"), ("fz-7", "п. 1 ст. 4"))


def _names(tos: Tos) -> Iterator[tuple[str, str]]:
    yield "tos.full_name", tos.full_name
    if tos.short_name:
        yield "tos.short_name", tos.short_name


def _quoted(name: str) -> list[str]:
    return re.findall(r"«([^«»]*)»", name)


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
    found = re.sub(r"\s+", " ", tos.full_name).casefold().count(_FORM)
    if found == 0:
        yield Breach(
            "tos.full_name",
            "В полном наименовании нет слов «Территориальное общественное самоуправление» без "
            "сокращений. Закон требует назвать форму организации: допишите их.",
        )
    elif found > 1:
        yield Breach(
            "tos.full_name",
            "Слова «территориальное общественное самоуправление» стоят в наименовании дважды. "
            "Оставьте один раз.",
        )


_LATIN = re.compile(r"[A-Za-z]+")
_OTHER_QUOTES = re.compile(r"[\"“”„'‘’`]")
_INNER_QUOTES = re.compile(r"„[^«»„“]*“(?=[^«]*»)")


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
    for at, name in _names(tos):
        if latin := _LATIN.search(name):
            yield Breach(
                at,
                f"В наименовании латинские буквы: «{latin.group()}». Иногда они неотличимы на вид "
                "от русских: наберите это место заново русскими.",
            )
        if _OTHER_QUOTES.search(_INNER_QUOTES.sub("", name)):
            yield Breach(at, "В наименовании нужны кавычки-ёлочки: «Заречье».")
        elif re.sub(r"[^«»]", "", name) not in ("", "«»"):
            yield Breach(at, "Кавычки в наименовании не парные. Нужна одна пара: «Заречье».")


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


# Stems, with ё read as е. Authorities and the country need a permission, other forms mislead.
_STATE = re.compile(r"\bросси|\bроссий|российск|\bрф\b|\bфедеральн|\bгосударственн", re.I)
_AUTHORITIES = re.compile(
    r"\bадминистраци|\bсобрани\w+ депутатов|\bминистерств|\bправительств|\bпрокуратур"
    r"|\bполици|\bсуд\b|\bмэри|\bдума\b",
    re.I,
)
_OTHER_FORMS = re.compile(
    r"\bсоюз|\bассоциаци|\bфонд\b|\bпарти[ияй]|\bучреждени|\bкооператив|\bтоварищество"
    r"|\bобществ\w+ с ограниченной",
    re.I,
)


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
    for at, words in struck_out(_STATE, _names(tos)):
        yield Breach(
            at,
            f"В наименовании стоит «{words}»: слова о государстве ставят только с разрешением. "
            "Уберите их.",
        )
    for at, words in struck_out(_AUTHORITIES, _names(tos)):
        yield Breach(
            at, f"В наименовании стоит «{words}»: так называют органы власти. Уберите это слово."
        )
    for at, words in struck_out(_OTHER_FORMS, _names(tos)):
        yield Breach(
            at,
            f"Слово «{words}» в наименовании обозначает другую форму организации. Лучше без него.",
            severity=Severity.WARNING,
        )


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
    short = tos.short_name
    if short and not short.startswith("ТОС "):
        yield Breach("tos.short_name", "Сокращённое наименование начинают с «ТОС».")
    if short and _quoted(short) and _quoted(tos.full_name)[:1] != _quoted(short)[:1]:
        yield Breach(
            "tos.short_name",
            f"Слова в кавычках в полном и сокращённом («{_quoted(short)[0]}») наименованиях "
            "разные. Обычно они совпадают до буквы: проверьте.",
            severity=Severity.WARNING,
        )
    limit = figure("name_length_max", law.on)
    if len(tos.full_name) > limit:
        yield Breach(
            "tos.full_name",
            f"Наименование длиннее {limit} знаков ({len(tos.full_name)}). Сократите его.",
        )


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
    district = case.territory.district.name.genitive if case.territory else ""
    place = case.territory.settlement if case.territory else ""
    if re.search(r"\bместн(?:ое|ая)\b", tos.full_name, re.I):
        return
    if not any(part and part in tos.full_name for part in (district, place)):
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
