"""Days of the first orders: nobody heads a legal entity before it is in the register."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.rules.after import since_registration
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import day

_REVIEWED = date(2026, 11, 23)
_DAYS = {
    "order_on": "Приказ о вступлении председателя в должность",
    "started_on": "Начало исполнения обязанностей председателя",
    "accounting_on": "Приказ о бухгалтерском учёте",
}


@rule(
    "post-orders-days",
    "Первые приказы не раньше записи в ЕГРЮЛ",
    Severity.WARNING,
    RuleStage.AFTER,
    cites=(("civil-code", "п. 3 ст. 49"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def orders_after_entry(case: Case, on: date) -> Iterator[Breach]:
    since, first_days = since_registration(case, on), case.first_days
    if since is None or first_days is None:
        return
    for name, what in _DAYS.items():
        told = getattr(first_days, name)
        if told and told < since:
            yield Breach(
                f"first_days.{name}",
                f"{what} — {day(told)}, а запись в ЕГРЮЛ — {day(since)}. Юридического лица ещё "
                "не было: исправьте дату.",
            )


RULES: tuple[Rule, ...] = (orders_after_entry,)
