"""A consultant at her desk types a section by keyboard alone, without JavaScript."""

from playwright.sync_api import Page, expect

from registration.store import Channel, Role
from tests.e2e.conftest import DESKTOP, Keyboard, Site
from tests.e2e.stock import answers_of


def _sat_down(site: Site, page: Page) -> str:
    case_id = site.store.create_case("nina")
    answers = answers_of("verkhnetoemsky")
    answers["card"]["number"] = "ПР-2026-001"
    site.store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    visit = site.store.start_session(Role.CONSULTANT, "nina")
    page.context.add_cookies([{"name": "visit", "value": visit, "url": site.address}])
    page.set_viewport_size({"width": DESKTOP, "height": 800})
    page.goto(f"{site.address}/dela/{case_id}/")
    return case_id


def test_a_section_is_typed_saved_by_enter_and_the_next_one_opened(
    site: Site, plain_page: Page
) -> None:
    case_id, keyboard = _sat_down(site, plain_page), Keyboard(plain_page)
    keyboard.open("Правка разделами")
    keyboard.open("8. Кто руководит")
    keyboard.open("Прошлый раздел")
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("7. Собрание")
    keyboard.go_to(plain_page.get_by_label("7.4. Где проходит собрание"))
    plain_page.keyboard.press("Control+a")
    plain_page.keyboard.type("Библиотека")
    with plain_page.expect_navigation():
        plain_page.keyboard.press("Enter")
    expect(plain_page.get_by_role("status")).to_have_text("Записано")
    expect(plain_page.get_by_label("7.4. Где проходит собрание")).to_have_value("Библиотека")
    meeting = site.store.load(case_id).answers["meeting"]
    assert isinstance(meeting, dict) and meeting["venue"] == "Библиотека"
    _press_access_key(plain_page, "3")
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("8. Кто руководит")


def _press_access_key(page: Page, key: str) -> None:
    """Alt with a key, as a real keyboard sends it: Playwright's own says no key without Alt."""
    keyboard = page.context.new_cdp_session(page)
    pressed = {"modifiers": 1, "key": key, "code": f"Digit{key}", "unmodifiedText": key}
    codes = {"windowsVirtualKeyCode": ord(key), "nativeVirtualKeyCode": ord(key)}
    with page.expect_navigation(timeout=8000):
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **pressed, **codes})
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **pressed, **codes})


def test_what_has_the_focus_is_never_under_the_bar(site: Site, plain_page: Page) -> None:
    _sat_down(site, plain_page)
    Keyboard(plain_page).open("Правка разделами")
    Keyboard(plain_page).open("5. Люди")
    fields = plain_page.locator("main input:not([type=hidden]), main select")
    fields.nth(40).focus()
    covered = 0
    for _ in range(30):
        plain_page.keyboard.press("Shift+Tab")
        covered += plain_page.evaluate(_IS_COVERED)
    assert covered == 0


_IS_COVERED = """() => {
    const bar = document.querySelector(".desk-bar").getBoundingClientRect();
    const field = document.activeElement.getBoundingClientRect();
    return Number(field.top < bar.bottom && field.bottom > bar.top);
}"""
