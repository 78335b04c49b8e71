"""Who came, from a workbook: every bad row named by its cell; people told apart, never kept.

A person is a surname, a name, a patronymic and a district; two who share all four count as one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from registration.association.workbook import make_workbook
from registration.attachments.refused import AttachmentRefused
from registration.attachments.sheet import Cell, Holds, Row, Sheet, sheet_of
from registration.districts import DISTRICTS, district_name
from registration.domain.text import normalise
from registration.store import Participant

LAST, FIRST, PATRONYMIC, DISTRICT, BODY = HEADINGS = (
    "Фамилия",
    "Имя",
    "Отчество",
    "Округ",
    "ТОС или организация",
)
OPTIONAL = frozenset({BODY})
NO_PATRONYMIC = "нет"
ELSEWHERE = "другой"
"""Who lives outside the districts of the project counts, but in none of them."""
LONGEST_NAME = 60

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc\u2032]")
_NAME = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*", re.UNICODE)
_INITIALS = re.compile(r"(?:^|[\s.])[^\W\d_]\s*(?:\.|$)", re.UNICODE)
_CYRILLIC = re.compile("[а-яё]")
_LATIN = re.compile("[a-z]")
_NOT_A_NAME = re.compile(r"\b(?:муниципальный|округ|район|область|архангельская|мо)\b")

_WRONG_KIND = {
    Holds.NUMBER: "здесь число, а нужны буквы",
    Holds.DAY: "здесь дата, а нужны буквы",
    Holds.FORMULA: "здесь формула. Скопируйте столбец и вставьте его как значения",
    Holds.FAULT: "здесь ошибка вычисления. Впишите значение словами",
    Holds.CHOICE: "здесь «да» или «нет» от Excel, а нужны буквы",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one place of the workbook; the words never repeat what a person wrote."""

    row: int
    cell: str
    message: str

    def __str__(self) -> str:
        place = f"Строка {self.row}, ячейка {self.cell}" if self.cell else f"Строка {self.row}"
        return f"{place}: {self.message}."


@dataclass(frozen=True, slots=True)
class Attendance:
    """What was read: people when all rows are good, faults otherwise, never both."""

    people: tuple[Participant, ...] = ()
    faults: tuple[Fault, ...] = ()


def empty_form() -> bytes:
    """An empty workbook to fill in."""
    return make_workbook(HEADINGS, [], "Участники")


def read_attendance(content: bytes, name: str) -> Attendance:
    """Read a list of those who came.

    Raises:
        AttachmentRefused: the file as a whole is not taken; says why and what to do.
    """
    sheet = sheet_of(content, name)
    first, *rows = sheet.rows
    columns, faults = _columns(first)
    faults += _of_the_look(sheet)
    if faults:
        return Attendance(faults=tuple(sorted(faults, key=lambda fault: fault.row)))
    if not rows:
        raise AttachmentRefused(f"В файле «{name}» есть заголовки, но нет ни одного человека.")
    return _judged(rows, columns)


def _judged(rows: list[Row], columns: Mapping[str, int]) -> Attendance:
    people: dict[str, int] = {}
    found: list[Participant] = []
    faults: list[Fault] = []
    for row in rows:
        cells = {heading: row.cells[at] for heading, at in columns.items()}
        wrong = [*_of_row(row.number, cells), *_strangers(row, columns)]
        faults += wrong
        if wrong:
            continue
        one = _participant(cells)
        if one.person in people:
            said = f"этот человек уже записан в строке {people[one.person]}. Уберите повтор"
            faults.append(Fault(row.number, cells[LAST].at, said))
        people.setdefault(one.person, row.number)
        found.append(one)
    return Attendance(faults=tuple(faults)) if faults else Attendance(people=tuple(found))


def _columns(first: Row) -> tuple[dict[str, int], list[Fault]]:
    """Where each heading stands; what is wrong with the headings."""
    known = {heading.casefold(): heading for heading in HEADINGS}
    columns: dict[str, int] = {}
    faults = []
    for at, cell in enumerate(first.cells):
        heading = known.get(normalise(cell.text).casefold().replace("\n", " "))
        if cell.holds is Holds.NOTHING:
            continue
        if heading is None:
            said = f"такого заголовка в форме нет. Нужны: {', '.join(HEADINGS)}"
            faults.append(Fault(first.number, cell.at, said))
        elif heading in columns:
            faults.append(Fault(first.number, cell.at, f"заголовок «{heading}» уже есть левее"))
        else:
            columns[heading] = at
    missing = [item for item in HEADINGS if item not in columns and item not in OPTIONAL]
    if missing:
        told = ", ".join(f"«{item}»" for item in missing)
        faults.append(Fault(first.number, "", f"нет заголовка {told}"))
    return columns, faults


