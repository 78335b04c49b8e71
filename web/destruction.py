"""The end of a case at the desk: what goes, what stays, a number to type, an act to print."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from registration.districts import district_name
from registration.domain.labelled import Labelled
from registration.store import CaseRow
from web.access import DESK, allowed, store, visitor
from web.desk import day
from web.documents import jobs
from web.words import MOSCOW

blueprint = Blueprint("destruction", __name__)

Page = str | BaseResponse | tuple[str, int]

DESTROYED = "дело уничтожено"
WITHOUT_NUMBER = "без номера"


class Reason(Labelled):
    """Why a case is destroyed: it stands in the access log, so it is a word of ours."""

    DONE = "purpose-reached", "цель достигнута: ТОС зарегистрирован и работа окончена"
    CONSENT = "consent-withdrawn", "лидер отозвал согласие"
    IDLE = "abandoned", "дело брошено, ТОС регистрироваться не будет"
    MISTAKE = "made-by-mistake", "дело создано по ошибке или второй раз"


@dataclass(frozen=True, slots=True)
class Act:
    """What the act of destruction says; it is shown once and never kept."""

    number: str
    district: str
    created: date
    on: date
    author: str
    reason: str


@blueprint.get("/dela/<case_id>/unichtozhit/")
@allowed(*DESK)
def ask(case_id: str) -> Page:
    """Say what is lost for good before it is."""
    return _page(case_id)


@blueprint.post("/dela/<case_id>/unichtozhit/")
@allowed(*DESK)
def destroy(case_id: str) -> Page:
    """Destroy the case whose number was typed, and show the act."""
    row = store().case_row(case_id)
    reason = next((item for item in Reason if item == request.form.get("reason")), None)
    errors = {}
    if reason is None:
        errors["reason"] = "Выберите, почему дело уничтожают."
    if request.form.get("number", "").strip() != _number(row):
        errors["number"] = f"Впишите номер дела, как он стоит здесь: {_number(row)}."
    if jobs().underway(case_id):
        errors[""] = "Сейчас собираются документы этого дела. Подождите минуту и повторите."
    if errors or reason is None:
        return _page(case_id, errors), 422
    store().note(visitor().subject, DESTROYED, case_id, reason.value)
    store().destroy_case(case_id)
    return render_template("board/destroyed.html", act=_act(row, reason))


def _act(row: CaseRow, reason: Reason) -> Act:
    return Act(
        number=_number(row),
        district=district_name(row.district),
        created=row.created.astimezone(MOSCOW).date(),
        on=day(),
        author=visitor().subject,
        reason=reason.label,
    )


def _number(row: CaseRow) -> str:
    return row.number or WITHOUT_NUMBER


def _page(case_id: str, errors: dict[str, str] | None = None) -> str:
    return render_template(
        "board/destroy.html",
        case_id=case_id,
        number=_number(store().case_row(case_id)),
        reasons=[(item.value, item.label[:1].upper() + item.label[1:]) for item in Reason],
        errors=errors or {},
        typed=request.form,
    )
