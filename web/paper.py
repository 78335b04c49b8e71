"""Papers of a case: the questionnaire to fill by hand, and the sheet that is read back by phone."""

from flask import Blueprint, Response, render_template

from registration.paper.questionnaire import questionnaire_pdf
from registration.paper.readback import readback_pdf
from registration.store import Role
from web.access import allowed, current_case, settings, store
from web.desk import author, day

blueprint = Blueprint("paper", __name__)

READERS = (Role.LEADER, Role.CONSULTANT)


@blueprint.get("/delo/<case_id>/bumagi/")
@allowed(*READERS)
def papers(case_id: str) -> str:
    """What can be printed for those who rather write by hand."""
    current_case(case_id)
    return render_template("paper/papers.html", case_id=case_id)


@blueprint.post("/delo/<case_id>/bumagi/chistaya-anketa/")
@allowed(*READERS)
def blank(case_id: str) -> Response:
    """Every question, no answer."""
    current_case(case_id)
    return _pdf(questionnaire_pdf(phone=settings().consultant_phone), "anketa.pdf")


@blueprint.post("/delo/<case_id>/bumagi/anketa-s-otvetami/")
@allowed(*READERS)
def filled(case_id: str) -> Response:
    """The questions of this case with the answers that are there; secret ones are not printed."""
    stored = current_case(case_id)
    store().note(author(), "напечатана анкета с ответами", case_id, "questionnaire")
    content = questionnaire_pdf(stored.answers, phone=settings().consultant_phone)
    return _pdf(content, "anketa-s-otvetami.pdf")


@blueprint.post("/delo/<case_id>/bumagi/list-sverki/")
@allowed(*READERS)
def readback(case_id: str) -> Response:
    """Critical answers in full, passports too; whoever takes it is written down."""
    stored = current_case(case_id)
    store().note(author(), "напечатан лист сверки", case_id, "readback")
    return _pdf(readback_pdf(stored.answers, day()), "list-sverki.pdf")


def _pdf(content: bytes, name: str) -> Response:
    response = Response(content, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
