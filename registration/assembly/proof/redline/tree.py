"""The body of a Word file as blocks: paragraphs, and tables of rows of cells of blocks."""

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from lxml import etree

from registration.assembly.proof.redline.words import tokens
from registration.assembly.rendering.render import paragraph_text
from registration.errors import RegistrationError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml"))


@dataclass(frozen=True, eq=False)
class Paragraph:
    """One paragraph; `number` from one, as everywhere in the proof of a package."""

    element: Any
    number: int
    text: str

    @property
    def key(self) -> object:
        return self.text

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(token for token in tokens(self.text) if not token.isspace())


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell of a table."""

    element: Any
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, eq=False)
class Row:
    """A row of a table; `shape` tells the columns each cell spans."""

    element: Any
    cells: tuple[Cell, ...]
    shape: tuple[str, ...]

    @cached_property
    def key(self) -> object:
        return self.shape, tuple(tuple(block.key for block in cell.blocks) for cell in self.cells)

    @cached_property
    def words(self) -> Counter[str]:
        return _together([block for cell in self.cells for block in cell.blocks])


@dataclass(frozen=True, eq=False)
class Table:
    """A table."""

    element: Any
    rows: tuple[Row, ...]

    @cached_property
    def key(self) -> object:
        return tuple(row.key for row in self.rows)

    @cached_property
    def words(self) -> Counter[str]:
        return _together(self.rows)


Block = Paragraph | Table


def _together(parts: "Sequence[Block | Row]") -> Counter[str]:
    found: Counter[str] = Counter()
    for part in parts:
        found.update(part.words)
    return found


def blocks_of(root: Any) -> tuple[Block, ...]:
    """Blocks of the body of `word/document.xml`."""
    numbers = {item: number for number, item in enumerate(root.iter(f"{W}p"), start=1)}
    body = root.find(f"{W}body")
    return tuple(_blocks(body, numbers))


def _blocks(parent: Any, numbers: dict[Any, int]) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{W}p":
            yield Paragraph(child, numbers[child], paragraph_text(child))
        elif child.tag == f"{W}tbl":
            yield Table(child, tuple(_rows(child, numbers)))
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, numbers)


def _rows(parent: Any, numbers: dict[Any, int]) -> Iterator[Row]:
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _rows(child, numbers)
        elif child.tag == f"{W}tr":
            found = list(_cells(child))
            yield Row(
                child,
                tuple(Cell(cell, tuple(_blocks(cell, numbers))) for cell in found),
                tuple(_shape(cell) for cell in found),
            )


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag in _WRAPPERS:
            yield from _cells(child)
        elif child.tag == f"{W}tc":
            yield child


def _shape(cell: Any) -> str:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    joined = "" if merged is None else merged.get(f"{W}val", "continue")
    return f"{'1' if span is None else span.get(f'{W}val')}{joined}"


def paragraphs_in(block: Block) -> Iterator[Paragraph]:
    """All paragraphs of a block, in order."""
    if isinstance(block, Paragraph):
        yield block
        return
    for row in block.rows:
        yield from paragraphs_of_row(row)


def paragraphs_of_row(row: Row) -> Iterator[Paragraph]:
    """All paragraphs of a row, in order."""
    for cell in row.cells:
        for block in cell.blocks:
            yield from paragraphs_in(block)


def body_of(content: bytes) -> Any:
    """Root of `word/document.xml` parsed without entities; the caller has judged the file."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def blocks_in(content: bytes) -> tuple[Block, ...]:
    """Blocks of a DOCX.

    Raises:
        RegistrationError: the bytes are no DOCX.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return blocks_of(body_of(archive.read("word/document.xml")))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        raise RegistrationError("Файл не открывается как документ Word.") from None


def words_of(blocks: Sequence[Block]) -> Counter[str]:
    """All words of a text, to tell how much it resembles another."""
    return _together(blocks)
