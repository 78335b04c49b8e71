"""Which answers name a person, and what becomes of them when the person goes or is renamed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registration.domain.duplicates import united
from registration.questionnaire.page import Page
from registration.questionnaire.pages import PAGES
from registration.store import REMOVED
from web.binding import stored
from web.screens import Answers, base_of, item_of, items_of, questions_of
from web.widgets import Kind, Leaf


@dataclass(frozen=True, slots=True)
class Mention:
    """One answer that names the person: where it is asked, its path and what remains of it."""

    question: str
    path: str
    rest: object


def mentions(answers: Answers, key: str) -> tuple[Mention, ...]:
    """Every answer that names the person with this key."""
    found: dict[str, Mention] = {}
    for page in PAGES:
        for item in _items(page, answers):
            for mention in _on_page(page, item, answers, key):
                found.setdefault(mention.path, mention)
    return tuple(found.values())


def removal(answers: Answers, key: str, number: int) -> dict[str, object]:
    """Changes that remove a person together with every answer naming them."""
    changes: dict[str, object] = {item.path: item.rest for item in mentions(answers, key)}
    for path in [path for path, rest in changes.items() if rest is REMOVED]:
        # a line of a list goes whole: what lies inside it must not be removed once more
        for inner in [other for other in changes if other.startswith(f"{path}.")]:
            del changes[inner]
    changes[f"people.persons.{number}"] = REMOVED
    return changes


def renaming(answers: Answers, gone: str, kept: str) -> dict[str, object]:
    """Changes after which every answer that named one entry of a person names the other.

    A line of a list about the one («учредитель») joins the line about the other, unless the two
    lines contradict one another: then both stay, for a person to decide.
    """
    changes: dict[str, object] = {}
    for page in PAGES:
        for item in _items(page, answers):
            changes |= _renamed_on(page, item, answers, gone, kept)
    return changes


def _renamed_on(
    page: Page, item: int | None, answers: Answers, gone: str, kept: str
) -> dict[str, object]:
    here, base = item_of(page, item, answers), ".".join(map(str, base_of(page, item)))
    found: dict[str, object] = {}
    for leaf in (leaf for _, inputs in questions_of(page) for leaf in inputs):
        raw, at = stored(here, leaf.at), ".".join((base, *leaf.at))
        if leaf.kind is Kind.PERSON and raw == gone:
            line = _joined(page, leaf, here, answers, kept) if _is_a_line(page, leaf) else None
            if line is not None:
                return {**line, base: REMOVED}
            found[at] = kept
        if leaf.kind is Kind.PERSONS and isinstance(raw, list) and gone in raw:
            found[at] = list(dict.fromkeys(kept if key == gone else key for key in raw))
    return found


def _joined(
    page: Page, leaf: Leaf, line: Mapping[str, Any], answers: Answers, kept: str
) -> dict[str, object] | None:
    """What the line about the person who stays gains; None when there is none to join."""
    name = leaf.at[0]
    for number, other in enumerate(items_of(page, answers)):
        if isinstance(other, Mapping) and other.get(name) == kept:
            both = united(other, {key: raw for key, raw in line.items() if key != name})
            if both.contested:
                return None
            base = ".".join(map(str, base_of(page, number)))
            return {f"{base}.{key}": raw for key, raw in both.added.items()}
    return None


def new_key(answers: Answers) -> str:
    """A key nobody has: invented, never made of the name."""
    persons = stored(answers, ("people", "persons"))
    taken = {
        person.get("key")
        for person in (persons if isinstance(persons, list) else ())
        if isinstance(person, Mapping)
    }
    number = len(taken) + 1
    while f"p{number}" in taken:
        number += 1
    return f"p{number}"


def key_of(item: Mapping[str, Any]) -> str | None:
    key = item.get("key")
    return key if isinstance(key, str) else None


def _items(page: Page, answers: Answers) -> Iterator[int | None]:
    if page.each is None:
        yield None
    else:
        yield from range(len(items_of(page, answers)))


def _on_page(page: Page, item: int | None, answers: Answers, key: str) -> Iterator[Mention]:
    here = item_of(page, item, answers)
    base = base_of(page, item)
    for question, inputs in questions_of(page):
        for leaf in inputs:
            raw = stored(here, leaf.at)
            own = ".".join(map(str, (*base, *leaf.at)))
            if leaf.kind is Kind.PERSON and raw == key:
                whole = ".".join(map(str, base))
                yield Mention(question.text, whole if _is_a_line(page, leaf) else own, REMOVED)
            if leaf.kind is Kind.PERSONS and isinstance(raw, list) and key in raw:
                rest = [other for other in raw if other != key]
                yield Mention(question.text, own, rest or REMOVED)


def _is_a_line(page: Page, leaf: Leaf) -> bool:
    """A founder without the person is no founder: the whole line goes."""
    return page.each is not None and leaf.required
