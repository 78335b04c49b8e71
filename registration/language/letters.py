"""Capital and small letters of words that are changed or moved, and spaces that hold."""

import re

NBSP = "\u00a0"


def upper_first(text: str) -> str:
    """«решили» → «Решили»."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """«Дата рождения» → «дата рождения»; an abbreviation («ТОС», «ИНН») stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def like(word: str, model: str) -> str:
    """Give a word the capitals of its model, part by part of a hyphenated one."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    if word.count("-") != model.count("-"):
        return upper_first(word) if model[:1].isupper() else word
    pairs = zip(word.split("-"), model.split("-"), strict=True)
    return "-".join(upper_first(part) if of[:1].isupper() else part for part, of in pairs)


# What must not stay at the end of a line: «№», «ст.», «г.» before a name, an initial; and what
# must not begin one: «г.» and «руб.» after a number.
_BEFORE = re.compile(
    r"№ |\b(?:ст|п|пп|ч|абз|гл|г|гор|с|пос|дер|д|ул|пер|пр|кв|корп|им)\. (?=[\dА-ЯЁ«])"
    r"|\b[А-ЯЁ]\. (?=[А-ЯЁ])"
)
_AFTER = re.compile(r"(?<=\d) (?=(?:гг?|руб|коп|тыс|млн)\b)")


def tied(text: str) -> str:
    """Put no-break spaces where a line must not break: «№ 5», «ст. 27», «Н. И. Попова», «2026 г.».

    No letter changes; the text stays as long as it was.
    """
    return _AFTER.sub(NBSP, _BEFORE.sub(lambda found: found.group()[:-1] + NBSP, text))
