"""What the association held, and how many different people came.

Who came is never kept: a keyed hash stands for a person, so that the same one counts once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from registration.errors import RegistrationError
from registration.store.database import AnyRow, Room
from registration.store.journal import Overtaken
from registration.store.state import pack, unpack
from registration.store.tables import attendances, happenings
from registration.store.vault import place

_LARGEST_NUMBER = 2**31 - 1


class UnknownRecord(RegistrationError):
    """There is no such record."""

    def __init__(self) -> None:
        super().__init__("Такой записи нет. Откройте список заново.")


def expect_possible(number: int) -> None:
    """Tell of a number that no record can have: a database refuses to be asked for it.

    Raises:
        UnknownRecord: the number is too great.
    """
    if number > _LARGEST_NUMBER:
        raise UnknownRecord


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both inclusive, and districts (none of them narrows nothing)."""

    since: date
    until: date
    districts: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """One who came: a line that only the person makes, and the district he lives in."""

    person: str
    district: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing held; `district` is empty when it was for all, `about` are texts."""

    id: int
    revision: int
    kind: str
    on: date
    district: str
    visits: int
    withdrawn: bool
    about: Mapping[str, Any]


class HappeningsRoom(Room):
    """The part of the store that keeps the project of the association."""

    def add_happening(self, kind: str, on: date, district: str, about: Mapping[str, Any]) -> int:
        """Keep something that was held and return its number."""
        with self._database.writing() as connection:
            newest = connection.execute(select(func.max(happenings.c.id))).scalar() or 0
            connection.execute(
                insert(happenings).values(
                    id=newest + 1,
                    revision=1,
                    kind=kind,
                    on_day=on.isoformat(),
                    district=district,
                    visits=0,
                    withdrawn=False,
                    sealed_happening=self._sealed_happening(newest + 1, about),
                )
            )
        return cast(int, newest + 1)

    def change_happening(
        self, number: int, *, seen: int, on: date, district: str, about: Mapping[str, Any]
    ) -> None:
        """Write an entry anew.

        Raises:
            UnknownRecord: there is no such entry.
            Overtaken: it was changed after `seen`.
        """
        values = {
            "on_day": on.isoformat(),
            "district": district,
            "sealed_happening": self._sealed_happening(number, about),
        }
        with self._database.writing() as connection:
            self._change_happening(connection, number, seen, values)

    def withdraw_happening(
        self, number: int, *, seen: int, withdrawn: bool, about: Mapping[str, Any] | None = None
    ) -> None:
        """Take an entry out of all counts, or back into them; it stays readable.

        `about` is what the entry says from now on (why it was taken out), None for no change.

        Raises:
            UnknownRecord: there is no such entry.
            Overtaken: it was changed after `seen`.
        """
        values: dict[str, object] = {"withdrawn": withdrawn}
        if about is not None:
            values["sealed_happening"] = self._sealed_happening(number, about)
        with self._database.writing() as connection:
            self._change_happening(connection, number, seen, values)

    def put_participants(
        self, number: int, people: Iterable[Participant], *, seen: int
    ) -> tuple[int, int]:
        """Keep who came instead of what was kept before: all of them or none.

        Returns how many came, and how many of them had never come anywhere before.

        Raises:
            UnknownRecord: there is no such entry.
            Overtaken: it was changed after `seen`.
        """
        hashes = {self._participant_hash(item.person): item.district for item in people}
        with self._database.writing() as connection:
            self._change_happening(connection, number, seen, {"visits": len(hashes)})
            connection.execute(delete(attendances).where(attendances.c.happening == number))
            known = self._known_participants(connection, hashes)
            if hashes:
                connection.execute(
                    insert(attendances),
                    [
                        {"happening": number, "person_hash": key, "district": district}
                        for key, district in sorted(hashes.items())
                    ],
                )
        return len(hashes), len(hashes) - known

    def happening(self, number: int) -> Happening:
        """Return one entry.

        Raises:
            UnknownRecord: there is no such entry.
        """
        expect_possible(number)
        with self._database.reading() as connection:
            row = connection.execute(
                select(happenings).where(happenings.c.id == number)
            ).one_or_none()
        if row is None:
            raise UnknownRecord
        return self._happening(row)

    def happenings(self, span: Span, *kinds: str, withdrawn: bool = False) -> tuple[Happening, ...]:
        """Return what was held in these days, the first first; what was for all always counts."""
        query = select(happenings).where(*_within(span), happenings.c.kind.in_(kinds))
        if not withdrawn:
            query = query.where(happenings.c.withdrawn.is_(False))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(happenings.c.on_day, happenings.c.id)).all()
        return tuple(self._happening(row) for row in rows)

    def participants(self, span: Span, *kinds: str) -> Mapping[str, int]:
        """District → how many different people of it came; each person counts once in all.

        A person who named two districts counts in the first of them by name.
        """
        person, district = attendances.c.person_hash, attendances.c.district
        where = [
            happenings.c.withdrawn.is_(False),
            happenings.c.kind.in_(kinds),
            happenings.c.on_day >= span.since.isoformat(),
            happenings.c.on_day <= span.until.isoformat(),
        ]
        if span.districts:
            where.append(district.in_(sorted(span.districts)))
        joined = attendances.join(happenings, happenings.c.id == attendances.c.happening)
        people = (
            select(person, func.min(district).label("district"))
            .select_from(joined)
            .where(*where)
            .group_by(person)
            .subquery()
        )
        query = select(people.c.district, func.count()).group_by(people.c.district)
        with self._database.reading() as connection:
            return {str(name): count for name, count in connection.execute(query)}

    def _known_participants(self, connection: Connection, hashes: Collection[str]) -> int:
        query = select(func.count(attendances.c.person_hash.distinct()))
        return sum(
            connection.execute(query.where(attendances.c.person_hash.in_(part))).scalar_one()
            for part in _parts(sorted(hashes))
        )

    def _change_happening(
        self, connection: Connection, number: int, seen: int, values: Mapping[str, object]
    ) -> None:
        here = select(happenings.c.revision).where(happenings.c.id == number)
        revision = connection.execute(here).scalar()
        if revision is None:
            raise UnknownRecord
        if revision != seen:
            raise Overtaken
        connection.execute(
            update(happenings).where(happenings.c.id == number).values(revision=seen + 1, **values)
        )

    def _participant_hash(self, line: str) -> str:
        return self._database.vault.keyed_hash("participant", line)

    def _sealed_happening(self, number: int, about: Mapping[str, Any]) -> bytes:
        return self._database.vault.wrap(pack(dict(about)), place("happening", number))

    def _happening(self, row: AnyRow) -> Happening:
        opened = self._database.vault.unwrap(row.sealed_happening, place("happening", row.id))
        return Happening(
            id=row.id,
            revision=row.revision,
            kind=row.kind,
            on=date.fromisoformat(row.on_day),
            district=row.district,
            visits=row.visits,
            withdrawn=row.withdrawn,
            about=cast("dict[str, Any]", unpack(opened)),
        )


def _within(span: Span) -> list[ColumnElement[bool]]:
    row = happenings.c
    days = [row.on_day >= span.since.isoformat(), row.on_day <= span.until.isoformat()]
    if span.districts:
        days.append(row.district.in_(["", *sorted(span.districts)]))
    return days


_AT_ONCE = 500  # hashes in one question: a database takes only so many values


def _parts(hashes: list[str]) -> Iterable[list[str]]:
    return (hashes[start : start + _AT_ONCE] for start in range(0, len(hashes), _AT_ONCE))
