"""Lines of the order of printing that go through the printer together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from registration.assembly.delivery.print_order import PrintLine
from registration.assembly.documents import Binding, Phase
from registration.language.wording import plural


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Copies of one kind of paper for one recipient: of one paper, or of one for each person."""

    lines: tuple[PrintLine, ...]

    @property
    def phase(self) -> Phase:
        return self.lines[0].phase

    @property
    def recipient_text(self) -> str:
        return self.lines[0].recipient_text

    @property
    def title(self) -> str:
        return self.lines[0].item.spec.title

    @property
    def binding(self) -> Binding:
        """How the copies are held; where they differ, the longer ones decide."""
        order = tuple(Binding)
        return max((line.binding for line in self.lines), key=order.index)

    @property
    def amount_text(self) -> str:
        """«3 экземпляра по 18 листов»."""
        copies = sum(line.copies for line in self.lines)
        noun = plural(copies, "экземпляр", "экземпляра", "экземпляров")
        if len(self.lines) > 1:
            noun = f"{noun}, на каждого свой"
        return f"{copies} {noun}{self._sheets_text}"

    @property
    def _sheets_text(self) -> str:
        sheets = {line.sheets for line in self.lines}
        if len(sheets) > 1 or None in sheets:
            return ""
        (number,) = sheets
        return f" по {number} {plural(number or 0, 'листу', 'листа', 'листов')}"

    @property
    def told(self) -> tuple[str, ...]:
        """Further sentences: sides, who signs where, who certifies."""
        line = self.lines[0]
        signed = tuple(f"Подписывает: {who}." for who in line.signed)
        certified = (f"Заверяет: {line.certified}.",) if line.certified else ()
        return (f"Печатать {line.sides.label}.", *signed, *certified)


def groups_of(lines: Sequence[PrintLine]) -> tuple[Group, ...]:
    """Lines of the same paper for the same recipient, taken together in their order."""
    together = groupby(lines, key=lambda line: (line.phase, line.recipient, line.item.spec.id))
    return tuple(Group(tuple(found)) for _, found in together)
