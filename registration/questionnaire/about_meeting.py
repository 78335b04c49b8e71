"""Pages about the founding meeting: how it was called, who came, what it decided."""

from registration.questionnaire import conditions as when
from registration.questionnaire.page import Page, Question, Step

_BEFORE = (
    Page(
        "meeting_kind",
        Step.MEETING,
        "meeting",
        "Вид встречи",
        (
            Question(
                "kind",
                "Какая встреча создаёт ТОС?",
                why="На собрание идут все жители, на конференцию — делегаты от домов.",
                example="В деревне проще выбрать «собрание граждан».",
                where="Решите сами. До 100 жителей проводят собрание.",
            ),
        ),
    ),
    Page(
        "meeting_time",
        Step.MEETING,
        "meeting",
        "День и час",
        (
            Question(
                "held_on",
                "В какой день встреча?",
                why="С этого дня считают срок работы председателя.",
                example="10 10 2026",
                where="Если встреча прошла — ваш протокол. Если нет — выберите день.",
                critical=True,
            ),
            Question(
                "starts_at",
                "Во сколько начало?",
                why="Час пишут в объявлении и в протоколе.",
                example="14:00",
                where="Объявление о встрече.",
            ),
        ),
    ),
    Page(
        "venue",
        Step.MEETING,
        "meeting",
        "Место встречи",
        (
            Question(
                "venue",
                "Где встреча?",
                why="Место пишут в объявлении и в протоколе.",
                example="Дом культуры",
                where="Спросите, кто даёт ключ от зала.",
            ),
            Question(
                "venue_address",
                "По какому адресу?",
                why="В протоколе нужен полный адрес.",
                example="село Верхняя Тойма, улица Заречная, дом 20",
                where="Табличка на здании.",
            ),
        ),
    ),
    Page(
        "convener",
        Step.MEETING,
        "meeting",
        "Кто созывает",
        (
            Question(
                "convener",
                "Кто созывает жителей?",
                why="Созвать может не каждый: это сказано в уставе.",
                example="Новый ТОС созывает инициативная группа.",
                where="Подпись под объявлением.",
            ),
        ),
    ),
    Page(
        "notice",
        Step.MEETING,
        "meeting",
        "Объявление",
        (
            Question(
                "notice_on",
                "Когда вы повесили объявление?",
                why="Людей зовут заранее, иначе встречу оспорят.",
                example="25 9 2026",
                where="Дата на объявлении или ваши записи.",
            ),
            Question(
                "notice_channels",
                "Как вы известили людей?",
                why="Способы назовём в протоколе.",
                example="Доски и обход дворов",
                where="Отметьте всё, что делали.",
            ),
        ),
    ),
    Page(
        "administration_notified",
        Step.MEETING,
        "meeting",
        "Письмо в администрацию",
        (
            Question(
                "administration_notified_on",
                "Когда вы сообщили о встрече в администрацию?",
                why="Местные правила часто требуют известить администрацию.",
                example="25 9 2026",
                where="Ваш экземпляр письма, отметка о приёме.",
            ),
        ),
    ),
    Page(
        "guests",
        Step.MEETING,
        "meeting",
        "Гости",
        (
            Question(
                "name",
                "Кого вы приглашаете в гости?",
                why="Гостей назовём в протоколе. Голосовать они не будут.",
                example="Вымышленная Вера Павловна",
                where="Спросите самого гостя, как пишется его имя.",
            ),
            Question(
                "post",
                "Кем он работает?",
                why="Должность пишут рядом с именем.",
                example="заведующая Домом культуры",
                where="Спросите самого гостя.",
            ),
        ),
        each="guests",
    ),
)

