"""Headers of every answer: pages, mistakes, files of the site."""

import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import CheckedClient
from web import create_app
from web.settings import Settings

EVERYWHERE = ["/", "/vhod/", "/health", "/no-such-page/", "/static/style.css", "/dela/"]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_is_closed_to_other_sites(client: CheckedClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("address", [address for address in EVERYWHERE if "static" not in address])
def test_a_page_is_never_kept_by_the_browser(client: CheckedClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_the_style_is_kept_by_the_browser(client: CheckedClient) -> None:
    found = re.search(r'href="(/static/style.css[^"]+)"', client.get("/").text)
    assert found is not None
    assert "max-age" in client.get(found.group(1)).headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/static/style.css"])
def test_answers_travel_compressed(client: CheckedClient, address: str) -> None:
    plain = client.get(address)
    packed = FlaskClient.open(client, address, headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 2
    assert len(gzip.decompress(packed.data)) == pytest.approx(len(plain.data), rel=0.02)
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_answers_do_not_name_the_server(client: CheckedClient) -> None:
    assert "Python" not in client.get("/").headers.get("Server", "")


def test_cookies_on_this_computer_are_closed_to_scripts(consultant_client: CheckedClient) -> None:
    for cookie in consultant_client.get("/dela/").headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_outside_this_computer_cookies_and_headers_ask_for_https(tmp_path: Path) -> None:
    outside = Settings(
        data=tmp_path,
        behind_proxy=True,
        public_host="tos.example",
        secret_key="s" * 40,
    )
    client = create_app(outside).test_client()
    answer = client.get("/", base_url="https://tos.example", headers={"Host": "tos.example"})
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie


def test_a_foreign_name_of_the_site_is_not_answered(tmp_path: Path) -> None:
    outside = Settings(
        data=tmp_path,
        behind_proxy=True,
        public_host="tos.example",
        secret_key="s" * 40,
    )
    client = create_app(outside).test_client()
    assert client.get("/", base_url="https://evil.example").status_code == 400
