"""Plants 500 personal values through the store and looks for them in every file it left.

    python -m drills.canary

Bar: not one is readable in the database, its journal, the backup or an exported case.
"""

import base64
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from registration.store import Channel, Role, Store, open_store

COUNT = 500
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_FIELDS = ("name.last", "name.first", "phone", "passport.number", "residence.street")


def plant(folder: Path, count: int) -> tuple[list[str], Store]:
    """Write values wherever people write them; return them and the store, still open.

    An open store keeps its journal, which must be searched too. The seed is fixed.
    """
    values = list(_values(count))
    store = open_store(folder / "data")
    case_id = store.create_case("консультант")
    changes = {
        f"people.persons.{at // len(_FIELDS)}.{_FIELDS[at % len(_FIELDS)]}": value
        for at, value in enumerate(values)
    }
    changes["card.number"] = values[0]
    changes["territory.district"] = values[1]
    store.save(case_id, changes, seen=0, author="консультант", channel=Channel.SELF)
    _change_and_remove(store, case_id, changes)
    _leave_elsewhere(store, case_id, values, folder)
    return values, store


def readable(folder: Path, values: list[str]) -> list[str]:
    """Return the values that stand in some file of the folder in some common form."""
    contents = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    return [
        value
        for value in values
        if any(form in content for form in _forms(value) for content in contents)
    ]


def _values(count: int) -> Iterator[str]:
    source = random.Random(20261123)  # noqa: S311
    for at in range(count):
        if at % 2:
            yield "".join(source.choice("0123456789") for _ in range(11))
        else:
            yield "".join(source.choice(_LETTERS) for _ in range(9)).capitalize()


def _change_and_remove(store: Store, case_id: str, changes: dict[str, str]) -> None:
    """Leave old values in history and in freed pages as well."""
    last = "people.persons.1.name.last"
    store.save(case_id, {last: "Иной"}, seen=1, author="а", channel=Channel.PHONE)
    store.save(case_id, {last: changes.get(last)}, seen=2, author="а", channel=Channel.PAPER)
    store.delete_item(case_id, "people.persons", 0, seen=3, author="а", channel=Channel.SELF)


def _leave_elsewhere(store: Store, case_id: str, values: list[str], folder: Path) -> None:
    everything = "\n".join(values)
    store.put_file(case_id, f"Согласие {values[2]}.txt", everything.encode())
    store.add_user("консультант", Role.CONSULTANT, values[4] + values[6])
    store.note("консультант", "view", case_id, "people.persons.1.passport")
    store.start_session("leader", case_id)
    (folder / "case.exchange").write_bytes(store.export_case(case_id, "парольная фраза"))
    store.backup(folder / "copy.sqlite")


def _forms(value: str) -> Iterator[bytes]:
    yield value.encode()
    yield value.encode("utf-16-le")
    yield value.encode("cp1251")
    yield json.dumps(value).strip('"').encode()
    yield base64.b64encode(value.encode()).rstrip(b"=")[:-1]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        values, store = plant(Path(folder), COUNT)
        found = readable(Path(folder), values)
        store.close()
    figures = {"drill": "canary", "planted": len(values), "readable": len(found)}
    sys.stdout.write(json.dumps(figures) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