_CONFERENCE = (
    Page(
        "delegates_norm",
        Step.MEETING,
        "meeting",
        "Сколько жителей на делегата",
        (
            Question(
                "delegates.norm",
                "От скольких жителей выбирали одного делегата?",
                why="По этому числу проверят, всем ли хватило делегатов.",
                example="20",
                where="Решение о созыве конференции.",
            ),
        ),
        asked=when.conference,
    ),
    Page(
        "delegates_groups",
        Step.MEETING,
        "meeting",
        "Группы домов",
        (
            Question(
                "title",
                "Какие дома выбирали делегата вместе?",
                why="Каждая группа домов выбирает своих делегатов.",
                example="улица Лесная, дома с № 1 по № 25",
                where="Протокол выборов делегатов.",
            ),
            Question(
                "residents",
                "Сколько взрослых живёт в этих домах?",
                why="От числа жителей зависит число делегатов.",
                example="60",
                where="Справка о жителях.",
            ),
            Question(
                "took_part",
                "Сколько из них выбирали делегата?",
                why="Если пришли немногие, выборы не засчитают.",
                example="35",
                where="Протокол выборов делегатов.",
            ),
            Question(
                "minutes_number",
                "Какой номер у протокола выборов?",
                why="Протокол прикладывают к бумагам.",
                example="1",
                where="Верх протокола.",
            ),
            Question(
                "elected_on",
                "Когда были выборы?",
                why="Делегатов выбирают раньше конференции.",
                example="1 10 2026",
                where="Верх протокола.",
            ),
            Question(
                "delegates",
                "Кого выбрали делегатами?",
                why="Делегатов назовём в списке.",
                example="Сидорова Анна Петровна",
                where="Протокол выборов делегатов.",
            ),
            Question(
                "present",
                "Сколько делегатов этой группы пришли?",
                why="По этому числу считают голоса.",
                example="3",
                where="Лист записи делегатов. Ещё не прошло — впишите 0.",
            ),
            Question(
                "represented",
                "За скольких жителей они голосовали?",
                why="По этому числу видно, законна ли конференция.",
                example="60",
                where="Число жителей по группе. Не пришёл никто — впишите 0.",
            ),
        ),
        each="delegates.groups",
        asked=when.conference,
    ),
)

