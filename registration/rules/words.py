"""Small Russian wording for messages, and search for words a lawyer would strike out."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from registration.domain.people import Person, PersonName


def plural(number: int, one: str, few: str, many: str) -> str:
    """«1 день», «2 дня», «5 дней»."""
    tail = number % 100
    if 11 <= tail <= 14 or tail % 10 == 0 or tail % 10 >= 5:
        return f"{number} {many}"
    return f"{number} {one if tail % 10 == 1 else few}"


def days(number: int) -> str:
    return plural(number, "день", "дня", "дней")


def head_count(number: int) -> str:
    return plural(number, "человек", "человека", "человек")


def day(value: date) -> str:
    """«10.10.2026»."""
    return f"{value:%d.%m.%Y}"


def names(persons: Iterable[Person]) -> str:
    """«Попова Нина Ивановна, Коробицын Алексей Фёдорович»."""
    return ", ".join(person.name.full for person in persons)


def listed(parts: Iterable[str]) -> str:
    """«а, б и в»."""
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} и {items[-1]}"


def folded(text: str) -> str:
    """A text as the ear hears it: case, ё, dashes and blanks make no difference."""
    return re.sub(r"[\s\-‐-―]+", "", text.casefold().replace("ё", "е"))


def folded_name(name: PersonName) -> str:
    return folded(name.full)


def struck_out(
    pattern: re.Pattern[str], texts: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield (place, found words) for each text where the pattern stands."""
    for at, text in texts:
        if match := pattern.search(text.replace("ё", "е")):
            yield at, text[match.start() : match.end()]
