"""Pages of what the association held, in every state."""

from datetime import date
from io import BytesIO

import openpyxl

from registration.association.held import About, Turn
from registration.association.participants import empty_form
from registration.store import Participant, Role
from tests.e2e.reaching import Reach, State, at, sent
from tests.e2e.visiting import Visit

_US = Role.ASSOCIATION
_LIST, _NEW = "meropriyatiya/", "meropriyatiya/novoe/"
_DAY = {"on-day": "2", "on-month": "2", "on-year": "2024"}
_ABOUT = About(
    "Как провести собрание",
    "https://vk.com/tos29",
    "1. Кого звать\n2. Как считать кворум",
    "Запись выложена на следующий день.",
)


def _held(visit: Visit, kind: str = "webinar", district: str = "kotlassky") -> int:
    about = _ABOUT.with_material("Запись вебинара", "https://vk.com/video").with_material(
        "Презентация", suffix="pdf", size=250_000
    )
    return visit.site.store.add_happening(kind, date(2024, 2, 2), district, about.kept())


def _one(address: str) -> Reach:
    return lambda visit: visit.open(_US, f"{_LIST}{_held(visit)}/{address}")


def _pressed(address: str, button: str, seen: str = "1") -> Reach:
    def reach(visit: Visit) -> None:
        _one(address)(visit)
        visit.page.evaluate(
            f"document.getElementsByName('seen').forEach(field => field.value = '{seen}')"
        )
        visit.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        visit.press(button)

    return reach


def _withdrawn(visit: Visit) -> int:
    number = _held(visit)
    about = _ABOUT.turned(Turn("2024-03-01", "olga", True, "записано дважды")).kept()
    visit.site.store.withdraw_happening(number, seen=1, withdrawn=True, about=about)
    return number


def _list(visit: Visit) -> None:
    _withdrawn(visit)
    _counted(visit)
    visit.open(_US, _LIST + "?okrug=kotlassky")


def _withdrawn_one(address: str) -> Reach:
    return lambda visit: visit.open(_US, f"{_LIST}{_withdrawn(visit)}/{address}")


def _counted(visit: Visit) -> int:
    number = _held(visit)
    people = [Participant("анна", "kotlassky"), Participant("борис", "nyandomsky")]
    visit.site.store.put_participants(number, people, seen=1)
    return number


def _came(visit: Visit) -> None:
    visit.open(_US, f"{_LIST}{_counted(visit)}/uchastniki/?novyh=1")


def _double(visit: Visit) -> None:
    _held(visit, "trip", "vilegodsky")
    visit.open(_US, _NEW)
    visit.page.locator("#kind").select_option("trip")
    visit.page.locator("#district").select_option("vilegodsky")
    visit.press("Сохранить", {**_DAY, "title": "Выезд"})


def _bad_rows(visit: Visit) -> None:
    made, content = openpyxl.load_workbook(BytesIO(empty_form())), BytesIO()
    for row in (("Осипов", "П.", "нет", "Где-то"), ("", "Пётр", "=A1", "Котласский", "", "8921")):
        made.active.append(row)
    made.save(content)
    _one("uchastniki/")(visit)
    visit.page.locator("#file").set_input_files(
        {"name": "список.xlsx", "mimeType": "application/xlsx", "buffer": content.getvalue()}
    )
    visit.press("Загрузить список")


HAPPENINGS = (
    State("мероприятий нет", "happenings.show", at(_LIST + "?vid=publication", _US)),
    State("мероприятия", "happenings.show", _list),
    State("нет такого дня", "happenings.show", at(_LIST + "?since-day=45", _US), 422),
    State("новое мероприятие", "held.begin", at(_NEW, _US)),
    State("мероприятие не записано", "held.add", sent(_NEW, "Сохранить", role=_US), 422),
    State("похожая запись", "held.add", _double, 422),
    State("мероприятие", "happenings.one", _one("")),
    State("снятое с учёта", "happenings.one", _withdrawn_one("")),
    State("изменить мероприятие", "held.edit", _one("izmenit/")),
    State("изменили раньше", "held.change", _pressed("izmenit/", "Сохранить", "9"), 409),
    State("нет причины", "happenings.turn", _pressed("", "Снять с учёта"), 422),
    State("нет материала", "materials.add", _pressed("", "Добавить"), 422),
    State("участников нет", "attendance.show", _one("uchastniki/")),
    State("участники", "attendance.show", _came),
    State("участники снятого", "attendance.show", _withdrawn_one("uchastniki/")),
    State("строки с ошибками", "attendance.bring", _bad_rows, 422),
)
