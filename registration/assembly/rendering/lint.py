"""Everything that can be wrong with a Word template, found before any case is rendered.

Several faults of a file are told together: a tag that does not read is set aside and the rest is
read on. The file is weighed first, so that looking at it costs little whatever it is.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import TemplateSyntaxError
from lxml import etree

from registration.assembly.documents import DOCUMENTS
from registration.assembly.rendering.apart import in_child
from registration.assembly.rendering.blocks import Blocks
from registration.assembly.rendering.clauses import check_clauses, wrong_calls
from registration.assembly.rendering.compiling import may_have_tags
from registration.assembly.rendering.container import LARGEST_FILE, parsed, unpacked
from registration.assembly.rendering.fault import (
    FILE,
    FORBIDDEN,
    IMPOSSIBLE,
    MISPLACED,
    NUMBERING,
    QUOTES,
    SYNTAX,
    UNKNOWN,
    UNREACHABLE,
    UNUSED,
    TemplateFault,
    part_words,
)
from registration.assembly.rendering.foreign import (
    check_elements,
    check_fonts,
    check_frames,
    foreign_files,
    foreign_links,
    theme_fonts,
)
from registration.assembly.rendering.names import Reader
from registration.assembly.rendering.sandbox import sandbox
from registration.assembly.rendering.schema import CONTEXT, Kind, fields_of
from registration.assembly.rendering.source import OURS, TemplateSource
from registration.assembly.rendering.tags import TaggedPart, read_part
from registration.assembly.rendering.waived import WAIVED
from registration.errors import TemplateError
from registration.language.wording import FILTERS

__all__ = [
    "FORBIDDEN",
    "IMPOSSIBLE",
    "UNKNOWN",
    "UNREACHABLE",
    "UNUSED",
    "TemplateFault",
    "every_field",
    "lint_file",
    "lint_template",
    "lint_templates",
    "template_names",
]

_TEXT_PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_TAG_LIKE = re.compile(r"\{[{%]")
_WRONG_QUOTES = re.compile(r"[\"”″]")
_NAMES = {**CONTEXT, "_unread": Kind.anything()}
_MARK = "draft_mark"
_SECONDS = 8.0  # a template of fifty pages takes a tenth of a second


def lint_file(path: Path) -> tuple[TemplateFault, ...]:
    """Faults of one Word file, whoever made it; it is read in a child process with bounds."""
    name = path.name
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    try:
        found = in_child(lambda: _packed(lint_content(content, name)[0]), name, seconds=_SECONDS)
    except TemplateError as error:
        return (TemplateFault(name, 0, "", FILE, str(error), "файл"),)
    return tuple(TemplateFault(**fault) for fault in json.loads(found))


def _packed(faults: tuple[TemplateFault, ...]) -> bytes:
    return json.dumps([fault.as_dict() for fault in faults]).encode("ascii")


def lint_template(
    name: str, source: TemplateSource = OURS
) -> tuple[tuple[TemplateFault, ...], set[str]]:
    """Faults of one template, and the fields of the model it uses.

    Raises:
        TemplateError: there is no such template.
    """
    return lint_content(source.path(name).read_bytes(), f"{source.words(name)}{name}")


def lint_content(content: bytes, name: str) -> tuple[tuple[TemplateFault, ...], set[str]]:
    """Faults of the bytes of a Word file, and the fields of the model it uses."""
    used: set[str] = set()
    try:
        contents = unpacked(content, name)
    except TemplateError as error:
        return (TemplateFault(name, 0, "", FILE, str(error), "файл"),), used
    faults = [*foreign_files(name, contents), *foreign_links(name, contents)]
    parts = [
        _linted_part(name, item, contents, used) for item in contents if _TEXT_PART.fullmatch(item)
    ]
    for part in parts:
        faults += part.faults
    return (*faults, *_without_mark(name, parts)), used


def _linted_part(name: str, item: str, contents: Mapping[str, bytes], used: set[str]) -> TaggedPart:
    part = read_part(name, item, parsed(contents[item], item, name))
    check_elements(part)
    check_fonts(part, *_styles(name, contents))
    _check_quotes(part)
    _check_hidden(part)
    if not may_have_tags(item):
        _refuse_tags(part)
        return part
    check_frames(part)
    _check_tags(part, used)
    return part


def _styles(
    name: str, contents: Mapping[str, bytes]
) -> tuple[etree._Element | None, Mapping[str, str]]:
    styles, theme = (
        parsed(contents[item], item, name) if item in contents else None
        for item in ("word/styles.xml", "word/theme/theme1.xml")
    )
    return styles, theme_fonts(theme)


def _check_tags(part: TaggedPart, used: set[str]) -> None:
    environment = sandbox(FILTERS)
    source = Blocks(part, environment).source
    try:
        tree = environment.parse(source)
    except (TemplateSyntaxError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        part.fault(SYNTAX, "Метки этого места не читаются вместе.", part.paragraphs[line - 1])
        return
    for line, reason in wrong_calls(tree):
        part.fault(NUMBERING, reason, part.paragraphs[line - 1])
    Reader(part, used).read(tree, _NAMES)
    check_clauses(part, tree)


def _check_quotes(part: TaggedPart) -> None:
    """Printed text of a Russian document has «…», and „…“ inside them."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for tag in part.tags:
        spans.setdefault(tag.paragraph.number, []).append((tag.at, tag.at + len(tag.raw)))
    for paragraph in part.paragraphs:
        for found in _WRONG_QUOTES.finditer(paragraph.text):
            at = found.start()
            if not any(start <= at < end for start, end in spans.get(paragraph.number, ())):
                message = f"Кавычка {found.group()} в тексте. По-русски пишут «…», внутри — „…“."
                part.fault(QUOTES, message, paragraph, at)
                break


