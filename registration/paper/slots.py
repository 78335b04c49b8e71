"""Groups that everybody knows from other forms, in the lines of those forms."""

from dataclasses import dataclass

from pydantic import BaseModel

from registration.domain.address import Address
from registration.domain.meeting import Votes
from registration.domain.people import IdentityDocument, PersonName
from registration.domain.section import DocumentReference
from registration.paper.spaces import Cells, Lines, Space, field_at

_FEW = Cells((5,))
_NAMES = 80  # boxes of the three parts of a name begin one under another


@dataclass(frozen=True, slots=True)
class Slot:
    """A labelled answer; several fields of the model may share one line."""

    label: str
    fields: tuple[str, ...]
    space: Space | None = None
    label_width: float = 0


_LAYOUTS: dict[type[BaseModel], tuple[tuple[Slot, ...], ...]] = {
    PersonName: (
        (Slot("Фамилия", ("last",), label_width=_NAMES),),
        (Slot("Имя", ("first",), label_width=_NAMES),),
        (Slot("Отчество", ("patronymic",), label_width=_NAMES),),
    ),
    Address: (
        (Slot("Индекс", ("postal_code",)), Slot("Округ", ("municipality",), Lines())),
        (Slot("Город, посёлок, село, деревня", ("settlement_kind", "settlement"), Lines()),),
        (Slot("Микрорайон или квартал, если есть", ("area_kind", "area"), Lines()),),
        (Slot("Улица, если есть", ("street_kind", "street"), Lines()),),
        (
            Slot("Дом", ("house",), Lines()),
            Slot("Корп.", ("building",), Lines()),
            Slot("Кв.", ("flat",), Lines()),
            Slot("Помещ.", ("room",), Lines()),
        ),
    ),
    IdentityDocument: (
        (Slot("Серия", ("series",)), Slot("Номер", ("number",))),
        (Slot("Кем выдан", ("issued_by",)),),
        (Slot("Дата выдачи", ("issued_on",)), Slot("Код подразд.", ("department_code",))),
    ),
    DocumentReference: (
        (Slot("Вид документа", ("title",), Lines()),),
        (Slot("Кто принял или выдал", ("body",)),),
        (Slot("Номер", ("number",), Lines()), Slot("Дата", ("issued_on",))),
        (Slot("О чём", ("subject",), Lines()),),
    ),
    Votes: (
        (Slot("За", ("favour",), _FEW), Slot("Против", ("against",), _FEW)),
        (Slot("Воздержались", ("abstained",), _FEW), Slot("Не голосовали", ("not_voted",), _FEW)),
    ),
}


# Groups whose labels say what they are: a repeated question needs no title above them.
TELL_THEMSELVES: frozenset[type[BaseModel]] = frozenset({Votes})


def layout_of(model: type[BaseModel]) -> tuple[tuple[Slot, ...], ...]:
    """Slots of a group, line by line."""
    return _LAYOUTS.get(model) or tuple(
        (Slot(field_at(model, name).title, (name,)),) for name in model.model_fields
    )
