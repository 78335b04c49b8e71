"""A case of this address as rules and tracker read it today."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from registration.domain.case import Case, Reading
from registration.questionnaire.path import read_along_path
from registration.store import JournalEntry, Stored
from registration.tracking.standing import Standing, standing
from web.access import current_case
from web.desk import day
from web.settled import settled

MOVE = "move"
"""Kind of a journal entry: the case went from one stage to another."""


def opened(case_id: str) -> Case:
    """The case of this address with the decisions of the installation; 404 when not allowed."""
    return read(current_case(case_id)).case


def read(stored: Stored) -> Reading:
    """What is stored of a case, read along its path, with the decisions of the installation."""
    reading = read_along_path(stored.answers)
    return replace(reading, case=settled(reading.case, day()))


def standing_of(entries: Iterable[JournalEntry]) -> Standing:
    """Where the moves of a journal have led."""
    made = (entry.content for entry in entries if entry.kind == MOVE)
    return standing((str(item["move"]), date.fromisoformat(item["day"])) for item in made)
