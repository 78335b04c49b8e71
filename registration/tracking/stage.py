"""Stages of a case, from the questionnaire to the yearly duties, and the ways between them."""

from collections.abc import Mapping

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

    @property
    def order(self) -> int:
        """Place among the stages as a case usually goes through them."""
        return tuple(Stage).index(self)


TRANSITIONS: Mapping[Stage, frozenset[Stage]] = {
    Stage.INTAKE: frozenset({Stage.BORDERS, Stage.PRECHECK, Stage.NOTICE}),
    Stage.BORDERS: frozenset({Stage.INTAKE, Stage.PRECHECK, Stage.NOTICE}),
    Stage.PRECHECK: frozenset({Stage.INTAKE, Stage.NOTICE}),
    Stage.NOTICE: frozenset({Stage.MEETING_HELD}),
    # No quorum: people are called together once more.
    Stage.MEETING_HELD: frozenset({Stage.NOTICE, Stage.MUNI_FILED}),
    Stage.MUNI_FILED: frozenset({Stage.MUNI_REGISTERED, Stage.MUNI_REFUSED}),
    Stage.MUNI_REFUSED: frozenset({Stage.PRECHECK, Stage.NOTICE, Stage.MUNI_FILED}),
    # A new wording of the charter undoes its registration: back to the meeting.
    Stage.MUNI_REGISTERED: frozenset({Stage.NOTICE, Stage.PACKAGE_READY}),
    Stage.PACKAGE_READY: frozenset({Stage.NOTICE, Stage.NOTARY, Stage.ESIGN}),
    Stage.NOTARY: frozenset({Stage.PACKAGE_READY, Stage.FILED}),
    Stage.ESIGN: frozenset({Stage.PACKAGE_READY, Stage.FILED}),
    Stage.FILED: frozenset({Stage.UNDER_REVIEW}),
    Stage.UNDER_REVIEW: frozenset({Stage.SUSPENDED, Stage.REFUSED, Stage.DECISION_OK}),
    Stage.SUSPENDED: frozenset({Stage.NOTICE, Stage.PACKAGE_READY, Stage.REFUSED}),
    # The package may be mended, or the charter needs another meeting.
    Stage.REFUSED: frozenset({Stage.NOTICE, Stage.PACKAGE_READY}),
    Stage.DECISION_OK: frozenset({Stage.EGRUL}),
    Stage.EGRUL: frozenset({Stage.NOTIFIED}),
    Stage.NOTIFIED: frozenset({Stage.POST}),
    Stage.POST: frozenset({Stage.YEARLY}),
    Stage.YEARLY: frozenset(),
}


def may_follow(stage: Stage, following: Stage) -> bool:
    """Whether a case may go from one stage straight to the other."""
    return following in TRANSITIONS[stage]
