"""Calling the child process: what it found, or the reason why it could not."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import registration
from registration.assembly.r11001.blank.refusals import BlankRefused, Refusal
from registration.assembly.r11001.blank.survey import Survey, survey_from

MAX_BYTES = 10_000_000  # what the site can keep as well; a vector blank takes a tenth of it
SECONDS = 90.0
_HEADER_WITHIN = 1024  # bytes: where «%PDF» may begin
_REASONS = {reason.value: reason for reason in Refusal}
_WORKER = "registration.assembly.r11001.blank.worker"


def survey(content: bytes) -> Survey:
    """Read a foreign PDF in a process of its own.

    Raises:
        BlankRefused: it is not a PDF, is locked or broken, or asks too much.
    """
    _refuse_at_once(content)
    data = json.loads(_call(content, "survey"))
    if refusal := data.pop("refusal"):
        name, what = refusal
        raise BlankRefused(_REASONS[name], what)
    return survey_from(data)


def draw_pages(content: bytes, folder: Path) -> tuple[Path, ...]:
    """Draw every page into a folder as `001.png` …; the folder must exist."""
    _refuse_at_once(content)
    _call(content, "pictures", str(folder))
    return tuple(sorted(folder.glob("[0-9]*.png")))


def draw_page(content: bytes, number: int) -> bytes:
    """One page as PNG, counted from one.

    Raises:
        BlankRefused: it cannot be drawn within the limits, or there is no such page.
    """
    _refuse_at_once(content)
    with tempfile.TemporaryDirectory() as work:
        _call(content, "pictures", work, str(number))
        return (Path(work) / f"{number:03}.png").read_bytes()


def _refuse_at_once(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise BlankRefused(Refusal.TOO_LARGE, str(MAX_BYTES // 1_000_000))
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise BlankRefused(Refusal.NOT_PDF)


def _call(content: bytes, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 — our own fixed command
            [sys.executable, "-m", _WORKER, *arguments],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": str(Path(registration.__file__).parents[1])},
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise BlankRefused(Refusal.TOO_HEAVY) from error
    return done.stdout
