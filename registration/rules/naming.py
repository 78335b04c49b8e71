"""The name assistant: what the names of a TOS are made of and what is wrong with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from registration.districts import District
from registration.rules.name_signs import sign_faults
from registration.rules.rule import Severity

FORM = "Территориальное общественное самоуправление"
SHORT_FORM = "ТОС"
_FORM = re.compile(r"территориальн\w+\s+общественн\w+\s+самоуправлени\w+", re.I)
_EXACT_FORM = re.compile(r"территориальное\s+общественное\s+самоуправление", re.I)
_OWN = re.compile('[«"“”]([^«»"“”]*)[»"“”]')
_OKRUG = re.compile(r"(\w+)(?:ский|ского)\s+(?:муниципальн\w+\s+)?округ", re.I)
_RAYON = re.compile(r"(\w+ск(?:ий|ого))\s+(?:муниципальн\w+\s+)?район\w*", re.I)


@dataclass(frozen=True, slots=True)
class NameParts:
    """A full name taken apart; `own` is None while nothing stands in quotation marks."""

    before: str
    form: str
    own: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Names:
    """The two names of a TOS; many have no short one."""

    full: str
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """How many signs the cells of the application hold."""

    full: int
    short: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault of a name: `field` is that of the section of the TOS."""

    code: str
    field: str
    message: str
    severity: Severity


def composed(own: str, place: str) -> Names:
    """Build both names of form, own name and place in the genitive case."""
    return Names(" ".join(f"{FORM} «{own}» {place}".split()), f"{SHORT_FORM} «{own}»")


def parts_of(full: str) -> NameParts:
    """Take a full name apart, whatever is missing in it."""
    form, own = _FORM.search(full), _OWN.search(full)
    after = max(found.end() for found in (form, own) if found) if form or own else len(full)
    return NameParts(
        before=full[: form.start()].strip() if form else "",
        form=form.group() if form else "",
        own=own.group(1).strip() if own else None,
        place=full[after:].strip(' ,.«»"“”'),
    )


def remarks_on(names: Names, room: Room, district: District | None = None) -> tuple[Remark, ...]:
    """All faults that can be seen in the names themselves."""
    return (
        *form_remarks(names.full),
        *place_remarks(names.full, district),
        *short_remarks(names),
        *length_remarks(names, room),
        *sign_remarks(names),
        *word_remarks(names),
    )


def _both(names: Names) -> Iterator[tuple[str, str]]:
    yield "full_name", names.full
    if names.short:
        yield "short_name", names.short


_LIGHT = frozenset(
    {
        "quotes-several",
        "quotes-empty",
        "hyphen-for-dash",
        "hyphen-blank",
        "dash-for-hyphen",
        "blank-double",
        "blank-edge",
        "blank-in-quotes",
        "blank-missing",
    }
)


def sign_remarks(names: Names) -> Iterator[Remark]:
    """Letters of other alphabets, quotation marks, dashes, blanks."""
    for field, name in _both(names):
        for code, message in sign_faults(name):
            severity = Severity.WARNING if code in _LIGHT else Severity.BLOCKER
            yield Remark(code, field, message, severity)


def form_remarks(full: str) -> Iterator[Remark]:
    """The form of the organisation once, in full, and a name of its own."""
    count = len(_EXACT_FORM.findall(full))
    if count == 0:
        yield _blocker(
            "form-missing",
            "В полном наименовании нет слов «Территориальное общественное самоуправление» без "
            "сокращений. Закон требует назвать форму организации: допишите их.",
        )
    elif count > 1:
        yield _blocker(
            "form-twice",
            "Слова «территориальное общественное самоуправление» стоят в наименовании дважды. "
            "Оставьте один раз.",
        )
    if not _OWN.search(full) and not re.search('[«»"“”„]', full):
        yield _warning("own-missing", "Нет своего имени в кавычках. Впишите его: «Заречье».")


