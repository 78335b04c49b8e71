"""What the page of a whole section shows: its questions in cards, what was found beside each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from registration.questionnaire.page import Step
from registration.questionnaire.path import numbers
from registration.questionnaire.required import field_at
from registration.rules.catalogue import Finding
from registration.rules.rule import Severity
from web.desk import Desk
from web.editor_form import Section, new_stops, prefix_of
from web.journey import Stop, row_id, task_path
from web.people_of_case import key_of
from web.readiness import COMPLETENESS
from web.review import line_title
from web.screens import Asked, Input, Screen, base_of, faults_of, item_of, leaves_of, screen

MOST_INPUTS = 220
"""A form of more would be too long to look through, and to send over a bad line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question with what the rules say of its answer."""

    asked: Asked
    label: str
    findings: tuple[Finding, ...]

    @property
    def is_wide(self) -> bool:
        one = self.asked.inputs[0]
        is_long = one.kind in ("long", "wide", "checkboxes")
        return is_long or self.asked.is_group or bool(self.findings)


@dataclass(frozen=True, slots=True)
class Part:
    """One question page inside the long one."""

    stop: Stop
    prefix: str
    key: str
    lines: tuple[Line, ...]
    is_masked: bool
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What belongs together: the pages of one item, or one page."""

    id: str
    title: str
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...] = ()
    remove_address: str = ""


@dataclass(frozen=True, slots=True)
class Jump:
    """A section in the menu: how many findings stop the package there, how much is not answered."""

    step: Step
    blockers: int
    left: int


