"""Secret addresses that work without entering: a calendar of all cases, a question to a leader.

Only the hash of a token is kept, as with personal links; the token is shown once, when it is made.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from registration.store.database import AnyRow, Room, moment
from registration.store.entry import TOKEN_BYTES
from registration.store.sessions import token_hash
from registration.store.tables import addresses

ALL_CASES = ""
"""Stands for the case of an address that speaks of all of them."""
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Address:
    """One secret address; `id` is the hash of its token, `case_id` empty for all cases."""

    id: str
    purpose: str
    case_id: str
    expires: datetime
    revoked: bool
    works: bool
    """Neither revoked nor past its day."""


class AddressesRoom(Room):
    """The part of the store that knows the secret addresses."""

    def make_address(self, purpose: str, case_id: str, days: int) -> str:
        """Return the token of a new address; others of this purpose and case stop working."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._database.writing() as connection:
            connection.execute(
                update(addresses)
                .where(addresses.c.purpose == purpose, addresses.c.case_id == case_id)
                .values(revoked=True)
            )
            connection.execute(
                insert(addresses).values(
                    token_hash=token_hash(token),
                    purpose=purpose,
                    case_id=case_id,
                    expires=self._stamp() + days * _DAY,
                    revoked=False,
                )
            )
        return token

    def find_address(self, token: str, purpose: str) -> Address | None:
        """Return the address of this token and purpose, working or not; None if never made."""
        query = select(addresses).where(
            addresses.c.token_hash == token_hash(token), addresses.c.purpose == purpose
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return self._address(row) if row is not None else None

    def use_up_address(self, token: str, purpose: str) -> bool:
        """Close a working address for good; of two that try at once, one succeeds."""
        with self._database.writing() as connection:
            changed = connection.execute(
                update(addresses)
                .where(
                    addresses.c.token_hash == token_hash(token),
                    addresses.c.purpose == purpose,
                    addresses.c.revoked.is_(False),
                    addresses.c.expires > self._stamp(),
                )
                .values(revoked=True)
            )
        return changed.rowcount == 1

    def revoke_addresses(self, purpose: str, case_id: str) -> None:
        """Close every address of this purpose and case at once."""
        with self._database.writing() as connection:
            connection.execute(
                update(addresses)
                .where(addresses.c.purpose == purpose, addresses.c.case_id == case_id)
                .values(revoked=True)
            )

    def addresses_of(self, purpose: str, case_id: str) -> tuple[Address, ...]:
        """Return the addresses of this purpose and case, the one that lasts longest first."""
        query = (
            select(addresses)
            .where(addresses.c.purpose == purpose, addresses.c.case_id == case_id)
            .order_by(addresses.c.expires.desc(), addresses.c.token_hash)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(self._address(row) for row in rows)

    def _address(self, row: AnyRow) -> Address:
        return Address(
            id=row.token_hash,
            purpose=row.purpose,
            case_id=row.case_id,
            expires=moment(row.expires),
            revoked=row.revoked,
            works=not row.revoked and row.expires > self._stamp(),
        )
