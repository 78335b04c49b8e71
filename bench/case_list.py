"""The list of cases on the site with few and with many cases behind it."""

import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import insert

from registration.cli.output import today
from registration.store import Role, Store
from registration.store.state import State, pack, packed
from registration.store.tables import cases, summaries
from registration.store.vault import place, seal
from web import create_app
from web.settings import Settings

OPENED = 15


def seconds_to_open(number: int) -> list[float]:
    """How long the first page of the list takes, again and again, with so many cases."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        store = settings.opened_store()
        fill(store, number)
        client = create_app(settings, store).test_client()
        visit = store.start_session(Role.CONSULTANT, "nina")
        client.set_cookie(settings.cookie_name("visit"), visit)
        found = opened_again(client, "/dela/")
        store.close()
    return found


def opened_again(client: FlaskClient, address: str) -> list[float]:
    """Seconds that a page takes, again and again; the first time only warms up."""
    return [_opened(client, address) for _ in range(OPENED + 1)][1:]


def _opened(client: FlaskClient, address: str) -> float:
    start = time.perf_counter()
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"Не открылось: {address}")
    return time.perf_counter() - start


def fill(store: Store, number: int) -> None:
    """Put cases and their summaries straight into the tables: saving each would take an hour."""
    rows = [_case(store, index) for index in range(number)]
    with store._database.writing() as connection:
        connection.execute(insert(cases), [case for case, _ in rows])
        connection.execute(insert(summaries), [summary for _, summary in rows])


def _case(store: Store, index: int) -> tuple[dict[str, object], dict[str, object]]:
    vault, case_id, now = store._database.vault, f"{index:032x}", time.time()
    wrapped = vault.new_case_key(case_id)
    key = vault.case_key(case_id, wrapped)
    case = {
        "id": case_id,
        "sealed_key": wrapped,
        "created": now,
        "saved": now,
        "revision": 1,
        "district": "kotlassky",
        "sealed_number": vault.wrap(str(index).encode(), place(case_id, "number", 0)),
        "sealed_answers": seal(key, packed(State()), place(case_id, "answers", 1)),
    }
    about = {"number": str(index), "name": "ТОС «Опытный»", "blockers": [], "ahead": []}
    summary = {
        "case_id": case_id,
        "revision": 1,
        "entries": 0,
        "made_on": today().isoformat(),
        "district": "kotlassky",
        "stage": "notice",
        "mover": "tos",
        "percent": 5,
        "blockers": 1,
        "next_on": "",
        "moved_at": now - index,
        "contacted_at": 0.0,
        "sealed_summary": seal(key, pack(about), place(case_id, "summary", 0)),
    }
    return case, summary
