"""One Word file as PDF, made by a child process: LibreOffice never runs inside the site."""

import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from registration.assembly.office import office_if_installed
from registration.errors import ConversionError

ROOT = Path(__file__).parents[1]
_PATIENCE = 90.0  # seconds for one sheet, LibreOffice's start included
_IN_LINE = 10.0  # seconds to wait for the sheet of somebody else
_ONE_AT_A_TIME = BoundedSemaphore()
_SOURCE, _TARGET = "list.docx", "list.pdf"


def pdf_of(content: bytes, folder: Path) -> bytes:
    """Make a PDF of a Word file in an empty folder.

    Raises:
        ConversionError: no LibreOffice here, or it failed, or others wait already.
    """
    if not _ONE_AT_A_TIME.acquire(timeout=_IN_LINE):
        raise ConversionError("LibreOffice занят.")
    try:
        (folder / _SOURCE).write_bytes(content)
        _run(folder)
    finally:
        _ONE_AT_A_TIME.release()
    return (folder / _TARGET).read_bytes()


def _run(folder: Path) -> None:
    try:
        subprocess.run(  # noqa: S603 — our own fixed command
            [sys.executable, "-P", __file__, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # a trace could hold somebody's name
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
            start_new_session=True,
            timeout=_PATIENCE,
            check=True,
        )
    except subprocess.SubprocessError:
        raise ConversionError("LibreOffice не сделал PDF.") from None


def main(arguments: list[str]) -> int:
    """The child: converts, or ends with a code that is not zero."""
    folder = Path(arguments[0])
    with office_if_installed() as (office, _):
        if office is None:
            return 1
        office.convert(folder / _SOURCE, folder / _TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
