"""Three invented blanks of Р11001, each drawn in its own way: pitch, frames, order, wording, page.

No official blank was seen. These are as unlike each other as vector PDFs of one form can be, and
each tells where its cells truly are, so that what the product finds can be held against it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import NameObject, NumberObject, RectangleObject
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from registration.assembly.r11001.draw_pdf import FONTS
from tests.assembly.blank.words import HEADINGS, LABELS, SECTIONS

MM = 72 / 25.4
WIDTH, HEIGHT = 210.0, 297.0
_TYPES = {
    "LiberationSans": "LiberationSans-Regular.ttf",
    "LiberationSans-Bold": "LiberationSans-Bold.ttf",
    "LiberationMono": "LiberationMono-Regular.ttf",
}


@dataclass(frozen=True)
class Look:
    """How a printer draws its blank. Millimetres; type in points."""

    name: str
    wording: int
    pitch: float
    width: float
    height: float
    row: float
    left: float
    columns: int
    frame: str  # rects, dashes, grid
    font: str
    labels: str  # left, above
    order: tuple[str, ...]
    letters: str
    page: str = "plain"  # plain, shifted, turned
    numbers_printed: bool = False  # the page numbers of the title stand in its cells already
    full_lines: int = 6


PLAIN = Look(
    name="rects", wording=0, pitch=4.75, width=4.25, height=6.0, row=8.4, left=10, columns=40,
    frame="rects", font="LiberationSans", labels="left",
    order=("title", "founder_ru_org", "founder_person", "founder_foreign_org", "founder_public",
           "head_person", "managing_org", "okved", "registrar", "applicant"),
    letters="АБВГДЕЖЗИ",
)  # fmt: skip
DASHED = Look(
    name="dashes", wording=1, pitch=5.0, width=5.0, height=6.6, row=8.0, left=5, columns=40,
    frame="dashes", font="LiberationSans-Bold", labels="above",
    order=("title", "okved", "founder_foreign_org", "founder_ru_org", "founder_person",
           "founder_public", "managing_org", "head_person", "applicant", "registrar"),
    letters="БВГДЕЖЗИК", page="shifted", full_lines=5,
)  # fmt: skip
GRID = Look(
    name="grid", wording=2, pitch=4.9, width=4.9, height=7.0, row=9.0, left=9, columns=38,
    frame="grid", font="LiberationMono", labels="left",
    order=("title", "head_person", "founder_person", "founder_ru_org", "founder_foreign_org",
           "founder_public", "managing_org", "applicant", "okved", "registrar"),
    letters="НМЛКИЗЖЕД", page="turned", numbers_printed=True, full_lines=7,
)  # fmt: skip
LOOKS = (PLAIN, DASHED, GRID)


@dataclass(frozen=True)
class Spot:
    """Where a line of cells truly is: millimetres from the left and the top of the page shown."""

    page: int
    sheet: str
    field: str
    x: float
    y: float
    cells: int


@dataclass(frozen=True)
class Blank:
    look: Look
    content: bytes
    spots: tuple[Spot, ...]
    pages: dict[str, tuple[int, ...]]


@dataclass
class _Pen:
    canvas: Canvas
    look: Look
    spots: list[Spot] = field(default_factory=list)
    page: int = 0
    sheet: str = ""
    y: float = 0.0  # of the next row, from the top
    frames: list[tuple[float, float]] = field(default_factory=list)

    def word(self, x: float, y: float, text: str, size: float = 8, width: float = 180) -> float:
        """Words from a point downwards; the height they took."""
        canvas = self.canvas
        canvas.setFont(self.look.font, size)
        lines = simpleSplit(text, self.look.font, size, width * MM)
        for number, line in enumerate(lines):
            canvas.drawString(x * MM, (HEIGHT - y) * MM - size * 0.8 - number * size * 1.1, line)
        return len(lines) * size * 1.1 / MM

    def column(self, number: float) -> float:
        return self.look.left + number * self.look.pitch

    def cells(self, at: float, count: int, name: str) -> None:
        x = self.column(at)
        self.spots.append(Spot(self.page, self.sheet, name, x, self.y, count))
        self.frames += [(x + number * self.look.pitch, self.y) for number in range(count)]

    def ink(self) -> None:
        """Draw all the cells of the page in the manner of this printer."""
        getattr(self, f"_{self.look.frame}")()
        self.frames.clear()

    def _rects(self) -> None:
        self.canvas.setLineWidth(0.5)
        for x, y in self.frames:
            self.canvas.rect(x * MM, (HEIGHT - y - self.look.height) * MM,
                             self.look.width * MM, self.look.height * MM)  # fmt: skip

    def _edges(self) -> Iterator[tuple[float, float, float, float]]:
        w, h = self.look.width, self.look.height
        known = set()
        for x, y in self.frames:
            for edge in ((x, y, x + w, y), (x, y + h, x + w, y + h), (x, y, x, y + h),
                         (x + w, y, x + w, y + h)):  # fmt: skip
                rounded = tuple(round(value, 2) for value in edge)
                if rounded not in known:
                    known.add(rounded)
                    yield edge

    def _dashes(self) -> None:
        """Every edge as a row of short strokes of its own, filled, not stroked."""
        for x0, y0, x1, y1 in self._edges():
            length = max(x1 - x0, y1 - y0)
            steps = int(length / 0.8)
            path = self.canvas.beginPath()
            for number in range(steps + 1):
                at = number * length / (steps + 0.5)
                if x1 > x0:
                    path.rect((x0 + at) * MM, (HEIGHT - y0) * MM - 0.2, 0.4 * MM, 0.4)
                else:
                    path.rect(x0 * MM - 0.2, (HEIGHT - y0 - at - 0.4) * MM, 0.4, 0.4 * MM)
            self.canvas.drawPath(path, stroke=0, fill=1)

    def _grid(self) -> None:
        """All lines of the page in one path; each horizontal line runs along its whole row."""
        path = self.canvas.beginPath()
        w, h = self.look.width, self.look.height
        rows: dict[float, list[float]] = {}
        for x, y in self.frames:
            rows.setdefault(y, []).append(x)
        for y, starts in rows.items():
            for begin, end in _joined(starts, w):
                for level in (y, y + h):
                    path.moveTo(begin * MM, (HEIGHT - level) * MM)
                    path.lineTo(end * MM, (HEIGHT - level) * MM)
            for x in sorted({round(x, 3) for s in starts for x in (s, s + w)}):
                path.moveTo(x * MM, (HEIGHT - y) * MM)
                path.lineTo(x * MM, (HEIGHT - y - h) * MM)
        self.canvas.setLineWidth(0.3)
        self.canvas.drawPath(path)


def _joined(starts: list[float], width: float) -> Iterator[tuple[float, float]]:
    begin = end = None
    for x in sorted(starts):
        if end is not None and abs(x - end) < 0.01:
            end = x + width
            continue
        if begin is not None and end is not None:
            yield begin, end
        begin, end = x, x + width
    if begin is not None and end is not None:
        yield begin, end


@cache
def draw(look: Look, knd: str = "") -> Blank:
    """Draw a blank; equal looks, equal bytes."""
    for name, file in _TYPES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    stream = BytesIO()
    turned = look.page == "turned"
    size = (HEIGHT * MM, WIDTH * MM) if turned else (WIDTH * MM, HEIGHT * MM)
    canvas = Canvas(stream, pagesize=size, invariant=1)
    pen = _Pen(canvas, look)
    pages: dict[str, tuple[int, ...]] = {}
    letters = iter(look.letters)
    for sheet in look.order:
        letter = "" if sheet == "title" else next(letters)
        numbers = []
        for part, body in enumerate(_SHEETS[sheet]):
            pen.page += 1
            pen.sheet = sheet
            numbers.append(pen.page)
            _turn(canvas, look)
            _head(pen, sheet, part, letter, knd)
            body(pen)
            pen.ink()
            canvas.showPage()
        pages[sheet] = tuple(numbers)
    canvas.save()
    return Blank(look, _placed(stream.getvalue(), look), tuple(pen.spots), pages)


def _turn(canvas: Canvas, look: Look) -> None:
    if look.page == "turned":
        canvas.transform(0, 1, -1, 0, HEIGHT * MM, 0)
    if look.page == "shifted":
        canvas.translate(-31, 17)


def _placed(content: bytes, look: Look) -> bytes:
    """A page turned on its side, or one whose visible part does not begin at its corner."""
    if look.page == "plain":
        return content
    writer = PdfWriter(BytesIO(content))
    for page in writer.pages:
        if look.page == "turned":
            page[NameObject("/Rotate")] = NumberObject(90)
            continue
        page.mediabox = RectangleObject((-60, -20, 640, 900))
        page.cropbox = RectangleObject((-31, 17, WIDTH * MM - 31, HEIGHT * MM + 17))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _head(pen: _Pen, sheet: str, part: int, letter: str, knd: str) -> None:
    look = pen.look
    canvas = pen.canvas
    for number in range(30):  # what looks like a barcode
        canvas.rect((150 + number * 1.1) * MM, (HEIGHT - 16) * MM, 0.3 * MM + number % 3, 9 * MM,
                    stroke=0, fill=1)  # fmt: skip
    pen.word(look.left, 9, "Стр.")
    pen.y = 7.0
    printed = sheet == "title" and look.numbers_printed
    pen.cells(4, 3, "" if printed else "page_no")
    if printed:
        canvas.setFont("LiberationMono", 14)
        for place, digit in enumerate(f"{pen.page:03}"):
            canvas.drawString(
                (pen.column(4 + place) + 1) * MM, (HEIGHT - 7 - look.height + 1.6) * MM, digit
            )
    pen.word(95, 8, "Форма № Р11001")
    if knd:
        pen.word(95, 12, f"Форма по КНД {knd}")
    if part == 0 and sheet == "title":
        order = "Приложение № 1 к приказу ФНС России от 31.08.2020 № ЕД-7-14/617@"
        pen.word(95, 16, order, 6)
    pen.y = 20.0
    words = f"Лист {letter}. " if letter else ""
    if part == 0:
        words += HEADINGS[sheet][look.wording]
    elif letter:
        words += f"Страница {part + 1}"
    if words:
        pen.y += pen.word(30, pen.y, words, 11, 150) + 3


# -- rows of fields --------------------------------------------------------------------------


def _section(pen: _Pen, name: str) -> None:
    pen.y += 1.5
    pen.y += pen.word(pen.look.left, pen.y, SECTIONS[name][pen.look.wording], 9) + 2


def _label(name: str, look: Look) -> str:
    return LABELS[name][look.wording]


def _lines(pen: _Pen, name: str, lengths: tuple[int, ...], label_cells: int = 8) -> None:
    """A field of one or more lines; the first may stand to the right of its label."""
    look = pen.look
    limit = look.columns
    first = min(lengths[0], limit)
    text = _label(name, look)
    beside = look.labels == "left" and first <= limit - label_cells
    at = float(limit - first if first > limit // 2 else label_cells) if beside else 0.0
    if beside:
        pen.word(look.left, pen.y + 0.4, text, 7, at * look.pitch - 1)
    else:
        pen.y += pen.word(look.left, pen.y, text, 7) + 1
    for number, length in enumerate(lengths):
        pen.cells(at if number == 0 else 0, min(length, limit), name)
        pen.y += look.row
    pen.y += 0.5


def _row(pen: _Pen, *fields: tuple[str, tuple[int, ...], str, float]) -> None:
    """Several fields side by side: name, groups of cells, the sign between them, first column."""
    look = pen.look
    ends = [column for _, _, _, column in fields[1:]] + [float(look.columns)]
    if look.labels == "above":
        heights = [
            pen.word(pen.column(max(0.0, column - 5)), pen.y, _label(name, look), 7,
                     (end - column) * look.pitch - 2)
            for (name, _, _, column), end in zip(fields, ends, strict=True)
        ]  # fmt: skip
        pen.y += max(heights) + 1
    begin = 0.0
    for name, groups, sign, column in fields:
        at = column
        if look.labels == "above":
            at = max(0.0, column - 5)
        else:
            width = (column - begin) * look.pitch - 1
            pen.word(pen.column(begin), pen.y + 0.3, _label(name, look), 7, width)
        for number, group in enumerate(groups):
            if number:
                pen.word(pen.column(at) + look.pitch * 0.3, pen.y + 2, sign, 12)
                at += 1
            pen.cells(at, group, name)
            at += group
        begin = at + 0.5
    pen.y += look.row + 0.5


def _title_1(pen: _Pen) -> None:
    look = pen.look
    _section(pen, "names")
    _lines(pen, "name_full", (look.columns,) * look.full_lines)
    _lines(pen, "name_short", (look.columns,) * 4)
    _lines(pen, "name_other_lang", (look.columns,) * 2)
    _section(pen, "place")
    _row(pen, ("region", (2,), "", 9), ("mo_kind", (1,), "", 24))
    _lines(pen, "mo_name", (look.columns,))
    _row(pen, ("settl_kind", (1,), "", 8), ("settl_name", (24,), "", 14))
    _row(pen, ("np_type", (8,), "", 7), ("np_name", (16,), "", 22))


def _title_2(pen: _Pen) -> None:
    look = pen.look
    _section(pen, "address")
    _row(pen, ("plan_type", (8,), "", 7), ("plan_name", (16,), "", 22))
    _row(pen, ("street_type", (8,), "", 7), ("street_name", (16,), "", 22))
    for number in (1, 2, 3):
        _row(pen, (f"bld_type_{number}", (9,), "", 9), (f"bld_no_{number}", (8,), "", 25))
    _row(pen, ("prem_type", (9,), "", 9), ("prem_no", (8,), "", 25))
    _row(pen, ("room_type", (9,), "", 9), ("room_no", (8,), "", 25))
    _lines(pen, "org_email", (look.columns,))
    _section(pen, "capital")
    _row(pen, ("capital_kind", (1,), "", 8), ("capital_sum", (15, 2), ".", 17))
    _lines(pen, "heads_mode", (1,), 20)
    _lines(pen, "model_charter", (2,), 12)


def _person(pen: _Pen) -> None:
    _section(pen, "person")
    for name in ("last", "first", "middle"):
        _lines(pen, name, (pen.look.columns - 6,), 6)
    _lines(pen, "inn", (12,))


def _birth(pen: _Pen) -> None:
    look = pen.look
    _row(pen, ("sex", (1,), "", 6), ("birth_date", (2, 2, 4), ".", 20))
    _lines(pen, "birth_place", (look.columns, look.columns))
    _row(pen, ("citizenship", (1,), "", 9), ("country_code", (3,), "", 24))


def _document(pen: _Pen) -> None:
    look = pen.look
    _section(pen, "document")
    _row(pen, ("doc_code", (2,), "", 7), ("doc_no", (20,), "", 17))
    _row(pen, ("doc_date", (2, 2, 4), ".", 8), ("doc_dept", (3, 3), "-", 27))
    _lines(pen, "doc_issuer", (look.columns - 8, look.columns, look.columns))


def _founder_1(pen: _Pen) -> None:
    _person(pen)
    if pen.look.wording == 1:  # this printer asks for the document first
        _document(pen)
        _birth(pen)
        return
    _birth(pen)
    _document(pen)


def _founder_2(pen: _Pen) -> None:
    _section(pen, "share")
    _row(pen, ("share_sum", (12, 4), ".", 12))
    _row(pen, ("share_percent", (3, 10), ".", 12))


def _head_1(pen: _Pen) -> None:
    _person(pen)
    _birth(pen)
    _document(pen)
    _lines(pen, "position", (pen.look.columns,) * 2)


def _okved_1(pen: _Pen) -> None:
    _section(pen, "okved_main")
    _codes(pen, "okved_main", 1)
    _section(pen, "okved_extra")
    for _ in range(14):
        _codes(pen, "okved_extra", 4)


def _codes(pen: _Pen, name: str, across: int) -> None:
    for number in range(across):
        at = number * 9.5
        for part in range(3):
            if part:
                pen.word(pen.column(at) + pen.look.pitch * 0.3, pen.y + 2, ".", 12)
                at += 1
            pen.cells(at, 2, name)
            at += 2
    pen.y += pen.look.row


def _applicant_1(pen: _Pen) -> None:
    look = pen.look
    _section(pen, "applicant_kind")
    _lines(pen, "kind", (1,), 26)
    _person(pen)
    _row(pen, ("birth_date", (2, 2, 4), ".", 20))
    _lines(pen, "birth_place", (look.columns,) * 2)
    _document(pen)
    _section(pen, "contacts")
    _lines(pen, "phone", (20,))
    _lines(pen, "email", (look.columns,))
    _lines(pen, "paper_copy", (1,), 24)


def _applicant_2(pen: _Pen) -> None:
    pen.y += pen.word(
        pen.look.left, pen.y, "Подтверждаю, что сведения достоверны. Фамилия, имя, отчество "
        "заявителя собственноручно и подпись:", 8
    ) + 14  # fmt: skip
    pen.canvas.line(20 * MM, (HEIGHT - pen.y) * MM, 190 * MM, (HEIGHT - pen.y) * MM)
    _section(pen, "certifier")
    _lines(pen, "certifier_kind", (1,), 12)
    _lines(pen, "certifier_inn", (12,), 12)


def _organisation(pen: _Pen) -> None:
    look = pen.look
    _row(pen, ("ogrn", (13,), "", 9))
    _row(pen, ("org_inn", (10,), "", 9))
    _lines(pen, "org_name", (look.columns,) * 5)


def _more(pen: _Pen) -> None:
    _section(pen, "share")
    _row(pen, ("share_sum", (12, 4), ".", 12))


_SHEETS = {
    "title": (_title_1, _title_2),
    "founder_ru_org": (_organisation, _more),
    "founder_foreign_org": (_organisation,),
    "founder_person": (_founder_1, _founder_2),
    "founder_public": (_organisation, _more),
    "head_person": (_head_1,),
    "managing_org": (_organisation, _document),
    "okved": (_okved_1,),
    "registrar": (_organisation,),
    "applicant": (_applicant_1, _applicant_2),
}
