"""Who is to act next in a case, for the list of all cases."""

from registration.domain.labelled import Labelled
from registration.tracking import moves
from registration.tracking.stage import Stage
from registration.tracking.step import CONSULTANT


class Mover(Labelled):
    """Whose move it is; residents and organs of a TOS are one."""

    TOS = "tos", "ТОС"
    DESK = "consultant", CONSULTANT
    ADMINISTRATION = "administration", moves.ADMINISTRATION
    MINJUST = "minjust", moves.MINJUST
    TAX_OFFICE = "tax_office", moves.TAX_OFFICE


def mover(stage: Stage) -> Mover:
    """Who makes the first move that leads on; after the last one the TOS lives by itself."""
    onward = next((move for move in moves.moves_from(stage) if not move.goes_back), None)
    known = {item.label: item for item in Mover}
    return known.get(onward.who, Mover.TOS) if onward else Mover.TOS
