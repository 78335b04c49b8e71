"""The sheet for reading critical answers back over the telephone, letter by letter."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from registration.domain.case import Case
from registration.language.wording import date_text
from registration.paper.draw import draw
from registration.paper.known import Known, sections
from registration.paper.layout import (
    BOLD,
    LINE_HEIGHT,
    PLAIN,
    WIDTH,
    Block,
    Row,
    Rule,
    Tick,
    Words,
    text_rows,
)
from registration.paper.selection import Group, Sheet, chosen, grouped
from registration.paper.slots import layout_of
from registration.paper.spaces import Asked, Items, Parts, field_at, space_of
from registration.questionnaire.page import Question
from registration.questionnaire.pages import PAGES
from registration.questionnaire.path import case_so_far, numbers

TITLE = "Лист сверки"
_BIG, _ITEM, _VALUE = 24, 16, 18
_AIR = Row(10)
_TICK_ROW = 24
_IF_ANY = ", если есть"
_HOW_TO = (
    "Прочитайте каждый ответ вслух. Фамилии — по буквам, номера — по две цифры.",
    "Лидер смотрит в свои бумаги и говорит: «верно» или «исправить».",
    "Паспорт и ИНН сверяйте только с их хозяином.",
    "В листе личные данные. После звонка уберите его в дело или уничтожьте.",
)


def readback_pdf(answers: Mapping[str, object], on: date) -> bytes:
    """Draw the sheet: every known critical answer in full, with squares to tick."""
    known = Known(sections(answers))
    case = case_so_far(known.answers)
    reader = _Reader(numbers(), known, case)
    number = str(known.at("card.number") or "")
    blocks = [_opening(number, on)]
    for group in grouped(chosen(PAGES, case, known)):
        blocks += reader.blocks(group)
    blocks.append(_closing())
    return draw(TITLE, tuple(blocks), f"Дело {number}" if number else TITLE)


def _opening(number: str, on: date) -> Block:
    rows = [
        *text_rows(TITLE, BOLD, _BIG),
        *text_rows(f"Дело {number or '—'}, {date_text(on)}"),
        _AIR,
    ]
    for advice in _HOW_TO:
        rows += text_rows(advice)
    return Block(tuple(rows))


def _closing() -> Block:
    return Block(
        (
            Row(20),
            Row(LINE_HEIGHT, (Words(0, "С кем сверяли"), Rule(110, WIDTH - 110))),
            Row(LINE_HEIGHT, (Words(0, "Кто читал"), Rule(110, WIDTH - 110))),
            Row(LINE_HEIGHT, (Words(0, "День и час"), Rule(110, WIDTH - 110))),
        )
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Critical answers of a case as blocks."""

    numbers: Mapping[str, str]
    known: Known
    case: Case

    def blocks(self, group: Group) -> Iterator[Block]:
        if not group.list_path:
            yield from self._answers(group.sheets[0], None)
            return
        for at in range(self.known.count(group.list_path)):
            blocks = [block for sheet in group.sheets for block in self._answers(sheet, at)]
            if blocks:
                yield Block((Row(14), *self._heading(group, at)), keeps_next=True)
                yield from blocks

    def _heading(self, group: Group, at: int) -> tuple[Row, ...]:
        base = f"{group.list_path}.{at}"
        name = self.known.name(self.known.at(f"{base}.name"))
        if topic := self.known.at(f"{base}.topic"):
            name = self.known.text(field_at(Case, f"{base}.topic"), topic)
        return text_rows(f"{group.item_name} {at + 1}" + (f": {name}" if name else ""), BOLD, _ITEM)

    def _answers(self, sheet: Sheet, item: int | None) -> Iterator[Block]:
        page = sheet.page
        if item is not None and not page.asked_item(self.case, item):
            return
        for question, field in zip(page.questions, page.fields(), strict=True):
            path = field.replace("*", str(item))
            if question.critical and self.known.at(path) is not None:
                yield self._answer(question, self.numbers[field], path)

    def _answer(self, question: Question, number: str, path: str) -> Block:
        asked = field_at(Case, path)
        rows = [_AIR, *text_rows(f"{number}. {asked.title}", BOLD)]
        for line in self._lines(asked, question, path):
            rows += text_rows(line, PLAIN, _VALUE)
        return Block((*rows, _verdict()))

    def _lines(self, asked: Asked, question: Question, path: str) -> Iterator[str]:
        value = self.known.at(path)
        space = space_of(asked, critical=question.critical)
        if isinstance(space, Parts) and isinstance(value, Mapping):
            yield from self._parts(space, path)
        elif isinstance(value, list | tuple) and not isinstance(space, Items):
            yield from (spoken(self.known.text(asked, one)) for one in value)
        else:
            yield spoken(self.known.text(asked, value))

    def _parts(self, space: Parts, path: str) -> Iterator[str]:
        for slots in layout_of(space.model):
            told = []
            for slot in slots:
                texts = (
                    self.known.text(field_at(space.model, name), value)
                    for name in slot.fields
                    if (value := self.known.at(f"{path}.{name}")) is not None
                )
                if text := " ".join(texts):
                    told.append(f"{slot.label.replace(_IF_ANY, '')}: {spoken(text)}")
            if told:
                yield "; ".join(told)


def spoken(text: str) -> str:
    """Long numbers in pairs of digits, as they are dictated; «ё» is told aloud."""
    if re.fullmatch(r"[0-9]{4,}", text):
        return " ".join(re.findall(r"[0-9]{1,2}", text))
    return f"{text} (через «ё»)" if re.search("[ёЁ]", text) else text


def _verdict() -> Row:
    return Row(
        _TICK_ROW,
        (
            Tick(0),
            Words(18, "верно"),
            Tick(80),
            Words(98, "исправить:"),
            Rule(178, WIDTH - 178),
        ),
    )
