"""The collection of practices, ready for print: title page, contents, a page for each TOS."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from registration.assembly.rendering.render import Renderer
from registration.assembly.rendering.source import TemplateSource
from registration.association.practices import Practice
from registration.association.report_forms import FOLDER
from registration.districts import district_name
from registration.language.wording import FILTERS

COLLECTION = "reports/practices.docx"

_FIRST_PAGE = 3  # after the title page and the contents
_OUTLINED = "w:outlineLvl"


@dataclass(frozen=True, slots=True)
class CollectionPage:
    """One practice as the template prints it: texts are paragraphs."""

    number: str
    place: str
    title: str
    district: str
    heading: str
    need: tuple[str, ...]
    deed: tuple[str, ...]
    result: tuple[str, ...]
    advice: tuple[str, ...]
    published: str
    agreed: str


def collected(practices: Iterable[Practice]) -> tuple[Practice, ...]:
    """The order of the collection: by district, then by day."""
    return tuple(
        sorted(practices, key=lambda item: (district_name(item.district), item.on, item.title))
    )


def collection_as_word(practices: Iterable[Practice], project: str, made_on: date) -> bytes:
    """Return the collection as DOCX; the contents name pages by fields that Word works out."""
    pages = tuple(_page(number, item) for number, item in enumerate(collected(practices), 1))
    context: Mapping[str, object] = {
        "collection": SimpleNamespace(project=project, year=str(made_on.year)),
        "pages": pages,
    }
    renderer = Renderer(context, FILTERS, TemplateSource(ours=FOLDER))
    return _with_page_numbers(renderer.render(COLLECTION).content)


def _page(number: int, practice: Practice) -> CollectionPage:
    return CollectionPage(
        number=str(number),
        place=str(_FIRST_PAGE + number - 1),
        title=practice.title,
        district=district_name(practice.district),
        heading=practice.heading,
        need=paragraphs(practice.need),
        deed=paragraphs(practice.deed),
        result=paragraphs(practice.result),
        advice=paragraphs(practice.advice),
        published=f"{practice.on:%d.%m.%Y}",
        agreed=f"{practice.consent_on:%d.%m.%Y}",
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """Lines of a text that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _with_page_numbers(content: bytes) -> bytes:
    """Let every line of the contents ask for the page of its heading."""
    from docx import Document  # 100 ms, and few ask for the collection
    from docx.oxml.ns import qn

    document = Document(BytesIO(content))
    outlined = document.element.body.iter(qn(_OUTLINED))
    lines = document.tables[0].rows
    for number, (line, level) in enumerate(zip(lines, outlined, strict=True), 1):
        name = f"practice_{number}"
        _mark(level.getparent().getparent(), name, number)
        _ask(line.cells[-1].paragraphs[0].runs[0], name)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _mark(paragraph: Any, name: str, number: int) -> None:
    """Put a bookmark around the words of a paragraph."""
    properties = {"w:id": str(number), "w:name": name}
    paragraph.insert(1, _element("w:bookmarkStart", **properties))
    paragraph.append(_element("w:bookmarkEnd", **{"w:id": str(number)}))


def _ask(run: Any, name: str) -> None:
    """Turn the words of a run into a field: the page where a bookmark stands."""
    field = _element("w:fldSimple", **{"w:instr": f"PAGEREF {name}", "w:dirty": "true"})
    run._r.addprevious(field)
    field.append(run._r)


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made
