"""What the consultant recorded under a name: a name that nothing reads would be lost in silence."""

from collections.abc import Collection, Iterator
from datetime import date

from registration.domain.case import Case
from registration.rules.questions import BY_ID
from registration.rules.rule import Breach, Confidence, RuleStage, Severity, rule

_REVIEWED = date(2026, 11, 23)


@rule(
    "law-known-records",
    "Решения и проверки записаны под известными названиями",
    Severity.WARNING,
    RuleStage.PACKAGE,
    cites=(("fz-7", "п. 1.1 ст. 23.1"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def known_records(case: Case) -> Iterator[Breach]:
    """A record counts only under the name of a question or of a rule."""
    from registration.rules.catalogue import CATALOGUE  # the catalogue holds this rule as well

    checks = [item.check for item in case.checks.made]
    yield from _strange("checks.made", "check", checks, {item.id for item in CATALOGUE})
    questions = [item.question for item in case.decisions.made]
    yield from _strange("decisions.made", "question", questions, BY_ID)


def _strange(place: str, field: str, names: list[str], known: Collection[str]) -> Iterator[Breach]:
    for number, name in enumerate(names):
        if name not in known:
            yield Breach(
                f"{place}.{number}.{field}",
                f"Названия «{name}» программа не знает, и запись ничего не меняет. "
                "Выберите название из подсказки.",
            )


RULES = (known_records,)