@dataclass(frozen=True, slots=True)
class Shown:
    """How the section is looked at now."""

    sheet: int = 0
    """Number of the sheet, from 1; 0 is the first, or the one with the new item."""
    new: str = ""
    revealed: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The part of a section that fits on a screen."""

    cards: tuple[Card, ...]
    number: int
    count: int
    new: str

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [error for card in self.cards for part in card.parts for error in part.errors]


def menu(here: Desk) -> list[Jump]:
    """All sections of the case with what they want."""
    placed = ((item, here.place_of(item)) for item in here.findings if item.rule != COMPLETENESS)
    stopping = Counter(
        stop.page.step for item, stop in placed if stop and item.severity is Severity.BLOCKER
    )
    return [Jump(step, stopping[step], here.way.left(step)) for step in here.way.steps()]


def sheet_of(section: Section, shown: Shown) -> Sheet:
    """The cards of the sheet that is looked at."""
    stops, fresh = _with_new(section, shown.new)
    bundles = [list(group) for _, group in groupby(stops, lambda stop: _bundle(section, stop))]
    sheets = _divided(bundles)
    number = shown.sheet - 1 if shown.sheet else _sheet_with(sheets, fresh)
    number = min(max(number, 0), len(sheets) - 1)
    cards = tuple(_card(section, bundle, shown, fresh) for bundle in sheets[number])
    new = f"{fresh[0].page.id}-{(fresh[0].item or 0) + 1}" if fresh else ""
    return Sheet(cards, number + 1, len(sheets), new)


def _with_new(section: Section, page_id: str) -> tuple[list[Stop], tuple[Stop, ...]]:
    """The stops with those of a new item after the others of its list."""
    stops = list(section.stops)
    block = next((one for one in section.growing if one.first.id == page_id), None)
    if block is None:
        return stops, ()
    fresh = new_stops(section.here, block)
    mine = [number for number, stop in enumerate(stops) if stop.page in block.pages]
    at = max(mine) + 1
    return [*stops[:at], *fresh, *stops[at:]], fresh


def _bundle(section: Section, stop: Stop) -> object:
    """Pages of one item stand together; so do pages without a list, unless they copy the paper."""
    if stop.item is None:
        return stop if section.from_paper or stop.is_list else None
    block = section.here.way.block_of(stop.page)
    return (block.first.id if block else stop.page.id, stop.item)


def _divided(bundles: Sequence[list[Stop]]) -> list[list[list[Stop]]]:
    """Sheets of no more inputs than a form should have; an item is never torn apart."""
    sheets: list[list[list[Stop]]] = [[]]
    room = MOST_INPUTS
    for bundle in bundles:
        size = sum(len(leaves_of(stop.page)) for stop in bundle if not stop.is_list)
        if size > room and sheets[-1]:
            sheets.append([])
            room = MOST_INPUTS
        sheets[-1].append(bundle)
        room -= size
    return sheets


def _sheet_with(sheets: Sequence[list[list[Stop]]], fresh: Sequence[Stop]) -> int:
    if not fresh:
        return 0
    return next(
        number for number, sheet in enumerate(sheets) if any(fresh[0] in bundle for bundle in sheet)
    )


def _card(section: Section, bundle: list[Stop], shown: Shown, fresh: Sequence[Stop]) -> Card:
    here, first = section.here, bundle[0]
    if first.is_list:
        title = first.page.many or first.page.title
        return Card(row_id(first), title, (), _findings_at(here, first))
    is_new = first in fresh
    parts = tuple(_part(section, stop, shown) for stop in bundle)
    if first.item is None:
        return Card(row_id(first), first.page.title if section.from_paper else "", parts)
    title = "Новая запись" if is_new else line_title(here, first)
    return Card(
        row_id(first),
        title,
        parts,
        remove_address="" if is_new else _remove_address(here, first),
    )


def _remove_address(here: Desk, stop: Stop) -> str:
    """Items go away where their list began."""
    block = here.way.block_of(stop.page)
    begins = block is not None and block.may_add and block.first == stop.page
    return f"{here.address(stop)}udalit/" if begins else ""


def _part(section: Section, stop: Stop, shown: Shown) -> Part:
    here, prefix = section.here, prefix_of(stop)
    faults = faults_of(stop.page, stop.item, here.problems, here.way.asked_of)
    own = {
        name.removeprefix(prefix): text
        for name, text in shown.faults.items()
        if name.startswith(prefix)
    }
    found = screen(
        stop.page,
        stop.item,
        here.stored.answers,
        faults=faults | own,
        unknown=here.stored.unknown,
        task_of=lambda name: task_path(stop, name),
        revealed=shown.revealed == row_id(stop),
        asked_of=here.way.asked_of,
    )
    return Part(
        stop=stop,
        prefix=prefix,
        key=key_of(item_of(stop.page, stop.item, here.stored.answers)) or "",
        lines=tuple(_lines(section, stop, found)),
        is_masked=any(one.masked for one in found.asked),
        errors=tuple((f"{prefix}{name}", text) for name, text in found.errors),
    )


def _lines(section: Section, stop: Stop, found: Screen) -> Iterator[Line]:
    paper = numbers()
    said = _findings_by_question(section.here, stop)
    for one, path in zip(found.asked, stop.page.fields(), strict=True):
        words = one.question.text if section.from_paper else _short(stop, path)
        inputs = tuple(_named(each, prefix_of(stop)) for each in one.inputs)
        if not section.from_paper:
            inputs = tuple(map(_short_input, inputs))
        named = replace(one, inputs=inputs)
        yield Line(named, f"{paper[path]}. {words}", tuple(said.get(one.question.field, ())))


def _short(stop: Stop, path: str) -> str:
    """The name of a field: she knows the questions."""
    info = field_at(path)
    if len(stop.page.questions) == 1 or info is None or not info.title:
        return stop.page.title
    return info.title


def _findings_at(here: Desk, stop: Stop) -> tuple[Finding, ...]:
    """Without the sentence that lists all blanks: the menu counts them."""
    return tuple(item for item in here.findings_at(stop) if item.rule != COMPLETENESS)


def _findings_by_question(here: Desk, stop: Stop) -> dict[str, list[Finding]]:
    """Findings of a stop, each at the question whose answer it speaks of."""
    base = ".".join(map(str, base_of(stop.page, stop.item)))
    found: dict[str, list[Finding]] = {}
    for finding in _findings_at(here, stop):
        at = f"{finding.at}."
        mine = (
            question.field
            for question in stop.page.questions
            if at.startswith(f"{base}.{question.field}.")
            or f"{base}.{question.field}.".startswith(at)
        )
        found.setdefault(next(mine, stop.page.questions[0].field), []).append(finding)
    return found


def _named(one: Input, prefix: str) -> Input:
    """Under a name of its own in the long form."""
    return replace(one, name=f"{prefix}{one.name}")


def _short_input(one: Input) -> Input:
    """Choices take one line; what may be typed is offered only where nothing stands yet."""
    kind = "select" if one.kind in ("radios", "yesno") and one.options else one.kind
    return replace(one, kind=kind, known=() if one.value else one.known)