_AFTER = (
    Page(
        "registered",
        Step.MEETING,
        "meeting",
        "Сколько пришли",
        (
            Question(
                "registered",
                "Сколько человек записались на встрече?",
                why="По листу записи видно, хватило ли людей.",
                example="47",
                where="Лист записи. Встречи ещё не было — нажмите «Не знаю».",
                needed=True,
            ),
        ),
    ),
    Page(
        "present",
        Step.MEETING,
        "meeting",
        "Сколько голосовали",
        (
            Question(
                "present",
                "Сколько человек голосовали?",
                why="Кто-то мог уйти раньше. Голоса сверят с этим числом.",
                example="46",
                where="Записи того, кто считал голоса.",
                critical=True,
                needed=True,
            ),
        ),
        asked=when.held,
    ),
    Page(
        "present_16",
        Step.MEETING,
        "meeting",
        "Сколько пришли с 16 лет",
        (
            Question(
                "present_16",
                "Сколько пришло людей 16 лет и старше?",
                why="В некоторых округах считают и молодёжь с 16 лет.",
                example="48",
                where="Лист записи. В вашем округе не считают — оставьте пустым.",
            ),
        ),
        asked=when.held,
    ),
    Page(
        "meeting_people",
        Step.MEETING,
        "meeting",
        "Кто вёл встречу",
        (
            Question(
                "opened_by",
                "Кто открыл встречу?",
                why="Он говорит первым, до выбора ведущего.",
                example="Попова Нина Ивановна",
                where="Выберите человека из списка.",
            ),
            Question(
                "chair",
                "Кто вёл встречу?",
                why="Он подписывает протокол.",
                example="Попова Нина Ивановна",
                where="Выберите человека из списка.",
                needed=True,
            ),
            Question(
                "secretary",
                "Кто писал протокол?",
                why="Протокол подписывает и он. Это другой человек.",
                example="Хабарова Любовь Петровна",
                where="Выберите человека из списка.",
                needed=True,
            ),
            Question(
                "counters",
                "Кто считал голоса?",
                why="Лучше три человека, которых никуда не выбирают.",
                example="Шевчук и Белых",
                where="Отметьте людей из списка.",
            ),
        ),
        asked=when.held,
    ),
    Page(
        "vote_mode",
        Step.MEETING,
        "meeting",
        "Как голосовали",
        (
            Question(
                "vote_mode",
                "Люди поднимали руки или опускали листки?",
                why="Если голосовали листками, нужен ещё один протокол.",
                example="Поднимали руки — выберите «открытое голосование».",
                where="Вспомните саму встречу.",
            ),
        ),
        asked=when.held,
    ),
    Page(
        "agenda",
        Step.MEETING,
        "meeting",
        "Вопрос встречи",
        (
            Question(
                "topic",
                "О чём был этот вопрос?",
                why="Каждый вопрос повестки войдёт в протокол.",
                example="избрание председателя",
                where="Объявление о встрече.",
            ),
            Question(
                "speaker",
                "Кто говорил об этом?",
                why="Докладчика назовём в протоколе.",
                example="Попова Нина Ивановна",
                where="Выберите человека из списка.",
            ),
        ),
        each="agenda",
        asked=when.held,
    ),
    Page(
        "agenda_other",
        Step.MEETING,
        "meeting",
        "Свой вопрос встречи",
        (
            Question(
                "title",
                "Какими словами был назван вопрос?",
                why="Своих вопросов нет в нашем образце.",
                example="О субботнике 1 мая",
                where="Объявление о встрече.",
                needed=True,
            ),
            Question(
                "decision",
                "Что решили?",
                why="Решение перепишем в протокол.",
                example="Провести субботник 1 мая, собраться у Дома культуры.",
                where="Записи того, кто писал протокол.",
                needed=True,
            ),
        ),
        each="agenda",
        asked=when.held,
        asked_item=when.other_topic,
    ),
    Page(
        "votes",
        Step.MEETING,
        "meeting",
        "Голоса",
        (
            Question(
                "votes",
                "Как голосовали по этому вопросу?",
                why="Все голоса вместе равны числу тех, кто голосовал.",
                example="За — 45, против — 0, воздержались — 1.",
                where="Записи того, кто считал голоса.",
                by_voice="Сколько за? Сколько против? Сколько воздержались?",
                critical=True,
            ),
            Question(
                "debate",
                "О чём говорили?",
                why="Коротко, одной-двумя фразами, запишем в протокол.",
                example="Спросили, кто отвечает за долги. Ответили: жители не отвечают.",
                where="Записи того, кто писал протокол. Не спорили — оставьте пустым.",
            ),
        ),
        each="agenda",
        asked=when.held,
    ),
    Page(
        "founders_for",
        Step.MEETING,
        "meeting",
        "Голоса учредителей",
        (
            Question(
                "founders_for",
                "Кто из учредителей голосовал за создание ТОС?",
                why="За создание должны быть все учредители.",
                example="Попова, Коробицын, Хабарова",
                where="Отметьте людей из списка.",
                needed=True,
            ),
        ),
        asked=when.held,
    ),
    Page(
        "objections",
        Step.MEETING,
        "meeting",
        "Кто был против",
        (
            Question(
                "objections",
                "Просил ли кто-то записать, что он против?",
                why="Такой человек вправе оспорить решение. Его слова пишут в протокол.",
                example="Иванов И. И. против названия.",
                where="Записи того, кто писал протокол. Никто не просил — оставьте пустым.",
            ),
        ),
        asked=when.held,
    ),
    Page(
        "property_source",
        Step.MEETING,
        "meeting",
        "Имущество",
        (
            Question(
                "property_source",
                "Откуда у ТОС будут деньги и вещи?",
                why="Закон просит решить это на первой встрече.",
                example="добровольные взносы и пожертвования",
                where="Решение встречи об имуществе.",
                needed=True,
            ),
        ),
        asked=when.held,
    ),
    Page(
        "ends_at",
        Step.MEETING,
        "meeting",
        "Конец встречи",
        (
            Question(
                "ends_at",
                "Во сколько встреча кончилась?",
                why="Час конца пишут в протоколе.",
                example="15:40",
                where="Записи того, кто писал протокол.",
                needed=True,
            ),
        ),
        asked=when.held,
    ),
)

BEFORE: tuple[Page, ...] = _BEFORE + _CONFERENCE
AFTERWARDS: tuple[Page, ...] = _AFTER
