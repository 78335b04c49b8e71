"""The consent as a document: its text to read, its version, the sheet of one person to sign."""

import hashlib
from datetime import date
from functools import cache

from registration.assembly.documents import DOCUMENTS, Subject
from registration.assembly.package import DRAFT_MARK
from registration.assembly.rendering.context import template_context
from registration.assembly.rendering.render import TEMPLATES, Renderer, document_paragraphs
from registration.domain.case import Case
from registration.domain.people import Person, PersonName, Sex
from registration.errors import TemplateError
from registration.language.blank import Blank
from registration.language.wording import filters

_SPEC = next(spec for spec in DOCUMENTS if spec.id == "personal-data-consent")
_TEMPLATE = _SPEC.template or ""
STEM = _SPEC.stem
_WILLING = "свободно, своей волей"
_SHORTEST = 60  # the title and the line for a signature are shorter


@cache
def version() -> str:
    """Which text is agreed to: a fingerprint of the Word file, in fours."""
    found = hashlib.sha256((TEMPLATES / _TEMPLATE).read_bytes()).hexdigest()[:16]
    return "-".join(found[at : at + 4] for at in range(0, 16, 4))


def text_of(case: Case, on: date) -> tuple[str, ...]:
    """The paragraphs of the document for whoever fills the questionnaire: a name and a phone."""
    content = _drafted(case, on, Subject(person=_filler()))
    told = (text.strip() for text in document_paragraphs(content))
    first, *rest = (text for text in told if len(text) > _SHORTEST)
    return _without_name(first), *rest


def _without_name(paragraph: str) -> str:
    """On the screen the visit says who agrees; the sheet has a passport there."""
    _, willing, promise = paragraph.partition(_WILLING)
    return f"Я {willing}{promise}" if willing else paragraph


def sheet_of(key: str, case: Case, half_known: Case, on: date) -> bytes:
    """The sheet of a person: ready to sign when the answers suffice, else a draft with blanks."""
    subjects = _SPEC.each(case) if _SPEC.each else ()
    subject = next(
        (one for one in subjects if isinstance(one, Subject) and one.person.key == key), None
    )
    if subject is None:  # the answers about people do not read yet
        known = next((one for one in half_known.everyone() if one.key == key), _nobody())
        return _drafted(half_known, on, Subject(person=known), mark=DRAFT_MARK)
    if _SPEC.missing(case):
        return _drafted(case, on, subject, mark=DRAFT_MARK)
    try:
        return _ready(case, on, subject)
    except TemplateError:
        return _drafted(case, on, subject, mark=DRAFT_MARK)


def _ready(case: Case, on: date, subject: Subject) -> bytes:
    context = {**template_context(case, on), "draft": False, "draft_mark": ""}
    return Renderer(context, filters(case)).render(_TEMPLATE, _about(subject)).content


def _drafted(case: Case, on: date, subject: Subject, *, mark: str = "") -> bytes:
    context = {**template_context(case, on), "draft": True, "draft_mark": mark}
    renderer = Renderer.for_draft(context, filters(case))
    return renderer.render(_TEMPLATE, _about(subject)).content


def _nobody() -> Person:
    """Somebody not yet known: a draft prints what is missing."""
    return Blank("человек", Person)  # type: ignore[return-value]


def _filler() -> Person:
    """The data kept of whoever fills; her other data come under her own sheet."""
    blanks = dict.fromkeys(Person.model_fields)
    name = PersonName(last="Заполняющий", first="Анкету")  # cut away before it is shown
    known = {"name": name, "sex": Sex.MALE, "phone": "+7", "email": "@"}
    return Person.model_construct(**{**blanks, **known})  # type: ignore[arg-type]


def _about(subject: Subject) -> dict[str, object]:
    return {"person": subject.person, "co_owner": subject, "number": 0}
