"""The journal of a case: what happened to it, entry after entry, sealed and never rewritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, func, insert, select

from registration.errors import RegistrationError
from registration.store.answers import AnswersRoom
from registration.store.database import AnyRow, moment
from registration.store.state import pack, unpack
from registration.store.tables import journal
from registration.store.vault import place, seal, unseal


class Overtaken(RegistrationError):
    """Somebody wrote there after the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            "Пока страница была открыта, запись изменили. Посмотрите, что записано сейчас, "
            "и повторите, если ещё нужно."
        )


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One thing that happened; `number` grows by one within a case, from one."""

    number: int
    at: datetime
    kind: str
    author: str
    content: Mapping[str, Any]


class JournalRoom(AnswersRoom):
    """The part of the store that keeps the journals."""

    def append(
        self,
        case_id: str,
        kind: str,
        content: Mapping[str, object],
        *,
        author: str,
        seen: int | None = None,
    ) -> JournalEntry:
        """Add an entry; with `seen`, only while the journal still ends with that number.

        Raises:
            UnknownCase: there is no such case.
            Overtaken: an entry was added after `seen`.
        """
        with self._database.writing() as connection:
            return self._append(connection, case_id, kind, content, author=author, seen=seen)

    def _append(
        self,
        connection: Connection,
        case_id: str,
        kind: str,
        content: Mapping[str, object],
        *,
        author: str,
        seen: int | None,
    ) -> JournalEntry:
        """Add an entry in a transaction that may hold more than it."""
        key = self._key(self._row(connection, case_id, for_update=True))
        last = self._last(connection, case_id)
        if seen is not None and seen != last:
            raise Overtaken
        number, stamp = last + 1, self._stamp()
        connection.execute(
            insert(journal).values(
                case_id=case_id,
                number=number,
                at=stamp,
                kind=kind,
                sealed_entry=seal(
                    key, pack([author, dict(content)]), place(case_id, "journal", number)
                ),
            )
        )
        self._outdate(connection, case_id)
        return JournalEntry(number, moment(stamp), kind, author, content)

    def journal(self, case_id: str, *kinds: str) -> tuple[JournalEntry, ...]:
        """Return the entries of these kinds, or all, in the order in which they were made.

        Raises:
            UnknownCase: there is no such case.
        """
        query = select(journal).where(journal.c.case_id == case_id).order_by(journal.c.number)
        if kinds:
            query = query.where(journal.c.kind.in_(kinds))
        with self._database.reading() as connection:
            key = self._key(self._row(connection, case_id))
            rows = connection.execute(query).all()
        return tuple(_opened(row, key) for row in rows)

    def _last(self, connection: Connection, case_id: str) -> int:
        query = select(func.max(journal.c.number)).where(journal.c.case_id == case_id)
        return connection.execute(query).scalar() or 0


def _opened(row: AnyRow, key: bytes) -> JournalEntry:
    opened = unpack(unseal(key, row.sealed_entry, place(row.case_id, "journal", row.number)))
    author, content = cast(tuple[str, dict[str, Any]], opened)
    return JournalEntry(row.number, moment(row.at), row.kind, author, content)
