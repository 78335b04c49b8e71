"""A corrected map tried: the blank filled with a sample or to the last cell, proved and shown."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly import r11001
from registration.assembly.r11001.blank import Acceptance, Official, fill_blank, prove
from registration.assembly.r11001.blank.child import draw_page
from registration.assembly.r11001.blank.derive import calibrated_edition
from registration.assembly.r11001.blank.trial import full_form
from registration.assembly.r11001.model import FormContent, pages
from registration.errors import FormError
from web.access import DESK, allowed, store, visitor
from web.blanks import Work, work_on
from web.desk import day
from web.samples import sample_cases

blueprint = Blueprint("blank_trial", __name__)

FULL = "vse"
"""Instead of the name of a sample: every cell is filled with the widest letter."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A filled blank; `faults` say why it cannot be, or why it is not what it should be."""

    count: int = 0
    faults: tuple[str, ...] = ()
    is_filled: bool = True


@blueprint.get("/masterskaya/blank/<name>/proba/<sample>/")
@allowed(*DESK)
def show(name: str, sample: str) -> str | BaseResponse:
    """Fill the blank, read it back, and show its pages."""
    work = work_on(store(), name)
    return render_template(
        "workshop/blank_trial.html",
        work=work,
        sample=sample,
        samples=_samples(),
        trial=_tried(work, sample),
    )


@blueprint.get("/masterskaya/blank/<name>/proba/<sample>/<int:number>.png")
@allowed(*DESK)
def picture(name: str, sample: str, number: int) -> Response:
    """A page of the filled blank."""
    work = work_on(store(), name)
    if work.faults:
        abort(404)
    try:
        official, content = _content(work, sample)
    except FormError:
        abort(404)
    if not 0 < number <= len(tuple(pages(content))):
        abort(404)
    return Response(draw_page(fill_blank(content, official), number), mimetype="image/png")


def _samples() -> list[tuple[str, str]]:
    named = [
        (name, f"Пример {case.card.number if case.card else name}")
        for name, case in sample_cases().items()
    ]
    return [(FULL, "Все знакоместа"), *named]


def _tried(work: Work, sample: str) -> Trial:
    if work.faults:
        return Trial(faults=tuple(fault.told for fault in work.faults), is_filled=False)
    try:
        official, content = _content(work, sample)
    except FormError as error:
        return Trial(faults=tuple(str(error).split("\n")), is_filled=False)
    count = len(tuple(pages(content)))
    return Trial(count, prove(fill_blank(content, official), official, content))


def _content(work: Work, sample: str) -> tuple[Official, FormContent]:
    """What is to be written on the blank; 404 when there is no such sample.

    Raises:
        FormError: the sample does not fit into the cells.
    """
    base = r11001.load_edition()
    on = max(day(), base.since)
    tried = Acceptance(work.edition, visitor().subject, on, base.since)
    edition = calibrated_edition(base, work.blank_map, tried)
    official = Official(edition, work.blank_map, work.blank)
    if sample == FULL:
        return official, full_form(edition)
    case = sample_cases().get(sample) or abort(404)
    return official, r11001.fill(case, on, edition)
