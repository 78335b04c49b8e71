"""The database: pragmas on every connection, one write at a time, a check before work."""

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, create_engine, event, insert, select

from registration.store import migrations
from registration.store.tables import about
from registration.store.vault import SealBroken, StoreFault, Vault, make_key, place, read_key

Clock = Callable[[], datetime]
AnyRow = Row[*tuple[Any, ...]]

DATABASE_NAME = "cases.sqlite"
KEY_NAME = "master.key"
_CHECK = b"registration"
# SQLite waits badly when threads of one process meet at its lock; ours is queued and fair.
_WRITING = threading.RLock()

_PRAGMAS = {
    "busy_timeout": 10_000,
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": "on",
    "secure_delete": "on",
    "temp_store": "memory",  # sorted rows never reach a file in /tmp
    "trusted_schema": "off",
}
# What must stand after that; synchronous 2 is FULL.
_EXPECTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@dataclass(frozen=True)
class Database:
    """An open database with the key to what is sealed in it and the clock to stamp it."""

    engine: Engine
    vault: Vault
    now: Clock
    store_id: str

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with _WRITING, self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"


class Room:
    """A part of the store: the database and its clock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def _stamp(self) -> float:
        return self._database.now().timestamp()


def moment(stamp: float) -> datetime:
    """Return the moment of a stored stamp, in UTC."""
    return datetime.fromtimestamp(stamp, UTC)


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_database(
    folder: Path, now: Clock, database_url: str = "", key_file: Path | None = None
) -> Database:
    """Open the database of this folder, making it and its key at the very first start."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = _engine(folder, database_url)
    try:
        if engine.dialect.name == "sqlite":
            _self_check(engine)
        _bring_up(engine)
        return _unlocked(engine, now, key_file or folder / KEY_NAME)
    except BaseException:
        engine.dispose()
        raise


def _engine(folder: Path, database_url: str) -> Engine:
    if database_url and not database_url.startswith("sqlite"):
        return create_engine(database_url, hide_parameters=True)
    path = folder / DATABASE_NAME
    if not database_url:
        _create_closed(path)
    # hide_parameters: an error of the database must not carry answers into a log.
    engine = create_engine(database_url or f"sqlite:///{path}", hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _create_closed(path: Path) -> None:
    """Make the file ours alone from its first moment; SQLite gives its journal the same mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, below
    for name, value in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # waits for nobody and cannot fail, so it is spared the way through all layers
        connection.connection.driver_connection.execute("BEGIN")  # type: ignore[union-attr]


def _self_check(engine: Engine) -> None:
    with engine.connect() as connection:
        for name, expected in _EXPECTED.items():
            actual = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            if actual != expected:
                raise StoreFault(
                    f"База не хранит ответы надёжно: {name} = {actual}. "
                    "Положите её на обычный диск этого компьютера, не на сетевой."
                )


def _bring_up(engine: Engine) -> None:
    """Make the tables of a new base, or take an older one to the newest version."""
    with _WRITING, engine.execution_options(writes=True).begin() as connection:
        version = migrations.version_of(connection)
        if version is None:
            migrations.found(connection)
        elif version != migrations.NEWEST:
            _upgraded(connection)


def _upgraded(connection: Connection) -> None:
    from alembic.util import CommandError  # only an older or a newer base needs it

    try:
        migrations.bring_up(connection)
    except CommandError:
        raise StoreFault(
            "Эта база сделана более новой версией программы. Обновите программу."
        ) from None


def _unlocked(engine: Engine, now: Clock, key_file: Path) -> Database:
    with _WRITING, engine.execution_options(writes=True).begin() as connection:
        row = connection.execute(select(about)).one_or_none()
        if row is None:
            vault, store_id = _founded(connection, key_file)
            return Database(engine, vault, now, store_id)
    return Database(engine, _vault(key_file, row.sealed_check), now, row.store_id)


def _founded(connection: Connection, key_file: Path) -> tuple[Vault, str]:
    vault = Vault(read_key(key_file) if key_file.exists() else make_key(key_file))
    store_id = secrets.token_hex(16)
    connection.execute(
        insert(about).values(
            id=1,
            store_id=store_id,
            sealed_check=vault.wrap(_CHECK, place("store", "check", 0)),
            log_length=0,
            log_hash="",
        )
    )
    return vault, store_id


def _vault(key_file: Path, sealed_check: bytes) -> Vault:
    if not key_file.exists():
        raise StoreFault(
            f"Нет файла ключа {key_file.name}: без него ответы не открыть. "
            "Верните файл на место или восстановите его по распечатке."
        )
    vault = Vault(read_key(key_file))
    try:
        vault.unwrap(sealed_check, place("store", "check", 0))
    except SealBroken:
        raise StoreFault(
            f"Ключ в файле {key_file.name} не от этой базы. Верните прежний файл ключа."
        ) from None
    return vault
