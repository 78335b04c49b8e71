"""Cases: create, list, load and save; every save is one transaction and is never lost."""

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, bindparam, insert, select, update

from registration.errors import RegistrationError
from registration.store.database import AnyRow, Database, Room, moment
from registration.store.merging import Change, Conflict, MarkOf, Merge, merge
from registration.store.paths import REMOVED, Answers, value_at
from registration.store.recent import Recent
from registration.store.state import (
    Channel,
    Mark,
    State,
    channel_of,
    pack,
    packed,
    unpack,
    unpacked,
)
from registration.store.tables import cases, history, summaries
from registration.store.vault import place, seal, unseal

NEVER = ""
"""Day of a summary that does not follow from its case."""
UNSUMMED: Mapping[str, object] = {
    "revision": 0,
    "entries": 0,
    "made_on": NEVER,
    "stage": "intake",
    "mover": "tos",
    "percent": 0,
    "blockers": 0,
    "next_on": "",
    "contacted_at": 0.0,
    "sealed_summary": b"",
}
_SLUG = re.compile(r"[a-z_]{1,40}", re.ASCII)
_CASE = select(cases).where(cases.c.id == bindparam("case_id"))
_CASE_TO_CHANGE = _CASE.with_for_update()


class UnknownCase(RegistrationError):
    """There is no such case here."""

    def __init__(self) -> None:
        super().__init__("Такого дела нет.")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A line of the list of cases: nothing personal."""

    id: str
    number: str
    district: str
    created: datetime
    revision: int
    saved: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known of a case at one revision."""

    answers: Answers
    marks: Mapping[str, Mark]
    revision: int
    unknown: frozenset[str]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save left behind: the new revision and what it did not dare to overwrite."""

    revision: int
    at: datetime
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class PastSave:
    """One save of the past."""

    revision: int
    at: datetime
    author: str
    channel: Channel
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case being changed inside a transaction."""

    row: AnyRow
    key: bytes
    state: State


