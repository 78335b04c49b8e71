"""Trace: from any answer to its places, from any paragraph to what it is made of."""

import re
from collections.abc import Callable

import pytest

from registration.assembly.documents import DOCUMENTS
from registration.assembly.proof.trace import Trace, trace_package
from registration.assembly.proof.trace_page import trace_page
from registration.assembly.rendering.context import template_context
from registration.assembly.rendering.numbering import Numbering
from registration.assembly.rendering.render import Renderer, document_paragraphs
from registration.domain.case import Case
from registration.language.wording import filters
from tests.assembly.conftest import DAY, SAMPLES, Build


@pytest.fixture
def trace(word_package: Build) -> Trace:
    """The trace of one package."""
    return trace_package(word_package("verkhnetoemsky").directory)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_paragraph_of_every_paper_is_traced(name: str, word_package: Build) -> None:
    directory = word_package(name).directory
    found = trace_package(directory)
    traced = {(item.file, item.key) for item in found.paragraphs}
    for path in directory.glob("*.docx"):
        if path.stem.startswith("D18"):
            continue
        for number, text in enumerate(document_paragraphs(path.read_bytes()), start=1):
            assert not text.strip() or (path.name, str(number)) in traced
    assert all(item.sources or item.template for item in found.paragraphs)


@pytest.mark.parametrize("name", SAMPLES)
def test_clauses_of_a_charter_are_known_by_their_keys(
    name: str,
    word_package: Build,
    sample: Callable[[str], Case],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the trace reads off the words is what the numbering gave out."""
    given: dict[str, str] = {}
    clause = Numbering.clause

    def noted(self: Numbering, key: str) -> str:
        given[clause(self, key)] = key
        return next(number for number, known in given.items() if known == key)

    monkeypatch.setattr(Numbering, "clause", noted)
    case = sample(name)
    spec = next(item for item in DOCUMENTS if item.id == "charter")
    context = {**template_context(case, DAY), "draft": False, "draft_mark": ""}
    Renderer(context, filters(case)).render(str(spec.template))
    found = trace_package(word_package(name).directory).paragraphs
    traced = {item.clause: item.clause_key for item in found if item.clause}
    assert traced == given
    assert all(item.norms or item.about for item in found if item.clause)


def test_an_answer_is_found_by_path_by_title_and_by_text(trace: Trace) -> None:
    by_path = trace.of_answer("tos.short_name")
    assert list(by_path) == ["tos.short_name"]
    places = {item.code for item in by_path["tos.short_name"][1]}
    assert {"D12", "D14", "D18"} <= places
    assert "tos.short_name" in trace.of_answer("сокращённое наименование")
    assert "tos.short_name" in trace.of_answer("ТОС «Заречье»")
    assert trace.of_answer("нет такого ответа") == {}


def test_a_paragraph_names_its_answers_clause_and_norms(trace: Trace) -> None:
    (item,) = trace.of_paragraph("Филиалов и представительств")
    assert (item.code, item.clause, item.clause_key) == ("D14", "1.11", "duration")
    assert item.norms
    assert trace.of_paragraph(f"D14:{item.key}") == [item]


def test_the_page_links_within_itself_only(trace: Trace) -> None:
    page = trace_page(trace)
    links = set(re.findall(r'href="([^"]+)"', page))
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert links
    assert {link.removeprefix("#") for link in links} <= anchors
    assert "<script" not in page
    assert "http" not in page
