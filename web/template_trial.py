"""A version of a template tried on the samples: what it changes in words, and page by page."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, render_template

from registration.assembly.preview import preview
from registration.assembly.proof.redline.compare import Change, changes
from registration.assembly.proof.redline.tree import blocks_in
from registration.domain.case import Case
from registration.errors import ConversionError, FormError, TemplateError
from registration.tracking.checklist import checklist
from web.access import DESK, allowed
from web.desk import day
from web.page_pictures import Pairs, page_pairs
from web.samples import sample_cases
from web.template_workshop import content_in_force, known_template, template_title, version_of

blueprint = Blueprint("template_trial", __name__)


@dataclass(frozen=True, slots=True)
class Trial:
    """A sample with what changes in its paper, or why there is none."""

    sample: str
    number: str
    name: str
    changes: tuple[Change, ...] = ()
    refusal: str = ""


@blueprint.get("/masterskaya/shablony/<folder>/<file>/proba/<int:version>/")
@allowed(*DESK)
def show(folder: str, file: str, version: int) -> str:
    """Fill every sample with the version and with what is in force, and tell the difference."""
    name = known_template(folder, file)
    brought = version_of(name, version).content
    trials = [_tried(sample, name, brought) for sample in sample_cases()]
    return render_template(
        "workshop/trial.html",
        title=template_title(name),
        where={"folder": folder, "file": file},
        version=version,
        trials=trials,
    )


@blueprint.get("/masterskaya/shablony/<folder>/<file>/proba/<int:version>/<sample>/")
@allowed(*DESK)
def pages(folder: str, file: str, version: int, sample: str) -> str:
    """The paper of a sample page by page, before and after."""
    name = known_template(folder, file)
    pairs, refusal = _pairs(name, version, sample)
    return render_template(
        "workshop/trial_pages.html",
        title=template_title(name),
        where={"folder": folder, "file": file, "version": version},
        sample=sample,
        number=_number(_case(sample), sample),
        pairs=pairs,
        refusal=refusal,
    )


@blueprint.get(
    "/masterskaya/shablony/<folder>/<file>/proba/<int:version>/<sample>/<side>-<int:page>.png"
)
@allowed(*DESK)
def picture(folder: str, file: str, version: int, sample: str, side: str, page: int) -> Response:
    """One page: «bylo» or «stalo»."""
    pairs, _ = _pairs(known_template(folder, file), version, sample)
    if side not in ("bylo", "stalo") or not 0 < page <= len(pairs):
        abort(404)
    pair = pairs[page - 1]
    content = pair.before if side == "bylo" else pair.after
    return Response(content, mimetype="image/png") if content else abort(404)


def _pairs(name: str, version: int, sample: str) -> tuple[Pairs, str]:
    """Pages of both, or why they cannot be shown."""
    brought = version_of(name, version).content
    case = _case(sample)
    try:
        old, new = (_filled(content, name, case) for content in (content_in_force(name), brought))
        return page_pairs(old, new), ""
    except (TemplateError, ConversionError, FormError) as error:
        return (), str(error)


def _case(sample: str) -> Case:
    return sample_cases().get(sample) or abort(404)


def _number(case: Case, sample: str) -> str:
    return case.card.number if case.card else sample


def _tried(sample: str, name: str, brought: bytes) -> Trial:
    case = _case(sample)
    number, called = _number(case, sample), case.tos.full_name if case.tos else ""
    try:
        old, new = (_filled(content, name, case) for content in (content_in_force(name), brought))
    except TemplateError as error:
        return Trial(sample, number, called, refusal=str(error))
    return Trial(sample, number, called, changes(blocks_in(old), blocks_in(new)))


def _filled(content: bytes, name: str, case: Case) -> bytes:
    """The paper that a template gives for a case.

    Raises:
        TemplateError: the case has no such paper.
    """
    with tempfile.TemporaryDirectory(prefix="registration-trial-") as folder:
        file = Path(folder) / "template.docx"
        file.write_bytes(content)
        return preview(file, name, case, day(), checklist)
