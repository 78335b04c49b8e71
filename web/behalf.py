"""Answers given on a leader's behalf: she confirms them on one page, or the reason is recorded.

What was confirmed is a sealed file of the case: up to which revision, by whom, when and why.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.domain.text import normalise
from registration.questionnaire.page import AskedOf, Question
from registration.store import Channel, Mark, Role, Store
from web.access import allowed, store
from web.desk import Desk, author, desk
from web.journey import Stop
from web.review import answer_text, line_title
from web.screens import base_of, item_of, questions_of
from web.widgets import Leaf
from web.words import MOSCOW

blueprint = Blueprint("behalf", __name__)

Page = str | BaseResponse | tuple[str, int]

_FILE = "confirmed-on-behalf.json"
_LONGEST_REASON = 500
_LEADER = frozenset({AskedOf.LEADER})


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Up to which revision the answers are settled, and how: without a reason, by the leader."""

    revision: int
    at: datetime
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """One answer that somebody else wrote down for the leader."""

    question: str
    about: str
    answer: str
    told: Mark
    address: str


@blueprint.get("/delo/<case_id>/za-lidera/")
@allowed(Role.LEADER, Role.CONSULTANT)
def answers(case_id: str) -> Page:
    """The answers that wait for the leader's word."""
    return _page(desk(case_id))


@blueprint.post("/delo/<case_id>/za-lidera/")
@allowed(Role.LEADER)
def confirm(case_id: str) -> Page:
    """The leader says that all she saw is right; what came later waits for the next time."""
    here = desk(case_id)
    _settle(here, "")
    store().note(author(), "лидер подтвердил ответы", case_id, "confirmation")
    return redirect(url_for("behalf.answers", case_id=case_id), 303)


@blueprint.post("/delo/<case_id>/za-lidera/prichina/")
@allowed(Role.CONSULTANT)
def explain(case_id: str) -> Page:
    """The consultant says why the leader does not confirm herself."""
    here = desk(case_id)
    reason = normalise(request.form.get("reason", ""))
    if not reason or len(reason) > _LONGEST_REASON:
        fault = "Впишите причину, не длиннее 500 знаков." if reason else "Впишите причину."
        return _page(here, reason=reason, fault=fault), 422
    _settle(here, reason)
    store().note(author(), "записана причина без подтверждения", case_id, "confirmation")
    return redirect(url_for("behalf.answers", case_id=case_id), 303)


@blueprint.app_template_global("answers_on_behalf")
def count(case_id: str) -> int:
    """How many answers of a case wait for the leader's word."""
    here = desk(case_id)
    return len(waiting(here, _settled(case_id)))


def waiting(here: Desk, settled: int) -> tuple[OnBehalf, ...]:
    """Answers to a leader's questions that came by phone or from paper after a revision."""
    return tuple(
        _shown(here, stop, question, inputs, told)
        for stop in here.way.all_stops
        if not stop.is_list and stop.page.of is AskedOf.LEADER
        for question, inputs in questions_of(stop.page, _LEADER)
        if (told := _told_by_another(here, stop, inputs, settled))
    )


def _told_by_another(here: Desk, stop: Stop, inputs: tuple[Leaf, ...], settled: int) -> Mark | None:
    """The newest mark of an answer that the leader has not written herself."""
    base = base_of(stop.page, stop.item)
    own = [".".join(map(str, (*base, *leaf.at))) for leaf in inputs]
    marks = [here.stored.marks[path] for path in own if path in here.stored.marks]
    foreign = [
        mark for mark in marks if mark.channel is not Channel.SELF and mark.revision > settled
    ]
    return max(foreign, key=lambda mark: mark.revision, default=None)


def _shown(
    here: Desk, stop: Stop, question: Question, inputs: tuple[Leaf, ...], told: Mark
) -> OnBehalf:
    answers = here.stored.answers
    item = item_of(stop.page, stop.item, answers)
    return OnBehalf(
        question=question.text,
        about=line_title(here, stop) if stop.item is not None else "",
        answer=answer_text(question, inputs, item, answers) or "Нет ответа",
        told=told,
        address=here.address(stop),
    )


def _page(here: Desk, *, reason: str = "", fault: str = "") -> str:
    return render_template(
        "behalf/answers.html",
        here=here,
        waiting=waiting(here, _settled(here.case_id)),
        past=confirmations(store(), here.case_id),
        seen=here.stored.revision,
        reason=reason,
        fault=fault,
    )


def confirmations(kept: Store, case_id: str) -> tuple[Confirmed, ...]:
    """Everything settled so far, the first one first."""
    content = kept.get_file(case_id, _FILE)
    found = json.loads(content) if content else []
    return tuple(
        Confirmed(one["revision"], datetime.fromisoformat(one["at"]), one["author"], one["reason"])
        for one in found
    )


def _settled(case_id: str) -> int:
    return max((one.revision for one in confirmations(store(), case_id)), default=0)


def _settle(here: Desk, reason: str) -> None:
    now = datetime.now(MOSCOW)
    everything = [
        *confirmations(store(), here.case_id),
        Confirmed(_seen(here), now, author(), reason),
    ]
    content = [
        {
            "revision": one.revision,
            "at": one.at.isoformat(),
            "author": one.author,
            "reason": one.reason,
        }
        for one in everything
    ]
    store().put_file(here.case_id, _FILE, json.dumps(content, ensure_ascii=False).encode())


def _seen(here: Desk) -> int:
    """The revision the page was built from; a form without one has seen nothing."""
    typed = request.form.get("seen", "")
    seen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    return min(seen, here.stored.revision)
