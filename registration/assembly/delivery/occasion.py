"""What is handed over: the finished papers of a case on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registration.assembly.documents import DocumentSpec, Phase, Recipient
from registration.domain.case import Case


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A finished paper; `sheets` are those of one copy, printed on one side."""

    spec: DocumentSpec
    stem: str
    title: str
    copies: Mapping[str, int]
    pdf: bytes | None
    sheets: int | None

    def copies_for(self, recipient: Recipient) -> int:
        return self.copies.get(recipient.value, 0)


@dataclass(frozen=True, slots=True)
class Occasion:
    """The papers in package order, and what they are made for; no phase means the whole way."""

    case: Case
    on: date
    items: tuple[Item, ...]
    phase: Phase | None = None
    draft: bool = False
    slip: bytes | None = None

    @property
    def is_electronic(self) -> bool:
        return self.case.filing is not None and self.case.filing.is_electronic
