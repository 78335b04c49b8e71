"""Checks that no program can do: somebody looks, the record says who, when and what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from registration.domain.case import Case
from registration.domain.review import ManualCheck
from registration.rules.rule import Breach, Severity
from registration.rules.terms import standing_filing
from registration.rules.words import day, days


@dataclass(frozen=True, slots=True)
class Look:
    """What to look at by hand and what to say when nobody did or it went wrong."""

    check: str
    at: str
    todo: str
    failed: str


def looked(
    look: Look, case: Case, on: date, *, trusted_days: int | None = None, after: date | None = None
) -> Iterator[Breach]:
    """Judge the newest record: absent, failed, made too early, or too old.

    A record grows old only until the papers are filed: what the ministry has is not looked at anew.
    """
    record = latest(case, look.check, on)
    if record is None:
        yield Breach(look.at, f"{look.todo} Запишите проверку в дело.", by_hand=True)
    elif not record.passed:
        note = f" Записано: {record.note}" if record.note else ""
        yield Breach(look.at, f"{look.failed}{note}")
    elif after is not None and record.checked_on < after:
        yield Breach(
            look.at,
            f"Проверка от {day(record.checked_on)} сделана раньше, чем появился документ "
            f"({day(after)}). {look.todo} Запишите новую проверку.",
            by_hand=True,
        )
    elif trusted_days is not None and record.checked_on < _needed(case, on, trusted_days):
        yield Breach(
            look.at,
            f"Проверке от {day(record.checked_on)} больше {days(trusted_days)}. {look.todo} "
            "Проверьте ещё раз и запишите.",
            severity=Severity.WARNING,
            by_hand=True,
        )


def recorded(case: Case, check: str, since: date, on: date) -> date | None:
    """The newest day, not before `since`, on which somebody recorded a success; None if nobody."""
    made = (item for item in case.checks.made if item.check == check and item.passed)
    return max((item.checked_on for item in made if since <= item.checked_on <= on), default=None)


def _needed(case: Case, on: date, trusted_days: int) -> date:
    """The day from which a record is still young enough."""
    return min(on, standing_filing(case) or on) - timedelta(days=trusted_days)


def latest(case: Case, check: str, on: date) -> ManualCheck | None:
    """The newest record made by a day: a look in the future has not been taken."""
    found = [item for item in case.checks.made if item.check == check and item.checked_on <= on]
    return max(found, key=lambda item: item.checked_on) if found else None
