"""What of the package goes to the state portal, under which name, signed by whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from registration.assembly.delivery.occasion import Item, Occasion
from registration.assembly.documents import (
    Attachment,
    DocumentSpec,
    Recipient,
    Signatory,
    included_attachments,
)
from registration.domain.labelled import Labelled
from registration.rules.law import figure

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.pdf")
_BYTES = 1024 * 1024
# By the code of the paper; another one gets a name of its code.
_ATTACHED = {
    "A1": "reshenie-o-granicah",
    "A2": "registraciya-ustava",
    "A3": "vypiska-egrn",
    "A4": "pravo-na-imya",
    "A5": "dogovor-socialnogo-najma",
    "A6": "soglasie-najmodatelya",
    "D24": "doverennost",
}


class Upload(Labelled):
    """What becomes of a paper on the portal (law-rules.md C, the column «Электронно»)."""

    AS_MADE = "as_made", "загрузить файл как есть"
    SCAN = "scan", "распечатать, подписать, отсканировать и загрузить скан"
    RETYPED = "retyped", "не загружать: поля переписывают в услугу"
    KEPT = "kept", "не загружать: опись услуга составит сама"


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file of the electronic set; `pdf` is None for papers of others and unmade PDFs."""

    name: str
    title: str
    upload: Upload
    hand: tuple[str, ...]
    pdf: bytes | None
    faults: tuple[str, ...] = ()


def upload_of(spec: DocumentSpec) -> Upload:
    """The electronic signature replaces only the hand of the applicant; others sign paper."""
    if Signatory.APPLICANT_AT_NOTARY in spec.signed_by:
        return Upload.RETYPED
    if spec.id == "inventory":
        return Upload.KEPT
    if set(spec.signed_by) <= {Signatory.APPLICANT}:
        return Upload.AS_MADE
    return Upload.SCAN


def uploaded_files(occasion: Occasion) -> tuple[UploadedFile, ...]:
    """Files of the electronic set in package order, papers of others last."""
    items = [
        item
        for item in occasion.items
        if item.copies_for(Recipient.MINJUST)
        and upload_of(item.spec) in (Upload.AS_MADE, Upload.SCAN)
    ]
    limit = figure("upload_megabytes", occasion.on)
    papers = list(included_attachments(occasion.case))
    return tuple(_numbered(items, papers, limit))


def _numbered(items: list[Item], papers: list[Attachment], limit: int) -> Iterator[UploadedFile]:
    for number, item in enumerate(items, start=1):
        name = f"{number:02}-{_slug(item.stem)}.pdf"
        hand = tuple(kind.label for kind in item.spec.signed_by)
        yield UploadedFile(
            name,
            item.title,
            upload_of(item.spec),
            hand if upload_of(item.spec) is Upload.SCAN else (),
            item.pdf,
            faults=tuple(file_faults(name, item.pdf, limit)),
        )
    for number, paper in enumerate(papers, start=len(items) + 1):
        slug = _ATTACHED.get(paper.code, f"prilozhenie-{paper.code.lower()}")
        yield UploadedFile(f"{number:02}-{slug}.pdf", paper.title, Upload.SCAN, (), None)


def _slug(stem: str) -> str:
    """«D14-ustav» → «ustav»: the portal knows nothing of our codes."""
    return re.sub(r"^[dD]\d+[A-Z]?-", "", stem).lower()


def file_faults(name: str, content: bytes | None, megabytes: int) -> Iterator[str]:
    """What the portal may refuse in a file of ours: its name or its size."""
    if not _NAME.fullmatch(name):
        yield f"«{name}»: в имени файла только латинские буквы, цифры и дефис."
    if content is not None and len(content) > megabytes * _BYTES:
        size = -(-len(content) // _BYTES)
        yield (
            f"«{name}»: {size} МБ, а мы считаем безопасным не больше {megabytes} МБ. "
            "Сверьте предел на Госуслугах; отсканируйте с меньшим разрешением."
        )
