"""The board of the association with five cases and with the cases of a whole country behind it."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert

from bench.case_list import fill, opened_again
from registration.association.pilots import PILOT
from registration.association.plan import shipped_plan
from registration.districts import DISTRICTS
from registration.store import Facets, Role, Store
from registration.store.state import pack
from registration.store.tables import consultation_days, consultations
from registration.store.vault import place
from web import create_app
from web.settings import Settings

_AT_ONCE = 20_000
_TALK = Facets(date(2023, 1, 1), "phone", "kotlassky", "leader", "fee", "solved", 10, False)


def seconds_to_open(cases: int, talks: int) -> list[float]:
    """How long the board takes, again and again, with so many cases and consultations."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        store = settings.opened_store()
        fill(store, cases)
        _talk(store, talks)
        _choose(store)
        client = create_app(settings, store).test_client()
        visit = store.start_session(Role.ASSOCIATION, "anna")
        client.set_cookie(settings.cookie_name("visit"), visit)
        found = opened_again(client, "/svodka/")
        store.close()
    return found


def _choose(store: Store) -> None:
    for index, slug in enumerate(DISTRICTS):
        version = store.put(PILOT, slug, f"{index:032x}".encode(), author="nina", note="")
        store.publish(PILOT, slug, version)


def _talk(store: Store, number: int) -> None:
    """Put consultations straight into the tables, spread over the days of the plan."""
    with store._database.writing() as connection:
        for start in range(1, number + 1, _AT_ONCE):
            some = range(start, min(start + _AT_ONCE, number + 1))
            connection.execute(insert(consultations), [_row(store, item) for item in some])
        rows = [{"on_day": day, "district": slug, "times": n} for (day, slug), n in _days(number)]
        connection.execute(insert(consultation_days), rows)


def _place_of(index: int) -> tuple[str, str]:
    slugs = tuple(DISTRICTS)
    on = shipped_plan().since + timedelta(days=index % 700)
    return on.isoformat(), slugs[index % len(slugs)]


def _days(number: int) -> list[tuple[tuple[str, str], int]]:
    counts: dict[tuple[str, str], int] = {}
    for index in range(1, number + 1):
        at = _place_of(index)
        counts[at] = counts.get(at, 0) + 1
    return list(counts.items())


def _row(store: Store, index: int) -> dict[str, object]:
    on, district = _place_of(index)
    return {
        "id": index,
        "revision": 1,
        "on_day": on,
        "channel": _TALK.channel,
        "district": district,
        "asker": _TALK.asker,
        "topic": _TALK.topic,
        "outcome": _TALK.outcome,
        "minutes": _TALK.minutes,
        "repeated": False,
        "case_id": "",
        "same_hash": "",
        "withdrawn": False,
        "sealed_consultation": store._database.vault.wrap(
            pack({"question": "?"}), place("consultation", index)
        ),
    }
