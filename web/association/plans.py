"""The plan of the project in force, and the page on which the association mends it."""

import json
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as BaseResponse

from registration.association.plan import IndicatorName, Plan, shipped_plan
from registration.store import Holding, Overtaken, Role
from web.access import DESK, allowed, store, visitor
from web.typed import day_of, parts_of, typed_parts

blueprint = Blueprint("plans", __name__)

Page = str | BaseResponse | tuple[str, int]

PLAN = "plan"
"""Kind and name of the holding."""
LARGEST_TARGET = 1_000_000


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """A plan and its version, 0 for the one that comes with the program."""

    plan: Plan
    version: int


def plan_in_force() -> PlanInForce:
    """The plan by which the project is counted today."""
    kept = store().in_force(PLAN).get(PLAN)
    if kept is None:
        return PlanInForce(shipped_plan(), 0)
    return PlanInForce(_plan_of(kept), kept.version)


def _plan_of(kept: Holding) -> Plan:
    return Plan.model_validate(json.loads(kept.content))


@blueprint.get("/svodka/plan/")
@allowed(Role.ASSOCIATION, *DESK)
def show() -> Page:
    """The plan, to be mended, and who mended it before."""
    return _page({})


@blueprint.post("/svodka/plan/")
@allowed(Role.ASSOCIATION, *DESK)
def change() -> Page:
    """Put a new version of the plan in force: targets, days and where they come from."""
    now = plan_in_force()
    plan, errors = _told(now.plan)
    note = request.form.get("note", "").strip()
    if not note:
        errors["note"] = "Впишите, почему план меняется: по этому потом проверят отчёт."
    if errors or plan is None:
        return _page(errors), 422
    seen = request.form.get("seen", -1, type=int)
    content = plan.model_dump_json().encode()
    try:
        version = store().put(PLAN, PLAN, content, author=visitor().subject, note=note[:400])
        store().publish(PLAN, PLAN, version, seen=seen)
    except Overtaken as overtaken:
        return _page({"": str(overtaken)}), 409
    return redirect(url_for("plans.show"), 303)


def _told(now: Plan) -> tuple[Plan | None, dict[str, str]]:
    errors = {}
    since, until = day_of(typed_parts("since")), day_of(typed_parts("until"))
    for name, value in (("since", since), ("until", until)):
        if value is None:
            errors[name] = "Впишите день, месяц и год."
    if since and until and until < since:
        errors["until"] = "Последний день раньше первого."
    targets: dict[IndicatorName, int | None] = {}
    for name in now.indicators:
        text = request.form.get(f"target-{name.value}", "").strip()
        if text and not (text.isascii() and text.isdigit() and int(text) <= LARGEST_TARGET):
            errors[f"target-{name.value}"] = "Впишите целое число или оставьте пустым."
        else:
            targets[name] = int(text) if text else None
    if errors or since is None or until is None:
        return None, errors
    return _made(now, since, until, targets)


def _made(
    now: Plan, since: date, until: date, targets: dict[IndicatorName, int | None]
) -> tuple[Plan | None, dict[str, str]]:
    told = {name: request.form.get(name, "").strip() for name in ("title", "source", "verify")}
    content = {
        **told,
        "since": since,
        "until": until,
        "indicators": {
            name: {**promise.model_dump(), "target": targets[name]}
            for name, promise in now.indicators.items()
        },
    }
    try:
        return Plan.model_validate(content), {}
    except ValidationError as fault:
        places = {str(item["loc"][0]) for item in fault.errors() if item["loc"]}
        return None, dict.fromkeys(places, "Впишите от 1 до 400 знаков.")


def _page(errors: dict[str, str]) -> str:
    now = plan_in_force()
    return render_template(
        "association/plan.html",
        plan=now.plan,
        version=now.version,
        versions=list(reversed(store().versions(PLAN, PLAN))),
        errors=errors,
        typed=request.form,
        since=typed_parts("since") if request.form else parts_of(now.plan.since),
        until=typed_parts("until") if request.form else parts_of(now.plan.until),
    )
