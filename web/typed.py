"""Days as people type them: three inputs, each with a number."""

from collections.abc import Mapping
from datetime import date

from flask import request

PARTS = ("day", "month", "year")


def typed_parts(name: str, of: Mapping[str, str] | None = None) -> dict[str, str]:
    """What stands in the three inputs of a day: of the form, unless something else is given."""
    typed = request.form if of is None else of
    return {part: typed.get(f"{name}-{part}", "").strip() for part in PARTS}


def parts_of(on: date | None) -> dict[str, str]:
    """What to put into the three inputs for a day that is known."""
    return {} if on is None else {part: str(getattr(on, part)) for part in PARTS}


def day_of(typed: dict[str, str]) -> date | None:
    """The day of three inputs; None when there is no such day."""
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in typed.values()):
        return None
    try:
        return date(*(int(typed[part]) for part in reversed(PARTS)))
    except ValueError:
        return None
