"""What papers written before and at the meeting see besides the answers themselves."""

from registration.assembly.documents.elected import elected
from registration.assembly.documents.municipal import charter_copies
from registration.domain.case import Case
from registration.domain.meeting import Convener
from registration.domain.tos import Scheme

# Of a sheet that residents sign: as many as leave room for the collector on the same page.
HAND_ROWS = tuple(range(1, 13))
_POST_OF = {
    Convener.COUNCIL: "по поручению совета ТОС",
    Convener.CHAIR: "председатель ТОС",
    Convener.INITIATIVE_GROUP: "от имени инициативной группы",
}


def before_meeting(case: Case) -> dict[str, object]:
    """Who writes, how to reach them, who stands for which post, rows to be filled by hand."""
    territory = case.territory
    return {
        "contact_phone": _contact_phone(case),
        "organiser_post": _organiser_post(case),
        "elected": elected(case),
        "charter_copies": charter_copies(case),
        "scheme_is_drawn": territory is not None and territory.scheme is not Scheme.NONE,
        "hand_rows": HAND_ROWS,
    }


def _contact_phone(case: Case) -> str | None:
    """The phone of whoever signs the letters, else of the TOS, else of the case."""
    organiser = case.roles.organiser
    known = (
        organiser.phone if organiser else None,
        case.tos.phone if case.tos else None,
        case.card.contact_phone if case.card else None,
    )
    return next((phone for phone in known if phone), None)


def _organiser_post(case: Case) -> str:
    """How the signature under a letter is explained."""
    roles = case.roles
    if roles.organiser and roles.initiative_chair == roles.organiser:
        return "председатель инициативной группы"
    if case.meeting is None:
        return "заявитель" if roles.initiative_chair is None else "от имени инициативной группы"
    return _POST_OF[case.meeting.convener]
