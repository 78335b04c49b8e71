"""Lines of our own sheets break where a typist would break them."""

from pypdfium2 import PdfDocument

from registration.assembly.delivery.drawing import Sheet

WIDTHS = range(60, 200)


def parted(text: str, width: float) -> bool:
    """Whether a line of this width ends with the letter that stands before a village."""
    sheet = Sheet("Проба")
    sheet.words((50, 700), text, 10, width)
    drawn = PdfDocument(sheet.finished())[0].get_textpage().get_text_range()
    return any(line.endswith("с.") for line in drawn.splitlines())


def test_a_village_is_never_parted_from_its_letter() -> None:
    assert any(parted("д. 5, с. Верхняя Тойма", width) for width in WIDTHS)
    assert not any(parted("д. 5, с.\u00a0Верхняя Тойма", width) for width in WIDTHS)
