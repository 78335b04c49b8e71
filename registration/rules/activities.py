"""Codes of economic activity: in force, one main, fit for the charter."""

from collections.abc import Iterator
from datetime import date

from registration.domain.charter import Charter
from registration.domain.filing import Okved
from registration.rules.law import LegalBasis, figure
from registration.rules.okved import activity
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import day, days

_REVIEWED = date(2026, 11, 23)


@rule(
    "app-okved-main",
    "Основной код ОКВЭД один, коды действуют",
    Severity.BLOCKER,
    RuleStage.APPLICATION,
    cites=(("fz-129", "п. 1 ст. 5"), ("okved-2", "")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def okved_main(okved: Okved, on: date, law: LegalBasis) -> Iterator[Breach]:
    if okved.main in okved.extra:
        yield Breach(
            "okved.extra",
            f"Код {okved.main} стоит и основным, и дополнительным. Уберите его из дополнительных.",
        )
    if len(set(okved.extra)) < len(okved.extra):
        yield Breach("okved.extra", "Дополнительный код повторяется. Оставьте один раз.")
    limit = figure("form_check_days", law.on)
    if okved.checked_on is None:
        yield Breach(
            "okved.checked_on",
            "Сверьте коды с действующим классификатором ОКВЭД и впишите день проверки.",
            by_hand=True,
        )
    elif okved.checked_on > on:
        yield Breach(
            "okved.checked_on",
            f"День сверки кодов ещё не наступил ({day(okved.checked_on)}). Проверьте дату.",
        )
    elif (law.on - okved.checked_on).days > limit:
        yield Breach(
            "okved.checked_on",
            f"Коды сверяли больше чем за {days(limit)} до подачи. Сверьте ещё раз.",
            severity=Severity.WARNING,
            by_hand=True,
        )


@rule(
    "app-okved-match",
    "Коды ОКВЭД соответствуют уставу",
    Severity.WARNING,
    RuleStage.APPLICATION,
    cites=(("fz-7", "ст. 24"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def okved_match(okved: Okved, charter: Charter) -> Iterator[Breach]:
    codes = (("okved.main", okved.main), *_numbered(okved.extra))
    for at, code in codes:
        if words := _unsuitable(code, charter):
            yield Breach(at, words)
    paid = any(found.income for _, code in codes if (found := activity(code)))
    unknown = any(activity(code) is None for _, code in codes)
    if charter.income and not paid and not unknown:
        yield Breach(
            "okved.extra",
            "По уставу ТОС зарабатывает, а кода для этого нет. Подберите код к каждому виду "
            "доходной деятельности.",
        )


def _numbered(codes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for number, code in enumerate(codes):
        yield f"okved.extra.{number}", code


def _unsuitable(code: str, charter: Charter) -> str | None:
    """What is wrong with a code beside this charter, or None."""
    found = activity(code)
    if found is None:
        return f"Кода {code} нет в нашем перечне. Сверьте сами, что такое дело есть в уставе."
    if found.caution:
        return f"Код {code} ({found.title}): {found.caution}. Без нужды его не берите."
    if found.suits_any or set(found.directions) & {item.value for item in charter.directions}:
        return None
    if found.income and charter.income:
        return None
    return (
        f"Код {code} ({found.title}) не подходит ни к одному направлению устава. Уберите код или "
        "добавьте направление."
    )


RULES: tuple[Rule, ...] = (okved_main, okved_match)
