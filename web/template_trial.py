"""A version of a template tried on the samples: what it changes in the papers, word by word."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, render_template

from registration.assembly.preview import preview
from registration.assembly.proof.redline.compare import Change
from registration.assembly.proof.redline.packages import file_changes
from registration.domain.case import Case
from registration.errors import TemplateError
from registration.tracking.checklist import checklist
from web.access import DESK, allowed
from web.desk import day
from web.samples import sample_cases
from web.template_workshop import content_in_force, known_template, template_title, version_of

blueprint = Blueprint("template_trial", __name__)


@dataclass(frozen=True, slots=True)
class Trial:
    """A sample with what changes in its paper, or why there is none."""

    number: str
    name: str
    changes: tuple[Change, ...] = ()
    refusal: str = ""


@blueprint.get("/masterskaya/shablony/<folder>/<file>/proba/<int:version>/")
@allowed(*DESK)
def show(folder: str, file: str, version: int) -> str:
    """Fill every sample with the version and with what is in force, and tell the difference."""
    name = known_template(folder, file)
    brought = version_of(name, version)
    with tempfile.TemporaryDirectory(prefix="registration-trial-") as place:
        old, new = Path(place) / "old.docx", Path(place) / "new.docx"
        old.write_bytes(content_in_force(name))
        new.write_bytes(brought.content)
        trials = [_tried(case, name, old, new) for case in sample_cases().values()]
    return render_template(
        "workshop/trial.html",
        title=template_title(name),
        where={"folder": folder, "file": file},
        version=version,
        trials=trials,
    )


def _tried(case: Case, name: str, old: Path, new: Path) -> Trial:
    number = case.card.number if case.card else ""
    called = case.tos.full_name if case.tos else ""
    filled = []
    for file in (old, new):
        try:
            content = preview(file, name, case, day(), checklist)
        except TemplateError as error:
            return Trial(number, called, refusal=str(error))
        target = file.with_name(f"{file.stem}-obrazec.docx")
        target.write_bytes(content)
        filled.append(target)
    return Trial(number, called, file_changes(*filled))
