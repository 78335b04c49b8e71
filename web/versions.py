"""Numbered versions of a package: what each is made from, whether it is stale, what has changed."""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly.delivery.electronic import FOLDER, electronic_files
from registration.assembly.delivery.stamp import stamped
from registration.assembly.earlier import lay_out
from registration.assembly.folder import ARCHIVE, to_file
from registration.assembly.manifest import FILE_NAME
from registration.assembly.proof.readback import verify_package
from registration.assembly.proof.redline.packages import PaperChanges, package_changes
from registration.assembly.proof.trace import Trace, Traced, trace_package
from web.access import DESK, allowed, current_case, store, visitor
from web.blanks import laid_out_as
from web.desk import day
from web.documents import TYPES, jobs, to_print
from web.kept_packages import Version, manifest_of, stale, versions_of_case
from web.template_workshop import template_title

blueprint = Blueprint("versions", __name__)

Page = str | BaseResponse | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A version in the list, with why it is not to be filed."""

    version: Version
    stale: tuple[str, ...]


@blueprint.get("/dela/<case_id>/komplekty/")
@allowed(*DESK)
def show(case_id: str) -> Page:
    """All versions, the newest first."""
    stored = current_case(case_id)
    lines = [Line(item, stale(item, case_id, stored)) for item in versions_of_case(case_id)]
    return render_template(
        "versions/list.html", case_id=case_id, lines=lines, underway=jobs().underway(case_id)
    )


@blueprint.get("/dela/<case_id>/komplekty/<int:number>/")
@allowed(*DESK)
def one(case_id: str, number: int) -> Page:
    """One version: its papers, and those before it to compare with."""
    version, archive = _kept(case_id, number)
    manifest = manifest_of(archive)
    versions = versions_of_case(case_id)
    return render_template(
        "versions/one.html",
        case_id=case_id,
        version=version,
        manifest=manifest,
        to_print=to_print(manifest),
        electronic=electronic_files(manifest.files),
        titles=template_title,
        stale=stale(version, case_id, current_case(case_id)),
        others=[item for item in versions if item.number != number],
        is_newest=versions[0].number == number,
    )


@blueprint.get("/dela/<case_id>/komplekty/<int:number>/fajl/<path:name>")
@allowed(*DESK)
def download(case_id: str, number: int, name: str) -> Page:
    """A file of a version; of a stale one only to look at: a PDF with a mark on every page."""
    version, archive = _kept(case_id, number)
    reasons = stale(version, case_id, current_case(case_id))
    content = to_file(archive) if name == ARCHIVE else _taken_out(archive, name)
    ending = name.rpartition(".")[2]
    if reasons and ending != "pdf":
        page = render_template(
            "versions/refused.html", case_id=case_id, version=version, stale=reasons
        )
        return page, 409
    store().note(visitor().subject, "скачан файл", case_id, f"{number}/{ending}")
    return _file(stamped(content) if reasons else content, _called(name))


def _taken_out(archive: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(archive)) as files:
        if name == FILE_NAME or name not in files.namelist() or _ending(name) not in TYPES:
            abort(404)
        return files.read(name)


def _called(name: str) -> str:
    """The portal takes files by their own names; all others tell their folder."""
    uploaded = name.startswith(f"{FOLDER}/")
    return name.rpartition("/")[2] if uploaded else name.replace("/", "-")


def _ending(name: str) -> str:
    return name.rpartition(".")[2]


def _file(content: bytes, name: str) -> Response:
    response = Response(content, mimetype=TYPES[_ending(name)])
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.get("/dela/<case_id>/komplekty/<int:number>/sravnit/<int:older>/")
@allowed(*DESK)
def compare(case_id: str, number: int, older: int) -> Page:
    """What has changed from one version to another, paragraph by paragraph."""
    with _laid_out(case_id, older) as old, _laid_out(case_id, number) as new:
        papers = package_changes(old, new)
    return render_template(
        "versions/compare.html", case_id=case_id, number=number, older=older, papers=papers
    )


@blueprint.get("/dela/<case_id>/komplekty/<int:number>/sravnit/<int:older>/<name>.docx")
@allowed(*DESK)
def tracked(case_id: str, number: int, older: int, name: str) -> Page:
    """One paper with tracked changes, for Word."""
    with _laid_out(case_id, older) as old, _laid_out(case_id, number) as new:
        found = next((item for item in package_changes(old, new) if _stem(item) == name), None)
        content = found.tracked(day()) if found else None
    if content is None:
        abort(404)
    return _file(content, f"{name}.izmeneniya.docx")


def _stem(paper: PaperChanges) -> str:
    return paper.new.stem if paper.new else ""


@blueprint.get("/dela/<case_id>/komplekty/<int:number>/proverka/")
@allowed(*DESK)
def check(case_id: str, number: int) -> Page:
    """The finished papers read back and held side by side, the form against its blank."""
    version, _ = _kept(case_id, number)
    with (
        _laid_out(case_id, number) as folder,
        tempfile.TemporaryDirectory(prefix="registration-blanks-") as blanks,
    ):
        form = version.versions.form_edition
        result = verify_package(folder, laid_out_as(store(), form, Path(blanks)))
    return render_template("versions/check.html", case_id=case_id, number=number, result=result)


@blueprint.get("/dela/<case_id>/komplekty/<int:number>/sled/")
@allowed(*DESK)
def trace(case_id: str, number: int) -> Page:
    """Where each word comes from: one paper by paragraphs, or one answer with all its places."""
    with _laid_out(case_id, number) as folder:
        found = trace_package(folder)
    answer, code = request.args.get("otvet", ""), request.args.get("dokument", "")
    papers = dict.fromkeys((item.file, item.document) for item in found.paragraphs)
    return render_template(
        "versions/trace.html",
        case_id=case_id,
        number=number,
        papers=list(papers),
        title=_answer_title(found, answer),
        places=found.answers[answer][1] if answer in found.answers else (),
        paragraphs=_of_paper(found, code),
        asked=answer or code,
    )


def _answer_title(found: Trace, answer: str) -> str:
    return found.answers[answer][0] if answer in found.answers else ""


def _of_paper(found: Trace, code: str) -> list[Traced]:
    return [item for item in found.paragraphs if item.file == code]


def _kept(case_id: str, number: int) -> tuple[Version, bytes]:
    """A version with its archive; 404 when there is none of this number."""
    current_case(case_id)
    version = next((item for item in versions_of_case(case_id) if item.number == number), None)
    archive = store().get_file(case_id, version.file) if version else None
    if version is None or archive is None:
        abort(404)
    return version, archive


@contextmanager
def _laid_out(case_id: str, number: int) -> Iterator[Path]:
    """The folder of a version, gone afterwards."""
    _, archive = _kept(case_id, number)
    with tempfile.TemporaryDirectory(prefix="registration-version-") as name:
        folder = Path(name) / f"№ {number}"
        lay_out(archive, folder)
        yield folder
