"""The workshop: folders in which papers are made, closed to others, empty when nothing is made.

Whoever works holds a lock on the workshop, so that a sweep at the start of a site never takes away
what another process of the same site is making; a killed process holds nothing.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME = "workshop"


def sweep(data: Path) -> None:
    """Clear what a killed server left in the workshop of this data folder."""
    workshop = _opened(data)
    with suppress(BlockingIOError), _locked(workshop, fcntl.LOCK_EX | fcntl.LOCK_NB):
        for leftover in workshop.iterdir():
            shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def bench(data: Path) -> Iterator[Path]:
    """A folder for one piece of work; it is gone afterwards, however the work ends."""
    workshop = _opened(data)
    with _locked(workshop, fcntl.LOCK_SH):
        folder = Path(tempfile.mkdtemp(dir=workshop))  # mkdtemp lets only us in
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _opened(data: Path) -> Path:
    workshop = data / _NAME
    workshop.mkdir(mode=0o700, parents=True, exist_ok=True)
    return workshop


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)  # lets the lock go too
