"""Papers edited by hand: a Word file taken into the newest package, what differs, taken out again.

What is taken in waits sealed beside the package and is built in at once; the package that was
made before stays as it is.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly.earlier import lay_out
from registration.assembly.folder import whole
from registration.assembly.proof.adoption import Adopter, Taken, adopt, drop, edited
from registration.attachments.attachment import Attachment
from registration.attachments.refused import AttachmentRefused
from registration.errors import RegistrationError
from registration.store import Overtaken
from web.access import DESK, allowed, current_case, settings, store, visitor
from web.attached import brought, takes_files
from web.build import Kind
from web.desk import day
from web.documents import jobs
from web.jobs import EDITED, Job
from web.kept_packages import Version, manifest_of, stale, versions_of_case
from web.workshop import bench

blueprint = Blueprint("edits", __name__)

Page = str | BaseResponse | tuple[str, int]

LONGEST_NOTE = 500
_LONGEST_NAME = 80  # letters: a name of a file holds 255 bytes
_NO_FILE = "Выберите файл Word."
_NOT_WORD = "Нужен файл Word (.docx): тот, что скачан из этого комплекта и исправлен."
_NO_NOTE = "Напишите, что исправлено и зачем."
_LONG = f"Длиннее {LONGEST_NOTE} знаков. Сократите."
_BUILDING = "Комплект сейчас собирается. Подождите, пока он будет готов."
_STALE = "Комплект устарел. Соберите его заново, скачайте документ и внесите правку в него."


@dataclass(frozen=True, slots=True)
class Base:
    """The package that edits go into: the newest one, with edits that wait to be built in."""

    version: Version
    archive: bytes

    @property
    def seen(self) -> str:
        return hashlib.sha256(self.archive).hexdigest()[:16]


@blueprint.get("/dela/<case_id>/komplekty/pravki/")
@allowed(*DESK)
def show(case_id: str) -> Page:
    """The edits in force with what differs, and the form to bring one."""
    return _page(case_id)


@blueprint.post("/dela/<case_id>/komplekty/pravki/")
@allowed(*DESK)
@takes_files
def bring(case_id: str) -> Page:
    """Take an edited file in, after it was compared and checked, and build the package with it."""
    base = _base(case_id)
    if reason := _not_now(case_id, base):
        return _page(case_id, {"": reason}), 409
    note = request.form.get("note", "").strip()
    errors = _errors(note)
    file = None
    try:
        file = brought("file")
    except AttachmentRefused as refusal:
        errors["file"] = str(refusal)
    if file is None:
        errors.setdefault("file", _NO_FILE)
    elif file.suffix != "docx":
        errors["file"] = _NOT_WORD
    if errors or file is None or base is None:
        return _page(case_id, errors), 422
    try:
        code = _taken_in(case_id, base, file, Adopter(visitor().subject, day(), note))
    except RegistrationError as refusal:
        return _page(case_id, {"file": str(refusal)}), 422
    return _built_in(case_id, base, "принята правка", code)


@blueprint.post("/dela/<case_id>/komplekty/pravki/snyat")
@allowed(*DESK)
def take_out(case_id: str) -> Page:
    """Take an edit out: the generated paper is in force again."""
    base = _base(case_id)
    if reason := _not_now(case_id, base):
        return _page(case_id, {"": reason}), 409
    if base is None:
        return _page(case_id, {"": str(Overtaken())}), 409
    with _laid_out(base.archive) as folder:
        try:
            record = drop(folder, request.form.get("document", ""))
        except RegistrationError as refusal:
            return _page(case_id, {"": str(refusal)}), 422
        store().put_file(case_id, EDITED, whole(folder))
    return _built_in(case_id, base, "снята правка", record.code)


def _errors(note: str) -> dict[str, str]:
    if not note:
        return {"note": _NO_NOTE}
    return {"note": _LONG} if len(note) > LONGEST_NOTE else {}


def _taken_in(case_id: str, base: Base, file: Attachment, adopter: Adopter) -> str:
    with _laid_out(base.archive) as folder:
        path = folder.with_name("brought") / f"{Path(file.told).stem[:_LONGEST_NAME]}.docx"
        path.parent.mkdir()
        path.write_bytes(file.content)
        document = request.form.get("document") or None
        taken = adopt(folder, path, adopter, document=document)
        store().put_file(case_id, EDITED, whole(folder))
    return taken.document.code


def _built_in(case_id: str, base: Base, action: str, code: str) -> BaseResponse:
    store().note(visitor().subject, action, case_id, code)
    jobs().order(case_id, Kind.FINAL, base.version.made_for)
    return redirect(url_for("edits.show", case_id=case_id), 303)


def _base(case_id: str) -> Base | None:
    current_case(case_id)
    newest = next(iter(versions_of_case(case_id)), None)
    if newest is None:
        return None
    archive = store().get_file(case_id, EDITED) or store().get_file(case_id, newest.file)
    return Base(newest, archive) if archive else None


def _not_now(case_id: str, base: Base | None) -> str:
    """Why edits cannot be changed at this moment."""
    if base is None or request.form.get("seen", "") != base.seen:
        return str(Overtaken())
    if jobs().underway(case_id):
        return _BUILDING
    return _STALE if stale(base.version, case_id, current_case(case_id)) else ""


@contextmanager
def _laid_out(archive: bytes) -> Iterator[Path]:
    with bench(settings().data) as place:
        folder = place / "komplekt"
        lay_out(archive, folder)
        yield folder


def _page(case_id: str, errors: dict[str, str] | None = None) -> str:
    base, underway = _base(case_id), jobs().underway(case_id)
    old = stale(base.version, case_id, current_case(case_id)) if base else ()
    documents = manifest_of(base.archive).documents if base else ()
    return render_template(
        "versions/edits.html",
        case_id=case_id,
        base=base,
        underway=underway,
        stale=old,
        waits=bool(store().get_file(case_id, EDITED)),
        failure=_failure(case_id, underway),
        edits=_edits(base),
        documents=[(Path(str(item.docx)).stem, f"{item.code} {item.title}") for item in documents],
        document=request.form.get("document", ""),
        note=request.form.get("note", ""),
        errors=errors or {},
    )


def _edits(base: Base | None) -> tuple[Taken, ...]:
    if base is None:
        return ()
    with _laid_out(base.archive) as folder:
        return edited(folder)


def _failure(case_id: str, underway: Job | None) -> bool:
    """Whether the last building did not go well, so that an edit still waits."""
    last = jobs().latest(case_id, Kind.FINAL)
    return underway is None and last is not None and not last.is_done
