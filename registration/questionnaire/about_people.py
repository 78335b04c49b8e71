"""Pages about people: each is entered once, then given roles."""

from registration.domain.case import Case
from registration.questionnaire import conditions as when
from registration.questionnaire.page import Page, Question, Step

_PERSONS = (
    Page(
        "person_name",
        Step.PEOPLE,
        "people",
        "Имя человека",
        (
            Question(
                "name",
                "Как зовут человека?",
                why="Имя войдёт во все бумаги, буква в букву.",
                example="Попова Нина Ивановна",
                where="Паспорт, страница с фото. Букву «ё» не меняйте на «е».",
                by_voice="Назовите фамилию по буквам. Потом имя и отчество.",
                critical=True,
            ),
        ),
        intro="Впишите всех, кто создаёт ТОС, ведёт собрание или войдёт в органы. "
        "Каждого человека впишите один раз.",
        many="Люди",
        each="persons",
    ),
    Page(
        "person_birth",
        Step.PEOPLE,
        "people",
        "Пол и день рождения",
        (
            Question(
                "sex",
                "Это мужчина или женщина?",
                why="Слова в бумагах зависят от пола: «проживающий», «проживающая».",
                example="женский",
                where="Паспорт, страница с фото.",
            ),
            Question(
                "birth_date",
                "Когда человек родился?",
                why="Создавать ТОС и работать в нём можно с 18 лет.",
                example="5 3 1961",
                where="Паспорт, страница с фото.",
                by_voice="Назовите число, месяц и год рождения.",
                critical=True,
            ),
        ),
        each="persons",
    ),
    Page(
        "person_citizenship",
        Step.PEOPLE,
        "people",
        "Гражданство",
        (
            Question(
                "citizenship",
                "Какое у человека гражданство?",
                why="Для жителя с паспортом другой страны нужны другие бумаги.",
                example="Российская Федерация",
                where="Паспорт.",
            ),
        ),
        each="persons",
    ),
    Page(
        "person_country",
        Step.PEOPLE,
        "people",
        "Код страны",
        (
            Question(
                "country_code",
                "Какой код у страны гражданства?",
                why="Код пишут в заявлении вместо названия страны.",
                example="112",
                where="Код подскажет консультант.",
                needed=True,
            ),
        ),
        each="persons",
        asked_item=when.foreigner,
    ),
    Page(
        "person_address",
        Step.PEOPLE,
        "people",
        "Адрес по паспорту",
        (
            Question(
                "registered_address",
                "Где человек прописан?",
                why="Адрес нужен для списков и заявления.",
                example="село Верхняя Тойма, улица Заречная, дом 5",
                where="Паспорт, страница со штампом «зарегистрирован». Нет улицы — пропустите её.",
                by_voice="Прочитайте штамп о прописке: село, улица, дом, квартира.",
                critical=True,
                needed=True,
            ),
        ),
        each="persons",
    ),
    Page(
        "person_home",
        Step.PEOPLE,
        "people",
        "Живёт ли в ТОС",
        (
            Question(
                "lives_on_territory",
                "Человек живёт на территории ТОС?",
                why="Создавать ТОС могут только те, кто в нём живёт.",
                example="Прописан в городе, а живёт у вас, — ответьте «да».",
                where="Спросите самого человека.",
            ),
        ),
        each="persons",
    ),
    Page(
        "person_actual_address",
        Step.PEOPLE,
        "people",
        "Где живёт на самом деле",
        (
            Question(
                "actual_address",
                "Где человек живёт, если не там, где прописан?",
                why="По этому адресу видно, что он житель ТОС.",
                example="Прописан там же, где живёт, — оставьте пустым.",
                where="Спросите самого человека.",
            ),
        ),
        each="persons",
    ),
    Page(
        "person_contacts",
        Step.PEOPLE,
        "people",
        "Телефон и почта",
        (
            Question(
                "phone",
                "Какой у человека телефон?",
                why="Телефон нужен в списке тех, кто создаёт ТОС.",
                example="8 921 123-45-67",
                where="Спросите самого человека. Нет телефона — оставьте пустым.",
            ),
            Question(
                "email",
                "Есть ли у него почта в интернете?",
                why="На неё можно послать бумаги.",
                example="nina.popova@mail.ru",
                where="Спросите самого человека. Почты нет — оставьте пустым.",
            ),
        ),
        each="persons",
    ),
    Page(
        "person_post",
        Step.PEOPLE,
        "people",
        "Работа во власти",
        (
            Question(
                "public_post",
                "Работает ли человек в органах власти?",
                why="Не всякий чиновник может руководить ТОС.",
                example="специалист администрации округа",
                where="Впишите должность. Не работает — оставьте пустым.",
            ),
        ),
        each="persons",
    ),
    Page(
        "person_consent",
        Step.PEOPLE,
        "people",
        "Согласие",
        (
            Question(
                "consent_on",
                "Когда человек подписал согласие на работу с его данными?",
                why="Без согласия мы не можем хранить его имя и адрес.",
                example="1 10 2026",
                where="Отдельный лист согласия, внизу у подписи.",
                needed=True,
            ),
        ),
        each="persons",
    ),
)