def _check_hidden(part: TaggedPart) -> None:
    """Tags outside the text, where the lawyer does not see them, would be filled as well."""
    for node in part.root.iter(etree.Element):
        values = [str(value) for value in node.attrib.values()]
        values += [node.text or ""] if not str(node.tag).endswith("}t") else []
        if any(_TAG_LIKE.search(value) for value in values):
            message = "Метка стоит не в тексте, а в настройках или поле Word. Уберите её оттуда."
            above = next(node.iterancestors(), node)
            number = next(
                (item.number for item in part.paragraphs if item.element in (node, above)), 0
            )
            part.faults.append(
                TemplateFault(part.template, number, "", MISPLACED, message, part_words(part.name))
            )


def _refuse_tags(part: TaggedPart) -> None:
    for tag in part.tags:
        message = "Метки в концевых сносках не заполняются. Перенесите её в текст или в сноску."
        part.fault(MISPLACED, message, tag.paragraph, tag.at)


def _without_mark(name: str, parts: list[TaggedPart]) -> Iterator[TemplateFault]:
    """A draft says «ПРОЕКТ» on every page, so every head must carry the mark."""
    heads = [part for part in parts if part.name.startswith("word/header")]
    for part in heads:
        if not any(tag.body == _MARK for tag in part.tags):
            message = f"В колонтитуле нет метки {{{{ {_MARK} }}}}: проект останется без пометки."
            yield TemplateFault(name, 0, "", MISPLACED, message, part_words(part.name))
    if not heads:
        message = f"Нет верхнего колонтитула с меткой {{{{ {_MARK} }}}}: она печатает «ПРОЕКТ»."
        yield TemplateFault(name, 0, "", MISPLACED, message, "верхний колонтитул")


def lint_templates(source: TemplateSource = OURS) -> tuple[TemplateFault, ...]:
    """Faults of all templates, then fields of the model that no paper prints or tests."""
    faults: list[TemplateFault] = []
    used: set[str] = set()
    for name in template_names(source):
        found, touched = lint_template(name, source)
        faults += found
        used |= touched
    return (*faults, *_unused(used))


def template_names(source: TemplateSource = OURS) -> tuple[str, ...]:
    """All templates of the product, in package order, then the others by name."""
    ordered = [spec.template for spec in DOCUMENTS if spec.template]
    return (*ordered, *(name for name in source.names() if name not in ordered))


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
