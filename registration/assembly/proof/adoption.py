"""A Word file edited by hand and brought back: compared, checked, kept beside the generated one.

From then on the package speaks through the edited file, and the generated one is laid aside. All
that was made of the generated one (the merged PDF, the set to print, the labels, the set to
upload, the archive) is taken away, so that nobody files it: the next build makes it of the edit.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registration.assembly.aside import set_aside
from registration.assembly.manifest import (
    ASIDE,
    Adopted,
    Manifest,
    PackedDocument,
    read_manifest,
    write_manifest,
)
from registration.assembly.office import Office
from registration.assembly.pdf import check_pdf, page_count
from registration.assembly.proof.derived import change_document, digest_of
from registration.assembly.proof.difference import excerpt
from registration.assembly.proof.incoming import AdoptionRefused, expect_finished
from registration.assembly.proof.readback import FORM, verify_package
from registration.assembly.proof.redline.alignment import likeness
from registration.assembly.proof.redline.compare import Change, changes
from registration.assembly.proof.redline.tree import Block, blocks_in, words_of
from registration.assembly.proof.wholeness import CHARTER
from registration.assembly.rendering.render import document_paragraphs
from registration.rules.catalogue import CATALOGUE
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
    _expect_untouched(manifest, record, directory)
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
    values = {name: _moved(directory, getattr(record, name)) for name in ("docx", "pdf")}
    new = record.model_copy(update={**values, "adopted": adopted})
    change_document(directory, manifest, record, new)
    faults = (*_lost(directory, target.name), *_forbidden(record, found))
    return Taken(_with_faults(directory, new, faults), found)


def drop(directory: Path, document: str) -> PackedDocument:
    """Take an edited file out again: the generated one is in force, the edited one is laid aside.

    Raises:
        AdoptionRefused: this document has none.
    """
    manifest = read_manifest(directory)
    record = next((item for item in _named(manifest, document) if item.adopted), None)
    if record is None or record.adopted is None:
        raise AdoptionRefused(f"У документа {document} нет принятой правки.")
    edit = record.adopted
    set_aside(directory, edit.docx)
    if edit.pdf:
        (directory / edit.pdf).unlink(missing_ok=True)
    values = {name: _restored(directory, getattr(record, name)) for name in ("docx", "pdf")}
    new = record.model_copy(update={**values, "adopted": None})
    change_document(directory, manifest, record, new)
    return new


def edited(directory: Path) -> tuple[Taken, ...]:
    """Every edit of a package that is in force, with what differs from the generated text."""
    return tuple(
        Taken(item, changes(*(blocks_in(_read(directory / name)) for name in _both(item))))
        for item in read_manifest(directory).documents
        if item.adopted and not item.adopted.stale
    )


def _both(record: PackedDocument) -> tuple[str, str]:
    """The generated file and the edited one."""
    return str(record.docx), str(record.in_force.docx)


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
            f"Файл «{brought.name}» не похож ни на один документ комплекта. Назовите документ "
            "(в командной строке: --document D12)."
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
            f"её файлом «{file.name}», сначала снимите её "
            f"(в командной строке: --drop {record.code})."
        )


def _expect_untouched(manifest: Manifest, record: PackedDocument, directory: Path) -> None:
    """A paper that was changed in place holds no more what the edit is to be compared with."""
    name = str(record.docx)
    if manifest.files.get(name) not in (None, digest_of(directory / name)):
        raise AdoptionRefused(
            f"Файл комплекта {name} поправили прямо в папке. Соберите комплект заново: правка "
            f"ляжет в папку «{ASIDE}» — и примите её оттуда."
        )


def _moved(directory: Path, name: str | None) -> str | None:
    return set_aside(directory, name) if name else None


def _restored(directory: Path, name: str | None) -> str | None:
    """Put a generated file back to its place."""
    if name is None or "/" not in name:
        return name
    place = Path(name).name
    if (directory / name).is_file():
        os.replace(directory / name, directory / place)
    return place


def _with_faults(
    directory: Path, record: PackedDocument, faults: tuple[str, ...]
) -> PackedDocument:
    manifest = read_manifest(directory)
    assert record.adopted is not None  # noqa: S101 — it has just been made
    told = record.model_copy(
        update={"adopted": record.adopted.model_copy(update={"faults": faults})}
    )
    documents = tuple(told if item.docx == record.docx else item for item in manifest.documents)
    write_manifest(manifest.model_copy(update={"documents": documents}), directory)
    return told


def _converted(source: Path, office: Office | None) -> int | None:
    """Number of pages of the PDF made beside the file; None where no LibreOffice is."""
    if office is None:
        return None
    target = source.with_suffix(".pdf")
    office.convert(source, target)
    content = target.read_bytes()
    check_pdf(content, document_paragraphs(source.read_bytes()))
    return page_count(content)


def _lost(directory: Path, file: str) -> Iterator[str]:
    """What reading back finds in the edited file: facts gone, numbers and references broken."""
    for difference in verify_package(directory).differences:
        if difference.here.file == file:
            yield f"{difference.here.place}: {difference.message}"


def _forbidden(record: PackedDocument, found: tuple[Change, ...]) -> Iterator[str]:
    """Words in changed paragraphs of a charter that charters are refused for."""
    if record.id != CHARTER:
        return
    titles = {rule.id: rule.title for rule in CATALOGUE}
    for change in found:
        before = set(words_to_strike("".join(piece.old for piece in change.pieces)))
        for rule, words in words_to_strike("".join(piece.new for piece in change.pieces)):
            if (rule, words) not in before:
                yield (
                    f"{change.place}: слова «{excerpt(words)}» спорят с правилом "
                    f"«{titles.get(rule, rule)}» ({rule})."
                )
