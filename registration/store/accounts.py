"""Staff: password by Argon2id, one-time codes that work once, a delay after failed attempts."""

import hmac
from dataclasses import dataclass
from functools import cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, insert, select, update

from registration.domain.labelled import Labelled
from registration.errors import RegistrationError
from registration.store.database import AnyRow, Room
from registration.store.sessions import end_sessions_of
from registration.store.tables import users
from registration.store.vault import place

LONGEST_NAME = 100
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
FREE_FAILURES = 5
LONGEST_DELAY = 900  # seconds
_TOTP_STEP = 30  # seconds, as every authenticator application has it
_FOR_EVER = 1e12  # later than any clock will show: this name is closed by an administrator
_HASHER = PasswordHasher()


class Role(Labelled):
    """What a person may do here."""

    LEADER = "leader", "руководитель ТОС"
    CONSULTANT = "consultant", "консультант"
    ASSOCIATION = "association", "ассоциация"
    ADMINISTRATOR = "administrator", "администратор"


class BadAccount(RegistrationError):
    """An account cannot be made as asked; the message says why."""


@dataclass(frozen=True, slots=True)
class User:
    """A member of staff."""

    name: str
    role: Role
    is_off: bool = False


class AccountsRoom(Room):
    """The part of the store that knows the staff."""

    def add_user(self, name: str, role: Role, password: str) -> str:
        """Make an account; return the secret for the authenticator, shown only now."""
        name = name.strip()
        if not name or len(name) > LONGEST_NAME:
            raise BadAccount(f"Имя для входа: от 1 до {LONGEST_NAME} знаков.")
        secret = pyotp.random_base32()
        password_hash = _hashed(password)
        with self._database.writing() as connection:
            if _find(connection, name) is not None:
                raise BadAccount("Такое имя для входа уже есть.")
            connection.execute(
                insert(users).values(
                    name=name,
                    role=role.value,
                    password_hash=password_hash,
                    sealed_totp=self._sealed(name, secret),
                    last_step=0,
                    failures=0,
                    closed_until=0,
                )
            )
        return secret

    def set_password(self, name: str, password: str) -> None:
        """Give a new password; a name that was closed or switched off is let in again."""
        password_hash = _hashed(password)
        with self._database.writing() as connection:
            changed = connection.execute(
                update(users)
                .where(users.c.name == name)
                .values(password_hash=password_hash, failures=0, closed_until=0)
            )
            if not changed.rowcount:
                raise BadAccount("Такого имени для входа нет.")

    def switch_off(self, name: str) -> None:
        """Let nobody in by this name until it gets a new password; open visits end at once."""
        with self._database.writing() as connection:
            row = _find(connection, name)
            if row is None:
                raise BadAccount("Такого имени для входа нет.")
            connection.execute(
                update(users).where(users.c.name == name).values(closed_until=_FOR_EVER)
            )
            end_sessions_of(connection, row.role, name)

    def users(self) -> tuple[User, ...]:
        with self._database.reading() as connection:
            rows = connection.execute(select(users).order_by(users.c.name)).all()
        return tuple(_user(row) for row in rows)

    def user(self, name: str) -> User | None:
        with self._database.reading() as connection:
            row = _find(connection, name)
        return _user(row) if row is not None else None

    def check_password(self, name: str, password: str) -> User | None:
        """Return the user, or None: unknown name, wrong password, or too many attempts."""
        with self._database.reading() as connection:
            row = _find(connection, name)
        if row is None or row.closed_until > self._stamp():
            _verified(_nobody(), password)
            return None
        if _verified(row.password_hash, password):
            return _user(row)
        with self._database.writing() as connection:
            self._count_failure(connection, name)
        return None

    def check_totp(self, name: str, code: str) -> bool:
        """Tell whether the one-time code is right; each code works once."""
        with self._database.writing() as connection:
            row = _find(connection, name)
            if row is None or row.closed_until > self._stamp():
                return False
            step = self._step_of(row, code)
            if step is None:
                self._count_failure(connection, name)
                return False
            connection.execute(
                update(users)
                .where(users.c.name == name)
                .values(last_step=step, failures=0, closed_until=0)
            )
            return True

    def closed_for(self, name: str) -> int:
        """Return for how many seconds more the name is not let in."""
        with self._database.reading() as connection:
            row = _find(connection, name)
        return max(0, round(row.closed_until - self._stamp())) if row is not None else 0

    def _step_of(self, row: AnyRow, code: str) -> int | None:
        """Return the step the code belongs to, if it is newer than the last one used."""
        secret = self._database.vault.unwrap(row.sealed_totp, place(row.name, "totp", 0)).decode()
        totp = pyotp.TOTP(secret)
        current = int(self._stamp()) // _TOTP_STEP
        digits = "".join(code.split())
        for step in (current - 1, current, current + 1):  # clocks of telephones are not exact
            right = hmac.compare_digest(totp.at(step * _TOTP_STEP).encode(), digits.encode())
            if right and step > row.last_step:
                return step
        return None

    def _count_failure(self, connection: Connection, name: str) -> None:
        """After a few failures each next one doubles the wait."""
        row = _find(connection, name)
        if row is None or row.closed_until > self._stamp():  # it was switched off meanwhile
            return
        failures = row.failures + 1
        delay = min(2 ** min(failures - FREE_FAILURES, 30), LONGEST_DELAY)
        closed_until = self._stamp() + delay if failures >= FREE_FAILURES else 0
        connection.execute(
            update(users)
            .where(users.c.name == name)
            .values(failures=failures, closed_until=closed_until)
        )

    def _sealed(self, name: str, secret: str) -> bytes:
        return self._database.vault.wrap(secret.encode(), place(name, "totp", 0))


def _find(connection: Connection, name: str) -> AnyRow | None:
    return connection.execute(select(users).where(users.c.name == name)).one_or_none()


def _user(row: AnyRow) -> User:
    role = next(role for role in Role if role.value == row.role)
    return User(row.name, role, is_off=row.closed_until >= _FOR_EVER)


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise BadAccount(
            f"Пароль должен быть не короче {SHORTEST_PASSWORD} знаков "
            f"и не длиннее {LONGEST_PASSWORD}."
        )
    return _HASHER.hash(password)


@cache
def _nobody() -> str:
    """Return what is checked when there is no such user, so that the answer takes as long."""
    return _HASHER.hash("nobody has this password")


def _verified(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False
