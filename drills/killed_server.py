"""Kills the real server with signal 9 while leaders write, and counts what was lost.

    python -m drills.killed_server [cycles]

Three leaders save answers through their forms; an answer counts as acknowledged when the site
has said «Сохранено». Bar: after every kill each of them is there and the base is whole.
"""

import http.client
import json
import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from drills.site import Browser, Served, founded, hidden
from registration.store import Role, Store, StoreFault, open_store

CYCLES = 1000
LEADERS = 3
_CYCLES_OF_STORE = 50
_PAGE, _FIELD = "full_name", "tos.full_name"


@dataclass(slots=True)
class Leader:
    """One who writes: her case, her entrance, and what the site has acknowledged to her."""

    case_id: str
    visit: str
    number: int = 0
    acknowledged: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """What all cycles showed together."""

    cycles: int = 0
    acknowledged: int = 0
    lost: int = 0
    corrupt: int = 0
    refused: int = 0

    @property
    def holds(self) -> bool:
        return self.acknowledged > self.cycles and not (self.lost or self.corrupt or self.refused)


def run(folder: Path, cycles: int) -> Outcome:
    """Kill the server this many times; a base serves many kills, then a new one begins."""
    outcome, source = Outcome(), random.Random(9)  # noqa: S311
    for cycle in range(cycles):
        if cycle % _CYCLES_OF_STORE == 0:
            place = folder / f"site-{cycle}"
            leaders = _new_leaders(place)
        _written_until_killed(place, leaders, source.uniform(0.03, 0.4), outcome)
        _judge(place, leaders, outcome)
    return outcome


def _new_leaders(folder: Path) -> list[Leader]:
    store = founded(folder)
    case_ids = [store.create_case("учения") for _ in range(LEADERS)]
    leaders = [Leader(made, store.start_session(Role.LEADER, made)) for made in case_ids]
    store.close()
    return leaders


def _written_until_killed(
    folder: Path, leaders: list[Leader], seconds: float, outcome: Outcome
) -> None:
    with Served(folder) as site, ThreadPoolExecutor(LEADERS) as pool:
        writing = [pool.submit(_write, site.port, leader) for leader in leaders]
        limit = time.monotonic() + 30
        while not all(leader.acknowledged for leader in leaders) and time.monotonic() < limit:
            time.sleep(0.005)
        time.sleep(seconds)
        site.kill()
        outcome.refused += sum(work.result() for work in writing)


def _write(port: int, leader: Leader) -> int:
    """Save one answer after another until the server is gone; return how many were refused."""
    leader.acknowledged.clear()
    browser = Browser(port, leader.visit)
    address = f"/delo/{leader.case_id}/{_PAGE}/"
    try:
        browser.begin(leader.case_id)
        seen = hidden(browser.get(address)[1], "seen")
        while True:
            leader.number += 1
            value = f"Берег {leader.number}"
            status, told = browser.post(
                address, {_FIELD: value, "seen": seen}, X_Requested_With="save"
            )
            if status != 200 or not _acknowledges(told):
                return 1
            leader.acknowledged.append(value)
            seen = str(json.loads(told)["revision"])
    except (OSError, http.client.HTTPException):
        return 0  # the server is dead, as planned
    finally:
        browser.close()


def _acknowledges(told: str) -> bool:
    body = json.loads(told)
    return "Сохранено" in body["saved"] and not body["conflict"]


def _judge(folder: Path, leaders: list[Leader], outcome: Outcome) -> None:
    outcome.cycles += 1
    outcome.acknowledged += sum(len(leader.acknowledged) for leader in leaders)
    try:
        store = open_store(folder)
        outcome.lost += sum(_lost(store, leader) for leader in leaders)
        store.backup(folder / "copy.sqlite")  # a backup reads through everything there is
        store.close()
    except StoreFault:
        outcome.corrupt += 1


def _lost(store: Store, leader: Leader) -> int:
    """Count acknowledged answers that history does not know, or that do not stand at the end."""
    changes = [change for save in store.history(leader.case_id) for change in save.changes]
    told = [str(change.after) for change in changes if change.path == _FIELD]
    tos = store.load(leader.case_id).answers.get("tos")
    if told and not (isinstance(tos, dict) and tos.get("full_name") == told[-1]):
        return len(leader.acknowledged)
    return len(set(leader.acknowledged) - set(told))


def main(arguments: list[str]) -> int:
    cycles = int(arguments[0]) if arguments else CYCLES
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), cycles)
    figures = {
        "drill": "killed_server",
        "cycles": outcome.cycles,
        "acknowledged": outcome.acknowledged,
        "lost": outcome.lost,
        "corrupt": outcome.corrupt,
        "refused": outcome.refused,
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0 if outcome.holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
