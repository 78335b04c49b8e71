"""Talks of the desk with a TOS: when, how, about what; the list of cases shows the last one."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.domain.labelled import Labelled, label_of
from registration.domain.text import normalise
from registration.store import JournalEntry
from registration.tracking.summary import CONTACT
from web.access import DESK, allowed, current_case, store, visitor

blueprint = Blueprint("contacts", __name__)

Page = str | BaseResponse | tuple[str, int]

LONGEST = 2000


class Means(Labelled):
    """How the two talked."""

    PHONE = "phone", "по телефону"
    VK = "vk", "в VK"
    MAX = "max", "в MAX"
    MAIL = "mail", "письмом"
    VISIT = "visit", "при встрече"
    VIDEO = "video", "по видеосвязи"


@dataclass(frozen=True, slots=True)
class Contact:
    """A talk of the past."""

    at: datetime
    means: str
    author: str
    words: str


@blueprint.get("/dela/<case_id>/zvonki/")
@allowed(*DESK)
def show(case_id: str) -> Page:
    """All talks, the last first, and a form for a new one."""
    return _page(case_id)


@blueprint.post("/dela/<case_id>/zvonki/")
@allowed(*DESK)
def record(case_id: str) -> Page:
    """Write down a talk that has just ended."""
    current_case(case_id)
    means, words = request.form.get("means", ""), normalise(request.form.get("words", ""))
    errors = []
    if means not in set(Means):
        errors.append(("means", "Выберите, как говорили."))
    if not words:
        errors.append(("words", "Впишите, о чём говорили: хватит одной строки."))
    elif len(words) > LONGEST:
        errors.append(("words", f"Длиннее {LONGEST} знаков. Сократите: сейчас {len(words)}."))
    if errors:
        return _page(case_id, errors), 422
    said = {"means": means, "words": words}
    store().append(case_id, CONTACT, said, author=visitor().subject)
    return redirect(url_for("contacts.show", case_id=case_id), 303)


def _page(case_id: str, errors: list[tuple[str, str]] | None = None) -> str:
    current_case(case_id)
    talks = [_contact(entry) for entry in reversed(store().journal(case_id, CONTACT))]
    return render_template(
        "board/contacts.html",
        case_id=case_id,
        talks=talks,
        means=[(item.value, item.label.capitalize()) for item in Means],
        typed=request.form,
        errors=errors or [],
        told=dict(errors or []),
    )


def _contact(entry: JournalEntry) -> Contact:
    said = entry.content
    return Contact(entry.at, label_of(Means, str(said["means"])), entry.author, str(said["words"]))
