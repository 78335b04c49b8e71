"""Calibrated editions in the data folder: saved by one who answers for them, chosen by the day.

An edition is a folder of its own: the blank as it came, the map that was accepted, and who
accepted it. Nothing of it lies in the program, and a changed blank is never filled.
"""

import hashlib
import json
import os
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from registration.assembly.r11001.blank.derive import Acceptance, calibrated_edition
from registration.assembly.r11001.blank.fit import faults_of
from registration.assembly.r11001.blank.map_file import BlankMap, as_toml, read_map
from registration.assembly.r11001.blank.official import Official
from registration.assembly.r11001.blank.overlay import fill_blank
from registration.assembly.r11001.blank.prove import prove
from registration.assembly.r11001.blank.recognise import recognise
from registration.assembly.r11001.blank.trial import full_form
from registration.assembly.r11001.edition import EDITIONS, Edition, load_edition
from registration.assembly.r11001.model import refuse_other_days
from registration.domain.problems import problems_of
from registration.domain.section import Day
from registration.errors import FormError

SETTING = "REGISTRATION_EDITIONS"  # names the folder instead of the user's own
BLANK, MAP, EDITION = "blank.pdf", "map.toml", "edition.toml"


class SavedEdition(BaseModel):
    """What is known of an edition without opening its blank."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$")] = Field(title="Название")
    by: str = Field(title="Кто сверил", min_length=1, max_length=200)
    on: Day = Field(title="Когда сверили")
    since: Day = Field(title="С какого дня")
    until: Day | None = Field(default=None, title="По какой день")
    blank_sha256: str = Field(title="Отпечаток бланка", pattern=r"^[0-9a-f]{64}$")
    map_sha256: str = Field(title="Отпечаток карты", pattern=r"^[0-9a-f]{64}$")

    @model_validator(mode="after")
    def _days_in_order(self) -> "SavedEdition":
        if self.until and self.until < self.since:
            raise PydanticCustomError("days", "Последний день раньше первого.")
        return self

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


def default_folder() -> Path:
    """Where a user's editions lie: the setting, or the place for data of programs."""
    if named := os.environ.get(SETTING):
        return Path(named)
    home = Path.home()
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        root = home / "Library" / "Application Support"
    else:
        root = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return root / "registration" / "r11001"


def accept(
    content: bytes, blank_map: BlankMap, accepted: Acceptance, folder: Path, base: Edition
) -> Official:
    """Save a corrected map as an edition, after every cell of it has been filled and read back.

    Raises:
        BlankRefused: the file is not the blank.
        FormError: faults of the map, each with its place, or an edition of this name is there.
    """
    official = proved(content, blank_map, accepted, base)
    _save(edition_files(official, accepted, base), accepted.id, folder)
    return official


def proved(content: bytes, blank_map: BlankMap, accepted: Acceptance, base: Edition) -> Official:
    """A corrected map as an edition that is saved nowhere yet; raises what `accept` raises."""
    found = recognise(content, base)
    if faults := faults_of(blank_map, found.survey, base):
        raise FormError("\n".join(map(str, faults)))
    official = Official(calibrated_edition(base, blank_map, accepted), blank_map, content)
    trial = full_form(official.edition)
    if wrong := prove(fill_blank(trial, official), official, trial):
        raise FormError("\n".join(["Пробное заполнение не сошлось с бланком.", *wrong[:20]]))
    return official


def edition_files(official: Official, accepted: Acceptance, base: Edition) -> dict[str, bytes]:
    """The files of an accepted edition by their names in its folder.

    Raises:
        FormError: its name or its days cannot be.
    """
    map_text = as_toml(official.blank_map, base)
    record = _record(official, accepted, map_text)
    return {BLANK: official.blank, MAP: map_text.encode(), EDITION: _written(record).encode()}


