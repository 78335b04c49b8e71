"""What is wrong with a template: where it stands, what kind of fault it is, how to mend it."""

import re
from dataclasses import dataclass

UNKNOWN, IMPOSSIBLE, UNREACHABLE, UNUSED = "unknown", "impossible", "unreachable", "unused"
UNCLOSED, MISPLACED, SYNTAX, QUOTES, FORBIDDEN = (
    "unclosed",
    "misplaced",
    "syntax",
    "quotes",
    "forbidden",
)
NUMBERING, FOREIGN, LEFTOVER, FONT, FILE = "numbering", "foreign", "leftover", "font", "file"

DOCUMENT = "word/document.xml"
_PARTS = {
    "document": "документ",
    "header": "верхний колонтитул",
    "footer": "нижний колонтитул",
    "footnotes": "сноски",
    "endnotes": "концевые сноски",
    "comments": "примечания",
    "styles": "стили",
    "settings": "параметры документа",
}


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with a template, where, and how to mend it."""

    template: str
    paragraph: int
    excerpt: str
    kind: str
    message: str
    part: str = _PARTS["document"]

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "template": self.template,
            "part": self.part,
            "paragraph": self.paragraph,
            "excerpt": self.excerpt,
            "kind": self.kind,
            "message": self.message,
        }

    @property
    def place(self) -> str:
        """«верхний колонтитул 1, абзац 2 («Устав …»)»."""
        where = f"{self.part}, абзац {self.paragraph}" if self.paragraph else self.part
        return f"{where} («{self.excerpt}»)" if self.excerpt else where


def part_words(part: str) -> str:
    """«word/header1.xml» → «верхний колонтитул 1»."""
    match = re.fullmatch(r"word/(?:_rels/)?([a-z]+)(\d*)\.xml(?:\.rels)?", part)
    if match is None or match.group(1) not in _PARTS:
        return f"часть файла «{part}»"
    return f"{_PARTS[match.group(1)]} {match.group(2)}".strip()


def excerpt(text: str, around: int = 0, longest: int = 90) -> str:
    """The words of a paragraph near a letter of it, in one short line."""
    start = max(0, min(around - longest // 2, len(text) - longest))
    words = " ".join(text[start : start + longest].split())
    return f"{'…' if start else ''}{words}{'…' if start + longest < len(text) else ''}"
