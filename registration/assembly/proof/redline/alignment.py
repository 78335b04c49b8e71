"""Two sequences laid side by side: what stayed, what took its place, what came and went.

`difflib` alone is not enough: it looks for long blocks, not for the longest common subsequence,
and calls changed what has only moved past a repeated line.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
Pair = tuple[int | None, int | None]
Alike = Callable[[int, int], float]

_FARTHEST = 600  # edits; beyond that the texts are strangers, and a rougher look is enough
_LARGEST_GAP = 40_000
_LEAST_ALIKE = 0.35


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Index pairs of a longest common subsequence; place by place where that is no shorter."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [(number, number) for number in range(head)]
    found += [(a + head, b + head) for a, b in _inner(inner_old, inner_new)]
    shift = len(new) - len(old)
    found += [(number, number + shift) for number in range(len(old) - tail, len(old))]
    return found


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    pairs = zip(old, new, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _inner(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    if not old or not new:
        return []
    found = _longest(old, new)
    if found is None:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        found = [
            (block.a + step, block.b + step)
            for block in matcher.get_matching_blocks()
            for step in range(block.size)
        ]
    if len(old) == len(new):
        straight = [(n, n) for n, (a, b) in enumerate(zip(old, new, strict=True)) if a == b]
        return straight if len(straight) >= len(found) else found
    return found


def _longest(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]] | None:
    """Myers' greedy walk; None when the texts are too far from each other."""
    reach: dict[int, int] = {1: 0}
    history: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), _FARTHEST) + 1):
        history.append(dict(reach))
        for line in range(-edits, edits + 1, 2):
            down = line == -edits or (line != edits and reach[line - 1] < reach[line + 1])
            x = reach[line + 1] if down else reach[line - 1] + 1
            while x < len(old) and x - line < len(new) and old[x] == new[x - line]:
                x += 1
            reach[line] = x
            if x >= len(old) and x - line >= len(new):
                return _walked_back(history, len(old), len(new))
    return None


def _walked_back(history: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for edits in range(len(history) - 1, -1, -1):
        reach, line = history[edits], x - y
        down = line == -edits or (line != edits and reach[line - 1] < reach[line + 1])
        before = line + 1 if down else line - 1
        start = max(reach[before], 0)
        floor = start if down else start + 1
        while x > floor and y > 0:
            x, y = x - 1, y - 1
            found.append((x, y))
        x, y = start, start - before
    return found[::-1]


def paired(old: Sequence[Hashable], new: Sequence[Hashable], alike: Alike) -> list[Pair]:
    """Every member of both once, in order: (old, new), (old, None) or (None, new).

    `alike(old index, new index)` tells from 0 to 1 how much two different members resemble
    each other; below 0 they cannot stand for each other.
    """
    pairs: list[Pair] = []
    last_old = last_new = 0
    for at_old, at_new in [*matches(old, new), (len(old), len(new))]:
        gap = range(last_old, at_old), range(last_new, at_new)
        pairs += _in_gap(*gap, alike)
        if at_old < len(old):
            pairs.append((at_old, at_new))
        last_old, last_new = at_old + 1, at_new + 1
    return pairs


def _in_gap(old: range, new: range, alike: Alike) -> list[Pair]:
    if len(old) == len(new) == 1 and alike(old[0], new[0]) >= 0:
        return [(old[0], new[0])]
    pairs: list[Pair] = []
    done_old, done_new = old.start, new.start
    for a, b in _most_alike(old, new, alike):
        pairs += [(number, None) for number in range(done_old, a)]
        pairs += [(None, number) for number in range(done_new, b)]
        pairs.append((a, b))
        done_old, done_new = a + 1, b + 1
    pairs += [(number, None) for number in range(done_old, old.stop)]
    pairs += [(None, number) for number in range(done_new, new.stop)]
    return pairs


def _most_alike(old: range, new: range, alike: Alike) -> list[tuple[int, int]]:
    """The pairs in order whose likeness adds up to most; none that is too unlike."""
    if not old or not new or len(old) * len(new) > _LARGEST_GAP:
        return []
    likeness = [[alike(a, b) for b in new] for a in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            one = likeness[a][b]
            taken = one + best[a + 1][b + 1] if one >= _LEAST_ALIKE else 0.0
            best[a][b] = max(taken, best[a + 1][b], best[a][b + 1])
    found, a, b = [], 0, 0
    while a < len(old) and b < len(new):
        one = likeness[a][b]
        if one >= _LEAST_ALIKE and best[a][b] == one + best[a + 1][b + 1]:
            found.append((old[a], new[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """How much two bags of words share, from 0 to 1."""
    total = old.total() + new.total()
    shared = sum(min(old[word], new[word]) for word in old.keys() & new.keys())
    return 2 * shared / total if total else 1.0
