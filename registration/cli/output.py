"""Writing to the screen, and opening the case that a command was given."""

import argparse
import json
import os
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from registration.casefile import Fault, OpenedCase, open_case
from registration.domain.case import Case
from registration.errors import UnreadableCase

MOSCOW = ZoneInfo("Europe/Moscow")
DECISIONS = "REGISTRATION_DECISIONS"  # the setting: a file of decisions for all cases


def today() -> date:
    """Today in Arkhangelsk: the only place that looks at the clock."""
    return datetime.now(MOSCOW).date()


def day_of(options: argparse.Namespace) -> date:
    """The day a command judges by."""
    return options.on or today()


def say(*lines: str) -> None:
    """Print lines for a person."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def complain(*lines: str) -> None:
    """Print lines that are not the result."""
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def say_json(value: Any) -> None:
    """Print a value for programs."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def opened(options: argparse.Namespace) -> Case:
    """Open the case of a command, or tell every fault of its file.

    Raises:
        UnreadableCase: the faults have been printed.
    """
    found: OpenedCase = open_case(Path(options.case))
    if not found.faults:
        return decided(found.case, day_of(options), options.decisions)
    tell_faults(found.faults, options)
    raise UnreadableCase


def decided(case: Case, on: date, file: Path | None = None) -> Case:
    """The case with the decisions for all cases that a file, or the setting, holds.

    Raises:
        DecisionsFileError: the file does not read.
    """
    path = file or os.environ.get(DECISIONS)
    if not path:
        return case
    from registration.rules.decisions import read_standing, with_standing

    return with_standing(case, read_standing(Path(path), on))


def tell_faults(faults: Iterable[Fault], options: argparse.Namespace) -> None:
    """Print faults of a case file: for programs as JSON, for a person line by line."""
    if options.as_json:
        say_json(
            {
                "faults": [
                    {"at": fault.at, "place": fault.place, "message": fault.message}
                    for fault in faults
                ]
            }
        )
        return
    complain("Дело не читается:")
    complain(*(f"  {fault.place}: {fault.message}" for fault in faults))
