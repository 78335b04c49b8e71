"""A shortened kill drill: the same code as the full one."""

from pathlib import Path

from drills.kill9 import run


def test_no_acknowledged_answer_is_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    outcome = run(tmp_path, cycles=20)
    assert outcome.cycles == 20
    assert outcome.acknowledged >= 20
    assert (outcome.lost, outcome.corrupt) == (0, 0)
