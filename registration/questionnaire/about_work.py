"""Pages about who leads the TOS and what it does: choices of the charter and of the meeting."""

from registration.questionnaire import conditions as when
from registration.questionnaire.page import Page, Question, Step

ORGANS: tuple[Page, ...] = (
    Page(
        "executive",
        Step.ORGANS,
        "charter",
        "Нужен ли совет",
        (
            Question(
                "executive",
                "Кто будет руководить ТОС?",
                why="Совет помогает председателю. Для одного дома он обычно не нужен.",
                example="Деревня на сто человек — «председатель и совет».",
                where="Решите на встрече с жителями.",
            ),
        ),
    ),
    Page(
        "council_size",
        Step.ORGANS,
        "charter",
        "Размер совета",
        (
            Question(
                "council_size",
                "Сколько человек в совете?",
                why="Число членов совета пишут в уставе.",
                example="5",
                where="Удобно нечётное число: 3, 5 или 7.",
                needed=True,
            ),
            Question(
                "council_title",
                "Как назвать совет?",
                why="Для улицы или подъезда есть свои привычные слова.",
                example="совет ТОС",
                where="Решите на встрече с жителями.",
            ),
        ),
        asked=when.with_council,
    ),
    Page(
        "audit",
        Step.ORGANS,
        "charter",
        "Кто проверяет",
        (
            Question(
                "audit",
                "Кто будет проверять деньги ТОС?",
                why="Проверять может один ревизор или комиссия из трёх человек.",
                example="ревизор",
                where="Для малого ТОС хватит одного ревизора.",
            ),
        ),
    ),
    Page(
        "audit_size",
        Step.ORGANS,
        "charter",
        "Размер комиссии",
        (
            Question(
                "audit_size",
                "Сколько человек в комиссии?",
                why="В комиссии не меньше трёх человек.",
                example="3",
                where="Решите на встрече с жителями.",
                needed=True,
            ),
        ),
        asked=when.with_commission,
    ),
    Page(
        "term_years",
        Step.ORGANS,
        "charter",
        "Срок работы",
        (
            Question(
                "term_years",
                "На сколько лет избирают председателя и других?",
                why="Срок пишут в уставе. Потом нужны новые выборы.",
                example="3",
                where="Обычно выбирают 2, 3 или 5 лет.",
            ),
        ),
    ),
    Page(
        "organs_chair",
        Step.ORGANS,
        "organs",
        "Председатель",
        (
            Question(
                "chair",
                "Кого избрали председателем?",
                why="Он действует от имени ТОС без доверенности.",
                example="Попова Нина Ивановна",
                where="Выберите человека из списка. Ему должно быть 18 лет.",
                critical=True,
            ),
            Question(
                "deputy",
                "Кто заменит его, если он уедет или заболеет?",
                why="Так ТОС не остановится.",
                example="Коробицын Алексей Фёдорович",
                where="Выберите человека из списка. Никого нет — оставьте пустым.",
            ),
        ),
        asked=when.people_known,
    ),
    Page(
        "organs_council",
        Step.ORGANS,
        "organs",
        "Совет",
        (
            Question(
                "council",
                "Кого избрали в совет?",
                why="Этих людей назовём в протоколе.",
                example="Попова, Коробицын, Хабарова",
                where="Отметьте людей из списка.",
                needed=True,
            ),
        ),
        asked=when.council_elected,
    ),
    Page(
        "organs_audit",
        Step.ORGANS,
        "organs",
        "Ревизор",
        (
            Question(
                "audit",
                "Кого избрали проверять деньги?",
                why="Проверять нельзя председателю, совету и их близким.",
                example="Третьяк Мария Лукинична",
                where="Отметьте людей из списка.",
            ),
            Question(
                "relatives_checked",
                "Среди них точно нет близкой родни председателя и совета?",
                why="Родственник не может проверять своего родственника.",
                example="Ревизор — сестра председателя. Ответьте «нет».",
                where="Спросите самих людей.",
            ),
        ),
        asked=when.people_known,
    ),
    Page(
        "organs_audit_chair",
        Step.ORGANS,
        "organs",
        "Глава комиссии",
        (
            Question(
                "audit_chair",
                "Кто главный в комиссии?",
                why="Он подписывает акт проверки.",
                example="Третьяк Мария Лукинична",
                where="Выберите одного из членов комиссии.",
                needed=True,
            ),
        ),
        asked=when.commission_elected,
    ),
)

