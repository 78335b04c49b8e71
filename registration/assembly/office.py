"""DOCX → PDF by one LibreOffice process for a whole package, with a throw-away profile.

The office starts while the DOCX are still being made, converts them one after another, and is
ended with its profile. It gets no network, no macros, no links to follow, a time limit, and a
process group of its own so that nothing of it survives.
"""

import os
import selectors
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from registration.errors import ConversionError

SYSTEM_PYTHON = "/usr/bin/python3"
WORKER = Path(__file__).with_name("office_worker.py")
HOW_TO_GET = (
    "Установите LibreOffice: sudo apt-get install libreoffice-writer-nogui python3-uno "
    "fonts-liberation2 (или выполните make package, он ставит всё сам)."
)

_START_SECONDS = 30.0
_SECONDS_PER_DOCUMENT = 60.0

_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
# Measured: a default profile fetched an address named in a DOCX and embedded a local file.
_SETTINGS = (
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Misc", "FirstRun", "false"),
)


def soffice() -> str | None:
    """Path of LibreOffice, or None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def unavailable() -> str | None:
    """Say in Russian why no PDF can be made here, or None when it can."""
    if soffice() is None:
        return "LibreOffice не найден, PDF не сделаны. " + HOW_TO_GET
    if not Path(SYSTEM_PYTHON).exists():
        return "Не найден системный Python для связи с LibreOffice. " + HOW_TO_GET
    return None


@lru_cache(maxsize=1)
def _without_network() -> tuple[str, ...]:
    """A prefix that cuts the process off the network, where the system allows it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    command = (unshare, "--map-root-user", "--net")
    tried = subprocess.run([*command, "true"], capture_output=True, timeout=5)  # noqa: S603
    return command if tried.returncode == 0 else ()


class Office:
    """A running LibreOffice; use it in a `with` block.

    Raises:
        ConversionError: LibreOffice did not start, failed on a document, or ran out of time.
    """

    def __init__(self, *, seconds: float = _SECONDS_PER_DOCUMENT) -> None:
        self._seconds = seconds
        self._home = Path(tempfile.mkdtemp(prefix="registration-office-"))
        self._office: subprocess.Popen[bytes] | None = None
        self._worker: subprocess.Popen[bytes] | None = None
        self._queue = ThreadPoolExecutor(max_workers=1, thread_name_prefix="office")

    def __enter__(self) -> Self:
        try:
            self._start()
        except OSError as error:
            self.close()
            raise ConversionError(f"LibreOffice не запустился ({error.strerror}).") from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self) -> None:
        profile = self._home / "profile"
        _write_profile(profile)
        pipe = self._home.name
        self._office = self._spawn(
            [
                *_without_network(),
                soffice() or "soffice",
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--invisible",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nofirststartwizard",
                "--nolockcheck",
                f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
            ]
        )
        self._worker = self._spawn([SYSTEM_PYTHON, "-I", str(WORKER), pipe, str(_START_SECONDS)])

    def _spawn(self, command: list[str]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 — our own fixed commands
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "HOME": str(self._home),
                "TMPDIR": str(self._home),
                "LANG": "C.UTF-8",
            },
            start_new_session=True,
        )

    def convert_later(self, source: Path, target: Path) -> "Future[None]":
        """Ask for the PDF `target` of the DOCX `source`; they are made one after another."""
        return self._queue.submit(self.convert, source, target)

    def convert(self, source: Path, target: Path) -> None:
        """Make the PDF `target` of the DOCX `source` and wait for it."""
        self._expect_ready()
        worker = self._worker
        if worker is None or worker.stdin is None:
            raise ConversionError("LibreOffice уже остановлен.")
        try:
            worker.stdin.write(f"{source.resolve()}\t{target.resolve()}\n".encode())
            worker.stdin.flush()
        except OSError:
            raise ConversionError("LibreOffice остановился посреди работы.") from None
        answer = self._answer(self._seconds)
        if answer != "ok" or not target.is_file():
            raise ConversionError(f"LibreOffice не смог сделать PDF из файла {source.name}.")

    _ready = False

    def _expect_ready(self) -> None:
        if self._ready:
            return
        if self._answer(_START_SECONDS + 5) != "ready":
            raise ConversionError("LibreOffice не запустился. " + HOW_TO_GET)
        self._ready = True

    def _answer(self, seconds: float) -> str:
        worker = self._worker
        if worker is None or worker.stdout is None:
            raise ConversionError("LibreOffice уже остановлен.")
        with selectors.DefaultSelector() as selector:
            selector.register(worker.stdout, selectors.EVENT_READ)
            if not selector.select(timeout=seconds):
                self.close()
                raise ConversionError(
                    f"LibreOffice не ответил за {seconds:.0f} с и остановлен. Файлы Word готовы; "
                    "повторите сборку."
                )
        return worker.stdout.readline().decode("utf-8", "replace").strip().split("\t")[0]

    def close(self) -> None:
        """End both processes with all their children and remove the profile."""
        self._queue.shutdown(wait=False, cancel_futures=True)
        for process in (self._worker, self._office):
            if process is not None:
                _end(process)
        self._worker = self._office = None
        shutil.rmtree(self._home, ignore_errors=True)
        for pipe in Path("/tmp").glob(f"OSL_PIPE_*_{self._home.name}"):  # noqa: S108 — fixed there
            pipe.unlink(missing_ok=True)


@contextmanager
def office_if_installed() -> Iterator[tuple[Office | None, tuple[str, ...]]]:
    """Give a running office, or None and the words that say what is missing."""
    reason = unavailable()
    if reason:
        yield None, (reason,)
        return
    with Office() as office:
        yield office, ()


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):
                stream.close()
    process.wait()


def _write_profile(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True, mode=0o700)
    items = "".join(
        _ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )
