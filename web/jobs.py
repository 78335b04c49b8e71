"""Packages built in the background: one at a time for a case, each with a row that tells how far.

Rows and the queue lie in the store's folder and hold nothing personal: a random id of a case, a
kind, titles of documents. What was built, and why something was refused, is sealed by the store.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from huey import SqliteHuey
from huey.consumer import Consumer

from registration.assembly.earlier import lay_out
from registration.domain.labelled import Labelled
from registration.errors import PackageRefused, RegistrationError
from web.build import PACKAGE, Builder, Kind, Order, build_apart
from web.workshop import bench, sweep

_log = logging.getLogger(__name__)

_ROWS = """
CREATE TABLE IF NOT EXISTS job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    made_for TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    doing TEXT NOT NULL DEFAULT '',
    step INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    ended TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX IF NOT EXISTS one_at_a_time ON job (case_id)
    WHERE state IN ('queued', 'running');
"""
_PATIENCE = 5.0
_INTERRUPTED = "Сервер перезапустили посреди сборки. Нажмите кнопку ещё раз."
_BROKEN = "Сборка прервалась из-за ошибки программы. Позвоните консультанту."


class State(Labelled):
    """How far a job is."""

    QUEUED = "queued", "ждёт очереди"
    RUNNING = "running", "собирается"
    DONE = "done", "готово"
    REFUSED = "refused", "нельзя собрать"
    FAILED = "failed", "не получилось"


@dataclass(frozen=True, slots=True)
class Job:
    """One building of a package."""

    id: int
    case_id: str
    kind: Kind
    state: State
    made_for: date
    revision: int
    doing: str
    step: int
    reason: str
    ended: datetime | None

    @property
    def is_underway(self) -> bool:
        return self.state in (State.QUEUED, State.RUNNING)

    @property
    def is_done(self) -> bool:
        return self.state is State.DONE


class _Stored(Protocol):
    @property
    def answers(self) -> dict[str, Any]: ...

    @property
    def revision(self) -> int: ...


class Shelf(Protocol):
    """What jobs need of the store."""

    def load(self, case_id: str) -> _Stored: ...

    def put_file(self, case_id: str, name: str, content: bytes) -> object: ...

    def get_file(self, case_id: str, name: str) -> bytes | None: ...


Keep = Callable[[str, Mapping[str, Any], int, bytes], None]
"""Told of a finished final package: the case, its answers, their revision, the archive."""


def _let_go(_case_id: str, _answers: Mapping[str, Any], _revision: int, _archive: bytes) -> None:
    """Keep nothing besides the newest package."""


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """A consumer inside a server: stopping the server is the server's business."""

    def _set_signal_handlers(self) -> None:
        return


