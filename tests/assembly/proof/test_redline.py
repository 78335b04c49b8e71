"""Redline: every difference is shown, nothing else is, and Word can take it either way."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from registration.assembly.proof.redline.compare import Kind, changes
from registration.assembly.proof.redline.tracked import tracked
from registration.assembly.proof.redline.tree import blocks_of, body_of
from registration.assembly.proof.redline.words import pieces
from registration.assembly.rendering.render import document_paragraphs
from tests.assembly.conftest import DAY
from tests.assembly.proof.accepting import W, accepted, rejected
from tests.assembly.word import word_file

WORDS = st.lists(
    st.sampled_from(["ТОС", "«Заречье»", "вправе", "не", "решать", "46", "2026 г.", "  ", "—"]),
    max_size=6,
).map(" ".join)
CELL = st.lists(WORDS, min_size=1, max_size=2)
ROW = st.lists(CELL, min_size=2, max_size=2)
TABLE = st.lists(ROW, min_size=1, max_size=3)
BLOCKS = st.lists(st.one_of(WORDS, TABLE), max_size=7)


def paragraph(text: str) -> str:
    """A paragraph in two formats, so that words are cut by runs."""
    half = len(text) // 2
    return (
        f'<w:p><w:r><w:t xml:space="preserve">{text[:half]}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
        f'<w:t xml:space="preserve">{text[half:]}</w:t></w:r></w:p>'
    )


def table(rows: list[list[list[str]]]) -> str:
    cells = (
        "".join(f"<w:tc>{''.join(map(paragraph, cell))}</w:tc>" for cell in row) for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word_of(blocks: list[str | list[list[list[str]]]]) -> bytes:
    """A DOCX of paragraphs and tables; like Word's own, it ends with a paragraph."""
    content = word_file("@")
    body = "".join(paragraph(item) if isinstance(item, str) else table(item) for item in blocks)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    whole = f"{body}{paragraph('Подпись')}" if blocks and not isinstance(blocks[-1], str) else body
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:p><w:r><w:t>@</w:t></w:r></w:p>", (whole or paragraph("")).encode()
    )
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return result.getvalue()


def shape(content: bytes) -> list[object]:
    """Texts with the tables they stand in, adjoining tables apart."""
    return [block.key for block in blocks_of(body_of(_body(content)))]


def _body(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read("word/document.xml")


@given(old=BLOCKS, new=BLOCKS)
@settings(max_examples=150, deadline=None)
def test_any_two_texts_come_back_whole_from_their_redline(
    old: list[str | list[list[list[str]]]], new: list[str | list[list[list[str]]]]
) -> None:
    one, other = word_of(old), word_of(new)
    redline = tracked(one, other, DAY)
    assert document_paragraphs(accepted(redline)) == document_paragraphs(other)
    assert document_paragraphs(rejected(redline)) == document_paragraphs(one)
    assert shape(accepted(redline)) == shape(other)


@given(old=WORDS, new=WORDS)
def test_pieces_of_two_texts_give_both_again(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.old for piece in found) == old
    assert "".join(piece.new for piece in found) == new


def told(old: list[str], new: list[str]) -> list[tuple[Kind, int | None, int | None]]:
    one, other = (blocks_of(body_of(_body(word_of(list(texts))))) for texts in (old, new))
    return [(item.kind, item.old, item.new) for item in changes(one, other)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["а б в", "г"], ["а б в", "г"], []),
        (["а б в", "г"], ["а б д", "г"], [(Kind.CHANGED, 1, 1)]),
        (["а", "г"], ["а", "б", "г"], [(Kind.ADDED, None, 2)]),
        (["а", "б", "г"], ["а", "г"], [(Kind.REMOVED, 2, None)]),
        (["да", "1", "да", "2", "да"], ["да", "1", "да", "3", "да"], [(Kind.CHANGED, 4, 4)]),
    ],
)
def test_each_change_is_told_once_at_its_place(
    old: list[str], new: list[str], expected: list[object]
) -> None:
    assert told(old, new) == expected


def test_every_mark_names_its_author_day_and_own_number() -> None:
    redline = tracked(word_of(["а б", "в"]), word_of(["а г", "в", "д"]), DAY)
    root = etree.fromstring(_body(redline))
    marks = [*root.iter(f"{W}ins"), *root.iter(f"{W}del")]
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks) > 2
    assert {str(mark.get(f"{W}date"))[:10] for mark in marks} == {"2026-11-23"}
    assert {mark.get(f"{W}author") for mark in marks} == {"Регистрация ТОС"}
