"""The new Word file with every difference from the old one as a tracked change.

Accepting all gives the text of the new file, rejecting all that of the old one, word for word.
Page layout, headers and styles are those of the new file: formatting is not compared.

A mark of a deleted paragraph joins it with the next one, so the last paragraph of a cell or of
the body can neither come nor go: there the mark of the paragraph before it is marked instead.
"""

import copy
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

from lxml import etree

from registration.assembly.proof.redline.atoms import Atom, atoms_of, runs
from registration.assembly.proof.redline.compare import block_pairs, row_pairs
from registration.assembly.proof.redline.tree import (
    Block,
    Cell,
    Paragraph,
    Row,
    Table,
    W,
    blocks_of,
    body_of,
)
from registration.assembly.proof.redline.words import pieces, spans
from registration.assembly.rendering.render import zipped

_DOCUMENT, _STYLES, _NUMBERS = "word/document.xml", "word/styles.xml", "word/numbering.xml"
_INS, _DEL = "ins", "del"
AUTHOR = "Регистрация ТОС"


@dataclass(slots=True)
class _Entry:
    """A block of the result: what it was, what it is, and how its paragraph mark is marked."""

    old: Block | None
    new: Block | None
    mark: str = ""

    @property
    def is_paragraph(self) -> bool:
        return isinstance(self.new or self.old, Paragraph)


def tracked(old: bytes, new: bytes, on: date, author: str = AUTHOR) -> bytes:
    """A DOCX with tracked changes that lead from `old` to `new`; both are sound DOCX files."""
    before, after = _unzipped(old), _unzipped(new)
    parts = dict(after)
    root = body_of(after[_DOCUMENT])
    writer = _Writer(author, on, same_lists=before.get(_NUMBERS) == after.get(_NUMBERS))
    body = root.find(f"{W}body")
    section = body.find(f"{W}sectPr")
    written = list(writer.blocks(blocks_of(body_of(before[_DOCUMENT])), blocks_of(root)))
    for child in list(body):
        body.remove(child)
    body.extend(written)
    if section is not None:
        body.append(section)
    parts[_DOCUMENT] = _serialised(root)
    if _STYLES in before and _STYLES in after:
        parts[_STYLES] = _all_styles(before[_STYLES], after[_STYLES])
    return zipped(list(parts.items()))


