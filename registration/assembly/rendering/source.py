"""Where Word templates come from: the lawyer's own folder first, then the product's."""

import difflib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from registration.errors import TemplateError

TEMPLATES = Path(__file__).parents[3] / "templates"
OWN, OURS_WORD = "свой", "из программы"
NUMBERS = ".numbers.json"  # beside own templates: name → number of the version published


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """The product's templates, with files of one's own folder laid over them name by name."""

    own: Path | None = None
    ours: Path = TEMPLATES

    def path(self, name: str) -> Path:
        """The file that stands under a name such as «forms/minutes.docx».

        Raises:
            TemplateError: there is none.
        """
        path = self.own / name if self.own and self.is_own(name) else self.ours / name
        if not path.is_file():
            raise TemplateError(f"Нет шаблона «{name}».")
        return path

    def is_own(self, name: str) -> bool:
        """Whether the lawyer's file stands under this name; such files are not trusted."""
        return self.own is not None and (self.own / name).is_file()

    def origin(self, name: str) -> str:
        return OWN if self.is_own(name) else OURS_WORD

    def words(self, name: str) -> str:
        """How messages call the file: «templates/forms/minutes.docx» is ours."""
        return "свой шаблон " if self.is_own(name) else "templates/"

    def digest(self, name: str) -> str:
        """SHA-256 of the file."""
        return hashlib.sha256(self.path(name).read_bytes()).hexdigest()

    def number(self, name: str) -> int | None:
        """The number under which an own template was published; None where nobody numbers them."""
        if self.own is None or not self.is_own(name):
            return None
        try:
            numbers = json.loads((self.own / NUMBERS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return int(numbers[name]) if name in numbers else None

    def names(self) -> tuple[str, ...]:
        """All names of the product's templates."""
        return tuple(sorted(_names(self.ours)))

    def own_names(self) -> tuple[str, ...]:
        """Files of the own folder that replace ours.

        Raises:
            TemplateError: there is no such folder.
        """
        if self.own is None:
            return ()
        if not self.own.is_dir():
            raise TemplateError(f"Папки шаблонов «{self.own}» нет. Проверьте путь.")
        return tuple(sorted(set(_names(self.own)) & set(self.names())))

    def strangers(self) -> tuple[str, ...]:
        """What to tell about files of the own folder that replace nothing."""
        replaced, known = self.own_names(), self.names()
        if self.own is None:
            return ()
        unknown = sorted(_files(self.own) - set(replaced))
        return tuple(_told(name, known) for name in unknown)


OURS = TemplateSource()


def _names(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.glob("*/*.docx"))


def _files(folder: Path) -> set[str]:
    """Every file of a folder but hidden ones and those by which Word locks an open document."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith((".", "~$"))
    }


def _told(name: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f" Может быть, это «{close[0]}»?" if close else ""
    return (
        f"Свой шаблон «{name}» не использован: в программе нет шаблона с таким именем.{hint} "
        "Все имена: registration templates --names."
    )
