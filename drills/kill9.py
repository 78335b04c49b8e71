"""Kills a process that writes through the store, again and again, and counts what was lost.

    python -m drills.kill9 [cycles]

The writer prints a line after every save that was acknowledged. Bar: each such answer is there
after the kill, the case opens, and the database is whole.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from registration.store import Channel, Store, StoreFault, open_store

CYCLES = 1000
_CYCLES_OF_STORE = 50
_FIELDS = ("tos.full_name", "tos.phone", "people.persons.3.name.last", "territory.houses")


@dataclass(slots=True)
class Outcome:
    """What all cycles showed together."""

    cycles: int = 0
    acknowledged: int = 0
    lost: int = 0
    corrupt: int = 0
    highest: int = field(default=0, repr=False)

    @property
    def holds(self) -> bool:
        return self.acknowledged > 0 and not self.lost and not self.corrupt


def run(folder: Path, cycles: int) -> Outcome:
    """Kill a writer this many times; a store serves many kills, then a new one begins."""
    outcome, source = Outcome(), random.Random(9)  # noqa: S311
    for cycle in range(cycles):
        if cycle % _CYCLES_OF_STORE == 0:
            place, case_id = _new_case(folder / f"store-{cycle}")
        acknowledged = _killed_writer(place, case_id, source.randrange(1, 40), outcome.highest)
        _judge(place, case_id, acknowledged, outcome)
    return outcome


def _new_case(folder: Path) -> tuple[Path, str]:
    store = open_store(folder)
    case_id = store.create_case("учения")
    store.close()
    return folder, case_id


def _killed_writer(folder: Path, case_id: str, after: int, start: int) -> list[int]:
    """Start a writer, kill it after so many acknowledgements, return those it gave."""
    command = [sys.executable, "-m", "drills.kill9", "--write", str(folder), case_id, str(start)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None  # noqa: S101
    lines = [writer.stdout.readline() for _ in range(after)]
    os.kill(writer.pid, signal.SIGKILL)
    lines += writer.stdout.readlines()  # what it still told before it died counts too
    writer.stdout.close()
    writer.wait()
    return [int(line) for line in lines if line.endswith("\n")]


def _judge(folder: Path, case_id: str, acknowledged: list[int], outcome: Outcome) -> None:
    outcome.cycles += 1
    outcome.acknowledged += len(acknowledged)
    try:
        store = open_store(folder)
        stored = _stored_numbers(store, case_id)
        store.backup(folder / "copy.sqlite")  # a backup reads through everything there is
        store.close()
    except StoreFault:
        outcome.corrupt += 1
        return
    outcome.lost += len([number for number in acknowledged if number not in stored])
    outcome.highest = max([outcome.highest, *stored])


def _stored_numbers(store: Store, case_id: str) -> set[int]:
    """Return every number ever saved, as history tells, if the newest ones stand as answers."""
    changes = [change for save in store.history(case_id) for change in save.changes]
    told = {int(str(change.after)) for change in changes if str(change.after).isdigit()}
    newest = max(told, default=0)
    return told if newest == 0 or _stands(store, case_id, newest) else set()


def _stands(store: Store, case_id: str, number: int) -> bool:
    return str(number) in json.dumps(store.load(case_id).answers)


def _write(folder: Path, case_id: str, number: int) -> None:
    """Save one number after another until killed, telling each after it was acknowledged."""
    store = open_store(folder)
    while True:
        number += 1
        path = _FIELDS[number % len(_FIELDS)]
        revision = store.load(case_id).revision
        store.save(
            case_id, {path: str(number)}, seen=revision, author="учения", channel=Channel.SELF
        )
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--write"]:
        _write(Path(arguments[1]), arguments[2], int(arguments[3]))
    cycles = int(arguments[0]) if arguments else CYCLES
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), cycles)
    figures = {
        "drill": "kill9",
        "cycles": outcome.cycles,
        "acknowledged": outcome.acknowledged,
        "lost": outcome.lost,
        "corrupt": outcome.corrupt,
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0 if outcome.holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
