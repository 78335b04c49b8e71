"""Which pages of a blank are which sheet: by the letter and the heading, in whatever order."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from registration.assembly.r11001.blank.survey import Survey, SurveyedPage

OTHER = "other"
_SHEET_LETTER = re.compile(r"(?i)\bлист[а]?\s+([А-ЯЁ])(?![а-яёА-ЯЁ])")
_HEAD = 0.3  # of the page: a heading stands no lower
_FOLD = str.maketrans("ё", "е")


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A page and the sheet it belongs to: a role of the model, or "" for one a ТОС lacks."""

    page: int
    role: str
    letter: str


@cache
def words() -> dict[str, Any]:
    """The words by which sheets and fields are known."""
    text = files("registration.assembly.r11001.blank").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


def folded(text: str) -> str:
    return text.lower().translate(_FOLD)


def find_sheets(survey: Survey) -> tuple[FoundSheet, ...]:
    """The sheet of every page; a page without a heading of its own continues the one before."""
    found: list[FoundSheet] = []
    taken: set[str] = set()
    for page in survey.pages:
        head = heading_of(page)
        letter = next(iter(_SHEET_LETTER.findall(head)), "")
        last = found[-1] if found else None
        role = _role(head)
        if last and _goes_on(last, letter, role):
            found.append(FoundSheet(page.number, last.role, letter or last.letter))
            continue
        role = "" if role is None or role == OTHER or role in taken else role
        if role:
            taken.add(role)
        found.append(FoundSheet(page.number, role, letter))
    return tuple(found)


def _goes_on(last: FoundSheet, letter: str, role: str | None) -> bool:
    """The same letter again, or a page that names neither a letter nor a sheet."""
    if letter:
        return letter == last.letter and role in (None, OTHER, last.role)
    return role is None or (role == last.role and bool(role))


def heading_of(page: SurveyedPage) -> str:
    """Words at the head of a page, above its first real row of cells."""
    limit = page.height * _HEAD
    rows = [run.box.top for run in page.runs if run.count != len("001") and not run.printed]
    top = min([limit, *rows])
    return " ".join(item.text for item in page.words if item.box.middle < top)


def _role(head: str) -> str | None:
    known: dict[str, dict[str, list[list[str]]]] = words()["sheets"]
    for role, signs in known.items():
        if _has(head, signs["any"]) and not _has(head, signs.get("not", [])):
            return role
    return None


def _has(head: str, alternatives: Iterable[Iterable[str]]) -> bool:
    tokens = re.findall(r"[а-яa-z]+", folded(head))
    text = " ".join(tokens)
    return any(
        all(
            stem in text if " " in stem else any(token.startswith(stem) for token in tokens)
            for stem in stems
        )
        for stems in alternatives
    )


def needed_fields() -> dict[str, list[str]]:
    """Fields without which a blank cannot be filled, by sheet."""
    return {role: [str(name) for name in names] for role, names in words()["needed"].items()}


def drawn_aside() -> tuple[str, ...]:
    """What our own drawing says at its foot when the blank itself is filled."""
    return tuple(str(line) for line in words()["drawn"]["aside"])
