"""Which pages go on paper: those asked, and those whose turn nobody knows yet, with their words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from registration.domain.case import Case
from registration.paper.known import Known
from registration.paper.when import condition_of
from registration.questionnaire.page import AskedOf, Page

# What one item of a list is called, and how many a blank sheet has room for.
_LISTS = {
    "people.persons": ("Человек", 6),
    "founders.members": ("Учредитель", 5),
    "meeting.agenda": ("Вопрос встречи", 12),
    "meeting.guests": ("Гость", 3),
    "meeting.delegates.groups": ("Группа домов", 4),
    "premises.co_owners": ("Совладелец", 3),
}
_OTHER_LIST = ("Запись", 3)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that goes on paper; the words tell when to fill it, and for which items."""

    page: Page
    words: str = ""
    item_words: str = ""
    item_decided: bool = False
    seldom: bool = False

    def passes_over(self, item: int, case: Case, known: Known) -> bool:
        """Whether a known item of the list is not asked this page."""
        path = f"{self.page.section}.{self.page.each}"
        return (
            self.item_decided and item < known.count(path) and not self.page.asked_item(case, item)
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring pages about one list, or a single page."""

    sheets: tuple[Sheet, ...]

    @property
    def first(self) -> Page:
        return self.sheets[0].page

    @property
    def list_path(self) -> str | None:
        page = self.first
        return f"{page.section}.{page.each}" if page.each else None

    @property
    def words(self) -> str:
        return self.sheets[0].words

    @property
    def item_words(self) -> str:
        """The condition on an item, if all pages of the group share it."""
        words = {sheet.item_words for sheet in self.sheets}
        return words.pop() if len(words) == 1 else ""

    @property
    def item_name(self) -> str:
        return _LISTS.get(self.list_path or "", _OTHER_LIST)[0]

    def room(self, known: Known) -> int:
        """How many items the sheets hold: always one more than is known."""
        path = self.list_path or ""
        return max(_LISTS.get(path, _OTHER_LIST)[1], known.count(path) + 1)


def chosen(pages: Iterable[Page], case: Case, known: Known) -> Iterator[Sheet]:
    """Pages of a leader that are asked or may yet be."""
    for page in pages:
        if page.of is not AskedOf.LEADER:
            continue
        words, asked = _words(page.asked, known), True
        if words is None:
            asked, words = page.asked(case), ""
        if asked:
            yield _sheet(page, words or "", known)


def _sheet(page: Page, words: str, known: Known) -> Sheet:
    item = condition_of(page.asked_item)
    if item is None:
        return Sheet(page, words)
    return Sheet(page, words, item.words, known.at(item.decided_by) is not None, item.seldom)


def _words(predicate: Callable[..., Any], known: Known) -> str | None:
    """Words of a condition not decided yet, «» if there is none, None if it is decided."""
    condition = condition_of(predicate)
    if condition is None:
        return ""
    decided = condition.decided_by and known.at(condition.decided_by) is not None
    return None if decided else condition.words


def runs(groups: Iterable[Group]) -> Iterator[tuple[str, tuple[Group, ...]]]:
    """Neighbours of one step under the same condition: it is told once for all of them."""
    for key, several in groupby(groups, lambda group: (group.first.step, group.words)):
        yield key[1], tuple(several)


def grouped(sheets: Iterable[Sheet]) -> Iterator[Group]:
    """Pages about the same list stand together: one person after another."""

    def key(sheet: Sheet) -> tuple[str, ...]:
        page = sheet.page
        return (page.section, page.each) if page.each else (page.id,)

    for _, several in groupby(sheets, key):
        yield Group(tuple(several))
