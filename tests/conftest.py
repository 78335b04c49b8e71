"""Fixtures for all tests: the samples and the day on which they are looked at."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.domain.case import Case, read_case

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture(autouse=True)
def no_blanks_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Commands must not find the official blanks that somebody keeps on this machine."""
    monkeypatch.setenv("REGISTRATION_EDITIONS", str(tmp_path_factory.getbasetemp() / "no-blanks"))


@pytest.fixture
def on() -> date:
    """The day on which every sample is complete and nothing blocks its filing."""
    return date(2026, 11, 23)


@pytest.fixture(params=["verkhnetoemsky", "vilegodsky", "kotlassky", "nyandomsky", "kholmogorsky"])
def sample_name(request: pytest.FixtureRequest) -> str:
    """Each complete sample in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def answers() -> Callable[[str], dict[str, Any]]:
    """Load raw answers of a sample by its name; «faulty/violations» for one in a folder."""

    def load(name: str) -> dict[str, Any]:
        return tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))

    return load


@pytest.fixture(scope="session")
def sample(answers: Callable[[str], dict[str, Any]]) -> Callable[[str], Case]:
    """Load the case of a sample by its name."""
    read: dict[str, Case] = {}

    def load(name: str) -> Case:
        if name not in read:
            reading = read_case(answers(name))
            assert reading.problems == ()
            read[name] = reading.case
        return read[name]

    return load


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden texts anew instead of comparing",
    )
