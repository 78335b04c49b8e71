"""Keys and seals: one master key in a file, AES-256-GCM, every seal bound to its place."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from registration.errors import RegistrationError

KEY_SIZE = 32
_NONCE_SIZE = 12
_VERSION = b"\x01"


class StoreFault(RegistrationError):
    """The store cannot be opened or trusted; the message says what to do."""


class SealBroken(StoreFault):
    """What was read is not what was written there: damaged, moved or of another key."""


def place(*parts: object) -> bytes:
    """Return the associated data of a seal: case, purpose, revision, in this order."""
    return "|".join(str(part) for part in parts).encode()


def seal(key: bytes, content: bytes, at: bytes) -> bytes:
    """Encrypt so that it opens only with this key and only at this place."""
    nonce = os.urandom(_NONCE_SIZE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, content, at)


def unseal(key: bytes, sealed: bytes, at: bytes) -> bytes:
    """Decrypt what was sealed at this place, or refuse."""
    body = 1 + _NONCE_SIZE
    try:
        if sealed[:1] != _VERSION:
            raise InvalidTag
        return AESGCM(key).decrypt(sealed[1:body], sealed[body:], at)
    except (InvalidTag, ValueError):
        raise SealBroken(
            "Запись в базе не открывается: она повреждена или закрыта другим ключом. "
            "Восстановите базу из резервной копии."
        ) from None


class Vault:
    """The master key: wraps the data keys of cases and keys every hash that could be guessed."""

    def __init__(self, master: bytes) -> None:
        self.master = master
        self._wrapping = _derived(master, b"wrapping")
        self._hashing = _derived(master, b"hashing")

    def new_case_key(self, case_id: str) -> bytes:
        """Make a data key for a case; only its wrapped form is ever stored."""
        return self.wrap(secrets.token_bytes(KEY_SIZE), place(case_id, "key", 0))

    def case_key(self, case_id: str, wrapped: bytes) -> bytes:
        return self.unwrap(wrapped, place(case_id, "key", 0))

    def wrap(self, content: bytes, at: bytes) -> bytes:
        return seal(self._wrapping, content, at)

    def unwrap(self, sealed: bytes, at: bytes) -> bytes:
        return unseal(self._wrapping, sealed, at)

    def keyed_hash(self, purpose: str, content: str) -> str:
        """Return a hash that nobody can guess back without the master key."""
        return hmac.new(self._hashing, place(purpose, content), hashlib.sha256).hexdigest()


def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=None, info=purpose).derive(master)


def read_key(key_file: Path) -> bytes:
    """Return the master key; refuse a file that others on the machine can read."""
    if key_file.stat().st_mode & 0o077:
        raise StoreFault(
            f"Файл ключа {key_file.name} открыт для других пользователей компьютера. "
            "Закройте его: chmod 600."
        )
    try:
        key = bytes.fromhex(key_file.read_text("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != KEY_SIZE:
        raise StoreFault(f"В файле {key_file.name} не ключ. Восстановите его по распечатке.")
    return key


def make_key(key_file: Path) -> bytes:
    """Make a new master key in a file that only its owner reads."""
    key = secrets.token_bytes(KEY_SIZE)
    write_key(key_file, key)
    return key


def write_key(key_file: Path, key: bytes) -> None:
    """Write the key to a new file; never over an existing one."""
    key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        opened = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise StoreFault(
            f"Файл ключа {key_file.name} уже есть. Уберите его, прежде чем восстанавливать ключ."
        ) from None
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
