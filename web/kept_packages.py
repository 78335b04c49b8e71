"""Final packages of a case as numbered versions: frozen when made, and told when they are stale."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from registration.assembly.delivery.fee_slip import FILE as SLIP
from registration.assembly.manifest import FILE_NAME, Manifest, Versions
from registration.assembly.rendering.source import TemplateSource
from registration.association.report import PACKAGES
from registration.cli.own_templates import own_templates
from registration.domain.case import Case
from registration.domain.problems import place_in
from registration.errors import RegistrationError
from registration.rules.catalogue import rules_digest
from registration.store import Holding, JournalEntry, Stored, Tally
from registration.store.state import pack
from web.access import store
from web.blanks import form_now
from web.payee import payee_changed
from web.settled import settled_print
from web.template_workshop import laid_over, template_title

PACKAGE = "package"
"""Kind of a journal entry: a final package was made and frozen."""
APPLICATION = "application"
_SITE = "сайт"
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen package; `revision` is that of the answers it was made from."""

    number: int
    at: datetime
    revision: int
    made_for: date
    answers: str
    versions: Versions
    papers: int
    has_form: bool
    has_slip: bool
    settled: str
    """Fingerprint of the decisions for all cases; empty when the package does not tell it."""

    @property
    def file(self) -> str:
        """Name of the sealed file that holds it."""
        return _file_name(self.number)


class Shelf(Protocol):
    """What keeping needs of the store."""

    def put_file(self, case_id: str, name: str, content: bytes) -> object: ...

    def journal(self, case_id: str, *kinds: str) -> tuple[JournalEntry, ...]: ...

    def in_force(self, kind: str) -> Mapping[str, Holding]: ...

    def append_counted(
        self,
        case_id: str,
        kind: str,
        content: Mapping[str, object],
        counts: Iterable[Tally],
        *,
        author: str,
    ) -> object: ...


def keep(
    shelf: Shelf, case_id: str, answers: Mapping[str, Any], revision: int, archive: bytes
) -> None:
    """Freeze a finished package under the next number; the same package again gets none."""
    manifest = manifest_of(archive)
    made = shelf.journal(case_id, PACKAGE)
    if made and made[-1].content["key"] == _key(manifest):
        return
    number = len(made) + 1
    shelf.put_file(case_id, _file_name(number), archive)
    told = {
        "number": number,
        "revision": revision,
        "made_for": manifest.on,
        "answers": fingerprint(answers),
        "key": _key(manifest),
        "versions": manifest.versions.model_dump(mode="json"),
        "papers": len(manifest.documents),
        "has_form": any(item.id == APPLICATION for item in manifest.documents),
        "settled": settled_print(shelf),
        "has_slip": _has_slip(archive),
    }
    count = Tally(PACKAGES, "package", len(manifest.documents), date.fromisoformat(manifest.on))
    shelf.append_counted(case_id, PACKAGE, told, [count], author=_SITE)


def _key(manifest: Manifest) -> str:
    """Equal for packages with equal papers: of what they are made, and of edits by hand."""
    edits = (item.adopted for item in manifest.documents)
    return "+".join((manifest.key, *(edit.sha256 for edit in edits if edit and not edit.stale)))


def manifest_of(archive: bytes) -> Manifest:
    """The manifest inside a package."""
    with zipfile.ZipFile(BytesIO(archive)) as files:
        return Manifest.model_validate_json(files.read(FILE_NAME))


def _has_slip(archive: bytes) -> bool:
    """Whether there is a slip to pay the state duty with: the manifest names only documents."""
    with zipfile.ZipFile(BytesIO(archive)) as files:
        return any(name.endswith(SLIP) for name in files.namelist())


def fingerprint(answers: Mapping[str, Any]) -> str:
    """Equal for equal answers; it is kept sealed."""
    return hashlib.sha256(pack(dict(answers))).hexdigest()


def _file_name(number: int) -> str:
    return f"komplekt-{number}.zip"


def versions_of_case(case_id: str) -> tuple[Version, ...]:
    """All versions, the newest first."""
    return tuple(_version(entry) for entry in reversed(store().journal(case_id, PACKAGE)))


def _version(entry: JournalEntry) -> Version:
    said = entry.content
    return Version(
        number=int(said["number"]),
        at=entry.at,
        revision=int(said["revision"]),
        made_for=date.fromisoformat(said["made_for"]),
        answers=str(said["answers"]),
        versions=Versions.model_validate(said["versions"]),
        papers=int(said["papers"]),
        has_form=bool(said.get("has_form", True)),
        settled=str(said.get("settled", "")),
        has_slip=bool(said.get("has_slip", False)),
    )


def stale(version: Version, case_id: str, stored: Stored) -> tuple[str, ...]:
    """Why a version is not to be filed any more; empty while it still says what is true."""
    return (
        *_changed_answers(version, case_id, stored),
        *_changed_program(version.versions),
        *_changed_form(version),
        *_changed_decisions(version),
        *_changed_payee(version),
    )


def _changed_payee(version: Version) -> Iterator[str]:
    if version.has_slip and payee_changed(store(), version.at):
        yield "Изменились реквизиты госпошлины: квитанция в комплекте прежняя."


def _changed_answers(version: Version, case_id: str, stored: Stored) -> Iterator[str]:
    if version.answers == fingerprint(stored.answers):
        return
    paths = dict.fromkeys(
        change.path
        for save in store().history(case_id)
        if save.revision > version.revision
        for change in save.changes
    )
    titles = list(dict.fromkeys(filter(None, map(_title, paths))))
    named = "; ".join(titles[:_TOLD])
    more = f" и ещё {len(titles) - _TOLD}" if len(titles) > _TOLD else ""
    yield f"Изменились ответы: {named}{more}." if titles else "Изменились ответы."


def _title(path: str) -> str:
    parts = tuple(int(part) if part.isdigit() else part for part in path.split("."))
    return place_in(Case, parts)


def _changed_program(then: Versions) -> Iterator[str]:
    if then.rules != rules_digest():
        yield "Изменились правила или числа закона."
    with tempfile.TemporaryDirectory(prefix="registration-templates-") as folder:
        now = own_templates(laid_over(store(), Path(folder)))
        changed = [name for name, old in then.templates.items() if _digest(now, name) != old]
    if changed:
        yield f"Изменились шаблоны: {', '.join(map(template_title, changed))}."


def _changed_decisions(version: Version) -> Iterator[str]:
    if version.settled and version.settled != settled_print(store()):
        yield "Изменились решения по открытым вопросам права или сведения об округе."


def _changed_form(version: Version) -> Iterator[str]:
    if version.has_form and form_now(store(), version.made_for) != version.versions.form_edition:
        yield "Изменился бланк Р11001."


def _digest(source: TemplateSource, name: str) -> str:
    try:
        return source.digest(name)
    except RegistrationError:  # the program has no such template any more
        return ""
