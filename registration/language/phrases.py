"""Posts, bodies, acts and places in the six cases: a reviewed table, then an inflector.

The inflector declines the adjectives and everything up to the first noun; what follows
(«совета», «от 12.01.1996 № 7-ФЗ», anything in «») stays as it is. So the name of a village
after its generic word keeps the nominative, as official papers want it.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from registration.districts import Cases
from registration.domain.people import Sex
from registration.language.letters import NBSP, like, lower_first, upper_first

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_ADJECTIVES = ("ADJF", "PRTF")
_AND = re.compile(r" и ([А-Яа-яЁё-]+)")
_TOKEN = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*|\s+|[^\sА-Яа-яЁё]+")


@dataclass(frozen=True, slots=True)
class PhraseDeclension:
    """A phrase in six cases; a phrase of the reviewed table needs no look."""

    forms: Cases
    needs_look: bool


@dataclass(frozen=True, slots=True)
class CountedForms:
    """A noun as numbers ask for it: 1 лист, 2 листа, 5 листов; the gender of the number."""

    one: str
    few: str
    many: str
    gender: str


@dataclass(frozen=True)
class DeclensionTable:
    """Everything of `phrases.toml`."""

    phrases: dict[str, Cases]
    counted: dict[str, CountedForms]
    surnames: dict[Sex, dict[str, tuple[str, ...]]]
    first_names: dict[Sex, dict[str, tuple[str, ...]]]
    unsafe_surnames: frozenset[str]
    unchanging_pieces: frozenset[str]

    def surname(self, surname: str, sex: Sex) -> tuple[str, ...] | None:
        """Reviewed oblique forms of a surname, in small letters."""
        return self.surnames[sex].get(surname.lower())

    def first_name(self, name: str, sex: Sex) -> tuple[str, ...] | None:
        """Reviewed oblique forms of a first name, in small letters."""
        return self.first_names[sex].get(name.lower())


@lru_cache(maxsize=1)
def declension_table() -> DeclensionTable:
    """Read the table once."""
    text = Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return DeclensionTable(
        phrases={row[0]: Cases(*row) for row in data["phrases"]},
        counted={row[0]: CountedForms(*row) for row in data["counted"]},
        surnames=_by_sex(data["surnames"]),
        first_names=_by_sex(data["first_names"]),
        unsafe_surnames=frozenset(data["unsafe_surnames"]),
        unchanging_pieces=frozenset(data["unchanging_pieces"]),
    )


def _by_sex(rows: dict[str, list[list[str]]]) -> dict[Sex, dict[str, tuple[str, ...]]]:
    """Rows under «both», «male» and «female»: the nominative, then five oblique forms."""
    both = {row[0]: tuple(row[1:]) for row in rows.get("both", [])}
    return {sex: both | {row[0]: tuple(row[1:]) for row in rows.get(sex.value, [])} for sex in Sex}


@lru_cache(maxsize=1)
def analyzer() -> Any:
    """The dictionary of pymorphy3: 70 ms and 38 MB, so only when it is asked."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=2048)
def decline_phrase(text: str) -> PhraseDeclension:
    """Decline a phrase given in the nominative; letter case and what follows are kept."""
    end, head, listed = _head(text)
    rest, reviewed = (text[end:],) * len(_CASES), True
    if second := _second_part(text, end):
        joined = decline_phrase(text[second:])
        rest = tuple(text[end:second] + form for form in _columns(joined.forms))
        reviewed = not joined.needs_look
    forms = (first + following for first, following in zip(head, rest, strict=True))
    return PhraseDeclension(Cases(*forms), needs_look=not (listed and reviewed))


def _second_part(text: str, end: int) -> int | None:
    """Where «и секретарь» begins: what is joined to the head declines with it."""
    for match in _AND.finditer(text.partition("«")[0], end):
        if match.start() == end or _only_a_person(match[1]):
            return match.start(1)
    return None


def _only_a_person(word: str) -> bool:
    """Whether the word can be nothing but somebody in the nominative."""
    tags = [parse.tag for parse in analyzer().parse(word.lower())]
    return all({"NOUN", "anim", "nomn"} in tag for tag in tags)


def _columns(forms: Cases) -> tuple[str, ...]:
    return tuple(str(getattr(forms, name)) for name in Cases.__slots__)


def _head(text: str) -> tuple[int, tuple[str, ...], bool]:
    """Where the declined beginning ends, its six forms, and whether the table has them."""
    plain = text.replace(NBSP, " ")
    for end in (len(plain), *_word_ends(plain)):
        if forms := _listed(plain[:end]):
            return end, forms, True
    end, forms = _inflected(text)
    return end, forms, False


