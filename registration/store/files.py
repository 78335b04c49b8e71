"""Files of a case, sealed together with their names."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from registration.errors import RegistrationError
from registration.store.answers import AnswersRoom
from registration.store.database import AnyRow, moment
from registration.store.tables import files
from registration.store.vault import place, seal, unseal

LARGEST_FILE = 50_000_000


class TooLargeFile(RegistrationError):
    """A file does not fit."""

    def __init__(self) -> None:
        super().__init__("Файл больше 50 МБ. Уменьшите его и попробуйте ещё раз.")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a case as a list shows it."""

    name: str
    size: int
    version: int
    at: datetime


class FilesRoom(AnswersRoom):
    """The part of the store that keeps files."""

    def put_file(self, case_id: str, name: str, content: bytes) -> None:
        """Keep a file; an older one of the same name is replaced."""
        if len(content) > LARGEST_FILE:
            raise TooLargeFile
        found = self._name_hash(case_id, name)
        with self._database.writing() as connection:
            key = self._key(self._row(connection, case_id))
            same = (files.c.case_id == case_id) & (files.c.name_hash == found)
            before = connection.execute(select(files.c.version).where(same)).scalar()
            version = (before or 0) + 1
            connection.execute(delete(files).where(same))
            at = place(case_id, "file", f"{found}.{version}")
            connection.execute(
                insert(files).values(
                    case_id=case_id,
                    name_hash=found,
                    version=version,
                    at=self._stamp(),
                    size=len(content),
                    sealed_name=seal(key, name.encode(), place(case_id, "file name", found)),
                    sealed_content=seal(key, content, at),
                )
            )

    def get_file(self, case_id: str, name: str) -> bytes | None:
        """Return what is in a file; None if there is none of this name."""
        found = self._name_hash(case_id, name)
        query = select(files).where(files.c.case_id == case_id, files.c.name_hash == found)
        with self._database.reading() as connection:
            key = self._key(self._row(connection, case_id))
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return unseal(key, row.sealed_content, place(case_id, "file", f"{found}.{row.version}"))

    def files(self, case_id: str) -> tuple[StoredFile, ...]:
        """Return the files of a case by name."""
        columns = (files.c.name_hash, files.c.sealed_name, files.c.size, files.c.version)
        query = select(*columns, files.c.at).where(files.c.case_id == case_id)
        with self._database.reading() as connection:
            key = self._key(self._row(connection, case_id))
            rows = connection.execute(query).all()
        listed = (_listed(case_id, key, row) for row in rows)
        return tuple(sorted(listed, key=lambda file: file.name))

    def _name_hash(self, case_id: str, name: str) -> str:
        return self._database.vault.keyed_hash("file", f"{case_id}|{name}")


def _listed(case_id: str, key: bytes, row: AnyRow) -> StoredFile:
    name = unseal(key, row.sealed_name, place(case_id, "file name", row.name_hash)).decode()
    return StoredFile(name, row.size, row.version, moment(row.at))
