"""Numbers of sections, clauses and points of a charter, and references to them."""

from registration.errors import TemplateError


class Numbering:
    """Counts while a template is rendered; a second pass knows every number beforehand.

    `section("organs")` → «5», `clause("terms")` → «5.2», `point()` → «1)», `ref("terms")` → «5.2».
    """

    def __init__(self, known: dict[str, str] | None = None) -> None:
        self._known = known
        self._numbers: dict[str, str] = {}
        self._section = 0
        self._clause = 0
        self._point = 0

    def second_pass(self) -> "Numbering":
        """A fresh count that can answer references forward."""
        return Numbering(dict(self._numbers))

    def section(self, key: str) -> str:
        self._section += 1
        self._clause = self._point = 0
        return self._named(key, str(self._section))

    def clause(self, key: str) -> str:
        self._clause += 1
        self._point = 0
        return self._named(key, f"{self._section}.{self._clause}")

    def point(self) -> str:
        self._point += 1
        return f"{self._point})"

    def ref(self, key: str) -> str:
        """The number of a section or clause, wherever it stands.

        Raises:
            TemplateError: no section or clause has this key in this variant.
        """
        if self._known is None:
            return "0"
        if key not in self._known:
            raise TemplateError(f"ссылка на пункт «{key}», которого в этом варианте устава нет")
        return self._known[key]

    def _named(self, key: str, number: str) -> str:
        if key in self._numbers:
            raise TemplateError(f"обозначение пункта «{key}» стоит дважды")
        self._numbers[key] = number
        return number
