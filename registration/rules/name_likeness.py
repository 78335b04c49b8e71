"""Names that may be taken for one another; case, ё, quotes and order of words do not count."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from registration.rules.naming import parts_of
from registration.rules.rule import Severity

_FORM = re.compile(r"территориальн\w+\s+общественн\w+\s+самоуправлени\w+")
_QUOTED = re.compile('[«"“”„]([^«»"“”„]*)[»"“”]')
_ALIKE = 0.85  # share of common letters: «Заречье» and «Заречие», but not «Заречный»


@dataclass(frozen=True, slots=True)
class Likeness:
    """A name that may be taken for another one."""

    code: str
    other: str
    message: str
    severity: Severity


def alike(name: str, others: Iterable[str]) -> tuple[Likeness, ...]:
    """Hold a full name against other names, full or short."""
    return tuple(found for other in others if (found := _likeness(name, other)))


def _likeness(name: str, other: str) -> Likeness | None:
    ours, theirs = _words(name), _words(other)
    if ours == theirs:
        return Likeness("same", other, "Такое же наименование уже есть.", Severity.BLOCKER)
    own, their_own = _own_words(name), _own_words(other)
    if not own or not their_own:
        return None
    near = _ratio(own, their_own) >= _ALIKE
    place, their_place = _place_words(name), _place_words(other)
    elsewhere = bool(place and their_place) and not place & their_place
    if own == their_own and not elsewhere:
        message = "То же имя в кавычках в том же округе. Возьмите другое."
        return Likeness("same-own", other, message, Severity.WARNING)
    if own == their_own:
        message = "То же имя в кавычках, но в другом округе. Обычно это можно."
        return Likeness("elsewhere", other, message, Severity.ADVICE)
    if near and not elsewhere:
        message = "Имя в кавычках почти такое же. Их будут путать."
        return Likeness("near", other, message, Severity.WARNING)
    return None


def _words(name: str) -> tuple[str, ...]:
    """Words of a name without its form, in the order of the alphabet."""
    folded = name.casefold().replace("ё", "е")
    bare = re.sub(r"\bтос\b", " ", _FORM.sub(" ", folded))
    return tuple(sorted(re.findall(r"\w+", bare)))


def _own_words(name: str) -> tuple[str, ...]:
    found = _QUOTED.search(name)
    return _words(found.group(1)) if found else ()


_OF_EVERY_PLACE = frozenset({"муниципального", "округа", "области", "архангельской", "района"})


def _place_words(name: str) -> frozenset[str]:
    """What tells one place from another; a short name has nothing of it."""
    return frozenset(_words(parts_of(name).place)) - _OF_EVERY_PLACE


def _ratio(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    return difflib.SequenceMatcher(None, " ".join(ours), " ".join(theirs)).ratio()
