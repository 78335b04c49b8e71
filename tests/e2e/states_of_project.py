"""Pages of the association: board, plan, what was held, duty desk, report."""

from datetime import date

from registration.store import Participant, Role
from tests.e2e.reaching import State, at, sent
from tests.e2e.visiting import Visit

_US, _CONSULTANT = Role.ASSOCIATION, Role.CONSULTANT


def _with_pilots(visit: Visit) -> None:
    """A case of a district chosen as a consultant does it, and something held."""
    store = visit.site.store
    visit.open(_CONSULTANT, "dela/{kotlassky}/")  # the case is made when it is first looked at
    visit.open(_CONSULTANT, "svodka/pilotnye/")
    visit.page.locator("#case-kotlassky").select_option(index=1)
    visit.press("Сохранить — Котласский муниципальный округ")
    number = store.add_happening("session", date(2024, 2, 2), "kotlassky", {"title": "Сход"})
    store.put_participants(number, [Participant("анна", "kotlassky")], seen=1)


def _chosen_twice(visit: Visit) -> None:
    visit.open(_CONSULTANT, "svodka/pilotnye/")
    visit.page.evaluate("document.getElementsByName('seen').forEach(seen => seen.value = 99)")
    visit.press("Сохранить — Няндомский муниципальный округ")


def _board(visit: Visit) -> None:
    _with_pilots(visit)
    visit.open(_US, "svodka/")


def _facts(visit: Visit) -> None:
    _with_pilots(visit)
    visit.open(_US, "svodka/chislo/sessions/")


PROJECT = (
    State("сводка пуста", "project.board", at("svodka/", _US)),
    State("выбор пилотных дел", "project.choose", at("svodka/pilotnye/", _CONSULTANT)),
    State("выбрали раньше", "project.chosen", _chosen_twice, 409),
    State("сводка", "project.board", _board),
    State("сводка, консультант", "project.board", at("svodka/", _CONSULTANT)),
    State("за числом ничего", "project.facts", at("svodka/chislo/trips/", _US)),
    State("что за числом", "project.facts", _facts),
    State("план", "plans.show", at("svodka/plan/", _US)),
    State(
        "план с ошибкой",
        "plans.change",
        sent("svodka/plan/", "Сохранить план", {"target-sessions": "пять"}, role=_US),
        422,
    ),
)
