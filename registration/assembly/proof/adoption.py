"""A Word file edited by hand and brought back: compared, checked, kept beside the generated one.

From then on the package speaks through the edited file: its PDF goes into the merged PDF, and
reading back looks at it. The generated file stays where it was. A new build carries the edited
file over; when the text generated under it has become another, it is kept but no longer in force.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registration.assembly.manifest import (
    FILE_NAME,
    Adopted,
    Manifest,
    PackedDocument,
    read_manifest,
    write_manifest,
)
from registration.assembly.office import Office
from registration.assembly.pdf import check_pdf, merge, page_count
from registration.assembly.proof.difference import excerpt
from registration.assembly.proof.incoming import AdoptionRefused, expect_finished
from registration.assembly.proof.readback import FORM, verify_package
from registration.assembly.proof.redline.alignment import likeness
from registration.assembly.proof.redline.compare import Change, changes
from registration.assembly.proof.redline.tree import Block, blocks_in, words_of
from registration.assembly.proof.wholeness import CHARTER
from registration.assembly.rendering.render import document_paragraphs
from registration.rules.charter_text import words_to_strike

SUFFIX = ".pravka"
_LEAST_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Adopter:
    """Who brings the file, why and on what day."""

    by: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file taken into the package: which document it is and what differs."""

    document: PackedDocument
    changes: tuple[Change, ...]


def adopt(
    directory: Path,
    file: Path,
    adopter: Adopter,
    office: Office | None = None,
    document: str | None = None,
) -> Taken:
    """Take an edited DOCX into a package; `document` is its code, else it is recognised.

    Raises:
        AdoptionRefused: the file is not fit, or not one of this package.
        ConversionError: LibreOffice could not make the PDF; nothing has been changed.
    """
    manifest = read_manifest(directory)
    content = _read(file)
    expect_finished(content, file.name)
    blocks = blocks_in(content)
    record = _recognised(manifest, directory, _Brought(file.name, blocks, document))
    _expect_free(record, file)
    found = changes(blocks_in((directory / str(record.docx)).read_bytes()), blocks)
    if not found:
        raise AdoptionRefused(f"Файл «{file.name}» слово в слово такой же, как в комплекте.")
    stem = f"{Path(str(record.docx)).stem}{SUFFIX}"
    target = directory / f"{stem}.docx"
    target.write_bytes(content)
    try:
        pages = _converted(target, office)
    except BaseException:
        target.unlink()
        raise
    adopted = Adopted(
        docx=target.name,
        pdf=f"{stem}.pdf" if pages else None,
        pages=pages,
        sha256=hashlib.sha256(content).hexdigest(),
        by=adopter.by,
        on=adopter.on.isoformat(),
        note=adopter.note,
        generated=record.content_hash,
        differences=len(found),
        faults=(),
    )
    _put(directory, _with(manifest, record, adopted))
    faults = (*_lost(directory, target.name), *_forbidden(record, found))
    adopted = adopted.model_copy(update={"faults": faults})
    _put(directory, _with(manifest, record, adopted))
    return Taken(record.model_copy(update={"adopted": adopted}), found)


def drop(directory: Path, document: str) -> PackedDocument:
    """Take an edited file out again: the generated one is in force, the edited one is removed.

    Raises:
        AdoptionRefused: this document has none.
    """
    manifest = read_manifest(directory)
    record = next((item for item in _named(manifest, document) if item.adopted), None)
    if record is None or record.adopted is None:
        raise AdoptionRefused(f"У документа {document} нет принятой правки.")
    _put(directory, _with(manifest, record, None))
    for name in (record.adopted.docx, record.adopted.pdf):
        if name:
            (directory / name).unlink(missing_ok=True)
    return record


def carry_over(old: Path, new: Path) -> None:
    """Keep the edited files of an earlier package in a rebuilt one, in force or set aside."""
    if not any(old.glob(f"*{SUFFIX}.*")) or not (new / FILE_NAME).is_file():
        return  # nothing to lose: even a package whose manifest does not read is replaced
    kept = {item.docx: item.adopted for item in read_manifest(old).documents if item.adopted}
    if not kept:
        return
    manifest = read_manifest(new)
    notes: list[str] = []
    for path in old.glob(f"*{SUFFIX}.*"):
        shutil.copy2(path, new / path.name)
    for record in manifest.documents:
        adopted = kept.pop(record.docx, None)
        if adopted is not None:
            stale = adopted.generated != record.content_hash
            manifest = _with(manifest, record, adopted.model_copy(update={"stale": stale}))
            notes.append(_kept_words(record.title, adopted.docx, stale))
    notes += [
        f"Файл с правкой {adopted.docx} остался, но такого документа в комплекте больше нет."
        for adopted in kept.values()
    ]
    manifest = manifest.model_copy(update={"notes": (*manifest.notes, *notes)})
    _put(new, manifest)


