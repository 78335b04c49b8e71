"""The site as a whole: its start, its settings, its pages for mistakes."""

import logging
import socket
from pathlib import Path

import pytest
from flask import Flask

from registration.cli import main
from registration.errors import RegistrationError
from registration.store import Role, Store, open_store
from tests.web.conftest import CheckedClient
from web import server
from web.access import open_to_all
from web.settings import Settings, UnsafeSettings, read_settings

OUTSIDE = {"host": "192.0.2.7", "public_host": "tos.example", "behind_proxy": True}
KEY = "k" * 32


def test_a_monitor_gets_an_answer(client: CheckedClient) -> None:
    assert client.get("/health").json == {"status": "ok"}


def test_the_phone_of_the_consultant_stands_on_every_page(client: CheckedClient) -> None:
    for address in ("/", "/vhod/", "/ssylka/abc/", "/no-such-page/", "/vyhod/"):
        assert 'href="tel:88185550102"' in client.get(address).text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"host": "0.0.0.0"}, "ключа подписи нет"),  # noqa: S104 — the point of the test
        ({"behind_proxy": True}, "ключа подписи нет"),
        ({**OUTSIDE, "secret_key": "short"}, "короче 32 знаков"),
        ({**OUTSIDE, "secret_key": KEY, "debug": True}, "только на этом компьютере"),
        ({**OUTSIDE, "secret_key": KEY, "demo": True}, "только на этом компьютере"),
        ({**OUTSIDE, "secret_key": KEY, "public_host": ""}, "REGISTRATION_PUBLIC_HOST"),
        ({**OUTSIDE, "secret_key": KEY, "behind_proxy": False}, "Без HTTPS"),
        ({"port": "восемь"}, "REGISTRATION_PORT"),
    ],
)
def test_unsafe_settings_do_not_start(given: dict[str, object], told: str) -> None:
    with pytest.raises(UnsafeSettings, match=told):
        read_settings(**given)


def test_safe_settings_outside_start() -> None:
    assert not read_settings(**OUTSIDE, secret_key=KEY).on_loopback


def test_the_key_of_forms_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "new")
    assert settings.signing_key() == settings.signing_key()
    assert (tmp_path / "new" / "form.key").stat().st_mode & 0o077 == 0


def test_settings_are_listed_without_secrets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REGISTRATION_SECRET_KEY", KEY)
    monkeypatch.setenv("REGISTRATION_CONSULTANT_PHONE", "8 (818) 555-01-02")
    assert main(["settings"]) == 0
    told = capsys.readouterr().out
    assert "8 (818) 555-01-02" in told
    assert "REGISTRATION_SECRET_KEY" in told
    assert KEY not in told


def test_unsafe_settings_are_told_by_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("waitress.serve", lambda *_, **__: pytest.fail("started"))
    assert main(["serve", "--host", "0.0.0.0", "--data", str(tmp_path)]) == 2  # noqa: S104
    assert "REGISTRATION_SECRET_KEY" in capsys.readouterr().err


def test_the_first_start_makes_an_administrator_and_the_second_does_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("waitress.serve", lambda *_, **__: None)
    monkeypatch.setattr(server, "_start_log", lambda: None)
    assert main(["serve", "--data", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "otpauth://totp/" in told
    assert main(["serve", "--data", str(tmp_path)]) == 0
    assert "otpauth" not in capsys.readouterr().out
    store = open_store(tmp_path)
    assert [user.role for user in store.users()] == [Role.ADMINISTRATOR]
    store.close()


def test_the_demonstration_has_every_sample_and_a_door_for_each_role(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    started: list[Flask] = []
    monkeypatch.setattr("waitress.serve", lambda app, **_: started.append(app))
    monkeypatch.setattr(server, "_start_log", lambda: None)
    assert main(["serve", "--demo", "--data", str(tmp_path)]) == 0
    doors = [line.split(": ")[1] for line in capsys.readouterr().out.splitlines() if "http" in line]
    doors = [door for door in doors if "ssylka" in door or "uchebnyj" in door]
    (app,) = started
    app.test_client_class = CheckedClient
    assert len(app.extensions["store"].cases()) == len(list(server.SAMPLES.glob("*.toml")))
    targets = []
    for door in doors:
        client = app.test_client()
        assert isinstance(client, CheckedClient)
        path = door.removeprefix("http://127.0.0.1:8000")
        assert client.get(path).status_code == 200
        assert client.send(path).status_code == 303
        targets.append(str(client.get("/").location).split("/")[1])
    assert targets == ["delo", "dela", "svodka", "sotrudniki"]
    app.extensions["store"].close()


def test_there_is_no_door_of_the_demonstration_in_earnest(client: CheckedClient) -> None:
    assert client.get("/uchebnyj-vhod/abc/").status_code == 404


@pytest.mark.parametrize(
    ("method", "address", "code", "told"),
    [
        ("GET", "/no-such-page/", 404, "Такой страницы нет"),
        ("POST", "/health", 405, "Эту страницу так не открыть"),
        ("GET", "/dela/", 403, "Эта страница не для вас"),
    ],
)
def test_mistakes_are_told_calmly(
    association_client: CheckedClient, method: str, address: str, code: int, told: str
) -> None:
    response = association_client.open(address, method=method)
    assert response.status_code == code
    assert told in response.text
    assert "на месте" in response.text


def test_an_ended_visit_says_that_the_answer_is_not_saved(client: CheckedClient, case: str) -> None:
    response = client.post(f"/dela/{case}/kod/")
    assert response.status_code == 401
    assert "Последний ответ не сохранён" in response.text


def test_too_large_a_form_is_told(consultant_client: CheckedClient) -> None:
    consultant_client.get("/dela/")
    response = consultant_client.send("/dela/", district="я" * 5_000_000)
    assert response.status_code == 413
    assert "сократите" in response.text


def test_a_failure_shows_no_trace_and_logs_no_words(
    app: Flask, client: CheckedClient, caplog: pytest.LogCaptureFixture
) -> None:
    @open_to_all
    def broken() -> str:
        raise ValueError("Иванова Анна Петровна")

    app.add_url_rule("/broken/", "broken", broken)
    caplog.set_level(logging.DEBUG)
    response = client.get("/broken/")
    assert response.status_code == 500
    assert "На сайте сбой" in response.text
    assert "на месте" in response.text
    assert "ValueError" not in response.text
    assert "Иванова" not in response.text + caplog.text
    assert "ValueError" in caplog.text


def test_a_failure_while_recognising_the_visitor_is_told_too(
    consultant_client: CheckedClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(token: str) -> None:
        raise OSError("disk")

    monkeypatch.setattr(store, "session", fail)
    response = consultant_client.get("/dela/")
    assert response.status_code == 500
    assert "На сайте сбой" in response.text


def test_a_busy_port_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(RegistrationError, match="занят"):
            server.serve(host="127.0.0.1", port=port, data=tmp_path / "site", demo=None)
    assert not (tmp_path / "site").exists()
