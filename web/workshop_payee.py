"""Whom the state duty is paid to, at the desk: entered with its source, confirmed by name."""

from collections.abc import Iterator, Mapping
from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as BaseResponse

from registration.assembly.delivery.payee import Payee, PayeeRecord, confirmed
from registration.domain.problems import Problem, problems_of
from registration.rules.law import figure
from registration.store import Overtaken
from web.access import DESK, allowed, store, visitor
from web.desk import day
from web.payee import keep_payee, payee_versions
from web.typed import day_of, typed_parts

blueprint = Blueprint("workshop_payee", __name__)

Page = str | BaseResponse | tuple[str, int]

LONGEST_NAME = 200
_PLACE_OF = {"account_key": "account", "correspondent_key": "correspondent_account"}
_NO_DAY = "Такого дня нет. Впишите число, месяц и год."
_LATER = "Этот день ещё не наступил. Впишите, когда реквизиты сверили."
_NO_NAME = f"Впишите, кто сверил реквизиты: одна строка до {LONGEST_NAME} знаков."


@blueprint.get("/masterskaya/poluchatel/")
@allowed(*DESK)
def show() -> Page:
    """What is in force, the form to enter or to compare again, earlier versions."""
    return _page()


@blueprint.post("/masterskaya/poluchatel/")
@allowed(*DESK)
def enter() -> Page:
    """Put new bank details in force, or the same ones compared again."""
    by, on = request.form.get("checked_by", "").strip(), day_of(typed_parts("checked_on"))
    errors = dict(_wrong_word(by, on))
    try:
        payee = Payee.model_validate(_typed())
    except ValidationError as error:
        return _page(dict(map(_told, problems_of(Payee, error))) | errors), 422
    if errors or on is None:
        return _page(errors), 422
    return _put(confirmed(PayeeRecord(payee), by, on), payee.source)


def _typed() -> dict[str, str]:
    return {name: request.form.get(name, "").strip() for name in Payee.model_fields}


def _told(problem: Problem) -> tuple[str, str]:
    """A fault at its field: that of two fields together stands at the one more often wrong."""
    return problem.path or _PLACE_OF.get(problem.code, "account"), problem.message


def _wrong_word(by: str, on: date | None) -> Iterator[tuple[str, str]]:
    if not 0 < len(by) <= LONGEST_NAME or not by.isprintable():
        yield "checked_by", _NO_NAME
    if on is None:
        yield "checked_on", _NO_DAY
    elif on > day():
        yield "checked_on", _LATER


@blueprint.post("/masterskaya/poluchatel/vernut/<int:version>")
@allowed(*DESK)
def go_back(version: int) -> Page:
    """Put an earlier version in force again, with the day on which it was compared."""
    found = next(
        (item for item in payee_versions(store()) if item.holding.version == version), None
    )
    if found is None:
        abort(404)
    return _put(found.record, f"Возвращена версия {version}. {found.holding.note}")


def _put(record: PayeeRecord, note: str) -> Page:
    seen = request.form.get("seen", -1, type=int)
    try:
        version = keep_payee(store(), record, author=visitor().subject, note=note, seen=seen)
    except Overtaken as overtaken:
        return _page({"": f"{overtaken} Ниже то, что действует сейчас."}), 409
    store().note(visitor().subject, "изменён получатель пошлины", what=str(version))
    return redirect(url_for("workshop_payee.show"), 303)


def _page(errors: Mapping[str, str] | None = None) -> str:
    """After a refusal the form holds what was typed; else it holds what is in force."""
    versions = payee_versions(store())
    now = versions[0] if versions else None
    is_typed = "source" in request.form
    return render_template(
        "workshop/payee.html",
        now=now,
        versions=versions,
        trusted=now is not None and now.trusted_on(day()),
        term=figure("duty_details_days", day()),
        fields=[(name, field.title) for name, field in Payee.model_fields.items()],
        values=_typed() if is_typed else (now.record.payee.model_dump() if now else {}),
        by=request.form.get("checked_by", ""),
        on=typed_parts("checked_on"),
        errors=errors or {},
    )
