"""Word files of one package on their way to PDF: sent as soon as written, checked when back."""

from concurrent.futures import Future
from pathlib import Path

from registration.assembly.office import Office
from registration.assembly.papers import Paper
from registration.assembly.pdf import check_fonts, letters, lost_paragraphs, page_count, page_texts
from registration.errors import ConversionError


class Conversion:
    """Puts the files of papers into a folder and has their PDFs made one after another."""

    def __init__(self, work: Path, office: Office | None, mark: str) -> None:
        self._work, self._office, self._mark = work, office, mark
        self._waiting: dict[str, Future[None]] = {}

    def send(self, paper: Paper) -> None:
        """Write the Word file and ask for its PDF; what was drawn has one already."""
        source = self._work / f"{paper.stem}.docx"
        source.write_bytes(paper.docx)
        target = source.with_suffix(".pdf")
        if paper.pdf is not None:
            target.write_bytes(paper.pdf)
        elif self._office is not None:
            self._waiting[paper.stem] = self._office.convert_later(source, target)

    def receive(self, paper: Paper) -> None:
        """Wait for the PDF of a stated paper, check it, count its pages."""
        pdf = self._waiting.pop(paper.stem, None)
        if pdf is not None:
            pdf.result()
            paper.pdf = (self._work / f"{paper.stem}.pdf").read_bytes()
            self._check(paper)
        if paper.pdf is not None:
            paper.pages = page_count(paper.pdf)

    def _check(self, paper: Paper) -> None:
        pages = page_texts(paper.pdf or b"")
        if not pages or not letters("".join(pages)):
            raise ConversionError(f"{paper.title}: PDF пуст. Повторите сборку.")
        check_fonts(paper.pdf or b"", paper.title)
        lost = lost_paragraphs(paper.text, pages)
        if lost:
            raise ConversionError(
                f"{paper.title}: в PDF нет текста абзаца {lost[0]} файла Word. Повторите сборку."
            )
        if self._mark and any(self._mark not in page for page in pages):
            raise ConversionError(
                f"{paper.title}: не на каждой странице стоит «{self._mark}». В колонтитулах "
                f"шаблона {paper.spec.template} должна стоять метка {{{{ draft_mark }}}}."
            )
