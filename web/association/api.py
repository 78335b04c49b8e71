"""What programs of others read: JSON by a key in the header, never in an address."""

import json
from datetime import date

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from registration.association.counts import done_in, facts_of, indicators
from registration.association.exposed import (
    Exposed,
    Purpose,
    Refusal,
    exposed_board,
    exposed_facts,
    exposed_project,
    exposed_report,
)
from registration.association.plan import IndicatorName
from registration.association.report import make_report
from registration.districts import DISTRICTS
from registration.store import Span
from web.access import open_to_all, store
from web.association.openapi import description
from web.association.plans import plan_in_force
from web.desk import day
from web.limits import limiter
from web.summaries import bring_up_to_date

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

OFTEN = "60 per minute"
_SCHEME = "Bearer "
_DESCRIPTION = "api.described"
_TOLD = {
    401: "Нужен действующий ключ в заголовке Authorization: Bearer. Ключ выдаёт ассоциация.",
    404: "Такого адреса нет. Все адреса описаны в /api/v1/openapi.json.",
    429: "Слишком много запросов. Подождите минуту.",
}


limiter.limit(OFTEN)(blueprint)  # counted before the key is looked at: nobody guesses quickly


def purpose_key(purpose: Purpose) -> str:
    """The purpose of an address of the store behind a key."""
    return f"api:{purpose.value}"


@blueprint.before_request
def _refuse_strangers() -> Response | None:
    if request.endpoint == _DESCRIPTION or _has_key(request.headers.get("Authorization", "")):
        return None
    response = _refused(401, _TOLD[401])
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _has_key(header: str) -> bool:
    """Whether the header holds a working key: «Bearer site.…», named by its purpose."""
    if not header.startswith(_SCHEME):
        return False
    name, _, token = header.removeprefix(_SCHEME).strip().partition(".")
    purposes = [item for item in Purpose if item.value == name]
    if not purposes or not token:
        return False
    found = store().find_address(token, purpose_key(purposes[0]))
    return found is not None and found.works


@blueprint.errorhandler(HTTPException)
def _told(error: HTTPException) -> Response:
    code = error.code or 500
    return _refused(code, _TOLD.get(code, "Запрос не выполнен."))


@blueprint.get("/openapi.json")
@open_to_all
def described() -> Response:
    """What can be read here, for programs."""
    return _json(json.dumps(description(), ensure_ascii=False))


@blueprint.get("/project")
@open_to_all
def project() -> Response:
    """Plan and fact."""
    plan = plan_in_force().plan
    return _answer(exposed_project(plan, indicators(plan, done_in(store(), plan.span))))


@blueprint.get("/indicators/<name>")
@open_to_all
def facts(name: str) -> Response:
    """The events behind a number."""
    if name not in set(IndicatorName):
        return _refused(404, "Такого показателя нет. Имена показателей — в /api/v1/project.")
    plan = plan_in_force().plan
    done = done_in(store(), plan.span)
    indicator = next(item for item in indicators(plan, done) if item.name == name)
    return _answer(exposed_facts(indicator, facts_of(indicator.name, done, store())))


@blueprint.get("/report")
@open_to_all
def report() -> Response:
    """The tables of the report for any days and districts."""
    plan = plan_in_force().plan
    try:
        since, until = _day("since", plan.since), _day("until", plan.until)
    except ValueError:
        return _refused(422, "Дни пишут так: 2024-03-27.")
    if until < since:
        return _refused(422, "Последний день раньше первого.")
    chosen = request.args.getlist("district")
    if unknown := sorted(set(chosen) - set(DISTRICTS)):
        return _refused(422, f"Нет таких округов: {len(unknown)}. Имена — в /api/v1/districts.")
    span = Span(since, until, [slug for slug in DISTRICTS if slug in chosen])
    return _answer(exposed_report(make_report(store(), plan, span, day())))


@blueprint.get("/districts")
@open_to_all
def districts() -> Response:
    """How many cases of each district stand where."""
    bring_up_to_date()
    return _answer(exposed_board(store().stages_by_district()))


@blueprint.get("/<path:address>")
@open_to_all
def unknown(address: str) -> Response:
    """No such address, told as everything here."""
    return _refused(404, _TOLD[404])


def _day(name: str, usual: date) -> date:
    text = request.args.get(name, "")
    return date.fromisoformat(text) if text else usual


def _answer(model: Exposed) -> Response:
    return _json(model.model_dump_json())


def _refused(code: int, told: str) -> Response:
    return _json(Refusal(error=told).model_dump_json(), code)


def _json(text: str, code: int = 200) -> Response:
    return Response(text, status=code, mimetype="application/json")
