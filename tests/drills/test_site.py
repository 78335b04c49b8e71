"""Shortened drills against the site: the same code as `make drills`, with smaller numbers."""

from pathlib import Path

from drills import hostile, killed_server


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    outcome = killed_server.run(tmp_path, cycles=10)
    assert outcome.holds, outcome
    assert outcome.cycles == 10


def test_hostile_inputs_break_no_page(tmp_path: Path) -> None:
    outcome = hostile.run(tmp_path / "data", count=700)
    assert outcome.holds, outcome
    assert outcome.inputs == 700
    assert {200, 303, 404, 422} <= outcome.codes.keys()
