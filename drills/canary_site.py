"""Plants personal values through the real site and looks for them in every file it left.

    python -m drills.canary_site [values]

The values go through the forms, into refused forms, into addresses, and into a draft package
that is built. Searched are the base, its journal, the copy, the log and the temporary files, with
the server alive and after it was killed. Bar: not one is readable.
"""

import json
import random
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from drills.canary import readable
from drills.site import Browser, Served, filled_case, founded, hidden
from registration.questionnaire.pages import PAGES
from registration.store import Role, Store
from web.screens import leaves_of
from web.widgets import Kind

COUNT = 500
_ELSEWHERE = 20  # of them also go where nothing is stored: into addresses and refused forms
_LONGEST_BUILD = 120.0
_PACKED = (b"PK\x03\x04", b"%PDF")  # a package left open would hide the values from a search


def run(folder: Path, count: int, patience: float = _LONGEST_BUILD) -> dict[str, int]:
    """Return how many values were planted and stored, and how many a stranger could read.

    `patience` is how many seconds a draft may be built; with 0 none is ordered.
    """
    data, values = folder / "data", _values(count)
    store = founded(data)
    case_id = filled_case(store)
    visit = store.start_session(Role.LEADER, case_id)
    with Served(data) as site:
        browser = Browser(site.port, visit)
        browser.begin(case_id)
        _plant(browser, case_id, values)
        built = _build_draft(browser, case_id, patience)
        store.backup(folder / "copy.sqlite")
        found = set(readable(folder, values))
        packed = _packed(folder)
        browser.close()
    found |= set(readable(folder, values))
    figures = {
        "planted": len(values),
        "stored": _stored(store, case_id, values),
        "built": built,
        "files": sum(path.is_file() for path in folder.rglob("*")),
        "log_lines": (data / "site.log").read_bytes().count(b"\n"),
        "open_packages": packed + _packed(folder),
        "readable": len(found),
    }
    store.close()
    return figures


def _values(count: int) -> list[str]:
    """Words that stand nowhere else; the seed is fixed."""
    source = random.Random(20261124)  # noqa: S311
    return ["".join(source.choices("бвгджзклмнпрст", k=12)).capitalize() for _ in range(count)]


def holds(figures: dict[str, int]) -> bool:
    """Whether nothing could be read, though everything was there to be read."""
    everything = figures["stored"] == figures["planted"] and figures["built"]
    seen = figures["log_lines"] > figures["planted"]
    return bool(everything and seen) and not figures["readable"] + figures["open_packages"]


def _plant(browser: Browser, case_id: str, values: list[str]) -> None:
    """Write the values one after another into every page that takes free text."""
    pages = _text_pages(browser, case_id)
    for at, value in enumerate(values):
        page, name = pages[at % len(pages)]
        address = f"/delo/{case_id}/{page}/"
        seen = hidden(browser.get(address)[1], "seen")
        browser.post(address, {name: value, "seen": seen}, X_Requested_With="save")
    for value in values[:_ELSEWHERE]:
        browser.get(f"/ssylka/{quote(value)}/?name={quote(value)}")
        browser.get(f"/delo/{case_id}/{quote(value)}/?to={quote(value)}")
        browser.post("/vhod/", {"name": value, "password": value})
        browser.post("/vhod/", {"csrf_token": value, "name": value})


def _text_pages(browser: Browser, case_id: str) -> list[tuple[str, str]]:
    """Page and input of every free text that this case is asked for."""
    free = (
        (page.id, leaf.name)
        for page in PAGES
        if page.each is None
        for leaf in leaves_of(page)
        if leaf.kind in (Kind.TEXT, Kind.LONG)
    )
    return [
        (page, name)
        for page, name in free
        if f'name="{name}"' in browser.get(f"/delo/{case_id}/{page}/")[1]
    ]


def _build_draft(browser: Browser, case_id: str, patience: float) -> int:
    """Order a draft and wait for it; 1 when all that was ordered was built."""
    if not patience:
        return 1
    browser.get(f"/delo/{case_id}/dokumenty/")
    browser.post(f"/delo/{case_id}/dokumenty/proekt/", {})
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        if browser.get(f"/delo/{case_id}/dokumenty/draft/komplekt.zip")[0] == 200:
            return 1
        time.sleep(1)
    return 0


def _packed(folder: Path) -> int:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.read_bytes().startswith(_PACKED) for path in files)


def _stored(store: Store, case_id: str, values: list[str]) -> int:
    """Count the values that the store can tell: what was never kept proves nothing."""
    told = json.dumps(
        [[change.after for change in save.changes] for save in store.history(case_id)],
        ensure_ascii=False,
        default=str,
    )
    return sum(value in told for value in values)


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else COUNT
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), count)
    sys.stdout.write(json.dumps({"drill": "canary_site", **figures}) + "\n")
    return 0 if holds(figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
