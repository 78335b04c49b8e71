"""Acts and figures of the law with their days in force, read from TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from registration.errors import RegistrationError

_HERE = Path(__file__).parent
_OUR_NORM = "наша норма"
STATUSES = ("проверено вторично", "по памяти", "сомнительно", _OUR_NORM)
_BOUND = (("№ ", "№\u00a0"), ("ст. ", "ст.\u00a0"))


class LawFileError(RegistrationError):
    """Our own file of acts or figures is wrong: names the file, the entry and the fault."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody saw that an act will end in so many days and said so, by name and day."""

    days: int
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Act:
    """A law, code or order, and the days it is in force."""

    id: str
    title: str
    genitive: str
    short: str
    since: date
    reviewed: date
    status: str
    until: date | None = None
    superseded_by: str | None = None
    note: str = ""
    acknowledged: tuple[Acknowledgement, ...] = ()

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an act: «ст. 50 Федерального закона от 20.03.2025 № 33-ФЗ»."""

    act: Act
    at: str = ""

    @property
    def text(self) -> str:
        if not self.at:
            return self.act.title.replace("\u00a0", " ").partition(" «")[0]
        return f"{self.at} {self.act.genitive}"


@dataclass(frozen=True, slots=True)
class FigureValue:
    """What a figure was from one day to another."""

    since: date
    value: Any
    until: date | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, share, term or day set by law, with its history."""

    name: str
    title: str
    status: str
    reviewed: date
    values: tuple[FigureValue, ...]
    unit: str = ""
    note: str = ""

    def at(self, on: date) -> FigureValue:
        """The entry in force on a day; a mistyped year before the history gets its beginning."""
        on = max(on, self.values[0].since)
        for entry in self.values:
            if entry.since <= on and (entry.until is None or on <= entry.until):
                return entry
        raise LawFileError(f"figures.toml, «{self.title}»: на {on:%d.%m.%Y} значения нет.")


@cache
def acts() -> Mapping[str, Act]:
    """All acts by id."""
    return read_acts(_HERE / "acts.toml")


@cache
def figures() -> Mapping[str, Figure]:
    """All figures by name."""
    return read_figures(_HERE / "figures.toml", acts())


def act(act_id: str) -> Act:
    """The act with this id; an unknown id is a fault of our own files."""
    try:
        return acts()[act_id]
    except KeyError:
        raise LawFileError(f"acts.toml: акта «{act_id}» нет.") from None


def figure(name: str, on: date) -> int:
    """A whole number in force on a day."""
    value = _value(name, on)
    if not isinstance(value, int):
        raise LawFileError(f"figures.toml, «{name}»: здесь не целое число.")
    return value


def figure_as_fraction(name: str, on: date) -> Fraction:
    """A share («1/3») in force on a day."""
    return Fraction(str(_value(name, on)))


def figure_as_list(name: str, on: date) -> tuple[int, ...]:
    """Several whole numbers in force on a day."""
    return tuple(_value(name, on))


def figure_as_date(name: str, on: date) -> date:
    """A calendar day set by law, as the law stood on a day."""
    value = _value(name, on)
    if not isinstance(value, date):
        raise LawFileError(f"figures.toml, «{name}»: здесь не дата.")
    return value


def _value(name: str, on: date) -> Any:
    try:
        return figures()[name].at(on).value
    except KeyError:
        raise LawFileError(f"figures.toml: числа «{name}» нет.") from None


@dataclass(frozen=True, slots=True)
class FiguresOn:
    """Figures of one day for a template: `{{ figures.state_duty }}`."""

    on: date

    def __getattr__(self, name: str) -> Any:
        if name not in figures():
            raise AttributeError(name)
        return figures()[name].at(self.on).value


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """Acts that the papers of one day rest on, by the names templates use."""

    on: date
    constitution: Act
    civil_code: Act
    tax_code: Act
    local_government: Act
    tos_article: str
    nko: Act
    public_associations: Act
    regional_tos: Act
    personal_data: Act
    state_registration: Act
    accounting: Act


