"""Sheets opened again, as a printer would see them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from registration.paper.questionnaire import questionnaire_pdf


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on the sheets: letters with their places, and the text as one line."""

    pages: tuple[list[dict[str, Any]], ...]
    sizes: tuple[tuple[float, float], ...]
    text: str


def squeezed(text: str) -> str:
    """Text without spaces and line ends: where lines break is of no account."""
    return re.sub(r"\s", "", text)


def reopen(content: bytes) -> Printed:
    with pdfplumber.open(BytesIO(content)) as document:
        letters = tuple([dict(char) for char in page.chars] for page in document.pages)
        sizes = tuple((float(page.width), float(page.height)) for page in document.pages)
        text = "".join(char["text"] for page in letters for char in page)
    return Printed(letters, sizes, squeezed(text))


@pytest.fixture(scope="session")
def blank() -> Printed:
    """The questionnaire without a case."""
    return reopen(questionnaire_pdf())


@pytest.fixture(scope="session")
def filled(answers: Callable[[str], dict[str, Any]]) -> Callable[[str], Printed]:
    """The questionnaire with the answers of a sample."""
    opened: dict[str, Printed] = {}

    def load(name: str) -> Printed:
        if name not in opened:
            opened[name] = reopen(questionnaire_pdf(answers(name)))
        return opened[name]

    return load
