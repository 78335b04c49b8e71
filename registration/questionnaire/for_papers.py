"""Pages that the consultant answers for papers before and at the meeting."""

from registration.questionnaire import conditions as when
from registration.questionnaire.page import AskedOf, Page, Question, Step

PAPERS: tuple[Page, ...] = (
    Page(
        "local_signatures",
        Step.CONSULTANT,
        "local_rules",
        "Подписи и списки по местному акту",
        (
            Question("signature_sheets", "Границы предлагают с подписями жителей"),
            Question("organs_list", "Вместе с уставом подают список избранных"),
        ),
        of=AskedOf.CONSULTANT,
    ),
    Page(
        "initiative_details",
        Step.CONSULTANT,
        "initiative",
        "Решения инициативной группы",
        (
            Question(
                "unanimous",
                "Все вопросы решили единогласно",
                why="Если ответа нет, голоса впишут в протокол от руки.",
            ),
            Question("petition_on", "Когда обращение о границах передали в Собрание депутатов"),
        ),
        asked=when.is_new,
        of=AskedOf.CONSULTANT,
    ),
    Page(
        "organiser",
        Step.CONSULTANT,
        "meeting",
        "Письма о собрании",
        (
            Question(
                "organiser",
                "Кто подписывает письма и объявление о собрании",
                why="Если не назвать, подписывает председатель инициативной группы.",
            ),
        ),
        of=AskedOf.CONSULTANT,
    ),
    Page(
        "counting_commission",
        Step.CONSULTANT,
        "meeting",
        "Счётная комиссия",
        (
            Question("counting_chair", "Председатель счётной комиссии"),
            Question("counting_secretary", "Секретарь счётной комиссии"),
        ),
        of=AskedOf.CONSULTANT,
    ),
    Page(
        "ballots",
        Step.CONSULTANT,
        "meeting",
        "Бюллетени",
        (Question("ballots", "Сколько бюллетеней", where="Протокол счётной комиссии."),),
        asked=when.secret_vote,
        of=AskedOf.CONSULTANT,
    ),
    Page(
        "delegates_election",
        Step.CONSULTANT,
        "meeting",
        "Как избирали делегатов",
        (
            Question("by_signatures", "Избирали подписными листами"),
            Question("place", "Где избирали"),
            Question("chair", "Кто вёл выборы"),
            Question("secretary", "Кто писал протокол"),
            Question("votes", "Голоса за делегатов", why="Голосовали списком."),
        ),
        each="delegates.groups",
        many="Выборы делегатов",
        asked=when.conference,
        of=AskedOf.CONSULTANT,
    ),
    Page(
        "mandate_commission",
        Step.CONSULTANT,
        "meeting",
        "Мандатная комиссия",
        (
            Question(
                "delegates.mandate_commission",
                "Кто проверял полномочия делегатов",
                why="Председателя комиссии впишите первым.",
            ),
        ),
        asked=when.conference,
        of=AskedOf.CONSULTANT,
    ),
    Page(
        "written_consents",
        Step.CONSULTANT,
        "organs",
        "Согласия кандидатов",
        (Question("written_consents", "Кандидаты подписывают согласие быть избранными"),),
        of=AskedOf.CONSULTANT,
    ),
)
