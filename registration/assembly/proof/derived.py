"""What a package makes of its papers: taken away when one of them becomes another."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from registration.assembly.aside import content_of
from registration.assembly.delivery.fee_slip import FILE as SLIP
from registration.assembly.documents import DOCUMENTS
from registration.assembly.folder import ARCHIVE
from registration.assembly.manifest import ASIDE, Manifest, PackedDocument, write_manifest

_LISTING = frozenset(spec.id for spec in DOCUMENTS if spec.lists_sheets)
_OUTDATED = (
    "После правки документа «{}» комплект не собран заново: нет общего PDF, печатного набора и "
    "архива, а листы в описи и письме могут быть прежними. Соберите его ещё раз в ту же папку: "
    "registration package."
)


def change_document(
    directory: Path, manifest: Manifest, old: PackedDocument, new: PackedDocument
) -> None:
    """Write that one document is another now; take away what was made of the old one."""
    documents = tuple(new if item is old else item for item in manifest.documents)
    before, after = old.in_force, new.in_force
    for name in _derived(manifest):
        if content_of(directory / name) is not None:
            (directory / name).unlink()
    if before.pages != after.pages or after.pages is None:
        for item in documents:
            if item.id in _LISTING and item.in_force.pdf:
                (directory / item.in_force.pdf).unlink(missing_ok=True)
    kept = {*manifest.files} - {*_derived(manifest)}
    named = {name for item in (new, after) for name in (item.docx, item.pdf) if name}
    files = {name: manifest.files[name] for name in kept if (directory / name).is_file()}
    files |= {name: digest_of(directory / name) for name in named if (directory / name).is_file()}
    values = {
        "documents": documents,
        "merged_pdf": None,
        "print_order": (),
        "key": "",
        "files": files,
        "outdated": _OUTDATED.format(new.title),
    }
    write_manifest(manifest.model_copy(update=values), directory)


def _derived(manifest: Manifest) -> Iterator[str]:
    """Files made of papers: they hold the old text, or tell the old number of sheets."""
    papers = {
        name
        for item in manifest.documents
        for paper in (item, item.in_force)
        for name in (paper.docx, paper.pdf)
    }
    for name in manifest.files:
        if name not in papers and name != SLIP and not name.startswith(f"{ASIDE}/"):
            yield name
    yield from filter(None, (manifest.merged_pdf, ARCHIVE))


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
