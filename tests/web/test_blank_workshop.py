"""The official blank at the desk: brought, corrected in pages, proved, published, filled."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from werkzeug.test import TestResponse

from registration.assembly.folder import ARCHIVE
from registration.assembly.manifest import FILE_NAME, Manifest
from registration.assembly.package import build_package
from registration.assembly.proof.readback import verify_package
from registration.assembly.r11001.blank.child import MAX_BYTES
from registration.store import Store
from registration.store.holdings import LARGEST_HOLDING
from registration.tracking.checklist import checklist
from tests.assembly.blank.conftest import corrected
from tests.assembly.blank.drawing import GRID, LOOKS, PLAIN, Look, draw
from tests.assembly.blank.test_refusals import CASES, Refusal
from tests.web.conftest import CheckedClient
from web.blanks import (
    BLANK,
    EDITION,
    brought_in,
    calibrated,
    form_now,
    laid_out,
    laid_out_as,
    write_map,
)
from web.build import BLANKS, PACKAGE, Kind, Order, Tell
from web.published import build_published
from web.samples import sample_cases

DAY = date(2026, 11, 24)
LIST = "/masterskaya/blank/"


@pytest.fixture(autouse=True)
def _today(consultant_client: CheckedClient) -> None:
    consultant_client.application.extensions["today"] = lambda: DAY


def _bring(client: CheckedClient, content: bytes, note: str = "с сайта ФНС") -> TestResponse:
    client.get(LIST)
    return client.send(LIST, note=note, file=(BytesIO(content), "blank.pdf"))


def _brought(client: CheckedClient, look: Look) -> str:
    response = _bring(client, draw(look).content)
    assert response.status_code == 303
    return response.location


def _form(client: CheckedClient, path: str) -> dict[str, str]:
    """What a browser would send from the first form of a page that holds the map's number."""
    page = BeautifulSoup(client.get(path).text, "html.parser")
    form = next(item for item in page.find_all("form") if item.find("input", {"name": "seen"}))
    told = {
        str(field["name"]): str(field["value"])
        for field in form.find_all("input")
        if field.get("type") in ("hidden", "text")
    }
    for field in form.find_all("select"):
        chosen = field.find("option", selected=True)
        told[str(field["name"])] = str(chosen["value"]) if chosen else ""
    del told["csrf_token"]
    return told


def _corrected(client: CheckedClient, path: str) -> None:
    """Look through every page, then say what the blank does not have and what is longer on it."""
    for address in re.findall(rf'href="({path}list/\d+/)"', client.get(path).text):
        told = _form(client, address)
        assert client.send(address, looked="yes", **told).status_code == 303
    for _ in range(2):
        page = BeautifulSoup(client.get(path).text, "html.parser")
        names = ("absent", "lengths")
        said = {n: [str(i["value"]) for i in page.find_all("input", {"name": n})] for n in names}
        if any(said.values()):
            seen = _form(client, path)["seen"]
            assert client.send(path, seen=seen, **said).status_code == 303


def _acceptance(client: CheckedClient, path: str, **changes: str) -> dict[str, str]:
    page = BeautifulSoup(client.get(path).text, "html.parser")
    form = page.find("form", action=f"{path}prinyat")
    assert form is not None, page.get_text(" ")
    told = {
        str(field["name"]): str(field.get("value", ""))
        for field in form.find_all("input")
        if field["name"] != "csrf_token"
    }
    return {**told, "by": "Т. Пробная", "note": "по картинкам", **changes}


