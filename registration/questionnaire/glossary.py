"""Words of the law that a leader may meet, each explained in plain words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from registration.questionnaire.page import Page
from registration.questionnaire.required import labels


@dataclass(frozen=True)
class Term:
    """A word, how its forms begin, and what it means."""

    word: str
    stem: str
    meaning: str

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Stems are matched at the start of words; abbreviations letter for letter."""
        if self.stem.isupper():
            return re.compile(rf"\b{self.stem}\b")
        parts = (rf"\b{part}\w*" for part in self.stem.split())
        return re.compile(r"\s+".join(parts), re.IGNORECASE)

    def stands_in(self, text: str) -> bool:
        return bool(self._pattern.search(text))


def _read(path: Path) -> tuple[Term, ...]:
    with path.open("rb") as file:
        found = tomllib.load(file)
    return tuple(Term(word, entry["stem"], entry["meaning"]) for word, entry in found.items())


GLOSSARY: tuple[Term, ...] = _read(Path(__file__).with_name("glossary.toml"))


def terms_in(text: str) -> tuple[Term, ...]:
    """Terms that stand in a text, in the order of the glossary."""
    return tuple(term for term in GLOSSARY if term.stands_in(text))


@cache  # pages and words are the same until the program ends
def terms_on(page: Page) -> tuple[Term, ...]:
    """Terms to explain on a page: all that its texts and its choices use."""
    choices = (label for path in page.fields() for label in labels(path))
    return terms_in("\n".join((page_text(page), *choices)))


def page_text(page: Page) -> str:
    """Everything that a page says in its own words."""
    parts = [page.title, page.intro]
    for question in page.questions:
        parts += [question.text, question.why, question.example, question.where]
    return "\n".join(part for part in parts if part)
