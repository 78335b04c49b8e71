"""After registration: numbers, first weeks, papers and terms of the first year, a leader's word."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly.documents import Phase, included_documents
from registration.association.feedback import FEEDBACK, QUESTIONS, answer_of
from registration.domain.case import Case
from registration.domain.filing import Outcome
from registration.questionnaire.path import asked_pages, case_so_far
from registration.rules.catalogue import CATALOGUE
from registration.rules.confirmed import confidence_label, confirmations
from registration.store import JournalEntry
from registration.tracking.checklist import ChecklistItem
from registration.tracking.deadline import Deadline
from registration.tracking.duties import after_registration
from registration.tracking.stage import Stage
from registration.tracking.ticks import Tick, ticks_of, whole_checklist
from web.access import DESK, allowed, current_case, store, visitor
from web.checklist import slug_of
from web.desk import day
from web.feedback import LINK_DAYS
from web.opened import opened
from web.readiness import page_of
from web.settled import reviews_in_force

blueprint = Blueprint("after", __name__)

Page = str | BaseResponse | tuple[str, int]

_STAGES = (Stage.EGRUL, Stage.NOTIFIED, Stage.POST, Stage.YEARLY)
_NUMBERS = ("registered_on", "ogrn", "inn", "kpp", "account_number")


@dataclass(frozen=True, slots=True)
class Number:
    """What the register says of the TOS, and the page where it is written."""

    title: str
    value: object
    page: str | None


@dataclass(frozen=True, slots=True)
class Duty:
    """A line of the first year."""

    item: ChecklistItem
    slug: str
    tick: Tick | None

    @property
    def done(self) -> bool:
        return self.tick is not None and self.tick.done


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the first year, and how sure we are of its law."""

    item: Deadline
    confidence: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the first days and the parts of the questionnaire it waits for."""

    title: str
    waits_for: tuple[str, ...]


@blueprint.get("/dela/<case_id>/posle/")
@allowed(*DESK)
def show(case_id: str) -> Page:
    """All that follows the entry in the register."""
    return _page(case_id)


@blueprint.post("/dela/<case_id>/posle/otzyv/")
@allowed(*DESK)
def make_link(case_id: str) -> Page:
    """Make a link by which the leader says what she thinks; it is shown this once."""
    token = store().make_address(FEEDBACK, case_id, LINK_DAYS)
    store().note(visitor().subject, "выдана ссылка на отзыв", case_id)
    return _page(case_id, url_for("feedback.ask", token=token, _external=True))


@blueprint.post("/dela/<case_id>/posle/otzyv/zakryt/")
@allowed(*DESK)
def close_link(case_id: str) -> Page:
    """Close the link at once."""
    store().revoke_addresses(FEEDBACK, case_id)
    store().note(visitor().subject, "закрыта ссылка на отзыв", case_id)
    return redirect(url_for("after.show", case_id=case_id), 303)


def _page(case_id: str, link: str = "") -> str:
    case, entries = opened(case_id), store().journal(case_id)
    ticks = ticks_of(entries)
    duties = [
        Duty(item, slug_of(item), ticks.get(item.id))
        for item in whole_checklist(case, day())
        if item.stage in _STAGES
    ]
    working = [item for item in store().addresses_of(FEEDBACK, case_id) if item.works]
    return render_template(
        "board/after.html",
        case_id=case_id,
        registered=bool(case.outcome and case.outcome.registered_on),
        numbers=_numbers(case, case_id),
        parts=[(stage, [item for item in duties if item.item.stage is stage]) for stage in _STAGES],
        left=sum(not item.done for item in duties),
        terms=_terms(case),
        papers=_papers(case),
        said=[_said(entry) for entry in reversed(entries) if entry.kind == FEEDBACK],
        link=link,
        link_days=LINK_DAYS,
        link_until=working[0].expires if working else None,
        today=day(),
    )


def _numbers(case: Case, case_id: str) -> list[Number]:
    pages = tuple(asked_pages(case_so_far(current_case(case_id).answers)))
    found = []
    for name in _NUMBERS:
        page = page_of(f"outcome.{name}", pages)
        asked = page if page and f"outcome.{name}" in page.fields() else None
        title = str(Outcome.model_fields[name].title)
        found.append(Number(title, getattr(case.outcome, name, None), asked.id if asked else None))
    return found


def _terms(case: Case) -> list[Term]:
    known = {**confirmations(), **reviews_in_force(store())}
    sure = {rule.id: confidence_label(rule, known) for rule in CATALOGUE}
    terms = sorted(after_registration(case, day()), key=lambda item: item.latest)
    return [Term(item, sure.get(item.rule, "")) for item in terms]


def _papers(case: Case) -> list[Paper]:
    return [
        Paper(spec.title, tuple(str(Case.model_fields[name].title) for name in spec.missing(case)))
        for spec in included_documents(case)
        if spec.phase is Phase.AFTER
    ]


def _said(entry: JournalEntry) -> tuple[JournalEntry, list[tuple[str, str]]]:
    """What a leader answered, question after question."""
    told = [(QUESTIONS[name], answer_of(name, entry.content.get(name, ""))) for name in QUESTIONS]
    return entry, [(question, text) for question, text in told if text]
