"""The questionnaire: task list, question pages, lists, check of answers."""

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response as BaseResponse

from registration.questionnaire.glossary import terms_on
from registration.questionnaire.precheck import QUESTIONS, conclude
from registration.store import Channel, Role
from web.access import allowed, store
from web.answering import save, save_new
from web.desk import CHANNEL, Desk, author, channel, day, desk
from web.help_law import button_of, help_for
from web.journey import Stop, task_path
from web.lists import fill_agenda, list_page, removal_page, remove_item
from web.people_of_case import key_of
from web.preview import help_while_typing
from web.readiness import COMPLETENESS
from web.review import line_title, review
from web.saving import same_item
from web.screens import blanks, faults_of, item_of, screen
from web.turns import back_from, saved_at

blueprint = Blueprint("questionnaire", __name__)
Page = str | BaseResponse | tuple[str, int]
ASKED = (Role.LEADER, Role.CONSULTANT)


@blueprint.get("/delo/<case_id>/")
@allowed(*ASKED)
def hub(case_id: str) -> Page:
    """The task list: steps, how far each is, what the rules have found."""
    here = desk(case_id)
    steps = [
        (step, here.way.step_progress(step), here.way.left(step), here.way.entry(step))
        for step in here.way.steps()
    ]
    placed = [(item, here.place_of(item)) for item in here.findings if item.rule != COMPLETENESS]
    findings = [(item, stop) for item, stop in placed if stop or here.is_staff]
    return render_template(
        "questionnaire/hub.html",
        here=here,
        steps=steps,
        findings=findings,
        channel_options=[(item.value, item.label, "") for item in (Channel.PHONE, Channel.PAPER)],
        channel=channel(),
    )


@blueprint.get("/delo/<case_id>/nachalo/")
@allowed(*ASKED)
def start(case_id: str) -> Page:
    """What to have at hand and how long it takes; also for printing."""
    return render_template("questionnaire/start.html", here=desk(case_id))


@blueprint.get("/delo/<case_id>/nuzhno-li/")
@allowed(*ASKED)
def precheck(case_id: str) -> Page:
    """«Нужно ли вашему ТОС юрлицо?»: six questions and a conclusion; nothing is stored."""
    chosen = {ask.id: request.args.get(ask.id, "") for ask in QUESTIONS}
    said = {name: {"yes": True, "no": False}.get(value) for name, value in chosen.items()}
    return render_template(
        "questionnaire/precheck.html",
        here=desk(case_id),
        questions=QUESTIONS,
        chosen=chosen,
        conclusion=conclude(said) if any(chosen.values()) else None,
    )


@blueprint.post("/delo/<case_id>/kanal/")
@allowed(Role.CONSULTANT)
def choose_channel(case_id: str) -> Page:
    """The consultant says whether the answers come by phone or from paper."""
    chosen = request.form.get("channel")
    if chosen in (Channel.PHONE, Channel.PAPER):
        session[CHANNEL] = str(chosen)
    return redirect(url_for("questionnaire.hub", case_id=case_id), 303)


@blueprint.get("/delo/<case_id>/proverka/")
@allowed(*ASKED)
def check(case_id: str) -> Page:
    """«Проверьте ответы»: every answer with the way back to it."""
    here = desk(case_id)
    return render_template("questionnaire/check.html", here=here, steps=review(here))


@blueprint.get("/delo/<case_id>/<page_id>/")
@allowed(*ASKED)
def show(case_id: str, page_id: str) -> Page:
    """A question page, or the page of a list."""
    here = desk(case_id)
    stop = here.stop(page_id, None)
    return list_page(here, stop) if stop.is_list else _question_page(here, stop)


@blueprint.get("/delo/<case_id>/<page_id>/<int:number>/")
@allowed(*ASKED)
def show_item(case_id: str, page_id: str, number: int) -> Page:
    """A question page about one item of a list."""
    here = desk(case_id)
    return _question_page(here, here.stop(page_id, number))


