"""Reading finished papers back: whatever is changed in one of them is found and named."""

import shutil
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.assembly.manifest import PackedDocument, read_manifest
from registration.assembly.proof.readback import verify_package
from registration.assembly.rendering.render import document_paragraphs
from registration.errors import RegistrationError
from tests.assembly.conftest import SAMPLES, Build
from tests.assembly.word import altered


@pytest.fixture
def copy(word_package: Build, tmp_path: Path) -> Path:
    """A package that a test may spoil."""
    target = tmp_path / "package"
    shutil.copytree(word_package("verkhnetoemsky").directory, target)
    return target


def spoil(package: Path, name: str, old: str, new: str) -> None:
    path = package / name
    path.write_bytes(altered(path.read_bytes(), old, new))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_fresh_package_agrees_with_itself(name: str, word_package: Build) -> None:
    result = verify_package(word_package(name).directory)
    assert result.differences == ()
    assert result.shared_facts > 20


@pytest.mark.parametrize(
    ("file", "old", "new", "title"),
    [
        ("D12-protokol.docx", "«Заречье»", "«Зоречье»", "Полное наименование"),
        ("D14-ustav.docx", "«Заречье»", "«Заречъе»", "наименование"),
        ("D19-svedeniya-ob-uchreditelyah.docx", "Хабарова", "Хобарова", "Люди"),
        ("D19-svedeniya-ob-uchreditelyah.docx", "1961", "1962", "Дата рождения"),
        ("D20-svedeniya-ob-adrese.docx", "165500", "165501", "адрес"),
        ("D12-protokol.docx", "12/84", "12/48", "Номер"),
    ],
)
def test_one_changed_letter_is_found_with_both_places(
    copy: Path, file: str, old: str, new: str, title: str
) -> None:
    spoil(copy, file, old, new)
    differences = verify_package(copy).differences
    assert differences
    assert all(item.here.file == file for item in differences)
    message = " ".join(item.message for item in differences)
    assert title.casefold() in message.casefold()
    assert any(item.there and item.there.file != file for item in differences)


def test_votes_changed_for_one_another_are_found(copy: Path) -> None:
    spoil(copy, "D12-protokol.docx", "сорок четыре", "сорок пять")
    assert verify_package(copy).differences


def test_a_paragraph_inserted_by_hand_is_no_contradiction(copy: Path) -> None:
    spoil(copy, "D12-protokol.docx", "<w:body>", "<w:body><w:p><w:r><w:t>Вставка</w:t></w:r></w:p>")
    assert verify_package(copy).differences == ()


def test_a_document_reworded_by_hand_is_mentioned(copy: Path) -> None:
    spoil(copy, "D14-ustav.docx", "Филиалов и представительств", "Представительств и филиалов")
    result = verify_package(copy)
    assert result.edited == ("Устав",)
    assert result.differences == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1.11.\u00a0Срок", "1.12.\u00a0Срок", "После пункта 1.10 стоит 1.12"),
        ("Прекращение осуществления ТОС, реорганизация", "Реорганизация", "больше нет раздела"),
        ("Филиалов и представительств", "Филиалов {{ tos.full_name }}", "остался пропуск «{{»"),
        ("Филиалов и представительств", "По пункту 9.99 филиалов", "Ссылка на пункт 9.99"),
    ],
)
def test_a_charter_spoilt_by_hand_is_found_by_itself(
    copy: Path, old: str, new: str, words: str
) -> None:
    spoil(copy, "D14-ustav.docx", old, new)
    (difference,) = verify_package(copy).differences
    assert words in difference.message
    assert difference.here.document == "Устав"


def test_a_lost_file_is_named(copy: Path) -> None:
    (copy / "D14-ustav.docx").unlink()
    (difference,) = verify_package(copy).differences
    assert difference.here.document == "Устав"


def test_a_damaged_file_is_named(copy: Path) -> None:
    (copy / "D14-ustav.docx").write_bytes(b"PK\x03\x04 broken")
    assert any(item.here.document == "Устав" for item in verify_package(copy).differences)


def test_a_folder_without_a_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistrationError, match="не комплект"):
        verify_package(tmp_path)


def test_a_damaged_manifest_is_refused(copy: Path) -> None:
    (copy / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(RegistrationError, match="повреждён"):
        verify_package(copy)


def _stands_first_in(path: Path, document: PackedDocument, text: str) -> bool:
    """The first paragraph with this text is one that states facts (the others may be reworded)."""
    keys = {paragraph.key for paragraph in document.paragraphs}
    paragraphs = enumerate(_paragraphs(path), start=1)
    first = next((number for number, found in paragraphs if text in found), None)
    return str(first) in keys and not set(text) & set('&<>"')


@cache
def _paragraphs(path: Path) -> tuple[str, ...]:
    return document_paragraphs(path.read_bytes())


@given(data=st.data())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_letter_of_any_stated_fact_is_guarded(
    data: st.DataObject, word_package: Build, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = word_package("vilegodsky").directory
    stated = [
        (document.docx, fact.text)
        for document in read_manifest(source).documents
        if document.id != "application"
        for paragraph in document.paragraphs
        for fact in paragraph.facts
        if len(fact.text) > 6 and _stands_first_in(source / str(document.docx), document, fact.text)
    ]
    file, text = data.draw(st.sampled_from(stated))
    position = data.draw(st.integers(0, len(text) - 1))
    if text[position].isspace():
        return
    changed = text[:position] + ("ж" if text[position] != "ж" else "щ") + text[position + 1 :]
    package = tmp_path_factory.mktemp("spoilt") / "package"
    shutil.copytree(source, package)
    spoil(package, str(file), text, changed)
    assert any(item.here.file == file for item in verify_package(package).differences)


@pytest.mark.libreoffice
def test_a_pdf_that_says_something_else_than_its_word_file_is_found(
    full_package: Build, tmp_path: Path
) -> None:
    target = tmp_path / "package"
    shutil.copytree(full_package("verkhnetoemsky").directory, target)
    assert verify_package(target).differences == ()
    spoil(target, "D14-ustav.docx", "Срок деятельности", "Срок  бездеятельности")
    assert any("Word и PDF" in item.message for item in verify_package(target).differences)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAMPLES)
def test_a_whole_package_agrees_with_itself(name: str, full_package: Build) -> None:
    assert verify_package(full_package(name).directory).differences == ()
