"""Files of a case, sealed together with their names."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from registration.errors import RegistrationError
from registration.store.answers import AnswersRoom
from registration.store.database import AnyRow, Database, moment
from registration.store.recent import Recent
from registration.store.tables import files
from registration.store.vault import place, seal, unseal

LARGEST_FILE = 50_000_000
_SMALL = 4096  # records that pages read each time; packages are not kept in memory
_NAMED = select(files).where(
    files.c.case_id == bindparam("case"), files.c.name_hash == bindparam("name")
)


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

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._notes = Recent[bytes]()

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
        with self._database.reading() as connection:
            row = connection.execute(_NAMED, {"case": case_id, "name": found}).one_or_none()
        if row is None:
            return None
        if row.size > _SMALL:
            return self._file_content(row)
        return self._notes.opened(found, row.sealed_content, lambda: self._file_content(row))

    def _file_content(self, row: AnyRow) -> bytes:
        with self._database.reading() as connection:
            key = self._key(self._row(connection, row.case_id))
        at = place(row.case_id, "file", f"{row.name_hash}.{row.version}")
        return unseal(key, row.sealed_content, at)

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
