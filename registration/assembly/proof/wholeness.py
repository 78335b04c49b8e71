"""What must hold inside one paper after somebody changed it by hand.

A clause deleted in Word takes no stated fact with it, so the comparison of papers cannot see it;
the paper itself can: numbers miss one, a reference leads nowhere, a section is gone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from registration.assembly.rendering.render import TEMPLATES, document_paragraphs

CHARTER = "charter"

_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\bNone\b|\(\s*\)|«\s*»")
_CLAUSE = re.compile(r"(\d+)\.(\d+)\.\s")
_REFERENCE = re.compile(r"\bпункт(?:а|у|е|ом|ам|ами|ах|ов|ы)?\s+(\d+)\.(\d+)\b")
_HEADING = re.compile(r"\{\{ section\(\"\w+\"\) \}\}\. ([^{}]+)")

Number = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and in which paragraph, counted from one; None when it is nowhere."""

    message: str
    paragraph: int | None = None


def faults_inside(document: str, paragraphs: Sequence[str]) -> Iterator[Fault]:
    """Look through a changed paper; `document` is its id."""
    for number, text in enumerate(paragraphs, start=1):
        if found := _LEFT_OVER.search(text):
            yield Fault(f"В тексте остался пропуск «{found.group()}». Допишите это место.", number)
    if document == CHARTER:
        yield from _numbers(paragraphs)
        yield from _references(paragraphs)
        yield from _sections(paragraphs)


def _clauses(paragraphs: Sequence[str]) -> Iterator[tuple[int, Number]]:
    for place, text in enumerate(paragraphs, start=1):
        if match := _CLAUSE.match(text):
            yield place, (int(match.group(1)), int(match.group(2)))


def _numbers(paragraphs: Sequence[str]) -> Iterator[Fault]:
    """The first break only: every number after it is shifted as well."""
    section, clause = 0, 0
    for place, found in _clauses(paragraphs):
        if found not in ((section, clause + 1), (section + 1, 1)):
            yield Fault(
                f"После пункта {section}.{clause} стоит {found[0]}.{found[1]}. Исправьте номера "
                "пунктов и ссылки на них.",
                place,
            )
            return
        section, clause = found


def _references(paragraphs: Sequence[str]) -> Iterator[Fault]:
    known = {number for _, number in _clauses(paragraphs)}
    for place, text in enumerate(paragraphs, start=1):
        for section, clause in _REFERENCE.findall(text):
            if (int(section), int(clause)) not in known:
                yield Fault(
                    f"Ссылка на пункт {section}.{clause}, а такого пункта в уставе нет.", place
                )


def _sections(paragraphs: Sequence[str]) -> Iterator[Fault]:
    """Every section of the template stays: the law on TOS asks even for what others may omit."""
    for title in _headings():
        if not any(re.fullmatch(rf"\d+\.\s+{re.escape(title)}", text) for text in paragraphs):
            yield Fault(
                f"В уставе больше нет раздела «{title}». Верните его или спросите юриста, можно ли "
                "без него."
            )


@cache
def _headings() -> tuple[str, ...]:
    """Headings that are the same in every charter."""
    template = document_paragraphs((TEMPLATES / "charters" / "model.docx").read_bytes())
    return tuple(match.group(1) for text in template if (match := _HEADING.fullmatch(text)))
