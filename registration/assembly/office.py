"""DOCX → PDF by one LibreOffice for a whole package, started only when something needs it.

A LibreOffice that dies is replaced and the document tried once more; one that hangs is given up
for good, so that a package is never late by more than one time limit. What could not be made is
an error of its document: the Word files are delivered all the same.
"""

import hashlib
import shutil
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from registration.assembly.office_session import (
    AGAIN,
    HOW_TO_GET,
    SETTINGS,
    SYSTEM_PYTHON,
    WORKER,
    OfficeDied,
    OfficeHung,
    Session,
)
from registration.errors import ConversionError

_START_SECONDS = 25.0
_SECONDS_PER_DOCUMENT = 30.0
_DEATHS = 4  # a document may kill two; the others shall still get a living one


def soffice() -> str | None:
    """Path of LibreOffice, or None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converter() -> str:
    """Fingerprint of LibreOffice and of how we drive it; empty when there is none."""
    program = soffice()
    if program is None:
        return ""
    folder = Path(program).resolve().parent
    summed = hashlib.sha256(WORKER.read_bytes() + repr(SETTINGS).encode())
    for name in ("versionrc", "soffice.bin"):
        with suppress(OSError):
            summed.update(f"{name} {(folder / name).stat().st_size}".encode())
    with suppress(OSError):
        summed.update((folder / "versionrc").read_bytes())
    return summed.hexdigest()


def unavailable() -> str | None:
    """Say in Russian why no PDF can be made here, or None when it can."""
    if soffice() is None:
        return "LibreOffice не найден, а PDF делает он. " + HOW_TO_GET
    if not Path(SYSTEM_PYTHON).exists():
        return "Не найден системный Python для связи с LibreOffice. " + HOW_TO_GET
    return None


class Office:
    """LibreOffice at hand; use it in a `with` block.

    Raises:
        ConversionError: LibreOffice did not start, failed on a document, or ran out of time.
    """

    def __init__(
        self, *, seconds: float = _SECONDS_PER_DOCUMENT, start_seconds: float = _START_SECONDS
    ) -> None:
        self._seconds, self._start_seconds = seconds, start_seconds
        self._session: Session | None = None
        self._refusal: str | None = None
        self._deaths = 0
        self._changing = Lock()
        self._waiting: deque[tuple[Path, Path]] = deque()
        self._queue = ThreadPoolExecutor(max_workers=1, thread_name_prefix="office")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def start_now(self) -> None:
        """Start before the first document is there: it takes a second that need not be lost."""
        self._queue.submit(self._running)

    def convert_later(self, source: Path, target: Path) -> "Future[None]":
        """Ask for the PDF `target` of the DOCX `source`; they are made one after another."""
        self._waiting.append((source, target))
        return self._queue.submit(self._next, source, target)

    def _next(self, source: Path, target: Path) -> None:
        """Convert what was asked for; what was given up before it is passed over."""
        while self._waiting and self._waiting.popleft() != (source, target):
            continue
        self.convert(source, target)

    def convert(self, source: Path, target: Path) -> None:
        """Make the PDF `target` of the DOCX `source` and wait for it."""
        try:
            self._convert(source, target)
        except OfficeDied:  # once more: the next document may have been innocent
            self._convert(source, target)

    def _convert(self, source: Path, target: Path) -> None:
        session = self._running()
        try:
            upcoming = self._waiting[0] if self._waiting else None
            session.convert(source, target, self._seconds, upcoming)
        except OfficeDied as death:
            self._deaths += 1
            self._end_session(str(death) if self._deaths >= _DEATHS else None)
            raise
        except OfficeHung as hang:
            self._end_session(str(hang))
            raise

    def _running(self) -> Session:
        with self._changing:
            if self._refusal is not None:
                raise ConversionError(self._refusal)
            if self._session is None:
                self._session = self._started()
            return self._session

    def _started(self) -> Session:
        if reason := unavailable():
            self._refusal = reason
            raise ConversionError(reason)
        try:
            return Session(soffice() or "soffice", self._start_seconds)
        except OSError as error:
            self._refusal = f"LibreOffice не запустился ({error.strerror}). {AGAIN}"
            raise ConversionError(self._refusal) from None

    def _end_session(self, refusal: str | None) -> None:
        """End what runs; with a refusal nothing is started any more."""
        with self._changing:
            self._refusal = self._refusal or refusal
            if self._session is not None:
                self._session.kill()
                self._session.clean()
                self._session = None

    def close(self) -> None:
        """End everything and remove what it left."""
        with self._changing:
            self._refusal = "LibreOffice уже остановлен."
            if self._session is not None:
                self._session.kill()
        self._queue.shutdown(wait=True, cancel_futures=True)
        self._end_session(None)


@contextmanager
def office_if_installed() -> Iterator[tuple[Office | None, tuple[str, ...]]]:
    """Give an office that will start, or None and the words that say what is missing."""
    reason = unavailable()
    if reason:
        yield None, (reason,)
        return
    with Office() as office:
        yield office, ()
