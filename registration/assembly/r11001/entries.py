"""What is known about one field: a value and where it comes from, or why there is none."""

from dataclasses import dataclass

from registration.domain.labelled import Labelled
from registration.errors import FormError


class State(Labelled):
    """How a field of the form ended."""

    FILLED = "filled", "заполнено"
    NOT_REQUIRED = "not_required", "не требуется"
    MISSING = "missing", "нет ответа"
    BY_HAND = "by_hand", "заполняют от руки"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value before it is put into cells."""

    state: State
    text: str = ""
    source: str | None = None
    reason: str | None = None


Entries = dict[str, Entry]


def filled(text: str, source: str | None) -> Entry:
    return Entry(State.FILLED, text=text, source=source)


def missing(source: str) -> Entry:
    """An answer that must still be given."""
    return Entry(State.MISSING, source=source, reason="нет ответа")


def not_required(reason: str, source: str | None = None) -> Entry:
    """A field that this case rightly leaves empty."""
    return Entry(State.NOT_REQUIRED, source=source, reason=reason)


def by_hand(reason: str) -> Entry:
    return Entry(State.BY_HAND, reason=reason)


def answered(text: str | None, source: str) -> Entry:
    """The answer, which must exist."""
    return filled(text, source) if text else missing(source)


def optional(text: str | None, source: str, reason: str) -> Entry:
    """The answer, or the reason why the field may stay empty."""
    return filled(text, source) if text else not_required(reason, source)


def code(codes: dict[str, str], key: str, what: str) -> str:
    """The form's code of a value, or an error that says what the edition file lacks."""
    if key not in codes:
        raise FormError(f"{what}: в файле редакции нет кода для «{key}». Впишите его туда.")
    return codes[key]
