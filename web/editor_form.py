"""The form of a whole section: which stops it holds, under which names, what it asks to store.

The inputs are those of the question pages, with the name of their page and item before their own,
so that many pages fit into one form; what was left alone changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from registration.questionnaire.page import AskedOf, Step, every_item
from registration.store import Channel, Saved
from web.access import store
from web.binding import Changes, changes_of
from web.desk import Desk, author, channel, desk, may_begin
from web.journey import Block, Stop, row_id
from web.people_of_case import key_of, new_key
from web.saving import (
    Row,
    by_path,
    chosen_of,
    rows_of_conflict,
    settle_tasks,
    still_fresh,
)
from web.screens import base_of, item_of, items_of, leaves_of

KEY = "key"
NEW = "new"
_MARKS = ("was.", "take.")
_TRIES = 3

Posted = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Own:
    """The inputs of one stop in the posted form, under the names they have alone."""

    prefix: str
    form: Posted

    def getlist(self, key: str, /) -> list[str]:
        if key == "choosing":
            return self.form.getlist(key)
        mark = next((mark for mark in _MARKS if key.startswith(mark)), "")
        return self.form.getlist(f"{mark}{self.prefix}{key.removeprefix(mark)}")


@dataclass(frozen=True, slots=True)
class Section:
    """One step of one case; entered from paper, it holds only what the paper asks."""

    here: Desk
    step: Step
    from_paper: bool

    @property
    def stops(self) -> tuple[Stop, ...]:
        return tuple(
            stop
            for stop in self.here.way.all_stops
            if stop.page.step is self.step
            and (not self.from_paper or stop.page.of is AskedOf.LEADER)
        )

    @property
    def growing(self) -> tuple[Block, ...]:
        """Lists of the section to which items may be added here."""
        first = {stop.page for stop in self.stops if stop.is_list}
        return tuple(
            block
            for block in self.here.way.blocks
            if block.first in first and may_begin(block, block.first)
        )

    def again(self) -> "Section":
        """The same section as the store has it by now."""
        return Section(desk(self.here.case_id), self.step, self.from_paper)


@dataclass(slots=True)
class Outcome:
    """What a posted section did."""

    saved: Saved
    written: frozenset[str] = frozenset()
    kept: list[str] = field(default_factory=list)


def prefix_of(stop: Stop) -> str:
    return f"{row_id(stop)}."


def new_stops(here: Desk, block: Block) -> tuple[Stop, ...]:
    """The pages of an item that is not there yet; conditions on it come after it is made."""
    number = len(items_of(block.first, here.stored.answers))
    pages = [page for page in block.pages if page.asked_item is every_item]
    return tuple(Stop(page, number) for page in pages)


def save_section(section: Section, form: Posted, seen: int) -> Outcome:
    """Store what was typed; answers that others have changed meanwhile stay and are told."""
    written: dict[str, object] = {}
    kept: list[str] = []
    fresh = True
    for stop, own in _forms(section, form):
        item = item_of(stop.page, stop.item, section.here.stored.answers)
        changes = _changes(section, stop, own, item)
        kept += [f"{prefix_of(stop)}{name}" for name in changes.kept]
        paths = by_path(stop, changes)
        if paths:
            fresh = fresh and still_fresh(stop, changes, item, own)
        settle_tasks(section.here, stop, paths, item, ())
        written |= paths
    saved = _save(section, written, section.here.stored.revision if fresh else seen)
    added, made = _add(section, form) if form.get(NEW) else (None, {})
    last = added or saved
    told = Saved(last.revision, last.at, saved.conflicts)
    return Outcome(told, frozenset((*written, *made)), kept)


def conflicts(section: Section, saved: Saved, form: Posted) -> Iterator[tuple[Stop, Own, Row]]:
    """Both answers wherever somebody changed one since the form was built."""
    for stop, own in _forms(section, form):
        for row in rows_of_conflict(section.here, stop, saved, own):
            yield stop, own, row


def _forms(section: Section, form: Posted) -> Iterator[tuple[Stop, Own]]:
    """Every stop with its inputs; people are found by their keys, wherever they stand by now."""
    by_key = {
        (prefix.partition("-")[0], form[f"{prefix}.{KEY}"]): f"{prefix}."
        for prefix in (name.removesuffix(f".{KEY}") for name in form if name.endswith(f".{KEY}"))
    }
    for stop in section.stops:
        if stop.is_list:
            continue
        key = key_of(item_of(stop.page, stop.item, section.here.stored.answers))
        if key is None:
            yield stop, Own(prefix_of(stop), form)
        elif (prefix := by_key.get((stop.page.id, key))) is not None:
            yield stop, Own(prefix, form)


def _changes(section: Section, stop: Stop, own: Own, item: Mapping[str, Any]) -> Changes:
    inputs = leaves_of(stop.page, section.here.way.asked_of)
    if own.getlist("choosing"):
        return chosen_of(inputs, own)
    return changes_of(inputs, own, item)


def _save(section: Section, changes: Mapping[str, object], seen: int) -> Saved:
    way = Channel.PAPER if section.from_paper else channel()
    return store().save(section.here.case_id, changes, seen=seen, author=author(), channel=way)


def _add(section: Section, form: Posted) -> tuple[Saved | None, dict[str, object]]:
    """Make the new item of the form. The same form sent twice makes it once."""
    page_id, _, number = form[NEW].partition("-")
    for _ in range(_TRIES):
        section = section.again()
        block = next((one for one in section.growing if one.first.id == page_id), None)
        if block is None or not number.isascii() or not number.isdigit():
            break
        changes = _of_new(section.here, new_stops(section.here, block), number, form)
        if not changes:
            break
        saved = _save(section, changes, section.here.stored.revision)
        if not saved.conflicts:
            return saved, changes
    return None, {}


def _of_new(here: Desk, stops: Sequence[Stop], number: str, form: Posted) -> dict[str, object]:
    forms = [(stop, Own(f"{stop.page.id}-{number}.", form)) for stop in stops]
    if stops[0].item != int(number) - 1 and not _typed(here, forms, int(number) - 1):
        return {}  # made already
    found = {
        path: raw
        for stop, own in forms
        for path, raw in by_path(stop, _changed(here, stop, own, stop.item)).items()
    }
    if found and stops[0].page.each == "persons":
        base = ".".join(map(str, base_of(stops[0].page, stops[0].item)))
        found[f"{base}.key"] = new_key(here.stored.answers)
    return found


def _typed(here: Desk, forms: Sequence[tuple[Stop, Own]], number: int) -> bool:
    """Whether the form says anything that the item with this number does not."""
    return any(_changed(here, stop, own, number).written for stop, own in forms)


def _changed(here: Desk, stop: Stop, own: Own, number: int | None) -> Changes:
    item = item_of(stop.page, number, here.stored.answers)
    return changes_of(leaves_of(stop.page, here.way.asked_of), own, item)
