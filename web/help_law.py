"""Help with the law beside a question: what is counted or shown while a person answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from registration.domain.case import Case
from registration.domain.section import Section
from registration.questionnaire.page import Page
from registration.rules.law import figure, figure_as_fraction
from registration.rules.quorum import entitled, more_than_half, quorum, share_of
from web.naming import core_of, full_names, has_form, short_name


@dataclass(frozen=True, slots=True)
class Help:
    """A line of help, and ready answers to take instead of typing one."""

    text: str
    ready: tuple[str, ...] = ()
    takes: str = ""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        return tuple((answer, answer) for answer in self.ready)


SHOWN_BY = {
    "tos.full_name": "Показать, как будет выглядеть",
    "tos.short_name": "Показать, как будет выглядеть",
    "residents.adults": "Посчитать, сколько людей нужно",
    "meeting.registered": "Посчитать, хватит ли людей",
    "meeting.present": "Посчитать, хватит ли людей",
}
"""Buttons that save the answer and show the help anew: for browsers without scripts."""


def button_of(page: Page) -> str:
    """The words of the button on this page, if its help follows from what is typed."""
    fields = (f"{page.section}.{question.field}" for question in page.questions)
    return next((SHOWN_BY[field] for field in fields if field in SHOWN_BY), "")


def help_for(page: Page, case: Case, on: date) -> tuple[Help, ...]:
    """Lines of help for the questions of a page."""
    fields = {f"{page.section}.{question.field}" for question in page.questions}
    lines = (line for field, tell in _HELP.items() if field in fields for line in tell(case, on))
    return tuple(dict.fromkeys(lines))  # two questions of a page may want the same line


def _known(section: Section | None, field: str) -> object:
    """An answer of a section that may be known only in part."""
    return getattr(section, field, None)


def _quorum(case: Case, on: date) -> Iterator[Help]:
    residents, meeting = case.residents, case.meeting
    if residents is None or _known(residents, "adults") is None:
        return
    day = _known(meeting, "held_on")
    day = day if isinstance(day, date) else on
    if meeting is not None and _known(meeting, "kind") and meeting.is_conference:
        yield from _conference(case, on)
        return
    people = entitled(residents, day)
    needed = _needed(case, people, day)
    came = _known(meeting, "present") or _known(meeting, "registered")
    yield Help(_quorum_text(needed, people, came if isinstance(came, int) else None))


def _needed(case: Case, people: int, day: date) -> int:
    rule = _known(case.charter, "quorum_rule")
    if case.charter is not None and rule is not None and not case.charter.quorum_is_third:
        return more_than_half(people)
    return share_of(figure_as_fraction("quorum_assembly", day), people)


def _quorum_text(needed: int, people: int, came: int | None) -> str:
    text = f"На собрании нужно не меньше {needed} человек из {people}."
    if came is None:
        return text
    if came >= needed:
        return f"{text} Пришли {came}: этого хватает."
    return f"{text} Пришли {came}: не хватает ещё {needed - came}."


def _conference(case: Case, on: date) -> Iterator[Help]:
    meeting = case.meeting
    if meeting is None or _known(meeting, "delegates") is None:
        return
    groups = _known(meeting.delegates, "groups")
    if _known(meeting, "held_on") is None or not isinstance(groups, tuple) or not groups:
        return
    numbers = ("delegates", "present", "represented")
    if any(_known(group, name) is None for group in groups for name in numbers):
        return
    found = quorum(case, on)
    if found is not None and found.delegates_required:
        yield Help(
            f"Делегатов выбрано {found.delegates_elected}. "
            f"Должны прийти не меньше {found.delegates_required}."
        )


def _name(case: Case, on: date) -> Iterator[Help]:
    full = _known(case.tos, "full_name")
    if not isinstance(full, str) or not core_of(full):
        usual = next(full_names("Ваше слово", case))
        yield Help(f"Обычно полное имя пишут так: {usual}.")
    elif has_form(full):
        yield Help(f"В бумагах будет так: {full}.")
    else:
        yield Help("Так пишут полное имя. Выберите, что подходит:", _fulls(full, case), _FULL)


def _fulls(typed: str, case: Case) -> tuple[str, ...]:
    return tuple(full_names(core_of(typed), case))


def _short(case: Case, on: date) -> Iterator[Help]:
    full, short = _known(case.tos, "full_name"), _known(case.tos, "short_name")
    if isinstance(short, str):
        yield Help(f"На печати и в счёте будет так: {short}.")
    if isinstance(full, str) and core_of(full) and (usual := short_name(full)) != short:
        yield Help("Обычно коротко пишут так:", (usual,), _SHORT)


def _auditors(case: Case, on: date) -> Iterator[Help]:
    organs = case.organs
    council = _known(organs, "council")
    busy = {_known(organs, "chair"), *(council if isinstance(council, tuple) else ())}
    grown = figure("adult_age", on)
    free = [
        person.name.full
        for person in case.everyone()
        if person.key not in busy
        and _known(person, "name")
        and isinstance(_known(person, "birth_date"), date)
        and person.age(on) >= grown
    ]
    yield Help("Проверять не могут председатель, члены совета и их близкие родственники.")
    if free:
        yield Help(f"Из ваших людей это могут быть: {', '.join(free)}.")


_FULL = "tos.full_name"
_SHORT = "tos.short_name"
Teller = Callable[[Case, date], Iterator[Help]]

_HELP: dict[str, Teller] = {
    "residents.adults": _quorum,
    "residents.over_16": _quorum,
    "meeting.kind": _quorum,
    "meeting.registered": _quorum,
    "meeting.present": _quorum,
    _FULL: _name,
    _SHORT: _short,
    "organs.audit": _auditors,
}
