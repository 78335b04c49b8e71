"""A case as one visitor has it open: the answers, the way, the rules, and who is writing."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, cast

from flask import abort, current_app, session, url_for

from registration.cli.output import today
from registration.domain.case import Case, Reading
from registration.domain.problems import Problem
from registration.questionnaire.page import AskedOf, Page
from registration.questionnaire.pages import BY_ID
from registration.questionnaire.path import Walk, walk
from registration.rules.catalogue import Finding, Status, check_case
from registration.rules.rule import Severity
from registration.store import Channel, Role, Saved, Stored
from web.access import current_case, store, visitor
from web.journey import Block, Journey, Stop, journey, nearest
from web.screens import items_of
from web.settled import settled
from web.widgets import asked_of

CHANNEL = "channel"
_MOST_DESKS = 64
_LOCK = Lock()


def day() -> date:
    """Today, as the clock of the application tells it."""
    clock = cast("Callable[[], date]", current_app.extensions.get("today", today))
    return clock()


def author() -> str:
    """Who is writing: staff by login; the leader of a case needs no name."""
    return "лидер" if visitor().role is Role.LEADER else visitor().subject


def channel() -> Channel:
    """How the answers reach us: a leader types herself, staff say what they hold."""
    if visitor().role is Role.LEADER:
        return Channel.SELF
    return Channel.PAPER if session.get(CHANNEL) == Channel.PAPER else Channel.PHONE


@dataclass(frozen=True)
class Desk:
    """One case, opened for this request."""

    case_id: str
    stored: Stored

    @cached_property
    def _walk(self) -> Walk:
        return walk(self.stored.answers)

    @property
    def case(self) -> Case:
        """As far as it is known, also where sections are not complete."""
        return self._walk.case

    @cached_property
    def reading(self) -> Reading:
        """The answers on the path, as rules and papers will read them."""
        read = self._walk.read()
        return replace(read, case=settled(read.case, day()))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.reading.problems

    @cached_property
    def way(self) -> Journey:
        of = frozenset(AskedOf) if self.is_staff else frozenset({AskedOf.LEADER})
        return journey(self.case, self.stored.answers, self.problems, self.stored.unknown, of)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules say; questions that only the consultant can settle are left out."""
        verdict = check_case(self.reading.case, day())
        return tuple(
            item
            for item in verdict.findings
            if item.severity is not Severity.ADVICE and (self.is_staff or _for_leader(item))
        )

    @property
    def is_staff(self) -> bool:
        return visitor().role is not Role.LEADER

    def stop(self, page_id: str, number: int | None) -> Stop:
        """The screen of this address, or 404 when the case has no such screen."""
        page = BY_ID.get(page_id)
        block = self.way.block_of(page) if page else None
        if page is None or block is None or (number is not None and page.each is None):
            abort(404)
        if number is None:
            return Stop(page)
        count = len(items_of(page, self.stored.answers))
        if number < 1 or number > count + (1 if may_begin(block, page) else 0):
            abort(404)
        return Stop(page, number - 1)

    def address(self, stop: Stop | None, **query: str | None) -> str:
        """Address of a screen; without one, of the page where answers are checked."""
        if stop is None:
            return url_for("questionnaire.check", case_id=self.case_id)
        values: dict[str, Any] = {key: value for key, value in query.items() if value}
        values |= {"case_id": self.case_id, "page_id": stop.page.id}
        if stop.item is None:
            return url_for("questionnaire.show", **values)
        return url_for("questionnaire.show_item", number=stop.item + 1, **values)

    def place_of(self, finding: Finding) -> Stop | None:
        """The screen at which a finding can be mended."""
        return self._places.get(finding)

    def findings_at(self, stop: Stop) -> tuple[Finding, ...]:
        """What the rules have found in the answers of a screen."""
        return tuple(finding for finding, place in self._places.items() if place == stop)

    def work_out(self) -> None:
        """Judge the case and its pages now rather than when the next page is waited for."""
        _ = self._places, self.way.states

    @cached_property
    def _places(self) -> dict[Finding, Stop | None]:
        return {finding: nearest(finding.at, self.way.all_stops) for finding in self.findings}

    def save(self, changes: dict[str, object], seen: int, unknown: tuple[str, ...] = ()) -> Saved:
        """Store changes in the name of whoever is here."""
        return store().save(
            self.case_id, changes, seen=seen, author=author(), channel=channel(), unknown=unknown
        )


def _for_leader(finding: Finding) -> bool:
    """Whether a leader can mend it herself, by one of her own answers."""
    own = asked_of(finding.at.rsplit(".", 1)[-1]) is AskedOf.LEADER
    return own and finding.status is Status.BREACHED


def after_save(case_id: str) -> Desk:
    """The case as a save has left it; what it means now, every next page will ask."""
    found = desk(case_id)
    found.work_out()
    return found


def may_begin(block: Block, page: Page) -> bool:
    """New items of a list begin on the first page about it."""
    return block.may_add and block.first == page


def desk(case_id: str) -> Desk:
    """Open the case of this address.

    What follows from the answers is worked out once for a revision; the answers themselves are
    read from the store every time, and so is the right to see them.
    """
    stored = current_case(case_id)
    key = (case_id, stored.revision, visitor().role is Role.LEADER, day())
    with _LOCK:
        opened: OrderedDict[object, Desk] = current_app.extensions.setdefault(
            "desks", OrderedDict()
        )
        found = opened.pop(key, None)
        if found is None or found.stored is not stored:  # a restored backup may repeat a revision
            found = Desk(case_id, stored)
        opened[key] = found
        if len(opened) > _MOST_DESKS:
            opened.popitem(last=False)
    return found
