"""Coverage of the form: every field with its value, or why it is empty."""

from collections.abc import Iterator
from dataclasses import dataclass

from registration.assembly.r11001.edition import FieldSpec
from registration.assembly.r11001.entries import State
from registration.assembly.r11001.model import FormContent, FormField, Page, pages


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One field of one sheet; the empty places of a repeated field are told once, together."""

    page: int
    sheet: str
    number: str
    label: str
    field: str
    cells: int
    state: str
    text: str
    source: str | None
    reason: str | None


def coverage(content: FormContent) -> tuple[CoverageLine, ...]:
    """All fields of the form in its order."""
    return tuple(line for page in pages(content) for line in _page(page))


def _page(page: Page) -> Iterator[CoverageLine]:
    for section in page.spec.sections:
        for spec in section.fields:
            told: set[str | None] = set()
            for slot in spec.slots:
                field = page.sheet.fields[slot]
                if field.state is State.FILLED or field.reason not in told:
                    yield _line(page, section.number, spec, field)
                if field.state is not State.FILLED:
                    told.add(field.reason)


def _line(page: Page, section: str, spec: FieldSpec, field: FormField) -> CoverageLine:
    ordinal = page.ordinal if page.sheet.of > 1 else ""
    return CoverageLine(
        page=page.number,
        sheet=f"{page.sheet_spec.title} ({ordinal})" if ordinal else page.sheet_spec.title,
        number=spec.number or section,
        label=spec.label,
        field=field.id,
        cells=spec.capacity,
        state=field.state.value,
        text=field.text,
        source=field.source,
        reason=field.reason,
    )
