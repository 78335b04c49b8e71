"""A pilot case as the association sees it: how far, what it waits for, what threatens it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from registration.domain.labelled import Labelled, label_of
from registration.store import SummaryRow
from registration.tracking.mover import Mover
from registration.tracking.stage import Stage

PILOT = "pilot"
"""Kind of a holding: its name is a district, its content the case that stands for it."""

LONG_STILL = 30
"""Days without movement after which a case needs a call; our own norm."""
SOON = 7
"""Days before a term from which it is spoken of; our own norm."""

_ANSWERED = {Stage.MUNI_REFUSED, Stage.REFUSED, Stage.SUSPENDED}
_OVER = {Stage.POST, Stage.YEARLY, Stage.CLOSED}


class Risk(Labelled):
    """How likely the case is to be late."""

    HIGH = "high", "высокий"
    MIDDLE = "middle", "средний"
    LOW = "low", "низкий"


@dataclass(frozen=True, slots=True)
class PilotCase:
    """One case of the five, told without a person: words of ours, days and numbers.

    `name` is that of the TOS, which stands on its sign and in the register.
    """

    case_id: str
    name: str
    stage: str
    percent: int
    waits_for: str
    next_on: date | None
    next_title: str
    days_still: int
    risk: Risk
    reasons: tuple[str, ...]


def pilot_case(row: SummaryRow, days_still: int, on: date) -> PilotCase:
    """Tell of a case from its line of the list; `days_still` is since its last move."""
    said = row.summary
    ahead = said.about.get("ahead") or ()
    high, middle = tuple(_high(row, on)), tuple(_middle(row, days_still, on))
    return PilotCase(
        case_id=row.case_id,
        name=str(said.about.get("name") or "") or "ТОС без названия",
        stage=label_of(Stage, said.stage),
        percent=said.percent,
        waits_for=label_of(Mover, said.mover),
        next_on=said.next_on,
        next_title=str(ahead[0][1]) if ahead else "",
        days_still=days_still,
        risk=Risk.HIGH if high else Risk.MIDDLE if middle else Risk.LOW,
        reasons=(*high, *middle),
    )


def _high(row: SummaryRow, on: date) -> Iterator[str]:
    said = row.summary
    if said.next_on is not None and said.next_on < on:
        yield "Срок прошёл."
    if said.stage in _ANSWERED:
        yield "Отказали или приостановили: нужно исправить и подать снова."


def _middle(row: SummaryRow, days_still: int, on: date) -> Iterator[str]:
    said = row.summary
    if said.blockers and said.stage not in _OVER:
        yield "Проверки нашли, что исправить."
    if days_still > LONG_STILL and said.stage not in _OVER:
        yield f"Больше {LONG_STILL} дней без движения."
    if said.next_on is not None and 0 <= (said.next_on - on).days <= SOON:
        yield f"До срока не больше {SOON} дней."
