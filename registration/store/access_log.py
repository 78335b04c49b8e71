"""Who saw or changed what: rows only added, each sealed to the one before, without values."""

import hmac
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from registration.store.database import AnyRow, Room, moment
from registration.store.tables import about, access_log
from registration.store.vault import place

# Names of fields, pages and documents fit; answers (Russian letters, long numbers) do not.
_WHAT = re.compile(r"[A-Za-z0-9_./, -]*", re.ASCII)
_LONG_NUMBER = re.compile(r"[0-9]{5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log: `what` names fields, pages or documents, never their contents."""

    number: int
    at: datetime
    actor: str
    action: str
    case_id: str
    what: str


class AccessLogRoom(Room):
    """The part of the store that notes every look and change."""

    def note(self, actor: str, action: str, case_id: str = "", what: str = "") -> None:
        """Add a line; `what` takes names (Latin letters), so that no value gets in by mistake."""
        if not _WHAT.fullmatch(what) or _LONG_NUMBER.search(what):
            raise ValueError("the access log takes names of fields, not values")
        with self._database.writing() as connection:
            head = connection.execute(select(about).with_for_update()).one()
            line = (head.log_length + 1, self._stamp(), actor, action, case_id, what)
            found = self._hash(head.log_hash, line)
            names = ("number", "at", "actor", "action", "case_id", "what")
            values = dict(zip(names, line, strict=True))
            connection.execute(insert(access_log).values(entry_hash=found, **values))
            connection.execute(update(about).values(log_length=head.log_length + 1, log_hash=found))

    def log(self, case_id: str = "") -> tuple[LogEntry, ...]:
        """Return the lines of one case, or all, from the first."""
        query = select(access_log).order_by(access_log.c.number)
        if case_id:
            query = query.where(access_log.c.case_id == case_id)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            LogEntry(row.number, moment(row.at), row.actor, row.action, row.case_id, row.what)
            for row in rows
        )

    def verify_log(self) -> int | None:
        """Return the number of the first line that is changed, missing or foreign; else None."""
        with self._database.reading() as connection:
            head = connection.execute(select(about)).one()
            rows = connection.execute(select(access_log).order_by(access_log.c.number)).all()
        broken = next(self._broken(rows), None)
        if broken is not None:
            return broken
        last = rows[-1].entry_hash if rows else ""
        whole = len(rows) == head.log_length and hmac.compare_digest(last, head.log_hash)
        return None if whole else len(rows) + 1

    def _broken(self, rows: Sequence[AnyRow]) -> Iterator[int]:
        before = ""
        for number, row in enumerate(rows, start=1):
            line = (number, row.at, row.actor, row.action, row.case_id, row.what)
            if row.number != number or self._hash(before, line) != row.entry_hash:
                yield number
            before = row.entry_hash

    def _hash(self, before: str, line: tuple[object, ...]) -> str:
        # Keyed, so that whoever writes into the database cannot make the chain fit again.
        return self._database.vault.keyed_hash("log", place(before, *map(repr, line)).decode())
