"""The report for any days and districts: on the page, as workbook, Word file and PDF."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock

from flask import Blueprint, Response, abort, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.association.report import Report, Table, make_report
from registration.association.report_forms import (
    as_pdf,
    as_word,
    as_workbook,
    definitions,
    districts_of,
    shares,
)
from registration.districts import DISTRICTS, district_name
from registration.errors import ConversionError, TemplateError
from registration.store import Role, Span
from web.access import DESK, allowed, store
from web.association.plans import plan_in_force
from web.association.report_template import template_laid_out
from web.desk import day
from web.typed import PARTS, day_of, parts_of, typed_parts

blueprint = Blueprint("reports", __name__)

Page = str | BaseResponse | tuple[str, int]

ONE_PDF = Lock()
"""LibreOffice is heavy: reports are made one after another."""
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The days and districts of an address, and what is wrong with them."""

    span: Span
    errors: Mapping[str, str]

    def address(self, ending: str) -> str:
        """The address of the same report as a file."""
        parts = {
            f"{name}-{part}": text
            for name, on in (("since", self.span.since), ("until", self.span.until))
            for part, text in parts_of(on).items()
        }
        districts = {"okrug": list(self.span.districts)}
        return url_for("reports.download", **{"ending": ending, **parts, **districts})  # type: ignore[arg-type]


@blueprint.get("/otchet/")
@allowed(Role.ASSOCIATION, *DESK)
def show() -> Page:
    """The report as a page, with the form for other days and districts."""
    asked = _asked()
    report = _report(asked)
    page = _page(asked, report)
    return (page, 422) if asked.errors else page


@blueprint.get("/otchet/otchet.<ending>")
@allowed(Role.ASSOCIATION, *DESK)
def download(ending: str) -> Page | Response:
    """The report as a file; a PDF that cannot be made is told on the page."""
    asked = _asked()
    if ending not in _TYPES or asked.errors:
        abort(404)
    report = _report(asked)
    try:
        content = _FORMS[ending](report)
    except (ConversionError, TemplateError) as error:
        return _page(asked, report, str(error)), 503
    response = Response(content, mimetype=_TYPES[ending])
    response.headers.set("Content-Disposition", "attachment", filename=f"otchet.{ending}")
    return response


def _word(report: Report) -> bytes:
    with template_laid_out() as folder:
        return as_word(report, folder)


def _pdf(report: Report) -> bytes:
    with ONE_PDF:
        return as_pdf(_word(report))


_FORMS: Mapping[str, Callable[[Report], bytes]] = {
    "xlsx": as_workbook,
    "docx": _word,
    "pdf": _pdf,
}


def _report(asked: Asked) -> Report:
    return make_report(store(), plan_in_force().plan, asked.span, day())


def _asked() -> Asked:
    plan, errors = plan_in_force().plan, {}
    days: dict[str, date] = {}
    for name, usual in (("since", plan.since), ("until", plan.until)):
        typed = typed_parts(name, request.args)
        found = day_of(typed)
        if any(typed.values()) and found is None:
            errors[name] = "Впишите день, месяц и год или оставьте пустым."
        days[name] = found or usual
    if days["until"] < days["since"]:
        errors["until"] = "Последний день раньше первого."
        days = {"since": plan.since, "until": plan.until}
    chosen = [slug for slug in DISTRICTS if slug in request.args.getlist("okrug")]
    return Asked(Span(days["since"], days["until"], chosen), errors)


def _page(asked: Asked, report: Report, refusal: str = "") -> str:
    return render_template(
        "association/report.html",
        report=report,
        refusal=refusal,
        tables=[(table, _widths(report, table)) for table in report.tables],
        meanings=definitions(report),
        districts_told=districts_of(report),
        files=[(ending.upper(), asked.address(ending)) for ending in _TYPES],
        errors=asked.errors,
        since=_typed("since", asked.span.since),
        until=_typed("until", asked.span.until),
        districts=[(slug, district_name(slug)) for slug in DISTRICTS],
        chosen=list(asked.span.districts),
    )


def _typed(name: str, known: date) -> dict[str, str]:
    given = any(f"{name}-{part}" in request.args for part in PARTS)
    return typed_parts(name, request.args) if given else parts_of(known)


_WIDEST = 120


def _widths(report: Report, table: Table) -> list[int]:
    """Widths of the bars of a table, in points of the picture; none when it has no picture."""
    if table.chart is None:
        return []
    return [round(share * _WIDEST) for share in shares(report, table)]
