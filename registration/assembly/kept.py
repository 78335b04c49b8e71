"""What people did by hand in an earlier package of the folder, and what becomes of it.

An adopted edit stays in force while the text it was made from is the same. Everything else that
the program did not write itself is laid into a folder of its own, and a note says so: a build
must not cost anybody's work.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from registration.assembly.aside import content_of, lay_aside, set_aside
from registration.assembly.conversion import Conversion
from registration.assembly.folder import ARCHIVE
from registration.assembly.manifest import ASIDE, FILE_NAME, Adopted, Manifest, read_manifest
from registration.assembly.papers import Paper
from registration.assembly.proof.trace_page import FILE as TRACE
from registration.assembly.rendering.render import document_paragraphs
from registration.errors import RegistrationError

_OWN = {FILE_NAME, ARCHIVE, TRACE}


class Kept:
    """The handwork of the package in `old`, brought into the one being made in `work`."""

    def __init__(self, old: Path, work: Path) -> None:
        self._old, self._work = old, work
        self._manifest = _read(old)
        documents = self._manifest.documents if self._manifest else ()
        self._edits = {
            Path(str(item.docx)).name: item.adopted for item in documents if item.adopted
        }
        self._carried: set[str] = set()
        self._notes: list[str] = []

    def put_in_force(self, papers: Sequence[Paper], conversion: Conversion) -> None:
        """Give finished papers the edits that still hold; lay the others aside."""
        for paper in papers:
            edit = self._edits.pop(f"{paper.stem}.docx", None)
            content = content_of(self._old / edit.docx) if edit else None
            if edit is None or content is None:
                continue
            if hashlib.sha256(content).hexdigest() != edit.sha256:
                self._notes.append(_CHANGED.format(paper.title, edit.docx, ASIDE))
            elif edit.generated == paper.content_hash:
                self._bring(paper, edit, content, conversion)
            else:
                self._leave(paper, edit, content)

    def _bring(self, paper: Paper, edit: Adopted, content: bytes, conversion: Conversion) -> None:
        name = Path(edit.docx)
        taken = Paper(paper.spec, name.stem, paper.title, content)
        taken.text = document_paragraphs(content)
        conversion.send(taken)
        conversion.receive(taken)
        pdf = f"{name.stem}.pdf" if taken.pdf else None
        values = {"docx": name.name, "pdf": pdf, "pages": taken.pages, "stale": False}
        paper.edit, paper.adopted = taken, edit.model_copy(update=values)
        for suffix in (".docx", ".pdf"):
            set_aside(self._work, f"{paper.stem}{suffix}")
        self._carried |= {edit.docx, edit.pdf or edit.docx}
        self._notes.append(f"{paper.title}: действует правка от руки {name.name}.")

    def _leave(self, paper: Paper, edit: Adopted, content: bytes) -> None:
        name = lay_aside(self._work, Path(edit.docx).name, content)
        values = {"docx": name, "pdf": None, "pages": None, "stale": True}
        paper.adopted = edit.model_copy(update=values)
        self._carried |= {edit.docx, edit.pdf or edit.docx}
        self._notes.append(
            f"{paper.title}: ответы изменились, и правка больше не действует. Файл цел: {name}. "
            "Сравните его с новым и примите заново."
        )

    def rest(self) -> tuple[str, ...]:
        """Lay aside every other file that people changed or put there; return all notes."""
        for edit in self._edits.values():
            self._notes.append(
                f"Файл с правкой {Path(edit.docx).name} отложен в «{ASIDE}»: такого документа в "
                "комплекте больше нет."
            )
        for name, changed in self._of_people():
            content = (self._old / name).read_bytes()
            found = lay_aside(self._work, _called(name, changed=changed), content)
            if changed or not name.startswith(f"{ASIDE}/"):
                self._notes.append(
                    f"В папке лежал файл {name}, который сделала не программа: он цел, {found}. "
                    "Если это правка документа, примите её: registration adopt."
                )
        return tuple(self._notes)

    def _of_people(self) -> Iterator[tuple[str, bool]]:
        """Names of files, and whether each is a paper of the program that was changed in place."""
        manifest = self._manifest
        if manifest is None or not manifest.files:
            return  # an older program did not say which files are its own
        made = {name for item in manifest.documents for name in (item.docx, item.pdf)}
        orphans = {edit.docx for edit in self._edits.values()}
        for path in sorted(self._old.rglob("*")):
            name = path.relative_to(self._old).as_posix()
            if not path.is_file() or name in _OWN | self._carried:
                continue
            digest = manifest.files.get(name)
            is_laid_aside = name.startswith(f"{ASIDE}/") and name not in made
            if digest is None or name in orphans or is_laid_aside:
                yield name, False
            elif path.suffix == ".docx" and not _is(path, digest):
                yield name, True


def _called(name: str, *, changed: bool) -> str:
    """«D14-ustav.najdeno.docx» for a paper changed in place: the new one has its name."""
    path = Path(name.removeprefix(f"{ASIDE}/"))
    return path.with_suffix(f".najdeno{path.suffix}").as_posix() if changed else path.as_posix()


_CHANGED = (
    "{}: принятую правку {} меняли после принятия, и она больше не действует. Файл цел, отложен в "
    "«{}»: примите его заново."
)


def _is(path: Path, digest: str) -> bool:
    return hashlib.sha256(path.read_bytes()).hexdigest() == digest


def _read(directory: Path) -> Manifest | None:
    try:
        return read_manifest(directory)
    except RegistrationError:
        return None
