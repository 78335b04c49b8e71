"""Every sample, entered page by page by a person, is the sample: same case, same documents."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from registration.assembly.package import build_package
from registration.domain.case import Case, read_case
from registration.questionnaire.path import read_along_path
from registration.store import Role, Store
from registration.tracking.checklist import checklist
from tests.web.driver import Driver

ON = date(2026, 11, 23)
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.toml"))


def renamed(value: Any, keys: dict[str, str]) -> Any:
    """The same answers with the keys that the program gives: p1, p2 in order of entering."""
    if isinstance(value, dict):
        return {name: renamed(inner, keys) for name, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, keys) for inner in value]
    return keys.get(value, value) if isinstance(value, str) else value


def answers_of(sample: Path) -> dict[str, Any]:
    answers = tomllib.loads(sample.read_text("utf-8"))
    persons = answers["people"]["persons"]
    keys = {person["key"]: f"p{number}" for number, person in enumerate(persons, start=1)}
    found: dict[str, Any] = renamed(answers, keys)
    return found


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_whole_case_entered_page_by_page_is_the_sample(
    sample: Path, app: Flask, store: Store, new_client: Callable[[], Any], tmp_path: Path
) -> None:
    app.extensions["today"] = lambda: ON
    case_id = store.create_case("nina")
    client = new_client().visit_as(Role.CONSULTANT, "nina")
    wanted = answers_of(sample)
    driver = Driver(client, case_id, wanted)
    driver.walk()
    entered = store.load(case_id).answers
    assert read_case(entered).problems == ()
    mine, theirs = read_along_path(entered).case, read_case(wanted).case
    for section in type(mine).model_fields:
        assert getattr(mine, section) == getattr(theirs, section), section
    original = read_case(tomllib.loads(sample.read_text("utf-8"))).case
    assert documents(mine, tmp_path / "mine") == documents(original, tmp_path / "theirs")


def documents(case: Case, folder: Path) -> dict[str, bytes]:
    build_package(case, ON, folder, steps=checklist)
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.docx")}
    assert found
    return found
