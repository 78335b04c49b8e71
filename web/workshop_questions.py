"""Open questions of law, decided once for all cases: which reading, who said so, when, why."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as BaseResponse

from registration.domain.problems import problems_of
from registration.domain.review import StandingDecision
from registration.rules.questions import Question, questions
from registration.store import Overtaken
from web.access import DESK, allowed, store, visitor
from web.desk import day
from web.settled import DECISION, decisions_in_force
from web.typed import day_of, parts_of, typed_parts

blueprint = Blueprint("workshop_questions", __name__)

Page = str | BaseResponse | tuple[str, int]


@blueprint.get("/masterskaya/voprosy/")
@allowed(*DESK)
def show() -> Page:
    """All open questions; those that nobody has decided come first."""
    decided = {item.question: item for item in decisions_in_force(store())}
    found = sorted(questions().values(), key=lambda item: (item.id in decided, item.text))
    return render_template(
        "workshop/questions.html",
        questions=[(item, _said(item, decided.get(item.id))) for item in found],
    )


def _said(question: Question, decision: StandingDecision | None) -> str:
    if decision is None:
        return f"не решён; программа идёт осторожно: {question.cautious_label}"
    option = question.option(decision.choice)
    return f"решено: {option.label if option else decision.choice}"


@blueprint.get("/masterskaya/voprosy/<name>/")
@allowed(*DESK)
def one(name: str) -> Page:
    """A question with its readings, and the decision for all cases."""
    return _page(_known(name), {})


@blueprint.post("/masterskaya/voprosy/<name>/")
@allowed(*DESK)
def decide(name: str) -> Page:
    """Decide for all cases, or leave the question open again."""
    question, seen = _known(name), request.form.get("seen", -1, type=int)
    try:
        if "reopen" in request.form:
            store().withdraw(DECISION, name, seen=seen)
        else:
            decision, errors = _typed(question)
            if decision is None:
                return _page(question, errors), 422
            store().renew(
                DECISION,
                name,
                decision.model_dump_json().encode(),
                author=visitor().subject,
                note=decision.choice,
                seen=seen,
            )
    except Overtaken as overtaken:
        return _page(question, {"": str(overtaken)}), 409
    store().note(visitor().subject, "решён открытый вопрос", what=name)
    return redirect(url_for("workshop_questions.one", name=name), 303)


def _typed(question: Question) -> tuple[StandingDecision | None, dict[str, str]]:
    on, choice = day_of(typed_parts("decided_on")), request.form.get("choice", "")
    errors = {}
    if question.option(choice) is None:
        errors["choice"] = "Выберите, как читать закон."
    if on is None or on > day():
        errors["decided_on"] = "Впишите день, когда это решили, не позже сегодняшнего."
    said = {name: request.form.get(name, "") for name in ("reason", "decided_by")}
    try:
        decision = StandingDecision.model_validate(
            {"question": question.id, "choice": choice, "decided_on": on or day(), **said}
        )
    except ValidationError as fault:
        for problem in problems_of(StandingDecision, fault):
            errors.setdefault(problem.path, problem.message)
        return None, errors
    return (None, errors) if errors else (decision, {})


def _known(name: str) -> Question:
    return questions().get(name) or abort(404)


def _page(question: Question, errors: Mapping[str, str]) -> str:
    versions = store().versions(DECISION, question.id)[::-1]
    held = next((item for item in versions if item.in_force), None)
    now = StandingDecision.model_validate_json(held.content) if held else None
    return render_template(
        "workshop/question.html",
        question=question,
        now=now,
        versions=[(item, StandingDecision.model_validate_json(item.content)) for item in versions],
        options=[(item.id, f"{item.label}. {item.changes}") for item in question.options],
        labels={item.id: item.label for item in question.options},
        seen=held.version if held else 0,
        errors=dict(errors),
        typed=request.form or (now.model_dump() if now else {}),
        on=typed_parts("decided_on") if request.form else parts_of(now.decided_on if now else None),
        titles={name: field.title for name, field in StandingDecision.model_fields.items()},
    )
