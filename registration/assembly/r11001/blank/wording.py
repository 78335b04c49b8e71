"""Letters put together into words of one line, and the words that stand by a row of cells."""

from collections.abc import Iterable, Iterator

from registration.assembly.r11001.blank.marks import Letter
from registration.assembly.r11001.blank.survey import Box, Run, Words, in_rows

_LEVEL = 1.6  # points by which letters of one line may differ
_SPACE = 0.16  # of the type size: a gap wider is a space …
_APART = 1.4  # … and one wider than this parts two labels


def find_words(letters: Iterable[Letter], runs: tuple[Run, ...]) -> tuple[Words, ...]:
    """Labels and headings from top to bottom; what is printed inside cells is not among them."""
    free = [letter for letter in letters if not _inside(letter, runs)]
    found = [words for line in _lines(free) for words in _parts(line)]
    return tuple(words for row in in_rows(found, lambda words: words.box) for words in row)


def _inside(letter: Letter, runs: tuple[Run, ...]) -> bool:
    x, y = (letter.box.left + letter.box.right) / 2, letter.box.middle
    return any(run.box.holds(x, y) and run.printed for run in runs)


def _lines(letters: list[Letter]) -> Iterator[list[Letter]]:
    group: list[Letter] = []
    for letter in sorted(letters, key=lambda item: item.baseline):
        if group and letter.baseline - group[0].baseline > _LEVEL:
            yield sorted(group, key=lambda item: item.box.left)
            group = []
        group.append(letter)
    if group:
        yield sorted(group, key=lambda item: item.box.left)


def _parts(line: list[Letter]) -> Iterator[Words]:
    text, part = "", [line[0]]
    text = line[0].sign
    for letter in line[1:]:
        size = max(_size(part[-1]), _size(letter))
        gap = letter.start - part[-1].end
        if gap > size * _APART:
            yield _words(text, part)
            text, part = "", []
        elif gap > size * _SPACE:
            text += " "
        text += letter.sign
        part.append(letter)
    yield _words(text, part)


def _size(letter: Letter) -> float:
    return max(letter.size, letter.box.height, 4.0)


def _words(text: str, letters: list[Letter]) -> Words:
    return Words(
        " ".join(text.split()),
        Box(
            round(min(one.box.left for one in letters), 2),
            round(min(one.box.top for one in letters), 2),
            round(max(one.box.right for one in letters), 2),
            round(max(one.box.bottom for one in letters), 2),
        ),
    )
