"""The map of a blank: which row of cells is which field. Written by us, corrected by a person."""

import json
import tomllib
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from registration.assembly.r11001.blank.propose import Proposal, Proposed, Sure
from registration.assembly.r11001.blank.recognise import Recognised
from registration.assembly.r11001.blank.survey import MM, Box, Run
from registration.assembly.r11001.edition import Edition
from registration.domain.problems import problems_of
from registration.errors import FormError

Millimetres = Annotated[float, Field(ge=-1000, le=1000)]
Size = Annotated[float, Field(gt=0, le=1000)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MapLine(_Record):
    """A row of cells: its number on the picture, its field, where it stands in millimetres."""

    n: Annotated[int, Field(ge=1, le=2000)] = Field(title="Номер на картинке")
    field: str = Field(title="Поле", max_length=40)
    sure: Sure = Field(default=Sure.YES, title="Уверенность")
    cells: Annotated[int, Field(ge=1, le=200)] = Field(title="Знакомест")
    x: Millimetres = Field(title="Слева, мм")
    y: Millimetres = Field(title="Сверху, мм")
    pitch: Size = Field(title="Шаг, мм")
    width: Size = Field(title="Ширина знакоместа, мм")
    height: Size = Field(title="Высота знакоместа, мм")
    printed: str = Field(default="", title="Напечатано в знакоместах", max_length=200)
    near: str = Field(default="", title="Надпись рядом", max_length=1000)

    @property
    def run(self) -> Run:
        """The same in points."""
        left, top = self.x * MM, self.y * MM
        right = left + ((self.cells - 1) * self.pitch + self.width) * MM
        box = Box(left, top, right, top + self.height * MM)
        return Run(box, self.cells, self.pitch * MM, self.width * MM, self.printed)


class MapPage(_Record):
    """A page of the blank and the sheet it belongs to, "" when a ТОС does not need it."""

    number: Annotated[int, Field(ge=1, le=200)] = Field(title="Страница")
    sheet: Literal["", "title", "founder_person", "head_person", "okved", "applicant"] = Field(
        title="Лист"
    )
    letter: str = Field(default="", max_length=1, title="Буква листа")
    lines: tuple[MapLine, ...] = Field(default=(), title="Строки знакомест")


class BlankMap(_Record):
    """The whole map. `checked` is set by the person who has looked at every picture."""

    checked: bool = Field(title="Проверена человеком")
    form: str = Field(title="Форма")
    base: str = Field(title="Модель формы")
    blank_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(title="Отпечаток бланка")
    blank_pages: Annotated[int, Field(ge=1, le=200)] = Field(title="Страниц в бланке")
    knd: str = Field(default="", title="Код по КНД", max_length=10)
    absent: tuple[str, ...] = Field(default=(), title="Поля, которых на бланке нет")
    lengths: tuple[str, ...] = Field(default=(), title="Поля, длина которых сверена")
    pages: tuple[MapPage, ...] = Field(title="Страницы")


def proposed_map(found: Recognised, proposed: Proposed, base: Edition) -> BlankMap:
    """A map of proposals, not checked by anybody."""
    sheets = {item.page: item for item in proposed.sheets}
    fields = {(item.page, run): item for item in proposed.fields for run in item.runs}
    near = {
        (block.page, run): block.label or block.heading
        for block in proposed.blocks
        for run in block.runs
    }
    pages = []
    for page in found.survey.pages:
        lines = []
        for number, run in enumerate(page.runs):
            own = fields.get((page.number, number))
            words = near.get((page.number, number), "")
            lines.append(_line(number + 1, run, own, words))
        sheet = sheets[page.number]
        letter = sheet.letter if sheet.role else ""
        pages.append(
            MapPage.model_validate(
                {"number": page.number, "sheet": sheet.role, "letter": letter, "lines": lines}
            )
        )
    return BlankMap(
        checked=False,
        form=base.form,
        base=base.id,
        blank_sha256=found.survey.sha256,
        blank_pages=len(found.survey.pages),
        knd=found.knd or "",
        pages=tuple(pages),
    )


def _line(number: int, run: Run, own: Proposal | None, near: str) -> MapLine:
    return MapLine(
        n=number,
        field=own.field if own else "",
        sure=own.sure if own else Sure.YES,
        cells=run.count,
        x=_mm(run.box.left),
        y=_mm(run.box.top),
        pitch=_mm(run.pitch),
        width=_mm(run.width),
        height=_mm(run.box.height),
        printed=run.printed,
        near=near,
    )


def _mm(points: float) -> float:
    return round(points / MM, 3)


# -- writing and reading ---------------------------------------------------------------------

_HOW = """\
# Карта бланка {form}: какая строка знакомест какому полю соответствует.
#
# 1. Откройте картинки страниц: у каждой строки знакомест стоит её номер (n) и предложенное поле.
# 2. Исправьте sheet (какой это лист; "" — лист, который ТОС не нужен) и field (поле; "" — ничего
#    не вписывать). Если поле занимает несколько строк, впишите его у каждой из них.
# 3. Где стоит sure = "почти" или "нет", сверьте с картинкой и напишите "да".
# 4. Поля, которых на бланке нет, перечислите в absent, например ["title.name_other_lang"];
#    поля, длина которых на бланке не такая, как в модели, — в lengths (проверка их назовёт).
# 5. Посмотрели все страницы — напишите checked = true и выполните registration form accept.
#
# Листы: {roles}.
# Поля:
{fields}
"""


def as_toml(blank: BlankMap, base: Edition) -> str:
    """The map as a file for a person, with all names of fields at its head."""
    return "\n".join(chain([_how(base)], _body(blank))) + "\n"


def _how(base: Edition) -> str:
    fields = "\n".join(
        f"#   {sheet.role}: page_no, " + ", ".join(f.id for f in sheet.fields if not f.by_hand)
        for sheet in base.sheets
    )
    roles = ", ".join(f"{sheet.role} — {sheet.title.lower()}" for sheet in base.sheets)
    return _HOW.format(form=base.form, roles=roles, fields=fields)


def _body(blank: BlankMap) -> Iterator[str]:
    for name in (
        "checked", "form", "base", "blank_sha256", "blank_pages", "knd", "absent", "lengths",
    ):  # fmt: skip
        yield f"{name} = {_value(getattr(blank, name))}"
    for page in blank.pages:
        yield ""
        yield "[[pages]]"
        yield f"number = {page.number}"
        yield f"sheet = {_value(page.sheet)}"
        yield f"letter = {_value(page.letter)}"
        yield "lines = ["
        for line in page.lines:
            values = line.model_dump()
            inside = ", ".join(
                f"{name} = {_value(value)}" for name, value in values.items() if value != ""
                or name == "field"
            )  # fmt: skip
            yield f"  {{ {inside} }},"
        yield "]"


def _value(value: object) -> str:
    """A value as TOML writes it; JSON writes these the same way but for one control sign."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_map(text: str) -> BlankMap:
    """Read a map that a person may have changed.

    Raises:
        FormError: it does not read; every place is named.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"Карта не читается: {error}. Проверьте кавычки и скобки.") from error
    try:
        return BlankMap.model_validate(data)
    except ValidationError as error:
        raise FormError("\n".join(_faults(data, error))) from None


def _faults(data: dict[str, object], error: ValidationError) -> Iterator[str]:
    for problem in problems_of(BlankMap, error):
        yield f"{_where(data, problem.at)}: {problem.message}"


def _where(data: dict[str, object], at: tuple[str | int, ...]) -> str:
    """«страница 3, строка 12, cells»."""
    words: list[str] = []
    here: object = data
    for step in at:
        here = _inside(here, step)
        if isinstance(step, str):
            words += [step] if step not in ("pages", "lines") else []
        elif isinstance(here, dict):
            name = "страница" if "number" in here else "строка"
            words.append(f"{name} {here.get('number', here.get('n', step + 1))}")
    return ", ".join(words) or "карта"


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
