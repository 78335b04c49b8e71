"""One case at the desk: where it is, how its leader comes in."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.districts import district_name
from registration.store import CaseRow, LogEntry
from web import access, withdrawal
from web.access import DESK, allowed
from web.entrance import ADMITTED
from web.withdrawal import WITHDRAWN

blueprint = Blueprint("board", __name__)

Page = str | BaseResponse | tuple[str, int]

NOT_STARTED, BEING_FILLED = "Не начато", "Заполняется"
_REVISION_WHEN_CREATED = 1
_LINK_GIVEN, _CODE_GIVEN, _CLOSED = "выдана ссылка", "выдан код", "доступ отозван"
_ABOUT_ENTRY = (_LINK_GIVEN, _CODE_GIVEN, _CLOSED, *ADMITTED, WITHDRAWN)
_MOST_EVENTS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One case in the list."""

    case: CaseRow
    district: str
    state: str


def _begun(case: CaseRow) -> bool:
    return case.revision > _REVISION_WHEN_CREATED


def _state(case: CaseRow) -> str:
    return BEING_FILLED if _begun(case) else NOT_STARTED


def _line(row: CaseRow) -> Line:
    return Line(row, district_name(row.district), _state(row))


@blueprint.get("/dela/<case_id>/")
@allowed(*DESK)
def case(case_id: str) -> Page:
    """Show one case: where it is, and how its leader comes in."""
    return _case_page(case_id)


def _case_page(case_id: str, **shown_once: str) -> str:
    line = _line(access.store().case_row(case_id))
    shown = {"link": "", "code": "", "revoked": "", **shown_once}
    return render_template(
        "board/case.html",
        line=line,
        days=access.settings().link_days,
        link_until=access.store().link_until(case_id),
        events=_about_entry(case_id),
        withdrawal=withdrawal.shuts(access.store(), case_id),
        decisions=withdrawal.choices(),
        **shown,
    )


def _about_entry(case_id: str) -> list[LogEntry]:
    """What happened to the leader's access, the last first."""
    events = [line for line in access.store().log(case_id) if line.action in _ABOUT_ENTRY]
    return events[: -_MOST_EVENTS - 1 : -1]


def _refuse_while_withdrawn(case_id: str) -> None:
    """Without the leader's consent there is no way in until the consultant has decided."""
    if withdrawal.shuts(access.store(), case_id):
        abort(redirect(url_for("board.case", case_id=case_id), 303))


@blueprint.post("/dela/<case_id>/ssylka/")
@allowed(*DESK)
def issue_link(case_id: str) -> Page:
    """Give the leader a new link; the address is shown this once."""
    _refuse_while_withdrawn(case_id)
    token = access.store().issue_link(case_id, access.settings().link_days)
    _note(_LINK_GIVEN, case_id)
    address = url_for("entrance.link", token=token, _external=True)
    return _case_page(case_id, link=address)


@blueprint.post("/dela/<case_id>/kod/")
@allowed(*DESK)
def issue_code(case_id: str) -> Page:
    """Give the leader eight digits to be dictated now."""
    _refuse_while_withdrawn(case_id)
    digits = access.store().issue_code(case_id)
    _note(_CODE_GIVEN, case_id)
    return _case_page(case_id, code=f"{digits[:4]} {digits[4:]}")


@blueprint.post("/dela/<case_id>/otozvat/")
@allowed(*DESK)
def revoke(case_id: str) -> Page:
    """Take away every link, code and open visit of the leader."""
    access.store().revoke(case_id)
    _note(_CLOSED, case_id)
    return _case_page(case_id, revoked="yes")


def _note(action: str, case_id: str) -> None:
    access.store().note(access.visitor().subject, action, case_id)
