"""Names of a template held against the model: unknown ones, impossible values, dead branches."""

import difflib
import functools
import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, get_args, get_type_hints

from jinja2 import nodes

from registration.assembly.rendering.allowed import NO_COMPARISON, NUMBERING_CALLS, forbidden
from registration.assembly.rendering.fault import FORBIDDEN, IMPOSSIBLE, UNKNOWN, UNREACHABLE
from registration.assembly.rendering.schema import (
    Kind,
    attribute,
    element,
    fields_of,
    members,
)
from registration.assembly.rendering.tags import TaggedPart
from registration.districts import Cases
from registration.domain.labelled import Labelled
from registration.domain.people import Person, PersonName
from registration.language.wording import FILTERS

Names = Mapping[str, Kind]

_DECLINED = (Person, PersonName, Labelled, str, Cases)
_TYPES: dict[type, str] = {
    date: "день",
    time: "время",
    int: "число",
    str: "текст",
    bool: "да или нет",
    Person: "человек",
    PersonName: "имя человека",
    Labelled: "выбор из списка",
    Cases: "название",
}


@dataclass(slots=True)
class Reader:
    """Walks one part of one template; remembers which fields of the model it touched."""

    part: TaggedPart
    used: set[str]
    refused: set[int] = field(default_factory=set)

    def read(self, tree: nodes.Template, names: Names) -> None:
        """Note everything wrong with the names of a part."""
        for node, reason in forbidden(tree):
            self.refused.add(id(node))
            self._fault(node, FORBIDDEN, reason)
        self.walk(tree, names, ())

    def walk(self, node: nodes.Node, names: Names, held: tuple[str, ...]) -> None:
        """Follow a node; `held` are the tests already known to hold or to fail («!x») here."""
        if id(node) in self.refused:
            return
        if isinstance(node, nodes.If):
            self._walk_if(node, names, held)
        elif isinstance(node, nodes.For):
            self._walk_for(node, names, held)
        elif isinstance(node, nodes.Output):
            for item in node.nodes:
                self._printed(item, names)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Filter | nodes.Call):
            self.kind(node, names)
        elif isinstance(node, nodes.Compare):
            self._comparison(node, names)
        else:
            for child in node.iter_child_nodes():
                self.walk(child, names, held)

    def _walk_if(self, node: nodes.If, names: Names, held: tuple[str, ...]) -> None:
        test, negated = _unwrapped(node.test)
        self.walk(test, names, held)
        text = _text(test)
        holds, fails = (f"!{text}", text) if negated else (text, f"!{text}")
        if text:
            self._reachable(node, test, names, held, holds, fails)
        for child in node.body:
            self.walk(child, names, (*held, holds))
        for branch in (*node.elif_, *node.else_):
            self.walk(branch, names, (*held, fails))

    def _reachable(
        self,
        node: nodes.If,
        test: nodes.Node,
        names: Names,
        held: tuple[str, ...],
        holds: str,
        fails: str,
    ) -> None:
        if fails in held:
            self._fault(
                node, UNREACHABLE, f"Сюда не попасть: выше уже проверено обратное ({fails})."
            )
        elif holds in held:
            self._fault(node, UNREACHABLE, f"Проверка лишняя: «{holds}» здесь всегда верно.")
        elif (kind := self._quietly(test, names)) and kind.always_true:
            self._fault(
                node,
                UNREACHABLE,
                f"«{_text(test)}» всегда есть, поэтому проверка ничего не меняет.",
            )

    def _quietly(self, node: nodes.Node, names: Names) -> Kind | None:
        """The type of what has been walked already: its faults are not told twice."""
        count = len(self.part.faults)
        kind = self.kind(node, names)
        del self.part.faults[count:]
        return kind

    def _walk_for(self, node: nodes.For, names: Names, held: tuple[str, ...]) -> None:
        listed = self.kind(node.iter, names)
        inner = dict(names)
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = element(listed)
        inner["loop"] = Kind.anything()
        if listed is not None and not listed.is_list:
            self._fault(node, IMPOSSIBLE, f"«{_text(node.iter)}» — не список, обойти его нельзя.")
        for child in (*node.body, *node.else_):
            self.walk(child, inner, held)

    def _comparison(self, node: nodes.Compare, names: Names) -> None:
        kind = self.kind(node.expr, names)
        for operand in node.ops:
            value = operand.expr.value if isinstance(operand.expr, nodes.Const) else None
            if kind and kind.choice and value not in {item.value for item in kind.choice}:
                self._fault(node, IMPOSSIBLE, _impossible(_text(node.expr), value, kind.choice))
                return
        self._fault(node, IMPOSSIBLE, NO_COMPARISON)

    def _printed(self, node: nodes.Node, names: Names) -> None:
        if id(node) in self.refused:
            return
        if isinstance(node, nodes.Compare | nodes.Not):
            self.walk(node, names, ())
            return
        kind = self.kind(node, names)
        if kind is not None and (reason := _unprintable(kind)):
            self._fault(node, IMPOSSIBLE, f"«{_text(node)}» так не напечатать: {reason}.")

    def kind(self, node: nodes.Node, names: Names) -> Kind | None:
        """The type of an expression, or None when nothing is known about it."""
        if id(node) in self.refused:
            return None
        if isinstance(node, nodes.Name):
            return self._named(node, names)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, names)
        if isinstance(node, nodes.Filter):
            return self._filtered(node, names)
        if isinstance(node, nodes.Call):
            return Kind(str)  # numbering: other calls have been refused
        if isinstance(node, nodes.Not):
            self.walk(node.node, names, ())
        return None

    def _named(self, node: nodes.Name, names: Names) -> Kind | None:
        if node.name in names:
            if node.name in fields_of("Case"):
                self.used.add(f"Case.{node.name}")
            return names[node.name]
        if node.name not in NUMBERING_CALLS:
            self._unknown(node, node.name, names)
        return None

    def _attribute(self, node: nodes.Getattr, names: Names) -> Kind | None:
        owner = self.kind(node.node, names)
        if owner is None or owner.is_anything:
            return None
        found = attribute(owner, node.attr)
        if found is None:
            self._unknown(node, node.attr, members(owner))
            return None
        self.used |= found.reads
        return found

    def _filtered(self, node: nodes.Filter, names: Names) -> Kind | None:
        kind = self.kind(node.node, names) if node.node is not None else None
        for argument in node.args:
            self.walk(argument, names, ())
        if node.name not in FILTERS:
            message = f"Нет фильтра «{node.name}».{_closest(node.name, list(FILTERS))}"
            self._fault(node, UNKNOWN, message)
            return None
        if reason := _wrong_arguments(node) or _wrong_value(node.name, kind):
            self._fault(node, IMPOSSIBLE, f"Фильтр «{node.name}»: {reason}.")
        return Kind(str)

    def _unknown(self, node: nodes.Node, name: str, known: Mapping[str, object]) -> None:
        message = f"Нет поля «{name}».{_closest(name, list(known))}"
        self._fault(node, UNKNOWN, message)

    def _fault(self, node: nodes.Node, kind: str, message: str) -> None:
        paragraph = self.part.paragraphs[min(node.lineno, len(self.part.paragraphs)) - 1]
        at = max(paragraph.text.find(_needle(node)), 0)
        self.part.fault(kind, message, paragraph, at)


