"""Thirty leaders and three consultants at once: how slow a page gets, in empty pages of Flask.

    python -m drills.load [seconds]

Each opens pages as a quick reader does: an answer, a page, a pause. The yardstick is
an empty page of Flask under the same server on the same machine, asked by the same people at the
same pace; what it takes when asked without a pause is told as well. Bar: the 95th percentile of a
page is at most 5 medians of the empty one.
"""

import json
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import waitress  # type: ignore[import-untyped]
from flask import Flask

from drills.site import HOST, Browser, Served, filled_case, founded, free_port, hidden, wait_for
from registration.questionnaire.pages import PAGES
from registration.store import Role

LEADERS, CONSULTANTS = 30, 3
SECONDS = 180.0
# Seconds a person looks at a page: twice as fast as our own promise of 45 pages in half an hour.
PAUSE = (10.0, 30.0)
ANSWERS = 0.5  # how often a page is opened right after an answer
BAR = 5.0
_EMPTY_PAGES = 300
_PAGES = tuple(page.id for page in PAGES if page.each is None)


def run(folder: Path, seconds: float) -> dict[str, float]:
    """Return the figures of this machine, in milliseconds, and their ratio."""
    alone, empty = _empty_page(seconds / 2)
    store = founded(folder)
    cases = [filled_case(store) for _ in range(LEADERS)]
    visits = [(case, store.start_session(Role.LEADER, case)) for case in cases]
    desks = [
        (cases[at], store.start_session(Role.CONSULTANT, f"consultant-{at}"))
        for at in range(CONSULTANTS)
    ]
    store.close()
    with Served(folder) as site, ThreadPoolExecutor(LEADERS + CONSULTANTS) as pool:
        people = [*visits, *desks]
        work = [pool.submit(_visit, site.port, *person, seconds) for person in people]
        times = [spent for done in work for spent in done.result()]
    slow = statistics.quantiles(times, n=20)[-1]
    return {
        "pages": len(times),
        "empty_without_pause_p50_ms": round(alone, 2),
        "empty_p50_ms": round(empty, 2),
        "page_p50_ms": round(statistics.median(times), 2),
        "page_p95_ms": round(slow, 2),
        "ratio": round(slow / empty, 2),
    }


def _visit(port: int, case_id: str, visit: str, seconds: float) -> list[float]:
    """Open pages until the time is over; return what each took."""
    source, browser, times = random.Random(visit), Browser(port, visit), []  # noqa: S311
    browser.begin(case_id)
    browser.get(f"/delo/{case_id}/")  # the first page reads dictionaries once
    limit = time.monotonic() + seconds
    time.sleep(source.uniform(0, min(PAUSE[1], seconds / 2)))
    while time.monotonic() < limit:
        if source.random() < ANSWERS:  # the page after an answer is worked out anew
            address = f"/delo/{case_id}/short_name/"
            text = browser.get(address)[1]
            told = {"tos.short_name": f"ТОС {source.random()}", "seen": hidden(text, "seen")}
            browser.post(address, told)
        page = source.choice((*_PAGES, *[""] * 10))
        times.append(
            _timed(browser, f"/delo/{case_id}/{page}/" if page else f"/delo/{case_id}/")[0]
        )
        time.sleep(source.uniform(*PAUSE))
    browser.close()
    return times


def _timed(browser: Browser, address: str) -> tuple[float, str]:
    started = time.perf_counter()
    status, text = browser.get(address)
    spent = (time.perf_counter() - started) * 1000
    if status >= 500:
        raise SystemExit(f"Страница ответила {status}.")
    return spent, text


def _empty_page(seconds: float) -> tuple[float, float]:
    """Medians of Flask's empty page in milliseconds: without a pause, at a reader's pace."""
    port = free_port()
    server = multiprocessing.get_context("spawn").Process(
        target=_serve_empty, args=(port,), daemon=True
    )
    server.start()
    wait_for(port, server)
    browser = Browser(port, "")
    alone = [_timed(browser, "/")[0] for _ in range(_EMPTY_PAGES)]
    browser.close()
    with ThreadPoolExecutor(LEADERS + CONSULTANTS) as pool:
        people = range(LEADERS + CONSULTANTS)
        work = [pool.submit(_visit_empty, port, number, seconds) for number in people]
        paced = [spent for done in work for spent in done.result()]
    server.kill()
    server.join()
    return statistics.median(alone), statistics.median(paced)


def _visit_empty(port: int, number: int, seconds: float) -> list[float]:
    source, browser, times = random.Random(number), Browser(port, ""), []  # noqa: S311
    limit = time.monotonic() + seconds
    time.sleep(source.uniform(0, min(PAUSE[1], seconds / 2)))
    while time.monotonic() < limit:
        times.append(_timed(browser, "/")[0])
        time.sleep(source.uniform(*PAUSE))
    browser.close()
    return times


def _serve_empty(port: int) -> None:
    app = Flask("empty")
    app.add_url_rule("/", "empty", lambda: "")
    waitress.serve(app, host=HOST, port=port, threads=8, _quiet=True)


def main(arguments: list[str]) -> int:
    seconds = float(arguments[0]) if arguments else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), seconds)
    sys.stdout.write(json.dumps({"drill": "load", **figures, "bar": BAR}) + "\n")
    return 0 if figures["ratio"] <= BAR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
