"""Stages of a case, from the questionnaire to the yearly duties."""

from registration.domain.labelled import Labelled


class Stage(Labelled):
    """Where a case is."""

    INTAKE = "intake", "анкета"
    BORDERS = "borders", "границы территории"
    PRECHECK = "precheck", "предварительная проверка устава"
    NOTICE = "notice", "оповещение о собрании"
    MEETING_HELD = "meeting_held", "собрание прошло"
    MUNI_FILED = "muni_filed", "устав подан в администрацию"
    MUNI_REFUSED = "muni_refused", "администрация отказала"
    MUNI_REGISTERED = "muni_registered", "устав зарегистрирован администрацией"
    PACKAGE_READY = "package_ready", "комплект готов"
    NOTARY = "notary", "подпись у нотариуса и пошлина"
    ESIGN = "esign", "электронная подпись"
    FILED = "filed", "документы поданы"
    UNDER_REVIEW = "under_review", "Минюст рассматривает"
    SUSPENDED = "suspended", "регистрация приостановлена"
    REFUSED = "refused", "Минюст отказал"
    DECISION_OK = "decision_ok", "Минюст решил зарегистрировать"
    EGRUL = "egrul", "запись внесена в ЕГРЮЛ"
    NOTIFIED = "notified", "уведомление получено"
    POST = "post", "первые дела после регистрации"
    YEARLY = "yearly", "ежегодные обязанности"
    CLOSED = "closed", "первый год завершён"

    @property
    def order(self) -> int:
        """Place among the stages as a case usually goes through them."""
        return tuple(Stage).index(self)
