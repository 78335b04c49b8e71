"""The way through the questionnaire: which pages come for this case, and how far each one is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.domain.problems import Problem
from registration.questionnaire.page import AskedOf, Page, Step
from registration.questionnaire.path import asked_pages
from web.binding import answered
from web.screens import (
    EVERYBODY,
    Answers,
    base_of,
    faults_of,
    item_of,
    items_of,
    leaves_of,
    needed_now,
    questions_of,
)


class Progress(Labelled):
    """How far a page or a step is."""

    TO_MEND = "to_mend", "Исправьте"
    BEGUN = "begun", "Начато"
    ASKED = "asked", "Ждёт консультанта"
    NOT_BEGUN = "not_begun", "Не начато"
    DONE = "done", "Сделано"


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen on the way: a page, the page for one item, or the page of a whole list."""

    page: Page
    item: int | None = None

    @property
    def is_list(self) -> bool:
        return self.page.each is not None and self.item is None


@dataclass(frozen=True, slots=True)
class Block:
    """Pages that follow one another; those about one list are asked item by item."""

    pages: tuple[Page, ...]
    may_add: bool

    @property
    def first(self) -> Page:
        return self.pages[0]

    @property
    def is_list(self) -> bool:
        return self.first.each is not None

    def pages_for(self, case: Case, item: int) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.asked_item(case, item))


