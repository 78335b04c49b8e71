"""The pre-check «Нужно ли вашему ТОС юрлицо?»: six questions, a conclusion, its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass

from registration.domain.labelled import Labelled


class Advice(Labelled):
    """What the pre-check concludes."""

    NEEDED = "needed", "Да, юрлицо вам нужно"
    POSSIBLE = "possible", "Юрлицо можно создать, но подумайте"
    LATER = "later", "Пока рано"
    NOT_NEEDED = "not_needed", "Юрлицо вам пока не нужно"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question answered with yes or no, and the reason that each answer gives."""

    id: str
    text: str
    why: str
    if_yes: str
    if_no: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The advice, what speaks for it, and what to think about."""

    advice: Advice
    reasons: tuple[str, ...]
    duties: tuple[str, ...]


QUESTIONS: tuple[Ask, ...] = (
    Ask(
        "money",
        "Хотите получать гранты или деньги от власти на счёт ТОС?",
        why="Большие гранты дают только организациям со своим счётом.",
        if_yes="Для гранта на счёт ТОС нужно юрлицо.",
        if_no="Без грантов можно обойтись и без своего счёта.",
    ),
    Ask(
        "contracts",
        "Хотите заключать договоры или нанимать людей от имени ТОС?",
        why="Договор может подписать человек или организация, а не просто соседи.",
        if_yes="Договоры от имени ТОС подписывает только юрлицо.",
        if_no="Если договоров нет, соседи могут работать вместе и так.",
    ),
    Ask(
        "property",
        "Нужно ли ТОС своё имущество: помещение, трактор, площадка?",
        why="Без юрлица вещи числятся за кем-то из жителей или за округом.",
        if_yes="Своё имущество может быть только у юрлица.",
        if_no="Если имущества нет, юрлицо для этого не нужно.",
    ),
    Ask(
        "people",
        "Есть ли трое взрослых жителей, которые готовы создать ТОС вместе?",
        why="Нужны трое, кому уже есть 18 лет.",
        if_yes="Троих взрослых жителей хватит, чтобы начать.",
        if_no="Сначала найдите троих взрослых жителей.",
    ),
    Ask(
        "reports",
        "Есть ли кому сдавать отчёты каждый год?",
        why="Организация отчитывается, даже если денег не было.",
        if_yes="Отчёты есть кому сдавать.",
        if_no="Найдите того, кто будет сдавать отчёты. За пропуск штрафуют.",
    ),
    Ask(
        "address",
        "Есть ли адрес, где примут письма для ТОС?",
        why="На этот адрес пишут Минюст и налоговая.",
        if_yes="Адрес для писем есть.",
        if_no="Найдите адрес: дом одного из вас или клуб.",
    ),
)

DUTIES: tuple[str, ...] = (
    "Раз в год сдавать отчёты в налоговую, в Минюст и в фонды.",
    "Вести учёт денег. Поможет бухгалтер или консультант.",
    "Забирать письма по адресу ТОС.",
    "Сообщать о новом председателе и новом адресе.",
)

_WISHES = ("money", "contracts", "property")
_MEANS = ("people", "reports", "address")


def conclude(answers: Mapping[str, bool | None]) -> Conclusion:
    """Weigh wishes against means; an unanswered question counts as «не знаю»."""
    known = [(ask, answers.get(ask.id)) for ask in QUESTIONS]
    reasons = tuple(ask.if_yes if said else ask.if_no for ask, said in known if said is not None)
    advice = _advice(answers)
    return Conclusion(advice, reasons, () if advice is Advice.NOT_NEEDED else DUTIES)


def _advice(answers: Mapping[str, bool | None]) -> Advice:
    wished = [answers.get(wish) for wish in _WISHES]
    if all(wish is False for wish in wished):
        return Advice.NOT_NEEDED
    if answers.get("people") is False:
        return Advice.LATER
    if not any(wished):
        return Advice.POSSIBLE
    means = [answers.get(mean) for mean in _MEANS]
    return Advice.NEEDED if all(means) else Advice.POSSIBLE
