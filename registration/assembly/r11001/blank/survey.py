"""What a foreign PDF holds, as plain data: pages, rows of cells, words. The child process fills it.

Everything is measured as the page is shown: points from its left and upper edge, whatever the
box, the origin or the turn of the page in the file.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

MM = 72 / 25.4
_ROW = 4.0  # points: what stands no lower than this stands in the same row


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page shown."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.top < y < self.bottom

    def touches(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


_T = TypeVar("_T")


def in_rows(items: Iterable[_T], box_of: Callable[[_T], Box]) -> list[list[_T]]:
    """Things by rows, from top to bottom, each row from left to right."""
    rows: list[list[_T]] = []
    for item in sorted(items, key=lambda one: box_of(one).top):
        if rows and box_of(item).top - box_of(rows[-1][0]).top <= _ROW:
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda one: box_of(one).left) for row in rows]


@dataclass(frozen=True, slots=True)
class Words:
    """Words printed in one line."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Run:
    """Cells of one size that stand in a row at one pitch; `printed` stands in them already."""

    box: Box
    count: int
    pitch: float
    width: float
    printed: str = ""

    def cell(self, number: int) -> Box:
        left = self.box.left + number * self.pitch
        return Box(left, self.box.top, left + self.width, self.box.bottom)


@dataclass(frozen=True, slots=True)
class SurveyedPage:
    """One page: its size as shown, what is printed on it, how much of it is a picture."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...] = ()
    words: tuple[Words, ...] = ()
    picture: float = 0.0

    @property
    def text(self) -> str:
        return "\n".join(words.text for words in self.words)


@dataclass(frozen=True, slots=True)
class Survey:
    """A blank as it was read; remarks tell a person what of it will not be used."""

    sha256: str
    pages: tuple[SurveyedPage, ...] = ()
    remarks: tuple[str, ...] = ()

    def page(self, number: int) -> SurveyedPage | None:
        return self.pages[number - 1] if 0 < number <= len(self.pages) else None

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def survey_from(data: dict[str, Any]) -> Survey:
    """Read back what the child process has written."""
    return Survey(
        sha256=data["sha256"],
        pages=tuple(_page(item) for item in data["pages"]),
        remarks=tuple(data["remarks"]),
    )


def _page(data: dict[str, Any]) -> SurveyedPage:
    return SurveyedPage(
        number=data["number"],
        width=data["width"],
        height=data["height"],
        runs=tuple(Run(**{**item, "box": Box(**item["box"])}) for item in data["runs"]),
        words=tuple(Words(item["text"], Box(**item["box"])) for item in data["words"]),
        picture=data["picture"],
    )
