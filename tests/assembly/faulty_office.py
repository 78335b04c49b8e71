"""Programs that stand in for LibreOffice and its worker and fail in one known way each."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from registration.assembly import office, office_session

_LIVING = "#!/bin/sh\nexec cat\n"
_WORKER = """
import os, signal, sys, time
from pathlib import Path
home = Path(sys.argv[1])
{begin}
print("ready", flush=True)
for number, line in enumerate(sys.stdin):
    source, target = map(Path, line.rstrip("\\n").split("\\t"))
    {work}
    print("ok", flush=True)
"""
_DIE = "os.kill(os.getpid(), signal.{signal})"

# Fault → what LibreOffice is, what the worker does at the start and with each document.
FAULTS: dict[str, tuple[str, str, str]] = {
    "does not start": ("#!/bin/sh\nexit 77\n", "time.sleep(60)", "pass"),
    "dies by a signal at the start": ("#!/bin/sh\nkill -SEGV $$\n", "time.sleep(60)", "pass"),
    "hangs at the start": (_LIVING, "time.sleep(60)", "pass"),
    "the bridge is not installed": (_LIVING, "import no_such_bridge", "pass"),
    "hangs at work": (_LIVING, "", "time.sleep(60)"),
    "dies by SIGSEGV at work": (_LIVING, "", _DIE.format(signal="SIGSEGV")),
    "is killed at work": (_LIVING, "", _DIE.format(signal="SIGKILL")),
    "ends with an error": (_LIVING, "", "sys.exit(1)"),
    "answers half a line": (_LIVING, "", 'print("o", end="", flush=True); sys.exit(0)'),
    "says no": (_LIVING, "", 'print("failed\\tIOException", flush=True); continue'),
    "returns nothing": (_LIVING, "", "pass"),
    "returns an empty file": (_LIVING, "", "target.write_bytes(b'')"),
    "returns rubbish": (_LIVING, "", "target.write_bytes(b'%PDF-1.7 rubbish %%EOF')"),
    "returns half a PDF": (_LIVING, "", "target.write_bytes(b'%PDF-1.7\\n1 0 obj <<')"),
}


def put_in_place(fault: str, folder: Path, patch: Callable[[object, str, object], None]) -> None:
    """Let the product find the faulty programs instead of LibreOffice; they lie in `folder`."""
    program, begin, work = FAULTS[fault]
    script, worker = folder / "soffice", folder / "worker.py"
    script.write_text(program)
    script.chmod(0o755)
    worker.write_text(_WORKER.format(begin=begin, work=work))
    patch(office, "soffice", lambda: str(script))
    patch(office_session, "WORKER", worker)


def processes_of(folder: Path) -> list[tuple[int, str]]:
    """Number and command line of every other process that names this folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            command = (entry / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue  # it has just ended
        if str(folder) in command:
            found.append((int(entry.name), command))
    return found


def until(holds: Callable[[], bool], seconds: float = 15) -> None:
    """Wait for what another process does; fail when it never comes."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "не дождались"
        time.sleep(0.02)
