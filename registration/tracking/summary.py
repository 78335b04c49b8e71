"""One case in one line of a list: how far it is, what stops it, what comes next."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from registration.domain.case import Case
from registration.domain.problems import Problem
from registration.domain.text import normalise
from registration.rules.catalogue import check_case
from registration.tracking.checklist import ChecklistItem
from registration.tracking.deadline import Deadline
from registration.tracking.deadlines import deadlines
from registration.tracking.mover import Mover, mover
from registration.tracking.stage import Stage
from registration.tracking.ticks import Tick, open_items, whole_checklist

CONTACT = "contact"
"""Kind of a journal entry: somebody of the desk talked with the TOS."""


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case as a list shows it; `percent` is of the checklist up to the registration."""

    stage: Stage
    mover: Mover
    percent: int
    blockers: tuple[str, ...]
    ahead: tuple[Deadline, ...]
    """Deadlines that are not met yet, the nearest first, those gone by among them."""

    @property
    def next_deadline(self) -> Deadline | None:
        return self.ahead[0] if self.ahead else None


def summarise(
    case: Case,
    stage: Stage,
    ticks: Mapping[str, Tick],
    on: date,
    problems: Collection[Problem] = (),
) -> CaseSummary:
    """Work out the line of a case; answers that do not read stop it as a breach does."""
    verdict = check_case(case, on)
    unread = [item.message for item in problems if item.code != "missing"]
    return CaseSummary(
        stage=stage,
        mover=mover(stage),
        percent=_percent(case, ticks, on),
        blockers=(*unread, *(item.message for item in verdict.blockers)),
        ahead=tuple(item for item in deadlines(case, on) if item.met_on is None),
    )


def _percent(case: Case, ticks: Mapping[str, Tick], on: date) -> int:
    """Lines of the checklist that are closed, of those until the notice of registration.

    Rounded down: «100» stands only where nothing is left.
    """
    whole = sum(map(_leads_to_registration, whole_checklist(case, on)))
    left = sum(map(_leads_to_registration, open_items(case, ticks, on, by=Stage.NOTIFIED)))
    return 100 * (whole - left) // whole if whole else 0


def _leads_to_registration(item: ChecklistItem) -> bool:
    return item.stage.order <= Stage.NOTIFIED.order


def search_words(case: Case) -> tuple[str, ...]:
    """Words by which the consultant looks for a case: name, place, people in charge."""
    return tuple(dict.fromkeys(word for text in _spoken(case) for word in words_of(text)))


def _spoken(case: Case) -> Iterator[str]:
    if case.tos:
        yield from filter(None, (case.tos.full_name, case.tos.short_name))
    if case.address:
        yield case.address.address.settlement
    for person in (case.roles.chair, case.roles.applicant, case.roles.initiative_chair):
        if person:
            yield person.name.last


def words_of(text: str) -> list[str]:
    """Words as they are compared: small letters, «ё» as «е», without signs around them."""
    plain = normalise(text).casefold().replace("ё", "е")
    signs = "".join(sign if sign.isalnum() else " " for sign in plain)
    return signs.split()
