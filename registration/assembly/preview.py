"""A Word template filled with a sample, so that a lawyer sees her text before she relies on it."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from registration.assembly.documents import DOCUMENTS, DocumentSpec
from registration.assembly.papers import COVER, Paper, Papers
from registration.assembly.rendering.context import Enclosure
from registration.assembly.rendering.source import OURS, TemplateSource
from registration.assembly.task import DRAFT_MARK, Steps, Task
from registration.domain.case import Case
from registration.errors import TemplateError
from registration.rules.catalogue import check_case

_ENCLOSURES = (
    Enclosure(1, "Устав", 3, 14, "заявитель"),
    Enclosure(2, "Протокол учредительного собрания (конференции)", 2, 6, "председательствующий"),
)


def preview(file: Path, name: str, case: Case, on: date, steps: Steps) -> bytes:
    """The DOCX that a file gives in place of the template `name`, as a draft of this case.

    Raises:
        TemplateError: the file does not fit, or the case has no such document.
    """
    spec = _spec(name)
    with tempfile.TemporaryDirectory(prefix="registration-preview-") as folder:
        (Path(folder) / name).parent.mkdir()
        shutil.copyfile(file, Path(folder) / name)
        task = Task(
            case=case,
            on=on,
            mark=DRAFT_MARK,
            verdict=check_case(case, on),
            specs=(spec,),
            steps=steps(case, on),
            office=None,
            notes=(),
            progress=lambda message: None,
            templates=TemplateSource(own=Path(folder)),
        )
        papers = (paper for paper in _papers(Papers(task), spec) if paper.spec.id == spec.id)
        paper = next(papers, None)
    if paper is None:
        raise TemplateError(f"В этом деле нет документа «{spec.title}». Возьмите другое: --case.")
    return paper.docx


def _papers(papers: Papers, spec: DocumentSpec) -> Iterator[Paper]:
    return papers.listing(_ENCLOSURES) if spec.lists_sheets else papers.first()


def _spec(name: str) -> DocumentSpec:
    found = next((spec for spec in (COVER, *DOCUMENTS) if spec.template == name), None)
    if found is None:
        raise TemplateError(f"Шаблон «{name}» заполняет не комплект: образца для него нет.")
    return found


def name_of(file: Path, given: str | None = None) -> str:
    """Which template a file stands for: as given, or by the name of the file.

    Raises:
        TemplateError: no template has this name.
    """
    known = OURS.names()
    found = [
        name for name in known if name == given or (not given and Path(name).name == file.name)
    ]
    if len(found) != 1:
        raise TemplateError(
            f"Непонятно, вместо какого шаблона стоит «{given or file.name}». Назовите его: "
            "--as forms/minutes.docx. Все имена: registration templates --names."
        )
    return found[0]
