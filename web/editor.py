"""The dense editor: a section of the questionnaire on one screen, for whoever types all day."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.questionnaire.page import AskedOf, Step
from web.access import DESK, allowed, store
from web.desk import Desk, author, desk
from web.editor_form import Outcome, Section, conflicts, prefix_of, save_section
from web.editor_page import Shown, menu, sheet_of
from web.editor_people import pairs
from web.journey import Stop, row_id
from web.review import line_title
from web.saving import seen_revision
from web.screens import base_of, faults_of, leaves_of

blueprint = Blueprint("editor", __name__)

Page = str | BaseResponse | tuple[str, int]

PAPER = "bumaga"
"""Value of `kak`: only what the paper asks, in its words and under its numbers."""
_KEPT = "Пустой ответ не записан, прежний на месте. Впишите верный."


@blueprint.get("/dela/<case_id>/pravka/")
@allowed(*DESK)
def begin(case_id: str) -> Page:
    """The first section that wants something."""
    here = desk(case_id)
    wanting = [jump.step for jump in menu(here) if jump.blockers or jump.left]
    first = next(iter(wanting), here.way.steps()[0])
    return redirect(url_for("editor.show", case_id=case_id, section=first.value), 303)


@blueprint.get("/dela/<case_id>/pravka/<section>/")
@allowed(*DESK)
def show(case_id: str, section: str) -> Page:
    """All questions of a section."""
    shown = Shown(sheet=_number(request.args.get("list", "")), new=request.args.get("novyj", ""))
    return _page(_section(case_id, section), shown)


@blueprint.post("/dela/<case_id>/pravka/<section>/")
@allowed(*DESK)
def save(case_id: str, section: str) -> Page:
    """Write down what was typed; what is wrong is told at its place, what clashes is shown."""
    before = _section(case_id, section)
    outcome = save_section(before, request.form, seen_revision(before.here))
    now = before.again()
    if outcome.saved.conflicts and (page := _conflict_page(now, outcome)):
        return page, 409
    sheet = _number(request.form.get("list", ""))
    if faults := _faults(before, now, outcome):
        return _page(now, Shown(sheet=sheet, faults=faults)), 422
    if wanted := request.form.get("show"):
        return _revealed(now, wanted, sheet)
    if adding := request.form.get("add"):
        return redirect(f"{_address(now, novyj=adding)}#novyj", 303)
    return redirect(_address(now, list=str(sheet) if sheet > 1 else "", zapisano="1"), 303)


def _section(case_id: str, name: str) -> Section:
    here = desk(case_id)
    from_paper = request.values.get("kak") == PAPER
    step = next((step for step in steps_of(here, from_paper) if step.value == name), None)
    if step is None:
        abort(404)
    return Section(here, step, from_paper)


def steps_of(here: Desk, from_paper: bool) -> list[Step]:
    """The sections of a case, or those that its paper has."""
    asked = (AskedOf.LEADER,) if from_paper else tuple(AskedOf)
    pages = (stop.page for stop in here.way.all_stops if stop.page.of in asked)
    return list(dict.fromkeys(page.step for page in pages))


def _page(section: Section, shown: Shown) -> str:
    here = section.here
    steps = steps_of(here, section.from_paper)
    at = steps.index(section.step)
    sheet = sheet_of(section, shown)
    return render_template(
        "board/editor.html",
        here=here,
        section=section,
        step=section.step,
        kak=PAPER if section.from_paper else None,
        menu=[jump for jump in menu(here) if jump.step in steps],
        previous=steps[at - 1] if at else None,
        following=steps[at + 1] if at + 1 < len(steps) else None,
        sheet=sheet,
        growing=[block.first for block in section.growing],
        seen=here.stored.revision,
        is_saved="zapisano" in request.args,
        twice=len(pairs(here)) if section.step is Step.PEOPLE else 0,
    )


def _faults(before: Section, now: Section, outcome: Outcome) -> dict[str, str]:
    """What is wrong with what was just typed; older mistakes do not hold a save up.

    Neither do questions that an answer has only now brought: they had no place in the form.
    """
    old = set(_all_faults(before).items())
    asked = tuple(map(prefix_of, before.stops))
    found, touched = dict.fromkeys(outcome.kept, _KEPT), _touched(now, outcome)
    for name, text in _all_faults(now).items():
        if name in touched or (name.startswith(asked) and (name, text) not in old):
            found[name] = text
    return found


def _all_faults(section: Section) -> dict[str, str]:
    here = section.here
    return {
        f"{prefix_of(stop)}{name}": text
        for stop in section.stops
        if not stop.is_list
        for name, text in faults_of(stop.page, stop.item, here.problems, here.way.asked_of).items()
    }


def _touched(section: Section, outcome: Outcome) -> set[str]:
    return {
        f"{prefix_of(stop)}{leaf.name}"
        for stop in section.stops
        if not stop.is_list
        for leaf in leaves_of(stop.page)
        if ".".join(map(str, (*base_of(stop.page, stop.item), *leaf.at))) in outcome.written
    }


def _revealed(section: Section, wanted: str, sheet: int) -> Page:
    """Show masked answers of one part; who looked is written down, what was seen is not."""
    stop = next((stop for stop in section.stops if row_id(stop) == wanted), None)
    if stop is None or stop.is_list:
        abort(404)
    place = f"{stop.page.id}/{'' if stop.item is None else stop.item + 1}"
    store().note(author(), "показаны скрытые ответы", section.here.case_id, place)
    return _page(section, Shown(sheet=sheet, revealed=wanted))


def _conflict_page(section: Section, outcome: Outcome) -> str:
    """Both answers to choose from; empty when what clashed is asked no more."""
    rows = [
        (_about(section.here, stop), own.prefix, row)
        for stop, own, row in conflicts(section, outcome.saved, request.form)
    ]
    if not rows:
        return ""
    keys = [(name, value) for name, value in request.form.items() if name.endswith(".key")]
    return render_template(
        "board/editor_conflict.html",
        here=section.here,
        step=section.step,
        rows=rows,
        keys=keys,
        seen=outcome.saved.revision,
        action=_address(section),
        kak=PAPER if section.from_paper else None,
    )


def _about(here: Desk, stop: Stop) -> str:
    return stop.page.title if stop.item is None else line_title(here, stop)


def _address(section: Section, **query: str) -> str:
    given = {name: value for name, value in query.items() if value}
    if section.from_paper:
        given["kak"] = PAPER
    values = {"case_id": section.here.case_id, "section": section.step.value, **given}
    return url_for("editor.show", **values)  # type: ignore[arg-type]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
