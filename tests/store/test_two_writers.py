"""Two people at once, in any order: whatever a form did not see is never overwritten."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from registration.store import REMOVED, Channel, Saved, Stored, open_store

WRITERS = ("руководитель", "консультант")
PATHS = ("tos.phone", "tos.email", "card.purposes", "territory.decision.number")
NUMBERS = st.sampled_from(range(3))
VALUES = st.sampled_from(["а", "б", "в", None])


def flat(answers: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for section, fields in answers.items():
        for name, value in fields.items():
            if isinstance(value, dict):
                found |= {f"{section}.{name}.{inner}": deep for inner, deep in value.items()}
            elif name != "persons":
                found[f"{section}.{name}"] = value
    return found


class TwoWriters(RuleBasedStateMachine):
    """Each writer has a form open: what stood in the case when he last looked."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name))
        self.added = 0
        self.case_id = self.store.create_case(WRITERS[0])
        self.forms: dict[str, Stored] = {
            writer: self.store.load(self.case_id) for writer in WRITERS
        }

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def save(self, writer: str, changes: dict[str, object]) -> tuple[Stored, Saved, Stored]:
        before = self.store.load(self.case_id)
        saved = self.store.save(
            self.case_id,
            changes,
            seen=self.forms[writer].revision,
            author=writer,
            channel=Channel.SELF,
        )
        return before, saved, self.store.load(self.case_id)

    @rule(writer=st.sampled_from(WRITERS))
    def open_form(self, writer: str) -> None:
        self.forms[writer] = self.store.load(self.case_id)

    @rule(
        writer=st.sampled_from(WRITERS),
        changes=st.dictionaries(st.sampled_from(PATHS), VALUES, min_size=1),
    )
    def write_fields(self, writer: str, changes: dict[str, object]) -> None:
        before, saved, after = self.save(writer, dict(changes))
        seen, stood = flat(self.forms[writer].answers), flat(before.answers)
        stands = flat(after.answers)
        conflicts = {conflict.path: conflict for conflict in saved.conflicts}
        for path, mine in changes.items():
            if stands.get(path) == mine:
                # What was overwritten is what the writer saw, or his own value stood already.
                assert stood.get(path) in (seen.get(path), mine)
                continue
            assert (conflicts[path].mine, conflicts[path].theirs) == (mine, stood.get(path))
            assert stands.get(path) == stood.get(path)
        for path in stood.keys() | stands.keys():
            assert path in changes or stood.get(path) == stands.get(path)

    @rule(writer=st.sampled_from(WRITERS))
    def add_person(self, writer: str) -> None:
        """A new person is added whole, or is a conflict; never mixed with another one."""
        self.added += 1
        at = f"people.persons.{len(self.people(self.forms[writer]))}"
        name = f"Человек {self.added}"
        before, saved, after = self.save(writer, {f"{at}.name.last": name, f"{at}.phone": name})
        stood, stands = self.people(before), self.people(after)
        if saved.conflicts:
            assert stood == stands
        else:
            assert stands == [*stood, {"name.last": name, "phone": name}]

    @rule(writer=st.sampled_from(WRITERS), index=NUMBERS, value=VALUES)
    def write_person(self, writer: str, index: int, value: str | None) -> None:
        """Nobody writes into a person other than the one the form showed under the number."""
        seen = self.people(self.forms[writer])
        if index >= len(seen):
            return
        before, saved, after = self.save(writer, {f"people.persons.{index}.phone": value})
        stood, stands = self.people(before), self.people(after)
        if stood == stands:
            return
        assert not saved.conflicts
        assert stood[index] == seen[index]
        assert stands[index]["name.last"] == seen[index]["name.last"]
        assert stands[:index] == stood[:index]
        assert stands[index + 1 :] == stood[index + 1 :]

    @rule(writer=st.sampled_from(WRITERS), index=NUMBERS)
    def remove_person(self, writer: str, index: int) -> None:
        """A removal takes away exactly what the form showed, or is a conflict."""
        seen = self.people(self.forms[writer])
        if index >= len(seen):
            return
        before, saved, after = self.save(writer, {f"people.persons.{index}": REMOVED})
        stood, stands = self.people(before), self.people(after)
        if stood == stands:
            return
        assert not saved.conflicts
        assert stood[index] == seen[index]
        assert stands == stood[:index] + stood[index + 1 :]

    @invariant()
    def every_answer_has_its_mark(self) -> None:
        if not hasattr(self, "store"):
            return
        stored = self.store.load(self.case_id)
        for index, person in enumerate(self.people(stored)):
            for field in person:
                assert f"people.persons.{index}.{field}" in stored.marks
        assert flat(stored.answers).keys() <= stored.marks.keys()

    @staticmethod
    def people(stored: Stored) -> list[dict[str, Any]]:
        persons = stored.answers.get("people", {}).get("persons", [])  # type: ignore[attr-defined]
        return [
            {
                **({"phone": person["phone"]} if "phone" in person else {}),
                **({"name.last": person["name"]["last"]} if "name" in person else {}),
            }
            for person in persons
        ]


TestTwoWriters = TwoWriters.TestCase
TestTwoWriters.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
