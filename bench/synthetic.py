"""Cases with any number of founders, made of the first sample; the same seed, the same people."""

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from registration.domain.case import Case, read_case

SAMPLE = Path(__file__).parent.parent / "samples" / "verkhnetoemsky.toml"

_SURNAMES = (
    ("Вымышленный", "Вымышленная"),
    ("Небывалый", "Небывалая"),
    ("Примеров", "Примерова"),
    ("Образцов", "Образцова"),
    ("Пробный", "Пробная"),
    ("Мнимых", "Мнимых"),
    ("Условчук", "Условчук"),
)
_MEN = ("Иван", "Пётр", "Фёдор", "Савва", "Андрей", "Лев", "Илья")
_WOMEN = ("Анна", "Вера", "Мария", "Любовь", "Ольга", "Нина", "Зоя")
_FATHERS = ("Иванов", "Петров", "Фёдоров", "Андреев", "Львов", "Павлов")


def case_with_founders(count: int, *, seed: int = 1) -> Case:
    """Make a sound case with this many founders.

    Raises:
        ValueError: the made case does not read.
    """
    answers = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
    _add_people(answers, count, random.Random(seed))  # noqa: S311 — not a secret
    _fill_the_hall(answers, count)
    reading = read_case(answers)
    if reading.problems:
        raise ValueError([problem.message for problem in reading.problems])
    return reading.case


def _add_people(answers: dict[str, Any], count: int, chance: random.Random) -> None:
    keys = [founder["person"] for founder in answers["founders"]["members"]][:count]
    pattern = answers["people"]["persons"][0]
    for number in range(len(keys), count):
        person = _person(pattern, number, chance)
        answers["people"]["persons"].append(person)
        keys.append(person["key"])
    held_on = answers["meeting"]["held_on"]
    answers["founders"]["members"] = [{"person": key, "declaration_on": held_on} for key in keys]
    answers["meeting"]["founders_for"] = keys


def _person(pattern: dict[str, Any], number: int, chance: random.Random) -> dict[str, Any]:
    man = chance.random() < 0.5
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(10_900))
    return {
        **{key: value for key, value in pattern.items() if key != "inn"},
        "key": f"s{number}",
        "name": {
            "last": chance.choice(_SURNAMES)[0 if man else 1],
            "first": chance.choice(_MEN if man else _WOMEN),
            "patronymic": chance.choice(_FATHERS) + ("ич" if man else "на"),
        },
        "sex": "male" if man else "female",
        "birth_date": born,
        "document": {
            **pattern["document"],
            "number": f"{500_000 + number:06}",
            "issued_on": date(born.year + 46, 1, 9),  # after the change at 45
        },
        "registered_address": {
            **pattern["registered_address"],
            "house": str(1 + number % 47),
            "flat": str(1 + number // 47),
        },
    }


def _fill_the_hall(answers: dict[str, Any], count: int) -> None:
    """As many residents and voters as the founders need, everybody in favour."""
    meeting = answers["meeting"]
    more = max(0, count - 3)
    answers["residents"]["adults"] += more
    answers["residents"]["over_16"] += more
    for field in ("registered", "present"):
        meeting[field] += more
    for item in meeting["agenda"]:
        item["votes"]["favour"] += more
