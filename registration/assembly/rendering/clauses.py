"""Keys of sections and clauses: each stands once in any variant, each reference has its aim."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from registration.assembly.rendering.allowed import NUMBERING_CALLS
from registration.assembly.rendering.fault import NUMBERING
from registration.assembly.rendering.tags import TaggedPart

Way = tuple[tuple[int, int], ...]
"""The branches above a node: which condition, which of its branches; −1 for a loop."""

_IN_LOOP = -1


@dataclass(frozen=True, slots=True)
class _Call:
    name: str
    key: str
    way: Way
    line: int


def check_clauses(part: TaggedPart, tree: nodes.Template) -> None:
    """Note keys used twice in one variant and references that lead nowhere."""
    calls = [*_calls(tree, ())]
    _definitions(part, [call for call in calls if call.name in ("section", "clause")])
    known = {call.key for call in calls if call.name in ("section", "clause")}
    for call in calls:
        if call.name == "ref" and call.key not in known:
            close = difflib.get_close_matches(call.key, sorted(known), n=1, cutoff=0.5)
            hint = f" Ближайшее: «{close[0]}»." if close else ""
            _fault(part, call, f"Ссылка на пункт «{call.key}», которого нигде нет.{hint}")


def _definitions(part: TaggedPart, calls: list[_Call]) -> None:
    seen: dict[str, list[_Call]] = {}
    for call in calls:
        if any(branch == _IN_LOOP for _, branch in call.way):
            _fault(
                part, call, f"Пункт «{call.key}» стоит в цикле: номер получился бы несколько раз."
            )
        earlier = next((item for item in seen.get(call.key, ()) if _together(item, call)), None)
        if earlier is not None:
            _fault(
                part,
                call,
                f"Обозначение пункта «{call.key}» уже стоит в абзаце {earlier.line}. "
                "Назовите один из них иначе.",
            )
        seen.setdefault(call.key, []).append(call)


def _together(one: _Call, other: _Call) -> bool:
    """Whether one variant may hold both: they never part at the same condition."""
    branches = dict(one.way)
    return all(branches.get(where, branch) == branch for where, branch in other.way)


def _fault(part: TaggedPart, call: _Call, message: str) -> None:
    paragraph = part.paragraphs[min(call.line, len(part.paragraphs)) - 1]
    part.fault(NUMBERING, message, paragraph, max(paragraph.text.find(call.key), 0))


def _calls(node: nodes.Node, way: Way) -> Iterator[_Call]:
    if isinstance(node, nodes.Call):
        yield from _named(node, way)
    if isinstance(node, nodes.If):
        branches = [node.body, *(item.body for item in node.elif_), node.else_]
        for number, branch in enumerate(branches):
            for child in branch:
                yield from _calls(child, (*way, (id(node), number)))
    elif isinstance(node, nodes.For):
        for child in (*node.body, *node.else_):
            yield from _calls(child, (*way, (id(node), _IN_LOOP)))
    else:
        for child in node.iter_child_nodes():
            yield from _calls(child, way)


def _named(node: nodes.Call, way: Way) -> Iterator[_Call]:
    name = node.node.name if isinstance(node.node, nodes.Name) else ""
    if name not in NUMBERING_CALLS:
        return
    key = node.args[0] if node.args else None
    if isinstance(key, nodes.Const):
        yield _Call(name, str(key.value), way, node.lineno)


def wrong_calls(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Line and reason of every numbering call with too few or too many words in it."""
    for node in tree.find_all(nodes.Call):
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in NUMBERING_CALLS:
            continue
        wanted = 0 if name == "point" else 1
        texts = [item for item in node.args if isinstance(item, nodes.Const)]
        if len(node.args) != wanted or not all(isinstance(item.value, str) for item in texts):
            example = "point()" if name == "point" else f'{name}("ключ")'
            yield node.lineno, f"Пишите {example}: одно обозначение в кавычках или ничего."
