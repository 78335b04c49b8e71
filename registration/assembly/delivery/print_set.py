"""One PDF to print from first page to last: separators, then every copy as often as needed."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO

import pikepdf

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

    def __init__(self, separators: bytes, sources: ExitStack) -> None:
        self._whole = pikepdf.new()
        self._sources = sources  # stay open: their content is copied when the whole is saved
        self._separators = self._opened(separators)
        self._papers: dict[str, pikepdf.Pdf] = {}
        self._chapters: list[pikepdf.OutlineItem] = []
        self._phase: Phase | None = None

    @property
    def pages(self) -> int:
        return len(self._whole.pages)

    def chapter(self, separator: int, phase: Phase, title: str) -> None:
        """Add a separator, by its number from nought, with its bookmarks."""
        page = self.pages
        self._whole.pages.append(self._separators.pages[separator])
        if phase is not self._phase:
            self._phase = phase
            self._chapters.append(pikepdf.OutlineItem(phase.label, page))
        self._chapters[-1].children.append(pikepdf.OutlineItem(title, page))

    def copies(self, line: PrintLine) -> Range:
        paper = self._papers.get(line.item.stem)
        if paper is None:
            paper = self._papers[line.item.stem] = self._opened(line.item.pdf or b"")
        first = self.pages + 1
        for _ in range(line.copies):
            self._whole.pages.extend(paper.pages)
        return first, self.pages

    def finished(self) -> bytes:
        with self._whole.open_outline() as outline:
            outline.root.extend(self._chapters)
        self._whole.docinfo["/Title"] = pikepdf.String("Комплект в порядке печати")
        stream = BytesIO()
        self._whole.save(stream)
        return stream.getvalue()

    def _opened(self, content: bytes) -> pikepdf.Pdf:
        return self._sources.enter_context(pikepdf.open(BytesIO(content)))


def print_set(groups: Sequence[Group], enclosed: Sequence[Attachment]) -> PrintSet:
    """Put everything in order; all papers must have their PDFs."""
    with ExitStack() as sources:
        return _put_in_order(groups, enclosed, sources)


def _put_in_order(
    groups: Sequence[Group], enclosed: Sequence[Attachment], sources: ExitStack
) -> PrintSet:
    writer = _Writer(draw_separators(groups, enclosed), sources)
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
