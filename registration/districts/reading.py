"""Reading of district packs: a file becomes a district, or every fault of it is told at once."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from registration.districts.model import Cases, District, Fact, Homonym, Settlement
from registration.districts.schema import KEYS, Key
from registration.errors import RegistrationError

_ABOUT = frozenset({"value", "source", "verify", "checked_on", "unknown"})
_SLUG = re.compile(r"[a-z][a-z_]*")
_LINE = re.compile(r"line (\d+)")


class DistrictFileError(RegistrationError):
    """A district pack is wrong: names the file, each key and what is expected there."""


Changes = Mapping[str, Mapping[str, Any]]
"""Entries that an installation has put in place of those of a pack, by their keys."""


def read_district(path: Path, changes: Changes | None = None) -> District:
    """Read a pack, with entries of the installation in place of its own.

    Raises:
        DistrictFileError: the pack has faults; the message lists all of them.
    """
    data = _changed(_table(path), changes or {})
    if faults := [*_faults(path.stem, data)]:
        lines = "".join(f"\n  {fault}" for fault in faults)
        raise DistrictFileError(f"Файл округа {path.name} с ошибками.{lines}")
    return _district(path.stem, data)


def read_changes(text: str) -> dict[str, dict[str, Any]]:
    """Read entries that `written_changes` wrote: the day of checking is a day again."""
    return {
        at: {**entry, "checked_on": date.fromisoformat(entry["checked_on"])}
        for at, entry in json.loads(text).items()
    }


def written_changes(entries: Changes) -> str:
    """Write entries of one district as JSON."""
    return json.dumps(entries, ensure_ascii=False, sort_keys=True, default=str)


def from_the_future(district: District, on: date) -> Iterator[str]:
    """Faults of the days of checking: a day that has not come is mistyped."""
    for at, fact in district.facts.items():
        if fact.checked_on > on:
            yield (
                f"{at}: checked_on — день проверки {fact.checked_on:%d.%m.%Y} ещё не наступил: "
                "впишите, когда проверено"
            )


def _changed(data: dict[str, Any], changes: Changes) -> dict[str, Any]:
    for at, entry in changes.items():
        table, _, name = at.rpartition(".")
        (data.setdefault(table, {}) if table else data)[name] = dict(entry)
    return data


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise DistrictFileError(
            f"Файл округа {path.name} не открывается: проверьте имя и права."
        ) from None
    except UnicodeDecodeError:
        raise DistrictFileError(
            f"Файл округа {path.name}: буквы не читаются. Сохраните его в кодировке UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        place = f"строка {line.group(1)}" if line else "конец файла"
        raise DistrictFileError(
            f"Файл округа {path.name}, {place}: запись не по правилам TOML. "
            "Сравните с файлом соседнего округа."
        ) from None


def _entries(data: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of a pack by their keys: those of «local» are «local.notice_days» and so on."""
    found = {key: entry for key, entry in data.items() if key != "local"}
    local = data.get("local", {})
    if not isinstance(local, dict):
        return {**found, "local": local}
    return found | {f"local.{key}": entry for key, entry in local.items()}


def _faults(slug: str, data: Mapping[str, Any]) -> Iterator[str]:
    if not _SLUG.fullmatch(slug):
        yield "имя файла: нужны строчные латинские буквы, например nyandomsky.toml"
    entries = _entries(data)
    yield from (f"{at}: такого раздела нет{_alike(at)}" for at in entries if at not in KEYS)
    found = []
    for at, key in KEYS.items():
        if at not in entries:
            found.append(f"{at}: нет раздела [{at}] — {key.title}")
        else:
            found += (f"{at}: {words}" for words in _wrong(key, entries[at]))
    yield from found
    if not found:
        yield from _contradictions(entries)


def _alike(at: str) -> str:
    from difflib import get_close_matches  # only a faulty pack needs it

    close = get_close_matches(at, KEYS, n=1)
    return f"; может быть, {close[0]}" if close else ""


def _wrong(key: Key, entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "нужен раздел с value, source и checked_on"
        return
    allowed = {*_ABOUT, *Cases.__slots__} if _in_cases(entry) else _ABOUT
    if extra := sorted(set(entry) - allowed):
        yield f"лишнее: {', '.join(extra)}"
    if type(entry.get("checked_on")) is not date:
        yield "checked_on: нужен день проверки без кавычек: 2026-11-23"
    if "unknown" in entry:
        yield from _wrong_unknown(key, entry)
        return
    if not isinstance(entry.get("source"), str) or not entry["source"].strip():
        yield "source: напишите, откуда значение"
    if not isinstance(entry.get("verify", ""), str):
        yield "verify: напишите словами, с чем сверить"
    if "value" not in entry and not _in_cases(entry):
        yield f"value: нет значения — {key.title}"
    else:
        yield from key.judge(_value(entry))


def _wrong_unknown(key: Key, entry: Mapping[str, Any]) -> Iterator[str]:
    if not key.may_be_unknown:
        yield "unknown: без этого значения округ не работает, впишите value"
    if not isinstance(entry["unknown"], str) or not entry["unknown"].strip():
        yield "unknown: напишите, кого спросить"
    if "value" in entry or _in_cases(entry):
        yield "есть и значение, и unknown: оставьте что-то одно"


def _in_cases(entry: Mapping[str, Any]) -> bool:
    return any(form in entry for form in Cases.__slots__)


def _value(entry: Mapping[str, Any]) -> Any:
    """The value of an entry; a name in cases has its forms in place of `value`."""
    if _in_cases(entry):
        return {form: entry[form] for form in Cases.__slots__ if form in entry}
    return entry["value"]


def _contradictions(entries: Mapping[str, Any]) -> Iterator[str]:
    """What only two values together tell; every value is sound by itself."""
    centre, inside = entries["centre"]["value"], entries["centre_inside"]["value"]
    settlements, outside = entries["settlements"]["value"], entries["not_inside"]["value"]
    if centre not in (settlements if inside else outside):
        where = "settlements" if inside else "not_inside"
        yield f"centre: {centre[1]} — центр, а в списке {where} его нет"
    for _, name in (item for item in settlements if item in outside):
        yield f"not_inside: {name} записан и в settlements; оставьте в одном списке"
    code = entries["centre_oktmo"].get("value")
    if code and code.startswith(entries["oktmo"]["value"][:5]) != inside:
        yield "centre_oktmo: первые пять цифр не согласны с oktmo и centre_inside"
    for kind, name, _ in entries["homonyms"].get("value", ()):
        if [kind, name] not in settlements:
            yield f"homonyms: {name} — в settlements его нет"


def _district(slug: str, data: Mapping[str, Any]) -> District:
    entries = _entries(data)
    facts = {at: _fact(entries[at]) for at in KEYS}
    own = {at: _made(at, fact.value) for at, fact in facts.items() if not at.startswith("local.")}
    return District(slug=slug, facts=facts, **own)


def _fact(entry: Mapping[str, Any]) -> Fact:
    return Fact(
        value=None if "unknown" in entry else _value(entry),
        checked_on=entry["checked_on"],
        source=entry.get("source", ""),
        verify=entry.get("verify", ""),
        unknown=entry.get("unknown", ""),
    )


def _made(at: str, value: Any) -> Any:
    """A raw value of the file as the rest of the product takes it."""
    if isinstance(value, dict):
        return Cases(**value)
    if at == "centre":
        return Settlement(*value)
    if at == "homonyms":
        return None if value is None else tuple(Homonym(*item) for item in value)
    if at in ("settlements", "not_inside"):
        return tuple(Settlement(*pair) for pair in value)
    return value
