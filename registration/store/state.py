"""What is stored of one case: answers, who gave each, open questions; and how it is packed."""

import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from registration.domain.labelled import Labelled
from registration.store.database import moment
from registration.store.paths import Answers

LARGEST_STATE = 20_000_000


class Channel(Labelled):
    """How an answer reached us."""

    SELF = "self", "сам"
    PHONE = "phone", "по телефону"
    PAPER = "paper", "с бумаги"


def channel_of(value: object) -> Channel:
    """Return the channel of a stored value."""
    return next(channel for channel in Channel if channel.value == value)


@dataclass(frozen=True, slots=True)
class Mark:
    """Who gave an answer, how and when."""

    revision: int
    author: str
    channel: Channel
    at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """Since this mark, numbers of the list's items from `index` on mean other items."""

    index: int
    mark: Mark


@dataclass(slots=True)
class State:
    """The sealed part of a case."""

    answers: Answers = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    moves: dict[str, list[Move]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)


def packed(state: State) -> bytes:
    """Pack a state to be sealed."""
    return pack(plain_state(state))


def unpacked(content: bytes) -> State:
    """Unpack a state packed by us."""
    return state_of(unpack(content))


def plain_state(state: State) -> object:
    """Return a state in JSON kinds; equal marks are written once."""
    stamps: dict[Mark, int] = {}
    for mark in state.marks.values():
        stamps.setdefault(mark, len(stamps))
    for moves in state.moves.values():
        for move in moves:
            stamps.setdefault(move.mark, len(stamps))
    return {
        "answers": state.answers,
        "stamps": [_stamp(mark) for mark in stamps],
        "marks": {path: stamps[mark] for path, mark in state.marks.items()},
        "moves": {
            path: [[move.index, stamps[move.mark]] for move in moves]
            for path, moves in state.moves.items()
        },
        "unknown": sorted(state.unknown),
    }


def state_of(content: object) -> State:
    """Return the state of what `plain_state` gave."""
    found = cast(dict[str, dict[str, list[list[int]]]], content)
    stamps = [_mark(stamp) for stamp in cast(list[list[object]], found["stamps"])]
    return State(
        answers=cast(Answers, found["answers"]),
        marks={path: stamps[cast(int, at)] for path, at in found["marks"].items()},
        moves={
            path: [Move(index, stamps[at]) for index, at in moves]
            for path, moves in found["moves"].items()
        },
        unknown=set(cast(list[str], found["unknown"])),
    )


def pack(content: object) -> bytes:
    """Return JSON, made small; what is sealed afterwards.

    The same answers make the same bytes, in whatever order they were given.
    """
    return zlib.compress(json.dumps(content, ensure_ascii=False, sort_keys=True).encode(), 1)


def unpack(content: bytes) -> object:
    """Return what was packed; never more than a case can be."""
    opened = zlib.decompressobj().decompress(content, LARGEST_STATE)
    return cast(object, json.loads(opened))


def _stamp(mark: Mark) -> list[object]:
    return [mark.revision, mark.author, mark.channel.value, mark.at.timestamp()]


def _mark(stamp: list[object]) -> Mark:
    revision, author, channel, at = stamp
    return Mark(cast(int, revision), str(author), channel_of(channel), moment(cast(float, at)))
