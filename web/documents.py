"""Pages of documents: what is ready and what is missing, drafts, the final package, downloads."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from threading import Lock
from typing import cast

from flask import Blueprint, Response, abort, current_app, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly.delivery.deliver import LABELS, ORDER_SHEET, PRINT_SET
from registration.assembly.delivery.fee_slip import FILE as SLIP
from registration.assembly.folder import ARCHIVE, to_file
from registration.assembly.manifest import FILE_NAME, Manifest, PackedDocument
from registration.questionnaire.page import AskedOf, Page
from registration.questionnaire.path import asked_pages, case_so_far, read_along_path
from registration.store import Role, Stored
from web.access import allowed, current_case, settings, store, visitor
from web.build import Kind
from web.desk import day
from web.jobs import REFUSAL, Job, Jobs, State, package_name
from web.kept_packages import keep
from web.published import build_published
from web.readiness import readiness
from web.settled import settled
from web.workshop import sweep

blueprint = Blueprint("documents", __name__)

REFRESH_SECONDS = 3
_MADE = Lock()
TYPES = {
    "zip": "application/zip",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "application/octet-stream",  # to be saved: no page of ours
    "txt": "text/plain",
}


_TO_PRINT = (
    ("Всё подряд, нужное число раз", PRINT_SET),
    ("Порядок печати", ORDER_SHEET),
    ("Наклейки на прошивку", LABELS),
    ("Квитанция на пошлину", SLIP),
)


@dataclass(frozen=True, slots=True)
class Package:
    """A built package as the page shows it."""

    kind: Kind
    job: Job
    manifest: Manifest
    is_stale: bool

    @property
    def documents(self) -> tuple[PackedDocument, ...]:
        """As they are filed."""
        return tuple(item.in_force for item in self.manifest.documents)

    @property
    def has_pdf(self) -> bool:
        return self.manifest.merged_pdf is not None

    @property
    def to_print(self) -> tuple[tuple[str, str], ...]:
        """What the printer and the needle need: words and names of files."""
        return to_print(self.manifest)

    @property
    def built_at(self) -> datetime | None:
        return self.job.ended


def to_print(manifest: Manifest) -> tuple[tuple[str, str], ...]:
    """Of a package: words and names of the files that go to the printer."""
    return tuple((words, name) for words, name in _TO_PRINT if name in manifest.files)


@blueprint.record_once
def begin_clean(state: BlueprintSetupState) -> None:
    """A site that starts first clears what a killed one left of somebody's papers."""
    sweep(state.app.extensions["settings"].data)


@blueprint.get("/delo/<case_id>/dokumenty/")
@allowed(Role.LEADER, Role.CONSULTANT)
def overview(case_id: str) -> str:
    """What is ready, what is missing, what can be downloaded."""
    stored = current_case(case_id)
    reading = read_along_path(stored.answers)
    picture = readiness(
        settled(reading.case, day()),
        day(),
        problems=reading.problems,
        unknown=stored.unknown,
        pages=_own_pages(stored),
    )
    return render_template(
        "documents/overview.html",
        case_id=case_id,
        picture=picture,
        underway=jobs().underway(case_id),
        draft=_package(case_id, Kind.DRAFT, stored),
        final=_package(case_id, Kind.FINAL, stored),
        failure=_failure(case_id),
        refusal=_refusal(case_id),
        builds_final=visitor().role is Role.CONSULTANT,
    )


@blueprint.post("/delo/<case_id>/dokumenty/proekt/")
@allowed(Role.LEADER, Role.CONSULTANT)
def order_draft(case_id: str) -> BaseResponse:
    """Begin to build a draft."""
    return _ordered(case_id, Kind.DRAFT)


@blueprint.post("/delo/<case_id>/dokumenty/komplekt/")
@allowed(Role.CONSULTANT)
def order_final(case_id: str) -> BaseResponse:
    """Begin to build the final package."""
    return _ordered(case_id, Kind.FINAL)


@blueprint.get("/delo/<case_id>/dokumenty/sborka/")
@allowed(Role.LEADER, Role.CONSULTANT)
def progress(case_id: str) -> BaseResponse:
    """How far the building is; renews itself until the package is ready."""
    return _progress(case_id, renewing=True)


@blueprint.get("/delo/<case_id>/dokumenty/sborka/stoit/")
@allowed(Role.LEADER, Role.CONSULTANT)
def still_progress(case_id: str) -> BaseResponse:
    """The same page, standing still for those who read slowly or listen."""
    return _progress(case_id, renewing=False)


