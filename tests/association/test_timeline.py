"""The line of the pilot cases: nothing overlaps, nothing is lost, a long one stays readable."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from registration.association.timeline import Phase, draw, phase_of, stretches
from registration.tracking.moves import moves_from
from registration.tracking.stage import Stage
from registration.tracking.standing import Standing, standing

BEGUN, TODAY = date(2026, 1, 10), date(2026, 11, 24)


def gone(*steps: tuple[str, date]) -> Standing:
    return standing(steps)


def test_a_case_that_has_not_moved_is_one_stretch() -> None:
    (only,) = stretches(BEGUN, gone(), TODAY)
    assert (only.phase, only.since, only.until) == (Phase.BEFORE, BEGUN, TODAY)


def test_a_paper_older_than_the_case_begins_the_line() -> None:
    found = stretches(BEGUN, gone(("intake-notice", date(2025, 12, 1))), TODAY)
    assert found[0].since == date(2025, 12, 1)


def test_stages_of_one_phase_are_one_stretch() -> None:
    at = gone(("intake-notice", date(2026, 2, 1)), ("notice-meeting_held", date(2026, 3, 1)))
    assert [(item.phase, item.until) for item in stretches(BEGUN, at, TODAY)] == [
        (Phase.BEFORE, date(2026, 3, 1)),
        (Phase.MEETING, TODAY),
    ]


def test_every_stage_has_its_phase() -> None:
    assert [phase_of(stage) for stage in (Stage.INTAKE, Stage.SUSPENDED, Stage.CLOSED)] == [
        Phase.BEFORE,
        Phase.MINJUST,
        Phase.AFTER,
    ]


@st.composite
def walks(draw_from: st.DrawFn) -> Standing:
    stage, day, steps = Stage.INTAKE, BEGUN, []
    for _ in range(draw_from(st.integers(0, 12))):
        onward = moves_from(stage)
        if not onward:
            break
        move = draw_from(st.sampled_from(onward))
        day += timedelta(days=draw_from(st.integers(0, 60)))
        steps.append((move.id, day))
        stage = move.end
    return standing(steps)


@given(st.lists(walks(), min_size=1, max_size=5))
def test_bars_follow_each_other_inside_the_picture(cases: list[Standing]) -> None:
    told = [(f"ТОС {n}", stretches(BEGUN, at, TODAY)) for n, at in enumerate(cases)]
    picture = draw(told, 480)
    assert picture is not None
    assert len(picture.months) <= 8
    for row in picture.rows:
        for one, other in zip(row.bars, row.bars[1:], strict=False):
            assert one.x <= other.x
            assert one.stretch.until == other.stretch.since
        assert all(0 <= bar.x <= 480 for bar in row.bars)


def test_no_cases_no_picture() -> None:
    assert draw([], 480) is None
