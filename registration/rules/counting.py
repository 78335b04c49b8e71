"""The counting commission and the ballot papers of a secret vote."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.meeting import Ballots, Meeting
from registration.rules.law import LegalBasis, figure
from registration.rules.meeting import held
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import names

_REVIEWED = date(2026, 11, 23)


def has_commission(case: Case) -> bool:
    """Whether the votes are counted by a commission with minutes of its own.

    So it is in a secret vote and where so many voted that one cannot count alone.
    """
    meeting = case.meeting
    if meeting is None:
        return False
    many = figure("counting_commission_voters", meeting.held_on)
    return meeting.is_secret_vote or (meeting.present or 0) >= many


@rule(
    "meeting-counting-commission",
    "Голоса считает комиссия, и в ней не те, кого избирают",
    Severity.WARNING,
    RuleStage.MEETING,
    cites=(("civil-code", "п. 4 ст. 181.2"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def counting_commission(
    meeting: Meeting, case: Case, on: date, law: LegalBasis
) -> Iterator[Breach]:
    """In a secret vote nobody else sees the papers: a candidate must not count them."""
    if not has_commission(case):
        return
    if not meeting.counters:
        held(meeting, on, "counters")
        return  # the rule on the minutes asks who counted
    least = figure("counting_commission_members", law.on)
    if meeting.is_secret_vote and len(meeting.counters) < least:
        yield Breach(
            "meeting.counters",
            f"В счётной комиссии {len(meeting.counters)}, а лучше не меньше {least}: своя подпись "
            "каждого снимает споры о голосах.",
        )
    yield from _officers(meeting)
    yield from _candidates(meeting, case)


def _officers(meeting: Meeting) -> Iterator[Breach]:
    for field, post in (("counting_chair", "Председатель"), ("counting_secretary", "Секретарь")):
        key = getattr(meeting, field)
        if key is not None and key not in meeting.counters:
            yield Breach(
                f"meeting.{field}",
                f"{post} счётной комиссии не назван среди тех, кто считал голоса. Сверьте список.",
                severity=Severity.BLOCKER,
            )
    if meeting.counting_chair and meeting.counting_chair == meeting.counting_secretary:
        yield Breach(
            "meeting.counting_secretary",
            "Председатель и секретарь счётной комиссии — один человек. Назовите двоих.",
        )


def _candidates(meeting: Meeting, case: Case) -> Iterator[Breach]:
    roles = case.roles
    elected = {person.key for person in (roles.chair, *roles.council, *roles.audit) if person}
    both = case.persons(tuple(key for key in meeting.counters if key in elected))
    if both and meeting.is_secret_vote:
        yield Breach(
            "meeting.counters",
            f"Бюллетени считали те, кого избирали: {names(both)}. При тайном голосовании считать "
            "должны другие.",
            severity=Severity.BLOCKER,
        )


@rule(
    "meeting-ballots",
    "Бюллетени тайного голосования сходятся с голосами",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(("civil-code", "п. 4 ст. 181.2"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def ballots_arithmetic(meeting: Meeting, on: date) -> Iterator[Breach]:
    """Issued = returned and not returned; valid and invalid = returned."""
    if not meeting.is_secret_vote:
        return
    papers = meeting.ballots
    if papers is None:
        held(meeting, on, "ballots")
        yield Breach(
            "meeting.ballots",
            "Голосовали тайно: впишите, сколько бюллетеней роздано, возвращено и сколько из них "
            "действительных.",
            severity=Severity.WARNING,
        )
        return
    yield from _papers(papers, meeting)
    yield from _votes(papers, meeting)


def _papers(papers: Ballots, meeting: Meeting) -> Iterator[Breach]:
    if papers.returned > papers.issued:
        yield Breach(
            "meeting.ballots.returned",
            f"Возвращено бюллетеней {papers.returned}, а роздано {papers.issued}. Пересчитайте.",
        )
    if papers.valid + papers.invalid != papers.returned:
        yield Breach(
            "meeting.ballots.valid",
            f"Действительных {papers.valid} и недействительных {papers.invalid}, а возвращено "
            f"{papers.returned}. Сумма должна совпасть: пересчитайте.",
        )
    if meeting.registered is not None and papers.issued > meeting.registered:
        yield Breach(
            "meeting.ballots.issued",
            f"Роздано бюллетеней {papers.issued}, а записались {meeting.registered}. Бюллетень "
            "получает только тот, кто записался.",
        )


def _votes(papers: Ballots, meeting: Meeting) -> Iterator[Breach]:
    """The officers are elected by hands: the commission that counts papers is not there yet."""
    for number, item in enumerate(meeting.agenda):
        cast = item.votes.total - item.votes.not_voted
        if not item.on_officers and cast > papers.valid:
            yield Breach(
                f"meeting.agenda.{number}.votes",
                f"Вопрос {number + 1}: голосов {cast}, а действительных бюллетеней {papers.valid}. "
                "Испорченный бюллетень не считают: пересчитайте.",
            )


RULES: tuple[Rule, ...] = (counting_commission, ballots_arithmetic)
