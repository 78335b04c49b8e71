"""Papers edited by hand in the browser: compared, checked, built in, marked, taken out again."""

import re
import tomllib
import zipfile
from io import BytesIO

import pytest
from docx import Document
from werkzeug.test import TestResponse

from registration.assembly.folder import ARCHIVE
from registration.assembly.manifest import ASIDE
from registration.store import Channel, Store
from tests.assembly.word import altered
from tests.conftest import SAMPLES
from tests.web.conftest import CheckedClient, build_final
from web.jobs import EDITED
from web.kept_packages import manifest_of

CHARTER = "D14-ustav.docx"
OLD, NEW = "Филиалов и представительств", "Представительств и филиалов"


def _page(case_id: str) -> str:
    return f"/dela/{case_id}/komplekty/pravki/"


def _file(desk: CheckedClient, case_id: str, number: int, name: str) -> bytes:
    response = desk.get(f"/dela/{case_id}/komplekty/{number}/fajl/{name}")
    assert response.status_code == 200, name
    return response.data


def _edited(desk: CheckedClient, case_id: str, old: str = OLD, new: str = NEW) -> bytes:
    return altered(_file(desk, case_id, 1, CHARTER), old, new)


def _seen(desk: CheckedClient, case_id: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', desk.get(_page(case_id)).text)
    return found.group(1) if found else ""


def _bring(
    desk: CheckedClient, case_id: str, content: bytes, name: str = "x.docx", **fields: str
) -> TestResponse:
    told = {"note": "по просьбе администрации", "seen": _seen(desk, case_id), **fields}
    return desk.send(_page(case_id), file=(BytesIO(content), name), **told)


def test_an_edit_is_told_built_in_and_marked_and_the_generated_paper_stays(
    desk: CheckedClient, store: Store, case_id: str
) -> None:
    generated, before = (_file(desk, case_id, 1, name) for name in (CHARTER, ARCHIVE))
    content = _edited(desk, case_id)
    assert _bring(desk, case_id, content).status_code == 303
    page = desk.get(_page(case_id)).text
    assert "<ins>" in page and "замечаний не нашла" in page and "в комплекте" in page
    archive = _file(desk, case_id, 2, ARCHIVE)
    with zipfile.ZipFile(BytesIO(archive)) as files:
        assert files.read("D14-ustav.pravka.docx") == content
        assert not any(CHARTER in name for name in files.namelist())
    (record,) = (item for item in manifest_of(archive).documents if item.adopted)
    assert record.adopted is not None
    assert (record.adopted.by, record.adopted.differences) == ("nina", 1)
    assert not manifest_of(archive).outdated
    one = desk.get(f"/dela/{case_id}/komplekty/2/").text
    assert "правка от руки" in one and "по просьбе администрации" in one
    assert _file(desk, case_id, 2, f"{ASIDE}/{CHARTER}") == generated
    assert _file(desk, case_id, 1, ARCHIVE) == before
    assert "<ins>" in desk.get(f"/dela/{case_id}/komplekty/2/sravnit/1/").text
    assert desk.get(f"/dela/{case_id}/komplekty/2/sled/?dokument={CHARTER}").status_code == 200
    assert "D14-ustav.pravka.docx" in desk.get(f"/delo/{case_id}/dokumenty/").text
    assert not store.get_file(case_id, EDITED)


def test_the_same_package_again_keeps_the_edit_and_gets_no_new_number(
    desk: CheckedClient, case_id: str
) -> None:
    _bring(desk, case_id, _edited(desk, case_id))
    build_final(desk, case_id)
    assert desk.get(f"/dela/{case_id}/komplekty/3/").status_code == 404
    assert "Снять правку" in desk.get(_page(case_id)).text


def test_an_edit_is_taken_out_again(desk: CheckedClient, case_id: str) -> None:
    _bring(desk, case_id, _edited(desk, case_id))
    seen = _seen(desk, case_id)
    late = desk.send(f"{_page(case_id)}snyat", document="D14-ustav", seen="0")
    assert late.status_code == 409
    gone = desk.send(f"{_page(case_id)}snyat", document="D14-ustav", seen=seen)
    assert gone.status_code == 303
    assert _file(desk, case_id, 3, CHARTER) == _file(desk, case_id, 1, CHARTER)
    assert "Правок нет" in desk.get(_page(case_id)).text


def test_what_an_edit_breaks_is_told(desk: CheckedClient, case_id: str) -> None:
    content = _edited(desk, case_id, "«Заречье»", "«Зоречье»")
    assert _bring(desk, case_id, content).status_code == 303
    page = desk.get(_page(case_id)).text
    assert "спорит с делом" in page and "наименование" in page.casefold()


def test_an_edit_whose_answers_changed_holds_no_more(
    desk: CheckedClient, store: Store, case_id: str
) -> None:
    _bring(desk, case_id, _edited(desk, case_id))
    seen = store.load(case_id).revision
    given = {"tos.full_name": store.load(case_id).answers["tos"]["full_name"] + " первое"}
    store.save(case_id, given, seen=seen, author="nina", channel=Channel.PHONE)
    page = desk.get(_page(case_id)).text
    assert "устарел" in page
    assert "Принести правку" not in page
    late = _bring(desk, case_id, b"")
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "x.docx", "пустой"),
        (b"MZ not Word at all", "ustav.docx", "ustav.docx"),
        (b"%PDF-1.4\n%%EOF", "ustav.pdf", "ustav.pdf"),
    ],
    ids=["empty", "a program", "a PDF"],
)
def test_what_is_no_word_file_is_refused(
    desk: CheckedClient, store: Store, case_id: str, content: bytes, name: str, words: str
) -> None:
    refused = _bring(desk, case_id, content, name)
    assert refused.status_code == 422
    assert words in refused.text and "по просьбе администрации" in refused.text
    assert not store.get_file(case_id, EDITED)


