"""Where cases rest: answers sealed per case, people with access, a log of who looked.

Rule of the folder: the only room that knows the database and the keys; a few functions out.
"""

from pathlib import Path

from registration.store.access_log import AccessLogRoom, LogEntry
from registration.store.accounts import AccountsRoom, BadAccount, Role, User
from registration.store.addresses import ALL_CASES, Address, AddressesRoom
from registration.store.answers import CaseRow, PastSave, Saved, Stored, UnknownCase
from registration.store.backup import BackupReport, BackupRoom
from registration.store.consultations import (
    Consultation,
    Facets,
)
from registration.store.database import Clock, open_database, utc_now
from registration.store.destruction import DestructionRoom
from registration.store.entry import EntryRoom, NoFreeCode
from registration.store.exchange import BadExchangeFile, ExchangeRoom, Imported
from registration.store.files import FilesRoom, StoredFile, TooLargeFile
from registration.store.happenings import (
    Happening,
    HappeningsRoom,
    Participant,
    Span,
    UnknownRecord,
)
from registration.store.holdings import Holding, HoldingsRoom, TooLargeHolding, UnknownHolding
from registration.store.journal import JournalEntry, Overtaken
from registration.store.merging import Change, Conflict
from registration.store.paths import REMOVED
from registration.store.questions import Question, QuestionsRoom
from registration.store.recovery import restore_key, words_of
from registration.store.sessions import Session, SessionsRoom
from registration.store.state import Channel, Mark
from registration.store.summaries import Sought, SummariesRoom, Summary, SummaryRow
from registration.store.tallies import Counted, Tallied, TalliesRoom, Tally
from registration.store.vault import SealBroken, StoreFault

__all__ = [
    "ALL_CASES",
    "REMOVED",
    "Address",
    "BackupReport",
    "BadAccount",
    "BadExchangeFile",
    "CaseRow",
    "Change",
    "Channel",
    "Conflict",
    "Consultation",
    "Counted",
    "Facets",
    "Happening",
    "Holding",
    "Imported",
    "JournalEntry",
    "LogEntry",
    "Mark",
    "NoFreeCode",
    "Overtaken",
    "Participant",
    "PastSave",
    "Question",
    "Role",
    "Saved",
    "SealBroken",
    "Session",
    "Sought",
    "Span",
    "Store",
    "StoreFault",
    "Stored",
    "StoredFile",
    "Summary",
    "SummaryRow",
    "Tallied",
    "Tally",
    "TooLargeFile",
    "TooLargeHolding",
    "UnknownCase",
    "UnknownHolding",
    "UnknownRecord",
    "User",
    "open_store",
    "restore_key",
]


class Store(
    DestructionRoom,
    ExchangeRoom,
    FilesRoom,
    TalliesRoom,
    SummariesRoom,
    HappeningsRoom,
    QuestionsRoom,
    HoldingsRoom,
    AddressesRoom,
    BackupRoom,
    AccountsRoom,
    EntryRoom,
    SessionsRoom,
    AccessLogRoom,
):
    """All rooms of the store behind one door."""

    def recovery_words(self) -> str:
        """Return the master key as words to print and lock away from the server."""
        return words_of(self._database.vault.master)

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