class AnswersRoom(Room):
    """The part of the store that keeps answers."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._recent = Recent[Stored]()

    def create_case(self, author: str) -> str:
        """Make an empty case; its id cannot be guessed."""
        case_id = secrets.token_hex(16)
        with self._database.writing() as connection:
            self._insert_case(connection, case_id, State(), 0)
            self._append_history(connection, case_id, 0, Signed(author, Channel.SELF), ())
        return case_id

    def cases(self) -> tuple[CaseRow, ...]:
        """Return every case, the last saved first."""
        columns = (cases.c.id, cases.c.sealed_number, cases.c.district)
        stamps = (cases.c.created, cases.c.revision, cases.c.saved)
        with self._database.reading() as connection:
            rows = connection.execute(
                select(*columns, *stamps).order_by(cases.c.saved.desc(), cases.c.id)
            ).all()
        return tuple(self._case_row(row) for row in rows)

    def case_row(self, case_id: str) -> CaseRow:
        """Return the line of one case."""
        with self._database.reading() as connection:
            return self._case_row(self._row(connection, case_id))

    def load(self, case_id: str) -> Stored:
        """Return the answers with who gave each of them; nobody may change what is returned."""
        with self._database.reading() as connection:
            row = self._row(connection, case_id)
        return self._recent.opened(case_id, row.sealed_answers, lambda: self._stored(row))

    def _stored(self, row: AnyRow) -> Stored:
        state = self._opened(row).state
        return Stored(state.answers, state.marks, row.revision, frozenset(state.unknown))

    def save(
        self,
        case_id: str,
        changes: Mapping[str, object],
        *,
        seen: int,
        author: str,
        channel: Channel,
        unknown: Collection[str] = (),
    ) -> Saved:
        """Save what a form built from revision `seen` brought; the rest is never touched."""
        with self._database.writing() as connection:
            opened = self._opened(self._row(connection, case_id, for_update=True))
            revision = opened.row.revision + 1
            mark = Mark(revision, author, channel, moment(self._stamp()))
            merged = self._merged(opened, changes, seen, lambda _path: mark, unknown)
            return self._saved(connection, opened, merged, Signed(author, channel))

    def delete_item(
        self, case_id: str, list_path: str, index: int, *, seen: int, author: str, channel: Channel
    ) -> Saved:
        """Remove one item of a list; the items after it keep their marks."""
        path = f"{list_path}.{index}"
        return self.save(case_id, {path: REMOVED}, seen=seen, author=author, channel=channel)

    def history(self, case_id: str) -> tuple[PastSave, ...]:
        """Return every save of a case, from the first one."""
        query = select(history).where(history.c.case_id == case_id).order_by(history.c.revision)
        with self._database.reading() as connection:
            key = self._key(self._row(connection, case_id))
            rows = connection.execute(query).all()
        return tuple(_past(row, key) for row in rows)

    def _merged(
        self,
        opened: OpenedCase,
        changes: Mapping[str, object],
        seen: int,
        mark_of: MarkOf,
        unknown: Collection[str] = (),
    ) -> Merge:
        # A form newer than the case was built before a restore from backup: it has seen nothing.
        seen = seen if 0 <= seen <= opened.row.revision else 0
        return merge(opened.state, changes, seen, mark_of, unknown)

    def _saved(
        self, connection: Connection, opened: OpenedCase, merged: Merge, signed: "Signed"
    ) -> Saved:
        row, conflicts = opened.row, tuple(merged.conflicts)
        if not merged.did_something:
            return Saved(row.revision, moment(row.saved), conflicts)
        revision = row.revision + 1
        self._update_case(connection, opened, revision)
        self._append_history(
            connection, row.id, revision, signed, tuple(merged.changes), key=opened.key
        )
        return Saved(revision, moment(self._stamp()), conflicts)

    def _row(self, connection: Connection, case_id: str, *, for_update: bool = False) -> AnyRow:
        query = _CASE_TO_CHANGE if for_update else _CASE
        row = connection.execute(query, {"case_id": case_id}).one_or_none()
        if row is None:
            raise UnknownCase
        return row

    def _key(self, row: AnyRow) -> bytes:
        return self._database.vault.case_key(row.id, row.sealed_key)

    def _opened(self, row: AnyRow) -> OpenedCase:
        key = self._key(row)
        at = place(row.id, "answers", row.revision)
        return OpenedCase(row, key, unpacked(unseal(key, row.sealed_answers, at)))

    def _insert_case(
        self, connection: Connection, case_id: str, state: State, revision: int
    ) -> None:
        wrapped = self._database.vault.new_case_key(case_id)
        key = self._database.vault.case_key(case_id, wrapped)
        values = self._written(case_id, key, state, revision)
        connection.execute(
            insert(cases).values(id=case_id, sealed_key=wrapped, created=values["saved"], **values)
        )
        connection.execute(
            insert(summaries).values(
                case_id=case_id, district=values["district"], moved_at=values["saved"], **UNSUMMED
            )
        )

    def _update_case(self, connection: Connection, opened: OpenedCase, revision: int) -> None:
        case_id = opened.row.id
        values = self._written(case_id, opened.key, opened.state, revision)
        connection.execute(update(cases).where(cases.c.id == case_id).values(**values))
        self._outdate(connection, case_id)

    def _outdate(self, connection: Connection, case_id: str) -> None:
        """What the list says of a case no longer follows from the case."""
        same = summaries.c.case_id == case_id
        connection.execute(
            update(summaries).where(same).values(made_on=NEVER, moved_at=self._stamp())
        )

    def _written(self, case_id: str, key: bytes, state: State, revision: int) -> dict[str, object]:
        number = _text(value_at(state.answers, "card.number"))
        district = _text(value_at(state.answers, "territory.district"))
        # A number is typed by a person, so it could hold anything: it is sealed as well.
        sealed_number = self._database.vault.wrap(number.encode(), place(case_id, "number", 0))
        return {
            "revision": revision,
            "saved": self._stamp(),
            "sealed_number": sealed_number,
            "district": district if _SLUG.fullmatch(district) else "",
            "sealed_answers": seal(key, packed(state), place(case_id, "answers", revision)),
        }

    def _case_row(self, row: AnyRow) -> CaseRow:
        number = self._database.vault.unwrap(row.sealed_number, place(row.id, "number", 0))
        created, saved = moment(row.created), moment(row.saved)
        return CaseRow(row.id, number.decode(), row.district, created, row.revision, saved)

    def _append_history(
        self,
        connection: Connection,
        case_id: str,
        revision: int,
        signed: "Signed",
        changes: tuple[Change, ...],
        key: bytes | None = None,
    ) -> None:
        key = key or self._key(self._row(connection, case_id))
        content = pack(
            [
                signed.author,
                signed.channel.value,
                [[change.path, change.before, change.after] for change in changes],
            ]
        )
        connection.execute(
            insert(history).values(
                case_id=case_id,
                revision=revision,
                at=self._stamp(),
                sealed_changes=seal(key, content, place(case_id, "history", revision)),
            )
        )


@dataclass(frozen=True, slots=True)
class Signed:
    """Who saves and how the answers reached us."""

    author: str
    channel: Channel


def _past(row: AnyRow, key: bytes) -> PastSave:
    at = place(row.case_id, "history", row.revision)
    author, channel, changes = cast(
        tuple[str, str, list[list[Any]]], unpack(unseal(key, row.sealed_changes, at))
    )
    return PastSave(
        row.revision,
        moment(row.at),
        author,
        channel_of(channel),
        tuple(Change(*change) for change in changes),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
