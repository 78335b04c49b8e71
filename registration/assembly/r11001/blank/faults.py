"""What keeps a map from being used: each fault with its place and with what a person does of it."""

from dataclasses import dataclass, replace

from registration.domain.labelled import Labelled


class Settled(Labelled):
    """What settles a fault: a change of the map, or a word of the person who has looked."""

    CHANGE = "change", "исправить карту"
    SURE = "sure", "поле сверено с картинкой"
    ABSENT = "absent", "этого поля на бланке нет"
    LENGTH = "lengths", "длина поля на бланке и вправду другая"
    LOOKED_THROUGH = "checked", "все картинки посмотрены"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault; `in_file` says what to write when the map is corrected as a file."""

    said: str
    page: int = 0
    line: int = 0
    field: str = ""
    in_file: str = ""
    settled: Settled = Settled.CHANGE

    def at(self, page: int, line: int = 0, field: str = "") -> "Fault":
        """The same at a place of the blank; `field` with its sheet: «title.inn»."""
        return replace(self, page=page, line=line, field=field or self.field)

    @property
    def where(self) -> str:
        """«Страница 3, строка 2»."""
        if not self.page:
            return ""
        part = f", строка {self.line}" if self.line else ""
        part = part or (f", поле «{self.field}»" if self.field else "")
        return f"Страница {self.page}{part}"

    @property
    def told(self) -> str:
        """Where and what; how to mend it follows from the page on which it is told."""
        said = self.said if self.said.endswith(".") else f"{self.said}."
        return f"{self.where}: {said}" if self.where else said

    def __str__(self) -> str:
        """The whole for one who corrects the map as a file."""
        gap = "" if not self.in_file or self.in_file.startswith(";") else " "
        return f"{self.where}{': ' if self.where else ''}{self.said}{gap}{self.in_file}"