_FOUNDERS = (
    Page(
        "founders",
        Step.PEOPLE,
        "founders",
        "Учредители",
        (
            Question(
                "person",
                "Кто создаёт организацию вместе с вами?",
                why="Нужно не меньше трёх взрослых жителей.",
                example="Попова Нина Ивановна",
                where="Выберите из тех, кого вы уже вписали.",
                by_voice="Кто из названных людей будет учредителем?",
            ),
        ),
        intro="Эти люди — учредители. Их назовут в бумагах для Минюста.",
        many="Учредители",
        each="members",
        asked=when.people_known,
    ),
    Page(
        "founder_declaration",
        Step.PEOPLE,
        "founders",
        "Заявление учредителя",
        (
            Question(
                "declaration_on",
                "Когда учредитель подписал заявление, что запретов для него нет?",
                why="Закон не даёт создавать ТОС тем, кому это запретил суд.",
                example="10 10 2026",
                where="Лист «Заявление учредителя». Мы дадим его вместе с бумагами.",
            ),
        ),
        each="members",
        asked=when.people_known,
    ),
)


def _group_asked(case: Case) -> bool:
    return when.is_new(case) and when.people_known(case)


_INITIATIVE = (
    Page(
        "initiative_members",
        Step.INITIATIVE,
        "initiative",
        "Инициативная группа",
        (
            Question(
                "members",
                "Кто входит в инициативную группу?",
                why="Эти жители первыми предложили создать ТОС.",
                example="Попова, Коробицын, Хабарова",
                where="Отметьте людей из списка. Можно взять учредителей.",
            ),
        ),
        asked=_group_asked,
    ),
    Page(
        "initiative_chair",
        Step.INITIATIVE,
        "initiative",
        "Кто ведёт группу",
        (
            Question(
                "chair",
                "Кто главный в группе?",
                why="Он подпишет письмо депутатам о границах.",
                example="Попова Нина Ивановна",
                where="Выберите из членов группы.",
            ),
            Question(
                "secretary",
                "Кто пишет протокол группы?",
                why="Под записью о встрече ставят подписи двое.",
                example="Хабарова Любовь Петровна",
                where="Выберите другого члена группы.",
            ),
            Question(
                "deputy",
                "Есть ли заместитель?",
                why="Он подпишет бумаги, если главный уедет.",
                example="Заместителя нет — оставьте пустым.",
                where="Выберите из членов группы.",
            ),
        ),
        asked=_group_asked,
    ),
    Page(
        "initiative_meeting",
        Step.INITIATIVE,
        "initiative",
        "Первая встреча",
        (
            Question(
                "met_on",
                "В какой день группа собралась впервые?",
                why="С этой встречи начинается история ТОС.",
                example="20 7 2026",
                where="Ваши записи. Точно не помните — спросите друг друга.",
            ),
            Question(
                "place",
                "Где вы собрались?",
                why="Место пишут в протоколе.",
                example="библиотека села Верхняя Тойма",
                where="Ваши записи.",
            ),
        ),
        asked=_group_asked,
    ),
)

# Passports come late: only then it is known whose passports the papers name.
PASSPORTS: tuple[Page, ...] = (
    Page(
        "person_passport",
        Step.FILING,
        "people",
        "Паспорт",
        (
            Question(
                "document",
                "Паспорт человека",
                why="Паспорт впишут в заявление и в список учредителей.",
                example="Серия 11 14, номер 123456",
                where="Паспорт, страница с фото. Пусть человек впишет его сам или с консультантом.",
                by_voice="Паспорт по телефону диктует сам хозяин паспорта.",
                critical=True,
                masked=True,
                needed=True,
            ),
        ),
        many="Паспорта и ИНН",
        each="persons",
        asked_item=when.signs_papers,
    ),
    Page(
        "person_birth_place",
        Step.FILING,
        "people",
        "Место рождения",
        (
            Question(
                "birth_place",
                "Где человек родился?",
                why="Место рождения пишут в заявлении, как в паспорте.",
                example="с. Верхняя Тойма Верхнетоемского района Архангельской области",
                where="Паспорт, страница с фото. Перепишите буква в букву.",
                critical=True,
            ),
        ),
        each="persons",
        asked_item=when.signs_papers,
    ),
    Page(
        "person_inn",
        Step.FILING,
        "people",
        "ИНН человека",
        (
            Question(
                "inn",
                "Какой у человека ИНН?",
                why="По ИНН налоговая находит человека без ошибки.",
                example="290100123456, всего 12 цифр",
                where="Свидетельство об ИНН или Госуслуги. ИНН нет — оставьте пустым.",
                by_voice="Диктуйте ИНН по две цифры.",
                critical=True,
                masked=True,
            ),
        ),
        each="persons",
        asked_item=when.signs_papers,
    ),
)

PEOPLE: tuple[Page, ...] = _PERSONS + _FOUNDERS
INITIATIVE: tuple[Page, ...] = _INITIATIVE