def _built(order: Order, folder: Path, tell: Tell) -> bytes:
    """What the child does, without LibreOffice."""
    case = next(iter(sample_cases().values()))
    target = folder / PACKAGE
    build_package(case, order.on, target, steps=checklist, blanks=folder / BLANKS)
    return (target / ARCHIVE).read_bytes()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_a_blank_goes_through_the_pages_into_a_package(
    consultant_client: CheckedClient,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    look: Look,
) -> None:
    client = consultant_client
    path = _brought(client, look)
    assert client.send(f"{path}prinyat").status_code == 422
    _corrected(client, path)
    assert "каждая буква стоит в своём знакоместе" in client.get(f"{path}proba/vse/").text
    assert "каждая буква стоит в своём знакоместе" in client.get(f"{path}proba/kotlassky/").text
    drawn = form_now(store, DAY)
    assert client.send(f"{path}prinyat", **_acceptance(client, path)).status_code == 303
    assert "применяется сегодня" in client.get(path).text
    monkeypatch.setattr("web.published.build_apart", _built)
    archive = build_published(store, Order({}, DAY, Kind.FINAL), tmp_path, lambda _: None)
    with zipfile.ZipFile(BytesIO(archive)) as files:
        manifest = Manifest.model_validate_json(files.read(FILE_NAME))
    assert manifest.versions.form_edition == form_now(store, DAY) != drawn
    assert any("Т. Пробная" in note for note in manifest.notes)
    checked = verify_package(tmp_path / PACKAGE, tmp_path / BLANKS)
    assert (checked.differences, checked.unproved) == ((), ())


@pytest.mark.parametrize(
    "reason",
    [Refusal.SCAN, Refusal.ENCRYPTED, Refusal.OTHER_FORM, Refusal.OTHER_EDITION],
    ids=lambda reason: reason.value,
)
def test_what_is_not_the_blank_is_refused_with_the_reason(
    consultant_client: CheckedClient, store: Store, reason: Refusal
) -> None:
    response = _bring(consultant_client, CASES[reason](), "моё примечание")
    assert response.status_code == 422
    assert reason.label.split("{")[0].split("(")[0][:20] in response.text
    assert "моё примечание" in response.text
    assert not store.in_force(BLANK)


