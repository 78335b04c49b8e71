"""The making of one package: papers rendered, converted, checked, listed and put in a folder."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registration import __version__
from registration.assembly import r11001
from registration.assembly.documents import (
    DOCUMENTS,
    DocumentSpec,
    Phase,
    Recipient,
    included_attachments,
)
from registration.assembly.folder import replacing, write_archive
from registration.assembly.manifest import (
    Manifest,
    PackedAttachment,
    PackedDocument,
    StatedParagraph,
    Versions,
    write_manifest,
)
from registration.assembly.office import Office
from registration.assembly.pdf import (
    check_fonts,
    letters,
    lost_paragraphs,
    merge,
    page_count,
    page_texts,
)
from registration.assembly.proof.facts import digest
from registration.assembly.proof.statements import Statements
from registration.assembly.rendering.context import (
    CoverLine,
    Enclosure,
    Step,
    draft_agenda,
    numbered,
    template_context,
    total_sheets_text,
)
from registration.assembly.rendering.render import (
    TEMPLATES,
    PrintedFact,
    Renderer,
    document_paragraphs,
)
from registration.domain.case import Case
from registration.errors import ConversionError, FormError, PackageRefused
from registration.language.wording import filters
from registration.rules.catalogue import Finding, Verdict, rules_digest

MERGED = "komplekt.pdf"
DRAFT_MARK = "ПРОЕКТ"
COVER = DocumentSpec(
    code="D00",
    phase=Phase.FOLDER,
    id="draft-cover",
    stem="D00-proekt-chto-ispravit",
    title="Что исправить в проекте",
    template="forms/draft_cover.docx",
    needs=(),
    copies={Recipient.TOS: 1},
)

Progress = Callable[[str], None]
Steps = Callable[[Case, date], Sequence[Step]]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished package."""

    directory: Path
    manifest: Manifest


@dataclass(slots=True)
class Paper:
    """One document while the package is being made."""

    spec: DocumentSpec
    stem: str
    title: str
    docx: bytes
    facts: tuple[PrintedFact, ...] = ()
    pdf: bytes | None = None
    pages: int | None = None
    paragraphs: tuple[StatedParagraph, ...] = ()
    content_hash: str = ""


