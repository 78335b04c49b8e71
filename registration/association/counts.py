"""What was done in given days, from the store: every number with the events that make it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from registration.association.plan import IndicatorName, Plan
from registration.association.practices import PRACTICE, practice_of
from registration.association.words import ATTENDED, AskedBy, HappeningKind, Topic
from registration.districts import DISTRICTS, district_name
from registration.domain.labelled import label_of
from registration.store import Happening, Span, Store
from registration.tracking.passages import ENTERED
from registration.tracking.stage import Stage

FOR_ALL = "для всех округов"
MOST_EVENTS = 500
"""How many events are listed behind a number; the number itself counts all of them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One event behind a number, told without a person."""

    on: date | None
    district: str
    what: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number, what was promised, what it means."""

    name: IndicatorName
    title: str
    target: int | None
    value: int
    meaning: str

    @property
    def is_reached(self) -> bool | None:
        """Whether the promise is kept; None when there was none."""
        return None if self.target is None else self.value >= self.target


@dataclass(frozen=True, slots=True)
class Done:
    """All that was done in the days of a span; consultations are counted, not listed."""

    span: Span
    happenings: tuple[Happening, ...]
    entries: Mapping[str, int]
    """District → cases of it that got their entry in the register."""
    participants: Mapping[str, int]
    consultations: Mapping[str, int]
    practices: tuple[Fact, ...]

    def of_kind(self, *kinds: HappeningKind) -> tuple[Happening, ...]:
        return tuple(item for item in self.happenings if item.kind in kinds)

    def districts(self) -> tuple[str, ...]:
        """Districts where something was done, by name."""
        seen = {item.district for item in self.happenings} | set(self.consultations)
        seen |= set(self.entries)
        return tuple(sorted(seen & set(DISTRICTS)))


def done_in(store: Store, span: Span) -> Done:
    """Gather what was done: a constant number of questions to the store."""
    return Done(
        span=span,
        happenings=store.happenings(span, *HappeningKind),
        entries=store.tally_counts(span, ENTERED, Stage.EGRUL),
        participants=store.participants(span, *ATTENDED),
        consultations=store.consultations_by_district(span),
        practices=_practices(store, span),
    )


def _practices(store: Store, span: Span) -> tuple[Fact, ...]:
    found = []
    for holding in store.in_force(PRACTICE).values():
        practice = practice_of(holding)
        if _falls_in(practice.on, practice.district, span):
            found.append(Fact(practice.on, district_name(practice.district), practice.title))
    return tuple(sorted(found, key=lambda item: (item.on or date.min, item.what)))


def _falls_in(on: date, district: str, span: Span) -> bool:
    if not span.since <= on <= span.until:
        return False
    return not span.districts or district in span.districts


_VALUES: Mapping[IndicatorName, Callable[[Done], int]] = {
    IndicatorName.DISTRICTS: lambda done: len(done.districts()),
    IndicatorName.SESSIONS: lambda done: len(done.of_kind(HappeningKind.SESSION)),
    IndicatorName.WEBINARS: lambda done: len(done.of_kind(HappeningKind.WEBINAR)),
    IndicatorName.PARTICIPANTS: lambda done: sum(done.participants.values()),
    IndicatorName.CONSULTATIONS: lambda done: sum(done.consultations.values()),
    IndicatorName.ORGANISATIONS: lambda done: (
        sum(done.entries.values()) + len(done.of_kind(HappeningKind.REGISTRATION))
    ),
    IndicatorName.TRIPS: lambda done: len(done.of_kind(HappeningKind.TRIP)),
    IndicatorName.PUBLICATIONS: lambda done: len(done.of_kind(HappeningKind.PUBLICATION)),
    IndicatorName.PRACTICES: lambda done: len(done.practices),
}


def indicators(plan: Plan, done: Done) -> tuple[Indicator, ...]:
    """Every number of the plan, in its order."""
    return tuple(
        Indicator(name, promise.title, promise.target, _VALUES[name](done), promise.meaning)
        for name, promise in plan.indicators.items()
    )


def facts_of(name: IndicatorName, done: Done, store: Store) -> tuple[Fact, ...]:
    """Return the events behind a number; their `number`s make it up together.

    At most `MOST_EVENTS` consultations are listed: the page says how many more there are.
    """
    kinds = _KINDS.get(name)
    if kinds:
        return tuple(map(_happened, done.of_kind(*kinds)))
    if name is IndicatorName.DISTRICTS:
        return tuple(Fact(None, district_name(item), "округ проекта") for item in done.districts())
    if name is IndicatorName.PARTICIPANTS:
        return tuple(_people(done.participants))
    if name is IndicatorName.CONSULTATIONS:
        return tuple(_consulted(store, done.span))
    if name is IndicatorName.ORGANISATIONS:
        return _organisations(store, done)
    return done.practices


_KINDS = {
    IndicatorName.SESSIONS: (HappeningKind.SESSION,),
    IndicatorName.WEBINARS: (HappeningKind.WEBINAR,),
    IndicatorName.TRIPS: (HappeningKind.TRIP,),
    IndicatorName.PUBLICATIONS: (HappeningKind.PUBLICATION,),
}


def _happened(item: Happening) -> Fact:
    kind = label_of(HappeningKind, item.kind)
    title = str(item.about.get("title", ""))
    return Fact(item.on, district_name(item.district, FOR_ALL), f"{kind}: {title}")


def _people(participants: Mapping[str, int]) -> Iterable[Fact]:
    for district, count in participants.items():
        yield Fact(None, district_name(district), "разные люди из этого округа", count)


def _consulted(store: Store, span: Span) -> Iterable[Fact]:
    for _, facets in store.facets(span, skip=0, at_most=MOST_EVENTS):
        what = f"{label_of(AskedBy, facets.channel)}, тема «{label_of(Topic, facets.topic)}»"
        yield Fact(facets.on, district_name(facets.district), what)


def _organisations(store: Store, done: Done) -> tuple[Fact, ...]:
    from_cases = (
        Fact(item.tally.on, district_name(item.district), "запись в ЕГРЮЛ по делу программы")
        for item in store.tallied(done.span, ENTERED, subject=Stage.EGRUL)
    )
    by_hand = map(_happened, done.of_kind(HappeningKind.REGISTRATION))
    return tuple(sorted((*from_cases, *by_hand), key=lambda item: item.on or date.min))
