"""A copy of the whole database made while people work, and checked before it counts."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, func, select

from registration.store.answers import AnswersRoom
from registration.store.database import Database
from registration.store.tables import cases, files, history, metadata
from registration.store.vault import StoreFault


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a checked copy holds."""

    cases: int
    saves: int
    files: int


class BackupRoom(AnswersRoom):
    """The part of the store that copies and checks itself."""

    def backup(self, target: Path) -> BackupReport:
        """Copy the database to the target and check the copy; the key is kept apart from it."""
        if not self._database.is_sqlite:
            raise StoreFault("Копию базы PostgreSQL делает её администратор: pg_dump.")
        unfinished = target.with_name(target.name + ".part")
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            self._copy(unfinished)
            report = self.check_backup(unfinished)
            os.replace(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)
        return report

    def check_backup(self, copy: Path) -> BackupReport:
        """Open everything in a copy; say in words what is wrong with it."""
        try:
            _integrity(copy)
            with _opened(copy, self._database) as database:
                return _read_through(database)
        except (sqlite3.DatabaseError, OSError):
            raise StoreFault(
                "Копия базы повреждена или не дописана. Сделайте её ещё раз на другом диске."
            ) from None

    def _copy(self, target: Path) -> None:
        with self._database.engine.connect() as connection, closing(_file(target)) as copy:
            source = connection.connection.driver_connection
            connection.rollback()  # the copy is of what is written, not of an open transaction
            source.backup(copy)  # type: ignore[union-attr]
            copy.execute("PRAGMA journal_mode = delete")  # one file, without a journal beside
        with target.open("rb") as file:
            os.fsync(file.fileno())


def _file(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def _integrity(copy: Path) -> None:
    if not copy.exists():
        raise StoreFault("Файла копии нет.")
    with closing(_file(copy)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError


@contextmanager
def _opened(copy: Path, own: Database) -> Iterator[Database]:
    engine = create_engine(f"sqlite:///{copy}", hide_parameters=True)
    try:
        yield Database(engine, own.vault, own.now, own.store_id)
    finally:
        engine.dispose()


def _read_through(database: Database) -> BackupReport:
    room = AnswersRoom(database)
    for row in room.cases():
        room.load(row.id)
        room.history(row.id)
    with database.reading() as connection:
        count = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.tables.values()
        }
    return BackupReport(count[cases.name], count[history.name], count[files.name])
