"""Pages about the registered address and whose premises it is."""

from registration.questionnaire import conditions as when
from registration.questionnaire.page import Page, Question, Step

ADDRESS: tuple[Page, ...] = (
    Page(
        "address",
        Step.ADDRESS,
        "address",
        "Адрес ТОС",
        (
            Question(
                "address",
                "По какому адресу «пропишем» ТОС?",
                why="На этот адрес придут письма от государства.",
                example="село Верхняя Тойма, улица Заречная, дом 20",
                where="Адрес дома из выписки о хозяине. Нет улицы — пропустите её.",
                by_voice="Назовите село, улицу, дом и квартиру для писем.",
                critical=True,
            ),
        ),
    ),
    Page(
        "dwelling",
        Step.ADDRESS,
        "address",
        "Жильё или нет",
        (
            Question(
                "dwelling",
                "Это жилой дом или квартира?",
                why="Для жилья нужно согласие всех хозяев.",
                example="Дом культуры — ответьте «нет».",
                where="Посмотрите в выписке: «жилое» или «нежилое».",
            ),
            Question(
                "mail_arrives",
                "Доходит ли сюда почта?",
                why="Если письма не забирать, адрес признают ложным.",
                example="Почтальон приходит раз в неделю — ответьте «да».",
                where="Спросите на почте.",
                needed=True,
            ),
        ),
    ),
    Page(
        "owner_kind",
        Step.ADDRESS,
        "premises",
        "Чьё помещение",
        (
            Question(
                "owner_kind",
                "Кто хозяин этого помещения?",
                why="Хозяин пишет письмо, что он не против.",
                example="Дом культуры обычно принадлежит администрации.",
                where="Выписка из ЕГРН: строка «правообладатель».",
            ),
        ),
    ),
    Page(
        "owner",
        Step.ADDRESS,
        "premises",
        "Хозяин",
        (
            Question(
                "owner",
                "Как зовут хозяина?",
                why="Он подпишет письмо.",
                example="Попова Нина Ивановна",
                where="Выберите человека из списка. Нет его — сначала впишите в «Люди».",
                needed=True,
            ),
        ),
        asked=when.owned_by_people,
    ),
    Page(
        "owner_share",
        Step.ADDRESS,
        "premises",
        "Доля хозяина",
        (
            Question(
                "share",
                "Какая доля у хозяина?",
                why="Если хозяев несколько, в письмах пишут доли.",
                example="1/2",
                where="Выписка из ЕГРН.",
            ),
        ),
        asked=when.owned_in_shares,
    ),
    Page(
        "organisation",
        Step.ADDRESS,
        "premises",
        "Организация-хозяин",
        (
            Question(
                "organisation",
                "Кто даёт вам место и чья подпись будет на письме?",
                why="От имени хозяина пишут гарантийное письмо.",
                example="Администрация округа. Подпишет глава, на основании Устава.",
                where="Спросите там, где вам дают ключ.",
                by_voice="Чьё это помещение? Кто там главный и как его зовут?",
                needed=True,
            ),
        ),
        asked=when.owned_by_organisation,
    ),
    Page(
        "co_owners",
        Step.ADDRESS,
        "premises",
        "Ещё один хозяин или жилец",
        (
            Question(
                "person",
                "Кто ещё владеет домом или живёт в нём?",
                why="Эти люди тоже должны согласиться.",
                example="Коробицын Алексей Фёдорович",
                where="Выберите человека из списка. Нет его — сначала впишите в «Люди».",
            ),
            Question(
                "share",
                "Какая у него доля?",
                why="Доли пишут в согласии.",
                example="1/2",
                where="Выписка из ЕГРН. Доли нет — оставьте пустым.",
            ),
            Question(
                "represented_by",
                "Если это ребёнок, кто подпишет за него?",
                why="За ребёнка подписывает отец, мать или опекун.",
                example="Попова Нина Ивановна",
                where="Выберите человека из списка. Это взрослый — оставьте пустым.",
            ),
        ),
        intro="Впишите всех, кроме самого хозяина. Детей тоже.",
        many="Кто ещё владеет или живёт",
        each="co_owners",
        asked=when.lived_in_by_several,
    ),
    Page(
        "lease",
        Step.ADDRESS,
        "premises",
        "Договор найма",
        (
            Question(
                "lease",
                "Какой номер и день у договора найма?",
                why="Договор назовём в письме.",
                example="№ 17 от 3 марта 2012 года",
                where="Первая страница договора социального найма.",
                needed=True,
            ),
        ),
        asked=when.rented,
    ),
    Page(
        "extract",
        Step.ADDRESS,
        "premises",
        "Выписка из ЕГРН",
        (
            Question(
                "extract_on",
                "От какого дня у вас выписка из ЕГРН?",
                why="Выписка говорит, кто хозяин. Старую могут не принять.",
                example="20 10 2026",
                where="Закажите на Госуслугах или в МФЦ. Выписки нет — оставьте пустым.",
            ),
            Question(
                "cadastral_number",
                "Какой кадастровый номер?",
                why="Номер не даст спутать ваше помещение с другим.",
                example="29:14:010101:123",
                where="Выписка из ЕГРН, первая строка.",
            ),
        ),
        asked=when.registered_right,
    ),
    Page(
        "right_record",
        Step.ADDRESS,
        "premises",
        "Запись о праве",
        (
            Question(
                "right_number",
                "Какой номер у записи о праве?",
                why="Запись подтвердит, что хозяин — тот самый.",
                example="29:14:010101:123-29/001/2018-1",
                where="Выписка из ЕГРН, раздел о правах.",
            ),
            Question(
                "right_on",
                "От какого дня эта запись?",
                why="Дату пишут рядом с номером.",
                example="14 5 2018",
                where="Выписка из ЕГРН, рядом с номером записи.",
            ),
        ),
        asked=when.registered_right,
    ),
    Page(
        "terms_of_use",
        Step.ADDRESS,
        "premises",
        "На каких условиях",
        (
            Question(
                "area",
                "Какая площадь у помещения?",
                why="Площадь пишут в письме хозяина.",
                example="54,3",
                where="Выписка из ЕГРН или договор. В квадратных метрах.",
            ),
            Question(
                "free_of_charge",
                "Помещение дают бесплатно?",
                why="Об этом пишут в письме хозяина.",
                example="Денег не берут — ответьте «да».",
                where="Спросите хозяина.",
            ),
            Question(
                "until",
                "До какого дня его дают?",
                why="Срок пишут в письме хозяина.",
                example="31 12 2027",
                where="Спросите хозяина. Срока нет — оставьте пустым.",
            ),
        ),
    ),
)
