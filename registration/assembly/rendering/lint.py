"""Templates held against the model: unknown names, impossible values, dead branches, idle fields.

A template is read as Jinja's syntax tree; every name in it is followed through the types of the
case, so that a slip of the pen in Word is found before any case is rendered.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from registration.assembly.documents import DOCUMENTS
from registration.assembly.rendering.render import NUMBERING_CALLS, TEMPLATES, template_parts
from registration.assembly.rendering.schema import (
    CONTEXT,
    Kind,
    attribute,
    element,
    fields_of,
    members,
)
from registration.assembly.rendering.waived import WAIVED
from registration.domain.labelled import Labelled


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with a template, where, and how to mend it."""

    template: str
    paragraph: int
    excerpt: str
    kind: str
    message: str

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "template": self.template,
            "paragraph": self.paragraph,
            "excerpt": self.excerpt,
            "kind": self.kind,
            "message": self.message,
        }


UNKNOWN, IMPOSSIBLE, UNREACHABLE, UNUSED = "unknown", "impossible", "unreachable", "unused"


@dataclass(slots=True)
class Reader:
    """Walks one part of one template; remembers which fields of the model it touched."""

    template: str
    source: str
    used: set[str]
    faults: list[TemplateFault] = field(default_factory=list)

    def walk(self, node: nodes.Node, names: Mapping[str, Kind], held: tuple[str, ...]) -> None:
        """Follow a node; `held` are the tests already known to hold or to fail («!x») here."""
        if isinstance(node, nodes.If):
            self._walk_if(node, names, held)
        elif isinstance(node, nodes.For):
            self._walk_for(node, names, held)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self.kind(node, names)
        elif isinstance(node, nodes.Compare):
            self._comparison(node, names)
        else:
            for child in node.iter_child_nodes():
                self.walk(child, names, held)

    def _walk_if(self, node: nodes.If, names: Mapping[str, Kind], held: tuple[str, ...]) -> None:
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
        names: Mapping[str, Kind],
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
        elif (kind := self.kind(test, names)) and kind.always_true:
            self._fault(
                node,
                UNREACHABLE,
                f"«{_text(test)}» всегда есть, поэтому проверка ничего не меняет.",
            )

    def _walk_for(self, node: nodes.For, names: Mapping[str, Kind], held: tuple[str, ...]) -> None:
        listed = self.kind(node.iter, names)
        inner = dict(names)
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = element(listed)
        inner["loop"] = Kind.anything()
        if listed is not None and not listed.is_list:
            self._fault(node, IMPOSSIBLE, f"«{_text(node.iter)}» — не список, обойти его нельзя.")
        for child in (*node.body, *node.else_):
            self.walk(child, inner, held)

    def _comparison(self, node: nodes.Compare, names: Mapping[str, Kind]) -> None:
        kind = self.kind(node.expr, names)
        for operand in node.ops:
            value = operand.expr.value if isinstance(operand.expr, nodes.Const) else None
            if kind and kind.choice and value not in {item.value for item in kind.choice}:
                self._fault(node, IMPOSSIBLE, _impossible(_text(node.expr), value, kind.choice))
                return
        self._fault(
            node,
            IMPOSSIBLE,
            "В шаблоне нельзя сравнивать: проверяйте готовый признак, "
            "например charter.has_council.",
        )

    def kind(self, node: nodes.Node, names: Mapping[str, Kind]) -> Kind | None:
        """The type of an expression, or None when nothing is known about it."""
        if isinstance(node, nodes.Name):
            return self._named(node, names)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, names)
        if isinstance(node, nodes.Call | nodes.Filter | nodes.Not):
            self.walk(node, names, ())
        return None

    def _named(self, node: nodes.Name, names: Mapping[str, Kind]) -> Kind | None:
        if node.name in names:
            if node.name in fields_of("Case"):
                self.used.add(f"Case.{node.name}")
            return names[node.name]
        if node.name not in NUMBERING_CALLS:
            self._unknown(node, node.name, names)
        return None

    def _attribute(self, node: nodes.Getattr, names: Mapping[str, Kind]) -> Kind | None:
        owner = self.kind(node.node, names)
        if owner is None or owner.is_anything:
            return None
        found = attribute(owner, node.attr)
        if found is None:
            self._unknown(node, node.attr, members(owner))
            return None
        self.used |= found.reads
        return found

    def _unknown(self, node: nodes.Node, name: str, known: Mapping[str, object]) -> None:
        close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
        hint = f" Ближайшее: «{close[0]}»." if close else ""
        self._fault(node, UNKNOWN, f"Нет поля «{name}».{hint}")

    def _fault(self, node: nodes.Node, kind: str, message: str) -> None:
        paragraph, excerpt = _paragraph(self.source, node.lineno)
        self.faults.append(TemplateFault(self.template, paragraph, excerpt, kind, message))


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


def _impossible(expression: str, value: object, choice: type[Labelled]) -> str:
    known = [item.value for item in choice]
    close = difflib.get_close_matches(str(value).strip(), known, n=1, cutoff=0.3)
    hint = f" Ближайшее: «{close[0]}»." if close else ""
    return f"«{expression}» никогда не бывает «{value}».{hint}"


def _paragraph(source: str, line: int) -> tuple[int, str]:
    lines = source.split("\n")
    text = re.sub(r"<[^>]+>", "", lines[line - 1]) if line <= len(lines) else ""
    return line - 1, " ".join(text.split())[:100]


def lint_template(name: str) -> tuple[tuple[TemplateFault, ...], set[str]]:
    """Faults of one template, and the fields of the model it uses.

    Raises:
        TemplateError: a tag of the template does not parse.
    """
    used: set[str] = set()
    faults: list[TemplateFault] = []
    for source, tree in template_parts(name):
        reader = Reader(name, source, used)
        reader.walk(tree, CONTEXT, ())
        faults += reader.faults
    return tuple(faults), used


def lint_templates() -> tuple[TemplateFault, ...]:
    """Faults of all templates, then fields of the model that no paper prints or tests."""
    faults: list[TemplateFault] = []
    used: set[str] = set()
    for name in template_names():
        found, touched = lint_template(name)
        faults += found
        used |= touched
    return (*faults, *_unused(used))


def template_names() -> tuple[str, ...]:
    """All templates of the product, in package order, then the others by name."""
    ordered = [spec.template for spec in DOCUMENTS if spec.template]
    found = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("*/*.docx"))
    return (*ordered, *(name for name in found if name not in ordered))


def _unused(used: set[str]) -> Iterator[TemplateFault]:
    for name, title in every_field().items():
        if name not in used and name not in WAIVED:
            yield TemplateFault(
                "",
                0,
                "",
                UNUSED,
                f"Поле «{title}» ({name}) не печатает ни один документ. Уберите его из модели, "
                "напечатайте или запишите причину в assembly/rendering/waived.py.",
            )


def every_field() -> dict[str, str]:
    """All fields of the model: «Meeting.held_on» → Russian title."""
    found: dict[str, str] = {}
    waiting = ["Case"]
    seen: set[str] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, (title, inner) in fields_of(model).items():
            found[f"{model}.{name}"] = title
            waiting += inner
    return found
