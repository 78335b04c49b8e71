"""Two packages of a case side by side: which papers came, went, and what changed in the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registration.assembly import r11001
from registration.assembly.manifest import PackedDocument, read_manifest
from registration.assembly.proof.redline.compare import Change, Kind, changes
from registration.assembly.proof.redline.tracked import tracked
from registration.assembly.proof.redline.tree import blocks_in
from registration.assembly.proof.redline.words import pieces
from registration.errors import RegistrationError

FORM = "application"


@dataclass(frozen=True, slots=True)
class FieldChange(Change):
    """A field of the form whose text is not the same; `field` names its page and place."""

    field: str = ""

    @property
    def place(self) -> str:
        return self.field


@dataclass(frozen=True, slots=True)
class PaperChanges:
    """One paper of two packages; one of the files is absent when the paper came or went."""

    title: str
    old: Path | None
    new: Path | None
    changes: tuple[Change, ...]
    is_form: bool = False

    @property
    def words(self) -> str:
        """What happened to the paper as a whole."""
        if self.old is None:
            return "новый документ"
        if self.new is None:
            return "документа больше нет"
        return f"изменений: {len(self.changes)}"

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "title": self.title,
            "old": self.old.name if self.old else None,
            "new": self.new.name if self.new else None,
            "changes": [{"place": item.place, **item.as_dict()} for item in self.changes],
        }

    def tracked(self, on: date) -> bytes | None:
        """The new file with tracked changes; the form has none: its letters stand in cells."""
        if self.old is None or self.new is None or self.is_form or not self.changes:
            return None
        return tracked(self.old.read_bytes(), self.new.read_bytes(), on)


def package_changes(old: Path, new: Path) -> tuple[PaperChanges, ...]:
    """Papers of two packages that are not the same, in the order of the new package.

    Raises:
        RegistrationError: a folder holds no package, or a file of one does not open.
    """
    pairs = _paired(read_manifest(old).documents, read_manifest(new).documents)
    found = (_compared(old, new, before, after) for before, after in pairs)
    return tuple(item for item in found if item is not None)


def _paired(
    old: tuple[PackedDocument, ...], new: tuple[PackedDocument, ...]
) -> Iterator[tuple[PackedDocument | None, PackedDocument | None]]:
    """Papers of one kind: first those with one text (numbers of persons shift), then by name."""
    left = list(old)
    found: dict[int, PackedDocument] = {}
    for same in (_one_text, _one_name):
        for number, after in enumerate(new):
            before = next((item for item in left if same(item, after)), None)
            if number not in found and before is not None:
                found[number] = before
                left.remove(before)
    for number, after in enumerate(new):
        yield found.get(number), after
    for before in left:
        yield before, None


def _one_text(old: PackedDocument, new: PackedDocument) -> bool:
    return old.id == new.id and old.content_hash == new.content_hash


def _one_name(old: PackedDocument, new: PackedDocument) -> bool:
    return Path(str(old.docx)).name == Path(str(new.docx)).name


def _compared(
    old: Path, new: Path, before: PackedDocument | None, after: PackedDocument | None
) -> PaperChanges | None:
    one, other = _file(old, before), _file(new, after)
    known = after or before
    assert known is not None  # noqa: S101 — a pair has one of the two
    if one is None or other is None:
        return PaperChanges(known.title, one, other, (), known.id == FORM)
    if one.read_bytes() == other.read_bytes():
        return None
    found = _form_changes(one, other) if known.id == FORM else file_changes(one, other)
    return PaperChanges(known.title, one, other, found, known.id == FORM) if found else None


def _file(folder: Path, record: PackedDocument | None) -> Path | None:
    """The file in force: the one edited by hand where there is one."""
    if record is None or record.in_force.docx is None:
        return None
    path = folder / record.in_force.docx
    if not path.is_file():
        raise RegistrationError(f"В папке «{folder.name}» нет файла {path.name}.")
    return path


def file_changes(old: Path, new: Path) -> tuple[Change, ...]:
    """Paragraphs of two Word files that differ."""
    return changes(blocks_in(old.read_bytes()), blocks_in(new.read_bytes()))


def _form_changes(old: Path, new: Path) -> tuple[Change, ...]:
    before, after = r11001.read_docx(old.read_bytes()), r11001.read_docx(new.read_bytes())
    return tuple(
        FieldChange(
            Kind.CHANGED,
            None,
            None,
            pieces(before.get(key, ""), after.get(key, "")),
            field=f"страница {key[0]}, поле {key[1]}",
        )
        for key in {**before, **after}
        if before.get(key, "") != after.get(key, "")
    )