def _needle(node: nodes.Node) -> str:
    """Letters by which the place of a node is found in its paragraph."""
    if isinstance(node, nodes.If | nodes.For):
        return _needle(node.test if isinstance(node, nodes.If) else node.iter)
    if isinstance(node, nodes.Filter):
        return f"|{node.name}"
    if isinstance(node, nodes.Compare):
        return _text(node.expr)
    return _text(node)


def _unwrapped(test: nodes.Node) -> tuple[nodes.Node, bool]:
    negated = False
    while isinstance(test, nodes.Not):
        test, negated = test.node, not negated
    return test, negated


def _text(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_text(node.node)}.{node.attr}"
    return ""


def _closest(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f" Ближайшее: «{close[0]}»." if close else ""


def _impossible(expression: str, value: object, choice: type[Labelled]) -> str:
    known = [item.value for item in choice]
    close = difflib.get_close_matches(str(value).strip(), known, n=1, cutoff=0.3)
    hint = f" Ближайшее: «{close[0]}»." if close else ""
    return f"«{expression}» никогда не бывает «{value}».{hint}"


def _unprintable(kind: Kind) -> str:
    """Why a value cannot be printed as it is; empty when it can."""
    if kind.is_anything:
        return ""
    if kind.is_list:
        return "это список, обойдите его циклом for или допишите |joined"
    of = kind.of or object
    if issubclass(of, date):
        return "это день, допишите |date_text или другой фильтр дня"
    if issubclass(of, time):
        return "это время, допишите |clock"
    if issubclass(of, bool):
        return "это «да или нет», его проверяют: {% if … %}"
    if issubclass(of, str | int | Cases | Labelled):
        return ""
    if issubclass(of, Person | PersonName):
        return "это человек, допишите |nom, |gen или .name.full"
    return "это раздел, назовите его поле"


def _wrong_arguments(node: nodes.Filter) -> str:
    try:
        inspect.signature(_function(node.name)).bind(None, *node.args)
    except TypeError:
        return "в скобках не столько слов, сколько нужно"
    return ""


def _wrong_value(name: str, kind: Kind | None) -> str:
    wanted = filter_types(name)
    if kind is None or kind.of is None or not wanted:
        return ""
    if kind.is_list:
        return "" if name == "joined" else "его ставят к одному значению, а здесь список"
    if issubclass(kind.of, wanted) and not (kind.of is bool and bool not in wanted):
        return ""
    words = " или ".join(dict.fromkeys(_TYPES.get(item, "") for item in wanted if item in _TYPES))
    return f"ждёт {words}, а здесь {_kind_words(kind.of)}"


def _kind_words(of: type) -> str:
    return next((words for item, words in _TYPES.items() if issubclass(of, item)), "раздел")


def _function(name: str) -> Any:
    """The function behind a filter, without the guard that all filters share."""
    return inspect.unwrap(FILTERS[name])


@functools.cache
def filter_types(name: str) -> tuple[type, ...]:
    """The types a filter takes, read off its own declaration; empty when it takes anything."""
    if isinstance(_function(name), functools.partial):
        return _DECLINED
    hint = next(iter(get_type_hints(_function(name)).values()))
    found = tuple(item for item in (*get_args(hint), hint) if isinstance(item, type))
    return () if name == "joined" or object in found else found
