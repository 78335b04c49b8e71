"""`registration deadlines`: the terms of a case, how they were reckoned, and a calendar file."""

import argparse
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from registration.cli import SOUND
from registration.cli.output import complain, day_of, opened, say, say_json
from registration.domain.case import Case
from registration.errors import RegistrationError
from registration.tracking.deadlines import Deadline, deadlines


def run(options: argparse.Namespace) -> int:
    """Print every deadline with its arithmetic in words, or write them for a phone."""
    case = opened(options)
    items = deadlines(case, day_of(options))
    if options.ics:
        _write(options.ics, case, items)
    if options.as_json:
        say_json([asdict(item) for item in items])
    elif not options.ics:
        _tell(items)
    return SOUND


def _write(path: Path, case: Case, items: tuple[Deadline, ...]) -> None:
    """Write the calendar file, over an older one.

    Raises:
        RegistrationError: the case has no number, or the file cannot be written.
    """
    from registration.tracking.ics import calendar_file  # a library that only this option needs

    if case.card is None:
        raise RegistrationError("Впишите номер дела: по нему календарь узнаёт свои сроки.")
    try:
        path.write_bytes(calendar_file(case.card.number, items, datetime.now(UTC)))
    except OSError as error:
        raise RegistrationError(f"{path.name} не записать: {error.strerror}.") from None
    complain(f"Сроков в календаре: {len(items)}. Откройте файл на телефоне: {path.name}")


def _tell(items: tuple[Deadline, ...]) -> None:
    if not items:
        say("Сроков пока нет: в деле нет дат, от которых они идут.")
    for item in items:
        say("", f"{item.title}: {_when(item)}", f"  {item.arithmetic}")
        if item.citation:
            say(f"  Основание: {item.citation}")
        if item.warning:
            say(f"  Внимание: {item.warning}")


def _when(item: Deadline) -> str:
    span = f"{item.earliest:%d.%m.%Y} — " if item.earliest else "до "
    state = " (срок прошёл)" if item.overdue else ""
    done = f" (сделано {item.met_on:%d.%m.%Y})" if item.met_on else ""
    return f"{span}{item.latest:%d.%m.%Y}{state}{done}"