def test_a_file_of_another_paper_or_without_changes_is_refused(
    desk: CheckedClient, case_id: str
) -> None:
    letter = Document()
    letter.add_paragraph("Совсем другое письмо о совсем другом деле.")
    stream = BytesIO()
    letter.save(stream)
    other = _bring(desk, case_id, stream.getvalue())
    assert other.status_code == 422 and "не похож" in other.text
    same = _bring(desk, case_id, _file(desk, case_id, 1, CHARTER))
    assert same.status_code == 422 and "слово в слово" in same.text
    unsaid = _bring(desk, case_id, _edited(desk, case_id), note="")
    assert unsaid.status_code == 422 and "что исправлено" in unsaid.text


def test_two_who_edit_one_package_do_not_overwrite_each_other(
    desk: CheckedClient, case_id: str
) -> None:
    content, seen = _edited(desk, case_id), _seen(desk, case_id)
    assert _bring(desk, case_id, content).status_code == 303
    assert _bring(desk, case_id, content, seen=seen).status_code == 409


def test_without_a_package_there_is_nothing_to_edit(
    consultant_client: CheckedClient, built_at_once: None, case_id: str
) -> None:
    assert "править нечего" in consultant_client.get(_page(case_id)).text


def test_the_files_of_the_electronic_set_come_one_by_one_under_their_names(
    consultant_client: CheckedClient, built_at_once: None, store: Store
) -> None:
    answers = tomllib.loads((SAMPLES / "nyandomsky.toml").read_text(encoding="utf-8"))
    case_id = store.create_case("nina")
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    build_final(consultant_client, case_id)
    page = consultant_client.get(f"/dela/{case_id}/komplekty/1/").text
    assert "Для Госуслуг" in page and "Кто чем подписывает" in page
    links = re.findall(r'href="(/dela/[^"]+/gosuslugi/[^"]+)"', page)
    assert len(links) > 3
    for link in links:
        given = consultant_client.get(link)
        assert given.status_code == 200
        assert link.rpartition("/")[2] in given.headers["Content-Disposition"]
