"""`registration name`: what a name is made of, what is wrong with it, what is like it."""

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from registration.cli import BLOCKED, SOUND
from registration.cli.output import day_of, opened, say, say_json
from registration.districts import DISTRICTS, District
from registration.domain.case import Case
from registration.domain.review import ManualCheck
from registration.errors import RegistrationError
from registration.rules.name import names_of, room_on
from registration.rules.name_likeness import Likeness, alike
from registration.rules.naming import (
    Names,
    Remark,
    Room,
    composed,
    parts_of,
    remarks_on,
)
from registration.rules.rule import Severity

_SAMPLES = Path(__file__).parents[2] / "samples"
_CHECK = "name-unique"


@dataclass(frozen=True, slots=True)
class Look:
    """All that the command found about the names."""

    names: Names
    room: Room
    remarks: tuple[Remark, ...]
    likenesses: tuple[Likeness, ...]
    search: ManualCheck | None
    district: District | None

    @property
    def blocked(self) -> bool:
        severities = {item.severity for item in self.remarks}
        return Severity.BLOCKER in severities | {item.severity for item in self.likenesses}


def run(options: argparse.Namespace) -> int:
    """Print what was found; 1 when the name cannot stay as it is."""
    found = _look(options, day_of(options))
    if options.as_json:
        say_json(_record(found))
    else:
        _tell(found)
    return BLOCKED if found.blocked else SOUND


def _look(options: argparse.Namespace, on: date) -> Look:
    case = opened(options) if options.case else Case()
    names, district = _names(options, case), _district(options, case)
    room = room_on(on)
    return Look(
        names=names,
        room=room,
        remarks=remarks_on(names, room, district),
        likenesses=alike(names.full, _others(options)),
        search=case.checks.latest(_CHECK),
        district=district,
    )


def _names(options: argparse.Namespace, case: Case) -> Names:
    if options.name:
        return Names(options.name, options.short)
    if case.tos:
        return names_of(case.tos)
    raise RegistrationError("Впишите название в кавычках или укажите дело: --case ДЕЛО.toml.")


def _district(options: argparse.Namespace, case: Case) -> District | None:
    if options.district is None:
        return case.territory.district if case.territory else None
    if options.district not in DISTRICTS:
        raise RegistrationError(f"Такого округа нет. Есть: {', '.join(DISTRICTS)}.")
    return DISTRICTS[options.district]


def _others(options: argparse.Namespace) -> tuple[str, ...]:
    """Names to compare with: of cases, or one in a line; those of the case itself left out."""
    source = options.others or _SAMPLES
    if not source.exists():
        if options.others:
            raise RegistrationError(f"Файла или папки {source.name} нет. Проверьте путь.")
        return ()
    files = sorted(source.glob("*.toml")) if source.is_dir() else [source]
    own = options.case.resolve() if options.case else None
    return tuple(name for file in files if file.resolve() != own for name in _names_in(file))


def _names_in(file: Path) -> Iterator[str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix != ".toml":
            yield from (line.strip() for line in text.splitlines() if line.strip())
            return
        full = tomllib.loads(text).get("tos", {}).get("full_name")
    except (OSError, ValueError):
        raise RegistrationError(f"Файл {file.name} не читается.") from None
    if isinstance(full, str):
        yield full


def _tell(found: Look) -> None:
    parts, names = parts_of(found.names.full), found.names
    say(names.full, *(filter(None, [names.short])), "", "Из чего состоит")
    if parts.before:
        say(f"  впереди: {parts.before}")
    say(
        f"  форма: {parts.form or 'нет'}",
        f"  своё имя: {parts.own or 'нет'}",
        f"  место: {parts.place or 'не названо'}",
        f"  знаков: {len(names.full)}, в заявлении клеток {found.room.full}",
    )
    _tell_usual(found)
    say("", f"Замечания: {len(found.remarks) or 'нет'}")
    say(*(f"  {item.message}" for item in found.remarks))
    say("", f"Похожие наименования: {len(found.likenesses) or 'нет'}")
    say(*(f"  {item.other}\n    {item.message}" for item in found.likenesses))
    say("", *_search_words(found.search))


def _tell_usual(found: Look) -> None:
    """How the names would usually be put together, when they are put together otherwise."""
    own = parts_of(found.names.full).own or parts_of(found.names.short or "").own
    if own is None or found.district is None:
        return
    usual = composed(own, found.district.full_name.genitive)
    if usual.full != found.names.full:
        say("", "Обычно пишут", f"  {usual.full}", f"  {usual.short}")


def _search_words(search: ManualCheck | None) -> tuple[str, ...]:
    if search is None:
        return (
            "Поиск по реестрам не записан.",
            "  Поищите такое же название в ЕГРЮЛ и на портале Минюста. В дело впишите день, кто",
            f"  искал и где: проверка {_CHECK}.",
        )
    result = "название свободно" if search.passed else "название занято"
    note = f" {search.note}" if search.note else ""
    return (f"Искали {search.checked_on:%d.%m.%Y}, {search.checked_by}: {result}.{note}",)


def _record(found: Look) -> dict[str, object]:
    return {
        "names": asdict(found.names),
        "parts": asdict(parts_of(found.names.full)),
        "room": asdict(found.room),
        "remarks": [asdict(item) for item in found.remarks],
        "alike": [asdict(item) for item in found.likenesses],
        "search": found.search.model_dump() if found.search else None,
    }
