"""The order in which one package is made: papers, their PDFs, what lists them, one folder."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from registration.assembly.conversion import Conversion
from registration.assembly.delivery import deliver
from registration.assembly.documents import DOCUMENTS, included_attachments
from registration.assembly.earlier import Earlier
from registration.assembly.folder import digests, replacing, write_archive
from registration.assembly.inputs import key_of, versions_of
from registration.assembly.kept import Kept
from registration.assembly.manifest import (
    Manifest,
    PackedAttachment,
    write_manifest,
)
from registration.assembly.office import converter
from registration.assembly.papers import (
    Paper,
    Papers,
    enclosures_of,
    is_enclosed,
    occasion_of,
    packed,
)
from registration.assembly.pdf import merge
from registration.assembly.proof.trace import foresee
from registration.assembly.task import Task

MERGED = "komplekt.pdf"


@dataclass(frozen=True, slots=True)
class Built:
    """A finished package."""

    directory: Path
    manifest: Manifest


class Assembler:
    """The making of one package.

    What goes to the registering body is made first: the papers that tell its sheets are then
    written while LibreOffice is busy with the rest.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._papers = Papers(task)

    def into(self, directory: Path) -> Built:
        """Make everything in a hidden folder beside the target, then put it there at once.

        An earlier package in the folder that was made from the same and is whole stays as it is.
        """
        task, key, earlier = self._task, key_of(self._task), Earlier(directory)
        if kept := earlier.unchanged(key, pdf_wanted=task.office is not None and converter() != ""):
            return Built(directory, kept)
        if task.office is not None and not earlier.was_made_from(key):
            task.office.start_now()  # other answers, other papers: let it start while they render
        with replacing(directory) as work, Conversion(work, task, earlier) as conversion:
            by_hand = Kept(directory, work)
            papers = self._sent(self._papers.first(), conversion)
            told = [paper for paper in papers if is_enclosed(paper, task)]
            self._receive(told, conversion)
            by_hand.put_in_force(told, conversion)
            listing = self._sent(self._papers.listing(enclosures_of(told, task)), conversion)
            rest = [paper for paper in papers if paper not in told] + listing
            self._receive(rest, conversion)
            by_hand.put_in_force(rest, conversion)
            papers += listing
            notes = (*task.notes, *conversion.notes(), *by_hand.rest())
            manifest = self._manifest(_in_order(papers), work, notes)
            manifest = manifest.model_copy(update={"key": key, "files": digests(work)})
            write_manifest(manifest, work)
            task.progress("Архив")
            write_archive(work)
        return Built(directory, manifest)

    def _sent(self, papers: Iterable[Paper], conversion: Conversion) -> list[Paper]:
        """Send each paper as soon as it is rendered; state its text while the PDF is made."""
        made = []
        for paper in papers:
            conversion.send(paper)
            made.append(paper)
        for paper in made:  # all of them first: nothing waits for LibreOffice to start
            self._papers.state(paper)
        return made

    def _receive(self, papers: Iterable[Paper], conversion: Conversion) -> None:
        """Take the PDFs; what is there already is looked at while the others are made."""
        for paper in sorted(papers, key=conversion.is_awaited):
            conversion.receive(paper)
            foresee(paper.spec.id, paper.docx, tuple(paper.text), paper.pdf)

    def _manifest(self, papers: list[Paper], work: Path, notes: tuple[str, ...]) -> Manifest:
        task = self._task
        delivered = deliver(occasion_of(papers, task), work)
        return Manifest(
            case=task.case.card.number if task.case.card else "",
            on=task.on.isoformat(),
            draft=task.is_draft,
            versions=versions_of(task),
            documents=tuple(packed(paper, task) for paper in papers),
            attachments=tuple(
                PackedAttachment(
                    code=item.code, title=item.title, copies=item.copies, note=item.note
                )
                for item in included_attachments(task.case)
            ),
            merged_pdf=self._merged(papers, work),
            notes=(*notes, *delivered.notes),
            print_order=delivered.lines,
        )

    def _merged(self, papers: list[Paper], work: Path) -> str | None:
        if any(paper.filed.pdf is None for paper in papers):
            return None
        self._task.progress("Общий PDF")
        filed = [(paper.title, paper.filed.pdf) for paper in papers]
        parts = [(title, pdf) for title, pdf in filed if pdf is not None]
        (work / MERGED).write_bytes(merge(parts, "Комплект документов для регистрации ТОС"))
        return MERGED


def _in_order(papers: list[Paper]) -> list[Paper]:
    order = {spec.id: number for number, spec in enumerate(DOCUMENTS)}
    return sorted(papers, key=lambda paper: order.get(paper.spec.id, -1))
