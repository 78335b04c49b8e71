"""Pages of a paper as pictures, before and after a change of its template, one beside the other.

LibreOffice makes the pages as it makes those that are filed. What was drawn last is remembered
for a while: a page of pictures asks for them one by one.
"""

import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from threading import Lock

from registration.assembly.office import Office, office_if_installed
from registration.assembly.r11001.blank.child import draw_pages
from registration.errors import ConversionError

_KEPT = 4
_ONE_AT_A_TIME = Lock()
_DRAWN: "OrderedDict[tuple[bytes, bytes], Pairs]" = OrderedDict()

Pairs = tuple["Pair", ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A page before and after as PNG; None where there is no such page."""

    before: bytes | None
    after: bytes | None

    @property
    def is_same(self) -> bool:
        return self.before == self.after


def page_pairs(before: bytes, after: bytes) -> Pairs:
    """The pages of two Word files, page by page.

    Raises:
        ConversionError: there is no LibreOffice, or it could not make the pages.
    """
    key = (before, after)
    with _ONE_AT_A_TIME:
        if key not in _DRAWN:
            _DRAWN[key] = tuple(_drawn(before, after))
        _DRAWN.move_to_end(key)
        while len(_DRAWN) > _KEPT:
            _DRAWN.popitem(last=False)
        return _DRAWN[key]


def _drawn(before: bytes, after: bytes) -> Iterator[Pair]:
    with office_if_installed() as (office, missing):
        if office is None:
            raise ConversionError(" ".join(missing))
        pages = [_pages(office, content) for content in (before, after)]
    return (Pair(one, other) for one, other in zip_longest(*pages))


def _pages(office: Office, docx: bytes) -> list[bytes]:
    with tempfile.TemporaryDirectory(prefix="registration-pages-") as name:
        source, target = Path(name) / "paper.docx", Path(name) / "paper.pdf"
        source.write_bytes(docx)
        office.convert(source, target)
        return [path.read_bytes() for path in draw_pages(target.read_bytes(), Path(name))]
