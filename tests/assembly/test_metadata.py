"""Files of a package say nothing of who made them, where, and when they were edited."""

import getpass
import re
import socket
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.assembly.conftest import SAMPLES, Build

_NEUTRAL = {"/Title", "/CreationDate", "/ModDate", "/Trapped"}
_NOBODY = re.compile(
    r"(LibreOffice [\d.]+|Writer|ReportLab.*|pypdf|anonymous|\(?(anonymous|unspecified)\)?|)"
)


def _traces() -> tuple[bytes, ...]:
    """What of this machine could have got into a file."""
    found = {getpass.getuser(), socket.gethostname(), str(Path.home()), str(Path.cwd()), "/tmp"}  # noqa: S108
    return tuple(
        text.encode(code) for text in found if len(text) > 4 for code in ("utf-8", "utf-16-be")
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_word_files_name_no_author_and_no_editing(name: str, word_package: Build) -> None:
    for path in word_package(name).directory.glob("*.docx"):
        with zipfile.ZipFile(path) as archive:
            parts = {item: archive.read(item) for item in archive.namelist()}
        properties = b"".join(parts[item] for item in parts if item.startswith("docProps/"))
        for tag in (b"dc:creator", b"cp:lastModifiedBy", b"Company", b"Manager", b"Template"):
            assert not re.search(b"<" + tag + b">[^<]", properties), (path.name, tag)
        assert not re.search(rb"w:rsid\w*=", parts["word/document.xml"]), path.name
        whole = b"".join(parts.values())
        assert not [trace for trace in _traces() if trace in whole], path.name


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAMPLES)
def test_pdfs_name_no_author_and_no_folder(name: str, full_package: Build) -> None:
    for path in full_package(name).directory.rglob("*.pdf"):
        told = PdfReader(path).metadata or {}
        for key in set(told) - _NEUTRAL:
            assert _NOBODY.fullmatch(str(told[key])), (path.name, key, told[key])
        content = path.read_bytes()
        assert not [trace for trace in _traces() if trace in content], path.name
