"""Tags as they stand in the text of a Word part: whole, cut off, or split by formatting.

The text of a paragraph is put together from its runs, so that it does not matter into how many of
them Word has split a tag. Reading is linear in the size of the part.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from registration.assembly.rendering.fault import (
    MISPLACED,
    QUOTES,
    SYNTAX,
    UNCLOSED,
    TemplateFault,
    excerpt,
    part_words,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONGEST_TAG = 600
MOST_TAGS = 5_000
MOST_FAULTS = 200

_EDGE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LITERAL_OR_QUOTE = re.compile(r"\"[^\"]*\"|'[^']*'|[«»„“”″]|[‘’‚]")
_LEVEL = re.compile(r"(tr|tc|p|r)(?=\s)")
_BREAKS = {f"{W}br", f"{W}cr", f"{W}tab"}


@dataclass(frozen=True, slots=True)
class Tag:
    """One whole tag: `{%p if tos.is_new %}` has the opener `{%`, the level «p», a body."""

    opener: str
    level: str
    body: str
    raw: str
    paragraph: "Paragraph"
    at: int

    @property
    def is_statement(self) -> bool:
        return self.opener == "{%"

    @property
    def source(self) -> str:
        """The tag as Jinja reads it."""
        return f"{self.opener} {self.body} {_CLOSERS[self.opener]}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of one `w:p`, and from which elements its letters come."""

    number: int
    text: str
    element: etree._Element
    starts: tuple[int, ...]
    pieces: tuple[etree._Element, ...]

    def elements(self, start: int, end: int) -> tuple[etree._Element, ...]:
        """The elements that hold the letters from `start` to `end`."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return self.pieces[first : bisect_left(self.starts, end)]


@dataclass(slots=True)
class TaggedPart:
    """One XML part: its paragraphs, its whole tags in order, and what is wrong with the rest."""

    template: str
    name: str
    root: etree._Element
    paragraphs: tuple[Paragraph, ...] = ()
    tags: list[Tag] = field(default_factory=list)
    faults: list[TemplateFault] = field(default_factory=list)

    def fault(self, kind: str, message: str, paragraph: Paragraph, at: int = 0) -> None:
        """Note a fault near a letter of a paragraph."""
        if len(self.faults) >= MOST_FAULTS:
            return
        self.faults.append(
            TemplateFault(
                self.template,
                paragraph.number,
                excerpt(paragraph.text, at),
                kind,
                message,
                part_words(self.name),
            )
        )


def read_part(template: str, name: str, root: etree._Element) -> TaggedPart:
    """Find the tags of a part; whatever is no whole tag becomes a fault."""
    part = TaggedPart(template, name, root)
    part.paragraphs = tuple(_paragraphs(root))
    for paragraph in part.paragraphs:
        _read_paragraph(part, paragraph)
        if len(part.tags) > MOST_TAGS:
            part.fault(SYNTAX, f"Меток больше {MOST_TAGS}: столько не бывает.", paragraph)
            break
    return part


def _paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    for number, element in enumerate(root.iter(f"{W}p"), start=1):
        nodes = element.iter(f"{W}t", *_BREAKS, f"{W}noBreakHyphen")
        pieces = tuple(node for node in nodes if _belongs(node, element))
        texts = [_letters(node) for node in pieces]
        starts = tuple(accumulate(map(len, texts[:-1]), initial=0)) if texts else ()
        yield Paragraph(number, "".join(texts), element, starts, pieces)


def _belongs(node: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a piece of text is the paragraph's own and not of a frame inside it."""
    parent = node.getparent()
    if parent is None or parent.tag != f"{W}r":
        return False  # a tab stop of the paragraph's properties
    return next(node.iterancestors(f"{W}p")) is paragraph


def _letters(node: etree._Element) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    return "-" if node.tag == f"{W}noBreakHyphen" else "\t"


