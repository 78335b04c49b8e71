"""Pictures of the site for the README: docs/images/*.png, of invented people, always the same way.

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

from registration.store import Channel, Role, Store, open_store
from web import consent, create_app
from web.build import build_here
from web.jobs import Jobs
from web.kept_packages import keep
from web.server import load_samples
from web.settings import read_settings

TARGET = Path(__file__).resolve().parents[1] / "docs" / "images"
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


_SHOTS = (
    Shot("nachalo", Role.LEADER, "delo/{unfinished}/nachalo/"),
    Shot("shagi", Role.LEADER, "delo/{unfinished}/"),
    Shot("vopros", Role.LEADER, "delo/{unfinished}/contact_phone/"),
    Shot("proverka", Role.LEADER, "delo/{full}/proverka/", top="#step-meeting"),
    Shot("dokumenty", Role.CONSULTANT, "delo/{full}/dokumenty/"),
    Shot("dela", Role.CONSULTANT, "dela/", _DESK),
)


def main() -> int:
    """Take all pictures anew; a picture too heavy for the README is a failure."""
    with TemporaryDirectory() as folder, _site(Path(folder)) as (address, store):
        cases = _cases(store)
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
            _build(_page(browser, address, store, Role.CONSULTANT, "consultant"), address, cases)
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
    target = TARGET / f"{shot.name}.png"
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    taken.quantize(_COLOURS).save(target, optimize=True)
    page.context.close()
    size = target.stat().st_size
    print(f"{target.name}: {size // 1024} КБ")
    return size


if __name__ == "__main__":
    sys.exit(main())
