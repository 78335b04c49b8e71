"""Pages about what came back after the filing."""

from registration.questionnaire import conditions as when
from registration.questionnaire.page import Page, Question, Step

AFTER: tuple[Page, ...] = (
    Page(
        "suspended",
        Step.AFTER,
        "filing",
        "Не приостановили ли",
        (
            Question(
                "suspended_on",
                "Приостановил ли Минюст вашу запись? В какой день?",
                why="Ошибки можно исправить, но срок идёт.",
                example="3 12 2026",
                where="Письмо из Минюста. Письма нет — оставьте пустым.",
            ),
        ),
        asked=when.filed,
    ),
    Page(
        "suspension_reasons",
        Step.AFTER,
        "filing",
        "Что исправить",
        (
            Question(
                "suspension_reasons",
                "Что написал Минюст?",
                why="Мы поможем исправить каждую ошибку.",
                example="В протоколе нет номера решения о границах.",
                where="Перепишите из письма. Или пошлите нам фото.",
                needed=True,
            ),
        ),
        asked=when.suspended,
    ),
    Page(
        "decision",
        Step.AFTER,
        "outcome",
        "Решение Минюста",
        (
            Question(
                "decided_on",
                "Когда Минюст решил записать ТОС?",
                why="После этого дня налоговая даёт номер ОГРН.",
                example="10 12 2026",
                where="Письмо из Минюста. Решения нет — оставьте пустым.",
            ),
            Question(
                "order_number",
                "Какой номер у решения?",
                why="Номер нужен, если письмо потеряют.",
                example="415-р",
                where="Письмо из Минюста.",
            ),
        ),
        asked=when.filed,
    ),
    Page(
        "refused",
        Step.AFTER,
        "outcome",
        "Отказ",
        (
            Question(
                "refused_on",
                "Если отказали, в какой день?",
                why="После отказа бумаги можно исправить и отдать снова.",
                example="10 12 2026",
                where="Письмо из Минюста. Отказа нет — оставьте пустым.",
            ),
        ),
        asked=when.filed,
    ),
    Page(
        "refusal_reasons",
        Step.AFTER,
        "outcome",
        "Почему отказали",
        (
            Question(
                "refusal_reasons",
                "Почему отказали?",
                why="Мы поможем всё исправить.",
                example="Название в уставе и в заявлении разное.",
                where="Перепишите из письма. Или пошлите нам фото.",
                needed=True,
            ),
        ),
        asked=when.refused,
    ),
    Page(
        "registered_on",
        Step.AFTER,
        "outcome",
        "День записи",
        (
            Question(
                "registered_on",
                "В какой день ТОС записали в ЕГРЮЛ?",
                why="Это день рождения вашей организации.",
                example="15 12 2026",
                where="Лист записи ЕГРЮЛ, он придёт на почту.",
            ),
        ),
        asked=when.decided,
    ),
    Page(
        "numbers",
        Step.AFTER,
        "outcome",
        "Номера ТОС",
        (
            Question(
                "ogrn",
                "Какой ОГРН?",
                why="ОГРН просят в банке и в грантах.",
                example="13 цифр: 1262900000001",
                where="Лист записи ЕГРЮЛ.",
                critical=True,
            ),
            Question(
                "inn",
                "Какой ИНН у ТОС?",
                why="ИНН нужен для счёта в банке.",
                example="10 цифр: 2901000001",
                where="Свидетельство из налоговой.",
                critical=True,
            ),
            Question(
                "kpp",
                "Какой КПП у ТОС?",
                why="КПП пишут рядом с ИНН.",
                example="9 цифр: 290101001",
                where="Свидетельство из налоговой.",
            ),
        ),
        asked=when.decided,
    ),
    Page(
        "satisfied",
        Step.AFTER,
        "outcome",
        "Ваше мнение",
        (
            Question(
                "satisfied",
                "Довольны ли вы, от 1 до 5?",
                why="Так мы станем лучше.",
                example="5 — всё хорошо, 1 — всё плохо.",
                where="Решите сами.",
            ),
            Question(
                "hardest",
                "Что было трудно?",
                why="Другим лидерам станет легче.",
                example="Трудно было найти решение о границах.",
                where="Вспомните свой путь.",
            ),
        ),
        asked=when.filed,
    ),
)
