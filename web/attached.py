"""Files brought to a case: taken in, kept sealed under names of ours, given out as downloads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, TypeVar

from flask import Blueprint, Flask, Response, abort, current_app, request

from registration.attachments.attachment import LARGEST, Attachment, taken
from registration.store import JournalEntry
from web.access import DESK, allowed, current_case, store, visitor

blueprint = Blueprint("attached", __name__)
View = TypeVar("View", bound=Callable[..., Any])

LONGEST_UPLOAD = 3 * LARGEST
"""Bytes of a form with files: several photographs of a phone."""

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FOLDER = "attachment-"


@dataclass(frozen=True, slots=True)
class Paper:
    """A kept file as pages show it; `key` is its address, `told` what it was called."""

    key: str
    told: str
    suffix: str
    size: int

    @property
    def kilobytes(self) -> int:
        return max(self.size // 1024, 1)


def takes_files(view: View) -> View:
    """Let a view read a form that is as long as files are."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def set_up(app: Flask) -> None:
    """Raise the bound of a form for the views that take files; must stand before forms are read."""

    @app.before_request
    def widen() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        if getattr(view, "takes_files", False):
            request.max_content_length = LONGEST_UPLOAD


def brought(field: str) -> Attachment | None:
    """What came in a file field; None when nothing was chosen.

    Raises:
        AttachmentRefused: says why it is not taken.
    """
    chosen = [item for item in request.files.getlist(field) if item.filename]
    return taken([(item.filename or "", item.read()) for item in chosen]) if chosen else None


def keep(case_id: str, attachment: Attachment | None) -> dict[str, object]:
    """Store a file; what an entry of the journal has to hold of it, nothing when there is none."""
    if attachment is None:
        return {}
    key = token_hex(16)
    store().put_file(case_id, _FOLDER + key, attachment.content)
    store().note(visitor().subject, "приложен файл", case_id, attachment.suffix)
    size = len(attachment.content)
    told, suffix = attachment.told, attachment.suffix
    return {"file": {"key": key, "told": told, "suffix": suffix, "size": size}}


def paper_of(entry: JournalEntry) -> Paper | None:
    """The file that came with an entry."""
    said: Mapping[str, Any] | None = entry.content.get("file")
    return Paper(said["key"], said["told"], said["suffix"], said["size"]) if said else None


def papers_of(entries: Iterable[JournalEntry]) -> tuple[Paper, ...]:
    """The files that came with these entries."""
    return tuple(paper for entry in entries if (paper := paper_of(entry)))


@blueprint.get("/dela/<case_id>/vlozheniya/<key>")
@allowed(*DESK)
def download(case_id: str, key: str) -> Response:
    """One kept file; its name is its number in the journal, never a person's."""
    current_case(case_id)
    for entry in store().journal(case_id):
        paper = paper_of(entry)
        if paper is not None and paper.key == key:
            content = store().get_file(case_id, _FOLDER + key)
            if content is None:
                break
            store().note(visitor().subject, "скачан файл", case_id, f"attachment {entry.number}")
            return given_out(content, f"vlozhenie-{entry.number}", paper.suffix)
    abort(404)


def given_out(content: bytes, name: str, suffix: str) -> Response:
    """A kept file as a download; `name` is of ours, without the suffix."""
    response = Response(content, mimetype=_TYPES[suffix])
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{suffix}")
    return response
