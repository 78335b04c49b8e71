"""What the duty desk did, in numbers: nothing that anybody said, a meaning beside each number."""

from dataclasses import dataclass

from registration.association.report import Table, mean
from registration.association.words import Outcome
from registration.districts import district_name
from registration.store import Span, Store
from registration.store.consultations import Sums

_NONE = Sums(0, 0)
_SOLVED = (Outcome.SOLVED.value, Outcome.PAPER_SENT.value)


@dataclass(frozen=True, slots=True)
class Sum:
    """One number as it is printed, and what it counts."""

    title: str
    value: str
    meaning: str


def sums_of(store: Store, span: Span) -> tuple[Sum, ...]:
    """The numbers of the whole desk for these days."""
    outcomes = store.consultation_sums(span, "outcome")
    times = sum(item.times for item in outcomes.values())
    minutes = sum(item.minutes for item in outcomes.values())
    solved = sum(outcomes.get(name, _NONE).times for name in _SOLVED)
    repeated = store.consultation_sums(span, "repeated").get(str(True), _NONE).times
    waiting = outcomes.get(Outcome.WAITING.value, _NONE).times
    return (
        Sum("Консультаций", str(times), "Все записи журнала за эти дни, кроме снятых с учёта."),
        Sum("Минут всего", str(minutes), "Сколько заняли разговоры и ответы вместе."),
        Sum("Минут в среднем", mean(minutes, times), "Минуты всего, делённые на консультации."),
        Sum("Решено", _share(solved, times), "«Решено» и «выслан документ», из всех консультаций."),
        Sum("Ждут ответа", str(waiting), "Ответ обещан и ещё не дан."),
        Sum("Повторные", _share(repeated, times), "Человек или ТОС уже обращался раньше."),
    )


def by_district(store: Store, span: Span) -> Table:
    """Consultations of each district, the most first."""
    sums = store.consultation_sums(span, "district")
    rows = sorted(
        (
            (district_name(slug, "без округа"), item.times, item.minutes)
            for slug, item in sums.items()
        ),
        key=lambda row: (-row[1], row[0]),
    )
    return Table(
        "district",
        "Консультации по округам",
        ("Что", "Консультаций", "Минут", "Минут в среднем"),
        tuple((name, times, minutes, mean(minutes, times)) for name, times, minutes in rows),
    )


def _share(part: int, whole: int) -> str:
    return f"{part} ({round(100 * part / whole)} %)" if whole else str(part)
