"""What one package is to be made of and by which means: everything its papers depend on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from registration.assembly.documents import DocumentSpec, Phase
from registration.assembly.office import Office
from registration.assembly.r11001.blank.official import Official
from registration.assembly.r11001.edition import Edition, load_edition
from registration.assembly.rendering.context import Step
from registration.assembly.rendering.source import OURS, TemplateSource
from registration.domain.case import Case
from registration.rules.catalogue import Verdict

DRAFT_MARK = "ПРОЕКТ"

Progress = Callable[[str], None]
Steps = Callable[[Case, date], Sequence[Step]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One package to be made; what changes its papers must also go into `inputs.key_of`."""

    case: Case
    on: date
    mark: str
    verdict: Verdict
    specs: tuple[DocumentSpec, ...]
    steps: Sequence[Step]
    office: Office | None
    notes: tuple[str, ...]
    progress: Progress
    templates: TemplateSource = OURS
    phase: Phase | None = None
    slip: bytes | None = None  # for the state duty, drawn already
    official: Official | None = None  # the calibrated blank of the application for this day

    @property
    def is_draft(self) -> bool:
        return bool(self.mark)

    @property
    def edition(self) -> Edition:
        """The edition of the application form its papers are filled for."""
        return self.official.edition if self.official else load_edition()

    @property
    def form_edition(self) -> str:
        """Its name; of a calibrated one with a fingerprint of the blank and the map."""
        return self.official.name if self.official else self.edition.id
