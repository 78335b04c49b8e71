"""Opening a Word file that somebody else made: what it holds is weighed before it is unpacked."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from registration.errors import TemplateError

LARGEST_FILE = 10_000_000
LARGEST_CONTENT = 50_000_000
LARGEST_PART = 8_000_000
MOST_ENTRIES = 2_000
GREATEST_RATIO = 150
_RATIO_MATTERS_FROM = 1_000_000  # a short text that repeats itself packs well and harms nobody
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # the head of .doc, and of a .docx under a password
_DOCUMENT = "word/document.xml"
_TYPES = "[Content_Types].xml"
_MAIN_TYPE = "wordprocessingml.document.main+xml"
_DECLARATIONS = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RESAVE = "Откройте его в Word и сохраните как «Документ Word (*.docx)»"


def unpacked(content: bytes, name: str) -> Mapping[str, bytes]:
    """Name → bytes of every entry of a DOCX.

    Raises:
        TemplateError: it is no DOCX, or so large that it must not be opened.
    """
    if content.startswith(_OLD_WORD):
        raise TemplateError(
            f"Файл «{name}» сохранён в старом виде (.doc) или закрыт паролем. {_RESAVE} без пароля."
        )
    if len(content) > LARGEST_FILE:
        raise TemplateError(f"Файл «{name}» больше 10 МБ: шаблон таким не бывает.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _weigh(entries, name)
            found = {entry.filename: archive.read(entry) for entry in entries}
    except _DAMAGED:
        raise TemplateError(f"Файл «{name}» — не документ Word (.docx). {_RESAVE}.") from None
    _expect_word(found, name)
    return found


def _weigh(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse by what the archive declares; `zipfile` reads no more of an entry than that."""
    if len(entries) > MOST_ENTRIES:
        raise TemplateError(f"В файле «{name}» слишком много частей ({len(entries)}).")
    if len({entry.filename for entry in entries}) < len(entries):
        raise TemplateError(f"В файле «{name}» две части с одним именем. {_RESAVE} заново.")
    if sum(entry.file_size for entry in entries) > LARGEST_CONTENT:
        raise TemplateError(f"Файл «{name}» после распаковки больше 50 МБ: он не открыт.")
    for entry in entries:
        _weigh_one(entry, name)


def _weigh_one(entry: zipfile.ZipInfo, name: str) -> None:
    part = entry.filename
    if part.startswith(("/", "\\")) or ".." in part.split("/"):
        raise TemplateError(f"В файле «{name}» часть лежит вне документа: он не открыт.")
    if part.lower().endswith((".zip", ".docx", ".docm")):
        raise TemplateError(f"В файле «{name}» лежит другой архив ({part}). Уберите вложение.")
    if part.endswith(".xml") and entry.file_size > LARGEST_PART:
        raise TemplateError(f"Часть «{part}» файла «{name}» больше 8 МБ: он не открыт.")
    packed_well = entry.file_size > GREATEST_RATIO * max(entry.compress_size, 1)
    if packed_well and entry.file_size > _RATIO_MATTERS_FROM:
        raise TemplateError(f"Файл «{name}» сжат неправдоподобно сильно ({part}): он не открыт.")


def _expect_word(found: Mapping[str, bytes], name: str) -> None:
    if _DOCUMENT not in found or _TYPES not in found:
        raise TemplateError(f"Файл «{name}» — не документ Word (.docx). {_RESAVE}.")
    if _MAIN_TYPE not in found[_TYPES].decode("utf-8", "replace"):
        raise TemplateError(
            f"Файл «{name}» — документ с макросами или шаблон Word, а не .docx. {_RESAVE}."
        )
    for part, content in found.items():
        if part.endswith((".xml", ".rels")):
            parsed(content, part, name)


def parsed(content: bytes, part: str, name: str) -> etree._Element:
    """The tree of one XML part; entities, declared or outside, are never read.

    Raises:
        TemplateError: the part is damaged or declares entities of its own.
    """
    if _DECLARATIONS.search(content) or b"\x00" in content:
        raise TemplateError(
            f"Часть «{part}» файла «{name}» объявляет собственные подстановки XML. В документах "
            f"Word их не бывает, файл не открыт. {_RESAVE} заново."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
        content.decode("utf-8")
    except (etree.XMLSyntaxError, UnicodeDecodeError):
        raise TemplateError(
            f"Часть «{part}» файла «{name}» повреждена. {_RESAVE} заново."
        ) from None
    return root
