"""Word templates of all cases: ours and hers, checked when brought, published, put back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly.documents import DOCUMENTS
from registration.assembly.papers import COVER
from registration.assembly.rendering.fault import TemplateFault
from registration.assembly.rendering.lint import lint_file, template_names
from registration.assembly.rendering.source import NUMBERS, OURS, OWN, TemplateSource
from registration.cli.own_templates import own_templates
from registration.store import Holding, Overtaken, Store, TooLargeHolding, UnknownHolding
from web.access import DESK, allowed, settings, store, visitor
from web.attached import takes_files
from web.workshop import bench

blueprint = Blueprint("template_workshop", __name__)

Page = str | BaseResponse | tuple[str, int]

KIND = "template"
LONGEST_NOTE = 2000
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NO_FILE = "Выберите файл Word."
_NO_NOTE = "Напишите, что изменено и зачем."
_LONG_NOTE = f"Примечание длиннее {LONGEST_NOTE} знаков. Сократите его."
_PUBLISHED, _WITHDRAWN = "опубликован шаблон", "возвращён шаблон программы"


@dataclass(frozen=True, slots=True)
class Line:
    """One template in the list."""

    name: str
    title: str
    origin: str
    held: Holding | None


def laid_over(kept: Store, folder: Path) -> Path | None:
    """Lay the published templates out in `folder`, over those of the site's own folder.

    Each building gets its own copy, so that publishing never changes papers half-made.
    """
    published = kept.in_force(KIND)
    if not published:
        return None
    site = own_templates()
    for name in site.own_names():
        _target(folder, name).write_bytes(site.path(name).read_bytes())
    for name, holding in published.items():
        _target(folder, name).write_bytes(holding.content)
    numbers = {name: holding.version for name, holding in published.items()}
    (folder / NUMBERS).write_text(json.dumps(numbers), encoding="utf-8")
    return folder


def _target(folder: Path, name: str) -> Path:
    (folder / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / name


@blueprint.get("/masterskaya/shablony/")
@allowed(*DESK)
def show() -> Page:
    """All templates and whose text is in force."""
    published = store().in_force(KIND)
    site = own_templates()
    return render_template(
        "workshop/list.html", lines=[_line(name, published, site) for name in template_names()]
    )


def _line(name: str, published: Mapping[str, Holding], site: TemplateSource) -> Line:
    held = published.get(name)
    origin = OWN if held else site.origin(name)
    return Line(name, template_title(name), origin, held)


def template_title(name: str) -> str:
    """What the papers of this template are called; a file that fills none has only its name."""
    return next((spec.title for spec in (COVER, *DOCUMENTS) if spec.template == name), name)


@blueprint.get("/masterskaya/shablony/<folder>/<file>/")
@allowed(*DESK)
def template(folder: str, file: str) -> Page:
    """One template: its versions, and the form to bring a new one."""
    return _page(known_template(folder, file))


@blueprint.get("/masterskaya/shablony/<folder>/<file>/skachat/<int:version>")
@allowed(*DESK)
def download(folder: str, file: str, version: int) -> Response:
    """A version as a Word file; zero is what the program or the folder of the site gives."""
    name = known_template(folder, file)
    content = (
        version_of(name, version).content if version else own_templates().path(name).read_bytes()
    )
    response = Response(content, mimetype=_DOCX)
    response.headers.set("Content-Disposition", "attachment", filename=f"{file}.docx")
    return response


@blueprint.post("/masterskaya/shablony/<folder>/<file>/")
@allowed(*DESK)
@takes_files
def bring(folder: str, file: str) -> Page:
    """Check a file and keep it as a new version; nothing changes until it is published."""
    name = known_template(folder, file)
    chosen = request.files.get("file")
    content, note = chosen.read() if chosen else b"", request.form.get("note", "").strip()
    errors = _errors(content, note)
    if errors:
        return _page(name, errors, note=note), 422
    faults = _faults(content, f"{file}.docx")
    if faults:
        return _page(
            name, {"file": "В шаблоне есть ошибки, они перечислены ниже."}, faults, note
        ), 422
    try:
        store().put(KIND, name, content, author=visitor().subject, note=note)
    except TooLargeHolding as refusal:
        return _page(name, {"file": str(refusal)}, note=note), 422
    return _back(folder, file)


@blueprint.post("/masterskaya/shablony/<folder>/<file>/opublikovat/<int:version>")
@allowed(*DESK)
def publish(folder: str, file: str, version: int) -> Page:
    """Put a version in force; an older one is a way back, zero is what the program gives."""
    name = known_template(folder, file)
    seen = request.form.get("seen", -1, type=int)
    try:
        if version:
            store().publish(KIND, name, version, seen=seen)
        else:
            store().withdraw(KIND, name, seen=seen)
    except UnknownHolding:
        abort(404)
    except Overtaken as overtaken:
        return _page(name, {"": f"{overtaken} Ниже то, что действует сейчас."}), 409
    store().note(visitor().subject, _PUBLISHED if version else _WITHDRAWN, what=f"{name} {version}")
    return _back(folder, file)


def _errors(content: bytes, note: str) -> dict[str, str]:
    found = {"file": _NO_FILE} if not content else {}
    if not note:
        found["note"] = _NO_NOTE
    elif len(note) > LONGEST_NOTE:
        found["note"] = _LONG_NOTE
    return found


def _faults(content: bytes, name: str) -> tuple[TemplateFault, ...]:
    with bench(settings().data) as folder:
        path = folder / name
        path.write_bytes(content)
        return lint_file(path)


def known_template(folder: str, file: str) -> str:
    """The name of a template of the product; 404 for any other."""
    name = f"{folder}/{file}.docx"
    return name if name in OURS.names() else abort(404)


def content_in_force(name: str) -> bytes:
    """The template that papers are made by now."""
    held = store().in_force(KIND).get(name)
    return held.content if held else own_templates().path(name).read_bytes()


def version_of(name: str, version: int) -> Holding:
    """A version kept of a template; 404 when there is none of this number."""
    found = next((item for item in store().versions(KIND, name) if item.version == version), None)
    return found or abort(404)


def _back(folder: str, file: str) -> BaseResponse:
    return redirect(url_for("template_workshop.template", folder=folder, file=file), 303)


def _page(
    name: str,
    errors: dict[str, str] | None = None,
    faults: tuple[TemplateFault, ...] = (),
    note: str = "",
) -> str:
    folder, _, file = name.removesuffix(".docx").partition("/")
    versions = store().versions(KIND, name)[::-1]
    return render_template(
        "workshop/template.html",
        name=name,
        title=template_title(name),
        where={"folder": folder, "file": file},
        versions=versions,
        seen=next((item.version for item in versions if item.in_force), 0),
        errors=errors or {},
        faults=faults,
        note=note,
    )
