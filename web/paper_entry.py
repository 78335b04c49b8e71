"""Entering a paper questionnaire: its steps, each typed in the editor in the order of the paper."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response as BaseResponse

from registration.store import Role
from web.access import allowed
from web.desk import desk
from web.editor import PAPER, steps_of

blueprint = Blueprint("paper_entry", __name__)

Page = str | BaseResponse | tuple[str, int]


@blueprint.get("/delo/<case_id>/s-bumagi/")
@allowed(Role.CONSULTANT)
def steps(case_id: str) -> Page:
    """The steps of the paper."""
    here = desk(case_id)
    found = steps_of(here, from_paper=True)
    return render_template("paper/steps.html", here=here, steps=found, kak=PAPER)
