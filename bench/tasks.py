"""What is timed: the commands as a person runs them, the same work without start-up, yardsticks."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
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
from registration.assembly.office import Office
from registration.assembly.package import build_package
from registration.assembly.rendering.render import zipped
from registration.assembly.rendering.source import TEMPLATES
from registration.cli import BLOCKED
from registration.domain.case import Case, read_case
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
        """Build a package in this process, in full."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        with Office() if pdf_wanted else nullcontext() as office:
            if office is not None:
                office.start_now()
            return self._built(case, name, office)

    def rebuilt(self, case: Case, name: str) -> Manifest:
        """Build a package over the one that lies in its folder."""
        with Office() as office:
            return self._built(case, name, office)

    def _built(self, case: Case, name: str, office: Office | None) -> Manifest:
        target = self.folder / name
        manifest = build_package(case, ON, target, steps=checklist, office=office).manifest
        if office is not None and manifest.merged_pdf is None:
            raise Wrong(f"комплект без PDF: {manifest.notes}")
        return manifest

    def bare_office(self, documents: Sequence[Path]) -> None:
        """One call of LibreOffice over ready DOCX; its profile is kept, so it is already warm."""
        target = self.folder / "bare"
        shutil.rmtree(target, ignore_errors=True)  # other documents may have been made there
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


def sample_case(name: str, **premises: str) -> Case:
    """A sample, with some answers about the premises changed."""
    answers = tomllib.loads((SAMPLE.parent / f"{name}.toml").read_text(encoding="utf-8"))
    answers["premises"].update(premises)
    return read_case(answers).case


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
    shutil.rmtree(target, ignore_errors=True)
    command = ("-m", "registration", "package", str(SAMPLE), "-o", str(target))
    python(*command, "--on", ON.isoformat(), *options)


def faulty_charter(folder: Path) -> Path:
    """Our charter in which many names are misspelt."""
    with zipfile.ZipFile(TEMPLATES / "charters" / "model.docx") as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    file = folder / "model.docx"
    file.write_bytes(
        zipped([(name, part.replace(b"charter.", b"chartr.")) for name, part in parts])
    )
    return file


def check_template(file: Path) -> None:
    """`registration templates FILE`; it must find the faults."""
    command = [sys.executable, "-m", "registration", "templates", str(file)]
    if subprocess.run(command, check=False, capture_output=True).returncode != BLOCKED:
        raise Wrong("проверка шаблона не нашла посеянных ошибок")
