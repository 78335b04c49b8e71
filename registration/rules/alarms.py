"""Alarms about the law itself: a basis that will lapse, and what nobody has looked at for long."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from registration.domain.labelled import Labelled
from registration.rules.catalogue import CATALOGUE
from registration.rules.confirmed import Confirmation, confirmations, standing
from registration.rules.law import (
    Acknowledgement,
    Act,
    Figure,
    LawFileError,
    acts,
    figure,
    figure_as_list,
    figures,
    legal_basis,
)
from registration.rules.rule import Rule
from registration.rules.words import day, days


class AlarmKind(Labelled):
    """What is wrong with our law."""

    LAPSING = "lapsing", "основание кончится"
    LAPSED = "lapsed", "основания уже нет"
    NOT_REVIEWED = "not_reviewed", "давно не смотрели"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing to look at: what, by when, and whether somebody said that they know."""

    kind: AlarmKind
    subject: str
    message: str
    on: date
    acknowledged: Acknowledgement | None = None

    def as_dict(self) -> dict[str, object]:
        """The alarm as programs read it."""
        return {
            "kind": self.kind.value,
            "subject": self.subject,
            "message": self.message,
            "on": self.on,
            "acknowledged_by": self.acknowledged.by if self.acknowledged else None,
        }


@dataclass(frozen=True, slots=True)
class Law:
    """All that may grow old; the law of the program unless a test brings its own."""

    rules: Iterable[Rule]
    acts: Mapping[str, Act]
    figures: Mapping[str, Figure]
    confirmed: Mapping[str, Confirmation] = field(default_factory=dict)


def law_alarms(on: date, law: Law | None = None) -> tuple[Alarm, ...]:
    """All alarms of a day, those about a lost basis first."""
    law = law or Law(CATALOGUE, acts(), figures(), confirmations())
    return (*_lapsing(on, law), *_not_reviewed(on, law))


def _lapsing(on: date, law: Law) -> Iterator[Alarm]:
    for act in law.acts.values():
        if act.until is None:
            continue
        lost_on = act.until + timedelta(days=1)
        left = (lost_on - on).days
        threshold = _threshold(left, on)
        bereft = tuple(_bereft(act, lost_on, law)) if threshold is not None else ()
        if threshold is None or not bereft:
            continue
        when = f"через {days(left)}" if left > 0 else "уже"
        yield Alarm(
            AlarmKind.LAPSING if left > 0 else AlarmKind.LAPSED,
            act.id,
            f"{act.short} не действует с {day(lost_on)} ({when}). Без основания остаются: "
            f"{', '.join(bereft)}. Найдите новую норму.",
            lost_on,
            _acknowledged(act, threshold, on),
        )


def _threshold(left: int, on: date) -> int | None:
    """The nearest mark that has been passed: 365, 90 or 0 days before the end."""
    passed = [mark for mark in figure_as_list("law_alarm_days", on) if max(left, 0) <= mark]
    return min(passed, default=None)


def _acknowledged(act: Act, threshold: int, on: date) -> Acknowledgement | None:
    """A word given at an earlier mark does not quiet a later one."""
    return next(
        (item for item in act.acknowledged if item.days == threshold and item.on <= on), None
    )


def _bereft(act: Act, lost_on: date, law: Law) -> Iterator[str]:
    """Rules, figures and papers that rest on nothing once this act is gone."""
    for rule in law.rules:
        cites = any(citation.act.id == act.id for citation in rule.cites)
        if cites and rule.applies(lost_on) and not rule.basis(lost_on):
            yield rule.id
    for item in law.figures.values():
        citation = _citation_act(item, lost_on)
        if citation is not None and citation.id == act.id:
            yield item.name
    basis = legal_basis(lost_on)
    for name in basis.__slots__:
        if getattr(getattr(basis, name), "id", None) == act.id:
            yield f"документы (law.{name})"


def _citation_act(item: Figure, on: date) -> Act | None:
    try:
        entry = item.at(on)
    except LawFileError:
        return None
    return entry.citation.act if entry.citation else None


def _not_reviewed(on: date, law: Law) -> Iterator[Alarm]:
    trusted = timedelta(days=figure("law_review_days", on))
    reviewed = (
        *((act.id, act.short, act.reviewed) for act in law.acts.values()),
        *((item.name, f"число «{item.title}»", item.reviewed) for item in law.figures.values()),
        *((rule.id, f"правило «{rule.title}»", _seen(rule, law)) for rule in law.rules),
    )
    for subject, words, seen in reviewed:
        if on - seen > trusted:
            yield Alarm(
                AlarmKind.NOT_REVIEWED,
                subject,
                f"Последний раз смотрели {day(seen)}: {words}. Сверьте и обновите день (reviewed).",
                seen + trusted,
            )


def _seen(rule: Rule, law: Law) -> date:
    """A lawyer who confirmed a rule has looked at it."""
    found = standing(rule, law.confirmed)
    return found.on if found else rule.reviewed