def _of_the_look(sheet: Sheet) -> list[Fault]:
    """What is hidden or merged: a person who looked at the list may not have seen it."""
    hidden = [
        Fault(row.number, "", "строка скрыта. Покажите её и проверьте или удалите")
        for row in sheet.rows
        if row.is_hidden
    ]
    first = sheet.rows[0].number
    columns = [
        Fault(first, f"{column}{first}", "столбец скрыт. Покажите его или удалите")
        for column in sheet.hidden_columns
    ]
    merged = [
        Fault(_row_of(place), place, "ячейки объединены. Разъедините их и впишите каждую отдельно")
        for place in sheet.merged
    ]
    return hidden + columns + merged


def _row_of(place: str) -> int:
    return int(re.sub(r"\D", "", place.split(":")[0]) or 1)


def _strangers(row: Row, columns: Mapping[str, int]) -> Iterator[Fault]:
    """What stands under no heading is not asked for, and may be somebody's phone."""
    for at, cell in enumerate(row.cells):
        if cell.holds is not Holds.NOTHING and at not in columns.values():
            yield Fault(row.number, cell.at, "столбец без заголовка. Удалите его")


def _of_row(number: int, cells: Mapping[str, Cell]) -> Iterator[Fault]:
    for heading, cell in cells.items():
        said = _of_cell(heading, cell)
        if said:
            yield Fault(number, cell.at, said)


def _of_cell(heading: str, cell: Cell) -> str:
    if cell.holds is Holds.NOTHING:
        return _when_empty(heading)
    if cell.holds in _WRONG_KIND and not (heading == BODY and cell.holds is Holds.NUMBER):
        return _WRONG_KIND[cell.holds]
    if heading == BODY:
        return ""
    if heading == DISTRICT:
        return "" if _districts().get(_plain_district(cell.text)) is not None else _no_district()
    if heading == PATRONYMIC and _is_no_patronymic(cell.text):
        return ""
    return _of_name(heading, cell.text)


def _when_empty(heading: str) -> str:
    if heading in OPTIONAL:
        return ""
    if heading == PATRONYMIC:
        return f"впишите отчество или слово «{NO_PATRONYMIC}», если его нет"
    return f"не заполнено: {heading.lower()}"


def _of_name(heading: str, text: str) -> str:
    name = plain_name(text)
    if _INITIALS.search(text) and not (heading == LAST and "." not in text):
        return "инициалы вместо полного имени: так людей не различить. Впишите полностью"
    if len(name) > LONGEST_NAME:
        return f"длиннее {LONGEST_NAME} букв. Впишите только {heading.lower()}"
    if not _NAME.fullmatch(name):
        return f"лишние знаки. Впишите только {heading.lower()}, буквами"
    if _CYRILLIC.search(name) and _LATIN.search(name):
        return "вместе русские и латинские буквы, похожие на вид. Наберите заново по-русски"
    return ""


def _is_no_patronymic(text: str) -> bool:
    return plain_name(text) in (NO_PATRONYMIC, "-")


def _no_district() -> str:
    return f"такого округа в проекте нет. Впишите: {', '.join(district_words())}"


def district_words() -> list[str]:
    """What to write for each district, as short as people say it."""
    names = (district_name(slug) for slug in DISTRICTS)
    return [*(name.removesuffix(" муниципальный округ") for name in names), ELSEWHERE]


def _participant(cells: Mapping[str, Cell]) -> Participant:
    patronymic = cells[PATRONYMIC].text
    return participant(
        cells[LAST].text,
        cells[FIRST].text,
        "" if _is_no_patronymic(patronymic) else patronymic,
        _districts()[_plain_district(cells[DISTRICT].text)],
    )


def participant(last: str, first: str, patronymic: str, district: str) -> Participant:
    """One person as the store tells people apart; `district` is a slug, empty for elsewhere."""
    person = "|".join((plain_name(last), plain_name(first), plain_name(patronymic), district))
    return Participant(person, district)


def plain_name(text: str) -> str:
    """A name as it is compared: one case, one «е», one dash, single spaces."""
    text = normalise(normalise(text).casefold()).replace("ё", "е").replace("\n", " ")
    return _DASHES.sub("-", _APOSTROPHES.sub("'", " ".join(text.split())))


def _plain_district(text: str) -> str:
    return " ".join(_NOT_A_NAME.sub(" ", plain_name(text)).replace(".", " ").split())


@cache
def _districts() -> Mapping[str, str]:
    """A district as people write it → its slug."""
    found = {_plain_district(district_name(slug)): slug for slug in DISTRICTS}
    return {**found, ELSEWHERE: ""}
