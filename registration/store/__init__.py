"""Where cases rest: answers sealed per case, people with access, a log of who looked.

Rule of the folder: the only room that knows the database and the keys; a few functions out.
"""

from pathlib import Path

from registration.store.answers import AnswersRoom, CaseRow, PastSave, Saved, Stored, UnknownCase
from registration.store.database import Clock, open_database, utc_now
from registration.store.merging import Change, Conflict
from registration.store.paths import REMOVED
from registration.store.state import Channel, Mark
from registration.store.vault import SealBroken, StoreFault

__all__ = [
    "REMOVED",
    "CaseRow",
    "Change",
    "Channel",
    "Conflict",
    "Mark",
    "PastSave",
    "Saved",
    "SealBroken",
    "Store",
    "StoreFault",
    "Stored",
    "UnknownCase",
    "open_store",
]


class Store(AnswersRoom):
    """All rooms of the store behind one door."""

    def close(self) -> None:
        self._database.engine.dispose()


def open_store(
    folder: Path,
    *,
    now: Clock = utc_now,
    database_url: str = "",
    key_file: Path | None = None,
) -> Store:
    """Open the store of this folder; the very first start makes the database and the key.

    `now` gives the time in UTC. Without `database_url` it is SQLite in the folder; without
    `key_file` the master key lies beside it, and then must be backed up apart from it.
    """
    return Store(open_database(folder, now, database_url, key_file))
