"""The sandbox in which templates run: they print, loop and test named values, nothing else."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from registration.assembly.rendering.origins import Origins
from registration.districts import Cases
from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.domain.people import Person
from registration.domain.roles import ROLE_TITLES, Roles
from registration.domain.text import hidden_signs
from registration.language.blank import Blank, blank_for
from registration.language.letters import tied


class Sandbox(ImmutableSandboxedEnvironment):
    """Deny by default: only declared fields and properties, no methods, no calls but ours."""

    allowed_calls: frozenset[int] = frozenset()
    fills_blanks = False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if attr.startswith("_") or isinstance(value, type):
            return False
        return isinstance(obj, LoopContext | Blank) or not callable(value)

    def is_safe_callable(self, obj: Any) -> bool:
        return id(obj) in self.allowed_calls

    def getattr(self, obj: Any, attribute: str) -> Any:
        value = super().getattr(obj, attribute)
        if self.fills_blanks and (value is None or (value == () and isinstance(obj, Roles))):
            return _blank(obj, attribute)
        return value


def blank_named(name: str) -> Blank:
    """The blank for a missing section, or for something reckoned from missing sections."""
    if name in Case.model_fields:
        return blank_for(Case, name)
    return Blank(_RECKONED.get(name, "вписать"))


_RECKONED = {
    "term_until": "последний день срока полномочий",
    "quorum": "кворум",
    "district": "муниципальный округ",
}


def _blank(obj: Any, attribute: str) -> Blank:
    if isinstance(obj, BaseModel) and attribute in type(obj).model_fields:
        return blank_for(type(obj), attribute)
    if isinstance(obj, Roles):
        return Blank(ROLE_TITLES[attribute], Person)
    return Blank("вписать")


MOST_STEPS = 200_000  # of all loops of one document; a list of ten thousand people takes a tenth


class Loops:
    """Counts the steps of every loop of one rendering, and knows where its items come from."""

    def __init__(self, origins: Origins) -> None:
        self._left = MOST_STEPS
        self._origins = origins
        self._running: dict[str, tuple[str, list[object]]] = {}

    def at(self, owner: object, read: str) -> str:
        """Path of a printed value, given what it is read from; empty where unknown."""
        if not read.startswith("="):
            return self._origins.at(owner, read)
        path, items = self._running.get(read[1:], ("", []))
        if found := self._origins.at(owner, ""):
            return found
        # The sandbox may look one item ahead («loop.last»), so the last one is not always it.
        here = [number for number, item in enumerate(items) if item is owner][-1:]
        return path.format(*here) if here else ""

    def each_of(self, name: str, owner: object, read: str, value: object) -> Iterator[object]:
        """Give the items of a list one by one, to a variable of this name.

        Raises:
            TypeError: it is no list, or all loops together have run too long.
        """
        if value is None:
            raise TypeError("ответа нет, а документ идёт по нему циклом")
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            raise TypeError("это не список, обойти его циклом нельзя")
        path = f"{read[1:]}.{{}}" if read[:1] == "=" else self._origins.of_items(owner, read)
        items: list[object] = []
        self._running[name] = path, items
        for item in value:
            self._left -= 1
            if self._left < 0:
                raise TypeError(f"циклы сделали больше {MOST_STEPS} шагов")
            if not isinstance(item, BaseModel):
                items.append(item)
            yield item


def sandbox(filters: Mapping[str, Callable[..., Any]]) -> Sandbox:
    environment = Sandbox(autoescape=True, undefined=StrictUndefined, cache_size=0)
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    environment.filters.update(filters)
    return environment


def printable(value: object) -> str:
    """Return the text that a value prints as.

    Raises:
        TypeError: the value is empty or has no form fit for paper.
        UndefinedError: there is no such value.
    """
    if isinstance(value, StrictUndefined):
        str(value)  # raises, and names what is missing
    if isinstance(value, Labelled):
        value = value.label
    if isinstance(value, Cases):
        value = value.nominative
    if value is None:
        raise TypeError("ответа нет, а документ его печатает")
    if isinstance(value, bool) or not isinstance(value, str | int | Blank):
        raise TypeError(f"значение вида «{type(value).__name__}» нельзя напечатать без фильтра")
    text = str(value)
    if "\n" in text:
        raise TypeError("ответ из нескольких абзацев печатают циклом по абзацам")
    if hidden := next(hidden_signs(text), None):
        raise TypeError(f"в ответе скрытый знак {hidden}")
    return tied(text)
