"""What can be chosen in an input, and what stands there before anything was answered."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from registration.districts import DISTRICTS
from registration.rules.catalogue import CATALOGUE
from registration.rules.questions import QUESTIONS
from web.binding import NOBODY, YES_NO, stored
from web.widgets import Kind, Leaf, Options


def people_of(answers: Mapping[str, Any]) -> Options:
    """People of the case for radios: key and name, also while their section does not read."""
    persons = stored(answers, ("people", "persons"))
    found = []
    for number, person in enumerate(persons if isinstance(persons, list) else ()):
        if isinstance(person, Mapping) and isinstance(person.get("key"), str):
            found.append((person["key"], full_name(person.get("name")) or f"Человек {number + 1}"))
    return tuple(found)


def full_name(name: object) -> str:
    if not isinstance(name, Mapping):
        return ""
    parts = (name.get(part) for part in ("last", "first", "patronymic"))
    return " ".join(part for part in parts if isinstance(part, str) and part)


def options_of(leaf: Leaf, answers: Mapping[str, Any]) -> Options:
    """What can be chosen: from the model, or the people of the case."""
    if leaf.kind is Kind.FLAG:
        return YES_NO
    if leaf.kind is Kind.PERSON:
        nobody = () if leaf.required else ((NOBODY, "Никто"),)
        return (*people_of(answers), *nobody)
    return people_of(answers) if leaf.kind is Kind.PERSONS else leaf.options


def known_answers(leaf: Leaf, answers: Mapping[str, Any]) -> Options:
    """Answers offered while one is typed, with what each means; any other may be typed."""
    if leaf.section in ("checks", "decisions"):
        return _names_of_law(leaf.name)
    slug = stored(answers, ("territory", "district"))
    if leaf.at[-1] != "settlement" or not isinstance(slug, str) or slug not in DISTRICTS:
        return ()
    return tuple((place.name, "") for place in DISTRICTS[slug].settlements)


@cache
def _names_of_law(name: str) -> Options:
    """Under which names decisions and checks are recorded."""
    if name == "checks.check":
        return tuple((rule.id, rule.title) for rule in CATALOGUE)
    if name == "decisions.question":
        return tuple((question.id, question.text) for question in QUESTIONS)
    if name == "decisions.choice":
        options = (option for question in QUESTIONS for option in question.options)
        return tuple({option.id: (option.id, option.label) for option in options}.values())
    return ()


def suggestion(leaf: Leaf, answers: Mapping[str, Any]) -> str | None:
    """What nearly everybody would type: her own district, the only region, a passport."""
    if leaf.at[-1] == "municipality":
        slug = stored(answers, ("territory", "district"))
        known = isinstance(slug, str) and slug in DISTRICTS
        return DISTRICTS[slug].name.nominative if known else None
    if leaf.at[-1] == "region":
        return "Архангельская область"
    return "21" if leaf.at[-2:] == ("document", "kind") else None
