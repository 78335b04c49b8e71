"""A Word file brought from outside: nothing in it may run, fetch or carry something of its own."""

from registration.assembly.rendering.container import unpacked
from registration.assembly.rendering.foreign import refuse_foreign
from registration.attachments.refused import AttachmentRefused
from registration.errors import TemplateError


def expect_harmless_word(content: bytes, name: str) -> None:
    """Refuse what is no DOCX, is packed like a bomb, or holds macros, objects, links that fetch.

    Raises:
        AttachmentRefused: names the reason.
    """
    try:
        refuse_foreign(name, unpacked(content, name))
    except TemplateError as error:
        words = str(error).replace("шаблон таким", "документ таким").replace("Шаблон", "Документ")
        raise AttachmentRefused(words) from None
