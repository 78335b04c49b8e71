"""Pages of the association: board, plan, what was held, duty desk, report."""

from datetime import date

from registration.store import Participant, Role
from tests.e2e.reaching import Reach, State, at, sent
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


_TALK = {"question": "Сколько подписей?", "answer": "Две.", "minutes": "9"}


def _written(visit: Visit) -> None:
    """A talk in the log, written by hand."""
    visit.open(_CONSULTANT, "dezhurnaya/zapis/")
    for field in ("channel", "asker", "topic", "outcome"):
        visit.page.locator(f"#{field}").select_option(index=1)
    again = visit.page.locator("#confirm")
    visit.press("Сохранить", _TALK)
    if again.count():
        again.check()
        visit.press("Сохранить")


def _at_talk(path: str) -> Reach:
    def reach(visit: Visit) -> None:
        _written(visit)
        visit.open(_CONSULTANT, f"dezhurnaya/1/{path}")

    return reach


def _in_talk(path: str, button: str) -> Reach:
    def reach(visit: Visit) -> None:
        _at_talk(path)(visit)
        visit.press(button)

    return reach


def _follow(visit: Visit, link: str) -> None:
    address = visit.page.locator(link).first.get_attribute("href") or ""
    visit.open(_CONSULTANT, address.removeprefix("/"))


def _asked(visit: Visit) -> None:
    visit.open(None, "vopros/")
    visit.press("Отправить вопрос", {"question": "Можно ли двум деревням вместе?"})


def _at_question(visit: Visit) -> None:
    _asked(visit)
    visit.open(_CONSULTANT, "dezhurnaya/ochered/")
    _follow(visit, "th a")


def _question_without_answer(visit: Visit) -> None:
    _at_question(visit)
    visit.press("Ответить")


def _ready(visit: Visit) -> None:
    visit.open(_CONSULTANT, "dezhurnaya/otvety/novyj/")
    visit.page.locator("#topic").select_option(index=1)
    visit.press("Сохранить ответ", {"title": "Подписи", "text": "Подписывают двое."})


def _at_ready(visit: Visit) -> None:
    _ready(visit)
    _follow(visit, "main li a")


def _published(visit: Visit) -> None:
    _at_talk("publikaciya/")(visit)
    visit.page.locator("#clean").check()
    visit.press("Опубликовать для всех")


def _read_published(visit: Visit) -> None:
    _published(visit)
    visit.open(None, "voprosy-otvety/")


def _emptied(visit: Visit) -> None:
    _at_talk("izmenit/")(visit)
    visit.press("Сохранить", {"minutes": "много"})


DUTY = (
    State("дежурная", "duty.show", _at_talk("../")),
    State(
        "найдено по словам",
        "duty.search",
        sent("dezhurnaya/", "Найти", {"q": "подписи"}, role=_CONSULTANT),
    ),
    State("искать нечего", "duty.search", sent("dezhurnaya/", "Найти", role=_CONSULTANT), 422),
    State("новая консультация", "duty.begin", at("dezhurnaya/zapis/", _CONSULTANT)),
    State(
        "консультация не записана",
        "duty.add",
        sent("dezhurnaya/zapis/", "Сохранить", role=_CONSULTANT),
        422,
    ),
    State("консультация", "duty.one", _at_talk("")),
    State("причины нет", "duty.turn", _in_talk("", "Снять с учёта"), 422),
    State("изменить консультацию", "duty.edit", _at_talk("izmenit/")),
    State(
        "консультацию не изменить",
        "duty.change",
        _emptied,
        422,
    ),
    State("дежурная в числах", "duty.summary", at("dezhurnaya/svodka/", _US)),
    State("готовых ответов нет", "answers.show", at("dezhurnaya/otvety/", _CONSULTANT)),
    State("готовые ответы", "answers.show", _ready),
    State("готовый ответ", "answers.edit", _at_ready),
    State(
        "ответ не записан",
        "answers.save",
        sent("dezhurnaya/otvety/novyj/", "Сохранить ответ", role=_CONSULTANT),
        422,
    ),
    State("задать вопрос", "ask.ask", at("vopros/", None)),
    State("вопрос пуст", "ask.take", sent("vopros/", "Отправить вопрос", role=None), 422),
    State("вопрос задан", "ask.answer", _asked),
    State("очередь", "ask.queue", at("dezhurnaya/ochered/", _CONSULTANT)),
    State("вопрос в очереди", "ask.one", _at_question),
    State("ответа нет", "ask.settle", _question_without_answer, 422),
    State("готовить публикацию", "published.prepare", _at_talk("publikaciya/")),
    State(
        "не перечитано",
        "published.publish",
        _in_talk("publikaciya/", "Опубликовать для всех"),
        422,
    ),
    State("опубликовано", "published.show", _published),
    State("вопросы и ответы", "published.read", _read_published),
)


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
