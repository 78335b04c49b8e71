"""What is timed: the commands as a person runs them, the same work without start-up, yardsticks."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from bench.synthetic import SAMPLE
from registration.assembly import r11001
from registration.assembly.manifest import Manifest
from registration.assembly.office import office_if_installed
from registration.assembly.package import build_package
from registration.domain.case import Case
from registration.tracking.checklist import checklist

ON = date(2026, 11, 23)
FORM_PAGES = 8


class Wrong(Exception):
    """A variant was fast but did not do its work."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Folders of one run of the benchmark."""

    folder: Path

    def built(self, case: Case, name: str, *, pdf_wanted: bool) -> Manifest:
        """Build a package in this process."""
        target = self.folder / name
        with office_if_installed() if pdf_wanted else nullcontext((None, ())) as (office, _):
            built = build_package(case, ON, target, steps=checklist, office=office)
        if pdf_wanted and built.manifest.merged_pdf is None:
            raise Wrong("комплект без PDF: нужен LibreOffice")
        return built.manifest

    def bare_office(self, documents: Sequence[Path]) -> None:
        """One call of LibreOffice over ready DOCX; its profile is kept, so it is already warm."""
        target = self.folder / "bare"
        command = [
            "soffice",
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(target),
            *map(str, documents),
        ]
        subprocess.run(command, check=True, capture_output=True)
        if len(list(target.glob("*.pdf"))) != len(documents):
            raise Wrong("голый вызов LibreOffice сделал не все PDF")


def draw_form(case: Case) -> bytes:
    """Fill the application and draw it."""
    edition = r11001.load_edition()
    return r11001.draw_pdf(r11001.fill(case, ON, edition), edition, "")


def form_pages(case: Case) -> int:
    """How many pages the drawn application has."""
    return len(PdfReader(BytesIO(draw_form(case))).pages)


def python(*arguments: str) -> None:
    """Run a whole Python process."""
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def check_command() -> None:
    """`registration check` of the sample."""
    python("-m", "registration", "check", str(SAMPLE), "--on", ON.isoformat())


def package_command(target: Path, *options: str) -> None:
    """`registration package` of the sample."""
    command = ("-m", "registration", "package", str(SAMPLE), "-o", str(target))
    python(*command, "--on", ON.isoformat(), *options)