@blueprint.get("/delo/<case_id>/dokumenty/<kind>/<name>")
@allowed(Role.LEADER, Role.CONSULTANT)
def download(case_id: str, kind: str, name: str) -> Response | tuple[str, int]:
    """One file of a built package, or all of it; a stale one is not given out to be filed."""
    current_case(case_id)
    built = next((item for item in Kind if item.value == kind), None)
    archive = _archive(case_id, built) if built and jobs().done(case_id, built) else None
    if built is None or archive is None:
        abort(404)
    content = to_file(archive) if name == ARCHIVE else _taken_out(archive, name)
    if built is Kind.FINAL and _is_stale(case_id):
        return render_template("documents/stale.html", case_id=case_id), 409
    _note("скачан файл", case_id, f"{kind}/{name.partition('-')[0]}")
    return _file(content, f"{_PREFIXES[built]}{name}")


_PREFIXES = {Kind.DRAFT: "proekt-", Kind.FINAL: ""}


def jobs() -> Jobs:
    """The queue of this site; it begins to work when somebody first asks."""
    with _MADE:
        if "jobs" not in current_app.extensions:
            current_app.extensions["jobs"] = Jobs(
                settings().data,
                store(),
                build=partial(build_published, store()),
                keep=partial(keep, store()),
            )
    found = cast(Jobs, current_app.extensions["jobs"])
    found.start()
    return found


def _note(action: str, case_id: str, what: str) -> None:
    person = visitor()
    actor = "leader" if person.role is Role.LEADER else person.subject
    store().note(actor, action, case_id, what)


def _own_pages(stored: Stored) -> Iterator[Page]:
    """Pages of this case that this visitor can answer."""
    leads = visitor().role is Role.LEADER
    asked = asked_pages(case_so_far(stored.answers))
    return (page for page in asked if page.of is AskedOf.LEADER or not leads)


def _ordered(case_id: str, kind: Kind) -> BaseResponse:
    current_case(case_id)
    jobs().order(case_id, kind, day())
    _note("заказана сборка", case_id, kind.value)
    return redirect(url_for("documents.progress", case_id=case_id), 303)


def _progress(case_id: str, *, renewing: bool) -> BaseResponse:
    current_case(case_id)
    job = jobs().underway(case_id)
    if job is None:
        return redirect(url_for("documents.overview", case_id=case_id), 303)
    page = current_app.make_response(
        render_template("documents/progress.html", case_id=case_id, job=job, renewing=renewing)
    )
    if renewing:  # as a header, so that the link «не обновлять» can be reached without a race
        page.headers["Refresh"] = str(REFRESH_SECONDS)
    return page


def _package(case_id: str, kind: Kind, stored: Stored) -> Package | None:
    job = jobs().done(case_id, kind)
    archive = _archive(case_id, kind) if job else None
    if job is None or archive is None:
        return None
    with zipfile.ZipFile(BytesIO(archive)) as files:
        manifest = Manifest.model_validate_json(files.read(FILE_NAME))
    return Package(kind, job, manifest, is_stale=job.revision != stored.revision)


def _is_stale(case_id: str) -> bool:
    package = _package(case_id, Kind.FINAL, current_case(case_id))
    return package is not None and package.is_stale


def _failure(case_id: str) -> Job | None:
    """The job that failed last, unless a later one went well."""
    last = [job for kind in Kind if (job := jobs().latest(case_id, kind))]
    newest = max(last, key=lambda job: job.id, default=None)
    return newest if newest and newest.state is State.FAILED else None


def _refusal(case_id: str) -> tuple[str, ...]:
    """Why the final package was refused last time."""
    job = jobs().latest(case_id, Kind.FINAL)
    if job is None or job.state is not State.REFUSED:
        return ()
    reasons = store().get_file(case_id, REFUSAL) or b""
    return tuple(filter(None, reasons.decode().split("\n")))


def _archive(case_id: str, kind: Kind) -> bytes | None:
    return store().get_file(case_id, package_name(kind))


def _taken_out(archive: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(archive)) as files:
        if name not in _offered(files):
            abort(404)
        return files.read(name)


def _offered(files: zipfile.ZipFile) -> Iterator[str]:
    """Papers only: the manifest is for programs."""
    return (name for name in files.namelist() if name.rpartition(".")[2] in TYPES)


def _file(content: bytes, name: str) -> Response:
    response = Response(content, mimetype=TYPES[name.rpartition(".")[2]])
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
