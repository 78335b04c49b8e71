"""Is this file the blank of Р11001, and which edition of it?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from registration.assembly.r11001.blank.child import survey
from registration.assembly.r11001.blank.refusals import BlankRefused, Refusal
from registration.assembly.r11001.blank.survey import Survey
from registration.assembly.r11001.edition import Edition

_FORM = re.compile(r"(?<![А-ЯA-Z0-9])[РPрp]\s?(\d{5})(?!\d)")
_KND = re.compile(r"КНД\s*:?\s*(\d{7})")
_ORDER = re.compile(r"[А-ЯЁ]{2,4}-\d{1,2}-\d{1,2}/\d{1,4}@")
_PICTURE = 0.5  # of a page: a picture larger than this is a scan of it
_LETTERS = 200  # on all pages; a blank has thousands


@dataclass(frozen=True, slots=True)
class Recognised:
    """The blank, what is printed on it of its identity, and the edition with the same bytes."""

    survey: Survey
    knd: str | None
    orders: tuple[str, ...]
    known: Edition | None = None
    differences: tuple[str, ...] = ()


def recognise(content: bytes, base: Edition, known: Iterable[Edition] = ()) -> Recognised:
    """Say what a file is; `known` are the calibrated editions, the newest last.

    Raises:
        BlankRefused: with the reason in Russian.
    """
    read = survey(content)
    _refuse_pictures(read)
    text = read.text
    _refuse_other_form(text, base)
    knd = next(iter(_KND.findall(text)), None)
    orders = tuple(dict.fromkeys(_ORDER.findall(text)))
    _refuse_other_edition(knd, orders, base)
    editions = tuple(known)
    same = next((item for item in editions if item.blank_sha256 == read.sha256), None)
    newest = editions[-1] if editions else None
    differences = () if same or newest is None else tuple(_differences(read, knd, newest))
    return Recognised(read, knd, orders, same, differences)


def _refuse_pictures(read: Survey) -> None:
    cells = sum(run.count for page in read.pages for run in page.runs)
    scanned = sum(page.picture > _PICTURE for page in read.pages)
    if scanned * 2 > len(read.pages):
        raise BlankRefused(Refusal.SCAN)
    if sum(map(str.isalpha, read.text)) < _LETTERS:
        raise BlankRefused(Refusal.NO_TEXT if cells else Refusal.SCAN)
    if not cells:
        raise BlankRefused(Refusal.SCAN if scanned else Refusal.NO_CELLS)


def _refuse_other_form(text: str, base: Edition) -> None:
    own = base.form[1:]
    numbers = _FORM.findall(text)
    if own not in numbers:
        if numbers:
            raise BlankRefused(Refusal.OTHER_FORM, f"Р{numbers[0]}")
        if _plain(base.title) not in _plain(text):
            raise BlankRefused(Refusal.UNKNOWN_FORM)
    elif numbers.count(own) * 2 < len(numbers):
        other = next(number for number in numbers if number != own)
        raise BlankRefused(Refusal.OTHER_FORM, f"Р{other}")


def _plain(text: str) -> str:
    return re.sub(r"[^а-я]", "", text.lower().replace("ё", "е"))


def _refuse_other_edition(knd: str | None, orders: tuple[str, ...], base: Edition) -> None:
    if orders and not any(order in base.act for order in orders):
        own = "; ".join(_ORDER.findall(base.act))
        raise BlankRefused(
            Refusal.OTHER_EDITION,
            f"на ней приказ № {orders[0]}, а программа знает форму по приказу № {own}",
        )
    if base.knd and knd and knd != base.knd:
        raise BlankRefused(
            Refusal.OTHER_EDITION, f"на ней код по КНД {knd}, а у известной — {base.knd}"
        )


def _differences(read: Survey, knd: str | None, newest: Edition) -> Iterator[str]:
    """How a file differs from the edition that was checked: told, so that nobody overlooks it."""
    yield f"Отпечаток файла не тот, что у сверенной редакции «{newest.id}»."
    if knd != newest.knd:
        yield f"Код по КНД: {knd or 'не напечатан'}, а в сверенной — {newest.knd or 'не было'}."
    if newest.blank_pages and len(read.pages) != newest.blank_pages:
        yield f"Страниц: {len(read.pages)}, а в сверенной — {newest.blank_pages}."
