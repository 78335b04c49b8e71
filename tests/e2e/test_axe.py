"""No barrier that axe can find: the main pages and their error states, on a phone and a desk."""

import tomllib

import pytest
from playwright.sync_api import Page, expect

from registration.store import Channel, Role
from tests.conftest import SAMPLES
from tests.e2e.conftest import Site, faults_of
from web import consent

DOORS = ("", "vhod/", "ssylka/" + "x" * 27 + "/")
LEADER_PAGES = (
    "",
    "nachalo/",
    "filled_by/",
    "contact_phone/",
    "settlement/",
    "proverka/",
    "dokumenty/",
    "soglasie/",
    "soglasie/net/",
    "soglasiya/",
    "soglasiya/p1/",
    "za-lidera/",
    "bumagi/",
)


@pytest.fixture(scope="module")
def complete(site: Site) -> str:
    """A case with all answers."""
    answers = tomllib.loads((SAMPLES / "verkhnetoemsky.toml").read_text(encoding="utf-8"))
    case_id = site.store.create_case("nina")
    site.store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    return case_id


def _come_in(site: Site, page: Page, role: Role, subject: str) -> None:
    if role is Role.LEADER:
        consent.record(site.store, subject, consent.LEADER, Channel.SELF, "лидер")
    token = site.store.start_session(role, subject)
    page.context.add_cookies([{"name": "visit", "value": token, "url": site.address}])


@pytest.mark.parametrize("address", DOORS)
def test_doors_have_no_barrier(site: Site, page: Page, address: str) -> None:
    page.goto(f"{site.address}/{address}")
    assert faults_of(page) == []


@pytest.mark.parametrize("address", LEADER_PAGES)
def test_pages_of_a_leader_have_no_barrier(
    site: Site, page: Page, complete: str, address: str
) -> None:
    _come_in(site, page, Role.LEADER, complete)
    page.goto(f"{site.address}/delo/{complete}/{address}")
    expect(page.locator("h1")).to_be_visible()
    assert faults_of(page) == []


def test_an_error_state_has_no_barrier(site: Site, page: Page, complete: str) -> None:
    _come_in(site, page, Role.LEADER, complete)
    page.goto(f"{site.address}/delo/{complete}/contact_phone/")
    page.locator("main input[type=tel]").fill("завтра скажу")
    page.get_by_role("button", name="Продолжить").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert faults_of(page) == []


def test_built_documents_have_no_barrier(site: Site, page: Page, complete: str) -> None:
    _come_in(site, page, Role.CONSULTANT, "nina")
    page.goto(f"{site.address}/delo/{complete}/dokumenty/")
    page.get_by_role("button", name="Собрать черновик").click()
    expect(page.get_by_text("Готовый черновик")).to_be_visible()
    page.get_by_text("Скачать по одному").click()
    assert faults_of(page) == []


@pytest.mark.parametrize("address", ["dela/", "svodka/"])
def test_the_desk_has_no_barrier(site: Site, page: Page, address: str) -> None:
    _come_in(site, page, Role.CONSULTANT, "nina")
    page.goto(f"{site.address}/{address}")
    assert faults_of(page) == []


@pytest.mark.parametrize("address", ["s-bumagi/", "s-bumagi/people/", "za-lidera/"])
def test_entering_from_paper_has_no_barrier(
    site: Site, page: Page, complete: str, address: str
) -> None:
    _come_in(site, page, Role.CONSULTANT, "nina")
    page.goto(f"{site.address}/delo/{complete}/{address}")
    assert faults_of(page) == []
