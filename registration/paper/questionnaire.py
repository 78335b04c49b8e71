"""The questionnaire on paper: every question of a leader in the order of the screens."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registration.domain.case import Case
from registration.language.letters import lower_first
from registration.paper.draw import draw
from registration.paper.known import Known, sections
from registration.paper.layout import (
    BOLD,
    LINE_HEIGHT,
    WIDTH,
    Bar,
    Block,
    Boxes,
    Row,
    Rule,
    Tick,
    Words,
    text_rows,
    width_of,
)
from registration.paper.rows import answer_rows, labelled_rows
from registration.paper.selection import Group, Sheet, chosen, grouped, runs
from registration.paper.spaces import Choice, Lines, Space, field_at, space_of
from registration.questionnaire.page import Question, Step
from registration.questionnaire.pages import PAGES
from registration.questionnaire.path import case_so_far, numbers

TITLE = "Анкета ТОС"
_ITEM, _HEADING, _BIG = 16, 18, 24
_AIR = Row(10)
_SHORT_PROSE = 2  # lines for prose where the question is repeated

_STORED = "Уже записано; если изменилось, скажите консультанту"
_SCREEN_WORDS = "нажмите «Не знаю»", "поставьте «?»"

_HOW_TO = (
    "Пишите ручкой, печатными буквами. В клетку — одна буква или цифра.",
    "Выбор отмечайте крестиком.",
    "Дату пишите цифрами: день, месяц, год.",
    "Не знаете ответа — поставьте «?» рядом с номером. Консультант поможет.",
    "Не хватило места — пишите на чистом листе. Укажите номер вопроса.",
    "Номера вопросов те же, что на экране. По ним удобно говорить по телефону.",
    "Согласие на работу с данными — отдельный лист. Его подписывает каждый сам.",
    "В анкете будут личные данные. Не оставляйте её без присмотра.",
)


def questionnaire_pdf(
    answers: Mapping[str, object] | None = None, *, blank: bool = False, phone: str = ""
) -> bytes:
    """Draw the questionnaire.

    Without answers it asks everything; with answers, only what this case still may be asked.
    The answers themselves are printed unless it shall be `blank`.
    """
    known = Known(sections(answers))
    case = case_so_far(known.answers)
    groups = grouped(chosen(PAGES, case, known))
    layout = _Layout(numbers(), case, known, Known({}) if blank else known)
    blocks = (*_opening(known), *layout.steps(groups))
    return draw(TITLE, blocks, f"Телефон консультанта: {phone}".strip())


def _opening(known: Known) -> Iterator[Block]:
    number = str(known.at("card.number") or "")
    rows = [
        *text_rows(TITLE, BOLD, _BIG),
        *text_rows("Чтобы ваш ТОС стал юридическим лицом"),
        _AIR,
        _line("Номер дела, его впишет консультант", number),
        _line("Кто заполнял, фамилия и имя", ""),
        _line("Когда", ""),
        _AIR,
        *text_rows("Как заполнять", BOLD, _HEADING),
        Row(LINE_HEIGHT, _sample()),
        _AIR,
    ]
    for advice in _HOW_TO:
        first, *rest = text_rows(advice, indent=16)
        rows += [Row(first.height + 2, (Words(0, "—"), *first.items)), *rest]
    yield Block(tuple(rows))


def _line(label: str, value: str) -> Row:
    start = width_of(label) + 8
    return Row(LINE_HEIGHT, (Words(0, label), Rule(start, WIDTH - start, value)))


def _sample() -> tuple[Words | Boxes | Tick, ...]:
    """What boxes and squares look like when filled."""
    return (
        Words(0, "Образец:"),
        Boxes(75, (6,), value="Попова"),
        Boxes(200, (2, 2, 4), ".", "05031961"),
        Tick(390, marked=True),
        Words(408, "да"),
        Tick(440),
        Words(458, "нет"),
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """Blocks of all groups: what is known decides what is asked, what is shown is printed."""

    numbers: Mapping[str, str]
    case: Case
    known: Known
    shown: Known

    def steps(self, groups: Iterator[Group]) -> Iterator[Block]:
        step: Step | None = None
        for words, run in runs(groups):
            if run[0].first.step is not step:
                step = run[0].first.step
                yield _step_heading(step)
            if words:
                yield self._condition(words, run)
            for group in run:
                yield from self._group(group)

    def _condition(self, words: str, run: tuple[Group, ...]) -> Block:
        numbers = [
            self.numbers[field]
            for group in run
            for sheet in group.sheets
            for field in sheet.page.fields()
        ]
        which = f"Вопросы {numbers[0]}–{numbers[-1]}" if numbers[1:] else f"Вопрос {numbers[0]}"
        note = f"{which} заполните, если {words}."
        return Block((_AIR, *text_rows(f"► {note}", BOLD)), keeps_next=True)

    def _group(self, group: Group) -> Iterator[Block]:
        if group.item_words:
            yield self._condition(group.item_words, (group,))
        if intro := group.first.intro:
            yield Block((_AIR, *text_rows(intro)), keeps_next=True)
        if group.list_path:
            yield from self._list(group, group.list_path)
            return
        page = group.first
        for question, field in zip(page.questions, page.fields(), strict=True):
            yield self._question(question, self.numbers[field], field)

    def _question(self, question: Question, number: str, path: str, words: str = "") -> Block:
        """A question in full: number, words, condition, hints, room."""
        asked = field_at(Case, path)
        space = space_of(asked, critical=question.critical)
        room = (
            text_rows(f"{_STORED}.")
            if self._secret(question, path)
            else answer_rows(asked, space, path, self.shown)
        )
        return Block(
            (
                _AIR,
                *text_rows(f"{number}. {question.text}", BOLD),
                *(text_rows(f"Заполните, если {words}.", BOLD) if words else ()),
                *text_rows(_hint(question, asked.points_at_person)),
                Row(4),
                *room,
            )
        )

    def _list(self, group: Group, path: str) -> Iterator[Block]:
        """The first item asks in full, the others repeat numbers and titles only."""
        yield Block(tuple(self._item_heading(group, 0)), keeps_next=True)
        for sheet in group.sheets:
            words = "" if group.item_words else sheet.item_words
            for question, field in zip(sheet.page.questions, sheet.page.fields(), strict=True):
                at = field.replace("*", "0")
                yield self._question(question, self.numbers[field], at, words)
        for item in range(1, group.room(self.known)):
            sheets = [one for one in group.sheets if not self._left_out(one, item)]
            rows = [row for sheet in sheets for row in self._again(sheet, item)]
            if rows:
                yield Block((*self._item_heading(group, item), *rows))

    def _left_out(self, sheet: Sheet, item: int) -> bool:
        """The item is known not to be asked, or it is so seldom that nobody keeps room for it."""
        if sheet.passes_over(item, self.case, self.known):
            return True
        at = f"{sheet.page.section}.{sheet.page.each}.{item}"
        return sheet.seldom and self.known.at(at) is None

    def _again(self, sheet: Sheet, item: int) -> Iterator[Row]:
        for question, field in zip(sheet.page.questions, sheet.page.fields(), strict=True):
            path = field.replace("*", str(item))
            asked = field_at(Case, path)
            label = f"{self.numbers[field]}. {asked.title}"
            if self._secret(question, path):
                yield _AIR
                yield from text_rows(f"{label}: {lower_first(_STORED)}.")
                continue
            space = _short(space_of(asked, critical=question.critical))
            yield from labelled_rows(asked, space, label, path, self.shown)

    def _item_heading(self, group: Group, item: int) -> Iterator[Row]:
        """«Человек 2»; when people are met again, with a line for the name."""
        title = f"{group.item_name} {item + 1}"
        yield Row(_ITEM)
        if group.list_path != "people.persons" or group.first.questions[0].field == "name":
            yield from text_rows(title, BOLD, _ITEM)
            return
        start = width_of(f"{title}: ", BOLD, _ITEM)
        who = self.shown.name(self.shown.at(f"{group.list_path}.{item}.name"))
        yield Row(
            LINE_HEIGHT, (Words(0, f"{title}:", BOLD, _ITEM), Rule(start, WIDTH - start, who))
        )

    def _secret(self, question: Question, path: str) -> bool:
        """Passports and the like are never printed again once the case has them."""
        return question.masked and self.shown.at(path) is not None


def _step_heading(step: Step) -> Block:
    title = f"{step.number}. {step.label}"
    return Block((Row(20, (Bar(2),)), *text_rows(title, BOLD, _HEADING)), keeps_next=True)


def _hint(question: Question, points_at_person: bool) -> str:
    parts = [question.why]
    if question.example:
        parts.append(f"Например: {_ended(question.example)}")
    if points_at_person:
        parts.append("Впишите фамилию и имя из раздела «Люди».")
    elif question.where:
        parts.append(f"Где посмотреть: {_ended(question.where).replace(*_SCREEN_WORDS)}")
    return " ".join(part for part in parts if part)


def _ended(text: str) -> str:
    return text if text[-1] in ".?!" else f"{text}."


def _short(space: Space) -> Space:
    """Room for a repeated question: long lists of choices and long prose become lines."""
    match space:
        case Choice(options=options) if sum(len(words) for _, words in options) > 40:
            return Lines(1)
        case Lines(count=count, numbered=False):
            return Lines(min(count - 1, _SHORT_PROSE) or 1)
        case _:
            return space
