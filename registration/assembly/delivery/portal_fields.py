"""What to type into the fields of the state portal: the form's content, as people write it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from registration.assembly import r11001
from registration.assembly.r11001.cells import prepare
from registration.assembly.r11001.coverage import CoverageLine
from registration.assembly.r11001.entries import State
from registration.districts import minjust
from registration.domain.case import Case
from registration.domain.labelled import Labelled


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field and the text to copy into it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """Fields that stand together: a sheet of the form, or what the form has no place for."""

    title: str
    lines: tuple[FieldText, ...]


def portal_fields(case: Case, on: date) -> tuple[FieldSheet, ...]:
    """All filled fields in the order of the form, then what the service may ask besides.

    Raises:
        FormError: the form cannot be filled.
    """
    content = r11001.fill(case, on, r11001.load_edition())
    filled = (line for line in r11001.coverage(content) if line.state == State.FILLED.value)
    sheets = tuple(
        FieldSheet(title, tuple(_field(line, case) for line in lines))
        for title, lines in groupby(filled, key=lambda line: line.sheet)
    )
    return (*sheets, FieldSheet("Ещё могут спросить", tuple(_besides(case))))


def _field(line: CoverageLine, case: Case) -> FieldText:
    label = f"{line.number}. {line.label}" if line.number else line.label
    answer = _answer(case, line.source or "")
    text = _as_written(line.text, answer)
    if len(text) == 1 and text.isdigit() and answer != text:
        label += " (код формы Р11001; в услуге выберите из списка)"
    return FieldText(label, text)


def _as_written(cells: str, answer: object) -> str:
    """The answer itself where the cells only hold its capitals or its code."""
    if isinstance(answer, Labelled):
        return answer.label
    if isinstance(answer, str) and prepare(answer) == cells:
        return answer
    return cells


def _answer(case: Case, path: str) -> object:
    """What stands at a path of the case; None where it leads nowhere."""
    found: object = case
    parts = path.split(".")
    if parts[:2] == ["people", "persons"] and len(parts) > 2:
        found, parts = case.everyone(), parts[2:]  # the form counts everybody, guardians too
    for part in parts:
        if not part.isdigit():
            found = getattr(found, part, None)
        elif isinstance(found, tuple) and int(part) < len(found):
            found = found[int(part)]
        else:
            return None
    return found


def _besides(case: Case) -> Iterator[FieldText]:
    if case.address:
        yield FieldText("Адрес одной строкой", case.address.address.text)
    if case.meeting:
        held = f"{case.meeting.held_on:%d.%m.%Y}"
        yield FieldText("Решение о создании: дата", held)
        yield FieldText("Решение о создании: номер протокола", str(case.meeting.minutes_number))
    if case.applicant:
        yield FieldText("Телефон заявителя", case.applicant.phone)
        yield FieldText("Электронная почта заявителя", case.applicant.email)
    yield FieldText("Орган, в который подают", minjust().name.nominative)
