"""Pages about the TOS itself: who fills, what exists already, how it is called."""

from registration.questionnaire import conditions as when
from registration.questionnaire.page import Page, Question, Step

_START = (
    Page(
        "filled_by",
        Step.START,
        "card",
        "Кто заполняет",
        (
            Question(
                "filled_by",
                "Кто заполняет вопросы?",
                why="Так мы поймём, с кем говорить, если что-то неясно.",
                example="Помогаете соседке — выберите «помощник».",
                where="Искать ничего не нужно.",
                by_voice="Вы сами отвечаете или кому-то помогаете?",
            ),
        ),
    ),
    Page(
        "contact_phone",
        Step.START,
        "card",
        "Телефон для связи",
        (
            Question(
                "contact_phone",
                "По какому телефону вам позвонить?",
                why="Консультант позвонит, если будет вопрос.",
                example="8 921 123-45-67",
                where="Это ваш телефон. Годится и домашний, с кодом.",
                by_voice="Скажите номер телефона по одной-две цифры.",
                critical=True,
                needed=True,
            ),
        ),
    ),
)

_HAVE = (
    Page(
        "track",
        Step.HAVE,
        "tos",
        "Есть ли уже ТОС",
        (
            Question(
                "track",
                "ТОС уже создан?",
                why="Если ТОС уже есть, часть вопросов мы не зададим.",
                example="Устав когда-то утвердили в администрации — значит, ТОС уже есть.",
                where="Спросите прежнего председателя или в администрации округа.",
            ),
        ),
    ),
    Page(
        "present_name",
        Step.HAVE,
        "tos",
        "Название сейчас",
        (
            Question(
                "present_name",
                "Как ТОС называется сейчас?",
                why="Старое название стоит в прежних бумагах. Мы впишем его в протокол.",
                example="ТОС «Родник»",
                where="Первая страница старого устава.",
                needed=True,
            ),
        ),
        asked=when.exists_already,
    ),
    Page(
        "earlier_registration",
        Step.HAVE,
        "tos",
        "Прежний устав",
        (
            Question(
                "earlier_registration",
                "По какой бумаге записан прежний устав?",
                why="По этой бумаге видно, с какого дня ТОС работает.",
                example="Постановление администрации округа № 45 от 12 мая 2015 года.",
                where="Спросите у прежнего председателя. Или в администрации.",
                by_voice="Есть постановление о вашем уставе? Прочитайте номер и дату.",
                needed=True,
            ),
        ),
        asked=when.exists_already,
    ),
    Page(
        "purposes",
        Step.HAVE,
        "card",
        "Зачем нужно юрлицо",
        (
            Question(
                "purposes",
                "Зачем вам юридическое лицо?",
                why="Мы подскажем, что нужно для вашей цели.",
                example="Хотим получить грант на детскую площадку.",
                where="Подумайте, чего вы не можете сделать сейчас.",
                by_voice="Что вы хотите делать: открыть счёт, получать гранты, что-то ещё?",
            ),
        ),
    ),
)

_NAME = (
    Page(
        "full_name",
        Step.NAME,
        "tos",
        "Полное название",
        (
            Question(
                "full_name",
                "Как ТОС будет называться полностью?",
                why="Это название войдёт во все бумаги, буква в букву.",
                example="Территориальное общественное самоуправление «Заречье» и название округа.",
                where="Придумайте имя из одного-двух слов. Остальное допишет консультант.",
                by_voice="Какое имя вы придумали? Скажите его по буквам.",
                critical=True,
            ),
        ),
    ),
    Page(
        "short_name",
        Step.NAME,
        "tos",
        "Короткое название",
        (
            Question(
                "short_name",
                "Какое будет короткое название?",
                why="Короткое имя пишут в счёте и на печати.",
                example="ТОС «Заречье»",
                where="Слово «ТОС» и то же имя в кавычках.",
                critical=True,
            ),
        ),
    ),
    Page(
        "name_has_surname",
        Step.NAME,
        "tos",
        "Чужое имя в названии",
        (
            Question(
                "name_has_surname",
                "Есть ли в названии имя или фамилия человека?",
                why="Чужое имя берут, только если человек или его семья не против.",
                example="ТОС «Имени Ломоносова» — ответьте «да».",
                where="Прочтите вслух то имя, что вы выбрали.",
            ),
        ),
    ),
    Page(
        "name_right_document",
        Step.NAME,
        "tos",
        "Право на имя",
        (
            Question(
                "name_right_document",
                "Какая бумага разрешает взять это имя?",
                why="Без неё в записи могут отказать.",
                example="Согласие наследников от 1 октября 2026 года.",
                where="Согласие пишет сам человек или его семья.",
                needed=True,
            ),
        ),
        asked=when.named_after_somebody,
    ),
    Page(
        "tos_contacts",
        Step.NAME,
        "tos",
        "Связь с ТОС",
        (
            Question(
                "phone",
                "Какой телефон будет у ТОС?",
                why="По нему звонят из Минюста и администрации.",
                example="8 921 123-45-67",
                where="Можно дать телефон председателя.",
            ),
            Question(
                "email",
                "Какая почта в интернете будет у ТОС?",
                why="На неё придут ответы из налоговой.",
                example="tos-zarechye@mail.ru",
                where="Почты нет — заведите бесплатно или попросите нас помочь.",
            ),
        ),
    ),
)

BEGINNING: tuple[Page, ...] = _START + _HAVE
NAME: tuple[Page, ...] = _NAME
