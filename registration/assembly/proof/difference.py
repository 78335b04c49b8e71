"""A contradiction found in finished papers, told with its places."""

from dataclasses import dataclass

_EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: document, file, place in Russian words."""

    document: str
    file: str
    place: str

    def __str__(self) -> str:
        return f"{self.document} ({self.file}), {self.place}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A contradiction between papers, with both places, or inside one paper."""

    message: str
    here: Place
    there: Place | None = None
    fact: str | None = None

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "message": self.message,
            "here": str(self.here),
            "there": str(self.there) if self.there else None,
            "fact": self.fact,
        }


def excerpt(text: str) -> str:
    """A text as a message repeats it: one line, not too long."""
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