@blueprint.post("/delo/<case_id>/<page_id>/")
@allowed(*ASKED)
def answer(case_id: str, page_id: str) -> Page:
    """Save a question page."""
    here = desk(case_id)
    stop = here.stop(page_id, None)
    return redirect(here.address(stop), 303) if stop.is_list else save(here, stop)


@blueprint.post("/delo/<case_id>/<page_id>/<int:number>/")
@allowed(*ASKED)
def answer_item(case_id: str, page_id: str, number: int) -> Page:
    """Save a question page about one item; a new item is made by its first save."""
    here = desk(case_id)
    if "new" in request.form:
        return save_new(here, page_id, number)
    return save(here, same_item(here, here.stop(page_id, number)))


@blueprint.post("/delo/<case_id>/<page_id>/pokazat/")
@blueprint.post("/delo/<case_id>/<page_id>/<int:number>/pokazat/")
@allowed(*ASKED)
def reveal(case_id: str, page_id: str, number: int | None = None) -> Page:
    """Show masked answers; who looked is written down, what was seen is not."""
    here = desk(case_id)
    stop = here.stop(page_id, number)
    if stop.is_list:
        abort(404)
    store().note(author(), "показаны скрытые ответы", case_id, f"{page_id}/{number or ''}")
    return _question_page(here, stop, revealed=True)


@blueprint.post("/delo/<case_id>/<page_id>/podskazka/")
@allowed(*ASKED)
def show_help(case_id: str, page_id: str) -> Response:
    """The lines of help for what stands in the inputs now; nothing is saved."""
    here = desk(case_id)
    lines = help_while_typing(here, here.stop(page_id, None))
    return jsonify(html=render_template("questionnaire/help.html", help=lines))


@blueprint.get("/delo/<case_id>/<page_id>/<int:number>/udalit/")
@allowed(*ASKED)
def ask_removal(case_id: str, page_id: str, number: int) -> Page:
    """Tell what goes together with an item before it is removed."""
    here = desk(case_id)
    return removal_page(here, here.stop(page_id, number))


@blueprint.post("/delo/<case_id>/<page_id>/<int:number>/udalit/")
@allowed(*ASKED)
def remove(case_id: str, page_id: str, number: int) -> Page:
    """Remove an item; a second click finds it gone and changes nothing."""
    here = desk(case_id)
    return remove_item(here, here.stop(page_id, None).page, number - 1)


@blueprint.post("/delo/<case_id>/<page_id>/obychnaya/")
@allowed(*ASKED)
def take_usual(case_id: str, page_id: str) -> Page:
    """Write the usual questions into the agenda; those that stand there stay as they are."""
    here = desk(case_id)
    page = here.stop(page_id, None).page
    if page.each != "agenda":
        abort(404)
    return fill_agenda(here, page)


def _question_page(here: Desk, stop: Stop, revealed: bool = False) -> Page:
    item = item_of(stop.page, stop.item, here.stored.answers)
    faults = faults_of(stop.page, stop.item, here.problems, here.way.asked_of)
    if "oshibki" in request.args:
        faults = blanks(stop.page, item) | faults
    view = screen(
        stop.page,
        stop.item,
        here.stored.answers,
        faults=faults,
        findings=here.findings_at(stop),
        unknown=here.stored.unknown,
        task_of=lambda field: task_path(stop, field),
        revealed=revealed,
        asked_of=here.way.asked_of,
    )
    is_new = stop.item is not None and not item
    return render_template(
        "questionnaire/page.html",
        here=here,
        stop=stop,
        screen=view,
        seen=here.stored.revision,
        is_new=is_new,
        key=key_of(item) or "",
        item_title="" if is_new or stop.item is None else line_title(here, stop),
        action=here.address(stop),
        returns="to" in request.args,
        kept="ostalos" in request.args,
        saved_at=saved_at(here, stop),
        help=help_for(stop.page, here.case, day()),
        help_button=button_of(stop.page),
        terms=terms_on(stop.page),
        back=back_from(here, stop),
    )
