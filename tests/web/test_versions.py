"""Numbered packages: frozen, told when stale, not filed then; compared and traced."""

import re
import zipfile
from datetime import date
from functools import partial
from io import BytesIO

import pikepdf
import pytest
from docx import Document
from pypdf import PdfReader

from registration.assembly.delivery.stamp import OUTDATED, stamped
from registration.assembly.rendering.render import zipped
from registration.assembly.rendering.source import OURS
from registration.association.report import PACKAGES
from registration.domain.review import StandingDecision
from registration.rules.questions import questions
from registration.store import Channel, Span, Store
from tests.assembly.word import altered
from tests.web.conftest import CheckedClient, build_final
from web.build import build_here
from web.jobs import Jobs
from web.kept_packages import keep, manifest_of
from web.published import build_published
from web.template_workshop import KIND

ON = date(2026, 11, 23)


pytestmark = pytest.mark.usefixtures("built_at_once")


def _answer(store: Store, case_id: str, **changes: object) -> None:
    seen = store.load(case_id).revision
    given = {path.replace("__", "."): value for path, value in changes.items()}
    store.save(case_id, given, seen=seen, author="nina", channel=Channel.PHONE)


def test_a_package_gets_a_number_and_the_same_one_gets_no_second(
    desk: CheckedClient, case_id: str
) -> None:
    page = desk.get(f"/dela/{case_id}/komplekty/").text
    assert "Комплект № 1" in page and "действует" in page
    build_final(desk, case_id)
    assert "Комплект № 2" not in desk.get(f"/dela/{case_id}/komplekty/").text


def test_a_changed_answer_makes_it_stale_by_name_and_a_restored_one_does_not(
    desk: CheckedClient, store: Store, case_id: str
) -> None:
    before = store.load(case_id).answers["meeting"]["venue"]
    _answer(store, case_id, meeting__venue="Дом культуры, большой зал")
    page = desk.get(f"/dela/{case_id}/komplekty/").text
    assert "устарел" in page and "Изменились ответы: Собрание" in page
    _answer(store, case_id, meeting__venue=before)
    assert "устарел</strong>" not in desk.get(f"/dela/{case_id}/komplekty/").text


def test_a_published_template_makes_it_stale(
    desk: CheckedClient, store: Store, case_id: str
) -> None:
    content = Document()
    content.add_paragraph("Протокол")
    stream = BytesIO()
    content.save(stream)
    version = store.put(KIND, "forms/minutes.docx", stream.getvalue(), author="nina", note="проба")
    store.publish(KIND, "forms/minutes.docx", version)
    assert "Изменились шаблоны: Протокол" in desk.get(f"/dela/{case_id}/komplekty/").text


