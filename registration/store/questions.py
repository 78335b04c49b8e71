"""Questions that residents leave on the site: sealed, each with a secret address of its own."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, func, insert, select, update

from registration.store.consultations import ConsultationsRoom, Facets
from registration.store.database import AnyRow, moment
from registration.store.entry import TOKEN_BYTES
from registration.store.happenings import UnknownRecord, expect_possible
from registration.store.journal import Overtaken
from registration.store.sessions import token_hash
from registration.store.state import pack, unpack
from registration.store.tables import resident_questions as questions
from registration.store.vault import place

NO_CONSULTATION = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `consultation` is the number of its answer in the log, 0 for none."""

    id: int
    at: datetime
    state: str
    district: str
    topic: str
    consultation: int
    about: Mapping[str, Any]


class QuestionsRoom(ConsultationsRoom):
    """The part of the store that keeps the questions of residents."""

    def ask(
        self, state: str, district: str, topic: str, about: Mapping[str, Any]
    ) -> tuple[int, str]:
        """Keep a question; return its number and the token of its address, shown this once."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._database.writing() as connection:
            newest = connection.execute(select(func.max(questions.c.id))).scalar() or 0
            number = cast(int, newest + 1)
            connection.execute(
                insert(questions).values(
                    id=number,
                    at=self._stamp(),
                    state=state,
                    district=district,
                    topic=topic,
                    token_hash=token_hash(token),
                    consultation=NO_CONSULTATION,
                    sealed_question=self._sealed_question(number, about),
                )
            )
        return number, token

    def question(self, number: int) -> Question:
        """Return one question.

        Raises:
            UnknownRecord: there is no such question.
        """
        expect_possible(number)
        with self._database.reading() as connection:
            row = connection.execute(
                select(questions).where(questions.c.id == number)
            ).one_or_none()
        if row is None:
            raise UnknownRecord
        return self._question(row)

    def question_at(self, token: str) -> Question | None:
        """Return the question of this address; None when there is none."""
        query = select(questions).where(questions.c.token_hash == token_hash(token))
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return self._question(row) if row is not None else None

    def questions(self, *states: str, at_most: int) -> tuple[Question, ...]:
        """Return questions in these states, the one that waits longest first."""
        query = select(questions).where(questions.c.state.in_(states)).order_by(questions.c.at)
        with self._database.reading() as connection:
            rows = connection.execute(query.limit(at_most)).all()
        return tuple(self._question(row) for row in rows)

    def question_count(self, *states: str) -> int:
        """Return how many questions are in these states."""
        query = select(func.count()).select_from(questions).where(questions.c.state.in_(states))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def move_question(
        self, number: int, state: str, about: Mapping[str, Any], *, seen: str
    ) -> None:
        """Take a question from the state `seen` to another, with what is now known of it.

        Raises:
            UnknownRecord: there is no such question.
            Overtaken: it is not in the state `seen` any more.
        """
        with self._database.writing() as connection:
            self._move_question(connection, number, state, about, seen)

    def answer_question(
        self,
        number: int,
        state: str,
        about: Mapping[str, Any],
        *,
        seen: str,
        counted: tuple[Facets, Mapping[str, Any], Iterable[str]],
    ) -> int:
        """Move a question and keep its answer in the log: both, or neither.

        `counted` is what `add_consultation` takes; returns the number of the answer.

        Raises:
            UnknownRecord: there is no such question.
            Overtaken: it is not in the state `seen` any more.
        """
        with self._database.writing() as connection:
            self._move_question(connection, number, state, about, seen)
            answer = self._add_consultation(connection, *counted)
            connection.execute(
                update(questions).where(questions.c.id == number).values(consultation=answer)
            )
        return answer

    def _move_question(
        self,
        connection: Connection,
        number: int,
        state: str,
        about: Mapping[str, Any],
        seen: str,
    ) -> None:
        this = questions.c.id == number
        found = connection.execute(select(questions.c.state).where(this)).scalar()
        if found is None:
            raise UnknownRecord
        if found != seen:
            raise Overtaken
        connection.execute(
            update(questions)
            .where(this)
            .values(state=state, sealed_question=self._sealed_question(number, about))
        )

    def _sealed_question(self, number: int, about: Mapping[str, Any]) -> bytes:
        return self._database.vault.wrap(pack(dict(about)), place("question", number))

    def _question(self, row: AnyRow) -> Question:
        opened = self._database.vault.unwrap(row.sealed_question, place("question", row.id))
        return Question(
            id=row.id,
            at=moment(row.at),
            state=row.state,
            district=row.district,
            topic=row.topic,
            consultation=row.consultation,
            about=cast("dict[str, Any]", unpack(opened)),
        )
