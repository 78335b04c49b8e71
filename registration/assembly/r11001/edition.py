"""The edition of the form: everything that depends on the blank, read from one data file."""

import tomllib
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from registration.domain.problems import problems_of
from registration.domain.section import Day
from registration.errors import FormError

EDITIONS = Path(__file__).parents[3] / "templates" / "forms" / "r11001"

Length = Annotated[int, Field(ge=1, le=200)]
Millimetres = Annotated[float, Field(gt=0, le=500)]
Points = Annotated[float, Field(gt=0, le=100)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,23}$")]


class _Record(BaseModel):
    """Part of an edition file: unchangeable, and no key beyond those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def remade(self, **changes: object) -> Self:
        """A checked copy with some parts changed; what was worked out of the old ones is not."""
        return type(self).model_validate(
            {name: getattr(self, name) for name in type(self).model_fields} | changes
        )


class FieldSpec(_Record):
    """One field of the blank: its label and its cells.

    Either `lines` (text runs on from line to line) or `groups` (parts of one line, divided by a
    sign that is printed on the blank: the dots of a date).
    """

    id: Identifier = Field(title="Обозначение поля")
    label: str = Field(title="Название поля", min_length=1)
    printed: str | None = Field(default=None, title="Надпись на листе, если короче названия")
    number: str = Field(default="", title="Номер поля")
    note: str = Field(default="", title="Пояснение справа")
    kind: Literal["text", "digits", "date", "handwritten", "notary"] = Field(
        default="text", title="Вид поля"
    )
    lines: tuple[Length, ...] = Field(default=(), title="Знакомест в строках")
    groups: tuple[Length, ...] = Field(default=(), title="Знакомест в частях")
    separator: str = Field(default="", max_length=1, title="Знак между частями")
    align: Literal["left", "right"] = Field(default="left", title="Выравнивание")
    fill: str = Field(default="", max_length=1, title="Чем дополнить слева")
    caption: Literal["above", "left"] = Field(default="above", title="Где надпись")
    column: Annotated[int, Field(ge=0)] = Field(default=0, title="Первое знакоместо")
    beside: bool = Field(default=False, title="В одной строке с прежним полем")
    across: Length = Field(default=1, title="Сколько полей в ряду")
    across_step: Length = Field(default=1, title="Шаг полей в ряду")
    down: Length = Field(default=1, title="Сколько рядов")

    @model_validator(mode="after")
    def _either_lines_or_groups(self) -> Self:
        if bool(self.lines) == bool(self.groups):
            raise PydanticCustomError("lines", "Нужно что-то одно: lines или groups.")
        if self.groups and not self.separator:
            raise PydanticCustomError("separator", "К groups нужен separator — знак между частями.")
        return self

    @property
    def caption_text(self) -> str:
        """What the sheet prints by the cells: «1.1. Полное наименование»."""
        words = self.label if self.printed is None else self.printed
        return " ".join(part for part in (f"{self.number}." if self.number else "", words) if part)

    @property
    def slots(self) -> tuple[str, ...]:
        """Ids of the places of this field: itself, or `id_1`… of a repeated one."""
        count = self.across * self.down
        return (self.id,) if count == 1 else tuple(f"{self.id}_{n}" for n in range(1, count + 1))

    @property
    def capacity(self) -> int:
        """How many cells there are; a line for handwriting has none."""
        return 0 if self.kind == "handwritten" else sum(self.lines or self.groups)

    @property
    def width(self) -> int:
        """Cells of the first line, signs between the groups included."""
        return self.lines[0] if self.lines else sum(self.groups) + len(self.groups) - 1

    @property
    def by_hand(self) -> bool:
        """Never filled by the product: written by hand, or by the notary."""
        return self.kind in ("handwritten", "notary")


class SectionSpec(_Record):
    """A numbered part of a page."""

    number: str = Field(default="", title="Номер раздела")
    title: str = Field(title="Название раздела")
    text: str = Field(default="", title="Пояснение под названием")
    fields: tuple[FieldSpec, ...] = Field(title="Поля")


class PageSpec(_Record):
    """A page of a sheet; `printed_number` stands on the blank already, and nothing is put there."""

    sections: tuple[SectionSpec, ...] = Field(title="Разделы")
    printed_number: str = Field(default="", max_length=3, title="Напечатанный номер страницы")


class SheetSpec(_Record):
    """A sheet by its role; its letter is printed only if the file states it."""

    role: Literal["title", "founder_person", "head_person", "okved", "applicant"] = Field(
        title="Роль листа"
    )
    title: str = Field(title="Название листа")
    letter: str | None = Field(default=None, max_length=1, title="Буква листа")
    ordinal: str | None = Field(default=None, title="Кого считаем, если листов несколько")
    pages: tuple[PageSpec, ...] = Field(title="Страницы", min_length=1)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        slots = [slot for spec in self.fields for slot in spec.slots]
        doubled = sorted({slot for slot in slots if slots.count(slot) > 1})
        if doubled:
            raise PydanticCustomError(
                "doubled_field", "Поле стоит на листе дважды: {ids}.", {"ids": ", ".join(doubled)}
            )
        return self

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        return tuple(
            spec for page in self.pages for section in page.sections for spec in section.fields
        )

    @cached_property
    def field_of(self) -> dict[str, tuple[int, FieldSpec]]:
        """Page of the sheet (from 0) and declaration by the id of a place."""
        return {
            slot: (number, spec)
            for number, page in enumerate(self.pages)
            for section in page.sections
            for spec in section.fields
            for slot in spec.slots
        }


class Geometry(_Record):
    """Sizes on paper, in millimetres; types and frames in points."""

    page_width: Millimetres
    page_height: Millimetres
    left: Millimetres
    top: Millimetres
    bottom: Millimetres
    columns: Length
    pitch: Millimetres
    cell_width: Millimetres
    cell_height: Millimetres
    row_step: Millimetres
    baseline: Millimetres
    frame: Points
    frame_shade: Annotated[float, Field(ge=0, le=0.8)]
    dash: tuple[Points, Points]
    font_size: Points
    caption_size: Points
    caption_height: Millimetres
    heading_size: Points
    heading_height: Millimetres
    title_size: Points
    title_height: Millimetres
    small_size: Points
    small_height: Millimetres
    gap: Millimetres
    docx_cell_height: Millimetres


class Codes(_Record):
    """What the form writes instead of words; keys are values of the domain."""

    sex: dict[str, str]
    citizenship: dict[str, str]
    capacity: dict[str, str]
    paper_copy: dict[str, str]
    region: dict[str, str]
    municipality: dict[str, str]
    address: dict[str, str]


class Edition(_Record):
    """One edition of the blank."""

    id: str = Field(title="Редакция")
    form: str = Field(title="Номер формы")
    title: str = Field(title="Название формы")
    act: str = Field(title="Чем утверждена")
    since: Day = Field(title="С какого дня")
    until: Day | None = Field(default=None, title="По какой день")
    status: Literal["unverified", "calibrated"] = Field(title="Сверена ли с бланком")
    checked_by: str | None = Field(default=None, title="Кто сверил")
    checked_on: Day | None = Field(default=None, title="Когда сверили")
    blank_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, title="Отпечаток бланка"
    )
    blank_pages: Length | None = Field(default=None, title="Страниц в бланке")
    knd: str | None = Field(default=None, title="Код по КНД")
    unverified_knd: str = Field(default="", title="Что напечатать, пока кода по КНД нет")
    notice: tuple[str, ...] = Field(default=(), title="Предупреждение внизу листов")
    aside: tuple[str, ...] = Field(default=(), title="Что сказать внизу, когда есть бланк")
    signs: str = Field(title="Разрешённые знаки кроме букв и цифр")
    address_dots: bool = Field(title="Точка после сокращений в адресе")
    geometry: Geometry = Field(title="Размеры")
    codes: Codes = Field(title="Коды")
    sheets: tuple[SheetSpec, ...] = Field(title="Листы")

    @model_validator(mode="after")
    def _calibrated_by_somebody(self) -> Self:
        if self.status == "calibrated" and not (
            self.checked_by and self.checked_on and self.blank_sha256
        ):
            raise PydanticCustomError(
                "calibrated", "Сверенной редакции нужны checked_by, checked_on и blank_sha256."
            )
        return self

    @model_validator(mode="after")
    def _fields_stay_inside_the_grid(self) -> Self:
        for sheet in self.sheets:
            for spec in sheet.fields:
                last = (spec.across - 1) * spec.across_step
                if last + max((spec.column + spec.width, *spec.lines)) > self.geometry.columns:
                    raise PydanticCustomError(
                        "beyond_grid", "Поле {id} выходит за правый край листа.", {"id": spec.id}
                    )
        return self

    @cached_property
    def by_role(self) -> dict[str, SheetSpec]:
        return {sheet.role: sheet for sheet in self.sheets}

    def sheet(self, role: str) -> SheetSpec:
        """The sheet of a role; an edition without it cannot be used."""
        if role not in self.by_role:
            raise FormError(f"В редакции формы {self.form} «{self.id}» нет листа «{role}».")
        return self.by_role[role]

    @property
    def foot(self) -> tuple[str, ...]:
        """What each drawn page says at its foot: that it is not the official blank."""
        return self.notice if self.status == "unverified" else self.aside

    @property
    def knd_text(self) -> str:
        return f"Форма по КНД {self.knd}" if self.knd else self.unverified_knd


def load_edition(path: Path | None = None) -> Edition:
    """Read an edition file; without a path, the newest one of the product."""
    return _load(path or max(EDITIONS.glob("*.toml"), key=lambda file: file.stem, default=EDITIONS))


@cache
def _load(path: Path) -> Edition:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FormError(f"Нет файла редакции формы Р11001: {path.name}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormError(f"Файл редакции {path.name} не читается: {error}") from error
    try:
        return Edition.model_validate(data)
    except ValidationError as error:
        raise FormError("\n".join(_faults(path, error))) from None


def _faults(path: Path, error: ValidationError) -> Iterator[str]:
    for problem in problems_of(Edition, error):
        yield f"{path.name}, {problem.path or 'файл'}: {problem.message}"
