"""Which clause of the model charter each paragraph of a finished charter belongs to.

The finished text has numbers, the template has keys: they meet by order and by their words.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from registration.assembly.proof.redline.alignment import likeness, paired
from registration.assembly.proof.redline.words import tokens
from registration.assembly.rendering.render import TEMPLATES, document_paragraphs

_NUMBERED = re.compile(r"\d+\.\d+\.\s")
_KEYED = re.compile(r"\{\{ ?clause\(\"(\w+)\"\) ?\}\}")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_SECTION = re.compile(r"\d+\.\s+\S")


def clauses_of(paragraphs: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Number of a paragraph of the charter → number and key of the clause it belongs to."""
    printed = [(n, text) for n, text in enumerate(paragraphs, 1) if _NUMBERED.match(text)]
    model = _model_clauses()
    bags = [_bag(_NUMBERED.sub("", text, count=1)) for _, text in printed]
    pairs = paired(
        [f"model {number}" for number in range(len(model))],
        [f"printed {number}" for number in range(len(printed))],
        lambda a, b: likeness(model[a][1], bags[b]),
    )
    known = {b: a for a, b in pairs if a is not None and b is not None}
    keys = {b: model[a][0] for b, a in _with_short_ones(known, model, bags).items()}
    heads = {
        number: (text.split()[0].rstrip("."), keys.get(order, ""))
        for order, (number, text) in enumerate(printed)
    }
    found: dict[int, tuple[str, str]] = {}
    current = ("", "")
    for number, text in enumerate(paragraphs, start=1):
        current = heads.get(number, current)
        if number not in heads and _SECTION.match(text):
            current = ("", "")
        if current[0]:
            found[number] = current
    return found


def _with_short_ones(
    known: dict[int, int], model: Sequence[tuple[str, Counter[str]]], bags: list[Counter[str]]
) -> dict[int, int]:
    """Also clauses of a word or two: the likest of those left between their neighbours."""
    found: dict[int, int] = {}
    last = -1
    for order, words in enumerate(bags):
        end = min((a for b, a in known.items() if b > order), default=len(model))
        left = range(last + 1, end)
        if order in known:
            last = found[order] = known[order]
        elif left:
            last = found[order] = max(left, key=lambda a: likeness(model[a][1], words))
    return found


def _bag(text: str) -> Counter[str]:
    """Words of a text, to be compared with those of another."""
    return Counter(token for token in tokens(text) if token.isalnum())


@cache
def _model_clauses() -> tuple[tuple[str, Counter[str]], ...]:
    """Keys of the model charter in order, each with the words of its own that it prints."""
    content = (TEMPLATES / "charters" / "model.docx").read_bytes()
    found = []
    for text in document_paragraphs(content):
        if match := _KEYED.search(text):
            found.append((match.group(1), _bag(_TAG.sub(" ", text))))
    return tuple(found)
