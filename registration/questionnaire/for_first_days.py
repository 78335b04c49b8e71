"""Pages that the consultant answers about powers, publication and the first days of a TOS."""

from registration.questionnaire import conditions as when
from registration.questionnaire.page import AskedOf, Page, Predicate, Question, Step, always


def _page(
    id: str, section: str, title: str, *questions: Question, asked: Predicate = always
) -> Page:
    return Page(id, Step.CONSULTANT, section, title, questions, asked=asked, of=AskedOf.CONSULTANT)


FIRST_DAYS: tuple[Page, ...] = (
    _page(
        "publication",
        "organs",
        "Публикация имён и фотографий",
        Question(
            "publication_wanted",
            "Публикуем имена и фотографии избранных",
            why="Тогда каждый подписывает отдельное согласие на распространение данных.",
        ),
    ),
    _page(
        "power_of_attorney_draft",
        "filing",
        "Доверенность: срок и передоверие",
        Question("power_until", "До какого дня доверенность", where="Пусто — один год."),
        Question("power_substitution", "С правом передоверия"),
        asked=when.by_representative,
    ),
    _page(
        "first_orders",
        "first_days",
        "Первые приказы",
        Question("order_number", "Номер приказа о вступлении в должность"),
        Question("order_on", "Дата приказа", where="Пусто — день записи в ЕГРЮЛ."),
        Question("started_on", "С какого дня исполняет", where="Пусто — день приказа."),
        Question("accounting_number", "Номер приказа о бухгалтерском учёте"),
        Question("accounting_on", "Дата этого приказа", where="Пусто — та же."),
        Question("accountant", "Кто ведёт учёт", where="Пусто — сам председатель."),
        asked=when.registered,
    ),
    _page(
        "first_account",
        "first_days",
        "Счёт в банке",
        Question("bank_name", "Банк", example="Акционерное общество «Банк Поморский»"),
        Question("bank_email", "Электронная почта банка"),
        Question("second_signatory", "Кто ещё подписывает, кроме председателя"),
        asked=when.registered,
    ),
    _page(
        "first_tax",
        "first_days",
        "Упрощённая система налогообложения",
        Question("tax_object", "Объект налогообложения", where="Не выбрали — оставьте пустым."),
        Question("simplified_from", "С какого дня", where="Пусто — со дня постановки на учёт."),
        asked=when.registered,
    ),
    _page(
        "first_notice",
        "first_days",
        "Уведомление администрации",
        Question("notice_number", "Исходящий номер уведомления о регистрации"),
        asked=when.registered,
    ),
)
