"""Everything that goes with finished papers: the set to print, the labels, the set to upload."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from registration.assembly.delivery.electronic import write_electronic
from registration.assembly.delivery.fee_slip import FILE as SLIP
from registration.assembly.delivery.groups import groups_of
from registration.assembly.delivery.labels import draw_labels, labels
from registration.assembly.delivery.occasion import Occasion
from registration.assembly.delivery.order_sheet import order_sheet
from registration.assembly.delivery.print_order import PrintLine, print_lines
from registration.assembly.delivery.print_set import PrintSet, Range, print_set
from registration.assembly.documents import Attachment, Phase, included_attachments
from registration.assembly.manifest import PackedPrint

PRINT_SET, ORDER_SHEET, LABELS = "pechat.pdf", "poryadok-pechati.pdf", "naklejki.pdf"
_NO_PDF = (
    "Печатный набор и наклейки не сделаны: без LibreOffice нет PDF и не посчитаны листы. "
    "Установите LibreOffice и соберите комплект ещё раз."
)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What the manifest says about printing, and what is missing."""

    lines: tuple[PackedPrint, ...] = ()
    notes: tuple[str, ...] = ()


def deliver(occasion: Occasion, work: Path) -> Delivered:
    """Write the sets into the package's folder; a draft goes nowhere and has none."""
    if occasion.draft or not occasion.items:
        return Delivered()
    if occasion.slip is not None:
        (work / SLIP).write_bytes(occasion.slip)
    lines = print_lines(occasion)
    printed = _printed(occasion, lines, work)
    missing = () if printed else (_NO_PDF,)
    spans = printed.groups if printed else dict.fromkeys(groups_of(lines))
    (work / ORDER_SHEET).write_bytes(order_sheet(spans, missing))
    uploaded = write_electronic(occasion, work) if _uploads(occasion) else ()
    pages = printed.lines if printed else {}
    return Delivered(tuple(_packed(line, pages.get(line)) for line in lines), (*missing, *uploaded))


def _printed(occasion: Occasion, lines: Sequence[PrintLine], work: Path) -> PrintSet | None:
    """The set to print and its labels; None while a PDF is missing."""
    if any(line.item.pdf is None for line in lines):
        return None
    made = print_set(groups_of(lines), _enclosed(occasion))
    (work / PRINT_SET).write_bytes(made.content)
    if found := labels(lines):
        signer = occasion.case.roles.applicant
        content = draw_labels(found, signer.name.initials if signer else "")
        (work / LABELS).write_bytes(content)
    return made


def _registers(occasion: Occasion) -> bool:
    return occasion.phase in (None, Phase.REGISTRATION)


def _uploads(occasion: Occasion) -> bool:
    return occasion.is_electronic and _registers(occasion)


def _enclosed(occasion: Occasion) -> tuple[Attachment, ...]:
    """Papers of others to lay into the set; uploaded ones are told with the files."""
    if occasion.is_electronic or not _registers(occasion):
        return ()
    return tuple(included_attachments(occasion.case))


def _packed(line: PrintLine, pages: Range | None) -> PackedPrint:
    return PackedPrint(
        document=line.item.stem,
        code=line.item.spec.code,
        title=line.item.title,
        phase=line.phase.value,
        recipient=line.recipient.value,
        copies=line.copies,
        sheets=line.sheets,
        sides=line.sides.value,
        binding=line.binding.value,
        signed=line.signed,
        certified=line.certified,
        first_page=pages[0] if pages else None,
        last_page=pages[1] if pages else None,
    )
