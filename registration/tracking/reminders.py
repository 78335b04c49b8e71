"""Deadlines as a person hears of them: how long is left, and words to send or to say.

A reminder goes through strangers' servers: it names the deadline and the day, nobody and no place.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registration.rules.words import day as day_text
from registration.rules.words import plural
from registration.tracking.deadline import Deadline

_CLOSE = 7  # a week is what a letter to a village and back takes


class Urgency(StrEnum):
    """How near a deadline is."""

    MET = "met"
    OVERDUE = "overdue"
    CLOSE = "close"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to send in a messenger, what to send as an SMS, what to say on the telephone."""

    message: str
    sms: str
    call: str


def urgency(item: Deadline, on: date) -> Urgency:
    """How near the end of a deadline is on a day."""
    if item.met_on is not None:
        return Urgency.MET
    if item.overdue:
        return Urgency.OVERDUE
    return Urgency.CLOSE if (item.latest - on).days <= _CLOSE else Urgency.FAR


def days_left_text(item: Deadline, on: date) -> str:
    """«осталось 5 дней», «сегодня», «просрочено на 2 дня», «сделано»."""
    if item.met_on is not None:
        return "сделано с опозданием" if item.late else "сделано"
    days = (item.latest - on).days
    if days == 0:
        return "сегодня"
    if days > 0:
        counted = _days(days)
        return f"{'остался' if counted.endswith('день') else 'осталось'} {counted}"
    gone = _days(-days)
    return f"просрочено на {gone}" if item.overdue else f"день прошёл {gone} назад"


def reminder(item: Deadline, on: date) -> Reminder:
    """Words about an open deadline for VK or MAX, for an SMS, for a call."""
    until, left = day_text(item.latest), days_left_text(item, on)
    return Reminder(
        message=f"Здравствуйте! Напоминаем о сроке: {item.title}. Последний день — {until} "
        f"({left}). Если что-то мешает, напишите нам: поможем.",
        sms=f"{item.title}: до {item.latest:%d.%m.%Y}. Вопросы — консультанту.",
        call=f"Скажите: «Здравствуйте, это ассоциация ТОС. Напоминаю о сроке: {item.title}. "
        f"Последний день — {until}». Спросите: всё ли готово, чего не хватает, когда созвонимся "
        "ещё раз. Запишите ответ в примечании к делу.",
    )


def _days(number: int) -> str:
    return plural(number, "день", "дня", "дней")
