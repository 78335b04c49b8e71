"""One text against another, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from registration.assembly.proof.redline.alignment import matches

_TOKEN = re.compile(r"\w+|\s|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: the same in both when `old == new`, else gone, come or replaced."""

    old: str
    new: str

    @property
    def is_same(self) -> bool:
        return self.old == self.new


def tokens(text: str) -> list[str]:
    """Words, blanks and signs, in order; joined they give the text again."""
    return _TOKEN.findall(text)


def spans(old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, range, range]]:
    """Stretches of tokens: (the same?, indices in the old, indices in the new).

    A lone blank between two changes joins them: a phrase replaced reads better than its words.
    """
    found: list[tuple[bool, range, range]] = []
    last_old = last_new = 0
    same = _without_islands(matches(old, new), old, len(new))
    for a, b in [*same, (len(old), len(new))]:
        if a > last_old or b > last_new:
            found.append((False, range(last_old, a), range(last_new, b)))
        if a < len(old):
            if found and found[-1][0]:
                _, before_old, before_new = found.pop()
                found.append((True, range(before_old.start, a + 1), range(before_new.start, b + 1)))
            else:
                found.append((True, range(a, a + 1), range(b, b + 1)))
        last_old, last_new = a + 1, b + 1
    return found


def _without_islands(
    same: list[tuple[int, int]], old: Sequence[str], length: int
) -> list[tuple[int, int]]:
    def is_island(number: int) -> bool:
        a, b = same[number]
        before = same[number - 1] if number else (-1, -1)
        after = same[number + 1] if number + 1 < len(same) else (len(old), length)
        lone = before != (a - 1, b - 1) and after != (a + 1, b + 1)
        return lone and old[a].isspace() and 0 < number < len(same) - 1

    return [pair for number, pair in enumerate(same) if not is_island(number)]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The two texts as stretches that stayed, went, came or were replaced."""
    before, after = tokens(old), tokens(new)
    return tuple(
        Piece("".join(before[n] for n in gone), "".join(after[n] for n in come))
        for _, gone, come in spans(before, after)
    )
