"""Filling Word templates: each runs in a sandbox over a case and gives one DOCX.

A template prints, loops and tests named values of the case, and nothing else. What is undefined,
empty or of the wrong kind stops the build with the template, the paragraph and the field. A file
that is not ours is filled in a child process with bounds on time and memory.
"""

import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from types import TracebackType
from typing import Any

from jinja2 import Template
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from lxml import etree
from markupsafe import Markup, escape

from registration.assembly.rendering.allowed import NUMBERING_CALLS
from registration.assembly.rendering.apart import in_child
from registration.assembly.rendering.compiling import (
    LOOP,
    CompiledTemplate,
    Part,
    compile_template,
)
from registration.assembly.rendering.numbering import Numbering
from registration.assembly.rendering.origins import Origins, Scope
from registration.assembly.rendering.sandbox import Loops, blank_named, printable, sandbox
from registration.assembly.rendering.source import OURS, TEMPLATES, TemplateSource
from registration.errors import TemplateError

__all__ = [
    "TEMPLATES",
    "PrintedFact",
    "Rendered",
    "Renderer",
    "document_paragraphs",
    "paragraph_text",
    "zipped",
]

# Private-use signs cannot come from an answer (domain.text drops them), so they can mark
# where a printed value begins and ends until the facts have been collected.
_OPEN, _CLOSE = "\ue000", "\ue001"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_PART = 60_000_000  # letters; ten thousand participants take a third

