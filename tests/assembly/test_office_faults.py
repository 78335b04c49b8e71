"""Whatever LibreOffice does, the Word files are delivered, and nothing of it is left."""

import errno
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from registration.assembly import conversion as conversion_module
from registration.assembly.manifest import read_manifest
from registration.assembly.office import Office, office_if_installed
from registration.assembly.package import build_draft, build_package
from registration.assembly.rendering.context import BY_HAND
from registration.assembly.rendering.render import document_paragraphs
from registration.domain.case import Case
from registration.errors import RegistrationError
from registration.tracking.checklist import checklist
from tests.assembly.conftest import DAY
from tests.assembly.faulty_office import FAULTS, processes_of, put_in_place

FORM = "D18-zayavlenie-R11001.pdf"


@pytest.mark.parametrize("fault", FAULTS)
def test_word_files_are_delivered_with_a_note_and_nothing_is_left(
    fault: str,
    sample: Callable[[str], Case],
    homes: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put_in_place(fault, tmp_path, monkeypatch.setattr)
    target = tmp_path / "out" / "komplekt"
    began = time.monotonic()
    with Office(seconds=0.3, start_seconds=0.3) as office:
        case = sample("verkhnetoemsky")
        manifest = build_package(case, DAY, target, steps=checklist, office=office).manifest
    assert time.monotonic() - began < 30
    assert processes_of(homes) == []
    assert list(homes.iterdir()) == []
    assert [path.name for path in target.parent.iterdir()] == ["komplekt"]
    assert {document.pdf for document in manifest.documents} == {FORM, None}
    assert {path.name for path in target.glob("D*.pdf")} == {FORM}
    assert all((target / str(document.docx)).is_file() for document in manifest.documents)
    assert any(note.startswith("PDF не сделаны («") for note in manifest.notes)
    assert read_manifest(target) == manifest


def test_sheets_that_nobody_counted_are_left_blank_in_the_inventory(
    sample: Callable[[str], Case], homes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place("returns nothing", tmp_path, monkeypatch.setattr)
    with Office() as office:
        case = sample("verkhnetoemsky")
        built = build_package(case, DAY, tmp_path / "x", steps=checklist, office=office)
    inventory = document_paragraphs((built.directory / "D25-opis.docx").read_bytes())
    assert BY_HAND in inventory[inventory.index("Устав") + 1]


def test_a_draft_is_delivered_too(
    homes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place("is killed at work", tmp_path, monkeypatch.setattr)
    with Office() as office:
        built = build_draft(Case(), DAY, tmp_path / "x", steps=checklist, office=office)
    assert [note for note in built.manifest.notes if note.startswith("PDF не сделаны")]


@pytest.mark.libreoffice
def test_the_package_after_a_faulty_one_is_whole(
    sample: Callable[[str], Case], homes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = sample("verkhnetoemsky")
    with monkeypatch.context() as patched, Office(seconds=0.3) as office:
        put_in_place("hangs at work", tmp_path, patched.setattr)
        build_package(case, DAY, tmp_path / "x", steps=checklist, office=office)
    with Office() as office:
        built = build_package(case, DAY, tmp_path / "x", steps=checklist, office=office)
    assert built.manifest.merged_pdf


def test_a_slow_office_is_waited_for(
    homes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place("returns rubbish", tmp_path, monkeypatch.setattr)
    slow = (tmp_path / "worker.py").read_text().replace('print("ok"', 'time.sleep(0.3); print("ok"')
    (tmp_path / "worker.py").write_text(slow)
    with Office(seconds=20) as office:
        office.convert(tmp_path / "worker.py", tmp_path / "x.pdf")
    assert (tmp_path / "x.pdf").is_file()


def test_a_document_that_kills_the_office_costs_the_others_nothing(
    homes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place("is killed at work", tmp_path, monkeypatch.setattr)
    worker = tmp_path / "worker.py"
    deadly = worker.read_text().replace("os.kill(", 'if "deadly" in line: os.kill(')
    worker.write_text(deadly.replace('print("ok"', "target.write_bytes(b'x'); print(\"ok\""))
    with Office() as office:
        waiting = {
            name: office.convert_later(tmp_path / f"{name}.docx", tmp_path / f"{name}.pdf")
            for name in ("first", "deadly", "second")
        }
        failed = {name for name, pdf in waiting.items() if pdf.exception()}
    assert failed == {"deadly"}


def test_two_packages_at_once_do_not_meet(
    homes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place("returns rubbish", tmp_path, monkeypatch.setattr)
    with Office() as one, Office() as other:
        for office in (one, other):
            office.convert(tmp_path / "worker.py", tmp_path / "x.pdf")
        assert len(list(homes.iterdir())) == 2


def test_no_office_at_all_is_said(homes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registration.assembly.office.soffice", lambda: None)
    with office_if_installed() as (office, notes):
        assert office is None
    assert "apt-get install" in notes[0]


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "кончилось место"), (errno.EROFS, "нельзя писать"), (errno.EIO, "Причина")],
)
def test_a_disk_that_takes_no_files_costs_no_earlier_package(
    number: int,
    told: str,
    sample: Callable[[str], Case],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case, target = sample("verkhnetoemsky"), tmp_path / "out" / "komplekt"
    build_package(case, DAY, target, steps=checklist)
    before = {path.name: path.read_bytes() for path in target.iterdir()}

    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(conversion_module.Conversion, "receive", refuse)
    with pytest.raises(RegistrationError, match=told):
        build_draft(case, DAY, target, steps=checklist)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    assert [path.name for path in target.parent.iterdir()] == ["komplekt"]
