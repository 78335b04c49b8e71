"""What the consultant keeps for all cases: versions that are only added, one of a name in force.

A kind and a name are words of ours («template», «forms/minutes.docx») and stand in the open; who
brought a version, why, and what it holds are sealed.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update

from registration.errors import RegistrationError
from registration.store.database import AnyRow, Room, moment
from registration.store.journal import Overtaken
from registration.store.state import pack, unpack
from registration.store.tables import holdings
from registration.store.vault import place

LARGEST_HOLDING = 10 * 1024 * 1024


class UnknownHolding(RegistrationError):
    """There is no such version."""

    def __init__(self) -> None:
        super().__init__("Такой версии нет. Откройте список версий заново.")


class TooLargeHolding(RegistrationError):
    """What was brought is larger than anything kept for all cases can be."""

    def __init__(self) -> None:
        super().__init__(f"Файл больше {LARGEST_HOLDING // 1024 // 1024} МБ. Уменьшите его.")


@dataclass(frozen=True, slots=True)
class Holding:
    """One version; versions of a name grow by one, from one."""

    kind: str
    name: str
    version: int
    at: datetime
    in_force: bool
    author: str
    note: str
    content: bytes


class HoldingsRoom(Room):
    """The part of the store that keeps what serves all cases."""

    def put(
        self,
        kind: str,
        name: str,
        content: bytes,
        *,
        author: str,
        note: str,
        after: int | None = None,
    ) -> int:
        """Add a version, not yet in force, and return its number.

        `after` is the newest version that the writer saw, 0 for none.

        Raises:
            TooLargeHolding: `content` is larger than `LARGEST_HOLDING`.
            Overtaken: there is a newer version than `after`; nothing is added.
        """
        with self._database.writing() as connection:
            if after is not None and _newest(connection, kind, name) != after:
                raise Overtaken
            return self._add_version(connection, kind, name, content, (author, note))

    def renew(
        self, kind: str, name: str, content: bytes, *, author: str, note: str, seen: int
    ) -> int:
        """Add a version that is in force at once; `seen` as for `publish`.

        Raises:
            TooLargeHolding: `content` is larger than `LARGEST_HOLDING`.
            Overtaken: another version than `seen` is in force by now; nothing is added.
        """
        with self._database.writing() as connection:
            _expect(connection, kind, name, seen)
            version = self._add_version(connection, kind, name, content, (author, note))
            _retire(connection, kind, name)
            this = and_(_named(kind, name), holdings.c.version == version)
            connection.execute(update(holdings).where(this).values(in_force=True))
        return version

    def _add_version(
        self, connection: Connection, kind: str, name: str, content: bytes, told: tuple[str, str]
    ) -> int:
        if len(content) > LARGEST_HOLDING:
            raise TooLargeHolding
        version = _newest(connection, kind, name) + 1
        text = base64.b64encode(content).decode("ascii")
        sealed = self._database.vault.wrap(pack([*told, text]), _place(kind, name, version))
        connection.execute(
            insert(holdings).values(
                kind=kind,
                name=name,
                version=version,
                at=self._stamp(),
                in_force=False,
                sealed_holding=sealed,
            )
        )
        return version

    def publish(self, kind: str, name: str, version: int, *, seen: int | None = None) -> None:
        """Put this version in force instead of any other; an older one rolls back to it.

        `seen` is the version in force that the writer saw, 0 for none.

        Raises:
            UnknownHolding: there is no such version; what was in force stays so.
            Overtaken: another version than `seen` is in force by now.
        """
        this = and_(_named(kind, name), holdings.c.version == version)
        with self._database.writing() as connection:
            _expect(connection, kind, name, seen)
            if connection.execute(select(holdings.c.version).where(this)).first() is None:
                raise UnknownHolding
            _retire(connection, kind, name)
            connection.execute(update(holdings).where(this).values(in_force=True))

    def withdraw(self, kind: str, name: str, *, seen: int | None = None) -> None:
        """Leave no version of this name in force: what the program ships applies again.

        Raises:
            Overtaken: another version than `seen` is in force by now.
        """
        with self._database.writing() as connection:
            _expect(connection, kind, name, seen)
            _retire(connection, kind, name)

    def versions(self, kind: str, name: str) -> tuple[Holding, ...]:
        """Return all versions of a name, the oldest first."""
        query = select(holdings).where(_named(kind, name)).order_by(holdings.c.version)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(self._holding(row) for row in rows)

    def held(self, kind: str, name: str) -> Holding | None:
        """Return what is in force under this name, without opening its other versions."""
        query = select(holdings).where(_named(kind, name), holdings.c.in_force)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return self._holding(row) if row else None

    def in_force(self, kind: str) -> Mapping[str, Holding]:
        """Return what is in force of this kind, by name."""
        query = (
            select(holdings)
            .where(holdings.c.kind == kind, holdings.c.in_force)
            .order_by(holdings.c.name)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {row.name: self._holding(row) for row in rows}

    def newest(self, kind: str) -> Mapping[str, Holding]:
        """Return the newest version of each name of this kind, in force or not."""
        last = (
            select(holdings.c.name, func.max(holdings.c.version).label("version"))
            .where(holdings.c.kind == kind)
            .group_by(holdings.c.name)
            .subquery()
        )
        same = and_(holdings.c.name == last.c.name, holdings.c.version == last.c.version)
        query = (
            select(holdings)
            .join(last, same)
            .where(holdings.c.kind == kind)
            .order_by(holdings.c.name)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {row.name: self._holding(row) for row in rows}

    def _holding(self, row: AnyRow) -> Holding:
        opened = self._database.vault.unwrap(
            row.sealed_holding, _place(row.kind, row.name, row.version)
        )
        author, note, text = cast(list[str], unpack(opened))
        return Holding(
            kind=row.kind,
            name=row.name,
            version=row.version,
            at=moment(row.at),
            in_force=row.in_force,
            author=author,
            note=note,
            content=base64.b64decode(text),
        )


def _named(kind: str, name: str) -> ColumnElement[bool]:
    return and_(holdings.c.kind == kind, holdings.c.name == name)


def _newest(connection: Connection, kind: str, name: str) -> int:
    query = select(func.max(holdings.c.version)).where(_named(kind, name))
    return connection.execute(query).scalar() or 0


def _expect(connection: Connection, kind: str, name: str, seen: int | None) -> None:
    """Two people at one name: the second is told before anything changes."""
    query = select(holdings.c.version).where(_named(kind, name), holdings.c.in_force)
    if seen is not None and (connection.execute(query).scalar() or 0) != seen:
        raise Overtaken


def _retire(connection: Connection, kind: str, name: str) -> None:
    connection.execute(update(holdings).where(_named(kind, name)).values(in_force=False))


def _place(kind: str, name: str, version: int) -> bytes:
    return place("holding", kind, name, version)
