"""Fixed steps of a case, beside those that its documents call for."""

from collections.abc import Callable
from dataclasses import dataclass

from registration.domain.case import Case
from registration.domain.charter import Audit
from registration.domain.filing import FilingRoute
from registration.tracking.stage import Stage

Cites = tuple[tuple[str, str], ...]
TOS_LAW = "tos-law"  # the law on TOS of the meeting's day, whichever it is

CHAIR = "председатель ТОС"
GROUP = "инициативная группа"
CONVENER = "тот, кто созывает собрание"
CONSULTANT = "консультант"
APPLICANT = "заявитель"


def _always(case: Case) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: when in the case, who, why by law, and the deadline that dates it."""

    id: str
    stage: Stage
    title: str
    who: str
    cites: Cites = ()
    reason: str = ""
    deadline: str | None = None
    included: Callable[[Case], bool] = _always


def _no_borders(case: Case) -> bool:
    return case.territory is not None and case.territory.decision is None


def _route(*routes: FilingRoute) -> Callable[[Case], bool]:
    return lambda case: case.filing is not None and case.filing.route in routes


def _on_paper(case: Case) -> bool:
    return case.filing is None or case.filing.is_paper


def _electronic(case: Case) -> bool:
    return case.filing is not None and case.filing.is_electronic


def _suspended(case: Case) -> bool:
    return case.filing is not None and case.filing.suspended_on is not None


def _refused(case: Case) -> bool:
    return case.outcome is not None and case.outcome.refused_on is not None


def _with_commission(case: Case) -> bool:
    return case.charter is not None and case.charter.audit is Audit.COMMISSION


STEPS: tuple[Step, ...] = (
    Step(
        id="learn-local-rules",
        stage=Stage.INTAKE,
        title="Узнать в администрации местный порядок о ТОС: сроки, возраст, число экземпляров",
        who=CONSULTANT,
        cites=(("fz-33", "ч. 2 ст. 91"),),
    ),
    Step(
        id="check-people",
        stage=Stage.INTAKE,
        title="Проверить учредителей и членов органов по перечням и реестрам и записать проверку",
        who=CONSULTANT,
        cites=(("fz-7", "ст. 15"), ("fz-82", "ст. 19")),
    ),
    Step(
        id="check-name",
        stage=Stage.INTAKE,
        title="Проверить, нет ли на этой территории организации с таким же названием",
        who=CONSULTANT,
        cites=(("fz-7", "п. 1 ст. 23.1"),),
    ),
    Step(
        id="look-at-cases",
        stage=Stage.INTAKE,
        title="Прочитать склонение имён и должностей и исправить, где нужно",
        who=CONSULTANT,
    ),
    Step(
        id="get-borders",
        stage=Stage.BORDERS,
        title="Получить решение Собрания депутатов об установлении границ территории",
        who=GROUP,
        cites=((TOS_LAW, ""),),
        included=_no_borders,
    ),
    Step(
        id="send-precheck",
        stage=Stage.PRECHECK,
        title="Отправить проект устава на консультацию в Управление Минюста и в администрацию",
        who=CONSULTANT,
        reason="Правка после собрания — это второе собрание и вторая регистрация в администрации.",
    ),
    Step(
        id="get-residents",
        stage=Stage.NOTICE,
        title="Взять справку о числе жителей: от неё считают кворум",
        who=CONVENER,
        cites=((TOS_LAW, ""),),
    ),
    Step(
        id="post-notice",
        stage=Stage.NOTICE,
        title="Оповестить жителей о собрании и сфотографировать объявление",
        who=CONVENER,
        cites=(("civil-code", "ст. 181.4"),),
        deadline="meeting-notice",
    ),
    Step(
        id="notify-administration",
        stage=Stage.NOTICE,
        title="Письменно уведомить администрацию о собрании, на своём экземпляре взять отметку",
        who=CONVENER,
        reason="местный порядок",
        deadline="meeting-notice",
    ),
    Step(
        id="open-votes",
        stage=Stage.MEETING_HELD,
        title="Провести собрание: голосовать по каждому вопросу повестки отдельно",
        who=CONVENER,
        cites=(("civil-code", "ст. 181.2"), ("civil-code", "ст. 50.1")),
    ),
    Step(
        id="elect-audit-head",
        stage=Stage.MEETING_HELD,
        title="Избрать председателя ревизионной комиссии",
        who="ревизионная комиссия",
        included=_with_commission,
    ),
    Step(
        id="submit-charter",
        stage=Stage.MUNI_FILED,
        title="Подать устав в администрацию округа и получить входящий номер",
        who=CHAIR,
        cites=((TOS_LAW, ""),),
        deadline="charter-submission",
    ),
    Step(
        id="get-charter-registered",
        stage=Stage.MUNI_REGISTERED,
        title="Получить устав с отметкой администрации о регистрации и копию её акта",
        who=CHAIR,
        cites=((TOS_LAW, ""),),
        deadline="charter-registration",
    ),
    Step(
        id="compare-charters",
        stage=Stage.MUNI_REGISTERED,
        title="Сверить устав с отметкой администрации и устав для Минюста: слово в слово",
        who=CONSULTANT,
        cites=(("fz-7", "ст. 23.1"),),
    ),
    Step(
        id="print-package",
        stage=Stage.PACKAGE_READY,
        title="Распечатать комплект по описи, прошить устав, пронумеровать листы",
        who=CONSULTANT,
        included=_on_paper,
        deadline="filing-buffer",
    ),
    Step(
        id="scan-package",
        stage=Stage.ESIGN,
        title="Отсканировать подписанные документы: каждый отдельным файлом PDF",
        who=CONSULTANT,
        included=_electronic,
        deadline="filing-buffer",
    ),
    Step(
        id="pay-duty",
        stage=Stage.NOTARY,
        title="Сверить реквизиты в Управлении Минюста и заплатить пошлину: {state_duty} руб.",
        who=APPLICANT,
        cites=(("tax-code", "пп. 1 п. 1 ст. 333.33"),),
        included=_on_paper,
        deadline="filing-window",
    ),
    Step(
        id="sign-at-notary",
        stage=Stage.NOTARY,
        title="Подписать заявление Р11001 при нотариусе (не раньше): взять паспорт и протокол",
        who=APPLICANT,
        cites=(("fz-129", "п. 1.2 ст. 9"),),
        included=_route(FilingRoute.REPRESENTATIVE, FilingRoute.POST, FilingRoute.MFC),
        deadline="filing-window",
    ),
    Step(
        id="ask-about-notary",
        stage=Stage.NOTARY,
        title="Спросить в Управлении про нотариуса при личной подаче; до приёма не подписывать",
        who=APPLICANT,
        cites=(("fz-129", "п. 1.2 ст. 9"),),
        included=_route(FilingRoute.IN_PERSON),
        deadline="filing-window",
    ),
    Step(
        id="give-power",
        stage=Stage.NOTARY,
        title="Оформить у нотариуса доверенность представителя",
        who=APPLICANT,
        cites=(("fz-129", "п. 1.2 ст. 9"),),
        included=_route(FilingRoute.REPRESENTATIVE),
        deadline="filing-window",
    ),
    Step(
        id="check-esign",
        stage=Stage.ESIGN,
        title="Проверить учётную запись на Госуслугах, электронную подпись и форму «ТОС» в услуге",
        who=APPLICANT,
        cites=(("fz-63", ""),),
        included=_electronic,
        deadline="filing-window",
    ),
    Step(
        id="file-in-person",
        stage=Stage.FILED,
        title="Отнести комплект в Управление Минюста и взять расписку",
        who=APPLICANT,
        cites=(("fz-7", "п. 4 ст. 13.1"),),
        included=_route(FilingRoute.IN_PERSON),
        deadline="filing-window",
    ),
    Step(
        id="file-by-representative",
        stage=Stage.FILED,
        title="Отнести комплект и доверенность в Управление Минюста и взять расписку",
        who="представитель",
        cites=(("fz-7", "п. 4 ст. 13.1"),),
        included=_route(FilingRoute.REPRESENTATIVE),
        deadline="filing-window",
    ),
    Step(
        id="file-by-post",
        stage=Stage.FILED,
        title="Отправить комплект ценным письмом с описью вложения и сохранить квитанцию",
        who=APPLICANT,
        cites=(("fz-7", "п. 4 ст. 13.1"),),
        included=_route(FilingRoute.POST),
        deadline="filing-window",
    ),
    Step(
        id="file-at-mfc",
        stage=Stage.FILED,
        title="Сдать комплект в МФЦ и взять расписку",
        who=APPLICANT,
        cites=(("fz-7", "п. 4 ст. 13.1"),),
        included=_route(FilingRoute.MFC),
        deadline="filing-window",
    ),
    Step(
        id="file-electronically",
        stage=Stage.FILED,
        title="Отправить заявление и файлы через Госуслуги и сохранить номер заявления",
        who=APPLICANT,
        cites=(("fz-7", "п. 4 ст. 13.1"),),
        included=_electronic,
        deadline="filing-window",
    ),
    Step(
        id="file-somehow",
        stage=Stage.FILED,
        title="Выбрать способ подачи и подать комплект в Минюст",
        who=APPLICANT,
        cites=(("fz-7", "п. 4 ст. 13.1"),),
        included=lambda case: case.filing is None,
        deadline="filing-window",
    ),
    Step(
        id="watch-answer",
        stage=Stage.UNDER_REVIEW,
        title="Следить за почтой и телефоном заявителя: Минюст отвечает на них",
        who=APPLICANT,
        cites=(("fz-7", "п. 8 ст. 13.1"), ("fz-82", "ст. 21")),
        deadline="decision",
    ),
    Step(
        id="mend-package",
        stage=Stage.SUSPENDED,
        title="Исправить документы по причинам приостановления и подать их снова",
        who=CONSULTANT,
        cites=(("fz-7", "ст. 23.1"),),
        included=_suspended,
        deadline="suspension-end",
    ),
    Step(
        id="answer-refusal",
        stage=Stage.REFUSED,
        title="Решить: исправить и подать заново или обжаловать отказ",
        who=CONSULTANT,
        cites=(("fz-7", "ст. 23.1"),),
        included=_refused,
        deadline="appeal",
    ),
    Step(
        id="check-extract",
        stage=Stage.EGRUL,
        title="Скачать выписку из ЕГРЮЛ и сверить название, адрес, председателя и коды",
        who=CONSULTANT,
        cites=(("fz-129", "ст. 5"),),
        deadline="egrul",
    ),
    Step(
        id="keep-notice",
        stage=Stage.NOTIFIED,
        title="Сохранить электронное уведомление Минюста и его учётный номер",
        who=CHAIR,
        reason="Бумажных свидетельств Минюст больше не выдаёт.",
        deadline="minjust-notice",
    ),
    Step(
        id="upload-charter",
        stage=Stage.POST,
        title="Завести личный кабинет на портале Минюста и загрузить устав в PDF",
        who=CHAIR,
        cites=(("fz-7", "ст. 13.1"),),
        deadline="portal-charter",
    ),
    Step(
        id="get-head-esign",
        stage=Stage.POST,
        title="Получить электронную подпись председателя в налоговой: без неё не сдать отчёты",
        who=CHAIR,
        cites=(("fz-63", "ст. 17.2"),),
    ),
    Step(
        id="open-account",
        stage=Stage.POST,
        title="Открыть счёт в банке: устав, протокол, выписка, паспорт председателя",
        who=CHAIR,
    ),
    Step(
        id="decide-on-tax",
        stage=Stage.POST,
        title="Решить про упрощённую систему налогообложения и сообщить в налоговую",
        who=CHAIR,
        cites=(("tax-code", "п. 2 ст. 346.13"),),
        deadline="usn",
    ),
    Step(
        id="notify-regulator",
        stage=Stage.POST,
        title="Уведомить Роскомнадзор об обработке персональных данных",
        who=CHAIR,
        cites=(("fz-152", "ст. 22"),),
    ),
    Step(
        id="tell-administration",
        stage=Stage.POST,
        title="Сообщить администрации и ассоциации ОГРН и ИНН",
        who=CHAIR,
        reason="местный порядок",
    ),
    Step(
        id="report-accounts",
        stage=Stage.YEARLY,
        title="Сдать бухгалтерскую отчётность в налоговую",
        who=CHAIR,
        deadline="accounting-report",
    ),
    Step(
        id="report-to-minjust",
        stage=Stage.YEARLY,
        title="Сдать отчёт в Минюст через личный кабинет",
        who=CHAIR,
        cites=(("fz-7", "ст. 32"),),
        deadline="annual-report",
    ),
    Step(
        id="elect-anew",
        stage=Stage.YEARLY,
        title="Созвать собрание до конца срока полномочий председателя и других органов",
        who=CHAIR,
        reason="устав ТОС",
        deadline="organ-terms",
    ),
)
