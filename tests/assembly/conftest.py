"""Packages of the samples, each built once for all tests of a process."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from registration.assembly.office import Office
from registration.assembly.package import Built, build_package
from registration.domain.case import Case
from registration.tracking.checklist import checklist

SAMPLES = ("verkhnetoemsky", "vilegodsky", "kotlassky", "nyandomsky", "kholmogorsky")
DAY = date(2026, 11, 23)

Build = Callable[[str], Built]


def _memory(root: Path, sample: Callable[[str], Case], office: Office | None) -> Build:
    made: dict[str, Built] = {}

    def build(name: str) -> Built:
        if name not in made:
            made[name] = build_package(
                sample(name), DAY, root / name, steps=checklist, office=office
            )
        return made[name]

    return build


@pytest.fixture(scope="session")
def word_package(tmp_path_factory: pytest.TempPathFactory, sample: Callable[[str], Case]) -> Build:
    """The package of a sample without the PDFs that LibreOffice makes."""
    return _memory(tmp_path_factory.mktemp("word"), sample, None)


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """A running LibreOffice; without one the tests that ask for it fail, they are not skipped."""
    with Office() as running:
        yield running


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which temporary files and the homes of LibreOffice appear in this test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(scope="session")
def full_package(
    tmp_path_factory: pytest.TempPathFactory, sample: Callable[[str], Case], office: Office
) -> Build:
    """The whole package of a sample; only for tests marked `libreoffice`."""
    return _memory(tmp_path_factory.mktemp("full"), sample, office)
