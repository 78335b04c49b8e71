"""Open questions that no answer of the case raises by itself: which way to go is for a person."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.filing import Filing
from registration.domain.meeting import Meeting
from registration.domain.people import Founders
from registration.domain.premises import Premises
from registration.domain.tos import Tos
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule

_REVIEWED = date(2026, 11, 23)


@rule(
    "law-track",
    "Решено, по какому закону Минюст регистрирует ТОС",
    Severity.ADVICE,
    RuleStage.PACKAGE,
    cites=(("fz-7", "ст. 13.1"), ("fz-82", "ст. 21"), ("civil-code", "п. 3 ст. 50")),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def track_chosen(filing: Filing, case: Case) -> Iterator[Breach]:
    """Until somebody decides, the papers suit both laws and the term is a span of days."""
    if _answered(case):
        return
    yield Breach(
        "filing",
        "Для ТОС не названо, какой из двух законов задаёт порядок и срок регистрации.",
        question="registration-track",
    )


@rule(
    "law-papers",
    "Решено, какие бумаги и сколько их ждёт Минюст",
    Severity.ADVICE,
    RuleStage.PACKAGE,
    cites=(("fz-7", "п. 5 ст. 13.1"), ("fz-82", "ст. 21"), ("fns-617", "")),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def papers_chosen(filing: Filing, case: Case) -> Iterator[Breach]:
    if _answered(case):
        return
    if filing.is_paper:
        yield Breach(
            "filing.route",
            "Число экземпляров заявления закон не называет.",
            question="application-copies",
        )
    for at, words, question in _PAPERS:
        yield Breach(at, words, question=question)


_PAPERS = (
    ("founders", "Нужны ли в заявлении листы учредителей ТОС, неясно.", "founder-sheets"),
    (
        "territory.decision",
        "Решения о границах и ответа администрации нет в списке закона, но их спрашивают.",
        "borders-enclosed",
    ),
    ("meeting", "Решение о создании может быть и отдельной бумагой.", "separate-decision"),
    ("people", "Копий паспортов в списке закона нет, но их просят показать.", "passport-copies"),
)


@rule(
    "law-founders",
    "Решено, кто учредители: названные люди или всё собрание",
    Severity.ADVICE,
    RuleStage.MEETING,
    cites=(("civil-code", "п. 2 ст. 50.1"), ("civil-code", "п. 1 ст. 123.5")),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def founders_chosen(founders: Founders, meeting: Meeting, case: Case) -> Iterator[Breach]:
    if meeting.present is None or meeting.present <= len(founders.members) or _answered(case):
        return
    yield Breach(
        "founders",
        f"Пришли {meeting.present}, а учредителей названо {len(founders.members)}.",
        question="founders-circle",
    )


@rule(
    "law-name",
    "Решено, как назвать форму в наименовании",
    Severity.ADVICE,
    RuleStage.CHARTER,
    cites=(("civil-code", "п. 1 ст. 54"), ("civil-code", "п. 3 ст. 50"), ("fz-82", "ст. 28")),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def form_in_name(tos: Tos, case: Case) -> Iterator[Breach]:
    if "общественная организация" in tos.full_name.casefold() or _answered(case):
        return
    yield Breach(
        "tos.full_name",
        "Кодекс считает ТОС общественной организацией, а в наименовании этих слов нет.",
        question="organisation-in-name",
    )


@rule(
    "law-consents",
    "Решено, от кого брать согласие на обработку данных",
    Severity.ADVICE,
    RuleStage.MEETING,
    cites=(("fz-152", "ст. 6"), ("fz-152", "ст. 9")),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def consents_chosen(meeting: Meeting, case: Case) -> Iterator[Breach]:
    """Only a sheet with names and addresses holds data of everybody who came."""
    if not meeting.participants or _answered(case):
        return
    yield Breach(
        "meeting.participants",
        "В деле записаны поимённо все, кто пришёл, с адресами.",
        question="participants-consent",
    )


@rule(
    "law-address",
    "Решено, годится ли адрес в социальном жилье",
    Severity.WARNING,
    RuleStage.APPLICATION,
    cites=(("civil-code", "п. 2 ст. 54"),),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def rented_address(premises: Premises, case: Case) -> Iterator[Breach]:
    if not premises.is_rented or _answered(case):
        return
    yield Breach(
        "premises.owner_kind",
        "Адрес ТОС — в жилье по договору социального найма: хозяин — администрация, а живёт семья.",
        question="social-rent-address",
    )


def _answered(case: Case) -> bool:
    """After the decision of the ministry these questions have been answered by life."""
    return case.outcome is not None and bool(case.outcome.decided_on or case.outcome.registered_on)


RULES: tuple[Rule, ...] = (
    track_chosen,
    papers_chosen,
    founders_chosen,
    form_in_name,
    consents_chosen,
    rented_address,
)
