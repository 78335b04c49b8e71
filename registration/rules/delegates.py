"""Delegates of a conference: how they were elected and how many a group of houses may send."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from registration.domain.meeting import DelegateGroup, Delegates, Meeting
from registration.rules.law import LegalBasis, figure_as_fraction
from registration.rules.meeting import held
from registration.rules.quorum import more_than_half, share_of
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import folded_name

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))


@rule(
    "conference-delegates",
    "Делегатов избрали по норме, на каждого есть протокол",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=_TOS_LAW,
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def delegates_elected(meeting: Meeting, on: date, law: LegalBasis) -> Iterator[Breach]:
    """The local act sets the norm; the model charter asks a third of the houses to take part."""
    if not meeting.is_conference:
        return
    if meeting.delegates is None:
        held(meeting, on, "delegates")
        return  # the rule on the quorum says that a conference has delegates
    for number, group in enumerate(meeting.delegates.groups):
        at = f"meeting.delegates.groups.{number}"
        yield from _by_the_norm(at, group, meeting.delegates.norm)
        yield from _enough_voters(at, group, law.on)
        yield from _elected(at, group)
    yield from _sent_twice(meeting.delegates)


def _by_the_norm(at: str, group: DelegateGroup, norm: int) -> Iterator[Breach]:
    """A remainder may get a delegate of its own or go to the neighbours."""
    least, most = max(group.residents // norm, 1), max(-(-group.residents // norm), 1)
    sent = len(group.delegates)
    words = f"{group.title}: жителей {group.residents}, делегатов {sent}, а норма — один от {norm}."
    if sent > most:
        yield Breach(f"{at}.delegates", f"{words} Делегатов больше, чем можно: проверьте числа.")
    elif sent < least:
        yield Breach(
            f"{at}.delegates",
            f"{words} Этим домам положено больше делегатов: проверьте числа.",
            severity=Severity.WARNING,
        )


def _enough_voters(at: str, group: DelegateGroup, on: date) -> Iterator[Breach]:
    needed = share_of(figure_as_fraction("quorum_assembly", on), group.residents)
    if group.took_part > group.residents:
        yield Breach(
            f"{at}.took_part",
            f"{group.title}: жителей {group.residents}, а делегатов избирали {group.took_part}. "
            "Проверьте числа.",
        )
    elif group.took_part < needed:
        yield Breach(
            f"{at}.took_part",
            f"{group.title}: в выборах участвовали {group.took_part} из {group.residents}, а нужно "
            f"не меньше {needed}. Эти выборы не состоялись: проведите их снова.",
        )


def _elected(at: str, group: DelegateGroup) -> Iterator[Breach]:
    """Delegates are elected by a list: its votes are those of everybody who took part."""
    votes = group.votes
    if votes is None:
        return
    if votes.total != group.took_part:
        yield Breach(
            f"{at}.votes",
            f"{group.title}: голосов за делегатов {votes.total}, а участвовали {group.took_part}. "
            "Пересчитайте.",
        )
    elif votes.favour < more_than_half(group.took_part):
        yield Breach(
            f"{at}.votes",
            f"{group.title}: «за» {votes.favour} из {group.took_part} — это не большинство. "
            "Делегаты не избраны: проведите выборы снова.",
        )


def _sent_twice(delegates: Delegates) -> Iterator[Breach]:
    """One person cannot speak for two groups, nor one set of minutes elect for both."""
    names = Counter(folded_name(name) for group in delegates.groups for name in group.delegates)
    papers = Counter((group.minutes_number, group.elected_on) for group in delegates.groups)
    for number, group in enumerate(delegates.groups):
        at = f"meeting.delegates.groups.{number}"
        for index, name in enumerate(group.delegates):
            if names[folded_name(name)] > 1:
                yield Breach(
                    f"{at}.delegates.{index}",
                    f"{name.full} вписан делегатом дважды. Один человек — один делегат: проверьте, "
                    "не тёзки ли это.",
                )
        if papers[group.minutes_number, group.elected_on] > 1:
            yield Breach(
                f"{at}.minutes_number",
                f"{group.title}: протокол с таким номером и днём есть и у других домов. У каждых "
                "выборов свой протокол: проверьте номер.",
            )


RULES: tuple[Rule, ...] = (delegates_elected,)
