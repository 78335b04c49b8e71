"""The end of a case: its rows and its key go, the counts that never named it stay."""

from typing import Final

from sqlalchemy import delete, update

from registration.store.files import FilesRoom
from registration.store.tables import (
    addresses,
    cases,
    codes,
    consultations,
    files,
    history,
    journal,
    links,
    sessions,
    shared_states,
    summaries,
    summary_words,
)

NO_CASE: Final = ""
_OF_A_CASE = (
    addresses,
    codes,
    links,
    files,
    journal,
    history,
    shared_states,
    summary_words,
    summaries,
)


class DestructionRoom(FilesRoom):
    """The part of the store that destroys cases."""

    def destroy_case(self, case_id: str) -> None:
        """Remove a case with all that is kept of it; consultations forget whose they were.

        The line in the access log stays: it proves that the case was destroyed, and when. Copies
        in backups end with the backups.

        Raises:
            UnknownCase: there is no such case.
        """
        with self._database.writing() as connection:
            self._row(connection, case_id, for_update=True)
            for table in _OF_A_CASE:
                connection.execute(delete(table).where(table.c.case_id == case_id))
            connection.execute(delete(sessions).where(sessions.c.subject == case_id))
            connection.execute(
                update(consultations)
                .where(consultations.c.case_id == case_id)
                .values(case_id=NO_CASE)
            )
            connection.execute(delete(cases).where(cases.c.id == case_id))
        self._recent.clear()
        self._notes.clear()
