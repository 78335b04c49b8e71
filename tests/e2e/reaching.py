"""A page in one of its states, and the plain ways in which a person gets to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from registration.store import Role
from tests.e2e.visiting import Visit

Reach = Callable[[Visit], None]


@dataclass(frozen=True, slots=True)
class State:
    """A page in one of its states: which view makes it, with which status."""

    name: str
    endpoint: str
    reach: Reach
    status: int = 200


def at(path: str, role: Role | None = Role.LEADER) -> Reach:
    """Open an address; it names cases instead of ids: «delo/{verkhnetoemsky}/»."""
    return lambda visit: visit.open(role, path)


def sent(
    path: str,
    button: str,
    fields: Mapping[str, str] | None = None,
    role: Role | None = Role.LEADER,
) -> Reach:
    """Open a page, fill its inputs, press its button."""

    def reach(visit: Visit) -> None:
        visit.open(role, path)
        visit.press(button, fields)

    return reach
