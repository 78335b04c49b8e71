"""The charter of a case against the model charter, for the lawyer who reads only what is special.

The model charter is the same template with the case's own names, bodies and terms, and with the
value our questionnaire starts from for every other choice: quorum, membership, fees, pay, seal,
income, days of notice. Where no answer is usual (which body is supreme, is there a council, who
audits, what tasks) the case's own stands in both, so the redline shows choices, not names.
"""

from datetime import date

from registration.assembly.documents import DOCUMENTS
from registration.assembly.rendering.context import template_context
from registration.assembly.rendering.render import Renderer
from registration.domain.case import Case
from registration.domain.charter import Charter
from registration.errors import RegistrationError
from registration.language.wording import filters

_USUAL = (
    "quorum_rule",
    "membership",
    "fees",
    "paid",
    "seal",
    "income",
    "minimum_age",
    "notice_days",
    "initiative_percent",
    "minutes_days",
    "chair_elected_by",
    "chair_title",
    "council_title",
)


def model_and_own(case: Case, on: date) -> tuple[bytes, bytes]:
    """The model charter and the charter of the case, both as DOCX, blanks where answers miss.

    Raises:
        RegistrationError: the case says nothing of its charter yet.
    """
    if case.charter is None:
        raise RegistrationError("В деле ещё нет ответов об уставе: сравнивать нечего.")
    usual = {
        name: field.get_default(call_default_factory=True)
        for name, field in Charter.model_fields.items()
        if name in _USUAL and not field.is_required()
    }
    model = case.model_copy(update={"charter": case.charter.model_copy(update=usual)})
    return _charter(model, on), _charter(case, on)


def _charter(case: Case, on: date) -> bytes:
    spec = next(item for item in DOCUMENTS if item.id == "charter")
    context = {**template_context(case, on), "draft": False, "draft_mark": ""}
    return Renderer.for_draft(context, filters(case)).render(str(spec.template)).content
