"""The folder of a package: filled out of sight, then put in place at once."""

import errno
import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from registration.assembly.manifest import ASIDE, FILE_NAME
from registration.assembly.proof.trace_page import FILE as TRACE
from registration.assembly.proof.trace_page import write_trace
from registration.assembly.rendering.render import zipped
from registration.errors import RegistrationError

ARCHIVE = "komplekt.zip"

_NO_ROOM = "На диске кончилось место: освободите его и повторите сборку."
_NO_RIGHT = "В эту папку нельзя писать: укажите другую."
_REASONS = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _NO_RIGHT,
}


@contextmanager
def replacing(directory: Path) -> Iterator[Path]:
    """Give an empty folder to work in; it becomes `directory` if nothing goes wrong.

    Raises:
        RegistrationError: something else than an earlier package lies there, or the disk does
            not take the files.
    """
    _check_target(directory)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".komplekt-", dir=directory.parent) as name:
            work = Path(name) / "komplekt"
            work.mkdir()
            yield work
            write_trace(work)
            _replace(work, directory)
    except OSError as error:
        raise RegistrationError(_not_written(error)) from None


def _not_written(error: OSError) -> str:
    reason = _REASONS.get(error.errno or 0, f"Причина: {error.strerror}.")
    return f"Комплект не записан, прежние файлы целы. {reason}"


def digests(directory: Path) -> dict[str, str]:
    """Every file of a package but its manifest and archive → SHA-256 of its content."""
    return {
        name: hashlib.sha256(content).hexdigest()
        for name, content in _contents(directory)
        if name not in (FILE_NAME, ARCHIVE)
    }


def write_archive(directory: Path) -> None:
    """Put all that is in force into one ZIP beside it, in the order of names."""
    files = [
        (name, content)
        for name, content in _contents(directory)
        if name != ARCHIVE and not name.startswith(f"{ASIDE}/")
    ]
    (directory / ARCHIVE).write_bytes(zipped(files))


def whole(directory: Path) -> bytes:
    """All of a package in one ZIP, what is laid aside included: to be kept, not to be filed."""
    left_out = (ARCHIVE, TRACE)
    return zipped([item for item in _contents(directory) if item[0] not in left_out])


def to_file(kept: bytes) -> bytes:
    """What is in force of a package kept whole: byte for byte its own archive."""
    with zipfile.ZipFile(BytesIO(kept)) as files:
        names = files.namelist()
        found = [name for name in names if not name.startswith(f"{ASIDE}/")]
        return zipped([(name, files.read(name)) for name in found]) if found != names else kept


def _contents(directory: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(directory.rglob("*")):
        if path.is_file():
            yield path.relative_to(directory).as_posix(), path.read_bytes()


def _check_target(directory: Path) -> None:
    """Replace only an earlier package: a wrong `-o` must not cost anybody's files."""
    if not directory.exists():
        return
    if not directory.is_dir():
        raise RegistrationError(f"«{directory.name}» — файл, а нужна папка.")
    if any(directory.iterdir()) and not (directory / FILE_NAME).exists():
        raise RegistrationError(
            f"В папке «{directory.name}» лежат другие файлы. Укажите пустую или новую папку."
        )


def _replace(work: Path, directory: Path) -> None:
    if not directory.exists():
        work.rename(directory)
        return
    old = work.with_name("old")
    directory.rename(old)
    try:
        work.rename(directory)
    except OSError:
        old.rename(directory)
        raise
    shutil.rmtree(old)
