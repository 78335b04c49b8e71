"""A real browser before a real server: both live for the whole run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread

import axe_playwright_python
import pytest
import waitress
from flask import Flask, Response, abort, request
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from registration.store import Store, open_store
from web import create_app
from web.access import open_to_all
from web.build import build_here
from web.jobs import Jobs
from web.kept_packages import keep
from web.limits import limiter
from web.settings import read_settings

CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = (
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESKTOP = 360, 1280
_MOST_TABS = 150
PATIENCE = 120_000  # milliseconds: a busy machine builds a package slowly
ANSWERED_BY = "X-Answered-By"  # tells a test which view has made the page before it
TROUBLE_PATH = "/proba/"
_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN_AXE = """tags => axe.run({runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
    .then(found => found.violations.flatMap(
        fault => fault.nodes.map(node => `${fault.id}: ${node.html.slice(0, 200)}`)))"""


@dataclass(frozen=True, slots=True)
class Site:
    """The running site and its store."""

    address: str
    store: Store
    app: Flask
    folder: Path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site on a free port of this computer."""
    folder = tmp_path_factory.mktemp("site")
    store = open_store(folder)
    settings = read_settings(data=folder, consultant_phone="8 (818) 555-01-02", demo=True)
    app = create_app(settings, store)
    _open_to_tests(app)
    app.extensions["today"] = lambda: date(2026, 11, 23)  # the day of the samples
    app.extensions["jobs"] = jobs_at_once(app, folder)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", store, app, folder)
    server.close()
    thread.join(timeout=5)


def jobs_at_once(app: Flask, folder: Path) -> Jobs:
    """What is ordered is built before the answer comes, and kept."""
    store: Store = app.extensions["store"]
    return Jobs(folder, store, build=build_here, keep=partial(keep, store), immediate=True)


def _open_to_tests(app: Flask) -> None:
    """Let tests see who has made a page, and any page of a mistake without making the mistake."""

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers[ANSWERED_BY] = request.endpoint or ""
        return response

    @open_to_all
    def trouble(code: int) -> str:
        abort(code)

    app.add_url_rule(f"{TROUBLE_PATH}<int:code>/", "trouble", trouble)


@pytest.fixture(autouse=True)
def many_tries(site: Site) -> None:
    """Tests knock more often than people."""
    limiter.reset()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    assert Path(CHROMIUM).exists(), "Нет chromium: make setup ставит его."
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page on a phone with JavaScript off."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": PHONE, "height": 800}, locale="ru-RU"
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture(params=[PHONE, DESKTOP])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with JavaScript, at each width in turn."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, locale="ru-RU")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


class Keyboard:
    """A person without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go_to(self, wanted: Locator) -> None:
        """Press Tab until the focus stands on what is looked for."""
        for _ in range(_MOST_TABS):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"Tab does not reach {wanted}")

    def open(self, link: str) -> None:
        """Follow a link of the page."""
        self.go_to(self.page.get_by_role("link", name=link).first)
        self._enter()

    def press(self, button: str) -> None:
        """Press a button of the page."""
        self.go_to(self.page.get_by_role("button", name=button).first)
        self._enter()

    def write(self, label: str, text: str) -> None:
        """Go to a field and type."""
        self.go_to(self.page.get_by_label(label).first)
        self.page.keyboard.type(text)

    def choose(self, label: str) -> None:
        """Choose one of several answers: Tab to the group, then arrows."""
        wanted = self.page.get_by_label(label, exact=True).first
        group = self.page.locator(f"input[name='{wanted.get_attribute('name')}']")
        self.go_to(group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrows do not reach {label}")

    def _enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def faults_of(page: Page) -> list[str]:
    """What axe finds wrong on the page, by the rules of WCAG 2.2 AA."""
    page.evaluate(_AXE)
    found: list[str] = page.evaluate(_RUN_AXE, _WCAG_22_AA)
    return found
