"""Consents that were taken back: when, of which text, and what the consultant has decided then.

While nothing is decided the leader has no way in. The list is a sealed file of the case, of which
the first entries never change: it proves both the consent and its end.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.domain.labelled import Labelled
from registration.rules.law import figure, figures
from registration.store import Channel, Role, Store
from web import access
from web.access import DESK, allowed, open_to_all, store
from web.consent import LEADER, Given, given_by, take_back
from web.desk import author
from web.words import MOSCOW

blueprint = Blueprint("withdrawal", __name__)

Page = str | BaseResponse | tuple[str, int]

WITHDRAWN = "согласие отозвано"
_FILE = "consent-withdrawn.json"
_TERM = "consent_withdrawn_days"


class Decision(Labelled):
    """What follows from a withdrawal."""

    OPEN = "open", "ещё не решено"
    AGAIN = "again", "Лидер передумал: снова спросить согласие"
    STOP = "stop", "Больше не работать с делом"


_CHOICES = (Decision.AGAIN, Decision.STOP)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One consent that was taken back, with what was known of the consent itself."""

    version: str
    given_at: datetime
    given_how: Channel
    at: datetime
    how: Channel
    author: str
    decision: Decision = Decision.OPEN
    decided_at: datetime | None = None
    decided_by: str = ""

    @property
    def last_day(self) -> date:
        """By when the data must be destroyed, as the law stands on the day of withdrawal."""
        day = self.at.astimezone(MOSCOW).date()
        return day + timedelta(days=figure(_TERM, day))

    @property
    def law(self) -> str:
        """Where the term comes from."""
        citation = figures()[_TERM].at(self.at.date()).citation
        return citation.text if citation else ""


@blueprint.get("/delo/<case_id>/soglasie/otzyv/")
@allowed(Role.LEADER, *DESK)
def ask(case_id: str) -> Page:
    """Say what happens when the consent is taken back, before it is."""
    given = given_by(store(), case_id, LEADER)
    if given is None:
        return redirect(url_for("consent.ask", case_id=case_id), 303)
    return render_template(
        "consent/withdraw.html", case_id=case_id, given=given, is_staff=_is_staff()
    )


@blueprint.post("/delo/<case_id>/soglasie/otzyv/")
@allowed(Role.LEADER, *DESK)
def withdraw(case_id: str) -> Page:
    """Take the consent back: the leader's visits, links and codes end at once."""
    given = given_by(store(), case_id, LEADER)
    if given is None:  # a second click
        return redirect(url_for("consent.ask", case_id=case_id), 303)
    how = Channel.PAPER if _is_staff() else Channel.SELF
    _add(store(), case_id, _withdrawn(given, how))
    take_back(store(), case_id)
    store().note(author(), WITHDRAWN, case_id, f"consent {given.version}")
    store().revoke(case_id)
    if _is_staff():
        return redirect(url_for("board.case", case_id=case_id), 303)
    return access.leave(url_for("withdrawal.done"))


@blueprint.get("/soglasie-otozvano/")
@open_to_all
def done() -> Page:
    """Say to whoever has just taken the consent back what comes next."""
    return render_template("consent/withdrawn.html")


@blueprint.post("/dela/<case_id>/soglasie/")
@allowed(*DESK)
def settle(case_id: str) -> Page:
    """Write down what the consultant has decided."""
    chosen = next((one for one in _CHOICES if one == request.form.get("decision")), None)
    if chosen is not None and shuts(store(), case_id):
        _decide(store(), case_id, chosen, author())
        store().note(author(), "решено об отзыве согласия", case_id, chosen.value)
    return redirect(url_for("board.case", case_id=case_id), 303)


def _is_staff() -> bool:
    return access.visitor().role is not Role.LEADER


def _withdrawn(given: Given, how: Channel) -> Withdrawal:
    return Withdrawal(given.version, given.at, given.channel, datetime.now(MOSCOW), how, author())


def latest(kept: Store, case_id: str) -> Withdrawal | None:
    """The newest withdrawal of a case, None when there was none."""
    found = _all(kept, case_id)
    return found[-1] if found else None


def shuts(kept: Store, case_id: str) -> Withdrawal | None:
    """The withdrawal because of which the leader is not let in now."""
    newest = latest(kept, case_id)
    return newest if newest and newest.decision is not Decision.AGAIN else None


@blueprint.app_template_global("consent_withdrawn")
def _withdrawn_of(case_id: str) -> Withdrawal | None:
    """For pages that tell how it stands with the leader's consent."""
    return shuts(store(), case_id)


def choices() -> list[tuple[str, str]]:
    """What a consultant may decide."""
    return [(one.value, one.label) for one in _CHOICES]


def _add(kept: Store, case_id: str, withdrawal: Withdrawal) -> None:
    """Keep a new withdrawal."""
    _keep(kept, case_id, (*_all(kept, case_id), withdrawal))


def _decide(kept: Store, case_id: str, decision: Decision, by: str) -> None:
    """Keep what the consultant has decided about the newest withdrawal."""
    *past, newest = _all(kept, case_id)
    decided = replace(newest, decision=decision, decided_at=datetime.now(MOSCOW), decided_by=by)
    _keep(kept, case_id, (*past, decided))


def _keep(kept: Store, case_id: str, withdrawals: tuple[Withdrawal, ...]) -> None:
    content = json.dumps([asdict(one) for one in withdrawals], ensure_ascii=False, default=_plain)
    kept.put_file(case_id, _FILE, content.encode())


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _all(kept: Store, case_id: str) -> tuple[Withdrawal, ...]:
    content = kept.get_file(case_id, _FILE)
    return tuple(_read(one) for one in json.loads(content)) if content else ()


def _read(raw: dict[str, str]) -> Withdrawal:
    return Withdrawal(
        version=raw["version"],
        given_at=datetime.fromisoformat(raw["given_at"]),
        given_how=next(one for one in Channel if one.value == raw["given_how"]),
        at=datetime.fromisoformat(raw["at"]),
        how=next(one for one in Channel if one.value == raw["how"]),
        author=raw["author"],
        decision=next(one for one in Decision if one.value == raw["decision"]),
        decided_at=datetime.fromisoformat(raw["decided_at"]) if raw["decided_at"] else None,
        decided_by=raw["decided_by"],
    )
