"""What a fixed step is, and the questions to a case that decide whether it is made."""

from collections.abc import Callable
from dataclasses import dataclass

from registration.domain.case import Case
from registration.domain.charter import Audit
from registration.domain.filing import FilingRoute
from registration.language.declension import names_to_look_at
from registration.rules.local import questions_to_administration
from registration.tracking.stage import Stage

Cites = tuple[tuple[str, str], ...]
NAMED_AT_MOST = 5  # more names than that make a line nobody reads
TOS_LAW = "tos-law"  # the law on TOS of the meeting's day, whichever it is

CHAIR = "председатель ТОС"
GROUP = "инициативная группа"
CONVENER = "тот, кто созывает собрание"
CONSULTANT = "консультант"
APPLICANT = "заявитель"


def _always(case: Case) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: when in the case, who, why, and the deadline that dates it.

    `about` says what in this very case asks for the step. `window` is the figure with the days
    of the plan, counted from the entry in the state register.
    """

    id: str
    stage: Stage
    title: str
    who: str
    cites: Cites = ()
    reason: str = ""
    about: Callable[[Case], str] | None = None
    deadline: str | None = None
    window: str = ""
    included: Callable[[Case], bool] = _always


def no_borders(case: Case) -> bool:
    return case.territory is not None and case.territory.decision is None


def route(*routes: FilingRoute) -> Callable[[Case], bool]:
    return lambda case: case.filing is not None and case.filing.route in routes


def on_paper(case: Case) -> bool:
    return case.filing is None or case.filing.is_paper


def electronic(case: Case) -> bool:
    return case.filing is not None and case.filing.is_electronic


def registered(case: Case) -> bool:
    return case.outcome is not None and case.outcome.registered_on is not None


def earning(case: Case) -> bool:
    return registered(case) and case.charter is not None and case.charter.income


def with_seal(case: Case) -> bool:
    return registered(case) and case.charter is not None and case.charter.seal


def suspended(case: Case) -> bool:
    return case.filing is not None and case.filing.suspended_on is not None


def refused(case: Case) -> bool:
    return case.outcome is not None and case.outcome.refused_on is not None


def doubtful_names(case: Case) -> str:
    names = [person.name.initials for person in names_to_look_at(case)]
    if not names:
        return ""
    shown = ", ".join(names[:NAMED_AT_MOST])
    rest = len(names) - NAMED_AT_MOST
    return f"проверьте: {shown}" + (f" и ещё {rest}" if rest > 0 else "")


def unknown_in_district(case: Case) -> str:
    """What neither the pack of the district nor the case knows of the local order."""
    asked = "; ".join(ask for _, ask in questions_to_administration(case))
    return f"спросите: {asked}" if asked else ""


def with_commission(case: Case) -> bool:
    return case.charter is not None and case.charter.audit is Audit.COMMISSION
