"""What the list of cases shows: one row a case, found by index, its words sealed.

A row is worked out elsewhere and put here; a change of the case marks it as out of date.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, update

from registration.store.answers import NEVER, AnswersRoom
from registration.store.database import AnyRow, moment
from registration.store.state import pack, unpack
from registration.store.tables import cases, journal, summaries, summary_words
from registration.store.vault import place, seal, unseal

_SHORTEST, _LONGEST = 2, 10  # signs of the beginning of a word by which a case is found
_MOST_WORDS = 40
_MOST_ASKED = 4
_NO_DAY = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What one row says; `about` are words and lists that only the program reads."""

    stage: str
    mover: str
    percent: int
    blockers: int
    next_on: date | None
    contacted_at: datetime | None
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A line of the list; `moved_at` is when anything last happened in the case."""

    case_id: str
    district: str
    moved_at: datetime
    made_on: date | None
    summary: Summary

    def is_of(self, on: date) -> bool:
        """Whether the line says what is true on this day."""
        return self.made_on == on


@dataclass(frozen=True, slots=True)
class Sought:
    """Which lines are wanted; what is empty does not narrow. Days are inclusive."""

    district: str = ""
    stages: Collection[str] = ()
    mover: str = ""
    next_from: date | None = None
    next_until: date | None = None
    unmoved_since: datetime | None = None
    uncontacted_since: datetime | None = None
    words: Collection[str] = ()


class SummariesRoom(AnswersRoom):
    """The part of the store that keeps the list of cases."""

    def put_summary(
        self, case_id: str, summary: Summary, words: Iterable[str], *, seen: int, on: date
    ) -> None:
        """Keep the summary of a revision of a case as it is on a day.

        A case that has changed since `seen` keeps being out of date: the next look mends it.
        """
        with self._database.writing() as connection:
            row = self._row(connection, case_id)
            counted = select(func.count()).where(journal.c.case_id == case_id)
            connection.execute(
                update(summaries)
                .where(summaries.c.case_id == case_id)
                .values(
                    revision=seen,
                    entries=connection.execute(counted).scalar_one(),
                    made_on=on.isoformat() if row.revision == seen else NEVER,
                    district=row.district,
                    **self._columns(case_id, self._key(row), summary),
                )
            )
            connection.execute(delete(summary_words).where(summary_words.c.case_id == case_id))
            hashes = self._beginnings(words)
            if hashes:
                connection.execute(
                    insert(summary_words),
                    [{"word_hash": item, "case_id": case_id} for item in sorted(hashes)],
                )

    def _columns(self, case_id: str, key: bytes, summary: Summary) -> dict[str, object]:
        at = place(case_id, "summary", 0)
        return {
            "stage": summary.stage,
            "mover": summary.mover,
            "percent": summary.percent,
            "blockers": summary.blockers,
            "next_on": summary.next_on.isoformat() if summary.next_on else _NO_DAY,
            "contacted_at": summary.contacted_at.timestamp() if summary.contacted_at else 0.0,
            "sealed_summary": seal(key, pack(dict(summary.about)), at),
        }

    def _beginnings(self, words: Iterable[str]) -> set[str]:
        kept = [word[:_LONGEST] for word in list(dict.fromkeys(words))[:_MOST_WORDS]]
        parts = {
            word[:length]
            for word in kept
            for length in range(min(_SHORTEST, len(word)), len(word) + 1)
            if word
        }
        return {self._word_hash(part) for part in parts}

    def _word_hash(self, word: str) -> str:
        return self._database.vault.keyed_hash("word", word[:_LONGEST])

    def outdated(self, on: date, at_most: int) -> tuple[str, ...]:
        """Return cases whose summary is not of this day; the last changed come first."""
        query = (
            select(summaries.c.case_id)
            .where(summaries.c.made_on < on.isoformat())
            .order_by(summaries.c.made_on, summaries.c.moved_at.desc())
            .limit(at_most)
        )
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def summary_count(self, sought: Sought) -> int:
        """Return how many cases are wanted."""
        query = select(func.count()).select_from(summaries).where(*self._conditions(sought))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def summary_rows(
        self, sought: Sought, *, freshest: bool, skip: int, at_most: int
    ) -> tuple[SummaryRow, ...]:
        """Return a page of the list: the freshest first, or the nearest dates first."""
        order = (
            (summaries.c.moved_at.desc(),)
            if freshest
            else (summaries.c.next_on == _NO_DAY, summaries.c.next_on)
        )
        query = self._page(sought).order_by(*order, summaries.c.case_id)
        with self._database.reading() as connection:
            rows = connection.execute(query.offset(skip).limit(at_most)).all()
        return tuple(self._summary_row(row) for row in rows)

    def summaries_of(self, case_ids: Collection[str]) -> tuple[SummaryRow, ...]:
        """Return the lines of these cases; one that was destroyed has none."""
        query = self._page(Sought()).where(summaries.c.case_id.in_(sorted(case_ids)))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(summaries.c.case_id)).all()
        return tuple(self._summary_row(row) for row in rows)

    def _page(self, sought: Sought) -> Select[Any]:
        joined = summaries.join(cases, cases.c.id == summaries.c.case_id)
        return (
            select(summaries, cases.c.sealed_key)
            .select_from(joined)
            .where(*self._conditions(sought))
        )

    def _conditions(self, sought: Sought) -> list[ColumnElement[bool]]:
        row = summaries.c
        conditions: list[ColumnElement[bool]] = []
        if sought.district:
            conditions.append(row.district == sought.district)
        if sought.stages:
            conditions.append(row.stage.in_(sorted(sought.stages)))
        if sought.mover:
            conditions.append(row.mover == sought.mover)
        if sought.next_from:
            conditions.append(row.next_on >= sought.next_from.isoformat())
        if sought.next_until:
            conditions += [row.next_on != _NO_DAY, row.next_on <= sought.next_until.isoformat()]
        if sought.unmoved_since:
            conditions.append(row.moved_at < sought.unmoved_since.timestamp())
        if sought.uncontacted_since:
            conditions.append(row.contacted_at < sought.uncontacted_since.timestamp())
        conditions += [
            row.case_id.in_(
                select(summary_words.c.case_id).where(
                    summary_words.c.word_hash == self._word_hash(word)
                )
            )
            for word in list(sought.words)[:_MOST_ASKED]
        ]
        return conditions

    def _summary_row(self, row: AnyRow) -> SummaryRow:
        about: dict[str, Any] = {}
        if row.sealed_summary:
            at = place(row.case_id, "summary", 0)
            opened = unpack(unseal(self._key_of(row), row.sealed_summary, at))
            about = cast("dict[str, Any]", opened)
        summary = Summary(
            stage=row.stage,
            mover=row.mover,
            percent=row.percent,
            blockers=row.blockers,
            next_on=_day(row.next_on),
            contacted_at=moment(row.contacted_at) if row.contacted_at else None,
            about=about,
        )
        return SummaryRow(
            row.case_id, row.district, moment(row.moved_at), _day(row.made_on), summary
        )

    def _key_of(self, row: AnyRow) -> bytes:
        return self._database.vault.case_key(row.case_id, row.sealed_key)

    def case_count(self) -> int:
        """Return how many cases there are."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(cases)).scalar_one()

    def cases_by_district(self, revision: int = 0) -> Mapping[str, int]:
        """District → how many of its cases have been saved after this revision."""
        query = (
            select(cases.c.district, func.count())
            .where(cases.c.revision > revision)
            .group_by(cases.c.district)
        )
        with self._database.reading() as connection:
            return {str(district): count for district, count in connection.execute(query)}

    def stages_by_district(self) -> Mapping[tuple[str, str], int]:
        """(district, stage) → how many summaries stand there; as old as the summaries are."""
        columns = summaries.c.district, summaries.c.stage
        query = select(*columns, func.count()).group_by(*columns)
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        return {(str(district), str(stage)): count for district, stage, count in found}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
