"""The child process that opens foreign PDFs: within limits, from its input to its output only.

`python -m registration.assembly.r11001.blank.worker survey` reads a PDF from its input and prints
JSON; `… pictures FOLDER [PAGE]` writes a PNG of every page, or of one.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from registration.assembly.r11001.blank.survey import SurveyedPage

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 60
FILE_BYTES = 200_000_000
DPI = 110


def main() -> int:
    """Do one task and leave; whatever goes wrong is a code of exit, told by the parent."""
    _set_limits()
    task, *arguments = sys.argv[1:]
    content = sys.stdin.buffer.read()
    if task == "pictures":
        folder, *only = arguments
        _draw(content, Path(folder), [int(number) - 1 for number in only])
        return 0
    json.dump(_survey(content), sys.stdout, ensure_ascii=True)
    return 0


def _set_limits() -> None:
    try:
        import resource
    except ImportError:  # Windows: there only the clock of the parent holds
        return
    for kind, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


def _survey(content: bytes) -> dict[str, object]:
    from registration.assembly.r11001.blank.marks import TooMuch
    from registration.assembly.r11001.blank.refusals import BlankRefused, Refusal
    from registration.assembly.r11001.blank.structure import look_inside
    from registration.assembly.r11001.blank.survey import Survey

    mark = hashlib.sha256(content).hexdigest()
    try:
        remarks = look_inside(content)
        pages = _pages(content)
    except BlankRefused as refused:
        return {**Survey(mark).as_data(), "refusal": [refused.reason.value, refused.found]}
    except (TooMuch, MemoryError, RecursionError):
        return {**Survey(mark).as_data(), "refusal": [Refusal.TOO_HEAVY.value, ""]}
    return {**Survey(mark, pages, remarks).as_data(), "refusal": []}


def _pages(content: bytes) -> tuple["SurveyedPage", ...]:
    import pypdfium2 as pdfium

    from registration.assembly.r11001.blank.refusals import BlankRefused, Refusal

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise BlankRefused(Refusal.DAMAGED) from error
    return tuple(_page(document, number) for number in range(len(document)))


def _page(document: "PdfDocument", number: int) -> "SurveyedPage":
    from registration.assembly.r11001.blank.cells import find_runs
    from registration.assembly.r11001.blank.marks import read_marks
    from registration.assembly.r11001.blank.survey import SurveyedPage
    from registration.assembly.r11001.blank.wording import find_words

    marks = read_marks(document[number])
    runs = find_runs(marks)
    return SurveyedPage(
        number=number + 1,
        width=marks.width,
        height=marks.height,
        runs=runs,
        words=find_words(marks.letters, runs),
        picture=marks.pictures / (marks.width * marks.height),
    )


def _draw(content: bytes, folder: Path, only: list[int]) -> None:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(content)
    for number in only or range(len(document)):
        picture = document[number].render(scale=DPI / 72, may_draw_forms=False, draw_annots=False)
        picture.to_pil().convert("RGB").save(folder / f"{number + 1:03}.png")


if __name__ == "__main__":
    sys.exit(main())
