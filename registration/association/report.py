"""The report of the project: tables worked out once, so that every form of it says the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from registration.association.counts import (
    FOR_ALL,
    Done,
    Fact,
    Indicator,
    done_in,
    indicators,
)
from registration.association.feedback import FEEDBACK, marks
from registration.association.plan import Plan
from registration.association.words import (
    ATTENDED,
    AskedBy,
    Asker,
    HappeningKind,
    Outcome,
    Topic,
)
from registration.districts import DISTRICTS, district_name
from registration.domain.labelled import Labelled, label_of
from registration.store import Span, Store, Tallied
from registration.tracking.passages import PASSED
from registration.tracking.refusals import Answer, title_of
from registration.tracking.stage import Stage

PACKAGES = "package"
"""Kind of a count: a package was made; the value is how many papers it held."""

Cell = str | int
NO_TARGET = "—"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the report: numbers are whole, shares and means are already words.

    `chart` is the column that a picture shows, None when a picture would say nothing.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    meaning: str = ""
    chart: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was done in these days, and what was promised."""

    project: str
    span: Span
    districts: tuple[str, ...]
    """Names of the districts it is about; none for all."""
    made_on: date
    indicators: tuple[Indicator, ...]
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        return next(item for item in self.tables if item.name == name)


def make_report(store: Store, plan: Plan, span: Span, made_on: date) -> Report:
    """Work out the report for these days and districts."""
    done = done_in(store, span)
    found = indicators(plan, done)
    slugs = tuple(span.districts) or tuple(DISTRICTS)
    tables = (
        _indicators(found),
        _districts(done, slugs),
        *consultation_tables(store, span),
        _stages(store.tallied(span, PASSED)),
        _refusals(store.tallied(span, *(item.value for item in Answer))),
        _papers(store.tallied(span, PACKAGES)),
        _feedback(store.tallied(span, FEEDBACK)),
        _events(done),
        _practices(done.practices),
    )
    names = tuple(district_name(slug) for slug in span.districts)
    return Report(plan.title, span, names, made_on, found, tables)


def _indicators(found: Iterable[Indicator]) -> Table:
    return Table(
        "indicators",
        "План и факт",
        ("Показатель", "План", "Факт", "Выполнено"),
        tuple(
            (
                item.title,
                NO_TARGET if item.target is None else item.target,
                item.value,
                _reached(item.is_reached),
            )
            for item in found
        ),
        "План — из описания проекта. Что считает каждое число, сказано в определениях.",
        chart=2,
    )


def _reached(reached: bool | None) -> str:
    return {True: "да", False: "нет", None: NO_TARGET}[reached]


def _districts(done: Done, slugs: Sequence[str]) -> Table:
    """What belongs to no district is in the last line, so that the columns add up."""
    rows = [_district(done, slug, district_name(slug)) for slug in slugs]
    others = _others(done, slugs)
    if any(isinstance(cell, int) and cell for cell in others):
        rows.append(others)
    return Table(
        "districts",
        "По округам",
        ("Округ", "Сессии", "Вебинары", "Выезды", "Участники", "Консультации", "НКО"),
        tuple(rows),
        "Вебинар для всех округов записан в последней строке; участники — по округу человека.",
    )


def _district(done: Done, slug: str, name: str) -> tuple[Cell, ...]:
    return _line(done, name, lambda district: district == slug)


def _others(done: Done, slugs: Sequence[str]) -> tuple[Cell, ...]:
    return _line(done, f"{FOR_ALL[:1].upper()}{FOR_ALL[1:]} или без округа", _not_in(slugs))


def _not_in(slugs: Sequence[str]) -> Callable[[str], bool]:
    return lambda district: district not in slugs


def _line(done: Done, name: str, belongs: Callable[[str], bool]) -> tuple[Cell, ...]:
    def held(*kinds: HappeningKind) -> int:
        return sum(belongs(item.district) for item in done.of_kind(*kinds))

    return (
        name,
        held(HappeningKind.SESSION),
        held(HappeningKind.WEBINAR),
        held(HappeningKind.TRIP),
        _sum(done.participants, belongs),
        _sum(done.consultations, belongs),
        _sum(done.entries, belongs) + held(HappeningKind.REGISTRATION),
    )


