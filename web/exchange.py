"""A case as an encrypted file: taken to a village without internet, brought back, compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response as BaseResponse

from registration.domain.case import Case
from registration.domain.problems import place_in
from registration.questionnaire.pages import PAGES
from registration.questionnaire.required import field_at, model_in
from registration.store import REMOVED, BadExchangeFile, Conflict
from web.access import DESK, allowed, current_case, store, visitor
from web.desk import channel
from web.limits import GUESSING, limiter
from web.review import value_text
from web.screens import base_of, leaves_of
from web.widgets import Leaf

blueprint = Blueprint("exchange", __name__)

Page = str | BaseResponse | tuple[str, int]

FILE_NAME = "delo.toscase"  # says nothing about whose case it is
_NO_ANSWER = "нет ответа"
_DIFFERENT = "Фразы не совпали. Впишите одну и ту же фразу в оба поля."
_NO_FILE = "Выберите файл дела."


@dataclass(frozen=True, slots=True)
class Row:
    """One disagreement: the answer here, the answer in the file, and what a form carries back."""

    title: str
    here: str
    brought: str
    carried: str
    author: str
    at: datetime


@blueprint.get("/dela/<case_id>/fajl/")
@allowed(*DESK)
def ask_phrase(case_id: str) -> Page:
    """Ask for the phrase that will close the file."""
    return render_template("exchange/take.html", case_id=case_id, error="")


@blueprint.post("/dela/<case_id>/fajl/")
@allowed(*DESK)
def take(case_id: str) -> Page:
    """Give the case away as a file that only the phrase opens."""
    phrase = request.form.get("phrase", "")
    try:
        if phrase != request.form.get("again", ""):
            raise BadExchangeFile(_DIFFERENT)
        content = store().export_case(case_id, phrase)
    except BadExchangeFile as fault:
        page = render_template("exchange/take.html", case_id=case_id, error=str(fault))
        return page, 422
    store().note(visitor().subject, "дело сохранено в файл", case_id)
    response = Response(content, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@blueprint.get("/fajl-dela/")
@allowed(*DESK)
def ask_file() -> Page:
    """Ask for a file of a case and its phrase."""
    return render_template("exchange/bring.html", errors={})


@blueprint.post("/fajl-dela/")
@allowed(*DESK)
@limiter.limit(GUESSING)
def bring() -> Page:
    """Take a case in; where it disagrees with the answers here, show both."""
    brought = request.files.get("file")
    content = brought.read() if brought else b""
    if not content:
        return render_template("exchange/bring.html", errors={"file": _NO_FILE}), 422
    try:
        imported = store().import_case(content, request.form.get("phrase", ""))
    except BadExchangeFile as fault:
        return render_template("exchange/bring.html", errors={"phrase": str(fault)}), 422
    store().note(visitor().subject, "дело принято из файла", imported.case_id)
    return _compared(imported.case_id, imported.conflicts)


@blueprint.post("/dela/<case_id>/raznoglasiya/")
@allowed(*DESK)
def settle(case_id: str) -> Page:
    """Write what was chosen from the file; what was not chosen stays as it is here."""
    seen = request.form.get("seen", "")
    known = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    saved = store().save(
        case_id, dict(_chosen(case_id)), seen=known, author=visitor().subject, channel=channel()
    )
    return _compared(case_id, saved.conflicts)


def _chosen(case_id: str) -> Iterator[tuple[str, object]]:
    """Paths and values taken from the file, as our own page carried them."""
    number = 1
    while (carried := request.form.get(f"carried-{number}")) is not None:
        if request.form.get(f"take-{number}") == "file":
            yield _read(case_id, carried)
        number += 1


def _read(case_id: str, carried: str) -> tuple[str, object]:
    """What the signed field says; a field that we did not sign is no answer of a page of ours."""
    try:
        path, value = _signer(case_id).loads(carried)
    except BadSignature:
        abort(400)
    return path, REMOVED if value is None else value


def _signer(case_id: str) -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt=f"exchange {case_id}")


def _compared(case_id: str, conflicts: tuple[Conflict, ...]) -> Page:
    if not conflicts:
        return redirect(url_for("board.case", case_id=case_id), 303)
    stored = current_case(case_id)
    store().note(visitor().subject, "показаны разногласия", case_id)
    rows = [_row(case_id, conflict, stored.answers) for conflict in conflicts]
    page = render_template(
        "exchange/compare.html", case_id=case_id, rows=rows, seen=stored.revision
    )
    return page, 409


def _row(case_id: str, conflict: Conflict, answers: Mapping[str, object]) -> Row:
    at = tuple(int(part) if part.isdigit() else part for part in conflict.path.split("."))
    return Row(
        title=place_in(Case, at),
        here=_told(at, conflict.theirs, answers),
        brought=_told(at, conflict.mine, answers),
        carried=str(_signer(case_id).dumps([conflict.path, conflict.mine])),
        author=conflict.author,
        at=conflict.at,
    )


At = tuple[str | int, ...]


def _told(at: At, value: object, answers: Mapping[str, object]) -> str:
    """An answer, or all answers of a group, in the words of the screen."""
    leaf = _leaf_at(at)
    if leaf is not None:
        return value_text(leaf, value, answers, masked=False) or _NO_ANSWER
    inner: Iterator[tuple[str | int, object]]
    if isinstance(value, Mapping):
        inner = iter(sorted(value.items(), key=lambda pair: _place_in_model(at, pair[0])))
    elif isinstance(value, list):
        inner = iter(enumerate(value))
    else:
        return _NO_ANSWER if value is None else str(value)
    told = [_told((*at, part), item, answers) for part, item in inner if part != "key"]
    return "; ".join(text for text in told if text != _NO_ANSWER) or _NO_ANSWER


def _place_in_model(at: At, name: object) -> int:
    """Where a field stands among its neighbours: the surname before the name."""
    info = field_at(".".join(map(str, at)))
    model = model_in(info.annotation) if info else None
    names = [field.alias or key for key, field in model.model_fields.items()] if model else []
    return names.index(str(name)) if name in names else len(names)


def _leaf_at(at: At) -> Leaf | None:
    """The input that asks for this answer; numbers of items do not matter."""
    named = tuple(part for part in at if isinstance(part, str))
    pages = (page for page in PAGES if page.section == named[0])
    found = (
        leaf
        for page in pages
        for leaf in leaves_of(page)
        if (*base_of(page, None), *leaf.at) == named
    )
    return next(found, None)
