"""Trace: from any answer to its places, from any paragraph to what it is made of."""

import re
from collections.abc import Callable

import pytest

from registration.assembly.documents import DOCUMENTS
from registration.assembly.proof.facts import facts_of, folded, index
from registration.assembly.proof.statements import Statements
from registration.assembly.proof.trace import UNKNOWN, Trace, trace_package
from registration.assembly.proof.trace_page import trace_page
from registration.assembly.rendering.context import template_context
from registration.assembly.rendering.numbering import Numbering
from registration.assembly.rendering.render import PrintedFact, Renderer, document_paragraphs
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


@pytest.mark.parametrize("name", SAMPLES)
def test_every_value_is_traced_to_an_answer_or_to_what_made_it(
    name: str, word_package: Build
) -> None:
    """A list of the case is printed by rows; each row names its number in the list."""
    found = [
        source
        for item in trace_package(word_package(name).directory).paragraphs
        for source in item.sources
    ]
    assert [item for item in found if not item.is_answer and item.derived == UNKNOWN] == []
    lists = ("entry.", "group.", "row.", "founder.", "person.", "paragraph", "line", "item.")
    assert [item for item in found if item.fact.startswith(lists)] == []


def _in_document(trace: Trace, code: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for item in trace.paragraphs:
        if item.code == code:
            for source in item.sources:
                found.setdefault(source.fact, set()).add(source.text)
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_values_printed_from_lists_name_the_row_they_come_from(
    name: str, word_package: Build, sample: Callable[[str], Case]
) -> None:
    case, trace = sample(name), trace_package(word_package(name).directory)
    assert case.meeting is not None
    minutes = _in_document(trace, "D12")
    for number, item in enumerate(case.meeting.agenda):
        for vote in ("favour", "against", "abstained"):
            said = minutes[f"meeting.agenda.{number}.votes.{vote}"]
            assert str(getattr(item.votes, vote)) in said
    attendance = _in_document(trace, "D09")
    for number, participant in enumerate(case.meeting.participants):
        path = f"meeting.participants.{number}"
        told = {
            text
            for key, texts in attendance.items()
            if f"{key}.".startswith(f"{path}.")
            for text in texts
        }
        assert folded(participant.name.full) in map(folded, told)
    founders = _in_document(trace, "D19")
    for number, person in enumerate(case.people.persons if case.people else ()):
        if person in case.roles.founders:
            assert f"people.persons.{number}" in founders


def test_of_two_answers_spelt_alike_the_one_in_the_template_is_named(
    sample: Callable[[str], Case],
) -> None:
    case = sample("verkhnetoemsky")
    alike, statements = index(facts_of(case)), Statements(case)
    for spelling, facts in alike.items():
        for fact in facts:
            printed = PrintedFact("x", spelling, 1, fact.id)
            (stated,) = statements.of_document([printed], [spelling])
            named = stated.facts[0].fact
            assert f"{named}.".startswith(f"{fact.id}.") or f"{fact.id}.".startswith(f"{named}.")
    assert any(len(facts) > 1 for facts in alike.values())


def test_paragraphs_of_one_long_answer_are_that_answer(trace: Trace) -> None:
    assert "territory.boundaries" in trace.answers
    assert not any(re.match(r"territory\.\d", path) for path in trace.answers)


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
