"""Templates at the desk: a faulty one is refused, a published one reaches the papers."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from werkzeug.test import TestResponse

from registration.assembly.rendering.source import OURS
from registration.store import Store
from tests.web.conftest import CheckedClient
from web.build import TEMPLATES, Kind, Order, Tell
from web.published import build_published
from web.template_workshop import KIND, laid_over

NAME, PAGE = "forms/cover_letter.docx", "/masterskaya/shablony/forms/cover_letter/"


def _bring(client: CheckedClient, content: bytes, note: str = "правка юриста") -> TestResponse:
    client.get(PAGE)
    return client.send(PAGE, note=note, file=(BytesIO(content), "x.docx"))


def test_a_brought_template_waits_is_published_and_withdrawn(
    consultant_client: CheckedClient, store: Store, tmp_path: Path
) -> None:
    content = OURS.path(NAME).read_bytes()
    assert _bring(consultant_client, content).status_code == 303
    assert laid_over(store, tmp_path / "a") is None
    assert consultant_client.send(PAGE + "opublikovat/1", seen="0").status_code == 303
    assert "действует" in consultant_client.get(PAGE).text
    assert "Своя версия 1" in consultant_client.get("/masterskaya/shablony/").text
    assert laid_over(store, tmp_path / "b") == tmp_path / "b"
    assert (tmp_path / "b" / NAME).read_bytes() == content
    assert consultant_client.get(PAGE + "skachat/1").data == content
    assert consultant_client.send(PAGE + "opublikovat/0", seen="1").status_code == 303
    assert not store.in_force(KIND)


def test_what_somebody_published_meanwhile_is_not_overwritten(
    consultant_client: CheckedClient, store: Store
) -> None:
    content = OURS.path(NAME).read_bytes()
    for _ in range(2):
        assert _bring(consultant_client, content).status_code == 303
    assert consultant_client.send(PAGE + "opublikovat/1", seen="0").status_code == 303
    assert consultant_client.send(PAGE + "opublikovat/2", seen="0").status_code == 409
    assert consultant_client.send(PAGE + "opublikovat/0", seen="0").status_code == 409
    assert store.in_force(KIND)[NAME].version == 1


def test_papers_are_made_from_the_published_template(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bytes] = []

    def build(order: Order, folder: Path, tell: Tell) -> bytes:
        made.append((folder / TEMPLATES / NAME).read_bytes())
        return b""

    monkeypatch.setattr("web.published.build_apart", build)
    store.publish(KIND, NAME, store.put(KIND, NAME, b"hers", author="nina", note="-"))
    build_published(store, Order({}, date(2026, 11, 24), Kind.DRAFT), tmp_path, lambda _: None)
    assert made == [b"hers"]


def test_a_faulty_file_is_refused_and_the_note_kept(
    consultant_client: CheckedClient, store: Store
) -> None:
    response = _bring(consultant_client, b"not a Word file", "моя правка")
    assert response.status_code == 422
    assert "Что исправить" in response.text and "моя правка" in response.text
    assert _bring(consultant_client, b"").status_code == 422
    assert store.versions(KIND, NAME) == ()


def test_a_version_is_tried_on_every_sample_and_tells_changed_words(
    consultant_client: CheckedClient, store: Store
) -> None:
    same = OURS.path(NAME).read_bytes()
    document = Document(BytesIO(same))
    document.add_paragraph("Просим принять документы.")
    changed = BytesIO()
    document.save(changed)
    for content in (same, changed.getvalue()):
        store.put(KIND, NAME, content, author="nina", note="-")
    unchanged = consultant_client.get(PAGE + "proba/1/").text
    assert "слова те же" in unchanged and "<ins>" not in unchanged
    page = consultant_client.get(PAGE + "proba/2/").text
    assert page.count("<ins>Просим принять документы.</ins>") >= 5
    assert consultant_client.get(PAGE + "proba/9/").status_code == 404


def test_the_pages_of_a_sample_stand_side_by_side(
    consultant_client: CheckedClient, store: Store
) -> None:
    same = OURS.path(NAME).read_bytes()
    document = Document(BytesIO(same))
    for _ in range(60):
        document.add_paragraph("Просим принять документы.")
    changed = BytesIO()
    document.save(changed)
    store.put(KIND, NAME, changed.getvalue(), author="nina", note="-")
    address = f"{PAGE}proba/1/kotlassky/"
    page = consultant_client.get(address).text
    assert "изменилась" in page and "Раньше такой страницы не было" in page
    before, after = (consultant_client.get(f"{address}{side}-1.png") for side in ("bylo", "stalo"))
    assert before.data != after.data
    for picture in (before, after):
        with Image.open(BytesIO(picture.data)) as opened:
            assert opened.format == "PNG" and opened.height > opened.width
    last = consultant_client.get(f"{address}bylo-2.png")
    assert last.status_code == 404  # the paper had one page
    assert consultant_client.get(f"{PAGE}proba/1/no_such/").status_code == 404


def test_without_libreoffice_it_is_said_why_there_are_no_pages(
    consultant_client: CheckedClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registration.assembly.office.soffice", lambda: None)
    document = Document(BytesIO(OURS.path(NAME).read_bytes()))
    document.add_paragraph("Иначе.")
    changed = BytesIO()
    document.save(changed)
    store.put(KIND, NAME, changed.getvalue(), author="nina", note="-")
    assert "LibreOffice" in consultant_client.get(f"{PAGE}proba/1/kotlassky/").text


def test_only_the_desk_sees_it(association_client: CheckedClient) -> None:
    assert association_client.get("/masterskaya/shablony/").status_code == 403


def test_there_is_no_other_template(consultant_client: CheckedClient) -> None:
    assert consultant_client.get("/masterskaya/shablony/forms/no_such/").status_code == 404
