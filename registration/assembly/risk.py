"""The report on the risk of refusal as a Word file and as a PDF."""

import tempfile
from pathlib import Path

from registration.assembly.office import office_if_installed
from registration.assembly.rendering.render import Renderer
from registration.assembly.rendering.risk_sheet import risk_sheet
from registration.domain.case import Case
from registration.errors import ConversionError
from registration.language.wording import filters
from registration.rules.risk import Risk

TEMPLATE = "forms/risk.docx"


def risk_docx(case: Case, risk: Risk) -> bytes:
    """Render the report.

    Raises:
        TemplateError: the template asks for what the report does not have.
    """
    context = {"report": risk_sheet(case, risk), "on": risk.on, "draft_mark": ""}
    return Renderer(context, filters(case)).render(TEMPLATE).content


def risk_pdf(docx: bytes) -> bytes:
    """Convert the report.

    Raises:
        ConversionError: LibreOffice is absent or failed.
    """
    with office_if_installed() as (office, notes), tempfile.TemporaryDirectory() as folder:
        if office is None:
            raise ConversionError(" ".join(notes))
        source = Path(folder) / "risk.docx"
        source.write_bytes(docx)
        office.convert(source, source.with_suffix(".pdf"))
        return source.with_suffix(".pdf").read_bytes()
