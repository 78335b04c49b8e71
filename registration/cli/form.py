"""`registration form`: the application field by field, and the official blank it is written on."""

import argparse
from dataclasses import asdict
from pathlib import Path

from registration.assembly import r11001
from registration.assembly.r11001.coverage import CoverageLine
from registration.cli import SOUND
from registration.cli.output import day_of, opened, say, say_json


def run(options: argparse.Namespace) -> int:
    """Print every field with its value, or do what was asked with the blank."""
    from registration.cli.blank import ACTIONS

    action, *rest = options.words
    if action in ACTIONS:
        return ACTIONS[action](options, [Path(word) for word in rest])
    options.case = Path(action)
    edition = r11001.load_edition()
    content = r11001.fill(opened(options), day_of(options), edition)
    lines = r11001.coverage(content)
    if options.as_json:
        say_json([asdict(line) for line in lines])
        return SOUND
    page = 0
    for line in lines:
        if line.page != page:
            page = line.page
            say("", f"Страница {page:03}. {line.sheet}")
        say(f"  {_told(line)}")
    return SOUND


def _told(line: CoverageLine) -> str:
    value = line.text or f"— {line.reason}"
    return f"{line.number} {line.label} ({line.cells}): {value}".strip()
