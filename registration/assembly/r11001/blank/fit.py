"""Holding a corrected map against the blank and the model: every fault with its place."""

import difflib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from registration.assembly.r11001.blank.faults import Fault, Settled
from registration.assembly.r11001.blank.map_file import BlankMap, MapLine, MapPage
from registration.assembly.r11001.blank.propose import Sure
from registration.assembly.r11001.blank.sheets import needed_fields
from registration.assembly.r11001.blank.survey import Box, Survey, in_rows
from registration.assembly.r11001.edition import Edition, FieldSpec, SheetSpec
from registration.assembly.r11001.model import PAGE_NUMBER

_BELOW = 30.0  # points: the next line of a field stands no further
_INSET = 1.0  # points: a label may touch the frame of a cell
_TALL_ENOUGH = 9.0  # points: lower cells hold no readable letter


@dataclass(frozen=True, slots=True)
class Placed:
    """The lines of one field on one page, in reading order."""

    page: int
    lines: tuple[MapLine, ...]


@dataclass(slots=True)
class _Found:
    """What a map says about one sheet."""

    spec: SheetSpec
    pages: list[MapPage]
    fields: dict[str, list[Placed]] = field(default_factory=dict)


def faults_of(blank: BlankMap, survey: Survey, base: Edition) -> tuple[Fault, ...]:
    """Everything that keeps a map from being used, in the order of its pages."""
    return tuple(_faults(blank, survey, base))


def _faults(blank: BlankMap, survey: Survey, base: Edition) -> Iterator[Fault]:
    if blank.blank_sha256 != survey.sha256:
        yield Fault("Карта составлена для другого файла: отпечаток бланка не сходится.")
        return
    if [page.number for page in blank.pages] != list(range(1, len(survey.pages) + 1)):
        yield Fault(f"В карте должны быть страницы бланка по порядку: от 1 до {len(survey.pages)}.")
        return
    if not blank.checked:
        yield Fault(
            "Карту ещё никто не проверил: посмотрите картинки",
            in_file="и напишите checked = true.",
            settled=Settled.LOOKED_THROUGH,
        )
    for page in blank.pages:
        yield from _page(page, survey, base)
    for sheet in base.sheets:
        yield from _sheet(sheet, blank, base)
    yield from _unknown_notes(blank, base)


# -- a line by itself ------------------------------------------------------------------------


def _page(page: MapPage, survey: Survey, base: Edition) -> Iterator[Fault]:
    known = _known(page.sheet, base)
    taken: list[MapLine] = []
    for line in page.lines:
        if not line.field:
            continue
        for fault in (*_line(line, page, known), *_stands(line, survey, page.number, taken)):
            yield fault.at(page.number, line.n)
        taken.append(line)


def _known(role: str, base: Edition) -> tuple[str, ...]:
    if role not in base.by_role:
        return ()
    return (PAGE_NUMBER, *(spec.id for spec in base.by_role[role].fields))


def _line(line: MapLine, page: MapPage, known: tuple[str, ...]) -> Iterator[Fault]:
    if not page.sheet:
        yield Fault(
            f"поле «{line.field}» стоит на листе, который ТОС не нужен.",
            in_file="Впишите sheet страницы.",
        )
    elif line.field not in known:
        near = difflib.get_close_matches(line.field, known, n=1)
        hint = f" Может быть, «{near[0]}»?" if near else ""
        yield Fault(f"на листе «{page.sheet}» нет поля «{line.field}».{hint}")
    if line.sure is not Sure.YES:
        yield Fault(
            f"поле «{line.field}» предложено неуверенно. Сверьте с картинкой (рядом напечатано "
            f"«{line.near}»)",
            in_file='и напишите sure = "да".',
            settled=Settled.SURE,
        )
    if line.printed and line.field != PAGE_NUMBER:
        yield Fault(f"в знакоместах уже напечатано «{line.printed}»: вписывать сюда нельзя.")
    if line.printed and line.field == PAGE_NUMBER and not line.printed.isdigit():
        yield Fault(f"вместо номера страницы напечатано «{line.printed}».")


def _stands(line: MapLine, survey: Survey, number: int, taken: list[MapLine]) -> Iterator[Fault]:
    page = survey.pages[number - 1]
    box = line.run.box
    if box.left < 0 or box.top < 0 or box.right > page.width or box.bottom > page.height:
        yield Fault(
            "знакоместа выходят за край страницы.", in_file="Проверьте x, y, pitch и cells."
        )
    if line.run.width > line.run.pitch + _INSET or box.height < _TALL_ENOUGH:
        yield Fault("знакоместа наползают друг на друга или слишком низки. Проверьте размеры.")
    for other in taken:
        if other.run.box.touches(_inner(box)) and _crosses(line, other):
            yield Fault(f"знакоместа те же, что у строки {other.n}.")
    for words in page.words:
        if any(_inner(line.run.cell(n)).touches(words.box) for n in range(line.cells)):
            yield Fault(f"буквы закрыли бы напечатанное «{words.text}».")
            break


def _inner(box: Box) -> Box:
    return Box(box.left + _INSET, box.top + _INSET, box.right - _INSET, box.bottom - _INSET)


def _crosses(line: MapLine, other: MapLine) -> bool:
    cells = [_inner(line.run.cell(number)) for number in range(line.cells)]
    return any(
        other.run.cell(number).touches(cell) for number in range(other.cells) for cell in cells
    )


