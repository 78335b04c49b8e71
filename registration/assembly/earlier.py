"""The package that lies in a folder already: what of it still holds is not made again.

The folder itself is the only memory: no copy of anybody's papers is kept elsewhere. A file is
trusted by its SHA-256 alone, so one that was damaged or changed by hand is made again.
"""

import hashlib
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from zlib import crc32

from registration.assembly.folder import ARCHIVE, to_file
from registration.assembly.manifest import ASIDE, FILE_NAME, Manifest, read_manifest
from registration.assembly.proof.trace_page import FILE as TRACE
from registration.errors import RegistrationError


class Earlier:
    """An earlier package, or nothing when there is none that reads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._manifest = _read(directory)
        self._pdfs = dict(_pdfs(self._manifest)) if self._manifest else {}

    def was_made_from(self, key: str) -> bool:
        """Whether the papers were made from the same, however they fared since."""
        return self._manifest is not None and self._manifest.key == key

    def unchanged(self, key: str, *, pdf_wanted: bool) -> Manifest | None:
        """The manifest of a package made from the same and whole to the last byte."""
        manifest = self._manifest
        if manifest is None or not self.was_made_from(key):
            return None
        if pdf_wanted and any(item.in_force.pdf is None for item in manifest.documents):
            return None  # LibreOffice failed then; it may not now
        return manifest if self._is_whole(manifest) else None

    def pdf_of(self, docx: bytes, converter: str) -> bytes | None:
        """The PDF that this very Word file was turned into, if it still is what it was.

        An empty `converter` means that there is none now, and what another made is welcome.
        """
        if self._manifest is None or converter not in ("", self._manifest.versions.converter):
            return None
        name = self._pdfs.get(hashlib.sha256(docx).hexdigest())
        if name is None:
            return None
        content = _content(self._directory / name)
        return content if _is(content, self._manifest.files.get(name)) else None

    def _is_whole(self, manifest: Manifest) -> bool:
        found = _files(self._directory)
        if set(found) != {*manifest.files, FILE_NAME, ARCHIVE}:
            return False
        if not all(_is(found[name], digest) for name, digest in manifest.files.items()):
            return False
        return _holds(found.pop(ARCHIVE), found)


def lay_out(archive: bytes | None, directory: Path) -> None:
    """Make the folder of an earlier package out of its ZIP; one that does not read is as none.

    The ZIP is that of `folder.whole` or the package's own.
    """
    if archive is None:
        return
    try:
        with zipfile.ZipFile(BytesIO(archive)) as opened:
            opened.extractall(directory)
        (directory / ARCHIVE).write_bytes(to_file(archive))
    except (zipfile.BadZipFile, OSError):
        shutil.rmtree(directory, ignore_errors=True)


def _read(directory: Path) -> Manifest | None:
    try:
        return read_manifest(directory)
    except RegistrationError:
        return None


def _pdfs(manifest: Manifest) -> dict[str, str]:
    """SHA-256 of a Word file → name of its PDF; papers that were drawn are drawn anew."""
    return {
        manifest.files[document.docx]: document.pdf
        for record in manifest.documents
        for document in (record, record.in_force)
        if document.docx and document.pdf and document.docx in manifest.files
    }


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _files(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): _content(path)
        for path in directory.rglob("*")
        if path.is_file() and path.name != TRACE
    }


def _is(content: bytes, digest: str | None) -> bool:
    return hashlib.sha256(content).hexdigest() == digest


def _holds(archive: bytes, files: dict[str, bytes]) -> bool:
    """Whether a ZIP is sound and holds exactly these files."""
    try:
        with zipfile.ZipFile(BytesIO(archive)) as opened:
            inside = {item.filename: item.CRC for item in opened.infolist()}
            return opened.testzip() is None and inside == {
                name: crc32(content)
                for name, content in files.items()
                if not name.startswith(f"{ASIDE}/")
            }
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
