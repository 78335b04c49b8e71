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


def _no_version(visit: Visit) -> None:
    """Another window has put a version in force meanwhile."""
    store = visit.site.store
    template = "reports/project.docx"
    for _ in range(2):
        store.put("report_template", template, b"word", author="anna", note="слова")
    visit.open(_US, "otchet/shablon/")
    store.publish("report_template", template, 1)
    visit.press("Опубликовать — версия 2")
    store.withdraw("report_template", template)


def _report(visit: Visit) -> None:
    _with_pilots(visit)
    visit.open(_US, "otchet/?okrug=kotlassky")


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
    State("отчёт", "reports.show", _report),
    State("отчёт за плохие дни", "reports.show", at("otchet/?since-day=45", _US), 422),
    State("шаблон отчёта", "report_template.show", at("otchet/shablon/", _US)),
    State(
        "шаблона не принесли",
        "report_template.bring",
        sent("otchet/shablon/", "Проверить и сохранить", role=_US),
        422,
    ),
    State("нет такой версии", "report_template.publish", _no_version, 409),
)
