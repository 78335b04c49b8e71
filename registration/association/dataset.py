"""A whole project from a folder: what was held with its lists, consultations, practices.

It goes the same way as on the site: lists of participants are read as workbooks, a faulty line
stops everything before anything is kept.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from registration.association.held import About, told_faults
from registration.association.participants import read_attendance
from registration.association.practices import PRACTICE, Practice
from registration.association.words import AskedBy, Asker, HappeningKind, Outcome, Topic
from registration.attachments.refused import AttachmentRefused
from registration.errors import RegistrationError
from registration.store import Facets, Participant, Store
from registration.tracking.summary import words_of

PROJECT, CONSULTATIONS = "project.toml", "consultations.toml"


class BadProject(RegistrationError):
    """A folder of a project does not read; the message says where."""


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Held(_Line):
    """One thing held; `participants` is a workbook beside the file."""

    kind: HappeningKind
    on: date
    district: str = ""
    title: str
    place: str = ""
    programme: str = ""
    organisation: str = ""
    ogrn: str = ""
    participants: str = ""

    def about(self) -> About:
        return About(
            title=self.title,
            place=self.place,
            programme=self.programme,
            organisation=self.organisation,
            ogrn=self.ogrn,
        )


class Consulted(_Line):
    """One answer of the duty desk."""

    on: date
    channel: AskedBy
    district: str = ""
    asker: Asker
    topic: Topic
    outcome: Outcome
    minutes: int
    repeated: bool = False
    question: str
    answer: str

    def facets(self) -> Facets:
        return Facets(
            on=self.on,
            channel=self.channel.value,
            district=self.district,
            asker=self.asker.value,
            topic=self.topic.value,
            outcome=self.outcome.value,
            minutes=self.minutes,
            repeated=self.repeated,
        )


class Project(_Line):
    """Everything of a folder."""

    happenings: tuple[Held, ...]
    practices: tuple[Practice, ...]
    consultations: tuple[Consulted, ...]


def load_project(store: Store, folder: Path, author: str) -> None:
    """Read a project from a folder and keep it.

    Raises:
        BadProject: a file is missing or does not read; nothing has been kept.
    """
    project = read_project(folder)
    lists = [_list(folder, item) for item in project.happenings]
    for item, people in zip(project.happenings, lists, strict=True):
        _hold(store, item, people)
    for said in project.consultations:
        about = {"question": said.question, "answer": said.answer}
        store.add_consultation(said.facets(), about, words_of(f"{said.question} {said.answer}"))
    for number, practice in enumerate(project.practices, 1):
        _publish(store, f"{practice.district}-{number}", practice, author)


def _hold(store: Store, item: Held, people: tuple[Participant, ...]) -> None:
    about = item.about().kept()
    number = store.add_happening(item.kind.value, item.on, item.district, about)
    if people:
        store.put_participants(number, people, seen=1)


def read_project(folder: Path) -> Project:
    """Read and check the texts of a folder; the lists are read when they are kept.

    Raises:
        BadProject: a file is missing or does not read.
    """
    content = {**_table(folder / PROJECT), **_table(folder / CONSULTATIONS)}
    try:
        project = Project.model_validate(content)
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadProject(f"{folder.name}: {place} — {first['msg']}") from None
    for item in project.happenings:
        for message in told_faults(item.about(), item.kind).values():
            raise BadProject(f"{folder.name}: «{item.title}» — {message}")
    return project


def _table(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise BadProject(f"Файл {path.name} не читается: {fault}") from None


def _list(folder: Path, item: Held) -> tuple[Participant, ...]:
    if not item.participants:
        return ()
    path = folder / item.participants
    try:
        found = read_attendance(path.read_bytes(), path.name)
    except (OSError, AttachmentRefused) as fault:
        raise BadProject(f"Список {path.name} не читается: {fault}") from None
    if found.faults:
        raise BadProject(f"Список {path.name}. {found.faults[0]}")
    return found.people


def _publish(store: Store, name: str, practice: Practice, author: str) -> None:
    content = practice.model_dump_json().encode()
    version = store.put(PRACTICE, name, content, author=author, note="из папки проекта")
    store.publish(PRACTICE, name, version)