@cache
def legal_basis(on: date) -> LegalBasis:
    """The acts of a day; the law on local government is the one that rules TOS that day."""
    new_law = act("fz-33").in_force(on)
    return LegalBasis(
        on=on,
        constitution=act("constitution"),
        civil_code=act("civil-code"),
        tax_code=act("tax-code"),
        local_government=act("fz-33" if new_law else "fz-131"),
        tos_article="50" if new_law else "27",
        nko=act("fz-7"),
        public_associations=act("fz-82"),
        regional_tos=act("regional-tos"),
        personal_data=act("fz-152"),
        state_registration=act("fz-129"),
        accounting=act("fz-402"),
    )


def read_acts(path: Path) -> dict[str, Act]:
    """Read acts, refusing unknown fields and impossible days."""
    found = {key: _act(path, key, raw) for key, raw in _table(path).items()}
    for item in found.values():
        if item.superseded_by and item.superseded_by not in found:
            raise LawFileError(f"{path.name}, «{item.id}»: акта «{item.superseded_by}» нет.")
    return found


def _act(path: Path, key: str, raw: Mapping[str, Any]) -> Act:
    try:
        seen = tuple(Acknowledgement(**item) for item in raw.get("acknowledged", ()))
        found = Act(id=key, **{**raw, "title": _bound(raw["title"]), "acknowledged": seen})
    except (TypeError, KeyError) as error:
        raise LawFileError(
            f"{path.name}, «{key}»: лишнее или пропущенное поле ({error})."
        ) from None
    if found.until and found.until < found.since:
        raise LawFileError(f"{path.name}, «{key}»: конец действия раньше начала.")
    _known_status(path, key, found.status)
    return found


def _bound(title: str) -> str:
    """Tie «№» to its number: titles are printed, and a line must not end with «№»."""
    for loose, tied in _BOUND:
        title = title.replace(loose, tied)
    return title


def read_figures(path: Path, known: Mapping[str, Act]) -> dict[str, Figure]:
    """Read figures, refusing gaps, overlaps and values without a source."""
    return {key: _figure(path, key, raw, known) for key, raw in _table(path).items()}


def _figure(path: Path, key: str, raw: Mapping[str, Any], known: Mapping[str, Act]) -> Figure:
    try:
        values = _history(path, key, raw["values"], known)
        found = Figure(name=key, **{**raw, "values": values})
    except (TypeError, KeyError) as error:
        raise LawFileError(
            f"{path.name}, «{key}»: лишнее или пропущенное поле ({error})."
        ) from None
    _known_status(path, key, found.status)
    return found


def _history(
    path: Path, key: str, entries: list[dict[str, Any]], known: Mapping[str, Act]
) -> tuple[FigureValue, ...]:
    """Entries in order; each ends on the eve of the next."""
    starts = [entry["since"] for entry in entries]
    if not entries or starts != sorted(set(starts)):
        raise LawFileError(f"{path.name}, «{key}»: записи должны идти по порядку дней.")
    if any("until" in entry for entry in entries[:-1]):
        raise LawFileError(f"{path.name}, «{key}»: until ставят только в последней записи.")
    ends = [date.fromordinal(start.toordinal() - 1) for start in starts[1:]]
    return tuple(
        FigureValue(
            since=entry["since"],
            value=entry["value"],
            until=end,
            citation=_citation(path, key, entry, known),
        )
        for entry, end in zip(entries, [*ends, entries[-1].get("until")], strict=True)
    )


def _citation(
    path: Path, key: str, entry: Mapping[str, Any], known: Mapping[str, Act]
) -> Citation | None:
    if unknown := set(entry) - {"since", "until", "value", "act", "at"}:
        raise LawFileError(f"{path.name}, «{key}»: лишнее поле {', '.join(sorted(unknown))}.")
    if "act" not in entry:
        return None
    if entry["act"] not in known:
        raise LawFileError(f"{path.name}, «{key}»: акта «{entry['act']}» нет в acts.toml.")
    return Citation(known[entry["act"]], entry.get("at", ""))


def _known_status(path: Path, key: str, status: str) -> None:
    if status not in STATUSES:
        raise LawFileError(f"{path.name}, «{key}»: состояние «{status}» не из списка.")


def _table(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LawFileError(f"{path.name} не читается: {error}.") from None
