"""A patient person who reads a case from a file and enters it page by page."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from registration.questionnaire.page import Page
from registration.questionnaire.pages import BY_ID
from web.binding import PARTS, as_typed, stored
from web.screens import item_of, items_of, leaves_of
from web.widgets import Kind

MOST_PAGES = 2_000


class Driver:
    """Walks the questionnaire by its own links and forms, like a browser without scripts."""

    def __init__(self, client: FlaskClient, case_id: str, answers: Mapping[str, Any]) -> None:
        self.client = client
        self.root = f"/delo/{case_id}/"
        self.answers = answers
        self.unanswered: list[str] = []
        self._visited: set[str] = set()

    def walk(self) -> None:
        """From the first page to «Проверьте ответы»."""
        address = self._link(self._get(f"{self.root}nachalo/"), "Начать")
        for _ in range(MOST_PAGES):
            if urlsplit(address).path == f"{self.root}proverka/":
                return
            address = self._step(address)
        raise AssertionError(f"the way does not end: {address}")

    def _step(self, address: str) -> str:
        html = self._get(address)
        page, item = self._place(address)
        form = html.select_one("form[data-save]")
        if form is None:
            return self._through_list(html, page)
        return self._answer(address, form, page, item)

    def _place(self, address: str) -> tuple[Page, int | None]:
        page_id, *rest = urlsplit(address).path.removeprefix(self.root).strip("/").split("/")
        return BY_ID[page_id], int(rest[0]) - 1 if rest else None

    def _through_list(self, html: BeautifulSoup, page: Page) -> str:
        """Add what is still to be added, look at what is there, go on."""
        add = html.find("a", string="Добавить")
        rows = html.select(".govuk-task-list__item a")
        if add and len(html.select(".govuk-task-list__item")) < len(items_of(page, self.answers)):
            assert isinstance(add, Tag)
            address = str(add["href"])
            self._visited.add(address)
            return address
        for link in rows:
            address = str(link["href"])
            if not address.endswith("/udalit/") and address not in self._visited:
                self._visited.add(address)
                return address
        return self._link(html, "Продолжить")

    def _answer(self, address: str, form: Tag, page: Page, item: int | None) -> str:
        fields = self._filled(form, page, item)
        target = str(form["action"])
        after = self._post(target, fields)
        if urlsplit(after).query == "oshibki=1":
            question = page.questions[0].field
            self.unanswered.append(f"{page.id}.{question}")
            after = self._post(target, {**fields, "unknown": [question]})
        assert urlsplit(after).path != urlsplit(address).path, f"{address} does not let on"
        return after

    def _filled(self, form: Tag, page: Page, item: int | None) -> dict[str, list[str]]:
        fields = _as_rendered(form)
        here = item_of(page, item, self.answers)
        names = {str(tag["name"]) for tag in form.select("input, textarea, select")}
        for leaf in leaves_of(page):
            typed = as_typed(leaf, stored(here, leaf.at))
            if leaf.kind in PARTS:
                inputs = [f"{leaf.name}-{part}" for part in PARTS[leaf.kind]]
                pairs = list(zip(inputs, typed, strict=True))
            else:
                pairs = [(leaf.name, value) for value in typed]
            if not any(typed):
                continue
            assert {name for name, _ in pairs} <= names, f"{page.id} has no input {leaf.name}"
            for name in {name for name, _ in pairs}:
                fields[name] = [value for other, value in pairs if other == name]
            if leaf.kind in (Kind.CHOICE, Kind.PERSON, Kind.FLAG):
                _may_be_chosen(form, leaf.name, typed[0])
        return fields

    def _get(self, address: str) -> BeautifulSoup:
        response = self.client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return BeautifulSoup(response.text, "html.parser")

    def _post(self, address: str, fields: Mapping[str, list[str]]) -> str:
        response = self.client.post(address, data=dict(fields))
        assert response.status_code == 303, f"{address}: {response.status_code}"
        return str(response.headers["Location"])

    def _link(self, html: BeautifulSoup, text: str) -> str:
        link = html.find("a", string=text)
        assert isinstance(link, Tag), f"no link «{text}»"
        return str(link["href"])


def _may_be_chosen(form: Tag, name: str, value: str) -> None:
    offered = form.select(f'[name="{name}"][value="{value}"], [name="{name}"] [value="{value}"]')
    assert offered, f"{name} cannot be {value}"


def _as_rendered(form: Tag) -> dict[str, list[str]]:
    """What a browser sends when nothing is touched."""
    fields: dict[str, list[str]] = {}
    for tag in form.select("input, textarea, select"):
        name, kind = str(tag["name"]), tag.get("type")
        if kind in ("radio", "checkbox") and not tag.has_attr("checked"):
            continue
        if tag.name == "select":
            chosen = tag.select_one("[selected]")
            value = str(chosen["value"]) if chosen else ""
        elif tag.name == "textarea":
            value = tag.text.removeprefix("\n").replace("\n", "\r\n")
        else:
            value = str(tag.get("value", ""))
        fields.setdefault(name, []).append(value)
    return fields
