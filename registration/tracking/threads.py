"""Talks between a leader and the consultant about one question or one paragraph."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from registration.domain.labelled import Labelled
from registration.tracking.ticks import Recorded

SAID, SETTLED = "said", "settled"
"""Kinds of journal entries: a message, and the end of a talk."""


class Side(Labelled):
    """Who speaks."""

    LEADER = "leader", "лидер"
    DESK = "desk", "консультант"


@dataclass(frozen=True, slots=True)
class Message:
    """What was said; `asks_to_mend` is a request of the desk to change the answer."""

    at: datetime
    side: Side
    author: str
    words: str
    asks_to_mend: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A talk: `id` is a page of the questionnaire, or a name of its own for a paragraph."""

    id: str
    title: str
    messages: tuple[Message, ...]
    is_settled: bool

    @property
    def waits_for(self) -> Side | None:
        """Whose word is awaited; nobody's when the talk is settled."""
        if self.is_settled:
            return None
        return Side.LEADER if self.messages[-1].side is Side.DESK else Side.DESK

    @property
    def asks_to_mend(self) -> bool:
        """The desk has asked for a change, and the leader has not answered yet."""
        return not self.is_settled and self.messages[-1].asks_to_mend


def threads(entries: Iterable[Recorded]) -> dict[str, Thread]:
    """Id → talk, in the order of their last words; a word after the end opens a talk again."""
    found: dict[str, Thread] = {}
    for entry in entries:
        if entry.kind == SAID:
            thread = _continued(found.pop(str(entry.content["thread"]), None), entry)
            found[thread.id] = thread
        elif entry.kind == SETTLED and (known := found.get(str(entry.content["thread"]))):
            found[known.id] = Thread(known.id, known.title, known.messages, is_settled=True)
    return found


def _continued(known: Thread | None, entry: Recorded) -> Thread:
    said = entry.content
    message = Message(
        at=entry.at,
        side=Side.LEADER if said["side"] == Side.LEADER.value else Side.DESK,
        author=entry.author,
        words=str(said["words"]),
        asks_to_mend=bool(said.get("mend")),
    )
    before = known.messages if known else ()
    title = known.title if known else str(said["title"])
    return Thread(str(said["thread"]), title, (*before, message), is_settled=False)
