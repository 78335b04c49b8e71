"""Full names in the six cases, and whether a person should look at them.

Two engines: pytrovich declines, the dictionary of pymorphy3 gives a second opinion. Surnames
that either of them is known to get wrong stand in `phrases.toml`.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from registration.districts import Cases
from registration.domain.case import Case
from registration.domain.people import Person, Sex
from registration.domain.text import normalise
from registration.language.letters import like
from registration.language.phrases import analyzer, declension_table, decline_phrase

__all__ = [
    "NameDeclension",
    "Reading",
    "decline",
    "decline_full_name",
    "decline_name",
    "decline_phrase",
    "guess_sex",
    "names_to_look_at",
]

_OBLIQUE = ("gent", "datv", "accs", "ablt", "loct")
_NAME_PART = re.compile(r"[А-ЯЁ][А-Яа-яЁё]*(?:[-'’ ][А-Яа-яЁё]+)*")
_AFTER_CH = ("а", "у", "а", "ем", "е")
_TURKIC = re.compile(r"[ -](оглы|оглу|улы|уулу|кызы|гызы)$", re.IGNORECASE)
_PATRONYMIC = {
    Sex.MALE: re.compile(r"[а-яё]{2}[иы]ч$"),
    Sex.FEMALE: re.compile(r"[а-яё]{2}(?:вна|чна)$"),
}
# Outside this pattern lies every surname that pytrovich is known to decline wrongly.
_SAFE_SURNAME = {
    Sex.MALE: re.compile(r"[а-яё]{3,}(?:ов|ев|ёв|ин|ын)$|[а-яё]{2,}[сц]кий$|[а-яё]{2,}енко$"),
    Sex.FEMALE: re.compile(
        r"[а-яё]{3,}(?:ова|ева|ёва|ина|ына)$|[а-яё]{2,}[сц]кая$|[а-яё]{2,}енко$"
    ),
}


@dataclass(frozen=True, slots=True)
class NameDeclension:
    """A full name in six cases; `reason` says in Russian why a person should look."""

    forms: Cases
    needs_look: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A name typed in one line: its forms and the sex by which it was declined."""

    declension: NameDeclension
    sex: Sex | None


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a name in the five oblique cases, and what is doubtful about it."""

    forms: tuple[str, ...]
    doubt: str | None = None


@lru_cache(maxsize=4096)
def decline_name(last: str, first: str, patronymic: str | None, sex: Sex | None) -> NameDeclension:
    """Decline a name; while the sex is unknown and cannot be guessed, leave it as it is."""
    full = " ".join(part for part in (last, first, patronymic) if part)
    known = sex or guess_sex(last, first, patronymic)
    if known is None:
        return NameDeclension(Cases(*[full] * 6), True, "По имени не понять пол: укажите его.")
    parts = [_surname(last, known), _first_name(first, known)]
    if patronymic:
        parts.append(_patronymic(patronymic, known))
    columns = zip(*(part.forms for part in parts), strict=True)
    doubts = [part.doubt for part in parts if part.doubt]
    forms = Cases(full, *(" ".join(column) for column in columns))
    return NameDeclension(forms, bool(doubts), " ".join(doubts) or None)


def guess_sex(last: str, first: str, patronymic: str | None) -> Sex | None:
    """Sex by the patronymic, else by the name; None when it stays unclear."""
    if patronymic:
        lowered = patronymic.lower()
        if turkic := _TURKIC.search(lowered):
            return Sex.FEMALE if turkic[1] in ("кызы", "гызы") else Sex.MALE
        for sex, suffix in _PATRONYMIC.items():
            if suffix.search(lowered):
                return sex
    return _detected_sex(last, first)


def _detected_sex(last: str, first: str) -> Sex | None:
    from pytrovich.enums import Gender

    found = _detector().detect(firstname=first, lastname=last)
    return {Gender.MALE: Sex.MALE, Gender.FEMALE: Sex.FEMALE}.get(found)


def names_to_look_at(case: Case) -> tuple[Person, ...]:
    """People whose cases are doubtful and were not yet settled by a person."""
    settled = {item.phrase for item in case.wording.phrases}
    return tuple(
        person
        for person in case.everyone()
        if person.forms is None and person.name.full not in settled and _doubtful(person)
    )


def _doubtful(person: Person) -> bool:
    name = person.name
    return decline_name(name.last, name.first, name.patronymic, person.sex).needs_look


def decline_full_name(text: str) -> NameDeclension | None:
    """Decline «Попова Нина Ивановна» if the text is a surname, first name and patronymic."""
    words = text.split()
    capital = all(_NAME_PART.fullmatch(word) for word in words[:3])
    if len(words) != 3 or not capital:
        return None
    if not any(suffix.search(words[2].lower()) for suffix in _PATRONYMIC.values()):
        return None
    return decline_name(words[0], words[1], words[2], None)


def decline(full_name: str, gender: str | None = None) -> Reading:
    """Decline a name typed in one line; gender is «m», «f» or unknown.

    Raises ValueError with a Russian message when the line is no name.
    """
    words = normalise(full_name).split()
    if len(words) < 2:
        raise ValueError("Впишите фамилию, имя и отчество через пробел.")
    if not all(_NAME_PART.fullmatch(word.title()) for word in words):
        raise ValueError("Имя пишут русскими буквами, без цифр и точек.")
    patronymic = " ".join(words[2:]) or None
    if len(words) > 3 and not _TURKIC.search(" ".join(words)):
        raise ValueError("Здесь больше трёх слов: впишите фамилию, имя и отчество.")
    sex = {"m": Sex.MALE, "f": Sex.FEMALE, None: guess_sex(words[0], words[1], patronymic)}[gender]
    return Reading(decline_name(words[0], words[1], patronymic, sex), sex)


def _surname(surname: str, sex: Sex) -> _Part:
    whole = declension_table().surname(surname, sex)
    if whole:
        return _Part(_like_all(whole, surname), f"Редкая фамилия «{surname}»: проверьте падежи.")
    *first, last = surname.split("-")
    pieces = [_surname_piece(piece, sex, final=False) for piece in first]
    pieces.append(_surname_piece(last, sex, final=True))
    forms = tuple("-".join(column) for column in zip(*(p.forms for p in pieces), strict=True))
    doubtful = any(piece.doubt for piece in pieces)
    return _Part(forms, f"Проверьте падежи фамилии «{surname}»." if doubtful else None)


def _surname_piece(piece: str, sex: Sex, *, final: bool) -> _Part:
    table = declension_table()
    lowered = piece.lower()
    if not final and lowered in table.unchanging_pieces:
        return _Part((piece,) * 5, "doubt")
    if listed := table.surname(piece, sex):
        return _Part(_like_all(listed, piece), "doubt")
    noun = _common_noun(lowered)
    if _SAFE_SURNAME[sex].search(lowered):
        doubt = "doubt" if noun or lowered in table.unsafe_surnames else None
        return _Part(_by_pytrovich("LASTNAME", piece, sex, known=final), doubt)
    if noun and _declines_as_noun(noun, lowered, sex):
        return _Part(_like_all(_noun_forms(noun, lowered), piece), "doubt")
    return _Part(_by_pytrovich("LASTNAME", piece, sex, known=final), "doubt")


def _first_name(name: str, sex: Sex) -> _Part:
    doubt = f"Проверьте падежи имени «{name}»."
    if listed := declension_table().first_name(name, sex):
        return _Part(_like_all(listed, name), doubt)
    ours = _by_pytrovich("FIRSTNAME", name, sex)
    theirs = _in_dictionary(name.lower(), sex)
    agree = theirs is not None and _spelled(ours) == _spelled(theirs)
    return _Part(ours, None if agree else doubt)


def _patronymic(patronymic: str, sex: Sex) -> _Part:
    if _TURKIC.search(patronymic):
        return _Part((patronymic,) * 5)
    forms = _by_pytrovich("MIDDLENAME", patronymic, sex)
    if patronymic.lower().endswith("ыч"):  # «Силыч» is unknown to pytrovich
        forms = _like_all(tuple(patronymic.lower() + end for end in _AFTER_CH), patronymic)
    usual = _PATRONYMIC[sex].search(patronymic.lower())
    return _Part(forms, None if usual else f"Проверьте падежи отчества «{patronymic}».")


def _like_all(forms: tuple[str, ...], model: str) -> tuple[str, ...]:
    return tuple(like(form, model) for form in forms)


def _spelled(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form.lower().replace("ё", "е") for form in forms)


def _by_pytrovich(part: str, word: str, sex: Sex, *, known: bool = True) -> tuple[str, ...]:
    from pytrovich.enums import Case, Gender, NamePart

    gender = Gender.MALE if sex is Sex.MALE else Gender.FEMALE
    titled = "-".join(piece.capitalize() for piece in word.split("-"))
    cases = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
    forms = (_maker().make(NamePart[part], gender, case, titled, known) for case in cases)
    return _like_all(tuple(forms), word)


@lru_cache(maxsize=1)
def _maker() -> Any:
    from pytrovich.maker import PetrovichDeclinationMaker

    _hush()
    return PetrovichDeclinationMaker()


@lru_cache(maxsize=1)
def _detector() -> Any:
    from pytrovich.detector import PetrovichGenderDetector

    _hush()
    return PetrovichGenderDetector()


def _hush() -> None:
    """Keep names of people out of the log: pytrovich warns with the name itself."""
    logging.getLogger("pytrovich").setLevel(logging.CRITICAL)


def _in_dictionary(name: str, sex: Sex) -> tuple[str, ...] | None:
    gender = "masc" if sex is Sex.MALE else "femn"
    for parse in analyzer().parse(name):
        if parse.is_known and {"Name", gender, "nomn", "sing"} in parse.tag:
            inflected = [parse.inflect({case, "sing"}) for case in _OBLIQUE]
            return tuple(form.word for form in inflected) if all(inflected) else None
    return None


def _common_noun(word: str) -> Any | None:
    """The dictionary's reading of a surname as an ordinary noun («стрелец», «каша»)."""
    names = {"Name", "Surn", "Patr", "Geox", "Abbr", "Fixd"}
    for parse in analyzer().parse(word):
        tag = parse.tag
        if parse.is_known and {"NOUN", "nomn", "sing"} in tag and not names & tag.grammemes:
            return parse
    return None


def _declines_as_noun(noun: Any, word: str, sex: Sex) -> bool:
    if word[-1] in "ая":
        return True
    return sex is Sex.MALE and noun.tag.gender == "masc" and word[-1] not in "оеёиуыэю"


def _noun_forms(noun: Any, word: str) -> tuple[str, ...]:
    forms = [noun.inflect({case, "sing"}) for case in _OBLIQUE]
    words = [form.word if form else word for form in forms]
    if word[-1] not in "ая":
        words[2] = words[0]  # a man is animate even if his surname names a thing
    return tuple(words)


def as_json(reading: Reading) -> Mapping[str, object]:
    """What `registration decline --json` prints."""
    forms = reading.declension.forms
    return {
        "nom": forms.nominative,
        "gen": forms.genitive,
        "dat": forms.dative,
        "acc": forms.accusative,
        "ins": forms.instrumental,
        "loc": forms.prepositional,
        "needs_look": reading.declension.needs_look,
        "reason": reading.declension.reason,
        "gender": {Sex.MALE: "m", Sex.FEMALE: "f", None: None}[reading.sex],
    }
