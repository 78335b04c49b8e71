"""Who is inside now: sessions are rows here, the browser holds only a token."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from registration.store.database import Room, moment
from registration.store.tables import sessions

_HOUR = 3600
LONGEST_SESSION = 12 * _HOUR
LONGEST_IDLE = 2 * _HOUR
_USE_STEP = 60  # seconds between notes of use: not every page is a write
_CLOCK_SLIP = 300  # seconds a clock may be set back without ending every session
_OF_TOKEN = select(sessions).where(sessions.c.token_hash == bindparam("hash"))


@dataclass(frozen=True, slots=True)
class Session:
    """An open session: of which kind, and whose (a case or a member of staff)."""

    kind: str
    subject: str
    started: datetime
    expires: datetime


class SessionsRoom(Room):
    """The part of the store that remembers who is inside."""

    def start_session(self, kind: str, subject: str) -> str:
        """Start a session and return its token; it is stored only as a hash."""
        token, now = secrets.token_urlsafe(32), self._stamp()
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires <= now))
            connection.execute(
                insert(sessions).values(
                    token_hash=token_hash(token),
                    kind=kind,
                    subject=subject,
                    started=now,
                    used=now,
                    expires=now + LONGEST_SESSION,
                )
            )
        return token

    def session(self, token: str) -> Session | None:
        """Return the session of a token while it lasts, and note that it is used."""
        now = self._stamp()
        with self._database.reading() as connection:
            row = connection.execute(_OF_TOKEN, {"hash": token_hash(token)}).one_or_none()
        if row is None or not row.started - _CLOCK_SLIP <= now < row.expires:
            return None
        if now - row.used >= LONGEST_IDLE:
            return None
        if now - row.used >= _USE_STEP:
            self._note_use(row.token_hash, now)
        return Session(row.kind, row.subject, moment(row.started), moment(row.expires))

    def end_session(self, token: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash(token)))

    def end_sessions(self, kind: str, subject: str) -> None:
        """End every session of one subject."""
        with self._database.writing() as connection:
            end_sessions_of(connection, kind, subject)

    def _note_use(self, found: str, now: float) -> None:
        with self._database.writing() as connection:
            connection.execute(
                update(sessions).where(sessions.c.token_hash == found).values(used=now)
            )


def end_sessions_of(connection: Connection, kind: str, subject: str) -> None:
    """End every session of one subject inside a transaction."""
    connection.execute(
        delete(sessions).where(sessions.c.kind == kind, sessions.c.subject == subject)
    )


def token_hash(token: str) -> str:
    """Return what is stored of a token; it has too many bits to be guessed from it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