def _unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _serialised(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _all_styles(old: bytes, new: bytes) -> bytes:
    """Styles of the new file and those that only deleted paragraphs use."""
    root = body_of(new)
    known = {style.get(f"{W}styleId") for style in root.iter(f"{W}style")}
    strange = [
        item for item in body_of(old).iter(f"{W}style") if item.get(f"{W}styleId") not in known
    ]
    if not strange:
        return new
    root.extend(copy.deepcopy(style) for style in strange)
    return _serialised(root)


class _Writer:
    """Writes blocks with marks; every mark has its own number, the author and the day."""

    def __init__(self, author: str, on: date, *, same_lists: bool) -> None:
        self._author, self._on = author, on
        self._same_lists = same_lists
        self._numbers = count(1)

    def blocks(self, old: Sequence[Block], new: Sequence[Block]) -> Iterator[Any]:
        for entry in _entries(old, new):
            if entry.is_paragraph:
                yield self._paragraph(entry)
            else:
                yield self._table(entry)

    def _mark(self, kind: str) -> Any:
        said = {
            f"{W}id": str(next(self._numbers)),
            f"{W}author": self._author,
            f"{W}date": f"{self._on.isoformat()}T00:00:00Z",
        }
        return etree.Element(f"{W}{kind}", said)

    def _paragraph(self, entry: _Entry) -> Any:
        old, new = entry.old, entry.new
        if isinstance(new, Paragraph) and isinstance(old, Paragraph) and old.text == new.text:
            paragraph = copy.deepcopy(new.element)
        else:
            paragraph = etree.Element(f"{W}p")
            properties = self._properties(entry)
            if properties is not None:
                paragraph.append(properties)
            paragraph.extend(self._content(old, new))
        if entry.mark:
            self._mark_end(paragraph, entry.mark)
        return paragraph

    def _properties(self, entry: _Entry) -> Any:
        source = (entry.new or entry.old).element.find(f"{W}pPr")  # type: ignore[union-attr]
        if source is None:
            return None
        properties = copy.deepcopy(source)
        if entry.new is None:
            # Its section, and lists of another file, are not in the new one.
            names = ("sectPr",) if self._same_lists else ("sectPr", "numPr")
            for name in names:
                for node in properties.findall(f"{W}{name}"):
                    properties.remove(node)
        return properties

    def _content(self, old: Block | None, new: Block | None) -> Iterator[Any]:
        before = atoms_of(old.element) if old is not None else ()
        after = atoms_of(new.element) if new is not None else ()
        for same, gone, come in spans([a.key for a in before], [a.key for a in after]):
            if same:
                yield from runs(after[n] for n in come)
                continue
            yield from self._marked(_DEL, [before[n] for n in gone])
            yield from self._marked(_INS, [after[n] for n in come])

    def _marked(self, kind: str, atoms: Iterable[Atom]) -> Iterator[Any]:
        written = list(runs(atoms, "delText" if kind == _DEL else "t"))
        if written:
            mark = self._mark(kind)
            mark.extend(written)
            yield mark

    def _mark_end(self, paragraph: Any, kind: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        shape = properties.find(f"{W}rPr")
        if shape is None:
            shape = etree.Element(f"{W}rPr")
            last = [item for item in properties if item.tag in (f"{W}sectPr", f"{W}pPrChange")]
            properties.insert(len(properties) - len(last), shape)
        shape.insert(0, self._mark(kind))

    def _table(self, entry: _Entry) -> Any:
        old, new = entry.old, entry.new
        pairs: list[tuple[Row | None, Row | None]]
        if isinstance(old, Table) and isinstance(new, Table):
            pairs = row_pairs(old, new)
        elif isinstance(new, Table):
            pairs = [(None, row) for row in new.rows]
        else:
            assert isinstance(old, Table)  # noqa: S101 — an entry has one of the two
            pairs = [(row, None) for row in old.rows]
        source = (new or old).element  # type: ignore[union-attr]
        table = etree.Element(source.tag, source.attrib, source.nsmap)
        heads = [item for item in source if item.tag in (f"{W}tblPr", f"{W}tblGrid")]
        table.extend(copy.deepcopy(item) for item in heads)
        table.extend(self._row(one, other) for one, other in pairs)
        return table

    def _row(self, old: Row | None, new: Row | None) -> Any:
        source = new or old
        assert source is not None  # noqa: S101 — a pair has one of the two
        row = etree.Element(f"{W}tr")
        row.extend(
            copy.deepcopy(item)
            for item in source.element
            if item.tag in (f"{W}tblPrEx", f"{W}trPr")
        )
        if old is None or new is None:
            self._mark_row(row, _INS if old is None else _DEL)
        for number, cell in enumerate(source.cells):
            row.append(self._cell(cell, _blocks_at(old, number), _blocks_at(new, number)))
        return row

    def _mark_row(self, row: Any, kind: str) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            row.insert(len(row), properties)
        properties.append(self._mark(kind))

    def _cell(self, source: Cell, old: Sequence[Block], new: Sequence[Block]) -> Any:
        cell = etree.Element(f"{W}tc")
        properties = source.element.find(f"{W}tcPr")
        if properties is not None:
            cell.append(copy.deepcopy(properties))
        cell.extend(self.blocks(old, new))
        return cell


def _blocks_at(row: Row | None, number: int) -> tuple[Block, ...]:
    return () if row is None else row.cells[number].blocks


def _entries(old: Sequence[Block], new: Sequence[Block]) -> list[_Entry]:
    entries = [_Entry(one, other) for one, other in block_pairs(old, new)]
    _join_the_last(entries)
    for entry in entries:
        if entry.is_paragraph and (entry.old is None or entry.new is None):
            entry.mark = _INS if entry.old is None else _DEL
    if old and new:
        _shift_marks(entries)
    elif entries and entries[-1].is_paragraph:
        entries[-1].mark = ""  # the only text of a cell that comes or goes with its row
    return entries


def _join_the_last(entries: list[_Entry]) -> None:
    """Make the two last paragraphs stand for each other if both would only come and go.

    Before a table as well: there a mark has no next paragraph to join either.
    """
    for end in range(len(entries), 0, -1):
        if end == len(entries) or not entries[end].is_paragraph:
            _join_before(entries, end)
    tail = _tail(entries, len(entries))
    kept = len(entries) - len(tail) - 1
    if kept >= 0 and not all(entry.is_paragraph for entry in tail):
        _move_to_the_end(entries, kept)


def _join_before(entries: list[_Entry], end: int) -> None:
    tail = _tail(entries, end)
    if end < len(entries):
        tables = [number for number, entry in enumerate(tail) if not entry.is_paragraph]
        tail = tail[tables[-1] + 1 if tables else 0 :]
    gone = [entry for entry in tail if entry.new is None and entry.is_paragraph]
    come = [entry for entry in tail if entry.old is None and entry.is_paragraph]
    if gone and come and tail[-1].is_paragraph:
        both = _Entry(gone[-1].old, come[-1].new)
        rest = [entry for entry in tail if entry is not gone[-1] and entry is not come[-1]]
        entries[end - len(tail) : end] = [*rest, both]


def _move_to_the_end(entries: list[_Entry], kept: int) -> None:
    """A table comes or goes at the end: let the kept paragraph before it end the text instead."""
    entry, last = entries[kept], entries.pop()
    entries.append(_Entry(last.old or entry.old, last.new or entry.new))
    if last.new is None:
        entry.new = None
    else:
        entry.old = None


def _tail(entries: list[_Entry], end: int) -> list[_Entry]:
    """What comes and goes between `end` and the last block before it that both texts have."""
    number = end
    while number and (entries[number - 1].old is None or entries[number - 1].new is None):
        number -= 1
    return entries[number:end]


def _shift_marks(entries: list[_Entry]) -> None:
    """Where a mark has nothing to join, mark the paragraph before the change instead.

    That is so at the end and before a table; and LibreOffice, rejecting, joins the marked
    paragraph with the one before it if that one ends with a change as well.
    """
    for number, entry in enumerate(entries):
        following = entries[number + 1] if number + 1 < len(entries) else None
        if not entry.mark or (following is not None and following.mark == entry.mark):
            continue
        first = number
        while first and entries[first].mark == entry.mark:
            first -= 1
        before = entries[first]
        stuck = following is None or not following.is_paragraph or _ends_changed(before)
        if stuck and before.is_paragraph and not before.mark:
            before.mark, entry.mark = entry.mark, ""


def _ends_changed(entry: _Entry) -> bool:
    old, new = entry.old, entry.new
    if not isinstance(old, Paragraph) or not isinstance(new, Paragraph) or old.text == new.text:
        return False
    return not pieces(old.text, new.text)[-1].is_same
