"""Labels for the backs of stitched papers, one for each copy, to be cut out and glued."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registration.assembly.delivery.drawing import MM, PAGE_HEIGHT, Sheet
from registration.assembly.delivery.print_order import PrintLine
from registration.assembly.documents import Binding
from registration.language.wording import plural, words

_WIDTH, _HEIGHT = 90 * MM, 54 * MM
_COLUMNS, _ROWS = 2, 5
_LEFT, _TOP = 15 * MM, 13 * MM
_PAD = 5 * MM


@dataclass(frozen=True, slots=True)
class Label:
    """What one label says."""

    sheets: int
    paper: str

    @property
    def count(self) -> str:
        """«18 (восемнадцать) листов»."""
        noun = plural(self.sheets, "лист", "листа", "листов")
        return f"{self.sheets} ({words(self.sheets)}) {noun}"


def labels(lines: Sequence[PrintLine]) -> tuple[Label, ...]:
    """A label for each stitched copy whose sheets are counted."""
    return tuple(label for line in lines for label in _of(line))


def _of(line: PrintLine) -> Iterator[Label]:
    if line.binding is not Binding.STITCHED or line.sheets is None:
        return
    for number in range(1, line.copies + 1):
        copy = f", экземпляр {number}" if line.copies > 1 else ""
        yield Label(line.sheets, f"{line.item.title}: {line.recipient_text}{copy}")


def draw_labels(found: Sequence[Label], signer: str) -> bytes:
    """Sheets of labels with lines to cut along; `signer` is the applicant's initials."""
    sheet = Sheet("Наклейки на прошитые документы")
    for number, label in enumerate(found):
        place = number % (_COLUMNS * _ROWS)
        if number and place == 0:
            sheet.canvas.showPage()
        row, column = divmod(place, _COLUMNS)
        x = _LEFT + column * _WIDTH
        y = PAGE_HEIGHT - _TOP - (row + 1) * _HEIGHT
        _draw(sheet, label, signer, (x, y))
    sheet.canvas.showPage()
    return sheet.finished()


def _draw(sheet: Sheet, label: Label, signer: str, at: tuple[float, float]) -> None:
    x, y = at
    canvas = sheet.canvas
    canvas.setLineWidth(0.5)
    canvas.setDash(3, 3)
    canvas.rect(x, y, _WIDTH, _HEIGHT)
    canvas.setDash()
    inner, width = x + _PAD, _WIDTH - 2 * _PAD
    top = y + _HEIGHT - 8 * MM
    top = sheet.words((inner, top), "Прошито и пронумеровано", 11, width)
    top = sheet.bold((inner, top), label.count, 11, width)
    sheet.words((inner, y + 21 * MM), "Заявитель", 10, width)
    canvas.line(inner + 20 * MM, y + 20 * MM, inner + 45 * MM, y + 20 * MM)
    sheet.words((inner + 47 * MM, y + 21 * MM), signer, 10, width - 47 * MM)
    sheet.words((inner, y + 13 * MM), "«____» ________________ 20____ г.", 10, width)
    sheet.words((inner, y + 6 * MM), label.paper, 7, width)
