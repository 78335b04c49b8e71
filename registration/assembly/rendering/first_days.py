"""What the papers of the first days can see: orders with their days, the head of the district."""

from dataclasses import dataclass
from datetime import date, timedelta

from registration.domain.case import Case
from registration.domain.first_days import FirstDays
from registration.rules.law import figure
from registration.rules.working_days import previous_working_day


@dataclass(frozen=True, slots=True)
class FirstOrders:
    """Numbers and days of the first two orders; a day nobody named is the one before it."""

    number: str
    on: date
    started_on: date
    accounting_number: str
    accounting_on: date


def after_registration(case: Case) -> dict[str, object]:
    """Names of the papers made after the entry in the state register."""
    return {
        "first_days": case.first_days or FirstDays(),
        "first_orders": _first_orders(case),
        "registered": case.outcome is not None and case.outcome.is_registered,
        "simplified_tax_until": _simplified_tax_until(case),
        "separate_decision": case.decisions.choice("separate-decision") == "separate",
    }


def _first_orders(case: Case) -> FirstOrders | None:
    """None until the TOS is in the register: the first order cannot be older."""
    registered = case.outcome.registered_on if case.outcome else None
    if registered is None:
        return None
    days = case.first_days or FirstDays()
    signed = days.order_on or registered
    return FirstOrders(
        number=days.order_number,
        on=signed,
        started_on=days.started_on or signed,
        accounting_number=days.accounting_number,
        accounting_on=days.accounting_on or signed,
    )


def _simplified_tax_until(case: Case) -> date | None:
    """The last day to tell the tax office, moved back to a working day."""
    registered = case.outcome.registered_on if case.outcome else None
    if registered is None:
        return None
    return previous_working_day(registered + timedelta(days=figure("usn_days", registered)))
