"""Every page of the questionnaire over a bad line: thirty kilobytes and three requests at most."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from registration.store import Role
from tests.web.conftest import HEAVIEST_PAGE, CheckedClient
from tests.web.test_questionnaire import full_case  # noqa: F401 - a fixture

MOST_REQUESTS = 3
PLAIN = ("", "nachalo/", "nuzhno-li/", "proverka/", "person_name/", "agenda/", "person_name/9/")


def files_of(html: str) -> list[str]:
    """Addresses that a browser fetches with the page by itself."""
    page = BeautifulSoup(html, "html.parser")
    styles = [str(tag["href"]) for tag in page.select("link[rel=stylesheet], link[rel=preload]")]
    others = [str(tag["src"]) for tag in page.select("[src]")]
    icons = [str(tag["href"]) for tag in page.select("link[rel~=icon]")]
    return [name for name in (*styles, *others, *icons) if not name.startswith("data:")]


@pytest.mark.parametrize("role", [Role.LEADER, Role.CONSULTANT])
def test_every_page_is_light_with_all_it_fetches(
    full_case: str,  # noqa: F811
    app: Flask,
    leader_client: Callable[[str], CheckedClient],
    consultant_client: CheckedClient,
    role: Role,
) -> None:
    client = leader_client(full_case) if role is Role.LEADER else consultant_client
    root = f"/delo/{full_case}/"
    check = BeautifulSoup(client.get(f"{root}proverka/").text, "html.parser")
    links = [str(link["href"]) for link in check.select(".govuk-summary-list__actions a")]
    folder = Path(str(app.static_folder))
    for address in dict.fromkeys([*(f"{root}{page}" for page in PLAIN), *links]):
        html = client.get(address).text
        names = [name.split("?")[0].rsplit("/", 1)[-1] for name in files_of(html)]
        assert 1 + len(names) <= MOST_REQUESTS, f"{address}: {names}"
        parts = [html.encode(), *((folder / name).read_bytes() for name in names)]
        weight = sum(len(gzip.compress(part)) for part in parts)
        assert weight <= HEAVIEST_PAGE, f"{address}: {weight}"
