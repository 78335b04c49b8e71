"""What a workbook is packed of: a bomb, macros, links to other files are refused unopened."""

import re
import zipfile
from typing import IO

from registration.attachments.refused import AttachmentRefused

LARGEST_UNPACKED = 100_000_000
LARGEST_PART = 80_000_000
MOST_PARTS = 500
GREATEST_RATIO = 200
_RATIO_MATTERS_FROM = 5_000_000  # a sheet that repeats itself packs well and harms nobody
RESAVE = "Скачайте пустую форму, перенесите в неё строки («Вставить значения») и загрузите её."
_TYPES, _BOOK = "[Content_Types].xml", "xl/workbook.xml"
_MAIN_TYPE = b"spreadsheetml.sheet.main+xml"
_MACROS = (b"macroEnabled", b"vbaProject", b"sheet.binary", b"macrosheet")
_FOREIGN = ("externallinks/", "connections.xml", "querytables/", "embeddings/", "activex/")
_DECLARATIONS = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def expect_harmless_book(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse what is no XLSX, is packed like a bomb, holds macros or fetches from elsewhere.

    Raises:
        AttachmentRefused: names the reason.
    """
    _weigh(archive.infolist(), name)
    _expect_plain(archive, name)


def _weigh(parts: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse by what the archive declares; `zipfile` reads no more of a part than that."""
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        raise AttachmentRefused(f"Файл «{name}» устроен необычно и не открыт. {RESAVE}")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise AttachmentRefused(f"Файл «{name}» после распаковки больше 100 МБ: он не открыт.")
    for part in parts:
        packed_well = part.file_size > GREATEST_RATIO * max(part.compress_size, 1)
        if part.file_size > LARGEST_PART or (packed_well and part.file_size > _RATIO_MATTERS_FROM):
            raise AttachmentRefused(f"Файл «{name}» сжат неправдоподобно сильно: он не открыт.")


def _expect_plain(archive: zipfile.ZipFile, name: str) -> None:
    parts = [part.lower() for part in archive.namelist()]
    if _TYPES not in archive.namelist() or _BOOK not in archive.namelist():
        raise AttachmentRefused(
            f"Файл «{name}» — не книга Excel. Сохраните таблицу как «Книга Excel (.xlsx)»."
        )
    types = archive.read(_TYPES)
    if any(sign in types for sign in _MACROS) or any(p.endswith("vbaproject.bin") for p in parts):
        raise AttachmentRefused(
            f"В файле «{name}» есть макросы. Сохраните его как «Книга Excel (.xlsx)», без макросов."
        )
    if _MAIN_TYPE not in types:
        raise AttachmentRefused(f"Файл «{name}» — шаблон, а не книга Excel (.xlsx). {RESAVE}")
    if any(sign in part for part in parts for sign in _FOREIGN):
        raise AttachmentRefused(
            f"Файл «{name}» связан с другими файлами или источниками данных. {RESAVE}"
        )
    for part in archive.namelist():
        if part.lower().endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                _expect_no_declarations(stream, name)


def _expect_no_declarations(stream: IO[bytes], name: str) -> None:
    tail = b""
    while chunk := stream.read(1 << 20):
        if _DECLARATIONS.search(tail + chunk):
            raise AttachmentRefused(f"Файл «{name}» объявляет подстановки и не открыт. {RESAVE}")
        tail = chunk[-32:]
