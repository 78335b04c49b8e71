"""A PDF brought from outside: nothing in it may run, start programs, or carry other files.

What is taken in stays as it is, byte for byte: an electronic signature inside must stay good.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from registration.attachments.bounded import bounded
from registration.attachments.refused import AttachmentRefused

MOST_PAGES = 300
MOST_OBJECTS = 100_000
_MOST_NODES = 2_000_000
_ANEW = "Напечатайте его в новый PDF («Печать» → «Сохранить как PDF») или отсканируйте."
_KEYS = {
    "/JS": "скрипт",
    "/JavaScript": "скрипт",
    "/AA": "действие, которое запускается само",
    "/EmbeddedFiles": "вложенные файлы",
    "/EF": "вложенные файлы",
    "/RichMedia": "звук или видео",
    "/XFA": "форма XFA",
}
_ACTIONS = {
    "/JavaScript": "скрипт",
    "/Launch": "запуск программы",
    "/SubmitForm": "отправка данных",
    "/ImportData": "загрузка данных",
    "/GoToR": "переход в другой файл",
    "/GoToE": "вложенные файлы",
    "/Rendition": "звук или видео",
}
_TYPES = {"/EmbeddedFile": "вложенные файлы"}


def expect_harmless_pdf(content: bytes, name: str) -> None:
    """Refuse a PDF that is encrypted, damaged, very long, or more than pages to read.

    Raises:
        AttachmentRefused: names the reason.
    """
    bounded(lambda: _looked_through(content, name), name)


def _looked_through(content: bytes, name: str) -> bytes:
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            _look_through(pdf, name)
    except pikepdf.PasswordError:
        raise AttachmentRefused(f"PDF «{name}» закрыт паролем. {_ANEW}") from None
    except (pikepdf.PdfError, ValueError, OSError, RecursionError):
        raise AttachmentRefused(f"PDF «{name}» повреждён. {_ANEW}") from None
    return b""


def _look_through(pdf: pikepdf.Pdf, name: str) -> None:
    if pdf.is_encrypted:
        raise AttachmentRefused(f"PDF «{name}» защищён. {_ANEW}")
    if len(pdf.objects) > MOST_OBJECTS or not 0 < len(pdf.pages) <= MOST_PAGES:
        raise AttachmentRefused(
            f"В PDF «{name}» нет страниц или больше {MOST_PAGES}. Приложите только нужные."
        )
    found = sorted({what for node in _dictionaries(pdf) for what in _dangers(node)})
    if found:
        raise AttachmentRefused(f"В PDF «{name}» есть лишнее: {', '.join(found)}. {_ANEW}")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file, also those inside others and those nothing leads to."""
    waiting = [*pdf.objects, pdf.trailer]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += [item for item in node if _is_inner(item)]
        elif isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)):
            yield node
            inner = [node.get(key) for key in node.keys()]  # noqa: SIM118 - no plain mapping
            waiting += [item for item in inner if _is_inner(item)]
    raise ValueError("too many nodes")


def _is_inner(item: object) -> bool:
    """Stands in its owner; what is an object of its own is looked at by itself."""
    return isinstance(item, (pikepdf.Array, pikepdf.Dictionary)) and not item.is_indirect


def _dangers(node: pikepdf.Object) -> Iterator[str]:
    names = set(node.keys())
    yield from (what for key, what in _KEYS.items() if key in names)
    if what := _ACTIONS.get(str(node.get("/S", ""))):
        yield what
    if what := _TYPES.get(str(node.get("/Type", ""))):
        yield what
