"""A Word file that comes back from somebody's hands: may it be opened, and is it finished?"""

import re
from collections.abc import Iterator, Mapping

from registration.assembly.rendering.container import unpacked
from registration.errors import RegistrationError, TemplateError

_EXTERNAL = re.compile(rb'TargetMode\s*=\s*["\']External', re.IGNORECASE)
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange|cellIns|cellDel)[ />]")
_COMMENT = re.compile(rb"<w:commentReference[ />]")
_ACTIVE = ("vbaproject.bin", "word/embeddings/", "word/activex/", "word/afchunk")


class AdoptionRefused(RegistrationError):
    """A file cannot be taken into the package: says why and what to do."""


def expect_finished(content: bytes, name: str) -> None:
    """Refuse what is no plain finished DOCX; the file's own code and links are never run.

    Raises:
        AdoptionRefused: names every reason.
    """
    try:
        parts = unpacked(content, name)
    except TemplateError as error:
        raise AdoptionRefused(str(error)) from None
    if reasons := [*_reasons(parts)]:
        raise AdoptionRefused(f"Файл «{name}» не принят. {' '.join(reasons)}")


def _reasons(parts: Mapping[str, bytes]) -> Iterator[str]:
    if any(name.lower().find(sign) >= 0 for name in parts for sign in _ACTIVE):
        yield "В нём макрос или вложенный объект: сохраните без них, как обычный .docx."
    if any(_EXTERNAL.search(part) for name, part in parts.items() if name.endswith(".rels")):
        yield "В нём ссылки наружу: уберите гиперссылки и картинки из сети."
    text = [part for name, part in parts.items() if name.endswith(".xml")]
    if any(_TRACKED.search(part) for part in text):
        yield "В нём остались исправления: примите или отклоните все (Рецензирование → Принять)."
    if any(_COMMENT.search(part) for part in text):
        yield "В нём остались примечания: удалите их."