def place_remarks(full: str, district: District | None) -> Iterator[Remark]:
    """What the name says of the district: its form, its case, its neighbours."""
    if rayon := _RAYON.search(full):
        yield _warning(
            "place-rayon",
            f"Слова «{rayon.group()}» устарели: теперь это муниципальный округ.",
        )
    if district is None:
        return
    named = _OKRUG.search(full)
    if named and not district.name.nominative.startswith(named.group(1)):
        yield _warning(
            "place-other",
            f"Назван другой округ, а ТОС — {district.name.nominative}. Проверьте.",
        )
    elif district.name.nominative in full:
        yield _warning(
            "place-nominative",
            f"Округ стоит в именительном падеже. Нужно: {district.name.genitive}.",
        )
    place = parts_of(full).place
    for outside in district.not_inside:
        if re.search(rf"\b{outside.name[:-1]}\w{{1,2}}\b", place):
            yield _warning(
                "place-outside",
                f"{outside.name} — не в этом округе ({district.name.nominative}). Назовите место, "
                "где ТОС.",
            )


def short_remarks(names: Names) -> Iterator[Remark]:
    """The short name repeats the own name of the full one."""
    short, field = names.short, "short_name"
    if not short:
        return
    if not short.startswith(f"{SHORT_FORM} "):
        yield _blocker("short-form", "Сокращённое наименование начинают с «ТОС».", field)
    own, full_own = _OWN.search(short), _OWN.search(names.full)
    if own and own.group(1) != (full_own.group(1) if full_own else None):
        yield _warning(
            "short-differs",
            f"Слова в кавычках в полном и сокращённом («{own.group(1)}») наименованиях разные. "
            "Обычно они совпадают до буквы: проверьте.",
            field,
        )


def length_remarks(names: Names, room: Room) -> Iterator[Remark]:
    """What does not fit the cells cannot be registered."""
    for (field, name), limit in zip(_both(names), (room.full, room.short), strict=False):
        if len(name) > limit:
            yield _blocker(
                "too-long",
                f"Наименование длиннее {limit} знаков ({len(name)}): в клетки заявления не войдёт. "
                "Сократите его.",
                field,
            )


def _blocker(code: str, message: str, field: str = "full_name") -> Remark:
    return Remark(code, field, message, Severity.BLOCKER)


def _warning(code: str, message: str, field: str = "full_name") -> Remark:
    return Remark(code, field, message, Severity.WARNING)


# Stems, with ё read as е. Authorities and the country need a permission, other forms mislead.
_STATE = re.compile(
    r"\bросси|российск|\bрф\b|\bфедеральн|\bгосударственн|\bгосударств[оа]\b",
    re.I,
)
_AUTHORITIES = re.compile(
    r"\bадминистраци|\bсобрани\w+ депутатов|\bсовет\w* депутатов|\bминистерств|\bправительств"
    r"|\bпрокуратур|\bполици|\bсуд\b|\bмэри[яию]\b|\bдума\b",
    re.I,
)
_OTHER_FORMS = re.compile(
    r"\bсоюз(?:а|у|ом|е)?\b|\bассоциаци|\bфонд\b|\bпарти[ияй]\b|\bучреждени|\bкооператив"
    r"|\bтоварищество|\bобществ\w+ с ограниченной",
    re.I,
)
_PERSON = re.compile(r"\bим(?:ени|\.)\s*\w+", re.I)


def word_remarks(names: Names) -> Iterator[Remark]:
    """Words that need a permission, mislead or call for papers."""
    for field, name in _both(names):
        yield from _words_of(field, name)


def _words_of(field: str, name: str) -> Iterator[Remark]:
    """What offends morals no list finds: it is seen when the name is looked for in registers."""
    if words := _struck(_STATE, name):
        yield _blocker(
            "word-state",
            f"В наименовании стоит «{words}»: слова о государстве ставят только с разрешением. "
            "Уберите их.",
            field,
        )
    if words := _struck(_AUTHORITIES, name):
        yield _blocker(
            "word-authority",
            f"В наименовании стоит «{words}»: так называют органы власти. Уберите это слово.",
            field,
        )
    if words := _struck(_OTHER_FORMS, name):
        yield _warning(
            "word-form",
            f"Слово «{words}» в наименовании обозначает другую форму организации. Лучше без него.",
            field,
        )
    if words := _struck(_PERSON, name):
        yield _warning(
            "word-person",
            f"Слова «{words}» похожи на имя человека. На него нужны документы.",
            field,
        )


def _struck(pattern: re.Pattern[str], name: str) -> str:
    found = pattern.search(name.replace("ё", "е"))
    return name[found.start() : found.end()] if found else ""
