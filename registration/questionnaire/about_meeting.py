"""Pages about the founding meeting before it: when, where, who called it, the delegates."""

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
                why="Людей зовут за много дней. Иначе решения встречи могут отменить.",
                example="25 9 2026",
                where="День на листке или ваши записи.",
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
                why="В округе часто есть правило: сказать о встрече заранее.",
                example="25 9 2026",
                where="Ваш лист письма, на нём есть штамп.",
            ),
        ),
    ),
    Page(
        "guests",
        Step.MEETING,
        "meeting",
        "Гость",
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
        intro="Гостей не будет — идите дальше.",
        many="Гости встречи",
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
                "На сколько жителей приходится один делегат?",
                why="По нему видно, всем ли домам дали голос.",
                example="20",
                where="Спросите тех, кто звал людей.",
            ),
        ),
        asked=when.conference,
    ),
    Page(
        "delegates_groups",
        Step.MEETING,
        "meeting",
        "Группа домов",
        (
            Question(
                "title",
                "Какие дома послали делегата вместе?",
                why="У каждой улицы или дома свой делегат.",
                example="улица Лесная, дома с № 1 по № 25",
                where="Запись о том, кого послали дома.",
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
                "Сколько из них пришли его выбрать?",
                why="Если их мало, голос не зачтут.",
                example="35",
                where="Запись о том, кого послали дома.",
            ),
        ),
        intro="Впишите каждую группу домов отдельно.",
        many="Группы домов",
        each="delegates.groups",
        asked=when.conference,
    ),
    Page(
        "delegates_elected",
        Step.MEETING,
        "meeting",
        "Выбор делегатов",
        (
            Question(
                "minutes_number",
                "Какой номер у этой записи?",
                why="Её кладут в папку с бумагами.",
                example="1",
                where="Верх листа.",
            ),
            Question(
                "elected_on",
                "В какой день его выбрали?",
                why="Это делают раньше общей встречи.",
                example="1 10 2026",
                where="Верх листа.",
            ),
            Question(
                "delegates",
                "Кого послали дома?",
                why="Их имена войдут в список.",
                example="Сидорова Анна Петровна",
                where="Запись о том, кого послали дома.",
            ),
        ),
        each="delegates.groups",
        asked=when.conference,
    ),
    Page(
        "delegates_came",
        Step.MEETING,
        "meeting",
        "Делегаты на встрече",
        (
            Question(
                "present",
                "Сколько делегатов этой группы пришли?",
                why="По этому числу считают голоса.",
                example="3",
                where="Лист записи. Встречи ещё не было — впишите 0.",
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

BEFORE: tuple[Page, ...] = _BEFORE + _CONFERENCE
