"""Questions and answers between a leader and the consultant, at a question or about a paragraph."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.domain.text import normalise
from registration.questionnaire.pages import BY_ID
from registration.store import Role
from registration.tracking.threads import SAID, SETTLED, Side, Thread, threads
from web.access import DESK, allowed, current_case, store, visitor
from web.desk import author

blueprint = Blueprint("talks", __name__)

Page = str | BaseResponse | tuple[str, int]

LONGEST, LONGEST_TITLE = 2000, 120
_BOTH = (Role.LEADER, Role.CONSULTANT)
_EMPTY = "Напишите хотя бы несколько слов."
_MENDED = "Исправлено."


@blueprint.get("/dela/<case_id>/obsuzhdenie/")
@allowed(*DESK)
def show(case_id: str) -> Page:
    """All talks of a case, those that wait for the desk first."""
    return _list_page(case_id)


@blueprint.post("/dela/<case_id>/obsuzhdenie/")
@allowed(*DESK)
def begin(case_id: str) -> Page:
    """Begin to talk about a paragraph of a paper, or about anything without a question."""
    current_case(case_id)
    title = normalise(request.form.get("title", ""))
    errors = {} if title else {"title": "Впишите, о чём речь: «Устав, п. 3.2»."}
    if len(title) > LONGEST_TITLE:
        errors["title"] = f"Длиннее {LONGEST_TITLE} знаков. Сократите."
    errors |= _errors()
    if errors:
        return _list_page(case_id, errors), 422
    entries = store().journal(case_id)
    thread = f"n{entries[-1].number + 1 if entries else 1}"
    _say(case_id, thread, title)
    return redirect(url_for("talks.one", case_id=case_id, thread=thread), 303)


@blueprint.get("/delo/<case_id>/obsuzhdenie/<thread>/")
@allowed(*_BOTH)
def one(case_id: str, thread: str) -> Page:
    """One talk, and a form to go on with it."""
    return _page(case_id, thread)


@blueprint.post("/delo/<case_id>/obsuzhdenie/<thread>/")
@allowed(*_BOTH)
def say(case_id: str, thread: str) -> Page:
    """Add a word to a talk; the first one begins it."""
    current_case(case_id)
    title = _title(case_id, thread)
    if request.form.get("mended"):
        _say(case_id, thread, title, _MENDED)
    elif errors := _errors():
        return _page(case_id, thread, errors), 422
    else:
        _say(case_id, thread, title)
    return redirect(url_for("talks.one", case_id=case_id, thread=thread), 303)


@blueprint.post("/dela/<case_id>/obsuzhdenie/<thread>/reshen/")
@allowed(*DESK)
def settle(case_id: str, thread: str) -> Page:
    """End a talk; it stays to be read, and a new word opens it again."""
    current_case(case_id)
    if thread not in _threads(case_id):
        abort(404)
    store().append(case_id, SETTLED, {"thread": thread}, author=author())
    return redirect(url_for("talks.show", case_id=case_id), 303)


def _errors() -> dict[str, str]:
    words = normalise(request.form.get("words", ""))
    if not words:
        return {"words": _EMPTY}
    if len(words) > LONGEST:
        return {"words": f"Длиннее {LONGEST} знаков. Сократите: сейчас {len(words)}."}
    return {}


def _say(case_id: str, thread: str, title: str, words: str = "") -> None:
    side = Side.LEADER if visitor().role is Role.LEADER else Side.DESK
    told = {
        "thread": thread,
        "title": title,
        "words": words or normalise(request.form.get("words", "")),
        "side": side.value,
        "mend": side is Side.DESK and bool(request.form.get("mend")),
    }
    store().append(case_id, SAID, told, author=author())


def _threads(case_id: str) -> dict[str, Thread]:
    return threads(store().journal(case_id, SAID, SETTLED))


def _title(case_id: str, thread: str) -> str:
    """What a talk is about; 404 for a talk about nothing."""
    if page := BY_ID.get(thread):
        return page.title
    known = _threads(case_id).get(thread)
    return known.title if known else abort(404)


def _page(case_id: str, thread: str, errors: dict[str, str] | None = None) -> str:
    current_case(case_id)
    return render_template(
        "talks/one.html",
        case_id=case_id,
        thread=thread,
        title=_title(case_id, thread),
        talk=_threads(case_id).get(thread),
        is_question=thread in BY_ID,
        is_desk=visitor().role is not Role.LEADER,
        typed=request.form.get("words", ""),
        errors=errors or {},
    )


def _list_page(case_id: str, errors: dict[str, str] | None = None) -> str:
    current_case(case_id)
    found = list(reversed(_threads(case_id).values()))
    return render_template(
        "talks/list.html",
        case_id=case_id,
        waiting=[item for item in found if item.waits_for is Side.DESK],
        asked=[item for item in found if item.waits_for is Side.LEADER],
        settled=[item for item in found if item.is_settled],
        typed=request.form,
        errors=errors or {},
    )


@blueprint.app_template_global("talk_at")
def talk_at(case_id: str, page_id: str) -> Thread | None:
    """The talk at a question, if there was any."""
    return _threads(case_id).get(page_id)


@blueprint.app_template_global("talks_for_leader")
def talks_for_leader(case_id: str) -> list[Thread]:
    """Talks that wait for the leader: requests to mend come first."""
    found = [item for item in _threads(case_id).values() if item.waits_for is Side.LEADER]
    return sorted(found, key=lambda item: not item.asks_to_mend)


@blueprint.app_template_global("talks_for_desk")
def talks_for_desk(case_id: str) -> int:
    """How many talks wait for the consultant."""
    return sum(item.waits_for is Side.DESK for item in _threads(case_id).values())
