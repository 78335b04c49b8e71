"""Terms of the law by which deadlines are reckoned: the figure and the way it is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from registration.tracking import reckoning
from registration.tracking.reckoning import Reckoned

Reckon = Callable[[date, int], Reckoned]


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline set by a figure of `figures.toml`."""

    id: str
    title: str
    rule: str
    figure: str
    reckon: Reckon


FILING_WINDOW = Term(
    "filing-window",
    "Подать документы в Минюст",
    "term-three-months",
    "filing_window_months",
    reckoning.own_months,
)
FILING_BUFFER = Term(
    "filing-buffer",
    "Подать документы в Минюст с запасом времени",
    "term-buffer",
    "filing_buffer_days",
    reckoning.own_days,
)
SUSPENSION = Term(
    "suspension-end",
    "Исправить то, из-за чего регистрация приостановлена",
    "term-suspension",
    "suspension_months",
    reckoning.own_months,
)
REGISTER_ENTRY = Term(
    "egrul",
    "Налоговая вносит запись в ЕГРЮЛ",
    "term-fns",
    "egrul_workdays",
    reckoning.working_days,
)
NOTICE = Term(
    "minjust-notice",
    "Минюст присылает электронное уведомление",
    "post-no-certificate",
    "notice_workdays",
    reckoning.working_days,
)
APPEAL = Term(
    "appeal",
    "Обжаловать отказ Минюста",
    "term-appeal",
    "appeal_months",
    reckoning.own_months,
)
PORTAL_CHARTER = Term(
    "portal-charter",
    "Загрузить устав в личный кабинет на портале Минюста",
    "post-portal-charter",
    "portal_charter_days",
    reckoning.own_days,
)
SIMPLIFIED_TAX = Term(
    "usn",
    "Решить про упрощённую систему налогообложения и сообщить в налоговую",
    "post-usn",
    "usn_days",
    reckoning.own_days,
)
CHANGE_TOLD = Term(
    "change-told",
    "Сообщить в Минюст о новом председателе или адресе",
    "post-changes",
    "change_workdays",
    reckoning.working_days,
)
YEARLY = (  # id, title, rule, figure
    ("accounting-report", "Сдать бухгалтерскую отчётность", "post-accounting", "accounting_report"),
    ("annual-report", "Сдать отчёт в Минюст", "post-annual-minjust", "annual_report"),
)
ORDERS: dict[str, tuple[tuple[str, Reckon], ...]] = {
    "nko_7fz": (
        ("decision_workdays_7fz", reckoning.working_days),
        ("decision_workdays_7fz_max", reckoning.working_days),
    ),
    "oo_82fz": (
        ("decision_days_82fz", reckoning.their_days),
        ("decision_days_82fz_max", reckoning.their_days),
    ),
}
