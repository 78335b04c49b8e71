"""What a file is, by its first bytes."""

from enum import Enum, auto

from registration.attachments.refused import AttachmentRefused


class Sort(Enum):
    """The sorts of files that are taken in."""

    PDF = auto()
    WORD = auto()
    PHOTOGRAPH = auto()


_TAKEN = "Годятся PDF, документ Word (.docx) и фотографии JPEG или PNG."
_ISO_MEDIA = b"ftyp"
_APPLE = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
_STRANGERS = (
    (b"MZ", "программа, а не документ"),
    (b"\x7fELF", "программа, а не документ"),
    (b"#!", "программа, а не документ"),
    (b"\xd0\xcf\x11\xe0", "документ старого вида (.doc, .xls) или под паролем"),
    (b"{\\rtf", "документ RTF"),
    (b"Rar!", "архив"),
    (b"7z\xbc\xaf", "архив"),
    (b"\x1f\x8b", "архив"),
    (b"II*\x00", "картинка TIFF"),
    (b"MM\x00*", "картинка TIFF"),
    (b"GIF8", "картинка GIF"),
    (b"BM", "картинка BMP"),
)
_PDF_WITHIN = 1024  # readers look for the head of a PDF that far


def sort_of(content: bytes, name: str) -> Sort:
    """Tell the sort of a file.

    Raises:
        AttachmentRefused: it is of none of the sorts that are taken in.
    """
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return Sort.PHOTOGRAPH
    if content[4:8] == _ISO_MEDIA and content[8:12] in _APPLE:
        raise AttachmentRefused(
            f"Фотография «{name}» сохранена как HEIC. В телефоне: Настройки → Камера → Форматы → "
            "«Наиболее совместимые», и сфотографируйте снова. Или перешлите её себе как фото."
        )
    for head, what in _STRANGERS:
        if content.startswith(head):
            raise AttachmentRefused(f"Файл «{name}» — {what}. {_TAKEN}")
    if content.startswith(b"PK\x03\x04"):
        return Sort.WORD
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return Sort.PDF
    raise AttachmentRefused(f"Файл «{name}» не похож ни на документ, ни на фотографию. {_TAKEN}")
