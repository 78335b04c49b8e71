"""Days as people type them: three inputs, each with a number."""

from datetime import date

from flask import request

PARTS = ("day", "month", "year")


def typed_parts(name: str) -> dict[str, str]:
    """What stands in the three inputs of a day."""
    return {part: request.form.get(f"{name}-{part}", "").strip() for part in PARTS}


def day_of(typed: dict[str, str]) -> date | None:
    """The day of three inputs; None when there is no such day."""
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in typed.values()):
        return None
    try:
        return date(*(int(typed[part]) for part in reversed(PARTS)))
    except ValueError:
        return None