def _kept_words(title: str, file: str, stale: bool) -> str:
    if stale:
        return (
            f"{title}: ответы изменились, и правка {file} больше не действует. Файл цел; сравните "
            "его с новым и примите заново."
        )
    return f"{title}: действует правка от руки {file}."


@dataclass(frozen=True, slots=True)
class _Brought:
    name: str
    blocks: tuple[Block, ...]
    document: str | None


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise AdoptionRefused(f"Файл «{file}» не открывается.") from None


def _named(manifest: Manifest, document: str) -> Iterator[PackedDocument]:
    wanted = document.casefold().removesuffix(".docx")
    for item in manifest.documents:
        if wanted in (item.code.casefold(), Path(str(item.docx)).stem.casefold()):
            yield item


def _recognised(manifest: Manifest, directory: Path, brought: _Brought) -> PackedDocument:
    """The document by its code, by the file's name, or the one with the nearest text."""
    name = Path(brought.name).stem.casefold()
    if brought.document:
        found = [*_named(manifest, brought.document)]
    else:
        stems = {Path(str(item.docx)).stem.casefold(): item for item in manifest.documents}
        found = [item for stem, item in stems.items() if name.startswith(stem)][-1:]
    nearest = _nearest(found or [*manifest.documents], directory, brought.blocks)
    if nearest is None:
        raise AdoptionRefused(
            f"Файл «{brought.name}» не похож ни на один документ комплекта. Назовите документ: "
            "--document D12."
        )
    if nearest.id == FORM:
        raise AdoptionRefused("Заявление Р11001 в Word не правят: исправьте ответы дела.")
    return nearest


def _nearest(
    candidates: list[PackedDocument], directory: Path, blocks: tuple[Block, ...]
) -> PackedDocument | None:
    wanted = words_of(blocks)
    found: list[tuple[float, PackedDocument]] = []
    for item in candidates:
        text = blocks_in((directory / str(item.docx)).read_bytes())
        found.append((likeness(words_of(text), wanted), item))
    best = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _LEAST_ALIKE else None


def _expect_free(record: PackedDocument, file: Path) -> None:
    if record.adopted and not record.adopted.stale:
        raise AdoptionRefused(
            f"У документа «{record.title}» уже есть правка: {record.adopted.docx}. Чтобы заменить "
            f"её файлом «{file.name}», сначала снимите её: --drop {record.code}."
        )


def _converted(source: Path, office: Office | None) -> int | None:
    """Number of pages of the PDF made beside the file; None where no LibreOffice is."""
    if office is None:
        return None
    target = source.with_suffix(".pdf")
    office.convert(source, target)
    content = target.read_bytes()
    check_pdf(content, document_paragraphs(source.read_bytes()))
    return page_count(content)


def _with(manifest: Manifest, record: PackedDocument, adopted: Adopted | None) -> Manifest:
    documents = tuple(
        item.model_copy(update={"adopted": adopted}) if item.docx == record.docx else item
        for item in manifest.documents
    )
    return manifest.model_copy(update={"documents": documents})


def _put(directory: Path, manifest: Manifest) -> None:
    """Write the manifest and the merged PDF that follows from it, each at once."""
    parts = [(item.in_force.title, item.in_force.pdf) for item in manifest.documents]
    if manifest.merged_pdf and all(pdf for _, pdf in parts):
        content = merge(
            [(title, (directory / str(pdf)).read_bytes()) for title, pdf in parts],
            "Комплект документов для регистрации ТОС",
        )
        draft = directory / f".{manifest.merged_pdf}"
        draft.write_bytes(content)
        os.replace(draft, directory / manifest.merged_pdf)
        files = {**manifest.files, manifest.merged_pdf: hashlib.sha256(content).hexdigest()}
        manifest = manifest.model_copy(update={"files": files})
    write_manifest(manifest, directory)


def _lost(directory: Path, file: str) -> Iterator[str]:
    """What reading back finds in the edited file: facts gone, numbers and references broken."""
    for difference in verify_package(directory).differences:
        if difference.here.file == file:
            yield f"{difference.here.place}: {difference.message}"


def _forbidden(record: PackedDocument, found: tuple[Change, ...]) -> Iterator[str]:
    """Words in changed paragraphs of a charter that charters are refused for."""
    if record.id != CHARTER:
        return
    for change in found:
        before = set(words_to_strike("".join(piece.old for piece in change.pieces)))
        for rule, words in words_to_strike("".join(piece.new for piece in change.pieces)):
            if (rule, words) not in before:
                yield f"{change.place}: слова «{excerpt(words)}» спорят с правилом {rule}."
