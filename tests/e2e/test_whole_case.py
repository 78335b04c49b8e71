"""A whole case entered at phone width, from the link to the package, is the sample's package."""

import os
import tomllib
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from registration.questionnaire.pages import PAGES
from registration.store import Role
from tests.conftest import SAMPLES
from tests.e2e.conftest import PATIENCE, PHONE, Site
from tests.e2e.entering import Entering, inside
from web.build import Kind, Order, build_here
from web.screens import leaves_of
from web.widgets import Kind as Kinds

# One district in every run; all five with REGISTRATION_ALL_DISTRICTS=1, which `make drills` sets.
_EVERY = ("verkhnetoemsky", "vilegodsky", "kotlassky", "nyandomsky", "kholmogorsky")
_CHOSEN = _EVERY if os.environ.get("REGISTRATION_ALL_DISTRICTS") else _EVERY[:1]


@pytest.fixture
def consultant_page(site: Site, browser: Browser) -> Iterator[Page]:
    """The desk of the consultant, JavaScript off too."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": PHONE, "height": 800}, locale="ru-RU"
    )
    token = site.store.start_session(Role.CONSULTANT, "nina")
    context.add_cookies([{"name": "visit", "value": token, "url": site.address}])
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", _CHOSEN)
def test_a_case_entered_in_the_browser_is_the_sample(
    site: Site, plain_page: Page, consultant_page: Page, name: str, tmp_path: Path
) -> None:
    answers = tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    case_id = site.store.create_case("nina")
    plain_page.goto(f"{site.address}/ssylka/{site.store.issue_link(case_id, 1)}/")
    plain_page.get_by_role("button", name="Открыть анкету").click()
    plain_page.get_by_role("button", name="Даю согласие").click()
    plain_page.get_by_role("link", name="Что приготовить").click()
    plain_page.get_by_role("link", name="Начать").click()
    assert Entering(plain_page, answers).walk() > 50
    start = f"{site.address}/delo/{case_id}/"
    Entering(consultant_page, answers).answer_as_consultant(start)
    ours = _built(consultant_page, start, tmp_path / "ours.zip")
    theirs = _sample(answers, tmp_path / "theirs")
    assert theirs.keys() == ours.keys()
    assert [paper for paper in theirs if theirs[paper] != ours[paper]] == []


def _built(page: Page, start: str, target: Path) -> dict[str, bytes]:
    page.goto(f"{start}dokumenty/")
    page.get_by_role("button", name="Собрать комплект").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Скачать всё архивом ZIP").first.click()
    download.value.save_as(target)
    with zipfile.ZipFile(target) as files:
        return {item: files.read(item) for item in files.namelist() if item.endswith(".docx")}


def _sample(answers: dict[str, Any], target: Path) -> dict[str, bytes]:
    target.mkdir()
    order = Order(_as_ticked(answers), date(2026, 11, 23), Kind.FINAL)
    archive = build_here(order, target, lambda title: None)
    with zipfile.ZipFile(BytesIO(archive)) as files:
        return {item: files.read(item) for item in files.namelist() if item.endswith(".docx")}


def _as_ticked(answers: dict[str, Any]) -> dict[str, Any]:
    """The sample with several choices in the order of their boxes: a browser sends no other."""
    copied = deepcopy(answers)
    persons = [person["key"] for person in copied["people"]["persons"]]
    for page in PAGES:
        for leaf in leaves_of(page):
            chosen = None if page.each else inside(copied, (page.section, *leaf.at))
            if isinstance(chosen, list) and leaf.kind in (Kinds.CHOICES, Kinds.PERSONS):
                boxes = [value for value, _ in leaf.options] or persons
                chosen.sort(key=boxes.index)
    return copied