def _save(files: Mapping[str, bytes], name: str, folder: Path) -> None:
    target = folder / name
    if target.exists():
        raise FormError(f"Редакция «{name}» уже есть: {target}. Дайте другое название (--id).")
    folder.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".edition-", dir=folder))
    try:
        for file, content in files.items():
            (work / file).write_bytes(content)
        work.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _record(official: Official, accepted: Acceptance, map_text: str) -> SavedEdition:
    try:
        return SavedEdition(
            id=accepted.id,
            by=accepted.by,
            on=accepted.on,
            since=accepted.since,
            until=accepted.until,
            blank_sha256=hashlib.sha256(official.blank).hexdigest(),
            map_sha256=_fingerprint(map_text),
        )
    except ValidationError as error:
        raise FormError("\n".join(_told(error))) from None


def _told(error: ValidationError) -> list[str]:
    return [
        f"{problem.path or 'редакция'}: {problem.message}"
        for problem in problems_of(SavedEdition, error)
    ]


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _written(record: SavedEdition) -> str:
    lines = []
    for name, value in record:
        if value is not None:
            written = value.isoformat() if isinstance(value, date) else _quoted(str(value))
            lines.append(f"{name} = {written}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def saved_editions(folder: Path) -> tuple[SavedEdition, ...]:
    """Editions of a folder, the one that came into force last at the end.

    Raises:
        FormError: a record does not read.
    """
    if not folder.is_dir():
        return ()
    found = [_read_record(path) for path in sorted(folder.glob(f"*/{EDITION}"))]
    return tuple(sorted(found, key=lambda item: (item.since, item.on, item.id)))


def _read_record(path: Path) -> SavedEdition:
    try:
        return SavedEdition.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FormError(f"Запись редакции не читается: {path}.") from error
    except ValidationError as error:
        raise FormError("\n".join([f"{path}:", *_told(error)])) from None


def load_official(folder: Path, name: str) -> Official:
    """Open a saved edition with its blank.

    Raises:
        FormError: there is none of this name, or its blank or map is not what was accepted.
    """
    records = {record.id: record for record in saved_editions(folder)}
    if name not in records:
        there = ", ".join(records) or "ни одной"
        raise FormError(f"Сверенной редакции «{name}» в папке {folder} нет. Есть: {there}.")
    record = records[name]
    try:
        content = (folder / name / BLANK).read_bytes()
        map_text = (folder / name / MAP).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(f"В папке редакции «{name}» нет бланка или карты.") from error
    if hashlib.sha256(content).hexdigest() != record.blank_sha256:
        raise FormError(f"Бланк редакции «{name}» не тот, что сверяли: отпечаток не сходится.")
    if _fingerprint(map_text) != record.map_sha256:
        raise FormError(f"Карта редакции «{name}» не та, что приняли. Примите её заново.")
    blank_map = read_map(map_text)
    base = load_edition(EDITIONS / f"{blank_map.base}.toml")
    accepted = Acceptance(record.id, record.by, record.on, record.since, record.until)
    return Official(calibrated_edition(base, blank_map, accepted), blank_map, content)


def official_for(folder: Path, name: str, on: date) -> Official:
    """A saved edition by its name, if it is in force on a day."""
    official = load_official(folder, name)
    refuse_other_days(official.edition, on)
    return official


@dataclass(frozen=True, slots=True)
class Choice:
    """The blank for a day, if there is one, and what a person must be told of it."""

    official: Official | None = None
    notes: tuple[str, ...] = ()


def official_on(folder: Path, on: date) -> Choice:
    """The newest edition in force on a day; without one the form is drawn.

    Raises:
        FormError: the edition in force is damaged: it must not be replaced in silence.
    """
    saved = saved_editions(folder)
    fit = [record for record in saved if record.in_force(on)]
    if not saved:
        return Choice()
    if not fit:
        return Choice(
            notes=(
                f"Сверенные бланки Р11001 есть, но ни один не действует на {on:%d.%m.%Y}: "
                "заявление нарисовано программой. Сверьте бланк новой редакции: в мастерской сайта "
                "или командой registration form calibrate.",
            )
        )
    used = fit[-1]
    note = (
        f"Заявление вписано в бланк Р11001 редакции «{used.id}»: его сверил(а) {used.by} "
        f"{used.on:%d.%m.%Y}. Перед подачей проверьте, не вышла ли новая редакция."
    )
    return Choice(load_official(folder, used.id), (note,))
