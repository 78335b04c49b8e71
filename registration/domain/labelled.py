"""Closed sets of values: stored in English, shown in Russian."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A choice whose stored value never changes and whose label a person reads."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def label_of(kind: type[Labelled], value: str) -> str:
    """Return the words for a stored value; one of a newer program is shown as it is."""
    return next((item.label for item in kind if item.value == value), value)
