"""Pages about the filing: who applies, how the papers travel, what is paid."""

from registration.questionnaire import conditions as when
from registration.questionnaire.page import Page, Question, Step

APPLICANT: tuple[Page, ...] = (
    Page(
        "submitted_on",
        Step.FILING,
        "municipal_registration",
        "Устав в администрации",
        (
            Question(
                "submitted_on",
                "Когда вы отдали устав в администрацию?",
                why="Сначала устав записывает администрация, потом — Минюст.",
                example="16 10 2026",
                where="Штамп на вашем листе письма.",
            ),
            Question(
                "incoming_number",
                "Какой входящий номер вам дали?",
                why="По номеру легко найти письмо.",
                example="2214",
                where="Штамп администрации на вашем экземпляре.",
            ),
        ),
    ),
    Page(
        "charter_act",
        Step.FILING,
        "municipal_registration",
        "Ответ администрации",
        (
            Question(
                "act",
                "Каким документом администрация записала устав?",
                why="С этого дня ТОС есть по закону.",
                example="Постановление администрации № 11/42 от 9 ноября 2026 года.",
                where="Бумага из администрации. Ответа ещё нет — нажмите «Не знаю».",
                needed=True,
            ),
            Question(
                "register_number",
                "Какой номер у ТОС в списке уставов?",
                why="Номер есть не везде.",
                example="7",
                where="Та же бумага или штамп на уставе. Номера нет — оставьте пустым.",
            ),
        ),
    ),
    Page(
        "applicant",
        Step.FILING,
        "applicant",
        "Кто подаёт",
        (
            Question(
                "person",
                "Кто ставит подпись на заявлении?",
                why="Его выбрали жители на встрече.",
                example="Попова Нина Ивановна",
                where="Найдите его имя в списке.",
                critical=True,
            ),
            Question(
                "capacity",
                "Кто он в ТОС?",
                why="Об этом есть строка в заявлении.",
                example="учредитель",
                where="Посмотрите решение собрания.",
            ),
        ),
        asked=when.people_known,
    ),
    Page(
        "applicant_contacts",
        Step.FILING,
        "applicant",
        "Связь с заявителем",
        (
            Question(
                "phone",
                "Какой телефон у заявителя?",
                why="По нему позвонят из Минюста или налоговой.",
                example="8 921 123-45-67",
                where="Спросите самого человека.",
                critical=True,
            ),
            Question(
                "email",
                "Какая почта в интернете у заявителя?",
                why="На эту почту налоговая пришлёт свои бумаги.",
                example="nina.popova@mail.ru",
                where="Почты нет — заведите бесплатно или попросите нас помочь.",
                critical=True,
            ),
            Question(
                "wants_paper",
                "Нужны ли бумаги на руки?",
                why="Без просьбы их пришлют только на почту в интернете.",
                example="Хотите бумагу с печатью — ответьте «да».",
                where="Решите сами.",
            ),
        ),
        asked=when.people_known,
    ),
    Page(
        "route",
        Step.FILING,
        "filing",
        "Как подаём",
        (
            Question(
                "route",
                "Как вы отдадите бумаги?",
                why="От этого зависит, нужен ли нотариус и сколько платить.",
                example="лично",
                where="Не уверены — спросите консультанта.",
            ),
            Question(
                "planned_on",
                "Когда хотите их отдать?",
                why="Некоторые справки нужны свежие.",
                example="23 11 2026",
                where="Решите сами.",
            ),
        ),
    ),
    Page(
        "representative",
        Step.FILING,
        "filing",
        "Представитель",
        (
            Question(
                "representative",
                "Кто отвезёт бумаги вместо заявителя?",
                why="Его имя пишут в доверенности.",
                example="Коробицын Алексей Фёдорович",
                where="Выберите человека из списка. Нет его — сначала впишите в «Люди».",
                needed=True,
            ),
            Question(
                "power_of_attorney",
                "Какой номер и день у доверенности?",
                why="Без доверенности бумаги не примут.",
                example="№ 29-1 от 10 ноября 2026 года",
                where="Доверенность от нотариуса, первая страница.",
            ),
        ),
        asked=when.by_representative,
    ),
    Page(
        "notary",
        Step.FILING,
        "filing",
        "Нотариус",
        (
            Question(
                "notary_on",
                "Когда заявитель идёт к нотариусу?",
                why="Он ставит печать рядом с подписью, если бумаги едут без вас.",
                example="20 11 2026",
                where="Запишитесь по телефону. Нотариус не нужен — оставьте пустым.",
            ),
        ),
        asked=when.on_paper,
    ),
    Page(
        "signature",
        Step.FILING,
        "applicant",
        "Электронная подпись",
        (
            Question(
                "account_confirmed",
                "Подтверждена ли запись заявителя на Госуслугах?",
                why="Без этого бумаги через Госуслуги не уйдут.",
                example="Ходили с паспортом в МФЦ — ответьте «да».",
                where="Госуслуги, раздел «Профиль».",
                needed=True,
            ),
            Question(
                "signature_valid_until",
                "До какого дня действует электронная подпись?",
                why="Старая подпись не подойдёт.",
                example="1 9 2027",
                where="Приложение «Госключ».",
                needed=True,
            ),
        ),
        asked=when.electronic,
    ),
    Page(
        "duty_payer",
        Step.FILING,
        "state_duty",
        "Кто платит пошлину",
        (
            Question(
                "payer",
                "Кто платит пошлину?",
                why="Имя плательщика стоит в квитанции.",
                example="Попова Нина Ивановна",
                where="Выберите человека из списка. Обычно платит заявитель.",
            ),
        ),
        asked=when.people_known,
    ),
    Page(
        "duty_paid",
        Step.FILING,
        "state_duty",
        "Оплата пошлины",
        (
            Question(
                "paid_on",
                "Когда заплатили?",
                why="Пошлину платят до подачи бумаг.",
                example="19 11 2026",
                where="Чек из банка. Ещё не платили — оставьте пустым.",
            ),
            Question(
                "amount",
                "Сколько рублей?",
                why="Если заплатить меньше, бумаги вернут.",
                example="4000",
                where="Чек из банка.",
            ),
            Question(
                "receipt_number",
                "Какой номер у чека?",
                why="По номеру найдут платёж.",
                example="0001",
                where="Верх чека.",
            ),
        ),
    ),
)

FILED: tuple[Page, ...] = (
    Page(
        "filed",
        Step.FILING,
        "filing",
        "Подали бумаги",
        (
            Question(
                "filed_on",
                "Когда вы отдали бумаги?",
                why="С этого дня считают срок ответа.",
                example="23 11 2026",
                where="Расписка. Ещё не отдали — оставьте пустым.",
            ),
            Question(
                "receipt_number",
                "Какой номер у расписки?",
                why="По номеру узнают, где ваши бумаги.",
                example="1234",
                where="Расписка или письмо с Госуслуг.",
            ),
        ),
    ),
)
