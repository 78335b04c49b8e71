"""Packages of the samples, each built once for all tests of a process."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from registration.assembly.package import Built, build_package
from registration.domain.case import Case
from registration.tracking.checklist import checklist

SAMPLES = ("verkhnetoemsky", "vilegodsky", "kotlassky", "nyandomsky", "kholmogorsky")
DAY = date(2026, 11, 23)

Build = Callable[[str], Built]


def _builder(root: Path, sample: Callable[[str], Case], *, pdf_wanted: bool) -> Build:
    made: dict[str, Built] = {}

    def build(name: str) -> Built:
        if name not in made:
            made[name] = build_package(
                sample(name), DAY, root / name, steps=checklist, pdf_wanted=pdf_wanted
            )
        return made[name]

    return build


@pytest.fixture(scope="session")
def word_package(tmp_path_factory: pytest.TempPathFactory, sample: Callable[[str], Case]) -> Build:
    """The package of a sample without the PDFs that LibreOffice makes."""
    return _builder(tmp_path_factory.mktemp("word"), sample, pdf_wanted=False)


@pytest.fixture(scope="session")
def full_package(tmp_path_factory: pytest.TempPathFactory, sample: Callable[[str], Case]) -> Build:
    """The whole package of a sample; only for tests marked `libreoffice`."""
    return _builder(tmp_path_factory.mktemp("full"), sample, pdf_wanted=True)
