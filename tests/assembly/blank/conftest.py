"""Blanks that these tests draw, calibrated once for all tests of a process."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from registration.assembly.r11001 import load_edition
from registration.assembly.r11001.blank import (
    Acceptance,
    BlankMap,
    Calibration,
    Official,
    as_toml,
    calibrate,
    read_map,
)
from registration.assembly.r11001.blank.derive import calibrated_edition
from registration.assembly.r11001.blank.fit import faults_of
from tests.assembly.blank.drawing import LOOKS, Blank, Look, draw

BASE = load_edition()
DAY = date(2026, 11, 23)
ACCEPTED = Acceptance(id="proba", by="Т. Пробная", on=DAY, since=date(2026, 1, 1))


@pytest.fixture(params=LOOKS, ids=lambda look: look.name)
def look(request: pytest.FixtureRequest) -> Look:
    """Each manner of drawing in turn."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def blank(look: Look) -> Blank:
    return draw(look)


@pytest.fixture(scope="session")
def calibrated() -> Callable[[Look], Calibration]:
    """A blank as the product sees it, read once."""
    made: dict[str, Calibration] = {}

    def get(look: Look) -> Calibration:
        if look.name not in made:
            made[look.name] = calibrate(draw(look).content, BASE)
        return made[look.name]

    return get


def corrected(found: Calibration) -> BlankMap:
    """The map as a person leaves it: everything looked at, absent fields and lengths confirmed."""
    text = as_toml(found.blank_map, BASE).replace("checked = false", "checked = true")
    text = re.sub(r'sure = "(почти|нет)"', 'sure = "да"', text)
    told = "\n".join(map(str, faults_of(read_map(text), found.found.survey, BASE)))
    for name in ("absent", "lengths"):
        fields = sorted(set(re.findall(rf'"([a-z0-9_.]+)" в {name}', told)))
        written = ", ".join(f'"{field}"' for field in fields)
        text = text.replace(f"\n{name} = []", f"\n{name} = [{written}]")
    return read_map(text)


@pytest.fixture(scope="session")
def officials(calibrated: Callable[[Look], Calibration]) -> Callable[[Look], Official]:
    """An accepted blank, without a folder."""
    made: dict[str, Official] = {}

    def get(look: Look) -> Official:
        if look.name not in made:
            blank_map = corrected(calibrated(look))
            edition = calibrated_edition(BASE, blank_map, ACCEPTED)
            made[look.name] = Official(edition, blank_map, draw(look).content)
        return made[look.name]

    return get
