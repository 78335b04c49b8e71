"""Pictures of the site for the README and the handbooks, of invented people, always the same way.

Needs chromium and the tools of development: `.venv/bin/python -m scripts.pictures`.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import waitress  # type: ignore[import-untyped]
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from registration.association.dataset import load_project
from registration.store import Channel, Role, Store, open_store
from web import consent, create_app
from web.build import build_here
from web.jobs import Jobs
from web.kept_packages import keep
from web.server import SAMPLES, choose_pilots, load_samples
from web.settings import read_settings

DOCS = Path(__file__).resolve().parents[1] / "docs"
README, HANDBOOK = DOCS / "images", DOCS / "handbook" / "images"
LEAF = DOCS / "handbook" / "pamyatka-lidera.pdf"
CHROMIUM = "/usr/bin/chromium"
HEAVIEST = 150 * 1024
_ON = date(2026, 11, 23)  # the day of the samples
_PHONE, _DESK = (390, 780), (1180, 780)
_SHARPNESS = 2  # pictures of telephones are looked at on good screens
_COLOURS = 64
_PACKAGE = "Собрать комплект"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: whose page, where, how large, and what of the page is at the top."""

    name: str
    role: Role
    path: str
    size: tuple[int, int] = _PHONE
    top: str = ""
    folder: Path = README


_SHOTS = (
    Shot("nachalo", Role.LEADER, "delo/{unfinished}/nachalo/"),
    Shot("shagi", Role.LEADER, "delo/{unfinished}/"),
    Shot("vopros", Role.LEADER, "delo/{unfinished}/contact_phone/"),
    Shot("proverka", Role.LEADER, "delo/{full}/proverka/", top="#step-meeting"),
    Shot("dokumenty", Role.CONSULTANT, "delo/{full}/dokumenty/"),
    Shot("dela", Role.CONSULTANT, "dela/", _DESK, top="table"),
    Shot("leader-question", Role.LEADER, "delo/{unfinished}/contact_phone/", folder=HANDBOOK),
    *(
        Shot(name, Role.CONSULTANT, path, _DESK, top=top, folder=HANDBOOK)
        for name, path, top in (
            ("consultant-cases", "dela/", "table"),
            ("consultant-editor", "dela/{full}/pravka/meeting/", ""),
            ("consultant-refusal", "dela/{full}/otkaz/", ""),
            ("consultant-templates", "masterskaya/shablony/", ""),
        )
    ),
    *(
        Shot(name, Role.ASSOCIATION, path, _DESK, folder=HANDBOOK)
        for name, path in (("association-board", "svodka/"), ("association-report", "otchet/"))
    ),
)


def main() -> int:
    """Take all pictures anew; a picture too heavy for the README is a failure."""
    with TemporaryDirectory() as folder, _site(Path(folder)) as (address, store):
        cases = _cases(store)
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
            _build(_page(browser, address, store, Role.CONSULTANT, "consultant"), address, cases)
            _print_leaf(_page(browser, address, store, Role.CONSULTANT, "consultant"), address)
            sizes = [_take(browser, address, store, shot, cases) for shot in _SHOTS]
            browser.close()
    return int(max(sizes) > HEAVIEST)


@contextmanager
def _site(folder: Path) -> Iterator[tuple[str, Store]]:
    store = open_store(folder)
    app = create_app(read_settings(data=folder, consultant_phone="8 (818) 555-01-02"), store)
    app.extensions["today"] = lambda: _ON
    app.extensions["jobs"] = Jobs(
        folder, store, build=build_here, keep=partial(keep, store), immediate=True
    )
    server = waitress.create_server(app, host="127.0.0.1", port=0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/", store
    server.close()
    thread.join(timeout=5)
    store.close()


def _cases(store: Store) -> dict[str, str]:
    """A finished sample, and the same one as far as a leader comes in one evening."""
    load_samples(store)
    load_project(store, SAMPLES / "project", "consultant")
    choose_pilots(store)
    full = next(row for row in store.cases() if row.district == "verkhnetoemsky").id
    answers = store.load(full).answers
    known = ("card", "tos", "territory", "residents")
    unfinished = store.create_case("consultant")
    begun = {name: answers[name] for name in known} | {"card": {"number": "ВТ-2026-002"}}
    store.save(unfinished, begun, seen=0, author="лидер", channel=Channel.SELF)
    for case_id in (full, unfinished):
        consent.record(store, case_id, consent.LEADER, Channel.SELF, "лидер")
    return {"full": full, "unfinished": unfinished}


def _build(page: Page, address: str, cases: dict[str, str]) -> None:
    page.goto(f"{address}delo/{cases['full']}/dokumenty/")
    with page.expect_navigation():
        page.get_by_role("button", name=_PACKAGE).click()


def _print_leaf(page: Page, address: str) -> None:
    """The leaf for leaders as one sheet of paper."""
    page.goto(f"{address}pamyatka/")
    margins = dict.fromkeys(("top", "bottom", "left", "right"), "15mm")
    page.pdf(path=LEAF, format="A4", margin=margins)  # type: ignore[arg-type]


def _page(
    browser: Browser,
    address: str,
    store: Store,
    role: Role,
    subject: str,
    size: tuple[int, int] = _PHONE,
) -> Page:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=_SHARPNESS if size == _PHONE else 1,
        locale="ru-RU",
    )
    context.set_default_timeout(120_000)
    token = store.start_session(role, subject)
    context.add_cookies([{"name": "visit", "value": token, "url": address}])
    return context.new_page()


def _take(browser: Browser, address: str, store: Store, shot: Shot, cases: dict[str, str]) -> int:
    """Take one picture; its size in bytes."""
    path = shot.path.format(**cases)
    subject = path.split("/")[1] if shot.role is Role.LEADER else "consultant"
    page = _page(browser, address, store, shot.role, subject, shot.size)
    page.goto(address + path)
    if shot.top:
        page.locator(shot.top).evaluate("element => element.scrollIntoView()")
    target = shot.folder / f"{shot.name}.png"
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    taken.quantize(_COLOURS).save(target, optimize=True)
    page.context.close()
    size = target.stat().st_size
    print(f"{target.name}: {size // 1024} КБ")
    return size


if __name__ == "__main__":
    sys.exit(main())
