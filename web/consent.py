"""Consents to the keeping of data: the filler's by a button, everybody else's on a signed sheet.

Each is a record of its own: who, which version of the text, when, by which channel. The records
are sealed files of the case; the access log has a line of each without names.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.errors import ConversionError
from registration.store import Channel, Role, Store
from web.access import CASE_ARGUMENT, allowed, current_case, settings, store, visitor
from web.consent_sheet import STEM, sheet_of, text_of, version
from web.desk import Desk, author, channel, day, desk
from web.printing import pdf_of
from web.typed import day_of, typed_parts
from web.words import MOSCOW
from web.workshop import bench

blueprint = Blueprint("consent", __name__)

Page = str | BaseResponse | tuple[str, int]

LEADER = "leader"
_FREE = frozenset({"questionnaire.start", "questionnaire.precheck"})  # ask nothing about people
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_NO_PDF = "Сделать PDF сейчас не получилось. Скачайте лист в Word или попробуйте через минуту."


@dataclass(frozen=True, slots=True)
class Given:
    """A consent that was given, or the version of a sheet that was printed to be signed."""

    version: str
    channel: Channel
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the page of consents."""

    key: str
    number: int
    name: str
    signed_on: date | str | None
    given: Given | None


@blueprint.before_app_request
def ask_first() -> BaseResponse | None:
    """A leader agrees before the first question; what she sends is never thrown away."""
    if request.method != "GET" or request.blueprint != "questionnaire":
        return None
    if g.visitor is None or g.visitor.role is not Role.LEADER or request.endpoint in _FREE:
        return None
    case_id = (request.view_args or {})[CASE_ARGUMENT]
    given = given_by(store(), case_id, LEADER)
    if given is not None and given.version == version():
        return None
    return redirect(url_for("consent.ask", case_id=case_id), 303)


@blueprint.get("/delo/<case_id>/soglasie/")
@allowed(Role.LEADER, Role.CONSULTANT)
def ask(case_id: str) -> Page:
    """The text of the filler's consent with one button."""
    here = desk(case_id)
    return render_template(
        "consent/ask.html",
        case_id=case_id,
        is_staff=here.is_staff,
        given=given_by(store(), case_id, LEADER),
        version=version(),
        text=text_of(here.reading.case, day()),
    )


@blueprint.post("/delo/<case_id>/soglasie/")
@allowed(Role.LEADER, Role.CONSULTANT)
def agree(case_id: str) -> Page:
    """The leader agrees by the button; the consultant notes a sheet the leader has signed."""
    current_case(case_id)
    if request.form.get("version") != version():  # the text has changed while she was reading
        return redirect(url_for("consent.ask", case_id=case_id), 303)
    staff = visitor().role is not Role.LEADER
    record(store(), case_id, LEADER, Channel.PAPER if staff else Channel.SELF, author())
    store().note(author(), "записано согласие лидера", case_id, f"consent {version()}")
    where = "consent.consents" if staff else "questionnaire.hub"
    return redirect(url_for(where, case_id=case_id), 303)


@blueprint.get("/delo/<case_id>/soglasie/net/")
@allowed(Role.LEADER)
def decline(case_id: str) -> Page:
    """Whoever does not agree is not lost: the consultant explains, nothing is asked meanwhile."""
    current_case(case_id)
    return render_template("consent/declined.html", case_id=case_id)


@blueprint.get("/delo/<case_id>/soglasiya/")
@allowed(Role.LEADER, Role.CONSULTANT)
def consents(case_id: str) -> Page:
    """Who has agreed and whose sheet is still to be signed."""
    here = desk(case_id)
    return render_template(
        "consent/consents.html",
        here=here,
        leader=given_by(store(), case_id, LEADER),
        lines=tuple(_lines(here)),
    )


@blueprint.get("/delo/<case_id>/soglasiya/<key>/")
@allowed(Role.LEADER, Role.CONSULTANT)
def person(case_id: str, key: str) -> Page:
    """The sheet of one person, and the day it was signed."""
    here = desk(case_id)
    return _person_page(here, _line(here, key))


@blueprint.post("/delo/<case_id>/soglasiya/<key>/")
@allowed(Role.LEADER, Role.CONSULTANT)
def sign(case_id: str, key: str) -> Page:
    """Write down the day a person has signed the sheet."""
    here = desk(case_id)
    line = _line(here, key)
    typed = typed_parts("signed")
    signed = day_of(typed)
    if signed is None or signed > day():
        fault = "Эта дата ещё не наступила." if signed else "Впишите день, месяц и год подписи."
        return _person_page(here, line, typed=typed, fault=fault), 422
    path = f"people.persons.{line.number - 1}.consent_on"
    if here.save({path: signed.isoformat()}, here.stored.revision).conflicts:
        return _person_page(here, _line(desk(case_id), key), fault=_CONFLICT), 409
    printed = given_by(store(), case_id, f"sheet-{key}")
    text = printed.version if printed else version()
    record(store(), case_id, f"person-{key}", channel(), author(), text)
    store().note(author(), "записано согласие человека", case_id, f"consent {text}")
    return redirect(url_for("consent.consents", case_id=case_id), 303)


