"""The filled form, independent of its layout: which sheets a case needs and what stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registration.assembly.r11001 import values
from registration.assembly.r11001.cells import excess, forbidden, prepare, zero_filled
from registration.assembly.r11001.edition import Edition, FieldSpec, PageSpec, SheetSpec
from registration.assembly.r11001.entries import Entries, Entry, State, by_hand
from registration.assembly.r11001.person_entries import dotted, person_entries
from registration.domain.case import Case
from registration.domain.people import Person
from registration.errors import FormError

PAGE_NUMBER = "page_no"
FOUNDER_SHEETS = "founder-sheets"  # the consultant's decision: a sheet for each founder, or none


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a sheet: the text of its cells, or the reason why they are empty."""

    id: str
    text: str
    state: State
    source: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filled sheet; `ordinal` counts the sheets of the same role."""

    role: str
    ordinal: int
    of: int
    fields: dict[str, FormField]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the form: its number in the whole, which page of its sheet, what is on it."""

    number: int
    sheet: Sheet
    part: int
    spec: PageSpec
    sheet_spec: SheetSpec

    @property
    def ordinal(self) -> str:
        """«учредитель 2 из 3»; empty for a sheet that is never repeated."""
        counted = self.sheet_spec.ordinal
        return f"{counted} {self.sheet.ordinal} из {self.sheet.of}" if counted else ""

    def text(self, slot: str) -> str:
        """What stands in the cells of a field; the page number is a field, too."""
        if slot == PAGE_NUMBER:
            return f"{self.number:03}"
        return self.sheet.fields[slot].text


@dataclass(frozen=True, slots=True)
class FormContent:
    """All sheets in the order of the form, and the edition they were filled for."""

    edition: Edition
    sheets: tuple[Sheet, ...]


def pages(content: FormContent) -> Iterator[Page]:
    """Yield the pages with their running numbers."""
    number = 0
    for sheet in content.sheets:
        sheet_spec = content.edition.sheet(sheet.role)
        for part, spec in enumerate(sheet_spec.pages):
            number += 1
            yield Page(number, sheet, part, spec, sheet_spec)


def fill(case: Case, on: date, edition: Edition) -> FormContent:
    """Fill the form for filing on a day.

    Everything that does not fit or may not be written is told at once, in one FormError.
    """
    refuse_other_days(edition, on)
    faults: list[str] = []
    order: dict[str, int] = {sheet.role: place for place, sheet in enumerate(edition.sheets)}
    groups = sorted(_groups(case, edition), key=lambda group: order.get(group[0], len(order)))
    sheets = tuple(
        _sheet(role, numbered, edition, faults)
        for role, group in groups
        for numbered in _counted(group)
    )
    content = FormContent(edition, sheets)
    faults += _wrong_numbers(content)
    if faults:
        raise FormError("\n".join(faults))
    return content


def refuse_other_days(edition: Edition, on: date) -> None:
    """Refuse an edition that is not yet, or no longer, in force on a day."""
    if on < edition.since:
        raise FormError(
            f"Редакция формы {edition.form} «{edition.id}» применяется "
            f"с {dotted(edition.since)}, а документы собираем на {dotted(on)}."
        )
    if edition.until and on > edition.until:
        raise FormError(
            f"Редакция формы {edition.form} «{edition.id}» действовала "
            f"по {dotted(edition.until)}, а документы собираем на {dotted(on)}. "
            "Сверьте бланк новой редакции: registration form calibrate."
        )


def _wrong_numbers(content: FormContent) -> Iterator[str]:
    """Pages whose number the blank prints itself, and prints otherwise than they now count."""
    for page in pages(content):
        printed = page.spec.printed_number
        if printed and printed != page.text(PAGE_NUMBER):
            yield (
                f"На листе «{page.sheet_spec.title}» напечатан номер {printed}, "
                f"а по порядку это страница {page.text(PAGE_NUMBER)}. Сверьте порядок листов."
            )


