"""Small Word files made on the spot for tests of the renderer."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from registration.assembly.rendering.render import zipped

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns='
    '"http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def word_file(
    *paragraphs: str, header: str = "", extra: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A DOCX with these paragraphs, tags and all; what begins with «<w:» is taken as XML.

    `extra` adds entries of the file or replaces them.
    """
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": _part("document", f"<w:body>{_body(paragraphs)}</w:body>"),
    }
    if header:
        parts["word/header1.xml"] = _part("hdr", _body([header]))
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(extra or {})}.items():
            archive.writestr(name, content)
    return result.getvalue()


def _body(paragraphs: Iterable[str]) -> str:
    return "".join(
        text if text.startswith("<w:") else f"<w:p>{run(text)}</w:p>" for text in paragraphs
    )


def run(text: str) -> str:
    """One run of text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _part(root: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMES}>{inside}</w:{root}>'


def altered(content: bytes, old: str, new: str) -> bytes:
    """Replace the first occurrence of a text in the body of a DOCX."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode("utf-8")
    assert old in body
    parts["word/document.xml"] = body.replace(old, new, 1).encode("utf-8")
    return zipped(list(parts.items()))