def test_a_package_tells_the_number_of_the_template_it_was_made_from(
    desk: CheckedClient, store: Store, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "forms/founders_list.docx"
    content = OURS.path(name).read_bytes()
    for _ in range(3):
        version = store.put(KIND, name, content, author="nina", note="проба")
    store.publish(KIND, name, version)
    monkeypatch.setattr("web.published.build_apart", build_here)
    desk.application.extensions["jobs"] = Jobs(
        desk.application.extensions["settings"].data,
        store,
        build=partial(build_published, store),
        keep=partial(keep, store),
        immediate=True,
    )
    build_final(desk, case_id)
    archive = desk.get(f"/dela/{case_id}/komplekty/2/fajl/komplekt.zip").data
    assert manifest_of(archive).versions.numbers == {name: 3}
    assert "(версия 3)" in desk.get(f"/dela/{case_id}/komplekty/2/").text


def test_another_blank_of_the_form_makes_it_stale(
    desk: CheckedClient, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.kept_packages.form_now", lambda kept, on: "2025-07-ab@1234")
    assert "Изменился бланк Р11001" in desk.get(f"/dela/{case_id}/komplekty/").text


def test_the_papers_of_a_package_are_read_back(
    desk: CheckedClient, store: Store, case_id: str
) -> None:
    check = f"/dela/{case_id}/komplekty/1/proverka/"
    assert "Расхождений нет" in desk.get(check).text
    archive = store.get_file(case_id, "komplekt-1.zip") or b""
    with zipfile.ZipFile(BytesIO(archive)) as files:
        parts = {name: files.read(name) for name in files.namelist()}
    name = next(item for item in parts if item.startswith("D14") and item.endswith(".docx"))
    parts[name] = altered(parts[name], "«Заречье»", "«Зоречье»")
    store.put_file(case_id, "komplekt-1.zip", zipped(list(parts.items())))
    told = desk.get(check).text
    assert "Расхождений:" in told and "Исправлены от руки: Устав" in told


def test_of_a_stale_package_only_marked_pages_are_to_be_had(
    desk: CheckedClient, store: Store, case_id: str
) -> None:
    one = f"/dela/{case_id}/komplekty/1/"
    (form,) = re.findall(r'href="(/dela/[^"]+D18[^"]+\.pdf)"', desk.get(one).text)
    archive, word = f"{one}fajl/komplekt.zip", form.replace(".pdf", ".docx")
    assert desk.get(archive).status_code == desk.get(word).status_code == 200
    assert OUTDATED not in PdfReader(BytesIO(desk.get(form).data)).pages[0].extract_text()
    _answer(store, case_id, meeting__venue="Дом культуры, большой зал")
    for path in (archive, word):
        refused = desk.get(path)
        assert refused.status_code == 409
        assert "устарел" in refused.text
    pages = PdfReader(BytesIO(desk.get(form).data)).pages
    assert all(OUTDATED in page.extract_text() for page in pages)
    assert "komplekt.zip" not in desk.get(one).text


def test_two_versions_are_compared_in_the_browser_and_in_word(
    desk: CheckedClient, store: Store, case_id: str
) -> None:
    _answer(store, case_id, meeting__venue="Сельский клуб")
    build_final(desk, case_id)
    page = desk.get(f"/dela/{case_id}/komplekty/2/sravnit/1/").text
    assert "<ins>" in page and "<del>" in page and "Сельский" in page
    link = re.search(r'href="(/dela/[^"]+\.docx)"', page)
    assert link is not None
    tracked = desk.get(link.group(1))
    Document(BytesIO(tracked.data))
    assert "izmeneniya" in tracked.headers["Content-Disposition"]


def test_a_paragraph_leads_to_answers_and_an_answer_to_its_places(
    desk: CheckedClient, case_id: str
) -> None:
    trace = f"/dela/{case_id}/komplekty/1/sled/"
    paper = re.findall(rf'href="({trace}\?dokument=[^"]+)"', desk.get(trace).text)[0]
    page = desk.get(paper).text
    answer = re.findall(rf'href="({trace}\?otvet=[^"]+)"', page)[0]
    places = desk.get(answer).text
    assert "где напечатано" in places and "абзац" in places
    assert "нет" in desk.get(f"{trace}?otvet=people.nobody").text


@pytest.mark.parametrize(
    "path", ["komplekty/9/", "komplekty/1/fajl/manifest.json", "komplekty/1/fajl/../x.pdf"]
)
def test_what_is_not_there_is_not_found(desk: CheckedClient, case_id: str, path: str) -> None:
    assert desk.get(f"/dela/{case_id}/{path}").status_code == 404


def test_the_mark_keeps_every_page_and_its_words(desk: CheckedClient, case_id: str) -> None:
    (form,) = re.findall(
        r'href="(/dela/[^"]+D18[^"]+\.pdf)"', desk.get(f"/dela/{case_id}/komplekty/1/").text
    )
    plain = desk.get(form).data
    marked = stamped(plain)
    with pikepdf.open(BytesIO(plain)) as before, pikepdf.open(BytesIO(marked)) as after:
        assert len(before.pages) == len(after.pages)


def test_packages_are_for_the_desk_only(
    desk: CheckedClient, association_client: CheckedClient, case_id: str
) -> None:
    for path in ("", "1/", "1/sled/", "1/fajl/komplekt.zip"):
        answer = association_client.get(f"/dela/{case_id}/komplekty/{path}")
        assert answer.status_code in (302, 303, 403, 404)


def test_a_stale_package_is_not_given_out_on_the_page_of_documents_either(
    desk: CheckedClient, store: Store, case_id: str
) -> None:
    path = f"/delo/{case_id}/dokumenty/final/komplekt.zip"
    assert desk.get(path).status_code == 200
    _answer(store, case_id, meeting__venue="Сельский клуб")
    refused = desk.get(path)
    assert refused.status_code == 409
    assert "Соберите комплект заново" in refused.text


def test_a_frozen_package_is_counted_once_with_its_papers(
    desk: CheckedClient, store: Store, case_id: str
) -> None:
    build_final(desk, case_id)
    (counted,) = store.tallied(Span(date(2026, 1, 1), date(2026, 12, 31)), PACKAGES)
    assert counted.tally.value > 10


def test_a_decision_for_all_cases_makes_it_stale(
    desk: CheckedClient, store: Store, case_id: str
) -> None:
    name, question = next(iter(questions().items()))
    said = StandingDecision(
        question=name,
        choice=question.options[0].id,
        reason="Письмо.",
        decided_by="Нина",
        decided_on=ON,
    )
    content = said.model_dump_json().encode()
    store.renew("decision", name, content, author="nina", note="", seen=0)
    page = desk.get(f"/dela/{case_id}/komplekty/").text
    assert "Изменились решения по открытым вопросам права" in page
    store.withdraw("decision", name)
    assert "Изменились решения" not in desk.get(f"/dela/{case_id}/komplekty/").text