def test_more_than_can_be_kept_is_refused(
    consultant_client: CheckedClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_BYTES <= LARGEST_HOLDING  # what is read can be kept
    monkeypatch.setattr("registration.assembly.r11001.blank.child.MAX_BYTES", 50_000)
    response = _bring(consultant_client, draw(PLAIN).content)
    assert response.status_code == 422
    assert "бланк столько не занимает" in response.text
    assert not store.in_force(BLANK)


def test_nothing_is_taken_without_a_file_and_a_note(consultant_client: CheckedClient) -> None:
    response = _bring(consultant_client, b"", "")
    assert response.status_code == 422
    assert "Выберите файл" in response.text and "откуда бланк" in response.text


def test_the_same_blank_again_keeps_what_was_corrected(
    consultant_client: CheckedClient, store: Store
) -> None:
    path = _brought(consultant_client, PLAIN)
    told = _form(consultant_client, f"{path}list/1/")
    assert consultant_client.send(f"{path}list/1/", **told).status_code == 303
    assert _brought(consultant_client, PLAIN) == path
    assert _form(consultant_client, f"{path}list/1/")["seen"] == "2"


def test_every_sheet_has_a_numbered_picture(consultant_client: CheckedClient) -> None:
    path = _brought(consultant_client, PLAIN)
    response = consultant_client.get(f"{path}list/2/kartinka.png")
    assert response.mimetype == "image/png"
    with Image.open(BytesIO(response.data)) as picture:
        assert picture.size == (910, 1287)
    assert consultant_client.get(f"{path}list/99/kartinka.png").status_code == 404
    assert consultant_client.get(f"{path}proba/vse/1.png").status_code == 404  # not corrected yet


def test_a_field_is_corrected_and_a_wrong_one_is_told_at_its_place(
    consultant_client: CheckedClient,
) -> None:
    path = _brought(consultant_client, PLAIN)
    page = f"{path}list/1/"
    told = _form(consultant_client, page)
    row = next(name for name, field in told.items() if name.startswith("field-") and field)
    wrong = consultant_client.send(page, **{**told, row: "no_such"})
    assert wrong.status_code == 422 and "Такого поля на этом листе нет" in wrong.text
    assert consultant_client.send(page, **{**told, "sheet": "no_such"}).status_code == 422
    assert consultant_client.send(page, **{**told, row: ""}).status_code == 303
    assert _form(consultant_client, page)[row] == ""


def test_a_sheet_that_is_another_loses_the_fields_it_does_not_have(
    consultant_client: CheckedClient,
) -> None:
    path = _brought(consultant_client, PLAIN)
    page = f"{path}list/1/"
    told = _form(consultant_client, page)
    assert consultant_client.send(page, **{**told, "sheet": "okved"}).status_code == 303
    found = {field for name, field in _form(consultant_client, page).items() if "field-" in name}
    assert found <= {"", "page_no"}
    assert "Нет ни одной страницы листа «title»" not in consultant_client.get(path).text


def test_cells_are_moved_and_a_row_is_added(consultant_client: CheckedClient) -> None:
    path = _brought(consultant_client, PLAIN)
    line = f"{path}list/1/stroka/2/"
    told = _form(consultant_client, line)
    assert consultant_client.send(line, **{**told, "pitch": "широко"}).status_code == 422
    assert consultant_client.send(line, **{**told, "x": "150,5"}).status_code == 303
    assert "выходят за край" in consultant_client.get(f"{path}list/1/").text
    new = f"{path}list/1/stroka/0/"
    told |= {"seen": _form(consultant_client, new)["seen"]}
    before = consultant_client.get(f"{path}list/1/").text.count('name="field-')
    assert consultant_client.send(new, **told).status_code == 303
    assert consultant_client.get(f"{path}list/1/").text.count('name="field-') == before + 1


def test_two_who_correct_one_map_do_not_overwrite_each_other(
    consultant_client: CheckedClient,
) -> None:
    path = _brought(consultant_client, PLAIN)
    told = _form(consultant_client, f"{path}list/1/")
    assert consultant_client.send(f"{path}list/1/", **told).status_code == 303
    assert consultant_client.send(f"{path}list/1/", **told).status_code == 409
    assert consultant_client.send(path, seen=told["seen"]).status_code == 409


@pytest.fixture
def ready(consultant_client: CheckedClient, store: Store) -> str:
    """The address of a blank whose map is settled."""
    content = draw(GRID).content
    name = brought_in(store, content, "nina", "с сайта ФНС")
    blank_map = corrected(calibrated(store, content))
    write_map(store, name, blank_map, author="nina", seen=1)
    consultant_client.get(f"{LIST}{name}/")
    return f"{LIST}{name}/"


def test_the_code_of_the_form_is_seven_digits(
    consultant_client: CheckedClient, store: Store, ready: str
) -> None:
    wrong = consultant_client.send(ready, seen="2", knd="111")
    assert wrong.status_code == 422 and "семь цифр" in wrong.text
    assert consultant_client.send(ready, seen="2", knd="1111501").status_code == 303
    assert 'value="1111501"' in consultant_client.get(ready).text


def test_what_is_wrong_with_the_acceptance_is_told_at_its_place(
    consultant_client: CheckedClient, store: Store, ready: str
) -> None:
    client = consultant_client
    told = _acceptance(client, ready, by="", note="")
    del told["looked"]
    over = {"until-day": "1", "until-month": "11", "until-year": "2026"}
    response = client.send(f"{ready}prinyat", **{**told, **over, "since-day": "40"})
    assert response.status_code == 422
    for words in ("кто сверил", "Последний день уже прошёл", "Такого дня нет", "поставьте отметку"):
        assert words in response.text
    backwards = _acceptance(client, ready, **{**over, "until-year": "2019"})
    assert "раньше первого" in client.send(f"{ready}prinyat", **backwards).text
    late = _acceptance(client, ready, edition="7")
    assert client.send(f"{ready}prinyat", **late).status_code == 409
    assert not store.in_force(EDITION)


def test_an_edition_is_withdrawn_put_back_and_not_published_after_its_days(
    consultant_client: CheckedClient, store: Store, tmp_path: Path, ready: str
) -> None:
    client = consultant_client
    until = {"until-day": "31", "until-month": "12", "until-year": "2026"}
    assert client.send(f"{ready}prinyat", **_acceptance(client, ready, **until)).status_code == 303
    published = form_now(store, DAY)
    assert client.send(f"{ready}dejstvuet/0", edition="0").status_code == 409
    assert client.send(f"{ready}dejstvuet/0", edition="1").status_code == 303
    assert laid_out(store, tmp_path / "a") is None
    assert form_now(store, DAY) != published
    assert client.send(f"{ready}dejstvuet/9", edition="0").status_code == 404
    client.application.extensions["today"] = lambda: date(2027, 1, 1)
    refused = client.send(f"{ready}dejstvuet/1", edition="0")
    assert refused.status_code == 422
    assert "Последний день уже прошёл (31.12.2026)" in refused.text
    client.application.extensions["today"] = lambda: DAY
    assert client.send(f"{ready}dejstvuet/1", edition="0").status_code == 303
    assert form_now(store, DAY) == published != form_now(store, date(2027, 1, 1))
    client.application.extensions["today"] = lambda: date(2027, 1, 1)
    assert "Срок опубликованного бланка прошёл" in client.get(LIST).text
    assert laid_out(store, tmp_path / "b") == tmp_path / "b"


def test_a_map_corrected_as_a_file_takes_the_place_of_the_one_kept(
    consultant_client: CheckedClient,
) -> None:
    client = consultant_client
    path, other = (_brought(client, look) for look in (PLAIN, GRID))
    text = client.get(f"{path}karta.toml").data
    assert b'field = "region"' in text
    files = f"{path}fajl/"
    seen = _form(client, files)["seen"]
    changed = text.replace(b'field = "region"', b'field = ""', 1)
    broken = text.replace(b"cells = 3", b"cells = 0", 1)
    for content, words in (
        (b"", "Выберите файл"),
        (broken, "страница 1, строка 1, cells"),
        (text.replace(b"number = 16", b"number = 17"), "от 1 до 16"),
        (text.replace(b"n = 2,", b"n = 1,", 1), "номера строк (n) повторяются"),
        (client.get(f"{other}karta.toml").data, "для другого бланка"),
    ):
        refused = client.send(files, seen=seen, file=(BytesIO(content), "karta.toml"))
        assert refused.status_code == 422 and words in refused.text
    for status in (303, 409):
        brought = client.send(files, seen=seen, file=(BytesIO(changed), "karta.toml"))
        assert brought.status_code == status
    assert "не указано, где «region»" in client.get(path).text
    assert client.get(f"{path}blank.pdf").data == draw(PLAIN).content


def test_a_blank_is_put_away_but_not_while_it_is_in_force(
    consultant_client: CheckedClient, store: Store, ready: str, tmp_path: Path
) -> None:
    client = consultant_client
    assert client.send(f"{ready}prinyat", **_acceptance(client, ready)).status_code == 303
    assert client.send(f"{ready}ubrat").status_code == 409
    form = form_now(store, DAY)
    assert client.send(f"{ready}dejstvuet/0", edition="1").status_code == 303
    assert client.send(f"{ready}ubrat").status_code == 303
    assert client.get(ready).status_code == 404
    assert ready not in client.get(LIST).text
    assert list(laid_out_as(store, form, tmp_path).iterdir())  # what was filed can be proved
    assert _brought(client, GRID) == ready
    assert "Осталось проверить" not in client.get(ready).text


def test_only_the_desk_sees_it(association_client: CheckedClient) -> None:
    assert association_client.get(LIST).status_code == 403
    assert association_client.get(f"{LIST}0/list/1/kartinka.png").status_code == 403


def test_there_is_no_other_blank(consultant_client: CheckedClient) -> None:
    assert consultant_client.get(f"{LIST}0123456789abcdef/").status_code == 404
