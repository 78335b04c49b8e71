"""The little of Jinja that a template may use, checked on its syntax tree before it is compiled.

Jinja reckons constant expressions while it compiles, so `'x' * 10 ** 10` must be refused earlier.
"""

from collections.abc import Iterator

from jinja2 import nodes

NUMBERING_CALLS = ("section", "clause", "point", "ref")

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.Call,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.Not,
)
_WORDS: dict[type[nodes.Node], str] = {
    nodes.And: "Слова and и or в шаблоне нельзя: проверяйте один готовый признак, условия "
    "вкладывайте.",
    nodes.Getitem: "Скобки […] в шаблоне нельзя: списки обходят циклом for.",
    nodes.CondExpr: "Пишите {% if … %}…{% else %}…{% endif %}: короткого if внутри {{ }} здесь "
    "нет.",
    nodes.Test: "Проверок со словом is здесь нет: пишите {% if имя %}.",
    nodes.Slice: "Скобки […] в шаблоне нельзя: списки обходят циклом for.",
}
_WORDS[nodes.Or] = _WORDS[nodes.And]
_NO_REPEAT = "Так цикл писать нельзя: только {% for имя in список %}."
_NO_CALL = (
    "Вызывать в шаблоне можно только section(…), clause(…), point() и ref(…), остальное — имена "
    "и фильтры."
)
_NO_ATTRIBUTE = "Имена со знаком «_» впереди шаблону не даны."
_NO_RECKONING = "Вычислять в шаблоне нельзя: нужен готовый признак или число."
NO_COMPARISON = (
    "В шаблоне нельзя сравнивать: проверяйте готовый признак, например charter.has_council."
)


def forbidden(tree: nodes.Node) -> Iterator[tuple[nodes.Node, str]]:
    """Node and reason of everything a template may not do, except to compare (see `strict`)."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Compare):
            waiting.append(node.expr)
            continue
        if reason := _refused(node):
            yield node, reason
            continue
        waiting += reversed(list(node.iter_child_nodes()))


def strict(tree: nodes.Node) -> Iterator[tuple[int, str]]:
    """The same with comparisons: what is never compiled."""
    for node, reason in forbidden(tree):
        yield node.lineno, reason
    for node in tree.find_all(nodes.Compare):
        yield node.lineno, NO_COMPARISON


def _refused(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Getattr | nodes.Name):
        name = node.attr if isinstance(node, nodes.Getattr) else node.name
        return _NO_ATTRIBUTE if name.startswith("__") else None
    if isinstance(node, nodes.For):
        odd = node.recursive or node.test is not None or not isinstance(node.target, nodes.Name)
        return _NO_REPEAT if odd else None
    if isinstance(node, nodes.Call):
        return _refused_call(node)
    if isinstance(node, _ALLOWED):
        return None
    return _WORDS.get(type(node), _NO_RECKONING)


def _refused_call(node: nodes.Call) -> str | None:
    known = isinstance(node.node, nodes.Name) and node.node.name in NUMBERING_CALLS
    plain = all(isinstance(item, nodes.Const) for item in node.args)
    odd = node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None
    return None if known and plain and not odd else _NO_CALL
