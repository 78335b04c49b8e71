"""What every page may print without asking: the phone of the consultant, who is here."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g, url_for

from web.settings import Settings

MOSCOW = ZoneInfo("Europe/Moscow")


def set_up(app: Flask, settings: Settings) -> None:
    """Give templates the shared words, filters, and asset("name"): the address of a file."""

    folder = Path(str(app.static_folder))
    editions = {path.name: _edition(path) for path in folder.iterdir() if path.is_file()}

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=editions[name])

    @app.context_processor
    def shared() -> dict[str, Any]:
        return {
            "visitor": g.get("visitor"),
            "consultant_phone": settings.consultant_phone,
            "consultant_hours": settings.consultant_hours,
            "asset": asset,
        }

    app.add_template_filter(dialled)
    app.add_template_filter(clock)
    app.add_template_filter(day_and_clock)


def _edition(path: Path) -> str:
    """A mark of the file's content: a new style is fetched at once, an old one never again."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def dialled(phone: str) -> str:
    """The digits a telephone dials: «8 (818) 555-01-02» → «88185550102»."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def clock(moment: datetime) -> str:
    """14:05 by the clock of Arkhangelsk."""
    return f"{moment.astimezone(MOSCOW):%H:%M}"


def day_and_clock(moment: datetime) -> str:
    """23.11.2026 в 14:05 by the clock of Arkhangelsk."""
    return f"{moment.astimezone(MOSCOW):%d.%m.%Y в %H:%M}"
