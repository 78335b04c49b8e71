"""`registration redline`: what differs between two packages of a case, or two Word files."""

import argparse
import gc
import tempfile
from collections.abc import Iterable
from pathlib import Path

from registration.assembly.proof.redline.model import model_and_own
from registration.assembly.proof.redline.packages import (
    PaperChanges,
    file_changes,
    package_changes,
)
from registration.assembly.proof.redline.page import plain, redline_page
from registration.cli import SOUND
from registration.cli.output import day_of, opened, say, say_json
from registration.errors import RegistrationError

PAGE = "izmeneniya.html"


def run(options: argparse.Namespace) -> int:
    """Print the differences; with a folder, write the page and the Word files too."""
    gc.enable()
    with tempfile.TemporaryDirectory(prefix="registration-redline-") as name:
        if options.model:
            options.decisions = None
            options.old, options.new = _model_files(options, Path(name))
        elif options.new is None:
            raise RegistrationError("Назовите, что с чем сравнить: БЫЛО и СТАЛО.")
        papers = _papers(options.old, options.new)
        written = _written(papers, options) if options.directory else []
    if options.as_json:
        say_json({"papers": [paper.as_dict() for paper in papers], "files": written})
        return SOUND
    for paper in papers:
        say(f"{paper.title} — {paper.words}")
        say(*(f"  {change.place}: {plain(change)}" for change in paper.changes), "")
    if not papers:
        say("Отличий нет.")
    if written:
        say(f"Записано в «{options.directory}»: {', '.join(written)}.")
    return SOUND


def _model_files(options: argparse.Namespace, folder: Path) -> tuple[Path, Path]:
    """The model charter and the charter of the case (or a Word file of it), as files."""
    options.case = options.old
    model, own = model_and_own(opened(options), day_of(options))
    usual, charter = folder / "Модельный устав.docx", folder / "Устав.docx"
    usual.write_bytes(model)
    charter.write_bytes(own)
    return usual, options.new or charter


def _papers(old: Path, new: Path) -> tuple[PaperChanges, ...]:
    for path in (old, new):
        if not path.exists():
            raise RegistrationError(f"Нет файла или папки «{path}».")
    if old.is_dir() != new.is_dir():
        raise RegistrationError("Сравнивают две папки комплектов или два файла Word.")
    if old.is_dir():
        return package_changes(old, new)
    found = file_changes(old, new)
    return (PaperChanges(new.stem, old, new, found),) if found else ()


def _written(papers: Iterable[PaperChanges], options: argparse.Namespace) -> list[str]:
    directory: Path = options.directory
    directory.mkdir(parents=True, exist_ok=True)
    files: dict[str, bytes] = {}
    for paper in papers:
        content = paper.tracked(day_of(options))
        if content is not None and paper.new is not None:
            files[f"{paper.new.stem}.izmeneniya.docx"] = content
    page = redline_page(f"Что изменилось: {options.old.name} → {options.new.name}", papers)
    files[PAGE] = page.encode()
    for name, content in files.items():
        (directory / name).write_bytes(content)
    return list(files)
