"""A case as an encrypted file: taken to a village, filled there, brought back and merged."""

import os
import re
import zlib
from dataclasses import dataclass
from typing import cast

from argon2.low_level import Type, hash_secret_raw
from sqlalchemy import Connection, delete, insert, select

from registration.errors import RegistrationError
from registration.store.answers import AnswersRoom, OpenedCase, Signed
from registration.store.database import moment
from registration.store.merging import Conflict, merge
from registration.store.paths import REMOVED, Answers, leaves, plain, same, value_at
from registration.store.state import (
    Channel,
    Mark,
    State,
    pack,
    plain_state,
    state_of,
    unpack,
)
from registration.store.tables import cases, shared_states
from registration.store.vault import KEY_SIZE, SealBroken, place, seal, unseal

SHORTEST_PASSPHRASE = 8
_MAGIC = b"TOSCASE1"
_SALT_SIZE = 16
_LARGEST = 20_000_000


class BadExchangeFile(RegistrationError):
    """A file of a case cannot be made or opened; the message says why."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Which case a file belongs to, and where it and the stored answers disagree."""

    case_id: str
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What two stores both knew at their last exchange, with the revision in each."""

    store_id: str
    ours: int
    theirs: int
    answers: Answers


@dataclass(frozen=True, slots=True)
class _Brought:
    """What a file says."""

    store_id: str
    case_id: str
    revision: int
    state: State
    shared: _Shared | None


@dataclass(frozen=True, slots=True)
class _Meeting:
    """Where two stores last agreed: the answers then, and the revision in each numbering."""

    seen: int
    brought_since: int
    answers: Answers


class ExchangeRoom(AnswersRoom):
    """The part of the store that gives cases away and takes them back."""

    def export_case(self, case_id: str, passphrase: str) -> bytes:
        """Return the case as a file that only the passphrase opens."""
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise BadExchangeFile(
                f"Парольная фраза слишком короткая: нужно не меньше {SHORTEST_PASSPHRASE} знаков."
            )
        with self._database.reading() as connection:
            opened = self._opened(self._row(connection, case_id))
            shared = self._shared(connection, opened)
        content = {
            "store": self._database.store_id,
            "case": case_id,
            "revision": opened.row.revision,
            "state": plain_state(opened.state),
            "shared": _plain_shared(shared),
        }
        return _closed(pack(content), passphrase)

    def import_case(self, content: bytes, passphrase: str) -> Imported:
        """Bring a case in: a new one as it is, a known one merged field by field."""
        brought = _brought(content, passphrase)
        with self._database.writing() as connection:
            query = select(cases).where(cases.c.id == brought.case_id).with_for_update()
            row = connection.execute(query).one_or_none()
            if row is None:
                self._take_in(connection, brought)
                return Imported(brought.case_id, ())
            return Imported(brought.case_id, self._merge_in(connection, self._opened(row), brought))

    def _take_in(self, connection: Connection, brought: _Brought) -> None:
        self._insert_case(connection, brought.case_id, brought.state, brought.revision)
        signed = Signed(_author(brought.state), Channel.SELF)
        self._append_history(connection, brought.case_id, brought.revision, signed, ())
        opened = self._opened(self._row(connection, brought.case_id))
        self._agree(connection, opened, brought, brought.revision)

    def _merge_in(
        self, connection: Connection, opened: OpenedCase, brought: _Brought
    ) -> tuple[Conflict, ...]:
        shared = self._shared(connection, opened)
        meeting = _meeting(self._database.store_id, opened, brought, shared)
        changes = changes_since(meeting.answers, brought.state, meeting.brought_since)
        revision, marks = opened.row.revision + 1, brought.state.marks
        now = moment(self._stamp())
        unsigned = Mark(revision, _author(brought.state), Channel.SELF, now)

        def mark_of(path: str) -> Mark:
            theirs = marks.get(path, unsigned)
            return Mark(revision, theirs.author, theirs.channel, theirs.at)

        tasks = [
            path
            for path in brought.state.unknown
            if value_at(opened.state.answers, path) is REMOVED
        ]
        merged = merge(opened.state, changes, meeting.seen, mark_of, tasks)
        saved = self._saved(connection, opened, merged, Signed(unsigned.author, Channel.SELF))
        # While anything differs the old agreement stands, so that it comes up again there.
        agreed = same(opened.state.answers, brought.state.answers)
        if agreed and shared is not None and shared.store_id == brought.store_id:
            self._agree(connection, opened, brought, saved.revision)
        return saved.conflicts

    def _shared(self, connection: Connection, opened: OpenedCase) -> _Shared | None:
        query = select(shared_states).where(shared_states.c.case_id == opened.row.id)
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        at = place(row.case_id, "shared", row.our_revision)
        answers = cast(Answers, unpack(unseal(opened.key, row.sealed_answers, at)))
        return _Shared(row.store_id, row.our_revision, row.their_revision, answers)

    def _agree(
        self, connection: Connection, opened: OpenedCase, brought: _Brought, ours: int
    ) -> None:
        """Remember what both stores know now."""
        case_id = opened.row.id
        sealed = seal(opened.key, pack(brought.state.answers), place(case_id, "shared", ours))
        connection.execute(delete(shared_states).where(shared_states.c.case_id == case_id))
        connection.execute(
            insert(shared_states).values(
                case_id=case_id,
                store_id=brought.store_id,
                our_revision=ours,
                their_revision=brought.revision,
                sealed_answers=sealed,
            )
        )


def changes_since(before: Answers, state: State, revision: int) -> dict[str, object]:
    """Return what a state changed after a revision whose answers are known.

    A list whose items changed places is one answer: numbers in it mean other people now.
    """
    whole = [
        path for path, size in _sizes(before, state) if _reordered(state, path, size, revision)
    ]
    old, new = leaves(before), leaves(state.answers)
    changes: dict[str, object] = {}
    for path in [*(old.keys() - new.keys()), *new]:
        outer = next((at for at in whole if path == at or path.startswith(at + ".")), None)
        if outer is not None:
            changes[outer] = value_at(state.answers, outer)
        elif not same(old.get(path, REMOVED), new.get(path, REMOVED)):
            changes[path] = new.get(path, REMOVED)
    return changes


def _sizes(before: Answers, state: State) -> list[tuple[str, int]]:
    sizes = []
    for path in sorted(state.moves):
        then = value_at(before, path)
        sizes.append((path, len(then) if isinstance(then, list) else 0))
    return sizes


def _reordered(state: State, path: str, size: int, revision: int) -> bool:
    return any(move.index < size and move.mark.revision > revision for move in state.moves[path])


def _meeting(
    own_id: str, opened: OpenedCase, brought: _Brought, shared: _Shared | None
) -> _Meeting:
    """Return where this store and the one of the file last agreed."""
    if brought.shared is not None and brought.shared.store_id == own_id:
        return _Meeting(brought.shared.theirs, brought.shared.ours, brought.shared.answers)
    if shared is not None and shared.store_id == brought.store_id:
        return _Meeting(shared.ours, shared.theirs, shared.answers)
    if brought.store_id == own_id and brought.revision <= opened.row.revision:
        # Our own older state brings nothing new.
        return _Meeting(brought.revision, brought.revision, brought.state.answers)
    return _Meeting(0, 0, {})


def _author(state: State) -> str:
    """Return who answered last."""
    last = max(state.marks.values(), key=lambda mark: mark.revision, default=None)
    return last.author if last is not None else ""


def _plain_shared(shared: _Shared | None) -> object:
    if shared is None:
        return None
    return [shared.store_id, shared.ours, shared.theirs, shared.answers]


def _closed(content: bytes, passphrase: str) -> bytes:
    salt = os.urandom(_SALT_SIZE)
    head = _MAGIC + salt
    return head + seal(_key(passphrase, salt), content, head)


def _brought(content: bytes, passphrase: str) -> _Brought:
    head_size = len(_MAGIC) + _SALT_SIZE
    if not content.startswith(_MAGIC) or not head_size < len(content) <= _LARGEST:
        raise BadExchangeFile("Это не файл дела. Выберите файл, который сохранила эта программа.")
    head = content[:head_size]
    try:
        opened = unseal(_key(passphrase, head[len(_MAGIC) :]), content[head_size:], head)
    except SealBroken:
        raise BadExchangeFile(
            "Файл не открывается: парольная фраза не та или файл повреждён. "
            "Проверьте раскладку и большие буквы."
        ) from None
    try:
        return _read(unpack(opened))
    except (
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        StopIteration,
        RecursionError,
        zlib.error,
    ):
        raise BadExchangeFile("Файл дела сделан другой версией программы.") from None


_CASE_ID = re.compile(r"[0-9a-f]{32}")


def _read(found: object) -> _Brought:
    content = cast(dict[str, object], found)
    if not _CASE_ID.fullmatch(str(content["case"])):
        raise ValueError("no id of ours")  # it becomes part of an address
    state = state_of(content["state"])
    state.answers = cast(Answers, plain(state.answers))
    shared = cast(list[object] | None, content["shared"])
    return _Brought(
        store_id=str(content["store"]),
        case_id=str(content["case"]),
        revision=cast(int, content["revision"]),
        state=state,
        shared=_Shared(*shared) if shared is not None else None,  # type: ignore[arg-type]
    )


def _key(passphrase: str, salt: bytes) -> bytes:
    # The strength is fixed by the version in the first bytes: a file cannot ask for more.
    return hash_secret_raw(
        passphrase.encode(),
        salt,
        time_cost=3,
        memory_cost=65_536,
        parallelism=4,
        hash_len=KEY_SIZE,
        type=Type.ID,
    )