_CONFLICT = "Дату только что изменил другой человек. Проверьте её."


@blueprint.post("/delo/<case_id>/soglasiya/<key>/list/")
@allowed(Role.LEADER, Role.CONSULTANT)
def sheet(case_id: str, key: str) -> Response:
    """The sheet for one person as a Word file; which version was printed is kept."""
    here = desk(case_id)
    line = _line(here, key)
    content = sheet_of(line.key, here.reading.case, here.case, day())
    return _given_out(case_id, line, content, "docx")


@blueprint.post("/delo/<case_id>/soglasiya/<key>/list-pdf/")
@allowed(Role.LEADER, Role.CONSULTANT)
def sheet_as_pdf(case_id: str, key: str) -> Page:
    """The same sheet as a file to be printed at once."""
    here = desk(case_id)
    line = _line(here, key)
    content = sheet_of(line.key, here.reading.case, here.case, day())
    try:
        with bench(settings().data) as folder:
            printed = pdf_of(content, folder)
    except ConversionError:
        return _person_page(here, line, trouble=_NO_PDF), 503
    return _given_out(case_id, line, printed, "pdf")


def _given_out(case_id: str, line: Line, content: bytes, ending: str) -> Response:
    """Hand a sheet out, and keep which version of the text it has."""
    record(store(), case_id, f"sheet-{line.key}", channel(), author())
    store().note(author(), "напечатан лист согласия", case_id, f"consent {version()}")
    response = Response(content, mimetype=_TYPES[ending])
    name = f"{STEM}-{line.number:02}.{ending}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def given_by(kept: Store, case_id: str, who: str) -> Given | None:
    """The record of a consent, None while there is none."""
    content = kept.get_file(case_id, f"consent-{who}.json")
    if content is None:
        return None
    found = json.loads(content)
    if not found["version"]:  # it was taken back
        return None
    how = next(one for one in Channel if one.value == found["channel"])
    return Given(found["version"], how, found["author"], datetime.fromisoformat(found["at"]))


def record(
    kept: Store, case_id: str, who: str, how: Channel, by: str, text: str | None = None
) -> None:
    """Keep that somebody agreed to a version of the text; the current one unless told."""
    content = {
        "version": text or version(),
        "channel": how.value,
        "author": by,
        "at": datetime.now(MOSCOW).isoformat(),
    }
    kept.put_file(case_id, f"consent-{who}.json", json.dumps(content, ensure_ascii=False).encode())


def take_back(kept: Store, case_id: str) -> None:
    """Forget that the leader has agreed; `withdrawal.py` keeps what there was."""
    kept.put_file(case_id, f"consent-{LEADER}.json", json.dumps({"version": ""}).encode())


@blueprint.app_template_filter("plain_day")
def plain_day(found: date | str) -> str:
    """23.11.2026; what is no day stays as it is."""
    return f"{found:%d.%m.%Y}" if isinstance(found, date) else found


def _person_page(
    here: Desk,
    line: Line,
    *,
    typed: dict[str, str] | None = None,
    fault: str = "",
    trouble: str = "",
) -> str:
    shown = {"typed": typed or {}, "fault": fault, "trouble": trouble}
    return render_template("consent/person.html", here=here, line=line, **shown)


def _lines(here: Desk) -> Iterator[Line]:
    people = here.stored.answers.get("people")
    persons = people.get("persons") if isinstance(people, dict) else None
    for number, raw in enumerate(persons if isinstance(persons, list) else (), start=1):
        if not isinstance(raw, dict) or not isinstance(key := raw.get("key"), str):
            continue
        given = given_by(store(), here.case_id, f"person-{key}")
        yield Line(key, number, _name(raw, number), _as_day(raw.get("consent_on")), given)


def _line(here: Desk, key: str) -> Line:
    found = next((line for line in _lines(here) if line.key == key), None)
    if found is None:
        abort(404)
    return found


def _name(raw: dict[str, object], number: int) -> str:
    name = raw.get("name")
    parts = (
        [name.get(part) for part in ("last", "first", "patronymic")]
        if isinstance(name, dict)
        else []
    )
    return " ".join(part for part in parts if isinstance(part, str)) or f"Человек {number}"


def _as_day(raw: object) -> date | str | None:
    if isinstance(raw, date) or raw is None:
        return raw
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        return "дата записана неверно"
