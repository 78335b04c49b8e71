"""Which acts the papers name: read off the templates, the form and the numbers of copies."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from registration.assembly.documents import DOCUMENTS, DocumentSpec
from registration.rules.law import figures, legal_basis

TEMPLATES = Path(__file__).parents[3] / "templates"
_MARKUP = re.compile(r"<[^>]+>")
_LAW = re.compile(r"\blaw\.(\w+)")
_FIGURE = re.compile(r"\bfigures(?:_at_meeting)?\.(\w+)")
_FORM_ACT = "fns-617"  # the form of application has no template


@cache
def documents_by_act(on: date) -> dict[str, tuple[str, ...]]:
    """For each act the codes of documents that name it or take a figure from it."""
    found: dict[str, list[str]] = {}
    for spec in DOCUMENTS:
        for act_id in dict.fromkeys(_acts(spec, on)):
            found.setdefault(act_id, []).append(spec.code)
    return {act_id: tuple(codes) for act_id, codes in found.items()}


def _acts(spec: DocumentSpec, on: date) -> Iterator[str]:
    yield from _of_figures((name for name in spec.copies.values() if isinstance(name, str)), on)
    if spec.template is None:
        yield _FORM_ACT
        return
    text = _text(TEMPLATES / spec.template)
    basis = legal_basis(on)
    for name in _LAW.findall(text):
        act = getattr(basis, name, None)
        if act is not None and hasattr(act, "id"):
            yield act.id
    yield from _of_figures(_FIGURE.findall(text), on)


def _of_figures(names: "Iterator[str] | list[str]", on: date) -> Iterator[str]:
    for name in names:
        citation = figures()[name].at(on).citation
        if citation is not None:
            yield citation.act.id


def _text(path: Path) -> str:
    """All text of a Word file, tags of Jinja included; cheaper than to open it with a library."""
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.startswith("word/")]
        return "\n".join(
            _MARKUP.sub("", archive.read(name).decode("utf-8"))
            for name in parts
            if name.endswith(".xml")
        )
