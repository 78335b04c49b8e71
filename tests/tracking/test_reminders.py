"""Reminders tell the deadline and the day, and nothing about anybody."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from registration.domain.case import Case, read_case
from registration.tracking.deadlines import deadlines
from registration.tracking.reminders import Urgency, days_left_text, reminder, urgency

ON = date(2026, 11, 23)
TWO_SMS = 2 * 67  # letters of ours take two bytes, and long messages lose three signs each
SAMPLES = sorted(Path("samples").glob("*.toml"))


def sample(name: str) -> Case:
    return read_case(tomllib.loads(Path(f"samples/{name}.toml").read_text("utf-8"))).case


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_reminder_names_nobody_and_fits_two_messages(path: Path) -> None:
    case = sample(path.stem)
    surnames = set(re.findall(r'last = "(.+?)"', path.read_text("utf-8")))
    assert surnames
    for item in deadlines(case, ON):
        words = reminder(item, ON)
        assert len(words.sms) <= TWO_SMS, words.sms
        told = f"{words.message} {words.sms} {words.call}"
        assert not [name for name in surnames if name in told]
        assert f"{item.latest:%d.%m.%Y}" in words.sms


def test_what_is_left_is_told_in_words() -> None:
    found = deadlines(sample("kotlassky"), ON)
    item = next(item for item in found if item.met_on is None and not item.overdue)
    told = {
        days: days_left_text(item, item.latest - timedelta(days=days)) for days in (0, 1, 3, 11)
    }
    assert told == {0: "сегодня", 1: "остался 1 день", 3: "осталось 3 дня", 11: "осталось 11 дней"}
    assert urgency(item, item.latest - timedelta(days=7)) is Urgency.CLOSE
    assert urgency(item, item.latest - timedelta(days=8)) is Urgency.FAR