def _counted(group: list[Entries]) -> Iterator[tuple[int, int, Entries]]:
    return ((number, len(group), entries) for number, entries in enumerate(group, 1))


def _groups(case: Case, edition: Edition) -> Iterator[tuple[str, list[Entries]]]:
    """Sheets by role in the order of the form; only those the case needs."""
    yield "title", [values.title_entries(case, edition)]
    if _founder_sheets(case) == "all":
        yield "founder_person", _founders(case, edition)
    yield (
        "head_person",
        [
            {**_person(case, case.roles.chair, "organs.chair", edition)}
            | values.position_entries(case)
        ],
    )
    yield "okved", values.okved_entries(case.okved, _room(edition))
    yield (
        "applicant",
        [
            _person(case, case.roles.applicant, "applicant.person", edition)
            | values.applicant_entries(case.applicant, edition)
        ],
    )


def _founder_sheets(case: Case) -> str:
    choice = case.decisions.choice(FOUNDER_SHEETS) or "all"
    if choice not in ("all", "none"):
        raise FormError(
            f"Решение «{FOUNDER_SHEETS}»: впишите all (лист на каждого учредителя) "
            f"или none (без листов), а не «{choice}»."
        )
    return choice


def _founders(case: Case, edition: Edition) -> list[Entries]:
    """A sheet for each founder; while nobody is named, one empty sheet."""
    people: tuple[Person | None, ...] = case.roles.founders or (None,)
    places = _places(case)
    return [
        person_entries(person, places.get(person.key, "") if person else "founders", edition)
        | values.share_entries()
        for person in people
    ]


def _person(case: Case, person: Person | None, role: str, edition: Edition) -> Entries:
    source = _places(case).get(person.key, role) if person else role
    return person_entries(person, source, edition)


def _places(case: Case) -> dict[str, str]:
    return {person.key: f"people.persons.{number}" for number, person in enumerate(case.everyone())}


def _room(edition: Edition) -> int:
    """How many further codes find room on one sheet."""
    return sum(
        len(spec.slots) for spec in edition.sheet("okved").fields if spec.id == "okved_extra"
    )


def _sheet(
    role: str, numbered: tuple[int, int, Entries], edition: Edition, faults: list[str]
) -> Sheet:
    ordinal, of, entries = numbered
    spec = edition.sheet(role)
    fields = {
        slot: _field(slot, field, _entry(slot, field, entries, spec), edition, faults)
        for slot, (_, field) in spec.field_of.items()
    }
    return Sheet(role, ordinal, of, fields)


def _entry(slot: str, spec: FieldSpec, entries: Entries, sheet: SheetSpec) -> Entry:
    if slot in entries:
        return entries[slot]
    if spec.by_hand:
        return by_hand("заполняют от руки")
    raise FormError(
        f"В файле редакции на листе «{sheet.title}» есть поле «{slot}», "
        "которого программа не знает. Исправьте обозначение поля."
    )


def _field(
    slot: str, spec: FieldSpec, entry: Entry, edition: Edition, faults: list[str]
) -> FormField:
    text = zero_filled(spec, prepare(entry.text))
    faults += _faults(spec, text, entry, edition.signs)
    return FormField(slot, text, entry.state, entry.source, entry.reason)


def _faults(spec: FieldSpec, text: str, entry: Entry, signs: str) -> Iterator[str]:
    """What is wrong with a value. The value itself is not repeated: it may be a person's."""
    where = f"поле «{spec.label}» формы Р11001 ({entry.source})"
    if wrong := forbidden(text, signs):
        shown = " ".join(wrong)
        yield f"В {where} нельзя вписать знаки: {shown}. Уберите или замените их."
    if over := excess(spec, text):
        yield (
            f"В {where} помещается знаков: {spec.capacity}, лишних: {over}. "
            "Сократите ответ: обрезать его сама программа не может."
        )
