"""`registration package`: the package of documents, with progress on a terminal."""

import argparse
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from registration.assembly.manifest import FILE_NAME
from registration.assembly.office import Office
from registration.casefile import open_case
from registration.cli import BLOCKED, SOUND, UNREADABLE, WITHOUT_PDF
from registration.cli.output import complain, day_of, decided, say, say_json, tell_faults
from registration.cli.own_templates import own_templates
from registration.errors import PackageRefused

if TYPE_CHECKING:
    from registration.assembly.documents import Phase
    from registration.assembly.package import Built


def run(options: argparse.Namespace) -> int:
    """Build the package; 1 when something blocks it, 2 when the case does not read.

    3 when only PDFs are missing that were wanted: the Word files are there.
    """
    gc.enable()
    with _office(options) as office:
        found = open_case(options.case)
        if found.faults:
            tell_faults(found.faults, options)
            return UNREADABLE
        on = day_of(options)
        try:
            with _progress() as progress:
                built = _builder(options)(
                    decided(found.case, on, options.decisions),
                    on,
                    options.directory,
                    steps=_steps(),
                    office=office,
                    phase=_phase(options),
                    templates=own_templates(options.templates),
                    progress=progress,
                    **_for_filing(options),
                )
        except PackageRefused as refusal:
            return _tell_refusal(refusal, options)
    _tell(built, options)
    return SOUND if options.no_pdf or _has_every_pdf(built) else WITHOUT_PDF


@contextmanager
def _office(options: argparse.Namespace) -> Iterator[Office | None]:
    """LibreOffice, starting while the rest is loaded, unless an earlier package may suffice."""
    if options.no_pdf:
        yield None
        return
    with Office() as office:
        if not (options.directory / FILE_NAME).exists():
            office.start_now()
        yield office


def _has_every_pdf(built: "Built") -> bool:
    return all(document.pdf for document in built.manifest.documents)


def _phase(options: argparse.Namespace) -> "Phase | None":
    from registration.assembly.documents import Phase

    return next((item for item in Phase if item.value == options.phase), None)


def _for_filing(options: argparse.Namespace) -> dict[str, object]:
    """The payee's record and the calibrated blanks: a draft has no slip and no official form."""
    if options.draft:
        return {}
    from registration.assembly.r11001.blank import default_folder

    return {"payee": options.payee, "blanks": options.editions or default_folder()}


def _builder(options: argparse.Namespace) -> "Callable[..., Built]":
    from registration.assembly.package import build_draft, build_package

    return build_draft if options.draft else build_package


def _steps() -> Callable[..., object]:
    from registration.tracking.checklist import checklist

    return checklist


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A moving line on a terminal; nothing in a pipe or a log."""
    if not sys.stderr.isatty():
        yield lambda message: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("Собираю комплект…") as status:

        def show(message: str) -> None:
            console.print(f"  [green]✓[/green] {message}", highlight=False)
            status.update(f"Собираю комплект: {message}…")

        yield show


def _tell_refusal(refusal: PackageRefused, options: argparse.Namespace) -> int:
    reasons = str(refusal).split("\n")
    if options.as_json:
        say_json({"refused": reasons})
        return BLOCKED
    complain("Окончательный комплект не собран. Сначала исправьте:")
    complain(*(f"  {number}. {reason}" for number, reason in enumerate(reasons, start=1)))
    complain("", "Проект с пробелами можно собрать и сейчас: добавьте --draft.")
    return BLOCKED


def _tell(built: "Built", options: argparse.Namespace) -> None:
    manifest = built.manifest
    if options.as_json:
        say_json(
            manifest.model_dump(mode="json", exclude={"documents": {"__all__": {"paragraphs"}}})
        )
        return
    what = "Проект комплекта" if manifest.draft else "Комплект"
    say(f"{what} готов: {built.directory}")
    for document in manifest.documents:
        pages = f"{document.pages} стр." if document.pages else "страницы не посчитаны"
        say(f"  {document.code}  {document.title} — {pages}")
    for attachment in manifest.attachments:
        say(f"  +    {attachment.title} (приложите сами)")
    complain(*manifest.notes)
