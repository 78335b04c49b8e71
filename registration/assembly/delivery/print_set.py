"""One PDF to print from first page to last: separators, then every copy as often as needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import IndirectObject

from registration.assembly.delivery.groups import Group
from registration.assembly.delivery.print_order import PrintLine
from registration.assembly.delivery.separators import draw_separators
from registration.assembly.documents import Attachment, Phase, Recipient

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PrintSet:
    """The PDF, and on which of its pages (from one) each line and each group stands."""

    content: bytes
    lines: dict[PrintLine, Range]
    groups: dict[Group, Range]


class _Writer:
    """The PDF while it grows; the same paper is read once and its pages share their content."""

    def __init__(self, separators: bytes) -> None:
        self._writer = PdfWriter()
        self._separators = PdfReader(BytesIO(separators))
        self._papers: dict[str, PdfReader] = {}
        self._phase: Phase | None = None
        self._parent: IndirectObject | None = None

    @property
    def pages(self) -> int:
        return len(self._writer.pages)

    def chapter(self, separator: int, phase: Phase, title: str) -> None:
        """Add a separator, by its number from nought, with its bookmarks."""
        self._writer.append(
            self._separators, pages=(separator, separator + 1), import_outline=False
        )
        page = self.pages - 1
        if phase is not self._phase:
            self._phase = phase
            self._parent = self._writer.add_outline_item(title=phase.label, page_number=page)
        self._writer.add_outline_item(title=title, page_number=page, parent=self._parent)

    def copies(self, line: PrintLine) -> Range:
        reader = self._papers.get(line.item.stem)
        if reader is None:
            reader = PdfReader(BytesIO(line.item.pdf or b""))
            self._papers[line.item.stem] = reader
        first = self.pages + 1
        for _ in range(line.copies):
            self._writer.append(reader, import_outline=False)
        return first, self.pages

    def finished(self) -> bytes:
        self._writer.metadata = None
        self._writer.add_metadata({"/Title": "Комплект в порядке печати"})
        stream = BytesIO()
        self._writer.write(stream)
        return stream.getvalue()


def print_set(groups: Sequence[Group], enclosed: Sequence[Attachment]) -> PrintSet:
    """Put everything in order; all papers must have their PDFs."""
    writer = _Writer(draw_separators(groups, enclosed))
    on_pages: dict[PrintLine, Range] = {}
    spans: dict[Group, Range] = {}
    last = _last_for_minjust(groups) if enclosed else None
    for number, group in enumerate(groups):
        first = writer.pages + 1
        writer.chapter(number, group.phase, f"{group.title} — {group.recipient_text}")
        for line in group.lines:
            on_pages[line] = writer.copies(line)
        spans[group] = (first, writer.pages)
        if number == last:
            writer.chapter(len(groups), group.phase, "Бумаги других — вложить самим")
    return PrintSet(writer.finished(), on_pages, spans)


def _last_for_minjust(groups: Sequence[Group]) -> int | None:
    """After which group the papers of others are laid in; None where nothing is filed."""
    filed = (
        number
        for number, group in enumerate(groups)
        if group.lines[0].recipient is Recipient.MINJUST
    )
    return max(filed, default=None)
