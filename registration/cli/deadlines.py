"""`registration deadlines`: the terms of a case and how they were reckoned."""

import argparse
from dataclasses import asdict

from registration.cli import SOUND
from registration.cli.output import day_of, opened, say, say_json
from registration.tracking.deadlines import Deadline, deadlines


def run(options: argparse.Namespace) -> int:
    """Print every deadline with its arithmetic in words."""
    items = deadlines(opened(options), day_of(options))
    if options.as_json:
        say_json([asdict(item) for item in items])
        return SOUND
    if not items:
        say("Сроков пока нет: в деле нет дат, от которых они идут.")
    for item in items:
        say("", f"{item.title}: {_when(item)}", f"  {item.arithmetic}")
        if item.citation:
            say(f"  Основание: {item.citation}")
        if item.warning:
            say(f"  Внимание: {item.warning}")
    return SOUND


def _when(item: Deadline) -> str:
    span = f"{item.earliest:%d.%m.%Y} — " if item.earliest else "до "
    state = " (срок прошёл)" if item.overdue else ""
    done = f" (сделано {item.met_on:%d.%m.%Y})" if item.met_on else ""
    return f"{span}{item.latest:%d.%m.%Y}{state}{done}"
