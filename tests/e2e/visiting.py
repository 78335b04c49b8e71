"""A person who looks at pages: comes in by any role, opens, presses, types."""

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, Response

from registration.store import Role
from tests.e2e.conftest import ANSWERED_BY, DESKTOP, PHONE, Site, faults_of
from tests.e2e.stock import Stock

NARROWEST = 320  # also a desk at 400 %: 1280 / 4
_LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")
_CASE = re.compile(r"del[oa]/(?P<case>[0-9a-f]{32})/")
_NAMED_CASE = re.compile(r"\{(?P<name>[a-z/]+)\}")
_STAFF = {
    Role.CONSULTANT: "nina",
    Role.ASSOCIATION: "olga",
    Role.ADMINISTRATOR: "administrator",
}


class Visit:
    """One browser page that goes round the site."""

    def __init__(self, site: Site, page: Page) -> None:
        self.site, self.page = site, page
        self.stock = Stock(site)
        self.answered_by, self.status = "", 0

    def path(self, pattern: str) -> str:
        """An address with ids in place of the names of cases: «delo/{full}/»."""
        return _NAMED_CASE.sub(lambda found: self.stock[found["name"]], pattern)

    def come_in(self, role: Role | None, path: str) -> None:
        """Begin a visit in which this address may be opened."""
        self.page.context.clear_cookies()
        if role is None:
            return
        found = _CASE.search(path)
        subject = found["case"] if found and role is Role.LEADER else _STAFF.get(role, "")
        self.open_session(role, subject)

    def open_session(self, role: Role, subject: str) -> None:
        token = self.site.store.start_session(role, subject)
        self.page.context.add_cookies([{"name": "visit", "value": token, "url": self.site.address}])

    def open(self, role: Role | None, pattern: str) -> None:
        """Come in and open an address."""
        path = self.path(pattern)
        self.come_in(role, path)
        self.go(path)

    def go(self, path: str) -> None:
        """Open an address in the visit that is going on."""
        self._seen(self.page.goto(f"{self.site.address}/{path}"))

    def press(self, button: str, fields: Mapping[str, str] | None = None) -> None:
        """Fill inputs by their names and press a button."""
        for name, text in (fields or {}).items():
            self.page.locator(f'[name="{name}"]').first.fill(text)
        pressed = self.page.get_by_role("button", name=button, exact=True).first
        with self.page.expect_navigation() as answer:
            pressed.click()
        self._seen(answer.value)

    def _seen(self, answer: Response | None) -> None:
        assert answer is not None
        self.answered_by = answer.headers.get(ANSWERED_BY.lower(), "")
        self.status = answer.status

    def barriers(self) -> list[str]:
        """What axe finds on this page, on a telephone and on a desk, and what eyes would."""
        found = []
        for width in (NARROWEST, PHONE, DESKTOP):
            self.page.set_viewport_size({"width": width, "height": 800})
            seen: list[str] = self.page.evaluate(_LOOKS)
            if width != NARROWEST:
                seen += faults_of(self.page)
            found += [f"{width}: {fault}" for fault in seen]
        self.page.set_viewport_size({"width": PHONE, "height": 800})
        return found
