"""From the link to drafts and to the package: by keyboard alone, JavaScript off, on a phone."""

import tomllib
import zipfile
from pathlib import Path

import pyotp
from playwright.sync_api import Page, expect

from registration.store import Channel, Role
from tests.conftest import SAMPLES
from tests.e2e.conftest import PHONE, Keyboard, Site


def _case(site: Site) -> str:
    case_id = site.store.create_case("nina")
    given = {"territory.district": "verkhnetoemsky", "card.number": "ВТ-1"}
    site.store.save(case_id, given, seen=0, author="nina", channel=Channel.PHONE)
    return case_id


def _enter(site: Site, page: Page) -> tuple[str, Keyboard]:
    case_id = _case(site)
    keyboard = Keyboard(page)
    page.goto(f"{site.address}/ssylka/{site.store.issue_link(case_id, 1)}/")
    keyboard.press("Открыть анкету")
    keyboard.press("Даю согласие")
    return case_id, keyboard


def test_from_the_link_to_a_draft_by_keyboard_alone(
    site: Site, plain_page: Page, tmp_path: Path
) -> None:
    case_id, keyboard = _enter(site, plain_page)
    keyboard.open("Что приготовить")
    keyboard.open("Начать")
    keyboard.choose("Лидер ТОС")
    keyboard.press("Продолжить")
    keyboard.write("По какому телефону вам позвонить?", "8 921 555 01 02")
    keyboard.press("Продолжить")
    keyboard.choose("Новый ТОС")
    keyboard.press("Продолжить")
    keyboard.press("Не знаю")
    keyboard.open("Ко всем шагам")
    keyboard.open("Проверьте ответы")
    expect(plain_page.get_by_text("Новый ТОС")).to_be_visible()
    keyboard.open("Ко всем шагам")
    keyboard.open("Документы")
    expect(plain_page.get_by_text("Комплект ещё не готов")).to_be_visible()
    keyboard.press("Собрать черновик")
    keyboard.go_to(plain_page.get_by_role("link", name="Скачать всё архивом ZIP"))
    with plain_page.expect_download() as download:
        plain_page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "proekt.zip")
    assert download.value.suggested_filename == "proekt-komplekt.zip"
    assert "D14-ustav.docx" in zipfile.ZipFile(tmp_path / "proekt.zip").namelist()
    stored = site.store.load(case_id)
    assert stored.answers["tos"]["track"] == "new"
    assert any(path.startswith("card.purposes") for path in stored.unknown)


def test_a_consultant_comes_in_and_builds_the_package_by_keyboard_alone(
    site: Site, plain_page: Page, tmp_path: Path
) -> None:
    password = "длинный пароль сотрудника"  # noqa: S105 — of a test
    secret = site.store.add_user("galina", Role.CONSULTANT, password)
    _complete_case(site, "ВТ-2026-777")
    keyboard = Keyboard(plain_page)
    plain_page.goto(f"{site.address}/vhod/")
    keyboard.write("Имя для входа", "galina")
    keyboard.write("Пароль", password)
    keyboard.press("Продолжить")
    keyboard.write("Шесть цифр", pyotp.TOTP(secret).now())
    keyboard.press("Войти")
    keyboard.open("Дело ВТ-2026-777")
    keyboard.open("Открыть анкету")
    keyboard.open("Документы")
    keyboard.press("Собрать комплект")
    keyboard.go_to(plain_page.get_by_role("link", name="Скачать всё архивом ZIP"))
    with plain_page.expect_download() as download:
        plain_page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "komplekt.zip")
    assert download.value.suggested_filename == "komplekt.zip"
    papers = zipfile.ZipFile(tmp_path / "komplekt.zip").namelist()
    assert {"D14-ustav.docx", "D14-ustav.pdf", "komplekt.pdf"} <= set(papers)
    keyboard.press("Выйти")
    expect(plain_page.get_by_role("heading", name="Вы вышли")).to_be_visible()


def _complete_case(site: Site, number: str) -> None:
    answers = tomllib.loads((SAMPLES / "verkhnetoemsky.toml").read_text(encoding="utf-8"))
    answers["card"]["number"] = number
    case_id = site.store.create_case("galina")
    site.store.save(case_id, answers, seen=0, author="galina", channel=Channel.PAPER)


def test_a_wrong_answer_is_told_where_it_was_typed(site: Site, plain_page: Page) -> None:
    case_id, keyboard = _enter(site, plain_page)
    plain_page.goto(f"{site.address}/delo/{case_id}/contact_phone/")
    keyboard.write("По какому телефону вам позвонить?", "завтра скажу")
    keyboard.press("Продолжить")
    summary = plain_page.locator(".govuk-error-summary")
    expect(summary).to_be_visible()
    keyboard.go_to(summary.get_by_role("link").first)
    plain_page.keyboard.press("Enter")
    field = plain_page.get_by_label("По какому телефону вам позвонить?")
    assert field.evaluate("element => element === document.activeElement")
    assert field.input_value() == "завтра скажу"


def test_nothing_is_wider_than_a_phone(site: Site, plain_page: Page) -> None:
    case_id, _ = _enter(site, plain_page)
    for address in ("", "nachalo/", "filled_by/", "settlement/", "proverka/", "dokumenty/"):
        plain_page.goto(f"{site.address}/delo/{case_id}/{address}")
        assert plain_page.evaluate("document.documentElement.scrollWidth") <= PHONE, address
