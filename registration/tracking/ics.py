"""Deadlines as a calendar file (RFC 5545) that a phone takes in.

The file leaves the association, so it holds only the number of the case and our own words: no
names, no addresses, no titles of local acts. An event is known by the case, the deadline and the
year it is about; when its day moves, the phone moves the event instead of adding another.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

from registration.tracking.deadline import Deadline

_OURS = UUID("6f0f7b5e-3d3f-5d0b-9c53-2a6a3a1f7b1c")  # never changes: phones know events by it
_ONE_DAY = timedelta(days=1)
_ALARM_BEFORE = timedelta(hours=15)  # nine in the morning of the day before


def calendar_file(number: str, items: Iterable[Deadline], made_at: datetime) -> bytes:
    """The calendar of a case; `made_at` is the moment of making it, with its time zone."""
    return _file(f"Сроки дела {number}", [(number, items)], made_at)


def calendar_of_cases(cases: Iterable[tuple[str, Iterable[Deadline]]], made_at: datetime) -> bytes:
    """One calendar for all: number of each case with its deadlines."""
    return _file("Сроки всех дел", cases, made_at)


def _file(name: str, cases: Iterable[tuple[str, Iterable[Deadline]]], made_at: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//registration//Сроки дела//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for number, items in cases:
        for item in items:
            calendar.add_component(_event(number, item, made_at.astimezone(UTC)))
    return bytes(calendar.to_ical())


def _event(number: str, item: Deadline, made_at: datetime) -> Event:
    words = f"{number}: {'сделано — ' if item.met_on else ''}{item.title}"
    event = Event()
    event.add("uid", identity(number, item))
    event.add("dtstamp", made_at)
    event.add("last-modified", made_at)
    event.add("sequence", _revision(made_at))
    event.add("dtstart", item.earliest or item.latest)
    event.add("dtend", item.latest + _ONE_DAY)
    event.add("summary", words)
    event.add("description", "\n".join(filter(None, [item.arithmetic, item.warning])))
    event.add("transp", "TRANSPARENT")  # a term does not make anybody busy
    if item.met_on is None:
        event.add_component(_alarm(words))
    return event


def _alarm(words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -_ALARM_BEFORE)
    return alarm


def identity(number: str, item: Deadline) -> str:
    """What the event is called for ever, whatever its day."""
    return str(uuid5(_OURS, f"{number}/{item.id}/{item.period or ''}"))


def _revision(made_at: datetime) -> int:
    """Minutes since 1970: grows with every new file without anything being remembered."""
    return int(made_at.timestamp()) // 60
