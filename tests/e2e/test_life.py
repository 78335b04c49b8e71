"""The life of one case at the consultant's desk, by keyboard alone, JavaScript off, on a phone.

From the intake over a suspension, the mending and a second filing to the entry in the register
and the duties of the first year. The answers of the questionnaire are entered elsewhere
(`test_whole_case.py`); here they are in the case from the beginning, but for all that comes back
from the state: that is typed when its letter is there.
"""

import tomllib
from copy import deepcopy
from typing import Any

from playwright.sync_api import Page, expect

from registration.store import Channel, Role
from tests.conftest import SAMPLES
from tests.e2e.conftest import Keyboard, Site

_COMES_LATER = ("outcome", "first_days")


def _answers() -> dict[str, Any]:
    path = SAMPLES / "after_registration.toml"
    answers = deepcopy(tomllib.loads(path.read_text(encoding="utf-8")))
    for section in _COMES_LATER:
        del answers[section]
    for name in ("filed_on", "receipt_number"):
        del answers["filing"][name]
    answers["card"]["number"] = "ЖЗ-2026-001"
    return answers


class Desk:
    """The consultant before her browser."""

    def __init__(self, site: Site, page: Page) -> None:
        self.page, self.keyboard = page, Keyboard(page)
        self.case_id = site.store.create_case("nina")
        site.store.save(self.case_id, _answers(), seen=0, author="nina", channel=Channel.PAPER)
        visit = site.store.start_session(Role.CONSULTANT, "nina")
        page.context.add_cookies([{"name": "visit", "value": visit, "url": site.address}])
        self.address = site.address

    def find(self, number: str) -> None:
        """From the list of cases to the course of one."""
        self.page.goto(f"{self.address}/dela/")
        self.keyboard.write("Найти дело", number)
        self.keyboard.press("Найти")
        self.keyboard.open(f"Дело {number}")
        self.keyboard.open("Ход дела")

    def move(self, title: str, stage: str) -> None:
        """Make a move and see where the case stands now."""
        self.keyboard.press(title)
        expect(self.page.locator(".govuk-summary-list").first).to_contain_text(stage)

    def suspended(self, day: str, month: str, year: str, words: str) -> None:
        """Write down the paper of a suspension: its day, its first ground, its words."""
        self.keyboard.choose("Минюст приостановил регистрацию")
        for label, text in (("День", day), ("Месяц", month), ("Год", year)):
            self.keyboard.write(label, text)
        self.keyboard.go_to(self.page.locator("input[name=ground]").first)
        self.page.keyboard.press("Space")
        self.keyboard.write("Что написано в бумаге?", words)
        self.keyboard.press("Записать")

    def answer(self, page_id: str, *typed: str) -> None:
        """Write the answers of one page of the questionnaire, in their order, and come back."""
        self.page.goto(f"{self.address}/delo/{self.case_id}/{page_id}/")
        inputs = self.page.locator("main input[type=text], main textarea")
        for number, text in enumerate(typed):
            self.keyboard.go_to(inputs.nth(number))
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(text)
        self.keyboard.press("Продолжить")
        expect(self.page.locator(".govuk-error-summary")).to_have_count(0)
        self.page.goto(f"{self.address}/dela/{self.case_id}/hod/")


def test_a_case_goes_from_the_intake_to_its_first_year(site: Site, plain_page: Page) -> None:
    desk = Desk(site, plain_page)
    desk.find("ЖЗ-2026-001")
    desk.move("Назначить собрание и оповестить жителей", "оповещение о собрании")
    desk.move("Собрание прошло", "собрание прошло")
    desk.move("Устав подан в администрацию", "устав подан в администрацию")
    desk.move("Администрация зарегистрировала устав", "устав зарегистрирован администрацией")
    desk.move("Комплект готов", "комплект готов")
    desk.move("Отдать комплект на подпись", "подпись у нотариуса")
    desk.answer("filed", "12", "10", "2026", "54")
    desk.move("Документы поданы", "документы поданы")
    desk.move("Минюст принял документы", "Минюст рассматривает")

    desk.keyboard.open("Записать ответ с основаниями")
    desk.suspended("20", "10", "2026", "Нет копии решения о границах.")
    expect(plain_page.get_by_role("heading", name="Задания")).to_be_visible()
    desk.keyboard.press("Минюст приостановил регистрацию")
    plain_page.goto(f"{desk.address}/dela/{desk.case_id}/hod/")
    expect(plain_page.locator(".govuk-summary-list").first).to_contain_text("приостановлена")
    desk.keyboard.open("К делу")
    desk.keyboard.open("Сроки")
    expect(plain_page.locator("main")).to_contain_text("20.10.2026")
    plain_page.goto(f"{desk.address}/dela/{desk.case_id}/hod/")
    desk.move("Документы исправлены", "комплект готов")

    desk.move("Отдать комплект на подпись", "подпись у нотариуса")
    refused = plain_page.get_by_text("а прошлый шаг был позже")
    expect(refused.first).to_be_visible()  # the day of the first filing does not do twice
    desk.answer("filed", "26", "10", "2026", "61")
    desk.move("Документы поданы", "документы поданы")
    desk.move("Минюст принял документы", "Минюст рассматривает")
    desk.answer("decision", "9", "11", "2026", "512-р")
    desk.move("Минюст решил зарегистрировать", "Минюст решил зарегистрировать")
    desk.answer("registered_on", "16", "11", "2026")
    desk.answer("numbers", "1260000000094", "0000000096", "000001001")
    desk.move("Запись внесена в ЕГРЮЛ", "запись внесена в ЕГРЮЛ")
    desk.move("Минюст прислал уведомление", "уведомление получено")
    desk.move("Передать председателю первые дела", "первые дела")
    desk.move("Первые дела сделаны", "ежегодные обязанности")

    made = [entry.content["move"] for entry in site.store.journal(desk.case_id, "move")]
    assert len(made) == 18
    plain_page.goto(f"{desk.address}/dela/{desk.case_id}/")
    desk.keyboard.open("После регистрации")
    expect(plain_page.locator("main")).to_contain_text("отчёт")
