"""How a leader comes in: a personal link, or eight digits dictated by telephone."""

import hmac
import re
import secrets
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from registration.errors import RegistrationError
from registration.store.answers import UnknownCase
from registration.store.database import Room, moment
from registration.store.sessions import end_sessions_of, token_hash
from registration.store.tables import cases, codes, links

TOKEN_BYTES = 20  # 160 bits
CODE_LIFE = 600  # seconds
CODE_TRIES = 5
LEADER = "leader"
_DAY = 86_400
_FINDER_DIGITS = 3
_CODE = re.compile(r"[0-9]{8}", re.ASCII)


class NoFreeCode(RegistrationError):
    """So many codes wait at once that a new one would not differ."""

    def __init__(self) -> None:
        super().__init__("Сейчас выдано слишком много кодов. Подождите десять минут.")


class EntryRoom(Room):
    """The part of the store that lets leaders in."""

    def issue_link(self, case_id: str, days: int) -> str:
        """Return the token of a new link; links given before stop working."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._database.writing() as connection:
            _require_case(connection, case_id)
            _revoke_links(connection, case_id)
            connection.execute(
                insert(links).values(
                    token_hash=token_hash(token),
                    case_id=case_id,
                    expires=self._stamp() + days * _DAY,
                    revoked=False,
                )
            )
        return token

    def redeem_link(self, token: str) -> str | None:
        """Return the case of a link that still works."""
        query = select(links.c.case_id).where(
            links.c.token_hash == token_hash(token),
            links.c.revoked.is_(False),
            links.c.expires > self._stamp(),
        )
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def link_until(self, case_id: str) -> datetime | None:
        """Return when the leader's link ends; None while there is none that works."""
        query = select(links.c.expires).where(
            links.c.case_id == case_id,
            links.c.revoked.is_(False),
            links.c.expires > self._stamp(),
        )
        with self._database.reading() as connection:
            expires = connection.execute(query).scalar_one_or_none()
        return moment(expires) if expires is not None else None

    def issue_code(self, case_id: str) -> str:
        """Return eight digits for one entry; a code given before stops working."""
        with self._database.writing() as connection:
            _require_case(connection, case_id)
            connection.execute(
                delete(codes).where(
                    (codes.c.case_id == case_id) | (codes.c.expires <= self._stamp())
                )
            )
            code = _free_code(connection)
            connection.execute(
                insert(codes).values(
                    finder=code[:_FINDER_DIGITS],
                    code_hash=self._code_hash(code),
                    case_id=case_id,
                    expires=self._stamp() + CODE_LIFE,
                    tries=0,
                )
            )
        return code

    def redeem_code(self, code: str) -> str | None:
        """Return the case once for a right code; every wrong guess at it is counted."""
        digits = re.sub(r"[\s-]", "", code)
        if not _CODE.fullmatch(digits):
            return None
        finder = codes.c.finder == digits[:_FINDER_DIGITS]
        guess = self._code_hash(digits)
        with self._database.writing() as connection:
            row = connection.execute(select(codes).where(finder).with_for_update()).one_or_none()
            right = hmac.compare_digest(guess, row.code_hash if row is not None else "0" * 64)
            if row is None:
                return None
            if row.expires <= self._stamp() or row.tries >= CODE_TRIES:
                return None
            if not right:
                connection.execute(update(codes).where(finder).values(tries=row.tries + 1))
                return None
            connection.execute(delete(codes).where(finder))
            return str(row.case_id)

    def revoke(self, case_id: str) -> None:
        """Close every way into a case at once: links, codes and open sessions."""
        with self._database.writing() as connection:
            _revoke_links(connection, case_id)
            connection.execute(delete(codes).where(codes.c.case_id == case_id))
            end_sessions_of(connection, LEADER, case_id)

    def _code_hash(self, code: str) -> str:
        # Eight digits are soon guessed from a plain hash, so theirs needs the master key.
        return self._database.vault.keyed_hash("code", code)


def _require_case(connection: Connection, case_id: str) -> None:
    if connection.execute(select(cases.c.id).where(cases.c.id == case_id)).first() is None:
        raise UnknownCase


def _revoke_links(connection: Connection, case_id: str) -> None:
    connection.execute(update(links).where(links.c.case_id == case_id).values(revoked=True))


def _free_code(connection: Connection) -> str:
    """Return a code whose first digits no other waiting code has."""
    taken = set(connection.execute(select(codes.c.finder)).scalars())
    free = [
        finder
        for number in range(10**_FINDER_DIGITS)
        if (finder := f"{number:0{_FINDER_DIGITS}}") not in taken
    ]
    if not free:
        raise NoFreeCode
    return secrets.choice(free) + f"{secrets.randbelow(100_000):05}"
