"""Room for answers laid out in rows: groups of labelled slots, choices, boxes, lines."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import BaseModel

from registration.paper.known import Known, in_cells
from registration.paper.layout import (
    BOLD,
    BOX_HEIGHT,
    GAP,
    LEADING,
    LINE_HEIGHT,
    TICK,
    WIDTH,
    Boxes,
    Item,
    Row,
    Rule,
    Tick,
    Words,
    boxes_width,
    text_rows,
    width_of,
    wrapped,
)
from registration.paper.slots import TELL_THEMSELVES, Slot, layout_of
from registration.paper.spaces import (
    Asked,
    Cells,
    Choice,
    Items,
    Lines,
    Parts,
    Space,
    field_at,
    space_of,
)

_TICK_STEP = TICK + 6
_CHOICE_STEP = 18
_BOXES_HEIGHT = BOX_HEIGHT + 6
_SHORTEST_RULE = 60
_ITEMS = 3  # room for a list inside one question


def answer_rows(asked: Asked, space: Space, path: str, known: Known) -> tuple[Row, ...]:
    """Room for the answer to one question, with the known answer in it."""
    if isinstance(space, Parts):
        return group_rows(space.model, path, known)
    if isinstance(space, Items):
        return tuple(_items(space.model, path, known))
    return _bare(asked, space, known.at(path), known)


def group_rows(
    model: type[BaseModel], path: str, known: Known, number: str = ""
) -> tuple[Row, ...]:
    """Room for a whole section of the model; the number stands before its first label."""
    first, *rest = layout_of(model)
    numbered = (replace(first[0], label=f"{number}{first[0].label}"), *first[1:])
    rows = (slots_rows(model, slots, path, known) for slots in (numbered, *rest))
    return tuple(row for several in rows for row in several)


def _items(model: type[BaseModel], path: str, known: Known) -> Iterator[Row]:
    for number in range(max(_ITEMS, known.count(path) + 1)):
        yield from text_rows(f"{number + 1}.", BOLD)
        yield from group_rows(model, f"{path}.{number}", known)


def labelled_rows(
    asked: Asked, space: Space, label: str, path: str, known: Known
) -> tuple[Row, ...]:
    """A short form of a question that has been asked in full before."""
    if isinstance(space, Parts) and space.model in TELL_THEMSELVES:
        number, _, _ = label.partition(" ")
        return group_rows(space.model, path, known, f"{number} ")
    if isinstance(space, Parts):
        return (Row(GAP), *text_rows(label), *group_rows(space.model, path, known))
    value = known.at(path)
    one = _Filled(label, asked, space, path, value, known.text(asked, value))
    if one.fits and one.width <= WIDTH:
        return (_side_by_side([one]),)
    return _alone(one, known)


def slots_rows(
    model: type[BaseModel], slots: tuple[Slot, ...], path: str, known: Known
) -> tuple[Row, ...]:
    """Slots side by side if they fit, else one under another."""
    filled = [_filled(model, slot, path, known) for slot in slots]
    if sum(one.width for one in filled) + GAP * (len(filled) - 1) <= WIDTH and all(
        one.fits for one in filled
    ):
        return (_side_by_side(filled),)
    return tuple(row for one in filled for row in _alone(one, known))


@dataclass(frozen=True, slots=True)
class _Filled:
    """A slot with the answer that stands in it."""

    label: str
    asked: Asked
    space: Space
    path: str
    value: object
    text: str
    least: float = 0

    @property
    def label_width(self) -> float:
        return max(self.least, width_of(self.label) + GAP)

    @property
    def narrowest(self) -> float:
        """The narrowest room for the answer alone."""
        match self.space:
            case Cells(groups=groups, lead=lead):
                return boxes_width(groups) + (width_of(lead) + 4 if lead else 0)
            case Choice():
                return _choice_width(self.space)
            case _:
                return max(_SHORTEST_RULE, width_of(self.text) + GAP)

    @property
    def width(self) -> float:
        return self.label_width + self.narrowest

    @property
    def fits(self) -> bool:
        """Whether the answer stands on the same line as its label."""
        match self.space:
            case Lines(count=count):
                return count == 1
            case Cells():
                return self.value is None or in_cells(self.value, self.space) is not None
            case Choice(several=several):
                return not several
            case _:
                return False


def _filled(model: type[BaseModel], slot: Slot, path: str, known: Known) -> _Filled:
    asked = field_at(model, slot.fields[0])
    space = slot.space or space_of(asked)
    values = [(field_at(model, name), known.at(f"{path}.{name}")) for name in slot.fields]
    text = " ".join(known.text(field, value) for field, value in values if value is not None)
    at = f"{path}.{slot.fields[0]}"
    return _Filled(slot.label, asked, space, at, values[0][1], text, slot.label_width)


def _side_by_side(filled: list[_Filled]) -> Row:
    spare = WIDTH - sum(one.width for one in filled) - GAP * (len(filled) - 1)
    stretched = sum(isinstance(one.space, Lines) for one in filled)
    items: list[Item] = []
    x = 0.0
    for one in filled:
        more = spare / stretched if isinstance(one.space, Lines) else 0
        items.append(Words(x, one.label))
        items += _inline(one, x + one.label_width, one.narrowest + more)
        x += one.width + more + GAP
    return Row(LINE_HEIGHT, tuple(items))


def _inline(one: _Filled, x: float, width: float) -> Iterator[Item]:
    match one.space:
        case Cells():
            yield from _cells(one.space, one.value, x)
        case Choice():
            yield from _choice_in_line(one.space, one.value, x)
        case _:
            yield Rule(x, width, one.text)


def _alone(one: _Filled, known: Known) -> tuple[Row, ...]:
    """The label above, the room below; the first line of a longer text beside its label."""
    if isinstance(one.space, Lines) and not one.space.numbered and one.label_width < WIDTH / 2:
        return _lines_after(one.label, one.label_width, one.space.count, one.text)
    label = text_rows(one.label)
    return (Row(GAP), *label, *answer_rows(one.asked, one.space, one.path, known))


def _lines_after(label: str, indent: float, count: int, text: str) -> tuple[Row, ...]:
    first, *rest = wrapped(text, WIDTH - indent - GAP) if text else [""]
    more = wrapped(" ".join(rest), WIDTH - GAP) if rest else []
    more += [""] * (count - 1 - len(more))
    return (
        Row(LINE_HEIGHT, (Words(0, label), Rule(indent, WIDTH - indent, first))),
        *(Row(LINE_HEIGHT, (Rule(0, WIDTH, line),)) for line in more),
    )


def _bare(asked: Asked, space: Space, value: object, known: Known) -> tuple[Row, ...]:
    """Room without a label: the question above says what to write."""
    if isinstance(space, Choice):
        return _choice(space, value)
    if isinstance(space, Cells):
        if value is None or in_cells(value, space) is not None:
            return (Row(_BOXES_HEIGHT, tuple(_cells(space, value, 0))),)
        return _lines(Lines(), (known.text(asked, value),))
    texts = value if isinstance(value, list | tuple) else (value,)
    assert isinstance(space, Lines)  # noqa: S101 - groups and lists never come here
    return _lines(space, tuple(known.text(asked, text) for text in texts if text is not None))


def _lines(space: Lines, texts: tuple[str, ...]) -> tuple[Row, ...]:
    if space.numbered:
        rows = max(space.count, len(texts) + 1)
        filled = [*texts, *[""] * (rows - len(texts))]
        return tuple(
            row
            for number, text in enumerate(filled, start=1)
            for row in _lines_after(f"{number}.", 24, 1, text)
        )
    lines = [line for text in texts for part in text.split("\n") for line in wrapped(part, WIDTH)]
    lines += [""] * (space.count - len(lines))
    return tuple(Row(LINE_HEIGHT, (Rule(0, WIDTH, line),)) for line in lines)


def _cells(cells: Cells, value: object, x: float) -> Iterator[Item]:
    if cells.lead:
        yield Words(x, cells.lead)
        x += width_of(cells.lead) + 4
    signs = (in_cells(value, cells) or "") if value is not None else ""
    yield Boxes(x, cells.groups, cells.sign, signs)


def _choice_width(choice: Choice) -> float:
    return sum(_TICK_STEP + width_of(words) + _CHOICE_STEP for _, words in choice.options)


def _chosen(choice: Choice, value: object) -> list[object]:
    return list(value) if choice.several and isinstance(value, list | tuple) else [value]


def _choice_in_line(choice: Choice, value: object, x: float) -> Iterator[Item]:
    for option, words in choice.options:
        yield Tick(x, option in _chosen(choice, value) and value is not None)
        yield Words(x + _TICK_STEP, words)
        x += _TICK_STEP + width_of(words) + _CHOICE_STEP


def _choice(choice: Choice, value: object) -> tuple[Row, ...]:
    """Short options in one line, others one under another."""
    if _choice_width(choice) <= WIDTH:
        return (Row(LEADING + 4, tuple(_choice_in_line(choice, value, 0))),)
    return tuple(_options(choice, value))


def _options(choice: Choice, value: object) -> Iterator[Row]:
    for option, words in choice.options:
        first, *rest = wrapped(words, WIDTH - _TICK_STEP)
        marked = value is not None and option in _chosen(choice, value)
        yield Row(LEADING + 3, (Tick(0, marked), Words(_TICK_STEP, first)))
        for line in rest:
            yield Row(LEADING, (Words(_TICK_STEP, line),))
