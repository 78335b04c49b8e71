"""The papers of one package as Word files: rendered from templates, the form drawn by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registration.assembly import r11001
from registration.assembly.delivery.occasion import Item, Occasion
from registration.assembly.documents import (
    DocumentSpec,
    Phase,
    Recipient,
    included_attachments,
)
from registration.assembly.manifest import ASIDE, Adopted, PackedDocument, StatedParagraph
from registration.assembly.proof.facts import digest
from registration.assembly.proof.statements import Statements
from registration.assembly.r11001.blank import filled_and_proved
from registration.assembly.rendering.context import (
    CoverLine,
    Enclosure,
    draft_agenda,
    numbered,
    plan_rows,
    template_context,
    total_sheets_text,
)
from registration.assembly.rendering.render import PrintedFact, Renderer, document_paragraphs
from registration.assembly.task import Task
from registration.errors import FormError, PackageRefused
from registration.language.wording import filters
from registration.rules.catalogue import Finding

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


@dataclass(slots=True)
class Paper:
    """One document while the package is being made; `text` is that of its Word paragraphs.

    `edit` is the paper a person made of it, if that one is in force.
    """

    spec: DocumentSpec
    stem: str
    title: str
    docx: bytes
    facts: tuple[PrintedFact, ...] = ()
    text: tuple[str, ...] = ()
    pdf: bytes | None = None
    pages: int | None = None
    paragraphs: tuple[StatedParagraph, ...] = ()
    content_hash: str = ""
    edit: "Paper | None" = None
    adopted: Adopted | None = None

    @property
    def filed(self) -> "Paper":
        """What is printed, counted and handed over."""
        return self.edit or self


class Papers:
    """Makes the papers of one task; `unfit` says why a draft goes without the application."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._statements = Statements(task.case)
        self.unfit: tuple[str, ...] = ()
        context = {
            **template_context(task.case, task.on),
            "draft": task.is_draft,
            "draft_mark": task.mark,
            "steps": task.steps,
            "plan": plan_rows(task.steps),
        }
        if task.is_draft and not context["agenda"]:
            context["agenda"] = draft_agenda(task.case)
        make = Renderer.for_draft if task.is_draft else Renderer
        self._renderer = make(context, filters(task.case), task.templates)

    def first(self) -> Iterator[Paper]:
        """All papers but those that tell the sheets of the others; enclosed ones come first."""
        yield from self._application()
        if self._task.is_draft:
            yield self._cover()
        made = (spec for spec in self._task.specs if not spec.is_drawn and not spec.lists_sheets)
        for spec in sorted(made, key=lambda spec: not _copies_to_file(spec, self._task)):
            yield from self._of(spec)

    def listing(self, enclosures: tuple[Enclosure, ...]) -> Iterator[Paper]:
        """Papers that tell the sheets of the others."""
        extra = {
            "enclosures": enclosures,
            "enclosures_total_text": total_sheets_text(enclosures),
        }
        for spec in self._task.specs:
            if spec.lists_sheets:
                yield self._rendered(spec, extra)

    def state(self, paper: Paper) -> None:
        """Note what a paper states; the form knows its fields already."""
        if paper.spec.is_drawn:
            return
        paper.text = document_paragraphs(paper.docx)
        paper.paragraphs = tuple(self._statements.of_document(paper.facts, paper.text))
        paper.content_hash = digest("\n".join(paper.text))

    def _application(self) -> Iterator[Paper]:
        """The application form; a draft says why it cannot be filled and goes on without it."""
        task = self._task
        spec = next((item for item in task.specs if item.id == "application"), None)
        if spec is None:
            return
        task.progress(spec.title)
        edition = task.edition
        try:
            content = r11001.fill(task.case, task.on, edition)
        except FormError as error:
            if not task.is_draft:
                raise PackageRefused(str(error)) from None
            self.unfit = tuple(str(error).split("\n"))
            return
        paper = Paper(
            spec=spec,
            stem=spec.stem,
            title=spec.title,
            docx=r11001.draw_docx(content, edition, task.mark),
            pdf=self._application_pdf(content),
        )
        paper.paragraphs = tuple(self._statements.of_form(content))
        paper.content_hash = digest("\n".join(item.digest for item in paper.paragraphs))
        yield paper

    def _application_pdf(self, content: r11001.FormContent) -> bytes:
        """The official blank when it was calibrated; a draft must not look like the blank."""
        official, mark = self._task.official, self._task.mark
        if official is None or self._task.is_draft:
            return r11001.draw_pdf(content, content.edition, mark)
        return filled_and_proved(content, official)

    def _cover(self) -> Paper:
        verdict = self._task.verdict
        groups = {
            "blockers": tuple(map(_cover_line, verdict.blockers)),
            "warnings": tuple(map(_cover_line, verdict.warnings)),
            "advice": tuple(map(_cover_line, verdict.advice)),
            "missing": tuple(CoverLine(text) for text in self.unfit),
        }
        return self._rendered(COVER, groups)

    def _of(self, spec: DocumentSpec) -> Iterator[Paper]:
        if spec.each is None:
            yield self._rendered(spec)
            return
        for number, subject in enumerate(spec.each(self._task.case), start=1):
            yield self._rendered(spec, {**subject.names(), "number": number}, number=number)

    def _rendered(
        self, spec: DocumentSpec, extra: Mapping[str, object] | None = None, *, number: int = 0
    ) -> Paper:
        assert spec.template is not None  # noqa: S101 — what is drawn comes another way
        self._task.progress(spec.title)
        rendered = self._renderer.render(spec.template, extra)
        suffix = f"-{number:02}" if number else ""
        return Paper(
            spec=spec,
            stem=spec.stem + suffix,
            title=f"{spec.title} № {number}" if number else spec.title,
            docx=rendered.content,
            facts=rendered.facts,
        )