class Assembler:
    """The making of one package."""

    def __init__(
        self,
        case: Case,
        on: date,
        verdict: Verdict,
        specs: tuple[DocumentSpec, ...],
        steps: Steps,
        office: Office | None,
        progress: Progress,
        mark: str,
    ) -> None:
        self._case, self._on, self._verdict, self._specs = case, on, verdict, specs
        self._office, self._progress, self._mark = office, progress, mark
        self._statements = Statements(case)
        self._unfit: tuple[str, ...] = ()
        context = {
            **template_context(case, on),
            "draft": bool(mark),
            "draft_mark": mark,
            "steps": steps(case, on),
        }
        prepared = filters(case)
        if mark and not context["agenda"]:
            context["agenda"] = draft_agenda(case)
        make = Renderer.for_draft if mark else Renderer
        self._renderer = make(context, prepared)

    def into(self, directory: Path, notes: Sequence[str]) -> Built:
        """Make everything in a hidden folder beside the target, then put it there at once."""
        with replacing(directory) as work:
            papers = [*self._application(), *self._cover(), *self._first_papers()]
            self._finish(papers, work)
            last = [*self._papers_with_sheets(self._enclosures(papers))]
            self._finish(last, work)
            manifest = self._manifest(self._in_order(papers + last), work, notes)
            write_manifest(manifest, work)
            self._progress("Архив")
            write_archive(work)
        return Built(directory, manifest)

    def _in_order(self, papers: list[Paper]) -> list[Paper]:
        order = {spec.id: number for number, spec in enumerate(DOCUMENTS)}
        return sorted(papers, key=lambda paper: order.get(paper.spec.id, -1))

    def _cover(self) -> Iterator[Paper]:
        if not self._mark:
            return
        verdict = self._verdict
        groups = {
            "blockers": tuple(map(_cover_line, verdict.blockers)),
            "warnings": tuple(map(_cover_line, verdict.warnings)),
            "advice": tuple(map(_cover_line, verdict.advice)),
            "missing": tuple(CoverLine(text) for text in self._unfit),
        }
        yield self._paper(COVER, groups)

    def _application(self) -> Iterator[Paper]:
        """The application form; a draft says why it cannot be filled and goes on without it."""
        spec = next((item for item in self._specs if item.id == "application"), None)
        if spec is None:
            return
        self._progress(spec.title)
        edition = r11001.load_edition()
        try:
            content = r11001.fill(self._case, self._on, edition)
        except FormError as error:
            if not self._mark:
                raise PackageRefused(str(error)) from None
            self._unfit = tuple(str(error).split("\n"))
            return
        paper = Paper(
            spec=spec,
            stem=spec.stem,
            title=spec.title,
            docx=r11001.draw_docx(content, edition, self._mark),
            pdf=r11001.draw_pdf(content, edition, self._mark),
        )
        paper.paragraphs = tuple(self._statements.of_form(content))
        paper.content_hash = digest("\n".join(item.digest for item in paper.paragraphs))
        yield paper

    def _first_papers(self) -> Iterator[Paper]:
        for spec in self._specs:
            if spec.template is None or spec.lists_sheets:
                continue
            if spec.each is None:
                yield self._paper(spec)
                continue
            for number, subject in enumerate(spec.each(self._case), start=1):
                yield self._paper(spec, {**subject.names(), "number": number}, number=number)

    def _papers_with_sheets(self, enclosures: tuple[Enclosure, ...]) -> Iterator[Paper]:
        extra = {
            "enclosures": enclosures,
            "enclosures_total_text": total_sheets_text(enclosures),
        }
        for spec in self._specs:
            if spec.lists_sheets:
                yield self._paper(spec, extra)

    def _paper(
        self, spec: DocumentSpec, extra: Mapping[str, object] | None = None, *, number: int = 0
    ) -> Paper:
        assert spec.template is not None  # noqa: S101 — the form has none and is drawn apart
        self._progress(spec.title)
        rendered = self._renderer.render(spec.template, extra)
        suffix = f"-{number:02}" if number else ""
        return Paper(
            spec=spec,
            stem=spec.stem + suffix,
            title=f"{spec.title} № {number}" if number else spec.title,
            docx=rendered.content,
            facts=rendered.facts,
        )

    def _finish(self, papers: list[Paper], work: Path) -> None:
        """Write the files, have their PDFs made while the text is stated, then check them."""
        waiting = [self._converted(paper, work) for paper in papers]
        for paper, pdf in zip(papers, waiting, strict=True):
            paragraphs = self._stated(paper)
            if pdf is not None:
                pdf.result()
                paper.pdf = (work / f"{paper.stem}.pdf").read_bytes()
                _check_pdf(paper, paragraphs, page_texts(paper.pdf), self._mark)
            if paper.pdf is not None:
                paper.pages = page_count(paper.pdf)

    def _converted(self, paper: Paper, work: Path) -> "Future[None] | None":
        source = work / f"{paper.stem}.docx"
        source.write_bytes(paper.docx)
        target = source.with_suffix(".pdf")
        if paper.pdf is not None:
            target.write_bytes(paper.pdf)
            return None
        return self._office.convert_later(source, target) if self._office else None

    def _stated(self, paper: Paper) -> tuple[str, ...]:
        """Paragraphs of a Word document; what it states is noted on the way."""
        if paper.paragraphs:  # the form knows its fields already
            return ()
        paragraphs = document_paragraphs(paper.docx)
        paper.paragraphs = tuple(self._statements.of_document(paper.facts, paragraphs))
        paper.content_hash = digest("\n".join(paragraphs))
        return paragraphs

    def _enclosures(self, papers: list[Paper]) -> tuple[Enclosure, ...]:
        """What goes to the registering body, in package order."""
        lines = []
        for paper in papers:
            copies = self._copies(paper.spec).get(Recipient.MINJUST.value, 0)
            if copies:
                signers = ", ".join(item.label for item in paper.spec.signed_by)
                lines.append(Enclosure(0, paper.title, copies, paper.pages, signers))
        lines += [
            Enclosure(0, item.title, item.copies, None) for item in included_attachments(self._case)
        ]
        return numbered(lines)

    def _copies(self, spec: DocumentSpec) -> dict[str, int]:
        filing = self._case.filing
        copies = {
            recipient.value: spec.copies_for(recipient, self._on, self._case)
            for recipient in spec.copies
        }
        if filing and filing.is_electronic and copies.get(Recipient.MINJUST.value):
            copies[Recipient.MINJUST.value] = 1  # one file each goes to the portal
        return copies

    def _merge(self, papers: list[Paper], work: Path) -> str | None:
        if any(paper.pdf is None for paper in papers):
            return None
        self._progress("Общий PDF")
        parts = [(paper.title, paper.pdf) for paper in papers if paper.pdf is not None]
        (work / MERGED).write_bytes(merge(parts, "Комплект документов для регистрации ТОС"))
        return MERGED

    def _manifest(self, papers: list[Paper], work: Path, notes: Sequence[str]) -> Manifest:
        case = self._case
        return Manifest(
            case=case.card.number if case.card else "",
            on=self._on.isoformat(),
            draft=bool(self._mark),
            versions=Versions(
                product=__version__,
                rules=rules_digest(),
                templates=dict(_template_hashes(papers)),
                form_edition=r11001.load_edition().id,
            ),
            documents=tuple(self._packed(paper) for paper in papers),
            attachments=tuple(
                PackedAttachment(
                    code=item.code, title=item.title, copies=item.copies, note=item.note
                )
                for item in included_attachments(case)
            ),
            merged_pdf=self._merge(papers, work),
            notes=tuple(notes),
        )

    def _packed(self, paper: Paper) -> PackedDocument:
        return PackedDocument(
            code=paper.spec.code,
            id=paper.spec.id,
            title=paper.title,
            docx=f"{paper.stem}.docx",
            pdf=f"{paper.stem}.pdf" if paper.pdf is not None else None,
            pages=paper.pages,
            sheets=paper.pages,
            copies=self._copies(paper.spec),
            signed_by=tuple(item.label for item in paper.spec.signed_by),
            content_hash=paper.content_hash,
            paragraphs=paper.paragraphs,
        )


def _cover_line(finding: Finding) -> CoverLine:
    return CoverLine(finding.message, finding.place, finding.citations)


def _check_pdf(
    paper: Paper, paragraphs: tuple[str, ...], pages: tuple[str, ...], mark: str
) -> None:
    if not pages or not letters("".join(pages)):
        raise ConversionError(f"{paper.title}: PDF пуст. Повторите сборку.")
    check_fonts(paper.pdf or b"", paper.title)
    lost = lost_paragraphs(paragraphs, pages)
    if lost:
        raise ConversionError(
            f"{paper.title}: в PDF нет текста абзаца {lost[0]} файла Word. Повторите сборку."
        )
    if mark and any(mark not in page for page in pages):
        raise ConversionError(
            f"{paper.title}: не на каждой странице стоит «{mark}». В колонтитулах шаблона "
            f"{paper.spec.template} должна стоять метка {{{{ draft_mark }}}}."
        )


def _template_hashes(papers: list[Paper]) -> Iterator[tuple[str, str]]:
    for paper in papers:
        if paper.spec.template:
            content = (TEMPLATES / paper.spec.template).read_bytes()
            yield paper.spec.template, hashlib.sha256(content).hexdigest()
