"""What may stand in an answer: one normaliser for every text that enters the product."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Controls start new paragraphs or stop Word; bidi and zero-width signs hide what is printed;
# private-use signs have no picture in any font (and we use two of them as marks while rendering).
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
_NONCHARACTER = re.compile("[\ufdd0-\ufdef]|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff]")
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


@lru_cache(maxsize=4096)  # a case is read after every save, and nearly all of it is as before
def normalise(text: str) -> str:
    """Return the text as the product keeps it.

    Composed letters (NFC), «\\n» as the only line end, single spaces inside a line, no blanks
    at the ends of lines, nothing invisible. Normalising twice changes nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", _NONCHARACTER.sub("", _HARMFUL.sub("", text)))
    lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


def hidden_signs(text: str) -> Iterator[str]:
    """Yield the code points («U+200B») that `normalise` would throw away."""
    for sign in text.replace("\r\n", "\n").replace("\r", "\n"):
        if _HARMFUL.match(sign) or _NONCHARACTER.match(sign):
            yield f"U+{ord(sign):04X}"


def shown(text: str, longest: int = 60) -> str:
    """Return foreign text as a message may repeat it: one short line, nothing invisible."""
    signs = (next(hidden_signs(sign), " " if sign.isspace() else sign) for sign in text[:longest])
    return "".join(signs) + ("…" if len(text) > longest else "")


def normalised(value: object) -> object:
    """Normalise every text inside a structure of lists and dictionaries."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, dict):
        return {key: normalised(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [normalised(inner) for inner in value]
    return value
