"""What every section and every choice must carry, whoever adds the next one."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

import registration.domain
from registration.districts import DISTRICTS
from registration.domain.address import SettlementKind
from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.domain.problems import problems_of
from registration.domain.review import StandingDecision
from registration.domain.section import Section

for _module in pkgutil.iter_modules(registration.domain.__path__):
    importlib.import_module(f"registration.domain.{_module.name}")


def _below(kind: type) -> list[type]:
    return [inner for child in kind.__subclasses__() for inner in (child, *_below(child))]


# A record outside the domain may be written as a section too, and is no part of a case.
SECTIONS = [kind for kind in _below(Section) if kind.__module__.startswith("registration.domain.")]
FIELDS = [(section, name) for section in SECTIONS for name in section.model_fields]
CHOICES = _below(Labelled)


def _classes(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for part in get_args(annotation):
        yield from _classes(part)


def _reached(model: type[BaseModel], seen: set[type]) -> set[type]:
    for info in model.model_fields.values():
        for kind in _classes(info.annotation):
            if issubclass(kind, BaseModel) and kind not in seen:
                _reached(kind, seen | {kind})
                seen |= {kind} | _reached(kind, seen | {kind})
    return seen


def _is_russian(text: str) -> bool:
    return any("А" <= sign <= "я" or sign in "Ёё" for sign in text)


@pytest.mark.parametrize(
    ("section", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part)
)
def test_field_has_a_russian_title(section: type[Section], name: str) -> None:
    title = section.model_fields[name].title
    assert title
    assert _is_russian(title)
    assert title == title.strip()
    assert len(title) <= 80


@pytest.mark.parametrize("choice", CHOICES)
def test_choices_have_different_russian_labels(choice: type[Labelled]) -> None:
    labels = [member.label for member in choice]
    assert all(_is_russian(label) for label in labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("section", SECTIONS)
def test_section_is_explained_in_one_sentence(section: type[Section]) -> None:
    assert section.__doc__
    assert section.__doc__.strip().split("\n")[0].endswith(".")


@pytest.mark.parametrize("section", SECTIONS)
def test_titles_of_one_section_differ(section: type[Section]) -> None:
    titles = [info.title for info in section.model_fields.values()]
    assert len(set(titles)) == len(titles)


def test_every_section_belongs_to_the_case() -> None:
    stands_in_for_a_decision = {StandingDecision}
    assert set(SECTIONS) - stands_in_for_a_decision == _reached(Case, {Case})


def test_every_kind_of_settlement_has_an_abbreviation() -> None:
    assert all(kind.short.endswith(".") for kind in SettlementKind)


def test_settlements_of_the_districts_are_of_known_kinds() -> None:
    for district in DISTRICTS.values():
        for place in (district.centre, *district.settlements, *district.not_inside):
            assert SettlementKind(place.kind)


def test_five_pilot_districts_are_described() -> None:
    assert set(DISTRICTS) == {
        "verkhnetoemsky",
        "vilegodsky",
        "kotlassky",
        "nyandomsky",
        "kholmogorsky",
    }


def _limits(section: type[Section], name: str) -> list[int]:
    return [mark.max_length for mark in section.model_fields[name].metadata if _is_limit(mark)]


def _is_limit(mark: object) -> bool:
    return getattr(mark, "max_length", None) is not None


TEXTS_WITH_A_LIMIT = [
    (section, name)
    for section, name in FIELDS
    if _limits(section, name)
    and get_origin(section.model_fields[name].annotation) is not tuple
    and str in set(_classes(section.model_fields[name].annotation))
]


@pytest.mark.parametrize(("section", "name"), TEXTS_WITH_A_LIMIT)
def test_a_limit_of_a_text_holds_and_says_so(section: type[Section], name: str) -> None:
    limit = min(_limits(section, name))
    told = {name: "ы" * (limit + 1)}
    with pytest.raises(ValidationError) as refused:
        section.model_validate(told)
    messages = {item.at: item.message for item in problems_of(section, refused.value)}
    assert messages[(name,)] == f"Слишком длинно: можно не больше {limit} знаков."
