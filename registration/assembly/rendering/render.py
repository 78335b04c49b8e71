"""Filling Word templates: the only place that knows docxtpl and Jinja.

A template is patched by docxtpl and compiled once; each rendering runs in a sandbox that lets a
template print, loop and test named values of the case, and nothing else. What is undefined,
empty or of the wrong kind stops the build with the template, the paragraph and the field.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from lxml import etree
from markupsafe import Markup, escape

from registration.assembly.rendering.numbering import Numbering
from registration.assembly.rendering.sandbox import blank_named, printable, sandbox
from registration.errors import TemplateError
from registration.language.wording import FILTERS

TEMPLATES = Path(__file__).parents[3] / "templates"

# Private-use signs cannot come from an answer (domain.text drops them), so they can mark
# where a printed value begins and ends until the facts have been collected.
_OPEN, _CLOSE = "\ue000", "\ue001"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_TAG = re.compile(r"\{[\{%].*?[%\}]\}", re.DOTALL)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_REFUSALS = (
    UndefinedError,
    SecurityError,
    TemplateRuntimeError,
    TemplateError,
    AttributeError,
    TypeError,
    ValueError,
)
NUMBERING_CALLS = ("section", "clause", "point", "ref")


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A value of the case as one paragraph of a finished document prints it."""

    field: str
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished DOCX and the facts printed in it."""

    content: bytes
    facts: tuple[PrintedFact, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """An XML part with tags: its source, its code, the fields it prints in their order."""

    name: str
    source: str
    code: CodeType
    fields: tuple[str, ...]

    @property
    def has_tags(self) -> bool:
        return bool(_TAG.search(self.source))


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template read once: parts without tags as they are, the others compiled."""

    name: str
    plain: Mapping[str, bytes]
    order: tuple[str, ...]
    parts: tuple[_Part, ...]
    numbered: bool


