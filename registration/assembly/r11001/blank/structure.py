"""What a PDF is made of, looked at before anything of it is drawn: locks, programs, page sizes.

Runs in the child process: a hostile file may cost it its time or memory, never ours.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, cast

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from registration.assembly.r11001.blank.marks import view_of
from registration.assembly.r11001.blank.refusals import BlankRefused, Refusal
from registration.assembly.r11001.blank.survey import MM

MAX_PAGES = 60
MAX_OBJECTS = 60_000
_WIDTHS, _HEIGHTS = (195 * MM, 235 * MM), (280 * MM, 330 * MM)
_ACTIONS = {
    "/JavaScript": "программа JavaScript",
    "/Launch": "запуск программы",
    "/ImportData": "загрузка данных",
    "/SubmitForm": "отправка данных",
    "/Rendition": "проигрывание файла",
    "/GoToE": "вложенный файл",
}
_KEYS = {
    "/JS": "программа JavaScript",
    "/EmbeddedFiles": "вложенные файлы",
    "/AA": "действие при открытии листа",
}
_FAULTS = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError)
# what pypdf raises on files broken in ways it did not foresee


def look_inside(content: bytes) -> tuple[str, ...]:
    """Refuse what must not be opened; say what of the file will not go into a filled form.

    Raises:
        BlankRefused: locked, broken, dynamic, with programs in it, or of other sheets.
    """
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise BlankRefused(Refusal.ENCRYPTED)
        root = cast("DictionaryObject", reader.trailer["/Root"].get_object())
        pages = len(reader.pages)
        if not pages:
            raise BlankRefused(Refusal.DAMAGED)
        if pages > MAX_PAGES:
            raise BlankRefused(Refusal.TOO_MANY_PAGES, str(pages))
        _refuse_programs(reader, root)
        return tuple(_remarks(reader, root))
    except _FAULTS as error:
        raise BlankRefused(Refusal.DAMAGED) from error


def _refuse_programs(reader: PdfReader, root: DictionaryObject) -> None:
    form = root.get("/AcroForm")
    if isinstance(form, IndirectObject):
        form = form.get_object()
    if isinstance(form, DictionaryObject) and "/XFA" in form:
        raise BlankRefused(Refusal.DYNAMIC)
    if found := next(_active(reader), ""):
        raise BlankRefused(Refusal.ACTIVE, found)


def _active(reader: PdfReader) -> Iterator[str]:
    """Commands anywhere in the file, reached from its root or not."""
    left = MAX_OBJECTS
    numbers = {number for table in reader.xref.values() for number in table}
    for number in sorted(numbers | set(reader.xref_objStm)):
        pile: list[Any] = [reader.get_object(number)]
        while pile:
            left -= 1
            if left < 0:
                raise BlankRefused(Refusal.TOO_HEAVY)
            item = pile.pop()
            if isinstance(item, DictionaryObject):
                yield from _told(item)
                pile += [value for value in item.values() if not isinstance(value, IndirectObject)]
            elif isinstance(item, ArrayObject):
                pile += [value for value in item if not isinstance(value, IndirectObject)]


def _told(item: DictionaryObject) -> Iterator[str]:
    kind = item.get("/S")
    if isinstance(kind, str) and kind in _ACTIONS:
        yield _ACTIONS[kind]
    for key, words in _KEYS.items():
        if key in item:
            yield words


def _remarks(reader: PdfReader, root: DictionaryObject) -> Iterator[str]:
    notes = False
    for number, page in enumerate(reader.pages, 1):
        box = page.cropbox
        view = view_of((box.left, box.bottom, box.right, box.top), page.rotation)
        wide = _WIDTHS[0] <= view.width <= _WIDTHS[1]
        high = _HEIGHTS[0] <= view.height <= _HEIGHTS[1]
        if not (wide and high) or page.user_unit != 1:
            raise BlankRefused(Refusal.PAGE_SIZE, str(number))
        notes = notes or bool(page.get("/Annots"))
    if notes:
        yield "Поля для ввода и пометки поверх листов в заполненный бланк не переносятся."
