"""The days of the plan: what a new legal entity does in its first weeks, counted from its entry."""

from collections.abc import Mapping
from datetime import date

from registration.domain.case import Case
from registration.rules.law import figure_as_list
from registration.tracking import reckoning
from registration.tracking.stage import Stage

SIGNED_IN: Mapping[str, str] = {
    "order-chair": "plan_orders",
    "order-accounting": "plan_orders",
    "registration-notice": "plan_notices",
    "signature-card": "plan_account",
    "bank-letter": "plan_account",
    "simplified-tax": "plan_checks",
    "personal-data-consent-tos": "plan_notices",
}
"""Papers of the first days and the window of the plan in which they are signed."""

_PLANNED = (Stage.EGRUL, Stage.NOTIFIED, Stage.POST)


def since(case: Case) -> date | None:
    """Day 0 of the plan: the entry in the state register."""
    return case.outcome.registered_on if case.outcome else None


def last_day(case: Case, window: str) -> date | None:
    """The last day of a window; a day off is moved back, as all our own terms are."""
    start = since(case)
    if start is None or not window:
        return None
    return max(start, reckoning.own_days(start, figure_as_list(window, start)[-1]).day)


def days(case: Case, stage: Stage, window: str, due: date | None) -> str:
    """«1–7», «до 30» or «каждый год»; empty for what the plan of the first days does not have."""
    start = since(case)
    if start is None:
        return ""
    if window:
        first, last = figure_as_list(window, start)
        return f"{first}–{last}"
    if stage is Stage.YEARLY:  # the first reports; the election anew is years away
        return "каждый год" if due and due.year <= start.year + 1 else ""
    return f"до {(due - start).days}" if due and stage in _PLANNED else ""
