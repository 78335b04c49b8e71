"""Optimistic locking by field: what changed behind a form's back is never overwritten."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from registration.store.paths import (
    REMOVED,
    index_in,
    item_of,
    leaves,
    lists,
    parts,
    plain,
    put_at,
    related,
    remove_at,
    same,
    shifted,
    value_at,
)
from registration.store.state import Mark, Move, State

MarkOf = Callable[[str], Mark]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An answer changed by somebody since the form was built; None stands for no answer."""

    path: str
    theirs: object
    mine: object
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One answer before and after; None stands for no answer."""

    path: str
    before: object
    after: object


@dataclass(slots=True)
class Merge:
    """What a save did to a state: the changes it made and the conflicts it left alone."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    tasks_changed: bool = False

    @property
    def did_something(self) -> bool:
        return bool(self.changes) or self.tasks_changed


def merge(
    state: State,
    changes: Mapping[str, object],
    seen: int,
    mark_of: MarkOf,
    unknown: Collection[str] = (),
) -> Merge:
    """Bring changes into the state, except those that would overwrite what the form never saw."""
    result = Merge()
    wanted = dict(_wanted(state, changes))
    for path, mine in list(wanted.items()):
        if (mark := _changed_since(state, path, seen)) is not None:
            del wanted[path]
            theirs = value_at(state.answers, path)
            result.conflicts.append(
                Conflict(path, _shown(theirs), _shown(mine), mark.author, mark.at)
            )
    gone = [path for path, mine in wanted.items() if _is_item(state, path, mine)]
    _set(state, {path: wanted[path] for path in wanted if path not in gone}, mark_of, result)
    for path in sorted(gone, key=_position, reverse=True):
        _remove_item(state, path, mark_of(path), result)
    _update_tasks(state, changes, unknown, result)
    return result


def _wanted(state: State, changes: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield what really differs from the stored answers."""
    for path, raw in changes.items():
        mine = plain(raw)
        parts(path)
        if not same(value_at(state.answers, path), mine):
            yield path, mine


def _changed_since(state: State, path: str, seen: int) -> Mark | None:
    """Return the last mark newer than the form that speaks of this path."""
    newer = [mark for at, mark in state.marks.items() if mark.revision > seen and related(at, path)]
    for list_path, moves in state.moves.items():
        newer += [
            move.mark
            for move in moves
            if move.mark.revision > seen and _moved(path, list_path, move)
        ]
    return max(newer, key=lambda mark: mark.revision, default=None)


def _moved(path: str, list_path: str, move: Move) -> bool:
    index = index_in(path, list_path)
    if index is None:
        return list_path == path or list_path.startswith(path + ".")
    return index >= move.index


def _is_item(state: State, path: str, mine: object) -> bool:
    return mine is REMOVED and item_of(state.answers, path) is not None


def _position(path: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else -1 for part in parts(path))


def _set(state: State, wanted: Mapping[str, object], mark_of: MarkOf, result: Merge) -> None:
    before, lists_before = leaves(state.answers), lists(state.answers)
    sizes = {path: len(items) for path, items in lists_before.items()}
    for path, mine in wanted.items():
        if mine is REMOVED:
            remove_at(state.answers, path)
        else:
            put_at(state.answers, path, mine)
    after = leaves(state.answers)
    for path in before.keys() | after.keys():
        old, new = before.get(path, REMOVED), after.get(path, REMOVED)
        if not same(old, new):
            state.marks[path] = mark_of(path)
            result.changes.append(Change(path, _shown(old), _shown(new)))
    for path in sizes.keys() | lists(state.answers).keys():
        _note_growth(state, path, sizes.get(path, 0), wanted, mark_of(path))


def _note_growth(
    state: State, path: str, size: int, wanted: Mapping[str, object], mark: Mark
) -> None:
    """A new item, or a list put as a whole, gives its numbers a new meaning."""
    now = value_at(state.answers, path)
    if any(path == way or path.startswith(way + ".") for way in wanted):
        _note_move(state, path, Move(0, mark))
    elif not isinstance(now, list) or len(now) != size:
        _note_move(state, path, Move(min(size, len(now) if isinstance(now, list) else 0), mark))


def _note_move(state: State, list_path: str, move: Move) -> None:
    """Keep only moves that a later one does not cover."""
    kept = [old for old in state.moves.get(list_path, []) if old.index < move.index]
    state.moves[list_path] = [*kept, move]


def _remove_item(state: State, path: str, mark: Mark, result: Merge) -> None:
    """Remove an item; marks and tasks of the items after it move along with them."""
    list_path, _, number = path.rpartition(".")
    gone = int(number)
    result.changes.append(Change(path, _shown(value_at(state.answers, path)), None))
    remove_at(state.answers, path)
    state.marks = {
        moved: old
        for at, old in state.marks.items()
        if (moved := shifted(at, list_path, gone)) is not None
    }
    state.unknown = {
        moved for at in state.unknown if (moved := shifted(at, list_path, gone)) is not None
    }
    _note_move(state, list_path, Move(gone, mark))


def _update_tasks(
    state: State, changes: Mapping[str, object], unknown: Collection[str], result: Merge
) -> None:
    """«Не знаю» leaves a task; an answer to the same question takes it away."""
    answered = {path for path in changes if path not in unknown}
    tasks = (state.unknown - answered) | {path for path in unknown if parts(path)}
    result.tasks_changed = tasks != state.unknown
    state.unknown = tasks


def _shown(value: object) -> object:
    return None if value is REMOVED else value