def _read_paragraph(part: TaggedPart, paragraph: Paragraph) -> None:
    opened: re.Match[str] | None = None
    for edge in _EDGE.finditer(paragraph.text):
        sign = edge.group()
        if sign in _CLOSERS:
            if opened is not None:
                _cut_off(part, paragraph, opened)
            opened = edge
        elif opened is None:
            if sign != "#}":
                part.fault(
                    UNCLOSED,
                    f"Метка не открыта: есть «{sign}», а «{_opener(sign)}» перед ней нет.",
                    paragraph,
                    edge.start(),
                )
        else:
            _close(part, paragraph, opened, edge)
            opened = None
    if opened is not None:
        _cut_off(part, paragraph, opened)


def _opener(closer: str) -> str:
    return next(opener for opener, sign in _CLOSERS.items() if sign == closer)


def _cut_off(part: TaggedPart, paragraph: Paragraph, opened: re.Match[str]) -> None:
    closer = _CLOSERS[opened.group()]
    part.fault(
        UNCLOSED,
        f"Метка не закрыта: после «{opened.group()}» в этом абзаце нет «{closer}». "
        "Метка пишется целиком в одном абзаце.",
        paragraph,
        opened.start(),
    )


def _close(
    part: TaggedPart, paragraph: Paragraph, opened: re.Match[str], closed: re.Match[str]
) -> None:
    start, end = opened.start(), closed.end()
    raw = paragraph.text[start:end]
    wanted = _CLOSERS[opened.group()]
    if closed.group() != wanted:
        message = f"Метка открыта знаком «{opened.group()}», значит закрыть её надо «{wanted}»."
        part.fault(UNCLOSED, message, paragraph, start)
        return
    if opened.group() == "{#":
        return
    if len(raw) > LONGEST_TAG:
        part.fault(SYNTAX, f"Метка длиннее {LONGEST_TAG} знаков.", paragraph, start)
        return
    _look_at_pieces(part, paragraph, start, end)
    _look_at_quotes(part, paragraph, start, raw)
    part.tags.append(_tag(paragraph, opened.group(), raw, start))


def _tag(paragraph: Paragraph, opener: str, raw: str, start: int) -> Tag:
    inner = straightened(raw[2:-2])
    level = _LEVEL.match(inner)
    body = " ".join((inner[level.end() :] if level else inner).split())
    return Tag(opener, level.group() if level else "", body, raw, paragraph, start)


def _look_at_pieces(part: TaggedPart, paragraph: Paragraph, start: int, end: int) -> None:
    """A tag split between runs is put together; between other elements it cannot be."""
    elements = paragraph.elements(start, end)
    if any(element.tag in _BREAKS for element in elements):
        part.fault(
            MISPLACED,
            "Внутри метки стоит табуляция или перенос строки. Удалите их: метка пишется в строку.",
            paragraph,
            start,
        )
    owners = {_owner(element) for element in elements}
    if len(owners) > 1:
        part.fault(
            MISPLACED,
            "Метка разорвана ссылкой, правкой или полем Word: часть её внутри, часть снаружи. "
            "Удалите метку целиком и наберите заново.",
            paragraph,
            start,
        )


def _owner(element: etree._Element) -> etree._Element | None:
    run = element.getparent()
    return None if run is None else run.getparent()


def _look_at_quotes(part: TaggedPart, paragraph: Paragraph, start: int, raw: str) -> None:
    if straightened(raw) != raw:
        part.fault(
            QUOTES,
            'Кавычки в метке должны быть прямыми: "…". Word заменил их сам; чтобы вернуть, '
            "нажмите Ctrl+Z сразу после набора кавычки.",
            paragraph,
            start,
        )


def straightened(text: str) -> str:
    """Quotation marks of a tag as Jinja knows them; those inside a literal stay as they are."""

    def straight(match: re.Match[str]) -> str:
        found = match.group()
        if len(found) > 1:
            return found
        return "'" if found in "‘’‚" else '"'

    return _LITERAL_OR_QUOTE.sub(straight, text)
