"""`registration districts`: what is known of each district, and a check of a pack."""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from registration.cli import BLOCKED, SOUND
from registration.cli.output import day_of, say, say_json
from registration.districts import DISTRICTS, Cases, District, Districts, Fact
from registration.districts.reading import DistrictFileError, from_the_future, read_district
from registration.districts.schema import KEYS, SETTLEMENT_KINDS
from registration.domain.address import SettlementKind
from registration.errors import RegistrationError

_SHORT = {kind.value: kind.short for kind in SettlementKind}


def run(options: argparse.Namespace) -> int:
    """List the packs of a folder, or check one file; 1 when a file has faults."""
    if options.file:
        return _check(options.file, options)
    packs = _folder(options.folder)
    if options.as_json:
        say_json([_record(pack) for pack in packs.values()])
    else:
        _tell_all(packs)
    return SOUND


def _folder(folder: Path | None) -> Mapping[str, District]:
    packs = Districts(folder) if folder else DISTRICTS
    if not packs:
        raise RegistrationError("В папке нет файлов округов (.toml). Проверьте путь.")
    return packs


def _check(path: Path, options: argparse.Namespace) -> int:
    faults, pack = _faults(path, day_of(options))
    if options.as_json:
        say_json({"file": path.name, "faults": faults})
    elif faults:
        say(*faults)
    elif pack:
        known, unknown = _counts(pack)
        say(f"{path.name}: ошибок нет. Известно: {known}, неизвестно: {unknown}.")
    return BLOCKED if faults else SOUND


def _faults(path: Path, on: date) -> tuple[list[str], District | None]:
    try:
        pack = read_district(path)
    except DistrictFileError as error:
        return str(error).splitlines(), None
    return [f"{path.name} — {words}" for words in from_the_future(pack, on)], pack


def _counts(pack: District) -> tuple[int, int]:
    known = sum(fact.known for fact in pack.facts.values())
    return known, len(pack.facts) - known


def _tell_all(packs: Mapping[str, District]) -> None:
    for pack in packs.values():
        known, unknown = _counts(pack)
        say(f"{pack.name.nominative} ({pack.slug}): известно {known}, неизвестно {unknown}")
        for at, fact in pack.facts.items():
            _tell(at, fact)
        say("")


def _tell(at: str, fact: Fact) -> None:
    title = f"  {KEYS[at].title}:"
    if not fact.known:
        say(f"{title} НЕИЗВЕСТНО — {fact.unknown} ({fact.checked_on:%d.%m.%Y})")
        return
    say(f"{title} {_words(fact.value)}")
    verify = f"; сверить {fact.verify}" if fact.verify else ""
    say(f"      откуда: {fact.source}, {fact.checked_on:%d.%m.%Y}{verify}")


def _words(value: Any) -> str:
    """A value of a pack as a person reads it."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dict):
        return str(Cases(**value))
    if not isinstance(value, list):
        return str(value)
    if value and value[0] in SETTLEMENT_KINDS:
        return f"{_SHORT[value[0]]} {', '.join(value[1:])}"
    return "; ".join(map(_words, value)) or "нет"


def _record(pack: District) -> dict[str, object]:
    return {
        "slug": pack.slug,
        "name": str(pack.name),
        "facts": {
            at: {
                "title": KEYS[at].title,
                "value": fact.value,
                "unknown": fact.unknown or None,
                "source": fact.source or None,
                "verify": fact.verify or None,
                "checked_on": fact.checked_on,
            }
            for at, fact in pack.facts.items()
        },
    }
