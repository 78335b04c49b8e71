"""Forms made up to try an edition: any texts in its fields, without a case behind them."""

from collections.abc import Mapping

from registration.assembly.r11001.edition import Edition, FieldSpec
from registration.assembly.r11001.entries import State
from registration.assembly.r11001.model import FormContent, FormField, Sheet

WIDEST = "Щ"


def form_with(edition: Edition, texts: Mapping[tuple[str, str], str]) -> FormContent:
    """A form of one sheet of each role; texts by role and field, the others empty."""
    return FormContent(
        edition,
        tuple(
            Sheet(
                sheet.role,
                1,
                1,
                {
                    slot: FormField(
                        slot, texts.get((sheet.role, slot), ""), State.FILLED, None, None
                    )
                    for slot in sheet.field_of
                },
            )
            for sheet in edition.sheets
        ),
    )


def full_form(edition: Edition) -> FormContent:
    """Every cell filled with the widest letter."""
    return form_with(
        edition,
        {
            (sheet.role, slot): _full(spec)
            for sheet in edition.sheets
            for slot, (_, spec) in sheet.field_of.items()
            if not spec.by_hand
        },
    )


def _full(spec: FieldSpec) -> str:
    if spec.groups:
        return spec.separator.join(WIDEST * length for length in spec.groups)
    return WIDEST * spec.capacity
