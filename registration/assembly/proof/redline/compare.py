"""Two Word texts compared block by block: which paragraphs changed, went and came."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from registration.assembly.proof.redline.alignment import likeness, paired
from registration.assembly.proof.redline.tree import (
    Block,
    Paragraph,
    Row,
    Table,
    paragraphs_in,
    paragraphs_of_row,
)
from registration.assembly.proof.redline.words import Piece, pieces

Blocks = Sequence[Block]


class Kind(Enum):
    """What happened to a paragraph."""

    CHANGED = "изменён"
    REMOVED = "удалён"
    ADDED = "добавлен"


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that is not the same; its numbers in the old and the new text, from one."""

    kind: Kind
    old: int | None
    new: int | None
    pieces: tuple[Piece, ...]

    @property
    def place(self) -> str:
        """«абзац 14», by the new text where it still stands."""
        return f"абзац {self.new if self.new is not None else self.old}"

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "kind": self.kind.value,
            "old": self.old,
            "new": self.new,
            "was": "".join(piece.old for piece in self.pieces),
            "is": "".join(piece.new for piece in self.pieces),
        }


@dataclass(frozen=True, slots=True)
class _Part:
    """What an alignment needs of a block or a row."""

    key: object
    words: Counter[str]
    kind: object


def block_pairs(old: Blocks, new: Blocks) -> list[tuple[Block | None, Block | None]]:
    """Blocks of two texts laid side by side."""
    found = _pairs([_part(block) for block in old], [_part(block) for block in new])
    return [(None if a is None else old[a], None if b is None else new[b]) for a, b in found]


def row_pairs(old: Table, new: Table) -> list[tuple[Row | None, Row | None]]:
    """Rows of two tables laid side by side; only rows of one shape stand for each other."""
    before = [_Part(row.key, row.words, row.shape) for row in old.rows]
    after = [_Part(row.key, row.words, row.shape) for row in new.rows]
    return [
        (None if a is None else old.rows[a], None if b is None else new.rows[b])
        for a, b in _pairs(before, after)
    ]


def _part(block: Block) -> _Part:
    return _Part(block.key, block.words, type(block))


def _pairs(old: list[_Part], new: list[_Part]) -> list[tuple[int | None, int | None]]:
    def alike(a: int, b: int) -> float:
        if old[a].kind != new[b].kind:
            return -1.0
        return likeness(old[a].words, new[b].words)

    return paired(
        [(part.kind, part.key) for part in old], [(part.kind, part.key) for part in new], alike
    )


def changes(old: Blocks, new: Blocks) -> tuple[Change, ...]:
    """Every paragraph that differs, in the order of the text; equal ones are not told."""
    return tuple(_changes(old, new))


def _changes(old: Blocks, new: Blocks) -> Iterator[Change]:
    for before, after in block_pairs(old, new):
        if before is None and after is not None:
            yield from map(_added, paragraphs_in(after))
        elif after is None and before is not None:
            yield from map(_removed, paragraphs_in(before))
        elif isinstance(before, Paragraph) and isinstance(after, Paragraph):
            yield from _reworded(before, after)
        elif isinstance(before, Table) and isinstance(after, Table) and before.key != after.key:
            yield from _in_table(before, after)


def _in_table(old: Table, new: Table) -> Iterator[Change]:
    for before, after in row_pairs(old, new):
        if before is None and after is not None:
            yield from map(_added, paragraphs_of_row(after))
        elif after is None and before is not None:
            yield from map(_removed, paragraphs_of_row(before))
        elif before is not None and after is not None:
            for one, other in zip(before.cells, after.cells, strict=True):
                yield from _changes(one.blocks, other.blocks)


def _reworded(old: Paragraph, new: Paragraph) -> Iterator[Change]:
    if old.text != new.text:
        yield Change(Kind.CHANGED, old.number, new.number, pieces(old.text, new.text))


def _added(paragraph: Paragraph) -> Change:
    return Change(Kind.ADDED, None, paragraph.number, (Piece("", paragraph.text),))


def _removed(paragraph: Paragraph) -> Change:
    return Change(Kind.REMOVED, paragraph.number, None, (Piece(paragraph.text, ""),))
