"""The calendar file: what a phone reads back, whom it tells of, and what happens when days move."""

import json
import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Event

from registration.cli import main
from registration.domain.case import Case, read_case
from registration.tracking.deadlines import Deadline, deadlines
from registration.tracking.ics import calendar_file, identity

SAMPLES = Path(__file__).parents[2] / "samples"
COMPLETE = sorted(path.stem for path in SAMPLES.glob("*.toml"))
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NUMBER = "ВТ-2026-001"


def answers_of(name: str, **sections: dict[str, Any]) -> dict[str, Any]:
    answers = tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    for section, changes in sections.items():
        answers[section] = {**answers.get(section, {}), **changes}
    return answers


def case_of(name: str = "verkhnetoemsky", **sections: dict[str, Any]) -> Case:
    reading = read_case(answers_of(name, **sections))
    assert not reading.problems
    return reading.case


def made(case: Case, on: date = TODAY, at: datetime = NOON) -> bytes:
    return calendar_file(NUMBER, deadlines(case, on), at)


def events(file: bytes) -> dict[str, Event]:
    return {str(item["uid"]): item for item in Calendar.from_ical(file).walk("VEVENT")}


def found(case: Case, deadline_id: str, on: date = TODAY) -> Deadline:
    return next(item for item in deadlines(case, on) if item.id == deadline_id)


REGISTERED = {
    "filing": {"filed_on": date(2026, 11, 23), "receipt_number": "7"},
    "outcome": {"decided_on": date(2026, 12, 11), "registered_on": date(2026, 12, 16)},
}


@pytest.mark.parametrize("name", COMPLETE)
def test_lines_are_short_and_end_as_the_standard_says(name: str) -> None:
    file = made(case_of(name, **REGISTERED))
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert max(len(line) for line in file.split(b"\r\n")) <= 75


def test_a_phone_reads_back_the_same_words_and_days() -> None:
    case = case_of()
    read = events(made(case))
    items = deadlines(case, TODAY)
    assert len(read) == len(items)
    for item in items:
        event = read[identity(NUMBER, item)]
        assert item.title in str(event["summary"])
        assert str(event["description"]).startswith(item.arithmetic)
        assert event["dtstart"].dt == (item.earliest or item.latest)
        assert event["dtend"].dt == item.latest + timedelta(days=1)
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert event["dtstamp"].dt == NOON


def test_text_that_the_format_uses_itself_is_escaped() -> None:
    item = Deadline("x", "Раз; два, три \\ четыре", "r", "c", TODAY, TODAY, "а,б;в", warning="г")
    (event,) = events(calendar_file(NUMBER, [item], NOON)).values()
    assert str(event["summary"]) == f"{NUMBER}: Раз; два, три \\ четыре"
    assert str(event["description"]) == "а,б;в\nг"


def test_the_decision_is_a_span_of_days() -> None:
    case = case_of(filing={"filed_on": date(2026, 12, 10)})
    decision = found(case, "decision", date(2026, 12, 11))
    event = events(made(case, date(2026, 12, 11)))[identity(NUMBER, decision)]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 30), date(2027, 1, 14))


def test_a_moved_meeting_moves_the_same_event() -> None:
    before, after = case_of(), case_of(meeting={"held_on": date(2026, 10, 12)})
    name = identity(NUMBER, found(before, "filing-window"))
    assert name == identity(NUMBER, found(after, "filing-window"))
    assert events(made(before))[name]["dtstart"].dt == date(2026, 12, 30)
    assert events(made(after))[name]["dtstart"].dt == date(2027, 1, 12)


def test_identities_are_the_ones_that_phones_already_hold() -> None:
    window = found(case_of(), "filing-window")
    assert identity(NUMBER, window) == "dc0da55c-3631-52b3-a003-f0482073dd4f"
    assert identity("ВТ-2026-002", window) != identity(NUMBER, window)


def test_reports_of_two_years_are_two_events() -> None:
    case = case_of(**REGISTERED)
    first, second = (found(case, "annual-report", date(year, 2, 1)) for year in (2027, 2028))
    assert identity(NUMBER, first) != identity(NUMBER, second)


def test_a_later_file_is_a_newer_revision() -> None:
    case = case_of()
    name = identity(NUMBER, found(case, "filing-window"))
    first, second = (
        events(made(case, at=NOON + timedelta(minutes=minutes)))[name]["sequence"]
        for minutes in (0, 1)
    )
    assert second == first + 1


def test_only_what_is_not_done_rings() -> None:
    case = case_of()
    file = events(made(case))
    for item in deadlines(case, TODAY):
        assert bool(file[identity(NUMBER, item)].walk("VALARM")) == (item.met_on is None)


def texts(value: Any) -> set[str]:
    """Every text among the answers: names, addresses, phones, numbers, titles."""
    if isinstance(value, dict):
        return {text for item in value.values() for text in texts(item)}
    if isinstance(value, list):
        return {text for item in value for text in texts(item)}
    return {value} if isinstance(value, str) else set()


@pytest.mark.parametrize("name", COMPLETE)
def test_nothing_that_somebody_answered_is_in_the_file(name: str) -> None:
    answers = answers_of(name, **REGISTERED)
    file = made(read_case(answers).case).replace(b"\r\n ", b"").decode()
    told = {
        part for text in texts(answers) for part in re.findall(r"[А-ЯЁ][а-яё]{3,}|\d{4,}", text)
    }
    ours = set(re.findall(r"\w+", "".join(ours_only())))
    assert len(told) > 40
    assert {word for word in told - ours if re.search(rf"\b{word}\b", file)} == set()


def ours_only() -> list[str]:
    """Words of an empty person's calendar: titles of deadlines, years and month numbers."""
    years = [str(year) for year in range(2024, 2040)]
    return [f"{item.title} " for item in deadlines(case_of(**REGISTERED), TODAY)] + [
        f"{year} " for year in years
    ]


def test_the_command_writes_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "сроки.ics"
    sample = str(SAMPLES / "verkhnetoemsky.toml")
    assert main(["deadlines", sample, "--on", "2026-11-23", "--ics", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(events(file.read_bytes())) == len(told)


def test_a_case_without_a_number_has_no_calendar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.toml"
    case.write_text("[decisions]\nmade = []\n", encoding="utf-8")
    assert main(["deadlines", str(case), "--ics", str(tmp_path / "x.ics")]) != 0
    assert "номер дела" in capsys.readouterr().err
