"""Alarms about the law: told a year and a quarter ahead, quiet when somebody signed for them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from registration.rules.alarms import Alarm, AlarmKind, Law, law_alarms
from registration.rules.catalogue import CATALOGUE
from registration.rules.confirmed import Confirmation, confirmations
from registration.rules.law import Acknowledgement, Act, Citation, acts, figures
from registration.rules.rule import Rule

RELEASED = date(2026, 11, 23)
# This one test looks at the real day: it is meant to fail when the law needs somebody.
TODAY = max(date.today(), RELEASED)  # noqa: DTZ011
LAST_DAY = date(2029, 12, 31)
LOST_ON = date(2030, 1, 1)
SEEN = date(2028, 12, 1)


def dying(**change: object) -> Act:
    fields = {"until": LAST_DAY, "reviewed": SEEN, "superseded_by": None, **change}
    return replace(acts()["fz-53"], **fields)  # type: ignore[arg-type]


def resting_on(*cited: Act) -> Rule:
    return replace(CATALOGUE[0], cites=tuple(Citation(act, "ст. 1") for act in cited), until=None)


def alarms(on: date, act: Act, *more: Act) -> tuple[Alarm, ...]:
    known = {item.id: item for item in (act, *more)}
    found = law_alarms(on, Law((resting_on(act, *more),), known, {}))
    return tuple(item for item in found if item.kind is not AlarmKind.NOT_REVIEWED)


def test_nothing_is_wrong_with_the_law_on_the_day_of_the_release() -> None:
    assert law_alarms(RELEASED) == ()


def test_law_of_today_needs_nobody_who_has_not_signed() -> None:
    """When this fails: find the new norm or review the entry, or acknowledge it in acts.toml."""
    assert [item.message for item in law_alarms(TODAY) if not item.acknowledged] == []


@pytest.mark.parametrize(
    ("ahead", "told"),
    [(366, False), (365, True), (91, True), (90, True), (1, True)],
)
def test_end_of_a_basis_is_told_a_year_ahead(ahead: int, told: bool) -> None:
    found = alarms(LOST_ON - timedelta(days=ahead), dying())
    assert bool(found) is told
    if found:
        assert found[0].kind is AlarmKind.LAPSING
        assert CATALOGUE[0].id in found[0].message
        assert "01.01.2030" in found[0].message


@pytest.mark.parametrize("on", [date(2027, 1, 1), date(2027, 10, 3), date(2028, 1, 1)])
def test_end_of_the_old_law_leaves_nothing_without_a_basis(on: date) -> None:
    assert [item for item in law_alarms(on) if item.kind is not AlarmKind.NOT_REVIEWED] == []


def test_lost_basis_is_told_as_lost() -> None:
    (found,) = alarms(LOST_ON, dying())
    assert found.kind is AlarmKind.LAPSED


def test_rule_with_another_act_in_force_raises_no_alarm() -> None:
    other = replace(acts()["fz-7"], reviewed=SEEN)
    assert alarms(LOST_ON, dying(), other) == ()


def test_signature_quiets_its_own_mark_and_not_the_next() -> None:
    signed = dying(acknowledged=(Acknowledgement(365, "Юрист", date(2029, 1, 10)),))
    (early,) = alarms(date(2029, 1, 5), signed)
    (seen,) = alarms(date(2029, 2, 1), signed)
    (later,) = alarms(LOST_ON - timedelta(days=90), signed)
    assert early.acknowledged is None
    assert seen.acknowledged is not None
    assert later.acknowledged is None


@pytest.mark.parametrize(("after", "told"), [(366, False), (367, True)])
def test_act_that_nobody_looked_at_for_a_year_is_told(after: int, told: bool) -> None:
    act = dying(until=None)
    found = law_alarms(SEEN + timedelta(days=after), Law((), {act.id: act}, {}))
    assert [item.subject for item in found] == (["fz-53"] if told else [])


def test_figures_and_rules_grow_old_like_acts() -> None:
    on = date(2028, 6, 1)
    subjects = {item.subject for item in law_alarms(on) if item.kind is AlarmKind.NOT_REVIEWED}
    assert {"fz-33", "state_duty", "tos-law-regime"} <= subjects
    assert {item.name for item in figures().values()} <= subjects


def test_confirming_a_rule_is_looking_at_it() -> None:
    rule = replace(CATALOGUE[0], reviewed=SEEN)
    on = SEEN + timedelta(days=400)
    known = {rule.id: Confirmation("Юрист", SEEN + timedelta(days=300))}
    assert [item.subject for item in law_alarms(on, Law((rule,), {}, {}))] == [rule.id]
    assert law_alarms(on, Law((rule,), {}, {}, known)) == ()


def test_confirmed_rules_exist_and_no_day_is_in_the_future() -> None:
    known = confirmations()
    assert set(known) <= {item.id for item in CATALOGUE}
    assert all(item.on <= TODAY for item in known.values())