# -- a field -----------------------------------------------------------------------------------


def _sheet(sheet: SheetSpec, blank: BlankMap, base: Edition) -> Iterator[Fault]:
    pages = [page for page in blank.pages if page.sheet == sheet.role]
    if not pages:
        yield Fault(f"Нет ни одной страницы листа «{sheet.role}» ({sheet.title}).")
        return
    numbers = [page.number for page in pages]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        told = ", ".join(map(str, numbers))
        yield Fault(f"Страницы листа «{sheet.role}» стоят не подряд: {told}.")
    for page in pages:
        if not any(line.field == PAGE_NUMBER for line in page.lines):
            fault = Fault(f"не указано, где номер страницы (поле «{PAGE_NUMBER}»).")
            yield fault.at(page.number)
    fields = placed(pages)
    for spec in sheet.fields:
        if not spec.by_hand:
            yield from _field(spec, sheet, fields.get(spec.id, []), blank)


def placed(pages: list[MapPage]) -> dict[str, list[Placed]]:
    """Fields of a sheet with their lines by page, in reading order; without the page numbers."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for page in pages:
        lines: dict[str, list[MapLine]] = defaultdict(list)
        for row in in_rows(page.lines, lambda line: line.run.box):
            for line in row:
                if line.field and line.field != PAGE_NUMBER:
                    lines[line.field].append(line)
        for name, own in lines.items():
            found[name].append(Placed(page.number, tuple(own)))
    return found


def _field(
    spec: FieldSpec, sheet: SheetSpec, spots: list[Placed], blank: BlankMap
) -> Iterator[Fault]:
    name = f"{sheet.role}.{spec.id}"
    if not spots:
        if spec.id in needed_fields().get(sheet.role, ()):
            yield Fault(
                f"Лист «{sheet.role}»: не указано, где «{spec.id}» ({spec.label}). Оно нужно."
            )
        elif name not in blank.absent:
            yield Fault(
                f"Лист «{sheet.role}»: не указано, где поле «{spec.id}» ({spec.label}).",
                in_file=f'Если на бланке его нет, добавьте "{name}" в absent.',
                settled=Settled.ABSENT,
                field=name,
            )
        return
    if name in blank.absent:
        yield Fault(
            f"Поле «{name}» и указано, и названо отсутствующим (absent). Оставьте что-то одно."
        )
    if len(spots) > 1:
        places = ", ".join(str(spot.page) for spot in spots)
        yield Fault(f"Поле «{name}» указано дважды: на страницах {places}.")
        return
    for fault in _shape(spec, spots[0].lines, name, blank):
        yield fault.at(spots[0].page, field=name)


def _shape(
    spec: FieldSpec, lines: tuple[MapLine, ...], name: str, blank: BlankMap
) -> Iterator[Fault]:
    counts = tuple(line.cells for line in lines)
    model = " + ".join(map(str, spec.groups or spec.lines))
    if spec.groups:
        parts = len(spec.groups)
        whole = counts == (sum(spec.groups),)
        if not whole and len(counts) % parts:
            yield Fault(f"должно быть частей {parts} ({model}), а указано {len(counts)}.")
            return
        if not whole and len(counts) > parts and len(spec.slots) == 1:
            yield Fault(f"указано дважды: частей {len(counts)}, а в поле их {parts} ({model}).")
            return
        sets = {counts[start : start + parts] for start in range(0, len(counts), parts)}
        if not whole and len(sets) > 1:
            yield Fault(
                "части у разных мест этого поля разной длины. Проверьте, все ли строки указаны."
            )
        if not whole and spec.kind == "date" and sets != {spec.groups}:
            yield Fault(f"в дате должно быть знакомест {model}.")
        elif not whole and sets != {spec.groups}:
            yield from _length(name, next(iter(sets)), model, blank)
        return
    if (apart := _apart(lines)) is not None:
        yield Fault(f"указано дважды: строка {apart.n} стоит отдельно от остальных.")
        return
    if spec.kind != "text" and len(counts) > 1:
        yield Fault(f"указано дважды: строк {len(counts)}, а поле занимает одну.")
    elif counts != spec.lines:
        yield from _length(name, counts, model, blank)


def _length(name: str, counts: tuple[int, ...], model: str, blank: BlankMap) -> Iterator[Fault]:
    if name not in blank.lengths:
        found = " + ".join(map(str, counts))
        yield Fault(
            f"на бланке знакомест {found}, а в модели {model}. Проверьте, все ли строки указаны",
            in_file=f'; если бланк и вправду такой, добавьте "{name}" в lengths.',
            settled=Settled.LENGTH,
        )


def _apart(lines: tuple[MapLine, ...]) -> MapLine | None:
    """A line that does not stand right below the one before it."""
    for before, after in pairwise(lines):
        gap = after.run.box.top - before.run.box.bottom
        if gap > _BELOW or gap < -before.run.box.height / 2:
            return after
    return None


def _unknown_notes(blank: BlankMap, base: Edition) -> Iterator[Fault]:
    known = {f"{sheet.role}.{spec.id}" for sheet in base.sheets for spec in sheet.fields}
    for title, names in (("absent", blank.absent), ("lengths", blank.lengths)):
        for name in names:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f" Может быть, «{near[0]}»?" if near else ""
                yield Fault(f"{title}: поля «{name}» нет.{hint}")
