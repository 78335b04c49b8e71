"""Shortened drills against the site: the same code as `make drills`, with smaller numbers."""

from pathlib import Path

from drills import canary, canary_site, hostile, killed_server


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    outcome = killed_server.run(tmp_path, cycles=10)
    assert outcome.holds, outcome
    assert outcome.cycles == 10


def test_hostile_inputs_break_no_page(tmp_path: Path) -> None:
    outcome = hostile.run(tmp_path / "data", count=500)
    assert outcome.holds, outcome
    assert outcome.inputs == 500
    assert {200, 303, 404, 422} <= outcome.codes.keys()


def test_no_planted_value_is_readable_in_what_the_site_leaves(tmp_path: Path) -> None:
    figures = canary_site.run(tmp_path, count=40, patience=0)
    assert canary_site.holds(figures), figures


def test_a_value_left_open_is_found(tmp_path: Path) -> None:
    (tmp_path / "site.log").write_bytes("GET /ssylka/Канарейка/ 200".encode())
    assert canary.readable(tmp_path, ["Канарейка", "Снегирь"]) == ["Канарейка"]
