"""Counts over all cases: kept in the open without the case, so they name nobody and outlive it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, insert, select

from registration.store.database import AnyRow
from registration.store.happenings import Span
from registration.store.journal import JournalEntry, JournalRoom
from registration.store.tables import cases, tallies


@dataclass(frozen=True, slots=True)
class Tally:
    """One thing to count: words of ours, never of a person."""

    kind: str
    subject: str
    value: int
    on: date


@dataclass(frozen=True, slots=True)
class Counted:
    """How many times the same was counted in a district."""

    kind: str
    subject: str
    value: int
    district: str
    times: int


@dataclass(frozen=True, slots=True)
class Tallied:
    """One thing that was counted, in the district of its case."""

    tally: Tally
    district: str


class TalliesRoom(JournalRoom):
    """The part of the store that counts over all cases."""

    def append_counted(
        self,
        case_id: str,
        kind: str,
        content: Mapping[str, object],
        counts: Iterable[Tally],
        *,
        author: str,
        seen: int | None = None,
    ) -> JournalEntry:
        """Add an entry to the journal and count what it says: both, or neither.

        Raises:
            UnknownCase: there is no such case.
            Overtaken: an entry was added after `seen`.
        """
        with self._database.writing() as connection:
            entry = self._append(connection, case_id, kind, content, author=author, seen=seen)
            district = connection.execute(
                select(cases.c.district).where(cases.c.id == case_id)
            ).scalar_one()
            for item in counts:
                connection.execute(
                    insert(tallies).values(
                        kind=item.kind,
                        subject=item.subject,
                        value=item.value,
                        district=district,
                        on_day=item.on.isoformat(),
                    )
                )
        return entry

    def tally_counts(self, span: Span, kind: str, subject: str) -> Mapping[str, int]:
        """District → how often one thing was counted in these days."""
        row = tallies.c
        query = (
            select(row.district, func.count())
            .where(row.kind == kind, row.subject == subject, *_within(span))
            .group_by(row.district)
        )
        with self._database.reading() as connection:
            return {str(district): times for district, times in connection.execute(query)}

    def tallied(self, span: Span, *kinds: str, subject: str = "") -> tuple[Tallied, ...]:
        """Return what of these kinds was counted in these days, the first first."""
        row = tallies.c
        query = select(tallies).where(row.kind.in_(kinds), *_within(span))
        if subject:
            query = query.where(row.subject == subject)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(row.on_day, row.number)).all()
        return tuple(
            Tallied(
                Tally(item.kind, item.subject, item.value, date.fromisoformat(item.on_day)),
                item.district,
            )
            for item in rows
        )

    def counted(self, *kinds: str) -> tuple[Counted, ...]:
        """Return how often each thing of these kinds was counted: one query, however many cases."""
        columns = (tallies.c.kind, tallies.c.subject, tallies.c.value, tallies.c.district)
        query = (
            select(*columns, func.count()).where(tallies.c.kind.in_(kinds)).group_by(*columns)
        ).order_by(*columns)
        with self._database.reading() as connection:
            return tuple(Counted(*row) for row in connection.execute(query))


def _within(span: Span) -> list[ColumnElement[bool]]:
    row = tallies.c
    found = [row.on_day >= span.since.isoformat(), row.on_day <= span.until.isoformat()]
    if span.districts:
        found.append(row.district.in_(sorted(span.districts)))
    return found


def _tallied(row: AnyRow) -> Tallied:
    tally = Tally(row.kind, row.subject, row.value, date.fromisoformat(row.on_day))
    return Tallied(tally, row.district)
