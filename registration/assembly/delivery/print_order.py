"""The order of printing: what is printed for whom, how it is held together, who signs where."""

from collections.abc import Iterator
from dataclasses import dataclass

from registration.assembly.delivery.occasion import Item, Occasion
from registration.assembly.delivery.uploads import Upload, upload_of
from registration.assembly.documents import Binding, Phase, Recipient, Signatory, holders
from registration.domain.case import Case
from registration.domain.labelled import Labelled

NAMED_AT_MOST = 3


class Sides(Labelled):
    """On how many sides of a sheet a paper may be printed."""

    ONE = "one", "на одной стороне"
    BOTH = "both", "можно на двух сторонах"


@dataclass(frozen=True, slots=True, eq=False)
class PrintLine:
    """Copies of one paper for one recipient; `sheets` are those of a copy, if counted."""

    item: Item
    phase: Phase
    recipient: Recipient
    recipient_text: str
    copies: int
    sheets: int | None
    sides: Sides
    binding: Binding
    signed: tuple[str, ...]
    certified: str


def print_lines(occasion: Occasion) -> tuple[PrintLine, ...]:
    """All lines in the order of printing: by the parts of the way, then by recipient."""
    lines = [line for item in occasion.items for line in _of(item, occasion)]
    wanted = (line for line in lines if occasion.phase in (None, line.phase))
    phases, recipients = list(Phase), list(Recipient)
    return tuple(
        sorted(
            wanted, key=lambda line: (phases.index(line.phase), recipients.index(line.recipient))
        )
    )


def _of(item: Item, occasion: Occasion) -> Iterator[PrintLine]:
    for recipient in Recipient:
        copies = item.copies_for(recipient)
        to_portal = occasion.is_electronic and recipient is Recipient.MINJUST
        if copies and not (to_portal and upload_of(item.spec) is not Upload.SCAN):
            yield _line(item, recipient, copies, occasion)


def _line(item: Item, recipient: Recipient, copies: int, occasion: Occasion) -> PrintLine:
    to_portal = occasion.is_electronic and recipient is Recipient.MINJUST
    binding = Binding.LOOSE if to_portal else _binding(item)
    return PrintLine(
        item=item,
        phase=_phase(item, recipient),
        recipient=recipient,
        recipient_text="подписать и отсканировать для Госуслуг" if to_portal else recipient.label,
        copies=copies,
        sheets=item.sheets,
        sides=_sides(item),
        binding=binding,
        signed=_signatures(item, recipient, occasion.case),
        certified=_certified(item, recipient, binding, occasion.case),
    )


def _phase(item: Item, recipient: Recipient) -> Phase:
    """The administration gets its copies before the registering body sees anything."""
    if recipient is Recipient.ADMINISTRATION and item.spec.phase is Phase.REGISTRATION:
        return Phase.MUNICIPAL
    return item.spec.phase


def _binding(item: Item) -> Binding:
    """A single sheet is not held together with anything."""
    return Binding.LOOSE if item.sheets == 1 else item.spec.binding


def _sides(item: Item) -> Sides:
    """Sheets that are counted, on a label or in the inventory, are printed on one side.

    The application allows one side only; for the others one side keeps the number of sheets
    equal to the number of pages (documents.md §9, X23).
    """
    stays = set(item.copies) <= {Recipient.TOS.value}
    return Sides.BOTH if stays and item.spec.binding is Binding.STAPLED else Sides.ONE


_PLACES = {
    Signatory.PARTICIPANTS: "в своей строке списка",
    Signatory.FOUNDERS: "в своей строке таблицы",
    Signatory.RESIDENTS: "в своей строке списка",
}


def _signatures(item: Item, recipient: Recipient, case: Case) -> tuple[str, ...]:
    if _unsigned(item, recipient):
        return ("никто: копия для папки",)
    return tuple(_signed(kind, item, case) for kind in item.spec.signed_by)


def _unsigned(item: Item, recipient: Recipient) -> bool:
    """Only the application handed in is signed: a notary is paid for each signature."""
    before_notary = Signatory.APPLICANT_AT_NOTARY in item.spec.signed_by
    return before_notary and recipient is Recipient.TOS


def _signed(kind: Signatory, item: Item, case: Case) -> str:
    """«заявитель Н. И. Попова — в конце документа»."""
    if kind is Signatory.APPLICANT_AT_NOTARY:
        return f"{_named('заявитель', kind, case)} — {_before_whom(case)}"
    place = _PLACES.get(kind, "в конце документа")
    if kind is Signatory.APPLICANT and item.spec.binding is Binding.STITCHED:
        place = "на наклейке" if item.spec.signed_by == (kind,) else f"{place} и на наклейке"
    return f"{_named(kind.label, kind, case)} — {place}"


def _named(label: str, kind: Signatory, case: Case) -> str:
    people = holders(kind, case)
    if not people or len(people) > NAMED_AT_MOST:
        return label
    return f"{label} {', '.join(person.name.initials for person in people)}"


def _before_whom(case: Case) -> str:
    filing = case.filing
    if filing is None:
        return "не подписывать заранее: сверьте в Управлении, нужен ли нотариус"
    if filing.is_electronic:
        return "электронной подписью на Госуслугах"
    if filing.in_person:
        return "не подписывать заранее: при приёме; сверьте в Управлении, нужен ли нотариус"
    return "не подписывать заранее: у нотариуса"


def _certified(item: Item, recipient: Recipient, binding: Binding, case: Case) -> str:
    if _unsigned(item, recipient):
        return ""
    if Signatory.APPLICANT_AT_NOTARY in item.spec.signed_by:
        return _notary(case)
    if binding is not Binding.STITCHED:
        return ""
    return f"{_named('заявитель', Signatory.APPLICANT, case)}: наклейка на обороте последнего листа"


def _notary(case: Case) -> str:
    """Whom the law asks besides the applicant when he does not hand the papers in himself."""
    filing = case.filing
    if filing is None or filing.is_electronic or filing.in_person:
        return ""
    return "нотариус: подпись заявителя, он же прошивает листы"
