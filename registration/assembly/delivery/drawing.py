"""Drawing of our own sheets: the fonts, a canvas without traces, lines of large words."""

from functools import cache
from io import BytesIO

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from registration.assembly.r11001.draw_pdf import FONTS, MM

__all__ = ["BOLD", "MM", "PAGE_HEIGHT", "PAGE_WIDTH", "PLAIN", "Sheet", "register_fonts"]

PLAIN, BOLD = "LiberationSans", "LiberationSans-Bold"
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
_LEADING = 1.25
_NO_BREAK = "\u00a0"
_HELD = "\ue000"  # a letter nobody writes: ReportLab breaks lines at no-break spaces too


@cache
def register_fonts() -> None:
    """Make our fonts known to ReportLab; asking again costs nothing."""
    for name, file in (
        (PLAIN, "LiberationSans-Regular.ttf"),
        (BOLD, "LiberationSans-Bold.ttf"),
    ):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD)


class Sheet:
    """Pages A4 in points from the lower left corner; equal drawing gives equal bytes."""

    def __init__(self, title: str) -> None:
        register_fonts()
        self._stream = BytesIO()
        self.canvas = Canvas(
            self._stream,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            lang="ru-RU",
            initialFontName=PLAIN,
        )
        self.canvas.setTitle(title)
        for unset in (self.canvas.setAuthor, self.canvas.setCreator, self.canvas.setSubject):
            unset("")

    def words(self, at: tuple[float, float], text: str, size: float, width: float) -> float:
        """Write plain words in as many lines as they need; the baseline below them."""
        return self._lines(at, text, (PLAIN, size), width)

    def bold(self, at: tuple[float, float], text: str, size: float, width: float) -> float:
        """Write bold words in as many lines as they need; the baseline below them."""
        return self._lines(at, text, (BOLD, size), width)

    def _lines(
        self, at: tuple[float, float], text: str, font: tuple[str, float], width: float
    ) -> float:
        x, y = at
        self.canvas.setFont(*font)
        for line in _broken(text, font, width):
            self.canvas.drawString(x, y, line)
            y -= font[1] * _LEADING
        return y

    def finished(self) -> bytes:
        """The PDF."""
        self.canvas.save()
        return self._stream.getvalue()


def _broken(text: str, font: tuple[str, float], width: float) -> list[str]:
    """Lines of a text; what a no-break space holds together stays together."""
    held = text.replace(_NO_BREAK, _HELD)
    return [line.replace(_HELD, _NO_BREAK) for line in simpleSplit(held, *font, width)]
