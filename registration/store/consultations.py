"""Answers of the duty desk: what is counted in the open, who and what was said sealed.

An entry is never removed: one written twice is withdrawn from the counts and stays readable.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from registration.store.database import AnyRow, Room
from registration.store.happenings import Span, UnknownRecord, expect_possible
from registration.store.journal import Overtaken
from registration.store.state import pack, unpack
from registration.store.tables import consultation_days, consultation_words, consultations
from registration.store.vault import place

WAITING = "waiting"
"""The outcome of an answer that is still owed."""
_STEM = 5  # signs of a word that are compared, so that its cases are found as well
_MOST_WORDS = 60
_MOST_ASKED = 4


@dataclass(frozen=True, slots=True)
class Facets:
    """By what a consultation is counted: words of ours and numbers, nothing a person said."""

    on: date
    channel: str
    district: str
    asker: str
    topic: str
    outcome: str
    minutes: int
    repeated: bool
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """One answer of the duty desk; `about` holds who asked, the question and the answer."""

    id: int
    revision: int
    facets: Facets
    withdrawn: bool
    about: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sums:
    """How many consultations share a value, and the minutes they took together."""

    times: int
    minutes: int


class ConsultationsRoom(Room):
    """The part of the store that keeps the log of the duty desk."""

    def add_consultation(
        self, facets: Facets, about: Mapping[str, Any], words: Iterable[str]
    ) -> int:
        """Keep an answer and return its number; it is found by `words`."""
        with self._database.writing() as connection:
            return self._add_consultation(connection, facets, about, words)

    def _add_consultation(
        self,
        connection: Connection,
        facets: Facets,
        about: Mapping[str, Any],
        words: Iterable[str],
    ) -> int:
        """Keep an answer in a transaction that may hold more than it."""
        newest = connection.execute(select(func.max(consultations.c.id))).scalar() or 0
        number = cast(int, newest + 1)
        connection.execute(
            insert(consultations).values(
                id=number,
                revision=1,
                withdrawn=False,
                **self._consultation_columns(number, facets, about),
            )
        )
        self._index_consultation(connection, number, words)
        _count(connection, number, 1)
        return number

    def change_consultation(
        self,
        number: int,
        facets: Facets,
        about: Mapping[str, Any],
        words: Iterable[str],
        *,
        seen: int,
    ) -> None:
        """Write an answer anew.

        Raises:
            UnknownRecord: there is no such answer.
            Overtaken: it was changed after `seen`.
        """
        with self._database.writing() as connection:
            _change(connection, number, seen, self._consultation_columns(number, facets, about))
            self._index_consultation(connection, number, words)

    def withdraw_consultation(
        self, number: int, *, seen: int, withdrawn: bool, about: Mapping[str, Any] | None = None
    ) -> None:
        """Take an answer out of all counts, or back into them.

        `about` is what it says from now on (why it was taken out), None for no change.

        Raises:
            UnknownRecord: there is no such answer.
            Overtaken: it was changed after `seen`.
        """
        values: dict[str, object] = {"withdrawn": withdrawn}
        if about is not None:
            values["sealed_consultation"] = self._sealed_consultation(number, about)
        with self._database.writing() as connection:
            _change(connection, number, seen, values)

    def consultation(self, number: int) -> Consultation:
        """Return one answer.

        Raises:
            UnknownRecord: there is no such answer.
        """
        expect_possible(number)
        query = select(consultations).where(consultations.c.id == number)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise UnknownRecord
        return self._consultation(row)

    def consultations(
        self, span: Span, words: Collection[str] = (), *, skip: int, at_most: int
    ) -> tuple[Consultation, ...]:
        """Return a page of the log, withdrawn answers too, the last first."""
        row = consultations.c
        query = select(consultations).where(*_within(span), *self._consultations_with(words))
        query = query.order_by(row.on_day.desc(), row.id.desc()).offset(skip).limit(at_most)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(self._consultation(item) for item in rows)

    def waiting_consultations(self, at_most: int) -> tuple[Consultation, ...]:
        """Return answers that were promised and not given yet, the oldest first."""
        row = consultations.c
        query = (
            select(consultations)
            .where(row.withdrawn.is_(False), row.outcome == WAITING)
            .order_by(row.on_day, row.id)
            .limit(at_most)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(self._consultation(item) for item in rows)

    def facets(self, span: Span, *, skip: int, at_most: int) -> tuple[tuple[int, Facets], ...]:
        """Return what is counted (number and facets), the first first; nothing sealed is opened."""
        row = consultations.c
        query = (
            select(consultations)
            .where(row.withdrawn.is_(False), *_within(span))
            .order_by(row.on_day, row.id)
            .offset(skip)
            .limit(at_most)
        )
        with self._database.reading() as connection:
            return tuple((item.id, _facets(item)) for item in connection.execute(query))

    def consultation_count(
        self, span: Span, words: Collection[str] = (), *, withdrawn: bool = False
    ) -> int:
        """Return how many answers were given in these days."""
        query = select(func.count()).select_from(consultations)
        query = query.where(*_within(span), *self._consultations_with(words))
        if not withdrawn:
            query = query.where(consultations.c.withdrawn.is_(False))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def consultations_by_district(self, span: Span) -> Mapping[str, int]:
        """District → answers that count; as quick for half a million of them as for ten."""
        row = consultation_days.c
        query = (
            select(row.district, func.sum(row.times))
            .where(*_days_within(row, span))
            .group_by(row.district)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        return {str(district): times for district, times in found if times}

    def consultation_sums(self, span: Span, by: str) -> Mapping[str, Sums]:
        """Value of a facet («topic», «channel», …) → how often it stands, and its minutes."""
        row = consultations.c
        column = row[by]
        query = (
            select(column, func.count(), func.sum(row.minutes))
            .where(row.withdrawn.is_(False), *_within(span))
            .group_by(column)
            .order_by(column)
        )
        with self._database.reading() as connection:
            return {
                str(value): Sums(times, minutes)
                for value, times, minutes in connection.execute(query)
            }

    def consultations_alike(self, facets: Facets, question: str) -> tuple[int, ...]:
        """Return answers of the same day, channel and district to the same question."""
        row = consultations.c
        query = select(row.id).where(
            row.same_hash == self._same_consultation(facets, question), row.withdrawn.is_(False)
        )
        with self._database.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def _consultation_columns(
        self, number: int, facets: Facets, about: Mapping[str, Any]
    ) -> dict[str, object]:
        return {
            "on_day": facets.on.isoformat(),
            "channel": facets.channel,
            "district": facets.district,
            "asker": facets.asker,
            "topic": facets.topic,
            "outcome": facets.outcome,
            "minutes": facets.minutes,
            "repeated": facets.repeated,
            "case_id": facets.case_id,
            "same_hash": self._same_consultation(facets, str(about.get("question", ""))),
            "sealed_consultation": self._sealed_consultation(number, about),
        }

    def _sealed_consultation(self, number: int, about: Mapping[str, Any]) -> bytes:
        return self._database.vault.wrap(pack(dict(about)), place("consultation", number))

    def _same_consultation(self, facets: Facets, question: str) -> str:
        line = "|".join((facets.on.isoformat(), facets.channel, facets.district, question))
        return self._database.vault.keyed_hash("consultation", line)

    def _index_consultation(
        self, connection: Connection, number: int, words: Iterable[str]
    ) -> None:
        mine = consultation_words.c.consultation == number
        connection.execute(delete(consultation_words).where(mine))
        hashes = {self._consulted_hash(word) for word in list(dict.fromkeys(words))[:_MOST_WORDS]}
        if hashes:
            connection.execute(
                insert(consultation_words),
                [{"word_hash": item, "consultation": number} for item in sorted(hashes)],
            )

    def _consultations_with(self, words: Collection[str]) -> list[ColumnElement[bool]]:
        return [
            consultations.c.id.in_(
                select(consultation_words.c.consultation).where(
                    consultation_words.c.word_hash == self._consulted_hash(word)
                )
            )
            for word in list(words)[:_MOST_ASKED]
        ]

    def _consulted_hash(self, word: str) -> str:
        return self._database.vault.keyed_hash("consulted", word[:_STEM])

    def _consultation(self, row: AnyRow) -> Consultation:
        at = place("consultation", row.id)
        opened = self._database.vault.unwrap(row.sealed_consultation, at)
        about = cast("dict[str, Any]", unpack(opened))
        return Consultation(row.id, row.revision, _facets(row), row.withdrawn, about)


def _change(connection: Connection, number: int, seen: int, values: Mapping[str, object]) -> None:
    this = consultations.c.id == number
    revision = connection.execute(select(consultations.c.revision).where(this)).scalar()
    if revision is None:
        raise UnknownRecord
    if revision != seen:
        raise Overtaken
    _count(connection, number, -1)
    connection.execute(update(consultations).where(this).values(revision=seen + 1, **values))
    _count(connection, number, 1)


def _count(connection: Connection, number: int, by: int) -> None:
    """Add an answer to its day and district, or take it out; one withdrawn counts nowhere."""
    row = connection.execute(select(consultations).where(consultations.c.id == number)).one()
    if row.withdrawn:
        return
    at = consultation_days.c
    same = (at.on_day == row.on_day) & (at.district == row.district)
    more = update(consultation_days).where(same).values(times=at.times + by)
    if connection.execute(more).rowcount == 0:
        connection.execute(
            insert(consultation_days).values(on_day=row.on_day, district=row.district, times=by)
        )


def _within(span: Span) -> list[ColumnElement[bool]]:
    return _days_within(consultations.c, span)


def _days_within(row: ReadOnlyColumnCollection[str, Any], span: Span) -> list[ColumnElement[bool]]:
    found = [row.on_day >= span.since.isoformat(), row.on_day <= span.until.isoformat()]
    if span.districts:
        found.append(row.district.in_(sorted(span.districts)))
    return found


def _facets(row: AnyRow) -> Facets:
    return Facets(
        on=date.fromisoformat(row.on_day),
        channel=row.channel,
        district=row.district,
        asker=row.asker,
        topic=row.topic,
        outcome=row.outcome,
        minutes=row.minutes,
        repeated=row.repeated,
        case_id=row.case_id,
    )
