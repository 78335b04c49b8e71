"""A mark across every page of a paper that must not be filed any more."""

from io import BytesIO

import pikepdf

from registration.assembly.delivery.drawing import BOLD, MM, PAGE_HEIGHT, PAGE_WIDTH, Sheet

OUTDATED = "УСТАРЕЛО — НЕ ПОДАВАТЬ"
_SIZE, _SLANT = 34, 50
_PALE = 0.55  # of black: the words below stay readable


def stamped(pdf: bytes) -> bytes:
    """The same pages, each with the mark over it.

    Raises:
        pikepdf.PdfError: it is not a PDF.
    """
    result = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as paper, pikepdf.open(BytesIO(_mark())) as mark:
        for page in paper.pages:
            page.add_overlay(mark.pages[0], pikepdf.Rectangle(page.mediabox))
        paper.save(result)
    return result.getvalue()


def _mark() -> bytes:
    sheet = Sheet(OUTDATED)
    canvas = sheet.canvas
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(_SLANT)
    canvas.setFont(BOLD, _SIZE)
    canvas.setFillGray(_PALE)
    canvas.setFillAlpha(_PALE)
    canvas.drawCentredString(0, -10 * MM, OUTDATED)
    canvas.showPage()
    return sheet.finished()
