"""Rules held against the text of the law by a lawyer: by whom, when, by which source."""

import json
from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.rules.catalogue import CATALOGUE
from registration.rules.confirmed import (
    Confirmation,
    ConfirmationRefused,
    confidence_label,
    confirmations,
    refuse_confirmation,
    standing,
)
from registration.rules.rule import Rule
from registration.store import Overtaken
from web.access import DESK, allowed, store, visitor
from web.desk import day
from web.settled import REVIEW, reviews_in_force
from web.typed import day_of, parts_of, typed_parts

blueprint = Blueprint("workshop_reviews", __name__)

Page = str | BaseResponse | tuple[str, int]

LONGEST_SOURCE = 400
_RULES = {item.id: item for item in CATALOGUE}


def _confirmed() -> dict[str, Confirmation]:
    return {**confirmations(), **reviews_in_force(store())}


@blueprint.get("/masterskaya/proverki/")
@allowed(*DESK)
def show() -> Page:
    """All rules; those that nobody has confirmed come first."""
    known = _confirmed()
    found = sorted(_RULES.values(), key=lambda item: (standing(item, known) is not None, item.id))
    return render_template(
        "workshop/reviews.html",
        rules=[(item, confidence_label(item, known)) for item in found],
        confirmed=sum(standing(item, known) is not None for item in found),
    )


@blueprint.get("/masterskaya/proverki/<name>/")
@allowed(*DESK)
def one(name: str) -> Page:
    """A rule with its places of the law, and the form to confirm it."""
    return _page(_known(name), {})


@blueprint.post("/masterskaya/proverki/<name>/")
@allowed(*DESK)
def confirm(name: str) -> Page:
    """Write down that the rule was read against the law, or take that back."""
    rule, seen = _known(name), request.form.get("seen", -1, type=int)
    try:
        if "withdraw" in request.form:
            store().withdraw(REVIEW, name, seen=seen)
        else:
            said, errors = _typed(rule)
            if said is None:
                return _page(rule, errors), 422
            source = request.form.get("source", "").strip()
            content = json.dumps({"by": said.by, "on": said.on.isoformat(), "source": source})
            store().renew(
                REVIEW, name, content.encode(), author=visitor().subject, note=source, seen=seen
            )
    except Overtaken as overtaken:
        return _page(rule, {"": str(overtaken)}), 409
    store().note(visitor().subject, "правило сверено с законом", what=name)
    return redirect(url_for("workshop_reviews.one", name=name), 303)


def _typed(rule: Rule) -> tuple[Confirmation | None, dict[str, str]]:
    on, by = day_of(typed_parts("on")), request.form.get("by", "").strip()
    source = request.form.get("source", "").strip()
    errors = {}
    if not by:
        errors["by"] = "Впишите, кто сверил правило с законом."
    if not 0 < len(source) <= LONGEST_SOURCE:
        errors["source"] = "Впишите, с чем сверили: акт, статья, редакция, где читали."
    if on is None:
        errors["on"] = "Впишите день, месяц и год."
    if errors or on is None:
        return None, errors
    found = Confirmation(by, on)
    try:
        refuse_confirmation(rule.id, found, _RULES, day())
    except ConfirmationRefused as refusal:
        return None, {"on": str(refusal)}
    return found, {}


def _known(name: str) -> Rule:
    return _RULES.get(name) or abort(404)


def _page(rule: Rule, errors: Mapping[str, str]) -> str:
    versions = store().versions(REVIEW, rule.id)[::-1]
    return render_template(
        "workshop/review.html",
        rule=rule,
        label=confidence_label(rule, _confirmed()),
        versions=[(item, json.loads(item.content)) for item in versions],
        seen=next((item.version for item in versions if item.in_force), 0),
        errors=dict(errors),
        typed=request.form,
        on=typed_parts("on") if request.form else parts_of(day()),
    )
