"""Stages and the ways between them."""

import pytest

from registration.tracking.stage import TRANSITIONS, Stage, may_follow


def reachable(start: Stage) -> set[Stage]:
    found, ahead = {start}, [start]
    while ahead:
        for stage in TRANSITIONS[ahead.pop()] - found:
            found.add(stage)
            ahead.append(stage)
    return found


def test_every_stage_says_where_one_goes_from_it() -> None:
    assert set(TRANSITIONS) == set(Stage)


def test_every_stage_can_be_reached_from_the_questionnaire() -> None:
    assert reachable(Stage.INTAKE) == set(Stage)


def test_only_the_yearly_duties_have_no_end() -> None:
    assert [stage for stage in Stage if not TRANSITIONS[stage]] == [Stage.YEARLY]


def test_no_case_is_filed_before_a_signature() -> None:
    ways = {stage for stage in Stage if may_follow(stage, Stage.FILED)}
    assert ways == {Stage.NOTARY, Stage.ESIGN}


@pytest.mark.parametrize("stage", [Stage.SUSPENDED, Stage.REFUSED])
def test_a_suspension_and_a_refusal_lead_back_to_the_package(stage: Stage) -> None:
    assert may_follow(stage, Stage.PACKAGE_READY)
    assert may_follow(stage, Stage.NOTICE)


def test_a_registered_charter_is_never_skipped() -> None:
    before = {stage for stage in Stage if may_follow(stage, Stage.PACKAGE_READY)}
    assert Stage.MEETING_HELD not in before
    assert Stage.MUNI_REGISTERED in before


def test_stages_stand_in_the_order_of_a_case() -> None:
    assert Stage.INTAKE.order == 0
    assert Stage.MEETING_HELD.order < Stage.MUNI_FILED.order < Stage.FILED.order < Stage.POST.order
