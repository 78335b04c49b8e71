"""A file edited by hand comes back: recognised, compared, checked, kept, never lost in silence."""

import shutil
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from registration.assembly.manifest import ASIDE, read_manifest
from registration.assembly.office import Office
from registration.assembly.package import build_package
from registration.assembly.pdf import page_count, page_texts
from registration.assembly.proof.adoption import Adopter, adopt, drop
from registration.assembly.proof.incoming import AdoptionRefused
from registration.assembly.proof.readback import verify_package
from registration.assembly.proof.redline.tracked import tracked
from registration.assembly.rendering.render import document_paragraphs, zipped
from registration.domain.case import Case
from registration.tracking.checklist import checklist
from tests.assembly.conftest import DAY, Build
from tests.assembly.word import altered, word_file

WHO = Adopter("Анна Вымышленная", DAY, "по просьбе администрации")
CHARTER = "D14-ustav.docx"


@pytest.fixture
def package(word_package: Build, tmp_path: Path) -> Path:
    """A package that a test may change."""
    target = tmp_path / "package"
    shutil.copytree(word_package("verkhnetoemsky").directory, target)
    return target


def edited(package: Path, name: str, old: str, new: str, folder: str = "") -> Path:
    path = package.parent / name
    path.write_bytes(altered((package / folder / CHARTER).read_bytes(), old, new))
    return path


def sound_edit(package: Path, name: str = "мой файл.docx") -> Path:
    return edited(package, name, "Филиалов и представительств", "Представительств и филиалов")


def test_an_edit_is_recognised_by_its_text_and_kept_beside(package: Path) -> None:
    generated = (package / CHARTER).read_bytes()
    taken = adopt(package, sound_edit(package), WHO)
    assert (taken.document.code, len(taken.changes)) == ("D14", 1)
    assert (package / ASIDE / CHARTER).read_bytes() == generated
    assert not (package / CHARTER).exists()
    assert (package / "D14-ustav.pravka.docx").is_file()
    (record,) = (item for item in read_manifest(package).documents if item.adopted)
    assert record.adopted is not None
    assert (record.adopted.by, record.adopted.on) == ("Анна Вымышленная", "2026-11-23")
    assert record.adopted.faults == ()


def test_until_it_is_built_again_a_package_with_a_new_edit_cannot_be_filed(
    package: Path, sample: Callable[[str], Case]
) -> None:
    adopt(package, sound_edit(package), WHO)
    (told,) = verify_package(package).differences
    assert "Соберите его ещё раз" in told.message
    for name in ("komplekt.zip", "komplekt.pdf", "poryadok-pechati.pdf"):
        assert not (package / name).exists()
    build_package(sample("verkhnetoemsky"), DAY, package, steps=checklist)
    assert verify_package(package).differences == ()
    with zipfile.ZipFile(package / "komplekt.zip") as archive:
        assert "D14-ustav.pravka.docx" in archive.namelist()
        assert not any(CHARTER in name for name in archive.namelist())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("«Заречье»", "«Зоречье»", "наименование"),
        ("1.11.\u00a0Срок", "1.12.\u00a0Срок", "После пункта 1.10 стоит 1.12"),
        ("Филиалов и представительств", "Иных видов деятельности", "charter-goals-closed"),
    ],
)
def test_what_an_edit_breaks_is_told(package: Path, old: str, new: str, words: str) -> None:
    adopted = adopt(package, edited(package, CHARTER, old, new), WHO).document.adopted
    assert adopted is not None
    assert words.casefold() in " ".join(adopted.faults).casefold()


def test_a_second_edit_does_not_replace_the_first_in_silence(package: Path) -> None:
    first, second = sound_edit(package), sound_edit(package, "ещё.docx")
    adopt(package, first, WHO)
    with pytest.raises(AdoptionRefused, match="--drop D14"):
        adopt(package, second, WHO)
    drop(package, "D14")
    assert not (package / "D14-ustav.pravka.docx").exists()
    assert (package / CHARTER).is_file()
    assert (package / ASIDE / "D14-ustav.pravka.docx").is_file()
    assert all(item.adopted is None for item in read_manifest(package).documents)