def copies_of(spec: DocumentSpec, task: Task) -> dict[str, int]:
    """Recipient → number of copies, by the route of the case."""
    filing = task.case.filing
    copies = {
        recipient.value: spec.copies_for(recipient, task.on, task.case) for recipient in spec.copies
    }
    if filing and filing.is_electronic and copies.get(Recipient.MINJUST.value):
        copies[Recipient.MINJUST.value] = 1  # one file each goes to the portal
    return copies


def _copies_to_file(spec: DocumentSpec, task: Task) -> int:
    return copies_of(spec, task).get(Recipient.MINJUST.value, 0)


def is_enclosed(paper: Paper, task: Task) -> bool:
    """Whether a paper goes to the registering body, so that others tell its sheets."""
    return _copies_to_file(paper.spec, task) > 0


def enclosures_of(papers: list[Paper], task: Task) -> tuple[Enclosure, ...]:
    """What goes to the registering body, in package order."""
    lines = []
    for paper in papers:
        copies = _copies_to_file(paper.spec, task)
        if copies:
            signers = ", ".join(item.label for item in paper.spec.signed_by)
            lines.append(Enclosure(0, paper.title, copies, paper.filed.pages, signers))
    lines += [
        Enclosure(0, item.title, item.copies, None) for item in included_attachments(task.case)
    ]
    return numbered(lines)


def occasion_of(papers: list[Paper], task: Task) -> Occasion:
    """What is handed over: the finished papers, and the slip to pay with."""
    return Occasion(
        case=task.case,
        on=task.on,
        items=tuple(
            Item(
                spec=paper.spec,
                stem=paper.stem,
                title=paper.title,
                copies=copies_of(paper.spec, task),
                pdf=paper.filed.pdf,
                sheets=paper.filed.pages,
            )
            for paper in papers
        ),
        phase=task.phase,
        draft=task.is_draft,
        slip=task.slip,
    )


def packed(paper: Paper, task: Task) -> PackedDocument:
    """What the manifest tells of a finished paper."""
    folder = f"{ASIDE}/" if paper.edit else ""
    return PackedDocument(
        code=paper.spec.code,
        id=paper.spec.id,
        title=paper.title,
        docx=f"{folder}{paper.stem}.docx",
        pdf=f"{folder}{paper.stem}.pdf" if paper.pdf is not None else None,
        pages=paper.pages,
        sheets=paper.filed.pages,
        copies=copies_of(paper.spec, task),
        signed_by=tuple(item.label for item in paper.spec.signed_by),
        content_hash=paper.content_hash,
        paragraphs=paper.paragraphs,
        adopted=paper.adopted,
    )


def _cover_line(finding: Finding) -> CoverLine:
    return CoverLine(finding.message, finding.place, finding.citations)
