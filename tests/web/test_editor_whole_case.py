"""One case entered in both ways, page by page and by whole sections, is the same to the byte."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from flask import Flask

from registration.questionnaire.page import Page
from registration.questionnaire.pages import BY_ID
from registration.questionnaire.path import read_along_path
from registration.store import Role, Store
from registration.store.state import pack
from tests.web.conftest import CheckedClient
from tests.web.driver import Driver
from tests.web.test_paper_entry import Form, form_at
from tests.web.test_whole_case import SAMPLES, answers_of, documents
from web.binding import PARTS, as_typed, stored
from web.screens import item_of, items_of, leaves_of

ON = date(2026, 11, 23)
MOST_ROUNDS = 8


class Typist:
    """Enters a case by whole sections, again and again, until nothing is left to type."""

    def __init__(
        self, client: CheckedClient, store: Store, case_id: str, answers: Mapping[str, Any]
    ) -> None:
        self.client, self.store, self.case_id = client, store, case_id
        self.start = f"/dela/{case_id}/pravka/start/"
        self.answers = answers

    def type_all(self) -> None:
        for _ in range(MOST_ROUNDS):
            before = self.store.load(self.case_id).revision
            for address in self._links(self.start, "Разделы"):
                self._section(address)
            if self.store.load(self.case_id).revision == before:
                return
        raise AssertionError("there is always something left to type")

    def _section(self, address: str) -> None:
        for sheet in self._links(address, "Листы раздела") or [address]:
            self._sheet(address, form_at(self.client, sheet))
        for page in self._lists(address):
            self._grow(f"{address}?novyj={page.id}", page)

    def _sheet(self, address: str, form: Form) -> None:
        for prefix, page, item in _pages(form):
            self._type(form, prefix, page, item)
        response = self.client.send(address, **form)
        assert response.status_code == 303, _told(response.text)

    def _grow(self, blank: str, page: Page) -> None:
        """Add the items that are still to be added."""
        count = len(items_of(page, self.store.load(self.case_id).answers))
        for _ in range(count, len(items_of(page, self.answers))):
            self._sheet(blank, form_at(self.client, blank))

    def _type(self, form: Form, prefix: str, page: Page, item: int | None) -> None:
        here = item_of(page, item, self.answers)
        for leaf in leaves_of(page):
            typed = as_typed(leaf, stored(here, leaf.at))
            if not any(typed):
                continue
            name = f"{prefix}{leaf.name}"
            if leaf.kind in PARTS:
                parts = (f"{name}-{part}" for part in PARTS[leaf.kind])
                form.update(zip(parts, ([text] for text in typed), strict=True))
            else:
                form[name] = list(typed)

    def _links(self, address: str, label: str) -> list[str]:
        page = BeautifulSoup(self.client.get(address).text, "html.parser")
        return [str(link["href"]) for link in page.select(f'nav[aria-label="{label}"] li a')]

    def _lists(self, address: str) -> list[Page]:
        page = BeautifulSoup(self.client.get(address).text, "html.parser")
        return [BY_ID[str(button["value"])] for button in page.select('button[name="add"]')]


def _told(html: str) -> str:
    """What the page says is wrong."""
    return str(
        [tag.text for tag in BeautifulSoup(html, "html.parser").select(".govuk-error-message")]
    )


def _pages(form: Form) -> Iterator[tuple[str, Page, int | None]]:
    """The question pages of a form, by the names of its inputs."""
    marks = (name.removeprefix("was.") for name in form if name.startswith("was."))
    for place in dict.fromkeys(mark.partition(".")[0] for mark in marks):
        page_id, _, number = place.partition("-")
        yield f"{place}.", BY_ID[page_id], int(number) - 1 if number else None


def test_entered_in_both_ways_a_case_has_the_same_bytes(
    app: Flask, store: Store, new_client: Callable[[], Any], tmp_path: Path
) -> None:
    app.extensions["today"] = lambda: ON
    wanted = answers_of(next(path for path in SAMPLES if path.stem == "nyandomsky"))
    client = new_client().visit_as(Role.CONSULTANT, "nina")
    by_pages, by_sections = store.create_case("nina"), store.create_case("nina")
    Driver(client, by_pages, wanted).walk()
    Typist(client, store, by_sections, wanted).type_all()
    one, other = (store.load(case_id).answers for case_id in (by_pages, by_sections))
    assert one == other
    assert pack(one) == pack(other)
    made = [read_along_path(answers).case for answers in (one, other)]
    assert documents(made[0], tmp_path / "pages") == documents(made[1], tmp_path / "sections")