def _word_ends(text: str) -> list[int]:
    """Places after a whole word of the text, the last one first."""
    return [match.start() for match in re.finditer(r"(?<=[А-Яа-яЁё])(?=[ ,])", text)][::-1]


def _listed(head: str) -> tuple[str, ...] | None:
    """Forms of an entry of the table; the first letter may be a capital in the text."""
    phrases = declension_table().phrases
    if exact := phrases.get(head):
        return _columns(exact)
    if small := phrases.get(lower_first(head)):
        return tuple(upper_first(form) for form in _columns(small))
    return None


def _inflected(text: str) -> tuple[int, tuple[str, ...]]:
    """Decline up to and including the first noun; nothing is declined where there is none."""
    tokens = _TOKEN.findall(text)
    adjectives, head = _noun_group(tokens)
    if head is None:
        return len(text), (text,) * len(_CASES)
    noun = _nominative(tokens[head], ("NOUN",)) or _nominative(tokens[head], _ADJECTIVES)
    forms = []
    for case in _CASES:
        words = list(tokens[: head + 1])
        words[head] = _in_case(tokens[head], noun, case, _person_like(noun))
        for place in adjectives:
            adjective = _nominative(tokens[place], _ADJECTIVES)
            words[place] = _in_case(tokens[place], adjective, case, noun)
        forms.append("".join(words))
    return len(forms[0]), tuple(forms)


def _noun_group(tokens: list[str]) -> tuple[list[int], int | None]:
    """Places of the adjectives and of the noun that they lead to."""
    adjectives: list[int] = []
    for place, token in enumerate(tokens):
        if token.isspace():
            continue
        if not _WORD.fullmatch(token) or _is_abbreviation(token):
            return [], None
        adjective = _nominative(token, _ADJECTIVES)
        if adjective and _agrees_on(adjective, tokens[place + 1 :]):
            adjectives.append(place)
        elif adjective or _nominative(token, ("NOUN",)):
            return adjectives, place
        elif "ADVB" not in analyzer().parse(token)[0].tag:
            return [], None
    return [], None


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _agrees_on(adjective: Any, following: list[str]) -> bool:
    """Whether the next words are a noun in the nominative that this adjective belongs to."""
    words = [token for token in following if not token.isspace()]
    if not words or not _WORD.fullmatch(words[0]) or _is_abbreviation(words[0]):
        return False
    next_adjective = _nominative(words[0], _ADJECTIVES)
    if next_adjective and _same_gender(adjective, next_adjective):
        return True
    noun = _nominative(words[0], ("NOUN",))
    return noun is not None and _same_gender(adjective, noun)


def _same_gender(adjective: Any, other: Any) -> bool:
    if adjective.tag.number != other.tag.number:
        return False
    if adjective.tag.number == "plur" or other.tag.gender not in ("masc", "femn", "neut"):
        return True
    return bool(adjective.tag.gender == other.tag.gender)


@lru_cache(maxsize=4096)
def _nominative(word: str, parts_of_speech: tuple[str, ...]) -> Any | None:
    """The likeliest reading of a word as a nominative of these parts of speech."""
    found = [
        parse
        for parse in analyzer().parse(word.lower())
        if parse.tag.POS in parts_of_speech and "nomn" in parse.tag
    ]
    singular = [parse for parse in found if "sing" in parse.tag]
    return next(iter(singular or found), None)


def _person_like(noun: Any) -> Any | None:
    """A participle or adjective that stands for a person («заведующий») has no noun to follow."""
    return None if noun.tag.POS in _ADJECTIVES else noun


def _in_case(word: str, parse: Any, case: str, noun: Any | None) -> str:
    """Inflect a word; in the accusative adjectives ask whether the noun is alive."""
    if case == "nomn":
        return word
    wanted = {case, parse.tag.number}
    if parse.tag.POS in _ADJECTIVES:
        wanted |= {parse.tag.gender} - {None}
        if case == "accs" and parse.tag.gender not in ("femn", "neut"):
            wanted.add("inan" if noun is not None and "inan" in noun.tag else "anim")
    inflected = parse.inflect(wanted)
    return like(inflected.word, word) if inflected else word


@lru_cache(maxsize=256)
def counted_forms(noun: str) -> CountedForms:
    """How numbers ask for this noun: the reviewed table first, then the dictionary."""
    if listed := declension_table().counted.get(noun):
        return listed
    head, _, rest = noun.partition(" ")
    parse = _nominative(head, ("NOUN",))
    if parse is None:
        raise ValueError(f"Не знаем, как считать «{noun}»: впишите слово в phrases.toml.")
    one, few, many = (
        f"{like(parse.make_agree_with_number(number).word, head)} {rest}".strip()
        for number in (1, 2, 5)
    )
    return CountedForms(one, few, many, {"femn": "f", "neut": "n"}.get(parse.tag.gender, "m"))
