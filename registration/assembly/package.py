"""A package: all documents of a case as DOCX and PDF, one merged PDF, a ZIP, a manifest."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from registration.assembly.assembler import Assembler, Built
from registration.assembly.delivery.fee_slip import Slip, fee_slip
from registration.assembly.documents import DOCUMENTS, Phase
from registration.assembly.office import Office
from registration.assembly.phases import blockers_of, documents_of, left_out, ready_documents
from registration.assembly.proof.facts import digest
from registration.assembly.r11001.blank import Choice, official_on
from registration.assembly.rendering.context import template_context
from registration.assembly.rendering.render import Renderer, document_paragraphs
from registration.assembly.rendering.source import OURS, TemplateSource
from registration.assembly.task import DRAFT_MARK, Progress, Steps, Task
from registration.domain.case import Case
from registration.errors import PackageRefused
from registration.language.wording import filters
from registration.rules.catalogue import check_case

__all__ = ["DRAFT_MARK", "Built", "build_draft", "build_package", "charter_hash"]


def build_package(
    case: Case,
    on: date,
    directory: Path,
    *,
    steps: Steps,
    office: Office | None = None,
    notes: Sequence[str] = (),
    phase: Phase | None = None,
    templates: TemplateSource = OURS,
    payee: Path | None = None,
    blanks: Path | None = None,
    progress: Progress = lambda message: None,
) -> Built:
    """Build the final package into `directory`; without an office there are no PDFs but one.

    `notes` go into the manifest: what is missing here and how to get it. With a `phase` only
    its papers are made, and only what they print can block them. `payee` is the record of whom
    the state duty is paid to; without a usable one there is no slip, and it is told why.
    `blanks` is the folder of calibrated blanks of Р11001: one in force on the day is filled.

    Raises:
        PackageRefused: something blocks it.
        TemplateError, ConversionError: see `registration.errors`.
    """
    verdict = check_case(case, on)
    specs = ready_documents(case, phase)
    waiting = tuple(left_out(case, phase))
    _refuse(() if specs else waiting)
    _refuse(finding.message for finding in blockers_of(verdict, specs, phase, case))
    if phase in (None, Phase.REGISTRATION):
        _refuse(_other_charter(case, on, templates))
    slip = fee_slip(case, on, payee) if phase in (None, Phase.REGISTRATION) else Slip()
    has_form = any(spec.id == "application" for spec in specs)
    choice = official_on(blanks, on) if blanks and has_form else Choice()
    told = (*choice.notes, *waiting, *templates.strangers(), *filter(None, [slip.refusal]))
    task = Task(
        case=case,
        on=on,
        mark="",
        verdict=verdict,
        specs=specs,
        steps=(*steps(case, on), *slip.errands),
        office=office,
        notes=(*notes, *told),
        progress=progress,
        templates=templates,
        phase=phase,
        slip=slip.pdf,
        official=choice.official,
    )
    return Assembler(task).into(directory)


def build_draft(
    case: Case,
    on: date,
    directory: Path,
    *,
    steps: Steps,
    office: Office | None = None,
    notes: Sequence[str] = (),
    phase: Phase | None = None,
    templates: TemplateSource = OURS,
    progress: Progress = lambda message: None,
) -> Built:
    """Build a draft: blanks where answers are missing, «ПРОЕКТ» on every page, a cover sheet."""
    task = Task(
        case=case,
        on=on,
        mark=DRAFT_MARK,
        verdict=check_case(case, on),
        specs=documents_of(case, phase),
        steps=steps(case, on),
        office=office,
        notes=(*notes, *templates.strangers()),
        progress=progress,
        templates=templates,
    )
    return Assembler(task).into(directory)


def _refuse(reasons: Iterable[str]) -> None:
    if told := "\n".join(reasons):
        raise PackageRefused(told)


def charter_hash(case: Case, on: date, templates: TemplateSource = OURS) -> str:
    """Fingerprint of the charter's text as it would be printed now.

    Raises:
        TemplateError: the charter cannot be printed yet.
    """
    spec = next(item for item in DOCUMENTS if item.id == "charter")
    context = {**template_context(case, on), "draft": False, "draft_mark": ""}
    content = Renderer(context, filters(case), templates).render(str(spec.template)).content
    return digest("\n".join(document_paragraphs(content)))


def _other_charter(case: Case, on: date, templates: TemplateSource) -> Iterator[str]:
    """The registering body must get the very text that the administration registered."""
    registration = case.municipal_registration
    if registration is None or registration.charter_hash is None:
        return
    if registration.charter_hash != charter_hash(case, on, templates):
        yield (
            "Текст устава уже не тот, что зарегистрировала администрация. Верните прежние ответы "
            "и шаблон или проведите собрание и зарегистрируйте новую редакцию."
        )
