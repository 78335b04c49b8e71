"""The workshop of the desk: what is kept for all cases, each with its page."""

from flask import Blueprint, render_template

from web.access import DESK, allowed

blueprint = Blueprint("workshop_index", __name__)

ROOMS = (
    ("template_workshop.show", "Шаблоны Word", "Из них собираются документы"),
    ("blank_workshop.show", "Бланк Р11001", "В него вписывается заявление"),
    ("workshop_payee.show", "Получатель госпошлины", "Его печатает квитанция"),
    ("workshop_districts.show", "Округа", "Названия, коды, местные сроки с источниками"),
    ("workshop_questions.show", "Открытые вопросы права", "Одно решение для всех дел"),
    ("workshop_reviews.show", "Сверка правил с законом", "Кто и когда прочёл норму"),
)
"""Pages of the workshop: the view, the title, what it is for."""


@blueprint.get("/masterskaya/")
@allowed(*DESK)
def show() -> str:
    """What can be changed for all cases at once."""
    return render_template("workshop/index.html", rooms=ROOMS)