_REFUSALS = (
    UndefinedError,
    SecurityError,
    TemplateRuntimeError,
    TemplateError,
    AttributeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A value of the case as one paragraph of a finished document prints it."""

    field: str
    text: str
    paragraph: int
    at: str = ""  # path of the answer, or of the row made for printing, where it is known


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished DOCX and the facts printed in it."""

    content: bytes
    facts: tuple[PrintedFact, ...]


@dataclass
class _Marks:
    """Collects what a rendering prints, and refuses what must not be printed."""

    fields: tuple[str, ...]
    loops: Loops
    seen: list[tuple[str, str, str]] = field(default_factory=list)

    def mark(self, number: int, owner: object, read: str, value: object) -> Markup:
        text = printable(value)
        self.seen.append((self.fields[number], text, self.loops.at(owner, read)))
        return Markup(_OPEN) + escape(text) + Markup(_CLOSE)  # noqa: S704 — our own signs


class Renderer:
    """Renders the templates of one package: one case, one day, one set of filters."""

    def __init__(
        self,
        context: Mapping[str, object],
        filters: Mapping[str, Callable[..., Any]],
        source: TemplateSource = OURS,
    ) -> None:
        self._context = dict(context)
        self._source = source
        self._environment = sandbox(filters)
        self._origins = Origins(self._context)

    @classmethod
    def for_draft(
        cls,
        context: Mapping[str, object],
        filters: Mapping[str, Callable[..., Any]],
        source: TemplateSource = OURS,
    ) -> "Renderer":
        """A renderer that prints «[Фамилия]» where an answer is missing."""
        blanks = {
            name: blank_named(name) if value is None else value for name, value in context.items()
        }
        renderer = cls(blanks, filters, source)
        renderer._environment.fills_blanks = True
        return renderer

    def render(self, template: str, extra: Mapping[str, object] | None = None) -> Rendered:
        """Fill one template.

        Raises:
            TemplateError: something the template prints is undefined, empty or forbidden.
        """
        if not self._source.is_own(template):
            return self._rendered(template, extra)
        name = f"{self._source.words(template)}{template}"
        return _unpacked(in_child(lambda: _packed(self._rendered(template, extra)), name))

    def _rendered(self, template: str, extra: Mapping[str, object] | None) -> Rendered:
        compiled = compile_template(template, self._source)
        extra = extra or {}
        scope = Scope({**self._context, **extra}, self._origins.beside(extra))
        parts: dict[str, bytes] = {}
        facts: list[PrintedFact] = []
        for part in compiled.parts:
            xml, marks = self._render_part(compiled, part, scope)
            clean, found = _collect(compiled.name, part, xml, marks)
            parts[part.name] = clean
            facts += found
        return Rendered(_zipped(compiled, parts), tuple(facts))

    def _render_part(
        self, compiled: CompiledTemplate, part: Part, scope: Scope
    ) -> tuple[str, _Marks]:
        numbering = Numbering()
        if compiled.numbered:  # the first pass learns the numbers that references print
            self._run(compiled, part, scope, numbering)
            numbering = numbering.second_pass()
        return self._run(compiled, part, scope, numbering)

    def _run(
        self,
        compiled: CompiledTemplate,
        part: Part,
        scope: Scope,
        numbering: Numbering,
    ) -> tuple[str, _Marks]:
        loops = Loops(scope.origins)
        marks = _Marks(part.fields, loops)
        calls = {
            "mark": marks.mark,
            "printed": printable,
            LOOP: loops.each_of,
            **{name: getattr(numbering, name) for name in NUMBERING_CALLS},
        }
        environment = self._environment
        environment.allowed_calls = frozenset(id(call) for call in calls.values())
        template = Template.from_code(environment, part.code, {})
        try:
            return _bounded(template, {**scope.values, **calls}, compiled.name), marks
        except _REFUSALS as error:
            raise _explained(part, error) from error


def _bounded(template: Template, context: Mapping[str, object], name: str) -> str:
    """The whole text, unless it grows beyond any document."""
    pieces: list[str] = []
    left = _LONGEST_PART
    for piece in template.generate(context):
        left -= len(piece)
        if left < 0:
            raise _TooLong(f"{name}: документ вышел неправдоподобно длинным. Проверьте циклы.")
        pieces.append(piece)
    return "".join(pieces)


class _TooLong(TemplateError):
    """Says all itself: no paragraph is to blame."""


def _explained(part: Part, error: Exception) -> TemplateError:
    if isinstance(error, _TooLong):
        return error
    line = _line_of(error.__traceback__, part.name)
    fields = ", ".join(f"«{text}»" for text in part.fields_on(line))
    return TemplateError(f"{part.place(line)}: {_reason(error)}. Поля абзаца: {fields or 'нет'}.")


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


def _collect(template: str, part: Part, xml: str, marks: _Marks) -> tuple[bytes, list[PrintedFact]]:
    """Take the marks out of the XML and tell in which paragraph each value stands."""
    source = xml.replace("\n<w:p", "<w:p").encode("utf-8")
    try:
        root = etree.fromstring(source)
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            f"{template}: после заполнения документ повреждён ({error.msg}). "
            "Проверьте, что метки {%p … %} и {%tr … %} стоят в отдельных абзацах и строках."
        ) from None
    facts: list[PrintedFact] = []
    values = iter(marks.seen)
    for number, paragraph in enumerate(root.iter(f"{_W}p"), start=1):
        for _ in range(paragraph_text(paragraph).count(_OPEN)):
            field_name, text, at = next(values)
            facts.append(PrintedFact(field_name, text, number, at))
    clean = source.replace(_OPEN.encode(), b"").replace(_CLOSE.encode(), b"")
    return clean, facts if part.name == "word/document.xml" else []


def _packed(rendered: Rendered) -> bytes:
    facts = [(fact.field, fact.text, fact.paragraph, fact.at) for fact in rendered.facts]
    return json.dumps(facts).encode("ascii") + b"\n" + rendered.content


def _unpacked(answer: bytes) -> Rendered:
    facts, _, content = answer.partition(b"\n")
    return Rendered(content, tuple(PrintedFact(*fact) for fact in json.loads(facts)))


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
            packed_already = name.endswith((".pdf", ".docx", ".png"))
            entry.compress_type = zipfile.ZIP_STORED if packed_already else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return result.getvalue()
