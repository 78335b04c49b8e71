"""After the answer: silence before the registration, advice before a term, a fault after it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from registration.domain.case import Case
from registration.rules.catalogue import CATALOGUE, check_case, judging_day
from registration.rules.rule import RuleStage, Severity
from tests.changes import changed

Answers = Callable[[str], dict[str, Any]]
AFTER = {item.id for item in CATALOGUE if item.stage is RuleStage.AFTER}
FILED = {"filing.filed_on": date(2026, 11, 23), "filing.receipt_number": "7"}
REGISTERED = FILED | {
    "outcome.decided_on": date(2026, 12, 11),
    "outcome.registered_on": date(2026, 12, 16),
}


def told(case: Case, on: date) -> dict[str, Severity]:
    return {item.rule: item.severity for item in check_case(case, on).findings}


@pytest.mark.parametrize("on", [date(2026, 11, 23), date(2026, 12, 15)])
def test_duties_are_not_told_before_the_registration(
    answers: Answers, sample_name: str, on: date
) -> None:
    case = changed(answers(sample_name), REGISTERED)
    verdict = check_case(case, on)
    assert not AFTER & {item.rule for item in verdict.findings}
    assert not AFTER & {item.rule for item in verdict.waiting}


def test_a_registered_case_is_never_blocked_by_a_duty(answers: Answers, sample_name: str) -> None:
    case = changed(answers(sample_name), REGISTERED)
    for on in (date(2026, 12, 16), date(2027, 4, 16), date(2029, 10, 25)):
        told_then = told(case, on)
        assert len(AFTER & told_then.keys()) >= 10
        assert Severity.BLOCKER not in {told_then[rule] for rule in AFTER & told_then.keys()}


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("post-portal-charter", date(2027, 1, 15)),
        ("post-annual-minjust", date(2027, 4, 15)),
    ],
)
def test_a_duty_is_advice_until_its_term_ends(answers: Answers, rule: str, last: date) -> None:
    case = changed(answers("verkhnetoemsky"), REGISTERED)
    assert told(case, last)[rule] is Severity.ADVICE
    assert told(case, last.replace(day=last.day + 1))[rule] is Severity.WARNING


def test_checks_made_for_the_filing_do_not_grow_old_after_it(answers: Answers) -> None:
    late = date(2027, 6, 1)
    stale = "name-unique"
    assert stale in told(changed(answers("verkhnetoemsky"), {}), late)
    assert stale not in told(changed(answers("verkhnetoemsky"), FILED), late)
    refused = FILED | {"outcome.refused_on": date(2026, 12, 14)}
    assert stale in told(changed(answers("verkhnetoemsky"), refused), late)


def test_after_a_refusal_the_law_of_the_new_filing_judges(answers: Answers) -> None:
    (receipt,) = [item for item in CATALOGUE if item.id == "pkg-receipt"]
    on = date(2026, 12, 20)
    refused = FILED | {"outcome.refused_on": date(2026, 12, 14)}
    again = refused | {"filing.filed_on": date(2026, 12, 18)}
    days = [
        judging_day(receipt, changed(answers("verkhnetoemsky"), change), on)
        for change in (FILED, refused, again)
    ]
    assert days == [date(2026, 11, 23), on, date(2026, 12, 18)]


def test_paper_certificates_are_remembered_only_when_there_are_none(answers: Answers) -> None:
    old = changed(answers("verkhnetoemsky"), {"outcome.registered_on": date(2026, 2, 28)})
    new = changed(answers("verkhnetoemsky"), {"outcome.registered_on": date(2026, 3, 1)})
    on = date(2026, 11, 23)
    assert "post-no-certificate" not in told(old, on)
    assert "post-no-certificate" in told(new, on)
