"""How a Word file is set: what a paragraph's style comes to, what stands on the sheet and where."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class WordLayout:
    """A DOCX read for its looks; paragraphs and tables are lxml elements."""

    content: bytes
    parts: dict[str, Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(BytesIO(self.content)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    self.parts[name] = etree.fromstring(archive.read(name))

    @property
    def body(self) -> Any:
        return self.parts["word/document.xml"].find(f"{W}body")

    @property
    def sections(self) -> list[Any]:
        return list(self.body.iter(f"{W}sectPr"))

    def heads(self, section: Any, kind: str) -> str:
        """Text and field codes of the header of a section; `kind` is «default» or «first»."""
        targets = {
            item.get("Id"): f"word/{item.get('Target')}"
            for item in self.parts["word/_rels/document.xml.rels"]
        }
        for reference in section.iter(f"{W}headerReference"):
            if reference.get(f"{W}type") == kind:
                return "".join(self.parts[targets[reference.get(f"{_R}id")]].itertext())
        return ""

    def printed_runs(self) -> Iterator[tuple[Any, Any, str]]:
        """Paragraph, run and text of everything printed; tags that only steer are left out."""
        for name, part in self.parts.items():
            if not name.startswith(("word/document", "word/header", "word/footer")):
                continue
            for paragraph in part.iter(f"{W}p"):
                if self.is_tag(paragraph):
                    continue
                for run in paragraph.iter(f"{W}r"):
                    if text := "".join(node.text or "" for node in run.iter(f"{W}t")):
                        yield paragraph, run, text

    def is_tag(self, paragraph: Any) -> bool:
        """Whether docxtpl takes the whole paragraph (or row) away: «{%p …», «{%tr …»."""
        return text_of(paragraph).strip().startswith(("{%p", "{%tr"))

    def style_of(self, paragraph: Any) -> str:
        """The name of the style as Word shows it."""
        style = next(self._chain(paragraph), None)
        return str(style.find(f"{W}name").get(f"{W}val")) if style is not None else ""

    def of_run(self, paragraph: Any, run: Any, name: str) -> Any:
        """A property of letters: of the run itself, else of its styles, else of the file."""
        own = run.find(f"{W}rPr/{W}{name}")
        return own if own is not None else self._of_styles(paragraph, "rPr", name)

    def of_paragraph(self, paragraph: Any, name: str) -> Any:
        """A property of a paragraph: its own, else of its styles, else of the file."""
        own = paragraph.find(f"{W}pPr/{W}{name}")
        return own if own is not None else self._of_styles(paragraph, "pPr", name)

    def is_on(self, paragraph: Any, name: str) -> bool:
        """Whether a property like keepNext is switched on for a paragraph."""
        found = self.of_paragraph(paragraph, name)
        return found is not None and found.get(f"{W}val") not in ("0", "false", "off")

    def _of_styles(self, paragraph: Any, kind: str, name: str) -> Any:
        for style in self._chain(paragraph):
            found = style.find(f"{W}{kind}/{W}{name}")
            if found is not None:
                return found
        defaults = self.parts["word/styles.xml"].find(f"{W}docDefaults/{W}{kind}Default")
        return None if defaults is None else defaults.find(f"{W}{kind}/{W}{name}")

    def _chain(self, paragraph: Any) -> Iterator[Any]:
        styles = {item.get(f"{W}styleId"): item for item in self.parts["word/styles.xml"]}
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = styles.get(named.get(f"{W}val") if named is not None else "Normal")
        while style is not None:
            yield style
            parent = style.find(f"{W}basedOn")
            style = None if parent is None else styles.get(parent.get(f"{W}val"))


def text_of(element: Any) -> str:
    """All letters inside an element."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))
