"""Word files of one package on their way to PDF: sent as soon as written, checked when back.

No fault of LibreOffice costs the Word files: a PDF that was not made, or is not what it should
be, is left out, and a note says of which papers and why.
"""

from concurrent.futures import Future, wait
from pathlib import Path
from typing import Self

from registration.assembly.earlier import Earlier
from registration.assembly.office import converter
from registration.assembly.papers import Paper
from registration.assembly.pdf import check_pdf, page_count
from registration.assembly.task import Task
from registration.errors import ConversionError, TemplateError

_NAMED = 3


class Conversion:
    """Puts the files of papers into a folder and has their PDFs made one after another."""

    def __init__(self, work: Path, task: Task, earlier: Earlier) -> None:
        self._work, self._office, self._mark = work, task.office, task.mark
        self._earlier, self._converter = earlier, converter()
        self._waiting: dict[str, Future[None]] = {}
        self._missing: dict[str, list[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nobody writing into the folder: it is put in place now, or removed."""
        begun = [item for item in self._waiting.values() if not item.cancel()]
        wait(begun)

    def send(self, paper: Paper) -> None:
        """Write the Word file and ask for its PDF, unless it is drawn or was made before."""
        source = self._work / f"{paper.stem}.docx"
        source.write_bytes(paper.docx)
        target = source.with_suffix(".pdf")
        if paper.pdf is None and self._office is not None:
            paper.pdf = self._earlier.pdf_of(paper.docx, self._converter)
        if paper.pdf is not None:
            target.write_bytes(paper.pdf)
        elif self._office is not None:
            self._waiting[paper.stem] = self._office.convert_later(source, target)

    def is_awaited(self, paper: Paper) -> bool:
        """Whether LibreOffice still has to give the PDF of a paper that was sent."""
        return paper.stem in self._waiting

    def receive(self, paper: Paper) -> None:
        """Wait for the PDF of a stated paper, check it, count its pages.

        Raises:
            TemplateError: a page of a draft does not say that it is one.
        """
        waiting = self._waiting.pop(paper.stem, None)
        if waiting is not None:
            self._receive(paper, waiting)
        if paper.pdf is not None:
            paper.pages = page_count(paper.pdf)

    def _receive(self, paper: Paper, waiting: "Future[None]") -> None:
        target = self._work / f"{paper.stem}.pdf"
        try:
            waiting.result()
            content = target.read_bytes()
            self._check(paper, content)
        except ConversionError as error:
            target.unlink(missing_ok=True)
            self._missing.setdefault(str(error), []).append(paper.title)
        else:
            paper.pdf = content

    def _check(self, paper: Paper, content: bytes) -> None:
        pages = check_pdf(content, paper.text)
        if self._mark and any(self._mark not in page for page in pages):
            raise TemplateError(
                f"{paper.title}: не на каждой странице стоит «{self._mark}». В колонтитулах "
                f"шаблона {paper.spec.template} должна стоять метка {{{{ draft_mark }}}}."
            )

    def notes(self) -> tuple[str, ...]:
        """Which PDFs were not made and why: one note for each reason."""
        return tuple(f"{_named(titles)}: {reason}" for reason, titles in self._missing.items())


def _named(titles: list[str]) -> str:
    named = ", ".join(f"«{title}»" for title in titles[:_NAMED])
    more = f" и ещё {len(titles) - _NAMED}" if len(titles) > _NAMED else ""
    return f"PDF не сделаны ({named}{more})"
