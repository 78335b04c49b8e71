"""One person entered twice: who looks like the same, and what their answers make together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registration.domain.people import IdentityDocument, Person, PersonName

Answers = Mapping[str, Any]
KEY = "key"


@dataclass(frozen=True, slots=True)
class United:
    """Answers about one person out of two entries.

    `added` are fields that only the second entry has, or has more of; `contested` are fields in
    which the entries differ, so that a person must choose.
    """

    added: Mapping[str, object]
    contested: tuple[str, ...]


def same_people(persons: Sequence[Person]) -> Iterator[tuple[int, int]]:
    """Numbers of entries that look like one person: name and birthday agree, or the document does.

    The entries may be half-filled: an unknown answer agrees with nothing.
    """
    met: dict[tuple[object, ...], int] = {}
    for number, person in enumerate(persons):
        marks = [mark for mark in (_born(person), _papers(person.document)) if None not in mark]
        yield from sorted({(met[mark], number) for mark in marks if mark in met})
        met |= dict.fromkeys(marks, number)


def united(kept: Answers, gone: Answers) -> United:
    """Put two entries of one person together; nothing of either is dropped unasked."""
    added: dict[str, object] = {}
    contested: list[str] = []
    for field, theirs in gone.items():
        if field == KEY:
            continue
        together = _together(kept.get(field), theirs)
        if together is None:
            contested.append(field)
        elif together[0] != kept.get(field):
            added[field] = together[0]
    return United(added, tuple(contested))


def _together(mine: object, theirs: object) -> tuple[object] | None:
    """What two answers say together, in a box; None when they contradict one another."""
    if theirs in _NOTHING or theirs == mine:
        return (mine,)
    if mine in _NOTHING:
        return (theirs,)
    if not isinstance(mine, Mapping) or not isinstance(theirs, Mapping):
        return None
    found = dict(mine)
    for name, value in theirs.items():
        inner = _together(mine.get(name), value)
        if inner is None:
            return None
        found[name] = inner[0]
    return (found,)


_NOTHING: tuple[object, ...] = (None, "", [], {})


def _born(person: Person) -> tuple[object, ...]:
    name: PersonName | None = person.name
    if name is None or name.last is None or name.first is None:
        return (None,)
    parts = (name.last, name.first, name.patronymic or "")
    return (*(part.casefold().replace("ё", "е") for part in parts), person.birth_date)


def _papers(document: IdentityDocument | None) -> tuple[object, ...]:
    if document is None or document.number is None:
        return (None,)
    series = (document.series or "").replace(" ", "")
    return (document.kind, series, document.number.replace(" ", ""))
