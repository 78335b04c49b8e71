"""Text and cells: how a value is written into the places of a field, and read back."""

import re
from itertools import accumulate, pairwise

from registration.assembly.r11001.edition import FieldSpec
from registration.domain.text import normalise

_LETTERS_AND_DIGITS = re.compile(r"[А-ЯЁA-Z0-9 ]")


def prepare(text: str) -> str:
    """Return a value as the form writes it: one line, single spaces, capital letters.

    Ё stays Ё: the form repeats the passport and the charter letter for letter.
    """
    return " ".join(normalise(text).split()).upper()


def zero_filled(spec: FieldSpec, text: str) -> str:
    """Add the signs that some codes have on their left: page «1» is «001»."""
    return text.rjust(spec.capacity, spec.fill) if spec.fill and text else text


def forbidden(text: str, signs: str) -> tuple[str, ...]:
    """Signs the form does not know, each once, in the order of the text."""
    wrong = (sign for sign in text if sign not in signs and not _LETTERS_AND_DIGITS.match(sign))
    return tuple(dict.fromkeys(wrong))


def cut(text: str, lengths: tuple[int, ...]) -> tuple[str, ...]:
    """Cut a stream of signs by the lengths of the lines; nothing is trimmed at their edges.

    A word that ends in the last cell leaves its space to the next line, and a space in the last
    cell lets the next line start with a letter. What exceeds the last line is cut off here:
    `excess` has refused it before.
    """
    edges = (0, *accumulate(lengths))
    return tuple(text[start:end] for start, end in pairwise(edges))


def split(spec: FieldSpec, text: str) -> tuple[str, ...]:
    """What stands in each line or group of a field, without the empty cells on the right."""
    if spec.groups:
        parts = text.split(spec.separator) if text else []
        padding = [""] * (len(spec.groups) - len(parts))
        return tuple(parts + padding)
    if spec.align == "right" and text:
        text = text.rjust(spec.capacity)
    return cut(text, spec.lines)


def joined(parts: tuple[str, ...], separator: str = "") -> str:
    """Read the cells in order: the reverse of `split`."""
    if not separator:
        return "".join(parts).strip()
    return separator.join(parts).rstrip(separator)


def excess(spec: FieldSpec, text: str) -> int:
    """How many signs too many a value has; 0 when it fits."""
    if not spec.groups:
        return max(0, len(text) - spec.capacity)
    parts = text.split(spec.separator)
    over = sum(max(0, len(part) - room) for part, room in zip(parts, spec.groups, strict=False))
    return over + sum(len(part) + 1 for part in parts[len(spec.groups) :])
