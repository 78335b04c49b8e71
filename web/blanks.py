"""Official blanks of Р11001 kept at the desk: the file, the map being corrected, the editions.

A blank is known by the beginning of its fingerprint. Its map is a holding of its own, in force
as it is corrected; an edition is accepted from the map and says for which days it is good.
"""

import hashlib
import json
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from flask import abort

from registration.assembly.r11001 import load_edition
from registration.assembly.r11001.blank import (
    Acceptance,
    BlankMap,
    Calibration,
    Fault,
    Official,
    SavedEdition,
    Settled,
    calibrate,
    default_folder,
    edition_files,
    faults_of,
    load_official,
    official_on,
    saved_editions,
)
from registration.assembly.r11001.blank.child import survey
from registration.assembly.r11001.blank.editions import BLANK as BLANK_FILE
from registration.assembly.r11001.blank.editions import EDITION as RECORD_FILE
from registration.assembly.r11001.blank.survey import Survey
from registration.errors import FormError
from registration.store import Holding, Overtaken, Store

BLANK, MAP, EDITION = "blank", "blank_map", "blank_edition"
_NAMED_BY = 16  # letters of a fingerprint


@dataclass(frozen=True)
class Work:
    """A blank on the bench: the file and its map as it is corrected so far."""

    name: str
    brought: Holding
    mapped: Holding

    @cached_property
    def blank_map(self) -> BlankMap:
        return BlankMap.model_validate_json(self.mapped.content)

    @property
    def blank(self) -> bytes:
        return self.brought.content

    @property
    def seen(self) -> int:
        return self.mapped.version

    @property
    def edition(self) -> str:
        """The name of the edition that is accepted from it; the log takes no longer numbers."""
        return f"{self.blank_map.base}-{self.name[:4]}-{self.name[4:8]}"

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is still wrong, besides that nobody has said yet to have looked it through."""
        return self._faults(self.blank_map)

    @property
    def unsettled(self) -> tuple[Fault, ...]:
        """What would be wrong had nobody said that fields are absent or of another length."""
        return self._faults(self.blank_map.model_copy(update={"absent": (), "lengths": ()}))

    def _faults(self, blank_map: BlankMap) -> tuple[Fault, ...]:
        found = faults_of(blank_map, _surveyed(self.blank), load_edition())
        return tuple(fault for fault in found if fault.settled is not Settled.LOOKED_THROUGH)


@dataclass(frozen=True)
class Accepted:
    """One version of an edition, as it was accepted."""

    holding: Holding
    record: SavedEdition

    @property
    def form(self) -> str:
        """What manifests call it."""
        return str(_content(self.holding)["form"])


@lru_cache(maxsize=2)
def _surveyed(content: bytes) -> Survey:
    return survey(content)


def brought_in(kept: Store, content: bytes, author: str, note: str) -> str:
    """Keep a blank with the map proposed for it; one that is kept already goes on as it is.

    Raises:
        FormError: the file is not the blank (BlankRefused), or an edition does not read.
        TooLargeHolding: it is larger than anything kept.
    """
    made = calibrated(kept, content)
    name = hashlib.sha256(content).hexdigest()[:_NAMED_BY]
    told = "\n".join((note, *_read_of(made)))
    with suppress(Overtaken):
        write_map(kept, name, made.blank_map, author=author, seen=0)
    with suppress(Overtaken):  # last: what is listed has a map
        kept.renew(BLANK, name, content, author=author, note=told, seen=0)
    return name


def _read_of(made: Calibration) -> Iterator[str]:
    """What the blank says of itself, how it differs from the one in force, what is not used."""
    yield f"Код по КНД: {made.found.knd or 'не напечатан'}."
    if made.found.orders:
        yield f"Приказ: № {'; '.join(made.found.orders)}."
    yield from made.found.differences
    yield from made.found.survey.remarks


def calibrated(kept: Store, content: bytes) -> Calibration:
    """What a blank is, held against the editions that are in force."""
    with tempfile.TemporaryDirectory(prefix="registration-blanks-") as work:
        folder = laid_out(kept, Path(work)) or default_folder()
        known = [load_official(folder, item.id).edition for item in saved_editions(folder)]
    return calibrate(content, load_edition(), tuple(known))


def write_map(kept: Store, name: str, blank_map: BlankMap, *, author: str, seen: int) -> None:
    """Put a corrected map in the place of the one that was seen.

    Raises:
        Overtaken: somebody has corrected it meanwhile.
    """
    content = blank_map.model_dump_json().encode()
    kept.renew(MAP, name, content, author=author, note="", seen=seen)


def work_on(kept: Store, name: str) -> Work:
    """A blank on the bench; 404 when there is none of this name."""
    brought, mapped = kept.held(BLANK, name), kept.held(MAP, name)
    if brought is None or mapped is None:
        abort(404)
    return Work(name, brought, mapped)


def accepted_editions(kept: Store, name: str) -> tuple[Accepted, ...]:
    """All versions of an edition, the newest first."""
    return tuple(_accepted(item) for item in reversed(kept.versions(EDITION, name)))


def published_editions(kept: Store) -> tuple[Accepted, ...]:
    """The editions in force, whatever their days."""
    return tuple(_accepted(item) for item in kept.in_force(EDITION).values())


def _accepted(holding: Holding) -> Accepted:
    record = tomllib.loads(_content(holding)["files"][RECORD_FILE])
    return Accepted(holding, SavedEdition.model_validate(record))


def _content(holding: Holding) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(holding.content)
    return content


def put_edition(
    kept: Store, work: Work, official: Official, accepted: Acceptance, note: str
) -> int:
    """Keep an accepted edition as a new version, not yet in force; the blank is kept apart.

    Raises:
        FormError: its name or its days cannot be.
    """
    files = edition_files(official, accepted, load_edition())
    content = {
        "blank": work.name,
        "form": official.name,
        "files": {name: text.decode() for name, text in files.items() if name != BLANK_FILE},
    }
    told = json.dumps(content, ensure_ascii=False).encode()
    return kept.put(EDITION, work.edition, told, author=accepted.by, note=note)


def laid_out(kept: Store, folder: Path) -> Path | None:
    """Lay the published editions out in `folder`, over those of the site's own folder.

    Each building gets its own copy, so that publishing never changes papers half-made.
    """
    published = kept.in_force(EDITION)
    if not published:
        return None
    for saved in saved_editions(default_folder()):
        shutil.copytree(default_folder() / saved.id, folder / saved.id)
    for name, holding in published.items():
        _lay_out(kept, holding, folder / name)
    return folder


def laid_out_as(kept: Store, form: str, folder: Path) -> Path:
    """Lay out the edition that a manifest names, also one that is not in force any more."""
    name = form.partition("@")[0]
    made = (item for item in accepted_editions(kept, name) if item.form == form)
    if found := next(made, None):
        _lay_out(kept, found.holding, folder / name)
        return folder
    return default_folder()


def _lay_out(kept: Store, holding: Holding, target: Path) -> None:
    content = _content(holding)
    blank = kept.versions(BLANK, content["blank"])[0]  # all of one name are of one fingerprint
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    (target / BLANK_FILE).write_bytes(blank.content)
    for name, text in content["files"].items():
        (target / name).write_text(text, encoding="utf-8")


def form_now(kept: Store, on: date) -> str:
    """What a manifest of today would call the form for a day; "" when the blank is damaged."""
    with tempfile.TemporaryDirectory(prefix="registration-blanks-") as work:
        folder = laid_out(kept, Path(work)) or default_folder()
        try:
            official = official_on(folder, on).official
        except FormError:
            return ""
    return official.name if official else load_edition().id


def applied_on(kept: Store, on: date) -> SavedEdition | None:
    """The edition whose blank is filled on a day; None when the program draws the form itself."""
    ours = {item.record.id: item.record for item in published_editions(kept)}
    known = {item.id: item for item in saved_editions(default_folder())} | ours
    fit = [item for item in known.values() if item.in_force(on)]
    return max(fit, key=lambda item: (item.since, item.on, item.id), default=None)
