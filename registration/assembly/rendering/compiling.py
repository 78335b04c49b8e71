"""A Word template made into code: read, weighed, checked, patched by docxtpl and compiled once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import CodeType
from typing import cast

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes

from registration.assembly.rendering.allowed import NUMBERING_CALLS, strict
from registration.assembly.rendering.blocks import syntax_words
from registration.assembly.rendering.container import parsed, unpacked
from registration.assembly.rendering.fault import (
    DOCUMENT,
    SYNTAX,
    UNCLOSED,
    TemplateFault,
    excerpt,
    part_words,
)
from registration.assembly.rendering.foreign import refuse_foreign
from registration.assembly.rendering.sandbox import Sandbox, sandbox
from registration.assembly.rendering.source import OURS, TemplateSource
from registration.assembly.rendering.tags import read_part, straightened
from registration.errors import TemplateError
from registration.language.wording import FILTERS

LOOP = "each_of"
_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"\{[\{%].*?[%\}]\}", re.DOTALL)
_RENDERED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")


@dataclass(frozen=True, slots=True)
class Part:
    """An XML part with tags: as it was, its patched source, its code, the fields it prints."""

    name: str
    template: str
    raw: bytes
    source: str
    code: CodeType
    fields: tuple[str, ...]

    def place(self, line: int) -> str:
        """«templates/forms/minutes.docx, абзац 14 («Присутствовали …»)» for a line of `source`."""
        return _place(self.template, self.name, self.raw, self.source, line)

    def fields_on(self, line: int) -> tuple[str, ...]:
        """What the tags on a line of `source` print."""
        return tuple(
            text.strip() for text in _EXPRESSION.findall(self.source.split("\n")[line - 1])
        )


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template read once: parts without tags as they are, the others compiled."""

    name: str
    plain: Mapping[str, bytes]
    order: tuple[str, ...]
    parts: tuple[Part, ...]
    numbered: bool


def compile_template(name: str, source: TemplateSource = OURS) -> CompiledTemplate:
    """Compile a template, again only when the file has changed.

    Raises:
        TemplateError: the file is absent, is no DOCX, or holds a tag that does not parse.
    """
    path = source.path(name)
    told = f"{source.words(name)}{name}"
    return _compile(path, told, path.stat().st_mtime_ns, source.is_own(name))


@lru_cache(maxsize=64)
def _compile(path: Path, told: str, changed: int, own: bool) -> CompiledTemplate:
    contents = unpacked(path.read_bytes(), told)
    if own:
        refuse_foreign(told, contents)
    patcher = DocxTemplate(BytesIO())
    environment = sandbox(FILTERS)
    found = (
        _compile_part(environment, patcher, told, item, content)
        for item, content in contents.items()
        if may_have_tags(item)
    )
    parts = tuple(part for part in found if part is not None)
    templated = {part.name for part in parts}
    return CompiledTemplate(
        name=told,
        plain={item: content for item, content in contents.items() if item not in templated},
        order=tuple(contents),
        parts=parts,
        numbered=any("{{ ref(" in part.source for part in parts),
    )


def may_have_tags(item: str) -> bool:
    """Whether the tags of a part of the file are filled."""
    return bool(_RENDERED.fullmatch(item))


def _compile_part(
    environment: Sandbox, patcher: DocxTemplate, template: str, item: str, raw: bytes
) -> Part | None:
    _expect_whole_tags(template, item, raw)
    xml = patcher.patch_xml(raw.decode("utf-8"))
    # One paragraph a line: the line number of an error is the place of its paragraph.
    source = _PARAGRAPH.sub("\n<w:p", xml.replace("\n", " "))
    source = _TAG.sub(lambda match: straightened(match.group()), _COMMENT.sub("", source))
    if not _TAG.search(source):
        return None
    try:
        tree = environment.parse(source)
        for line, reason in strict(tree):
            raise TemplateError(f"{_place(template, item, raw, source, line)}: {reason}")
        fields = _mark_values(tree, source)
        _count_loops(tree)
        code = environment.compile(tree, name=item, filename=item)
    except TemplateSyntaxError as error:
        place = _place(template, item, raw, source, error.lineno)
        raise TemplateError(f"{place}: ошибка в метке шаблона. {syntax_words(error)}") from None
    except (RecursionError, MemoryError, SyntaxError, StopIteration):
        raise TemplateError(
            f"{_place(template, item, raw, source, 1)}: условия и циклы вложены слишком глубоко."
        ) from None
    return Part(item, template, raw, source, code, fields)


def _expect_whole_tags(template: str, item: str, raw: bytes) -> None:
    """Refuse tags that are cut off: docxtpl would look for their ends all through the file."""
    part = read_part(template, item, parsed(raw, item, template))
    for fault in part.faults:
        if fault.kind in (UNCLOSED, SYNTAX):
            raise TemplateError(f"{_words(template, fault)}: {fault.message}")


def _mark_values(tree: nodes.Template, source: str) -> tuple[str, ...]:
    """Let every printed value pass through our hands; say what is printed, in its order."""
    texts = iter(_EXPRESSION.findall(source))
    fields: list[str] = []
    for output in tree.find_all(nodes.Output):
        for at, node in enumerate(output.nodes):
            if isinstance(node, nodes.TemplateData):
                continue
            text = next(texts).strip()
            if text.split("(")[0] in NUMBERING_CALLS or text == "draft_mark":
                output.nodes[at] = _call("printed", node)
                continue
            number = nodes.Const(len(fields))
            output.nodes[at] = _call("mark", number, *_read_from(node), node)
            fields.append(text)
    return tuple(fields)


def _read_from(node: nodes.Node) -> tuple[nodes.Expr, nodes.Expr]:
    """The object that an expression reads last, and what of it: of «a.b.c|gen» a.b and «c».

    Of a bare name it is the value itself, and the name after «=».
    """
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    if isinstance(node, nodes.Getattr):
        return node.node, nodes.Const(node.attr)
    name = node.name if isinstance(node, nodes.Name) else ""
    return cast(nodes.Expr, node), nodes.Const(f"={name}")


def _count_loops(tree: nodes.Template) -> None:
    """Let every loop go through a counter, so that none runs on for ever."""
    for loop in tree.find_all(nodes.For):
        name = loop.target.name if isinstance(loop.target, nodes.Name) else ""
        loop.iter = _call(
            LOOP, nodes.Const(name), *_read_from(loop.iter), cast(nodes.Expr, loop.iter)
        )


def _call(name: str, *arguments: nodes.Expr) -> nodes.Call:
    line = arguments[-1].lineno
    function = nodes.Name(name, "load", lineno=line)
    return nodes.Call(function, list(arguments), [], None, None, lineno=line)


def _place(template: str, item: str, raw: bytes, source: str, line: int) -> str:
    """The paragraph of the Word file: docxtpl drops paragraphs, but it keeps the order of tags."""
    before = sum(1 for _ in _TAG.finditer("\n".join(source.split("\n")[: line - 1])))
    tags = read_part(template, item, parsed(raw, item, template)).tags
    if not tags:
        return template
    tag = tags[min(before, len(tags) - 1)]
    text = excerpt(tag.paragraph.text, tag.at)
    fault = TemplateFault(template, tag.paragraph.number, text, "", "", part_words(item))
    return _words(template, fault)


def _words(template: str, fault: TemplateFault) -> str:
    part = "" if fault.part == part_words(DOCUMENT) else f"{fault.part}, "
    return f"{template}, {part}абзац {fault.paragraph} («{fault.excerpt}»)"