WORK: tuple[Page, ...] = (
    Page(
        "directions",
        Step.WORK,
        "charter",
        "Дела ТОС",
        (
            Question(
                "directions",
                "Чем занимается ваш ТОС?",
                why="Дела назовём в уставе. Другие дела потом потребуют нового устава.",
                example="благоустройство, помощь пожилым, праздники",
                where="Отметьте всё, что делаете или хотите делать.",
            ),
        ),
    ),
    Page(
        "tasks",
        Step.WORK,
        "charter",
        "Главные дела",
        (
            Question(
                "tasks",
                "Какие у вас главные дела на ближайшие годы?",
                why="С ними устав будет про ваш ТОС, а не про любой.",
                example="построить детскую площадку",
                where="Впишите два-три дела своими словами.",
            ),
        ),
    ),
    Page(
        "fees",
        Step.WORK,
        "charter",
        "Взносы",
        (
            Question(
                "fees",
                "Собираете ли вы деньги с жителей?",
                why="О взносах пишут в уставе.",
                example="Кто хочет, тот даёт — «добровольные взносы».",
                where="Решите на встрече с жителями.",
            ),
        ),
    ),
    Page(
        "income",
        Step.WORK,
        "charter",
        "Заработок",
        (
            Question(
                "income",
                "Будет ли ТОС зарабатывать?",
                why="Зарабатывать можно, только если об этом сказано в уставе.",
                example="Хотим продавать сувениры — ответьте «да».",
                where="Гранты и взносы — не заработок.",
            ),
        ),
    ),
    Page(
        "income_kinds",
        Step.WORK,
        "charter",
        "На чём зарабатываете",
        (
            Question(
                "income_kinds",
                "На чём ТОС будет зарабатывать?",
                why="Каждое такое дело пишут в уставе.",
                example="продажа сувениров местных мастеров",
                where="Каждое дело впишите отдельно.",
                needed=True,
            ),
            Question(
                "start_property",
                "Сколько рублей будет у ТОС для начала?",
                why="Кто хочет зарабатывать, тому нужно имущество.",
                example="10000",
                where="Сумму подскажет консультант.",
                needed=True,
            ),
        ),
        asked=when.earns,
    ),
    Page(
        "membership",
        Step.WORK,
        "charter",
        "Кто участник",
        (
            Question(
                "membership",
                "Каждый житель участник сам или нужно заявление?",
                why="От этого зависит, надо ли вести список участников.",
                example="Обычно участник — каждый житель, без заявления.",
                where="Не уверены — спросите консультанта.",
            ),
        ),
    ),
    Page(
        "application_days",
        Step.WORK,
        "charter",
        "Ответ на заявление",
        (
            Question(
                "application_days",
                "За сколько дней отвечают на заявление жителя?",
                why="Срок пишут в уставе.",
                example="10",
                where="Решите сами. Обычно хватает 10 дней.",
                needed=True,
            ),
        ),
        asked=when.by_application,
    ),
    Page(
        "notice_days",
        Step.WORK,
        "charter",
        "За сколько дней звать",
        (
            Question(
                "notice_days",
                "За сколько дней звать жителей на собрание?",
                why="Людям нужно время, чтобы собраться. Срок пишут в уставе.",
                example="14",
                where="Обычно хватает 14 дней.",
            ),
        ),
    ),
    Page(
        "deal_limit",
        Step.WORK,
        "charter",
        "Траты председателя",
        (
            Question(
                "deal_limit",
                "До какой суммы председатель тратит деньги сам?",
                why="На большие траты он спросит жителей.",
                example="30000",
                where="Решите на встрече. Границы не нужно — оставьте пустым.",
            ),
        ),
    ),
    Page(
        "pay",
        Step.WORK,
        "charter",
        "Плата за работу",
        (
            Question(
                "pay",
                "Платят ли председателю и другим за работу?",
                why="Об этом пишут в уставе.",
                example="Обычно работают «на общественных началах», то есть без платы.",
                where="Решите на встрече с жителями.",
            ),
        ),
    ),
    Page(
        "seal",
        Step.WORK,
        "charter",
        "Печать",
        (
            Question(
                "seal",
                "Нужна ли ТОС печать?",
                why="Печать не обязательна. Но банк иногда её просит.",
                example="Не нужна — ответьте «нет».",
                where="Решите сами.",
            ),
        ),
    ),
    Page(
        "symbols",
        Step.WORK,
        "charter",
        "Эмблема",
        (
            Question(
                "symbols",
                "Есть ли у ТОС эмблема или флаг?",
                why="Эмблему описывают в уставе словами.",
                example="Синий круг, в нём белая лодка.",
                where="Посмотрите на рисунок. Эмблемы нет — оставьте пустым.",
            ),
        ),
    ),
)
