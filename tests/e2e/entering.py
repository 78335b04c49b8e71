"""Entering a whole case as a person does: page after page, field after field."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from registration.questionnaire.page import AskedOf
from registration.questionnaire.page import Page as Asked
from registration.questionnaire.pages import BY_ID, PAGES

Answers = Mapping[str, Any]
_ADDRESS = re.compile(r"/delo/[0-9a-f]+/(?P<page>[a-z_0-9-]+)/(?:(?P<number>\d+)/)?")
_MOST_PAGES = 600


class Stuck(AssertionError):
    """The site did not let the person go on."""


class Entering:
    """A person with a sheet of answers before the browser."""

    def __init__(self, page: Page, answers: Answers) -> None:
        self._page, self._answers = page, answers
        self._seen: set[str] = set()
        self._names = {
            person["key"]: " ".join(person["name"].values())
            for person in answers["people"]["persons"]
        }

    def walk(self) -> int:
        """Go from the page on the screen to «Проверьте ответы»; count the pages on the way."""
        for number in range(_MOST_PAGES):
            if urlsplit(self._page.url).path.endswith("/proverka/"):
                return number
            self._step()
        raise Stuck(self._page.url)

    def answer_as_consultant(self, start: str) -> None:
        """Open each page that only the consultant answers."""
        for asked in (page for page in PAGES if page.of is AskedOf.CONSULTANT):
            items = self._items(asked) if asked.each else [None]
            for number, _ in enumerate(items, start=1):
                address = f"{start}{asked.id}/" + (f"{number}/" if asked.each else "")
                self._page.goto(address)
                if self._page.locator("form[data-save]").count():
                    self._answer(asked, number if asked.each else None)

    def _step(self) -> None:
        asked, number = self._here()
        if self._page.locator("form[data-save]").count():
            self._answer(asked, number)
            return
        entered = self._page.locator(".govuk-task-list__item").count()
        add = self._page.get_by_role("link", name="Добавить", exact=True)
        if add.count() and entered < len(self._items(asked)):
            self._follow(add)
        elif not add.count() and (left := self._unseen()):
            self._follow(left[0])
        else:
            self._follow(self._page.get_by_role("link", name="Продолжить", exact=True))

    def _unseen(self) -> list[Locator]:
        """Items of a list that are there already, but of which this page asks more."""
        links = self._page.get_by_role("link", name="Изменить").all()
        return [link for link in links if link.get_attribute("href") not in self._seen]

    def _answer(self, asked: Asked, number: int | None) -> None:
        before = self._page.url
        self._seen.add(urlsplit(before).path)
        item = self._item(asked, number)
        for name in self._fields():
            at = name.removeprefix(f"{asked.section}.").split(".")
            value = inside(item, at)
            if value is not None and value != []:
                self._put(name, value)
        self._follow(self._page.get_by_role("button", name="Продолжить", exact=True))
        if self._page.url.split("?")[0] == before and "oshibki" in self._page.url:
            self._follow(self._page.get_by_role("button", name="Не знаю").first)
            if self._page.url.split("?")[0] == before:
                raise Stuck(before)

    def _follow(self, pressed: Locator) -> None:
        with self._page.expect_navigation():
            pressed.click()

    def _here(self) -> tuple[Asked, int | None]:
        found = _ADDRESS.search(urlsplit(self._page.url).path)
        if found is None:
            raise Stuck(self._page.url)
        number = found["number"]
        return BY_ID[found["page"]], int(number) if number else None

    def _items(self, asked: Asked) -> Sequence[Any]:
        found = inside(self._answers, [asked.section, *str(asked.each).split(".")])
        return found if isinstance(found, list) else []

    def _item(self, asked: Asked, number: int | None) -> Any:
        if number is None:
            return self._answers.get(asked.section, {})
        return self._items(asked)[number - 1]

    def _fields(self) -> list[str]:
        """Names of the answers that the page asks for."""
        names = self._page.locator("form[data-save]").evaluate(
            "form => [...form.elements].map(field => field.name)"
        )
        marks = [name for name in names if name.startswith("was.")]
        return [name.removeprefix("was.") for name in dict.fromkeys(marks)]

    def _put(self, name: str, value: Any) -> None:
        if self._named(f"{name}-day").count():
            self._put_day(name, value)
        elif self._named(f"{name}-hour").count():
            self._put_parts(name, ("hour", "minute"), str(value).split(":"))
        else:
            self._put_plain(name, value)

    def _put_day(self, name: str, value: Any) -> None:
        day = value if isinstance(value, date) else date.fromisoformat(value)
        self._put_parts(name, ("day", "month", "year"), [day.day, day.month, day.year])

    def _put_parts(self, name: str, parts: Sequence[str], values: Sequence[Any]) -> None:
        for part, value in zip(parts, values, strict=False):
            self._named(f"{name}-{part}").fill(str(value))

    def _put_plain(self, name: str, value: Any) -> None:
        field = self._named(name)
        if not field.count():
            raise Stuck(f"{self._page.url}: {name}")
        kind = field.first.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                self._tick(field, one)
        elif kind == "select-one":
            field.select_option(str(value))
        else:
            field.fill(_typed(value))

    def _tick(self, field: Locator, value: Any) -> None:
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if value in self._names:
            field.and_(self._page.get_by_label(self._names[value], exact=True)).check()
            return
        field.and_(self._page.locator(f'[value="{value}"]')).check()

    def _named(self, name: str) -> Locator:
        return self._page.locator(f'[name="{name}"]')


def inside(value: Any, at: Sequence[str]) -> Any:
    """What lies at a path of answers, None where there is nothing."""
    for part in at:
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_typed(line) for line in value)
    if isinstance(value, Mapping):
        return " ".join(value.values())
    return value.isoformat("minutes") if isinstance(value, time) else str(value)
