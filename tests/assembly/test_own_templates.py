"""A lawyer's folder replaces our templates one by one, and the package says which were hers."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from registration.assembly.package import build_package
from registration.assembly.rendering.render import document_paragraphs, zipped
from registration.assembly.rendering.source import TEMPLATES, TemplateSource
from registration.domain.case import Case
from registration.errors import TemplateError
from registration.tracking.checklist import checklist
from tests.assembly.conftest import DAY
from tests.assembly.word import altered, word_file

NAME = "forms/inventory.docx"


@pytest.fixture
def own(tmp_path: Path) -> TemplateSource:
    (tmp_path / "own" / "forms").mkdir(parents=True)
    return TemplateSource(own=tmp_path / "own")


def put(own: TemplateSource, content: bytes, name: str = NAME) -> None:
    assert own.own is not None
    (own.own / name).write_bytes(content)


def build(case: Case, own: TemplateSource, folder: Path) -> Path:
    return build_package(case, DAY, folder, steps=checklist, templates=own).directory


def test_her_file_is_used_and_the_manifest_says_so(
    own: TemplateSource, sample: Callable[[str], Case], tmp_path: Path
) -> None:
    put(own, altered((TEMPLATES / NAME).read_bytes(), "ОПИСЬ", "ПЕРЕЧЕНЬ"))
    built = build_package(
        sample("verkhnetoemsky"), DAY, tmp_path / "x", steps=checklist, templates=own
    )
    text = document_paragraphs((built.directory / "D25-opis.docx").read_bytes())
    assert "ПЕРЕЧЕНЬ" in text
    versions = built.manifest.versions
    assert versions.origins[NAME] == "свой"
    assert versions.origins["forms/minutes.docx"] == "из программы"
    assert versions.templates[NAME] == own.digest(NAME) != TemplateSource().digest(NAME)


def test_a_file_of_an_unknown_name_is_told(
    own: TemplateSource, sample: Callable[[str], Case], tmp_path: Path
) -> None:
    put(own, b"", "forms/minuts.docx")
    put(own, b"", "forms/~$minutes.docx")
    built = build_package(
        sample("verkhnetoemsky"), DAY, tmp_path / "x", steps=checklist, templates=own
    )
    (note,) = [note for note in built.manifest.notes if "Свой шаблон" in note]
    assert "forms/minutes.docx" in note


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="нет"):
        TemplateSource(own=tmp_path / "нет").strangers()


def test_a_fault_in_her_file_leaves_nothing_half_written(
    own: TemplateSource, sample: Callable[[str], Case], tmp_path: Path
) -> None:
    put(own, word_file("Раз", "{{ tos.ful_name }}"))
    with pytest.raises(TemplateError, match=r"свой шаблон forms/inventory\.docx, абзац 2"):
        build(sample("verkhnetoemsky"), own, tmp_path / "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own"]


def test_her_file_that_fetches_from_outside_is_not_filled(
    own: TemplateSource, sample: Callable[[str], Case], tmp_path: Path
) -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="x/attachedTemplate" Target="https://example.com/t.dotm" '
        'TargetMode="External"/></Relationships>'
    )
    with zipfile.ZipFile(BytesIO((TEMPLATES / NAME).read_bytes())) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    put(own, zipped([*parts, ("word/_rels/settings.xml.rels", links.encode())]))
    with pytest.raises(TemplateError, match=r"https://example\.com"):
        build(sample("verkhnetoemsky"), own, tmp_path / "x")