def _sum(counts: Mapping[str, int], belongs: Callable[[str], bool]) -> int:
    return sum(count for district, count in counts.items() if belongs(district))


_SUMS: tuple[tuple[str, str, type[Labelled]], ...] = (
    ("topic", "Консультации по темам", Topic),
    ("channel", "Консультации по способу обращения", AskedBy),
    ("asker", "Кто спрашивал", Asker),
    ("outcome", "Чем закончилось", Outcome),
)


def consultation_tables(store: Store, span: Span) -> tuple[Table, ...]:
    """The sums of the duty desk: by topic, by way, by who asked, by outcome."""
    return tuple(_consultations(store, span, *about) for about in _SUMS)


def _consultations(store: Store, span: Span, facet: str, title: str, kind: type[Labelled]) -> Table:
    sums = store.consultation_sums(span, facet)
    most_first = sorted(
        ((label_of(kind, value), item) for value, item in sums.items()),
        key=lambda pair: (-pair[1].times, pair[0]),
    )
    rows = tuple(
        (name, item.times, item.minutes, mean(item.minutes, item.times))
        for name, item in most_first
    )
    return Table(
        facet,
        title,
        ("Что", "Консультаций", "Минут", "Минут в среднем"),
        rows,
        chart=1,
    )


def _stages(passed: Sequence[Tallied]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for stage in Stage:
        days = [item.tally.value for item in passed if item.tally.subject == stage]
        if days:
            rows.append((stage.label, len(days), mean(sum(days), len(days)), max(days)))
    return Table(
        "stages",
        "Сколько времени занимают этапы",
        ("Этап", "Дел прошло", "Дней в среднем", "Дней самое долгое"),
        tuple(rows),
        "Дни между бумагами, которыми этап начался и кончился; день — день окончания этапа.",
    )


def _refusals(counted: Iterable[Tallied]) -> Table:
    times = Counter((item.tally.subject, item.tally.kind) for item in counted)
    names = dict.fromkeys(subject for subject, _ in times)
    rows: list[tuple[Cell, ...]] = [
        (title_of(name), *(times[name, kind.value] for kind in Answer)) for name in names
    ]
    return Table(
        "refusals",
        "Отказы и приостановления по основаниям",
        ("Основание", "Приостановили", "Отказали", "Администрация отказала"),
        tuple(sorted(rows, key=lambda row: str(row[0]))),
        "Одна бумага может назвать несколько оснований.",
    )


def _papers(counted: Sequence[Tallied]) -> Table:
    papers = sum(item.tally.value for item in counted)
    rows = (("Комплектов собрано", len(counted)), ("Документов в них", papers))
    return Table("papers", "Документы", ("Что", "Число"), rows)


def _feedback(counted: Iterable[Tallied]) -> Table:
    found = marks((item.tally.subject, item.tally.value, 1) for item in counted)
    return Table(
        "feedback",
        "Что говорят лидеры",
        ("Вопрос", "Ответ", "Ответили"),
        tuple((item.question, item.answer, item.times) for item in found),
    )


def _events(done: Done) -> Table:
    rows = [
        (
            _day(item.on),
            label_of(HappeningKind, item.kind),
            district_name(item.district, FOR_ALL),
            str(item.about.get("title", "")),
            item.visits if item.kind in ATTENDED else NO_TARGET,
        )
        for item in done.happenings
    ]
    return Table(
        "events",
        "Мероприятия",
        ("День", "Вид", "Округ", "Название", "Посещений"),
        tuple(rows),
        "Посещения: один человек считается на каждом мероприятии. Разных людей считает план.",
    )


def _practices(facts: Iterable[Fact]) -> Table:
    rows = tuple((_day(item.on), item.district, item.what) for item in facts)
    return Table("practices", "Лучшие практики", ("День", "Округ", "ТОС"), rows)


def mean(total: int, count: int) -> str:
    """Return a mean with one decimal, halves up, as it is printed everywhere."""
    if not count:
        return NO_TARGET
    exact = Decimal(total) / Decimal(count)
    return str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP)).replace(".", ",")


def _day(on: date | None) -> str:
    return on.strftime("%d.%m.%Y") if on else NO_TARGET
