"""One LibreOffice and the worker that drives it: started together, ended together.

It gets a profile thrown away afterwards, no network, no macros, no links to follow, and a process
group of its own so that nothing of it survives. The pipe of its output tells when it dies, so
that nobody waits for a dead process.
"""

import os
import selectors
import shutil
import signal
import subprocess
import tempfile
from collections import deque
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from time import monotonic

from registration.errors import ConversionError

SYSTEM_PYTHON = "/usr/bin/python3"
WORKER = Path(__file__).with_name("office_worker.py")
PREFIX = "registration-office-"
HOW_TO_GET = (
    "Установите LibreOffice: sudo apt-get install libreoffice-writer-nogui python3-uno "
    "fonts-liberation2 (или выполните make package, он ставит всё сам)."
)
AGAIN = "Файлы Word готовы; повторите сборку."

_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
# Measured: a default profile fetched an address named in a DOCX and embedded a local file.
SETTINGS = (
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Misc", "FirstRun", "false"),
)


class OfficeDied(ConversionError):
    """LibreOffice ended while it was needed; another one may do better."""


class OfficeHung(ConversionError):
    """LibreOffice does not answer; nobody should wait for it again."""


@lru_cache(maxsize=1)
def _without_network() -> tuple[str, ...]:
    """A prefix that cuts the process off the network, where the system allows it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    command = (unshare, "--map-root-user", "--net")
    tried = subprocess.run([*command, "true"], capture_output=True, timeout=5)  # noqa: S603
    return command if tried.returncode == 0 else ()


class Session:
    """A running LibreOffice.

    Raises:
        OSError: a process or its folder could not be made.
        OfficeDied, OfficeHung, ConversionError: see above.
    """

    def __init__(self, program: str, start_seconds: float) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []
        self._program = program
        self._ready = False
        self._told: deque[str] = deque()  # asked of the worker and not yet answered
        self._start_seconds = start_seconds
        self.home = Path(tempfile.mkdtemp(prefix=PREFIX))
        try:
            self._start()
        except OSError:
            self.kill()
            self.clean()
            raise

    def _start(self) -> None:
        profile = self.home / "profile"
        _write_profile(profile, _build_of(self._program))
        pipe = self.home.name
        self._office = self._spawn(
            [
                *_without_network(),
                self._program,
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
        seconds = str(2 * self._start_seconds)  # so that it is we who lose patience first
        self._worker = self._spawn([SYSTEM_PYTHON, "-I", str(WORKER), str(self.home), seconds])

    def _spawn(self, command: list[str]) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(  # noqa: S603 — our own fixed commands
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,  # a second answer must stay in the pipe, where it is waited for
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "HOME": str(self.home),
                "TMPDIR": str(self.home),
                "LANG": "C.UTF-8",
            },
            start_new_session=True,
        )
        self._processes.append(process)
        return process

    def convert(
        self, source: Path, target: Path, seconds: float, upcoming: tuple[Path, Path] | None = None
    ) -> None:
        """Make the PDF `target` of the DOCX `source` and wait for it.

        The one after it may be told as `upcoming`: LibreOffice then never waits for us to
        wake up between two papers.
        """
        self._expect_ready()
        line = _line_of(source, target)
        while self._told and self._told[0] != line:  # nobody wants that one any more
            self._answer(seconds)
            self._told.popleft()
        if not self._told:
            self._tell(line)
        if upcoming is not None and len(self._told) == 1:
            self._tell(_line_of(*upcoming))
        answer = self._answer(seconds)
        self._told.popleft()
        if answer != "ok" or not target.is_file():
            raise ConversionError(f"LibreOffice не смог сделать PDF из файла {source.name}.")

    def _tell(self, line: str) -> None:
        assert self._worker.stdin is not None  # noqa: S101 — it was asked for as a pipe
        try:
            self._worker.stdin.write(line.encode())
            self._worker.stdin.flush()
        except OSError:
            raise _died() from None
        self._told.append(line)

    def _expect_ready(self) -> None:
        if self._ready:
            return
        try:
            answer = self._answer(self._start_seconds)
        except OfficeDied:
            raise OfficeDied(f"LibreOffice не запустился. {HOW_TO_GET}") from None
        if answer != "ready":
            raise ConversionError(f"LibreOffice не запустился. {HOW_TO_GET}")
        self._ready = True

    def _answer(self, seconds: float) -> str:
        """The first word of the worker's next line."""
        end = monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            for process in self._processes:
                assert process.stdout is not None  # noqa: S101 — it was asked for as a pipe
                selector.register(process.stdout, selectors.EVENT_READ, process)
            while ready := selector.select(timeout=max(0.0, end - monotonic())):
                spoke = [key.data for key, _ in ready]
                if self._worker in spoke:
                    return self._line()
                self._expect_alive()
        raise OfficeHung(f"LibreOffice не ответил за {seconds:g} с и остановлен. {AGAIN}")

    def _line(self) -> str:
        assert self._worker.stdout is not None  # noqa: S101 — it was asked for as a pipe
        line = self._worker.stdout.readline().decode("utf-8", "replace")
        if not line.endswith("\n"):
            raise _died()
        return line.strip().split("\t")[0]

    def _expect_alive(self) -> None:
        """Drop what LibreOffice says; the end of its output is its own end."""
        assert self._office.stdout is not None  # noqa: S101 — it was asked for as a pipe
        if not os.read(self._office.stdout.fileno(), 65_536):
            raise _died()

    def kill(self) -> None:
        """End both processes with all their children; whoever waits for an answer learns of it."""
        for process in reversed(self._processes):
            if process.returncode is None:  # not ended by us before: its number is still its own
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
        for process in self._processes:
            process.wait()

    def clean(self) -> None:
        """Remove what killed processes left; nobody may be waiting for an answer any more."""
        for process in self._processes:
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    stream.close()  # type: ignore[union-attr] # both are pipes
        self._processes.clear()
        shutil.rmtree(self.home, ignore_errors=True)
        for pipe in Path("/tmp").glob(f"OSL_PIPE_*_{self.home.name}"):  # noqa: S108 — fixed there
            pipe.unlink(missing_ok=True)


def _line_of(source: Path, target: Path) -> str:
    return f"{source.resolve()}\t{target.resolve()}\n"


def _died() -> OfficeDied:
    return OfficeDied(f"LibreOffice остановился посреди работы. {AGAIN}")


def _build_of(program: str) -> str:
    """The build of LibreOffice as it writes it into its profiles; empty when it is not told."""
    with suppress(OSError):
        for line in Path(program).resolve().with_name("versionrc").read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            if name == "buildid":
                return value
    return ""


def _write_profile(profile: Path, build: str) -> None:
    """Make a profile that knows its build: else each start looks through all extensions anew."""
    user = profile / "user"
    user.mkdir(parents=True, mode=0o700)
    if build:
        extensions = user / "extensions"
        extensions.mkdir()
        (extensions / "buildid").write_text(build, encoding="utf-8")
    items = "".join(
        _ITEM.format(path=path, name=name, value=value) for path, name, value in SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )
