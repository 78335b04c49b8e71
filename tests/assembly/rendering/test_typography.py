"""Every paper is set alike: one typeface, the margins of an office paper, nothing torn apart.

The templates are judged by their XML: what Word and LibreOffice are told, not what one of them
happened to do. What comes out of a real LibreOffice is tested in tests/assembly/test_long_lists.py.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registration.assembly.rendering.context import template_context
from registration.assembly.rendering.render import TEMPLATES, Renderer, document_paragraphs
from registration.domain.case import Case
from registration.domain.text import normalise
from registration.language.letters import NBSP
from registration.language.wording import filters
from tests.assembly.conftest import DAY, SAMPLES, Build
from tests.assembly.rendering.charter_variants import MODEL
from tests.assembly.rendering.word_layout import W, WordLayout, text_of

NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.docx"))
TYPEFACE = "Times New Roman"
MM = 1440 / 25.4
MARGINS = {"left": 30, "right": 15, "top": 20, "bottom": 20}  # mm, at least
LARGER = {  # titles, and the notice for the boards
    *("Объявление", "Заголовок объявления", "Ячейка объявления", "Пункт объявления"),
    *("Title", "Заголовок документа", "Наименование ТОС", "Крупная надпись", "Клетка для отметки"),
}
# One sheet for elderly readers, never bound: large letters, as on the announcement.
POSTERS = {"forms/leaflet.docx"}
POSTER_BOTTOM, POSTER_LETTERS = 15, 20  # mm, pt
BOOKS = {"association/reports/practices.docx"}  # not an office paper: titles of a book, a contents
BOOK_LETTERS = 26
SMALLER = {"Пояснение под строкой": 9, "Примечание": 10, "Основание": 10}
_LOOSE = re.compile(r"№ |\b(?:ст|п|пп|ч)\. \d|\b[А-ЯЁ]\. [А-ЯЁ]|\d (?:г|руб)\.|\bМ\. П\.")
_SLIPS = re.compile(r"  | [,.;:!?)»]|[(«„] |\.\.(?!\.)|,,|;;|\bNone\b|[{}]|\w - \w|\"| – ")


def _template(name: str) -> WordLayout:
    return WordLayout((TEMPLATES / name).read_bytes())


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def layout(name: str) -> WordLayout:
    return _template(name)


def test_the_typeface_is_one_for_every_letter(layout: WordLayout) -> None:
    found = set()
    for paragraph, run, _ in layout.printed_runs():
        fonts = layout.of_run(paragraph, run, "rFonts")
        found |= {fonts.get(f"{W}{kind}") for kind in ("ascii", "hAnsi", "cs")}
        found |= {key for key in fonts.attrib if key.endswith("Theme")}
    assert found == {TYPEFACE}


def test_letters_are_as_large_as_an_office_paper_asks(layout: WordLayout, name: str) -> None:
    """12 to 14 points; titles are larger, tables and explanations under a line smaller."""
    poster = POSTER_LETTERS if name in POSTERS else BOOK_LETTERS if name in BOOKS else 0
    wrong = [
        f"{size} пт, «{layout.style_of(paragraph)}»: {text[:60]}"
        for paragraph, run, text in layout.printed_runs()
        if (size := int(layout.of_run(paragraph, run, "sz").get(f"{W}val")) / 2)
        and not _smallest(layout, paragraph) <= size <= max(poster, _largest(layout, paragraph))
    ]
    assert wrong == []


def _smallest(layout: WordLayout, paragraph: Any) -> int:
    in_table = next(paragraph.iterancestors(f"{W}tc", f"{W}hdr"), None) is not None
    return SMALLER.get(layout.style_of(paragraph), 10 if in_table else 12)


def _largest(layout: WordLayout, paragraph: Any) -> int:
    return 24 if layout.style_of(paragraph) in LARGER else 14


def test_sheets_are_a4_with_room_for_a_binding(layout: WordLayout, name: str) -> None:
    margins_asked = MARGINS | ({"bottom": POSTER_BOTTOM} if name in POSTERS else {})
    for section in layout.sections:
        sheet, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        sides = sorted(int(sheet.get(f"{W}{side}")) for side in "wh")
        assert sides == [11906, 16838]
        for side, least in margins_asked.items():
            assert int(margins.get(f"{W}{side}")) / MM >= least - 0.1, side


def test_sheets_are_numbered_from_the_second(layout: WordLayout) -> None:
    for section in layout.sections:
        assert section.find(f"{W}titlePg") is not None
        assert "PAGE" not in layout.heads(section, "first")
        assert " PAGE " in layout.heads(section, "default")


def test_no_line_of_a_paragraph_stands_alone_on_a_sheet(layout: WordLayout) -> None:
    loose = [
        text_of(paragraph)[:60]
        for paragraph in layout.body.iter(f"{W}p")
        if not layout.is_on(paragraph, "widowControl")
    ]
    assert loose == []


def test_a_heading_stays_with_what_it_heads(layout: WordLayout) -> None:
    loose = [
        text_of(paragraph)[:60]
        for paragraph in layout.body.iter(f"{W}p")
        if layout.of_paragraph(paragraph, "outlineLvl") is not None
        and not layout.is_on(paragraph, "keepNext")
    ]
    assert loose == []


def test_rows_are_not_torn_and_long_tables_repeat_their_head(layout: WordLayout, name: str) -> None:
    for table in layout.body.iter(f"{W}tbl"):
        rows = [row for row in table.iter(f"{W}tr") if "{%tr" not in text_of(row)]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        if "{%tr for" in text_of(table) and name not in BOOKS:
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None, text_of(table)[:60]


@pytest.mark.parametrize("name", NAMES)
def test_a_signature_never_stands_alone_on_the_last_sheet(name: str) -> None:
    """The block of a signature is held together and held to the last words before it."""
    layout = _template(name)
    blocks = [item for item in layout.body if item.tag in (f"{W}p", f"{W}tbl")]
    for number, block in enumerate(blocks):
        if block.tag == f"{W}tbl" and _is_signature(block):
            rows = block.findall(f"{W}tr")
            assert all(_held(layout, row) for row in rows[:-1]), text_of(block)[:60]
            assert _held_before(layout, blocks[:number]), text_of(block)[:60]


def _is_signature(table: Any) -> bool:
    text = text_of(table)
    signed = "(подпись)" in text or "|initials" in text
    return signed and "{%tr for" not in text


def _held(layout: WordLayout, block: Any) -> bool:
    paragraphs = [block] if block.tag == f"{W}p" else block.iter(f"{W}p")
    return all(layout.is_on(item, "keepNext") for item in paragraphs)


def _held_before(layout: WordLayout, blocks: list[Any]) -> bool:
    """Whether everything from the last words on is held to what follows; tags fall away."""
    for block in reversed(blocks):
        if block.tag == f"{W}tbl":
            return True  # another signature, held by itself
        if layout.is_tag(block):
            continue
        if not layout.is_on(block, "keepNext"):
            return False
        if text_of(block).strip():
            return True
    return False


def test_a_template_ties_signs_to_their_numbers(layout: WordLayout) -> None:
    loose = [
        text
        for paragraph in _all_paragraphs(layout)
        if _LOOSE.search(text := _with_numbers_for_tags(text_of(paragraph)))
    ]
    assert loose == []


def _all_paragraphs(layout: WordLayout) -> Iterator[Any]:
    for name, part in layout.parts.items():
        if name.startswith(("word/document", "word/header", "word/footer")):
            yield from part.iter(f"{W}p")


def _with_numbers_for_tags(text: str) -> str:
    return re.sub(r"\{\{.*?\}\}", "0", re.sub(r"\{%.*?%\}", "", text))


@pytest.mark.parametrize("name", [*SAMPLES, "after_registration"])
def test_finished_papers_have_no_slip_of_typing(name: str, word_package: Build) -> None:
    slips = [
        f"{path.name}: {text}"
        for path in sorted(word_package(name).directory.glob("D*.docx"))
        if not path.name.startswith("D18")  # the form has one letter in a cell
        for text in document_paragraphs(path.read_bytes())
        if _LOOSE.search(text) or _SLIPS.search(text.strip())  # a line of fields begins with tabs
    ]
    assert slips == []


_WORDS = st.lists(
    st.sampled_from(
        ["дом", "№", "5", "ст.", "п.", "27", "г.", "Котлас", "Н.", "И.", "Попова", "2026", "руб."]
    ),
    min_size=2,
    max_size=8,
).map(" ".join)


@given(texts=st.lists(_WORDS, min_size=1, max_size=3, unique=True))
@settings(max_examples=40, deadline=None)
def test_answers_are_tied_as_well(sample: Callable[[str], Case], texts: list[str]) -> None:
    case = sample("verkhnetoemsky")
    assert case.charter
    charter = case.charter.model_copy(update={"tasks": tuple(map(normalise, texts))})
    answered = case.model_copy(update={"charter": charter})
    context = {**template_context(answered, DAY), "draft_mark": ""}
    content = Renderer(context, filters(answered)).render(MODEL).content
    paragraphs = document_paragraphs(content)
    assert [text for text in paragraphs if _LOOSE.search(text)] == []
    spaced = " ".join(paragraphs).replace(NBSP, " ")
    assert all(text[1:] in spaced for text in texts), "слова остались теми же"
