"""`registration paper` and `registration readback`: the questionnaire on paper."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from registration.casefile import open_case
from registration.cli import SOUND
from registration.cli.output import complain, day_of, say, say_json, tell_faults
from registration.domain.text import normalised
from registration.errors import RegistrationError, UnreadableCase


def run(options: argparse.Namespace) -> int:
    """Write a PDF: the questionnaire, or the sheet for reading answers back."""
    path: Path = options.file
    content = _readback(options) if options.command == "readback" else _questionnaire(options)
    try:
        path.write_bytes(content)
    except OSError:
        raise RegistrationError(
            f"Файл «{path}» не записывается. Проверьте, есть ли такая папка."
        ) from None
    if options.as_json:
        say_json({"file": str(path)})
    else:
        say(f"Готово: {path}")
    return SOUND


def _questionnaire(options: argparse.Namespace) -> bytes:
    from registration.paper.questionnaire import questionnaire_pdf

    answers = _answers(options) if options.case else {}
    return questionnaire_pdf(answers, blank=options.blank, phone=options.phone)


def _readback(options: argparse.Namespace) -> bytes:
    from registration.paper.readback import readback_pdf

    return readback_pdf(_answers(options), day_of(options))


def _answers(options: argparse.Namespace) -> Mapping[str, Any]:
    """Answers as they were written: paper also shows those that do not read yet.

    Raises:
        UnreadableCase: there is not one answer in the file; its faults have been told.
    """
    found = open_case(options.case)
    if not found.answers:
        tell_faults(found.faults, options)
        raise UnreadableCase
    if found.faults and not options.as_json:
        complain(f"Не читаются ответы: {len(found.faults)}. Их покажет registration check.")
    answers = normalised(found.answers)
    return answers if isinstance(answers, dict) else {}
