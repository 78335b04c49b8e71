"""The application written over a blank, against one cold start of LibreOffice."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.synthetic import case_with_founders
from bench.tasks import ON
from registration.assembly import r11001
from registration.assembly.r11001.blank import Official, calibrate, fill_blank
from registration.assembly.r11001.blank.derive import calibrated_edition
from tests.assembly.blank.conftest import ACCEPTED, BASE, corrected
from tests.assembly.blank.drawing import PLAIN, draw

PAGES = 16  # fifteen cannot be: each founder has two pages, and six are of the others
_FOUNDERS = 5


def overlay() -> Callable[[], bytes]:
    """Fill the form and lay it over a blank of the tests; the blank is opened already."""
    content = draw(PLAIN).content
    blank_map = corrected(calibrate(content, BASE))
    official = Official(calibrated_edition(BASE, blank_map, ACCEPTED), blank_map, content)
    case = case_with_founders(_FOUNDERS)
    return lambda: fill_blank(r11001.fill(case, ON, official.edition), official)


def cold_office(document: Path) -> None:
    """Start LibreOffice with a profile it has never seen, for one document."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(document)], check=True, capture_output=True)


def variants(document: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is timed, and its yardstick."""
    yield f"Р11001 на бланке, {PAGES} страниц", overlay()
    yield "один холодный запуск LibreOffice", lambda: cold_office(document)
