"""The sound samples on every day of two years: only the calendar itself may block them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from registration.domain.case import Case
from registration.rules.catalogue import Finding, check_case
from registration.rules.terms import filing_deadline

FIRST, LAST = date(2025, 7, 1), date(2027, 6, 30)


def days() -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=1)


# A paper of the sample bears a day to come: on earlier days it cannot exist.
DATED_PAPERS = {
    "tos-charter-muni-registered",
    "person-pd-consent",
    "app-okved-main",
}
# The term after the meeting has passed, and the sample is never filed.
PASSED_TERMS = {"term-three-months"}
# Somebody looks and records it on a later day. An old look only warns: it never blocks again.
LOOKS = {
    "tos-borders-text-match",
    "tos-charter-same-text",
    "founders-ban-list",
    "name-unique",
    "app-form-current",
}


def caused_by_the_calendar(case: Case, finding: Finding, on: date) -> bool:
    if finding.rule in DATED_PAPERS:
        answered = answer(case, finding.at)
        return isinstance(answered, date) and on < answered
    if finding.rule in PASSED_TERMS:
        assert case.meeting is not None
        return on > filing_deadline(case.meeting.held_on, on)
    looks = [item.checked_on for item in case.checks.made if item.check == finding.rule]
    return finding.rule in LOOKS and on < min(looks)


def answer(case: Case, at: str) -> Any:
    """What stands in the case at the place of a finding."""
    found: Any = case
    for part in at.split("."):
        found = found[int(part)] if part.isdigit() else getattr(found, part)
    return found


def test_only_the_calendar_blocks_a_sound_sample(
    sample: Callable[[str], Case], sample_name: str
) -> None:
    case = sample(sample_name)
    unexplained = {
        (item.rule, item.at): on
        for on in days()
        for item in check_case(case, on).blockers
        if not caused_by_the_calendar(case, item, on)
    }
    assert unexplained == {}


def test_the_calendar_does_block_on_the_first_and_the_last_day(
    sample: Callable[[str], Case], sample_name: str
) -> None:
    blocked = [
        {item.rule for item in check_case(sample(sample_name), on).blockers} for on in (FIRST, LAST)
    ]
    assert blocked[0] & LOOKS and blocked[0] & DATED_PAPERS
    assert blocked[1] == PASSED_TERMS


def test_open_cases_are_warned_in_both_months_of_transition(
    sample: Callable[[str], Case], sample_name: str
) -> None:
    case = sample(sample_name)
    warned = [
        on
        for on in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 1))
        for item in check_case(case, on).warnings
        if item.rule == "term-muni-2027"
    ]
    assert warned == [date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 1)]
