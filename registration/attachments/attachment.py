"""What becomes of a file brought from outside: an attachment to keep, or a refusal."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from registration.attachments.photograph import album
from registration.attachments.portable import expect_harmless_pdf
from registration.attachments.refused import AttachmentRefused
from registration.attachments.sort import Sort, sort_of
from registration.attachments.word import expect_harmless_word

LARGEST = 10_000_000
"""Bytes of one file."""

LONGEST_NAME = 150
MOST_PHOTOGRAPHS = 20
_NAME_SHOWN = "фото"
_UNSEEN = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that may be kept; `told` is what it was called, only ever shown as text."""

    content: bytes
    told: str
    suffix: str
    """«pdf» or «docx», by content."""


def taken(brought: Sequence[tuple[str, bytes]]) -> Attachment:
    """Take in one file (name, content), or several photographs as the pages of one PDF.

    Raises:
        AttachmentRefused: says which file, why, and what to do.
    """
    files = [(told_name(name), content) for name, content in brought]
    if not files:
        raise AttachmentRefused("Выберите файл.")
    sorts = [_sort(name, content) for name, content in files]
    if all(sort is Sort.PHOTOGRAPH for sort in sorts):
        return _album(files)
    if len(files) > 1:
        raise AttachmentRefused(
            "Вместе можно приложить только фотографии: они станут страницами одного PDF. "
            "Документы приложите по одному."
        )
    ((name, content),) = files
    if sorts[0] is Sort.PDF:
        expect_harmless_pdf(content, name)
        return Attachment(content, name, "pdf")
    expect_harmless_word(content, name)
    return Attachment(content, name, "docx")


def _sort(name: str, content: bytes) -> Sort:
    if not content:
        raise AttachmentRefused(f"Файл «{name}» пустой. Выберите другой.")
    if len(content) > LARGEST:
        raise AttachmentRefused(
            f"Файл «{name}» больше 10 МБ. Отсканируйте с меньшим качеством (200 точек на дюйм) "
            "или разделите на части."
        )
    return sort_of(content, name)


def _album(files: list[tuple[str, bytes]]) -> Attachment:
    if len(files) > MOST_PHOTOGRAPHS:
        raise AttachmentRefused(
            f"Фотографий {len(files)}, а вместе можно не больше {MOST_PHOTOGRAPHS}. "
            "Приложите их в несколько приёмов."
        )
    content = album(files)
    if len(content) > LARGEST * 2:
        raise AttachmentRefused("Из этих фотографий выходит слишком большой файл. Возьмите меньше.")
    return Attachment(content, files[0][0], "pdf")


def told_name(name: str) -> str:
    """The name as a person may read it: no folders, no signs that are not seen.

    Raises:
        AttachmentRefused: nobody would read a name that long.
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    seen = _UNSEEN.sub(" ", unicodedata.normalize("NFC", seen)).strip()
    if len(seen) > LONGEST_NAME:
        raise AttachmentRefused(
            f"Имя файла длиннее {LONGEST_NAME} букв. Назовите файл коротко, например «расписка»."
        )
    return seen or _NAME_SHOWN