def compile_template(name: str) -> CompiledTemplate:
    """Compile `templates/<name>`, again only when the file has changed.

    Raises:
        TemplateError: the file is absent, is no DOCX, or holds a tag that does not parse.
    """
    path = TEMPLATES / name
    if not path.is_file():
        raise TemplateError(f"Нет шаблона «{name}».")
    return _compile(name, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _compile(name: str, changed: int) -> CompiledTemplate:
    try:
        with zipfile.ZipFile(TEMPLATES / name) as archive:
            contents = {item: archive.read(item) for item in archive.namelist()}
    except zipfile.BadZipFile:
        raise TemplateError(f"Файл «{name}» — не документ Word (.docx).") from None
    patcher = DocxTemplate(BytesIO())
    parts = tuple(
        _compile_part(name, item, patcher.patch_xml(content.decode("utf-8")))
        for item, content in contents.items()
        if _may_have_tags(item)
    )
    templated = {part.name for part in parts if part.has_tags}
    return CompiledTemplate(
        name=name,
        plain={item: content for item, content in contents.items() if item not in templated},
        order=tuple(contents),
        parts=tuple(part for part in parts if part.name in templated),
        numbered=any("{{ ref(" in part.source for part in parts),
    )


def template_parts(name: str) -> Iterator[tuple[str, nodes.Template]]:
    """Source (one paragraph a line) and syntax tree of every part that has tags."""
    environment = sandbox(FILTERS)
    for part in compile_template(name).parts:
        yield part.source, environment.parse(part.source)


def _may_have_tags(item: str) -> bool:
    return bool(re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", item))


def _compile_part(template: str, item: str, xml: str) -> _Part:
    # One paragraph a line: the line number of an error is the place of its paragraph.
    source = _PARAGRAPH.sub("\n<w:p", xml.replace("\n", " "))
    source = _TAG.sub(lambda match: re.sub("[«»„“”]", '"', match.group()), source)
    fields: list[str] = []

    def mark(match: re.Match[str]) -> str:
        text = match.group(1).strip()
        if text.split("(")[0] in NUMBERING_CALLS or text == "draft_mark":
            return f"{{{{ printed({text}) }}}}"
        fields.append(text)
        return f"{{{{ mark({len(fields) - 1}, {text}) }}}}"

    marked = _EXPRESSION.sub(mark, source)
    environment = sandbox(FILTERS)
    try:
        code = environment.compile(marked, name=item, filename=item)
    except TemplateSyntaxError as error:
        raise TemplateError(
            f"{_place(template, source, error.lineno)}: ошибка в метке шаблона ({error.message}). "
            "Проверьте скобки {{ }} и {% %}."
        ) from None
    return _Part(name=item, source=source, code=code, fields=tuple(fields))


def _place(template: str, source: str, line: int) -> str:
    """«templates/forms/minutes.docx, абзац 14 («Присутствовали …»)»."""
    lines = source.split("\n")
    text = re.sub(r"<[^>]+>", "", lines[line - 1] if line <= len(lines) else "").strip()
    excerpt = f" («{text[:80]}…»)" if len(text) > 80 else f" («{text}»)" if text else ""
    return f"templates/{template}, абзац {line - 1}{excerpt}"


@dataclass
class _Marks:
    """Collects what a rendering prints, and refuses what must not be printed."""

    fields: tuple[str, ...]
    seen: list[tuple[str, str]] = field(default_factory=list)

    def mark(self, number: int, value: object) -> Markup:
        text = printable(value)
        self.seen.append((self.fields[number], text))
        return Markup(_OPEN) + escape(text) + Markup(_CLOSE)  # noqa: S704 — our own signs


class Renderer:
    """Renders the templates of one package: one case, one day, one set of filters."""

    def __init__(
        self, context: Mapping[str, object], filters: Mapping[str, Callable[..., Any]]
    ) -> None:
        self._context = dict(context)
        self._environment = sandbox(filters)

    @classmethod
    def for_draft(
        cls, context: Mapping[str, object], filters: Mapping[str, Callable[..., Any]]
    ) -> "Renderer":
        """A renderer that prints «[Фамилия]» where an answer is missing."""
        blanks = {
            name: blank_named(name) if value is None else value for name, value in context.items()
        }
        renderer = cls(blanks, filters)
        renderer._environment.fills_blanks = True
        return renderer

    def render(self, template: str, extra: Mapping[str, object] | None = None) -> Rendered:
        """Fill one template.

        Raises:
            TemplateError: something the template prints is undefined, empty or forbidden.
        """
        compiled = compile_template(template)
        context = {**self._context, **(extra or {})}
        parts: dict[str, bytes] = {}
        facts: list[PrintedFact] = []
        for part in compiled.parts:
            xml, marks = self._render_part(compiled, part, context)
            clean, found = _collect(compiled.name, part, xml, marks)
            parts[part.name] = clean
            facts += found
        return Rendered(_zipped(compiled, parts), tuple(facts))

    def _render_part(
        self, compiled: CompiledTemplate, part: _Part, context: Mapping[str, object]
    ) -> tuple[str, _Marks]:
        numbering = Numbering()
        if compiled.numbered:  # the first pass learns the numbers that references print
            self._run(compiled, part, context, numbering)
            numbering = numbering.second_pass()
        return self._run(compiled, part, context, numbering)

    def _run(
        self,
        compiled: CompiledTemplate,
        part: _Part,
        context: Mapping[str, object],
        numbering: Numbering,
    ) -> tuple[str, _Marks]:
        marks = _Marks(part.fields)
        calls = {
            "mark": marks.mark,
            "printed": printable,
            **{name: getattr(numbering, name) for name in NUMBERING_CALLS},
        }
        environment = self._environment
        environment.allowed_calls = frozenset(id(call) for call in calls.values())
        template = Template.from_code(environment, part.code, {})
        try:
            return template.render({**context, **calls}), marks
        except _REFUSALS as error:
            raise _explained(compiled.name, part, error) from error


def _explained(template: str, part: _Part, error: Exception) -> TemplateError:
    line = _line_of(error.__traceback__, part.name)
    place = _place(template, part.source, line)
    fields = ", ".join(
        f"«{text.strip()}»" for text in _EXPRESSION.findall(part.source.split("\n")[line - 1])
    )
    return TemplateError(f"{place}: {_reason(error)}. Поля абзаца: {fields or 'нет'}.")


def _reason(error: Exception) -> str:
    text = str(error)
    if isinstance(error, UndefinedError):
        name = re.findall(r"'([^']+)'", text)
        return f"нет поля «{name[-1] if name else text}»"
    if isinstance(error, SecurityError):
        return "шаблон обращается к тому, что ему не дано"
    if isinstance(error, TemplateRuntimeError):
        return "нет такого фильтра или действия"
    return text


def _line_of(traceback: TracebackType | None, part: str) -> int:
    line = 1
    while traceback:
        if traceback.tb_frame.f_code.co_filename == part:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def _collect(
    template: str, part: _Part, xml: str, marks: _Marks
) -> tuple[bytes, list[PrintedFact]]:
    """Take the marks out of the XML and tell in which paragraph each value stands."""
    source = xml.replace("\n<w:p", "<w:p").encode("utf-8")
    try:
        root = etree.fromstring(source)
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"templates/{template}: после заполнения документ повреждён ({error.msg}). "
            "Проверьте, что метки {%p … %} и {%tr … %} стоят в отдельных абзацах и строках."
        ) from None
    facts: list[PrintedFact] = []
    values = iter(marks.seen)
    for number, paragraph in enumerate(root.iter(f"{_W}p"), start=1):
        for _ in range(paragraph_text(paragraph).count(_OPEN)):
            field_name, text = next(values)
            facts.append(PrintedFact(field_name, text, number))
    clean = source.replace(_OPEN.encode(), b"").replace(_CLOSE.encode(), b"")
    return clean, facts if part.name == "word/document.xml" else []


def paragraph_text(paragraph: Any) -> str:
    """Letters of one `w:p`, without those of paragraphs nested in its frames."""
    texts = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        owner = next(node.iterancestors(f"{_W}p"))
        if owner is paragraph:
            texts.append(node.text or "" if node.tag == f"{_W}t" else " ")
    return "".join(texts)


def document_paragraphs(content: bytes) -> tuple[str, ...]:
    """Text of every paragraph of a finished DOCX, in order.

    Raises:
        TemplateError: the bytes are no DOCX.
    """
    return tuple(paragraph_text(item) for item in _document_root(content).iter(f"{_W}p"))


def _document_root(content: bytes) -> Any:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return etree.fromstring(archive.read("word/document.xml"))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        raise TemplateError("Файл не открывается как документ Word.") from None


def _zipped(compiled: CompiledTemplate, parts: Mapping[str, bytes]) -> bytes:
    """Write the DOCX with fixed dates: the same answers give the same bytes."""
    return zipped([(item, parts.get(item) or compiled.plain[item]) for item in compiled.order])


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP whose bytes depend on nothing but names and contents."""
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return result.getvalue()
