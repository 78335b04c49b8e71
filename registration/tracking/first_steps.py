"""Steps of the first weeks that only a registered TOS sees: papers, codes, the first meeting."""

from registration.tracking.stage import Stage
from registration.tracking.step import CHAIR, Step, earning, registered, with_seal

FIRST_STEPS: tuple[Step, ...] = (
    Step(
        id="start-order-book",
        stage=Stage.POST,
        title="Завести папку дела, журнал приказов и журнал протоколов",
        who=CHAIR,
        window="plan_orders",
        included=registered,
    ),
    Step(
        id="get-statistics-codes",
        stage=Stage.POST,
        title="Узнать коды статистики на сайте Росстата и распечатать уведомление",
        who=CHAIR,
        window="plan_notices",
        included=registered,
    ),
    Step(
        id="make-seal",
        stage=Stage.POST,
        title="Заказать печать, раз она есть по уставу",
        who=CHAIR,
        window="plan_account",
        included=with_seal,
    ),
    Step(
        id="check-social-fund",
        stage=Stage.POST,
        title="Проверить, прислал ли Социальный фонд уведомление о постановке на учёт",
        who=CHAIR,
        window="plan_checks",
        included=registered,
    ),
    Step(
        id="prepare-income-property",
        stage=Stage.POST,
        title="До первых доходов: проверить, сформировано ли имущество для этой деятельности",
        who=CHAIR,
        reason="устав ТОС",
        window="plan_checks",
        included=earning,
    ),
    Step(
        id="plan-the-year",
        stage=Stage.POST,
        title="Составить план работы, смету и список участников; обсудить их на заседании",
        who=CHAIR,
        reason="устав ТОС",
        window="plan_council",
        included=registered,
    ),
    Step(
        id="ask-for-grant",
        stage=Stage.POST,
        title="Подать заявку на грант или инициативный проект; проверить реестр СОНКО",
        who=CHAIR,
        reason="ассоциация поможет",
        window="plan_grants",
        included=registered,
    ),
)