def _with(content: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    return zipped(list({**parts, name: part}.items()))


def _bomb(content: bytes) -> bytes:
    return _with(content, "word/media/a.bin", b"\0" * 20_000_000)


RELATION = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="a" Type="t" Target="http://x.invalid" TargetMode="External"/>'
    b"</Relationships>"
)


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (lambda content: b"text", "не документ Word"),
        (lambda content: b"\xd0\xcf\x11\xe0" + content, "паролем"),
        (_bomb, "сжат"),
        (lambda content: _with(content, "word/vbaProject.bin", b"x"), "макрос"),
        (lambda content: _with(content, "word/_rels/a.xml.rels", RELATION), "ссылки наружу"),
        (lambda content: tracked(word_file("а"), content, DAY), "исправления"),
        (
            lambda content: altered(content, "</w:p>", '<w:commentReference w:id="1"/></w:p>'),
            "прим",
        ),
        (lambda content: word_file("Совсем другой текст"), "не похож"),
        (lambda content: content, "слово в слово"),
    ],
)
def test_a_file_that_is_not_fit_is_refused_and_leaves_no_trace(
    package: Path, spoilt: Callable[[bytes], bytes], words: str
) -> None:
    before = {path.name: path.read_bytes() for path in package.iterdir() if path.is_file()}
    file = package.parent / CHARTER
    file.write_bytes(spoilt((package / CHARTER).read_bytes()))
    with pytest.raises(AdoptionRefused, match=words):
        adopt(package, file, WHO)
    after = {path.name: path.read_bytes() for path in package.iterdir() if path.is_file()}
    assert after == before


def test_a_new_build_keeps_the_edit_and_says_so(
    package: Path, sample: Callable[[str], Case]
) -> None:
    adopt(package, sound_edit(package), WHO)
    case = sample("verkhnetoemsky")
    assert case.tos is not None
    other = case.model_copy(update={"tos": case.tos.model_copy(update={"short_name": "ТОС «Я»"})})
    for wanted, stale in ((case, False), (other, True)):
        build_package(wanted, DAY, package, steps=checklist)
        manifest = read_manifest(package)
        (adopted,) = (item.adopted for item in manifest.documents if item.adopted)
        assert adopted.stale is stale
        assert (
            package / ("D14-ustav.pravka.docx", f"{ASIDE}/D14-ustav.pravka.docx")[stale]
        ).is_file()
        assert (package / CHARTER).is_file() is stale
    assert any("больше не действует" in note for note in manifest.notes)


def _in_place(package: Path, file: Path) -> bytes:
    content = file.read_bytes()
    (package / CHARTER).write_bytes(content)
    return content


def test_a_paper_changed_in_place_is_never_lost(
    package: Path, sample: Callable[[str], Case]
) -> None:
    changed = _in_place(package, sound_edit(package))
    with pytest.raises(AdoptionRefused, match="прямо в папке"):
        adopt(package, package / CHARTER, WHO)
    (package / "скан.pdf").write_bytes(b"scan")
    found = package / ASIDE / "D14-ustav.najdeno.docx"
    for day in (DAY, DAY + timedelta(days=1)):
        built = build_package(sample("verkhnetoemsky"), day, package, steps=checklist)
        assert (package / CHARTER).read_bytes() != changed
        assert found.read_bytes() == changed
        assert (package / ASIDE / "скан.pdf").read_bytes() == b"scan"
        assert any(found.name in note for note in built.manifest.notes) is (day == DAY)
    adopt(package, found, WHO)
    second = _in_place(package, edited(package, "b.docx", "Филиалов", "Отделений", ASIDE))
    build_package(sample("verkhnetoemsky"), DAY, package, steps=checklist)
    assert {second, changed} <= {path.read_bytes() for path in (package / ASIDE).glob("*.docx")}


@pytest.mark.libreoffice
def test_an_edit_is_what_is_printed_counted_and_filed(
    full_package: Build, office: Office, sample: Callable[[str], Case], tmp_path: Path
) -> None:
    target = tmp_path / "package"
    shutil.copytree(full_package("verkhnetoemsky").directory, target)
    old = next(item for item in read_manifest(target).documents if item.code == "D14")
    more = "</w:t></w:r></w:p>" + "<w:p/>" * 60 + "<w:p><w:r><w:t>Отделений и представительств"
    file = edited(target, CHARTER, "Филиалов и представительств", more)
    adopted = adopt(target, file, WHO, office).document.adopted
    assert adopted is not None
    assert adopted.pages == page_count((target / "D14-ustav.pravka.pdf").read_bytes())
    assert adopted.pages > (old.pages or 0)
    assert not (target / "D25-opis.pdf").exists()
    case = sample("verkhnetoemsky")
    build_package(case, DAY, target, steps=checklist, office=office)
    for name in ("komplekt.pdf", "pechat.pdf"):
        assert "Отделений" in " ".join(page_texts((target / name).read_bytes())).split()
    told = " ".join(document_paragraphs((target / "D25-opis.docx").read_bytes()))
    assert str(adopted.pages) in told.split()
    labels = " ".join(page_texts((target / "naklejki.pdf").read_bytes()))
    assert f"{adopted.pages} (" in labels
    lines = [item for item in read_manifest(target).print_order if item.code == "D14"]
    assert {item.sheets for item in lines} == {adopted.pages}
    assert verify_package(target).differences == ()
    before = (target / "komplekt.zip").stat().st_ino
    build_package(case, DAY, target, steps=checklist, office=office)
    assert (target / "komplekt.zip").stat().st_ino == before
