"""The handbooks say what is true of the program: buttons, addresses, commands, pictures."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from werkzeug.exceptions import MethodNotAllowed, NotFound

from registration.cli.parser import build_parser
from registration.store import open_store
from web import create_app
from web.settings import Settings

ROOT = Path(__file__).parents[1]
HANDBOOK = ROOT / "docs" / "handbook"
BOOKS = sorted(HANDBOOK.glob("*.md"))
TEMPLATES = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "web" / "templates").rglob("*.html")
)


@pytest.fixture(params=BOOKS, ids=lambda path: path.stem)
def text(request: pytest.FixtureRequest) -> str:
    return str(request.param.read_text(encoding="utf-8"))


def test_every_button_stands_on_some_page(text: str) -> None:
    wrong = [name for name in re.findall(r"\*\*«([^»]+)»\*\*", text) if name not in TEMPLATES]
    assert wrong == []


def test_every_address_is_one_of_the_site(text: str, tmp_path: Path) -> None:
    store = open_store(tmp_path)
    routes = create_app(Settings(), store).url_map.bind("localhost")
    for address in re.findall(r"`(/[a-z/-]+/)`", text):
        try:
            routes.match(address)
        except MethodNotAllowed:
            continue
        except NotFound:
            pytest.fail(f"нет страницы {address}")
    store.close()


def test_every_command_is_one_of_the_program(text: str) -> None:
    commands = set(re.findall(r"registration ([a-z]+(?:-[a-z]+)*)", text))
    known = build_parser().format_help()
    assert [name for name in commands if name not in known] == []
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    made = set(re.findall(r"`make ([a-z]+)", text))
    assert [name for name in made if f"\n{name}:" not in targets] == []


def test_every_picture_of_a_handbook_is_there_and_used() -> None:
    named = {
        name
        for path in BOOKS
        for name in re.findall(r"\(images/([^)]+)\)", path.read_text(encoding="utf-8"))
    }
    assert named == {path.name for path in (HANDBOOK / "images").iterdir()}


def test_the_leaf_of_a_leader_is_one_sheet_in_large_print() -> None:
    (page,) = PdfReader(HANDBOOK / "pamyatka-lidera.pdf").pages
    assert "Ссылку никому не пересылайте" in " ".join(page.extract_text().split())