class Jobs:
    """The queue of packages and what became of them."""

    def __init__(
        self,
        folder: Path,
        shelf: Shelf,
        *,
        build: Builder = build_apart,
        keep: Keep = _let_go,
        immediate: bool = False,
    ) -> None:
        self._folder, self._shelf, self._build, self._keep = folder, shelf, build, keep
        self._rows = folder / "jobs.sqlite3"
        self._consumer: _QuietConsumer | None = None
        self._starting = Lock()
        sweep(folder)
        queue = folder / "queue.sqlite3"
        for path in (self._rows, queue):
            path.touch(mode=0o600)
        with self._database() as rows:
            rows.executescript(_ROWS)
        self._huey = SqliteHuey("packages", filename=str(queue), results=False, immediate=immediate)
        self._task = self._huey.task(name="build")(self._run)

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._rows, timeout=10)) as connection, connection:
            connection.row_factory = sqlite3.Row
            yield connection

    def start(self) -> None:
        """Begin to work in the background, once; what a killed server was building has failed."""
        with self._starting:
            if self._consumer is None and not self._huey.immediate:
                self._consumer = self._started()

    def _started(self) -> _QuietConsumer:
        with self._database() as rows:
            rows.execute(
                "UPDATE job SET state = ?, reason = ? WHERE state = ?",
                (State.FAILED, _INTERRUPTED, State.RUNNING),
            )
        consumer = _QuietConsumer(
            self._huey, workers=1, periodic=False, max_delay=1.0, shutdown_timeout=_PATIENCE
        )
        consumer.start()
        return consumer

    def stop(self) -> None:
        """Take no new jobs; the one being built has a few seconds to end."""
        if self._consumer is not None:
            self._consumer.stop(graceful=True)

    def order(self, case_id: str, kind: Kind, on: date) -> Job:
        """Ask for a package; while one of the case is being built, that one is returned."""
        try:
            with self._database() as rows:
                cursor = rows.execute(
                    "INSERT INTO job (case_id, kind, state, made_for) VALUES (?, ?, ?, ?)",
                    (case_id, kind, State.QUEUED, on.isoformat()),
                )
        except sqlite3.IntegrityError:
            if underway := self.underway(case_id):
                return underway
            return self.order(case_id, kind, on)  # it ended in between
        number = int(cursor.lastrowid or 0)
        self._task(number)
        return self._job(number)

    def underway(self, case_id: str) -> Job | None:
        """The job of a case that is not finished."""
        return self._found("case_id = ? AND state IN ('queued', 'running')", case_id)

    def latest(self, case_id: str, kind: Kind) -> Job | None:
        """The newest job of a kind, however it ended."""
        return self._found("case_id = ? AND kind = ?", case_id, kind)

    def done(self, case_id: str, kind: Kind) -> Job | None:
        """The newest job of a kind that made a package: its files are there to download."""
        return self._found("case_id = ? AND kind = ? AND state = 'done'", case_id, kind)

    def _found(self, where: str, *values: str) -> Job | None:
        with self._database() as rows:
            query = f"SELECT * FROM job WHERE {where} ORDER BY id DESC LIMIT 1"  # noqa: S608
            row = rows.execute(query, values).fetchone()
        return _job(row) if row else None

    def _job(self, number: int) -> Job:
        found = self._found("id = ?", str(number))
        if found is None:
            raise LookupError(number)
        return found

    def _note(self, number: int, **columns: object) -> None:
        names = ", ".join(f"{name} = ?" for name in columns)
        with self._database() as rows:
            rows.execute(
                f"UPDATE job SET {names} WHERE id = ?",  # noqa: S608 — names are ours
                (*columns.values(), number),
            )

    def _run(self, number: int) -> None:
        """Build one package. Whatever happens ends in the row, never in a trace with names."""
        try:
            self._made(self._job(number))
        except PackageRefused as refusal:
            self._seal_refusal(number, str(refusal))
            self._end(number, State.REFUSED)
        except RegistrationError as error:
            self._end(number, State.FAILED, str(error))
        except Exception as error:
            _log.error("job %d: %s", number, type(error).__name__)
            self._end(number, State.FAILED, _BROKEN)

    def _made(self, job: Job) -> None:
        stored = self._shelf.load(job.case_id)
        self._note(job.id, state=State.RUNNING, revision=stored.revision)
        step = 0

        def tell(title: str) -> None:
            nonlocal step
            step += 1
            self._note(job.id, doing=title, step=step)

        with bench(self._folder) as folder:
            lay_out(self._earlier(job), folder / PACKAGE)
            content = self._build(Order(stored.answers, job.made_for, job.kind), folder, tell)
        self._shelf.put_file(job.case_id, package_name(job.kind), content)
        if job.kind is Kind.FINAL:
            if self._shelf.get_file(job.case_id, EDITED):
                self._shelf.put_file(job.case_id, EDITED, b"")  # its edits are in the new one
            self._keep(job.case_id, stored.answers, stored.revision, content)
        self._end(job.id, State.DONE)

    def _earlier(self, job: Job) -> bytes | None:
        """What the folder holds before: with edits by hand that wait to be built in."""
        edited = self._shelf.get_file(job.case_id, EDITED) if job.kind is Kind.FINAL else None
        return edited or self._shelf.get_file(job.case_id, package_name(job.kind))

    def _seal_refusal(self, number: int, reasons: str) -> None:
        """Reasons may name people, so they do not stand in the row."""
        self._shelf.put_file(self._job(number).case_id, REFUSAL, reasons.encode())

    def _end(self, number: int, state: State, reason: str = "") -> None:
        ended = datetime.now(UTC).isoformat(timespec="seconds")
        self._note(number, state=state, reason=reason, ended=ended)


REFUSAL = "refusal.txt"
EDITED = "final-edited.zip"
"""Name of the sealed file that holds a final package with new edits, not built again yet."""


def package_name(kind: Kind) -> str:
    """Name of the sealed file that holds a built package."""
    return f"{kind.value}.zip"


def _job(row: sqlite3.Row) -> Job:
    return Job(
        id=row["id"],
        case_id=row["case_id"],
        kind=Kind[row["kind"].upper()],
        state=State[row["state"].upper()],
        made_for=date.fromisoformat(row["made_for"]),
        revision=row["revision"],
        doing=row["doing"],
        step=row["step"],
        reason=row["reason"],
        ended=datetime.fromisoformat(row["ended"]) if row["ended"] else None,
    )