@dataclass(frozen=True)
class Journey:
    """The case as it is now, and the pages it makes."""

    case: Case
    answers: Answers
    problems: Sequence[Problem]
    unknown: frozenset[str]
    blocks: tuple[Block, ...]
    asked_of: frozenset[AskedOf] = EVERYBODY

    def block_of(self, page: Page) -> Block | None:
        return next((block for block in self.blocks if page in block.pages), None)

    @cached_property
    def all_stops(self) -> tuple[Stop, ...]:
        """All screens in order; a list comes before its items."""
        return tuple(stop for block in self.blocks for stop in self.stops_of(block))

    @cached_property
    def states(self) -> dict[Stop, Progress | None]:
        return {stop: self.progress(stop) for stop in self.all_stops}

    @cached_property
    def _by_step(self) -> dict[Step, list[tuple[Stop, Progress | None]]]:
        found: dict[Step, list[tuple[Stop, Progress | None]]] = {}
        for stop, state in self.states.items():
            found.setdefault(stop.page.step, []).append((stop, state))
        return found

    def stops_of(self, block: Block) -> Iterator[Stop]:
        if not block.is_list:
            yield from map(Stop, block.pages)
            return
        items = [stop for number in self.items_in(block) for stop in self.item_stops(block, number)]
        if items or block.may_add:
            yield Stop(block.first)
        yield from items

    def items_in(self, block: Block) -> list[int]:
        """Numbers of the items that the block asks anything about."""
        count = len(items_of(block.first, self.answers))
        return [number for number in range(count) if block.pages_for(self.case, number)]

    def item_stops(self, block: Block, item: int) -> list[Stop]:
        return [Stop(page, item) for page in block.pages_for(self.case, item)]

    def after(self, stop: Stop) -> Stop | None:
        """Where «Продолжить» leads: through an item, back to its list, then past the list."""
        block = self.block_of(stop.page)
        if block is None:
            return next(iter(self.all_stops), None)
        if stop.item is not None:
            mine = self.item_stops(block, stop.item)
            return _following(mine, stop) or Stop(block.first)
        if not stop.is_list and (found := _following(list(self.stops_of(block)), stop)):
            return found
        later = self.blocks[self.blocks.index(block) + 1 :]
        return next((found for other in later for found in self.stops_of(other)), None)

    def before(self, stop: Stop) -> Stop | None:
        """Where «Назад» leads."""
        way = [
            other
            for other in self.all_stops
            if other.item is None or (other.item == stop.item and _one_list(other, stop))
        ]
        number = way.index(stop) if stop in way else 0
        return way[number - 1] if number else None

    def progress(self, stop: Stop) -> Progress | None:
        """How far a screen is; None when it may stay blank and is blank."""
        if stop.is_list:
            return self._list_progress(stop)
        item = item_of(stop.page, stop.item, self.answers)
        if faults_of(stop.page, stop.item, self.problems, self.asked_of):
            return Progress.TO_MEND
        if self.tasks(stop):
            return Progress.ASKED
        begun = answered(leaves_of(stop.page), item)
        if needed_now(stop.page, item):
            return Progress.BEGUN if begun else Progress.NOT_BEGUN
        return Progress.DONE if begun else None

    def tasks(self, stop: Stop) -> list[str]:
        """Questions of the screen left to the consultant."""
        return [
            question.field
            for question, _ in questions_of(stop.page)
            if task_path(stop, question.field) in self.unknown
        ]

    def _list_progress(self, stop: Stop) -> Progress | None:
        count = len(items_of(stop.page, self.answers))
        if self.tasks(Stop(stop.page, count)):  # «не знаю» where the next item would begin
            return Progress.ASKED
        if count:
            return None
        required = any(leaf.required for leaf in leaves_of(stop.page))
        return Progress.NOT_BEGUN if required and _list_required(stop.page) else None

    def step_progress(self, step: Step) -> Progress:
        """The state of a step: the most urgent state of its screens."""
        states = [state for _, state in self._by_step[step] if state]
        if Progress.TO_MEND in states:
            return Progress.TO_MEND
        if not states or set(states) == {Progress.NOT_BEGUN}:
            return Progress.NOT_BEGUN
        if Progress.NOT_BEGUN in states or Progress.BEGUN in states:
            return Progress.BEGUN
        return Progress.ASKED if Progress.ASKED in states else Progress.DONE

    def left(self, step: Step) -> int:
        """How many screens of the step still want something."""
        return sum(state in _OPEN for _, state in self._by_step[step])

    @property
    def minutes_left(self) -> int:
        """About how long the rest takes, by fives: a village leader needs no false exactness."""
        seconds = sum(map(self.left, self.steps())) * _SECONDS_A_SCREEN
        return -(-seconds // 300) * 5

    def steps(self) -> list[Step]:
        return list(self._by_step)

    def entry(self, step: Step) -> Stop:
        """Where to go on in a step: the first screen that wants something, else the first."""
        mine = self._by_step[step]
        return next((stop for stop, state in mine if state in _OPEN), mine[0][0])


_SECONDS_A_SCREEN = 40  # 45 screens take about half an hour
_OPEN = (Progress.TO_MEND, Progress.NOT_BEGUN, Progress.BEGUN)


def journey(
    case: Case,
    answers: Answers,
    problems: Sequence[Problem],
    unknown: frozenset[str],
    asked_of: frozenset[AskedOf],
) -> Journey:
    """Lay out the way for a case and for whoever fills it."""
    pages = [page for page in asked_pages(case) if page.of in asked_of]
    return Journey(case, answers, problems, unknown, tuple(_blocks(pages)), asked_of)


def task_path(stop: Stop, field: str) -> str:
    """Under which path «не знаю» is noted: that of the question's first input."""
    for question, inputs in questions_of(stop.page):
        if question.field == field:
            return ".".join(map(str, (*base_of(stop.page, stop.item), *inputs[0].at)))
    return ".".join(map(str, (*base_of(stop.page, stop.item), field)))


def _blocks(pages: Sequence[Page]) -> Iterator[Block]:
    """The first pages about a list are where its items are added."""
    seen: set[tuple[str, str | None]] = set()
    for key, group in groupby(pages, lambda page: (page.section, page.each)):
        yield Block(tuple(group), may_add=key not in seen)
        seen.add(key)


def _following(stops: list[Stop], stop: Stop) -> Stop | None:
    number = stops.index(stop) if stop in stops else len(stops)
    return stops[number + 1] if number + 1 < len(stops) else None


def _one_list(one: Stop, other: Stop) -> bool:
    return (one.page.section, one.page.each) == (other.page.section, other.page.each)


def _list_required(page: Page) -> bool:
    """People, founders and the agenda cannot be none; guests and co-owners can."""
    return page.each in ("persons", "members", "agenda", "delegates.groups")


def row_id(stop: Stop) -> str:
    """Anchor of a page on the check page."""
    return f"{stop.page.id}-{stop.item + 1}" if stop.item is not None else stop.page.id


def nearest(at: str, stops: Sequence[Stop]) -> Stop | None:
    """The first screen that asks for an answer, or for a part of it.

    A remark on a whole list («учредителей мало») belongs to the page of the list.
    """
    wanted = tuple(at.split("."))
    best, longest = None, 0
    for stop in stops:
        found = max((_common(wanted, own) for own in _owned(stop)), default=0)
        if found > longest:
            best, longest = stop, found
    return best


def _owned(stop: Stop) -> Iterator[tuple[str, ...]]:
    """Paths of what a screen asks for."""
    base = tuple(map(str, base_of(stop.page, stop.item)))
    if stop.is_list:
        yield (*base, "*")
    else:
        yield from ((*base, *question.field.split(".")) for question in stop.page.questions)


def _common(wanted: Sequence[str], own: Sequence[str]) -> int:
    """How far two paths go together when one of them lies inside the other, else 0."""
    shorter = min(len(wanted), len(own))
    return shorter if tuple(wanted[:shorter]) == tuple(own[:shorter]) else 0
