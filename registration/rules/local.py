"""What the pack of the district knows of the local order, and what is still to be asked there."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from registration.districts import Fact
from registration.districts.schema import KEYS
from registration.domain.case import Case
from registration.domain.premises import RegisteredAddress
from registration.domain.tos import Territory
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import day

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))


def _new_tos(case: Case) -> bool:
    return case.tos is None or case.tos.is_new


def _conference(case: Case) -> bool:
    return case.meeting is None or case.meeting.is_conference


def _not_submitted(case: Case) -> bool:
    return case.municipal_registration is None


def _no_borders(case: Case) -> bool:
    return case.territory is not None and case.territory.decision is None


# A value is asked for where it matters; those not named here matter in every case.
_MATTERS: Mapping[str, Callable[[Case], bool]] = {
    "head_name": _not_submitted,
    "local.submission_days": _not_submitted,
    "local.charter_copies": _not_submitted,
    "local.papers": _not_submitted,
    "local.initiative_minimum": _new_tos,
    "local.delegate_norm": _conference,
    "local.conference_from": _conference,
    "local.boundaries_after_meeting": _no_borders,
}


def questions_to_administration(case: Case) -> tuple[tuple[str, str], ...]:
    """Fields of the case and questions that neither the pack nor the case answers.

    None once the administration has registered the charter: it was content with what it got.
    """
    if case.territory is None or _charter_registered(case):
        return ()
    facts = case.territory.district.facts
    return tuple(
        (_field(key), KEYS[key].ask)
        for key in _asked(case)
        if not facts[key].known and _answer(case, key) is None
    )


def _asked(case: Case) -> Iterator[str]:
    for key, declared in KEYS.items():
        matters = _MATTERS.get(key)
        if declared.ask and (matters is None or matters(case)):
            yield key


def _charter_registered(case: Case) -> bool:
    registration = case.municipal_registration
    return registration is not None and registration.act is not None


def _field(key: str) -> str:
    """Where the consultant writes the answer: «local_rules.notice_days»."""
    name = "head" if key == "head_name" else key.removeprefix("local.")
    return f"local_rules.{name}"


def _answer(case: Case, key: str) -> Any:
    return getattr(case.local_rules, _field(key).partition(".")[2], None)


@rule(
    "tos-muni-ask",
    "Местный порядок о ТОС узнали у администрации",
    Severity.ADVICE,
    RuleStage.FOUNDING,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def local_order_known(territory: Territory, case: Case) -> Iterator[Breach]:
    """An unknown value of the pack is a task, never a silent default."""
    whom = territory.district.administration.genitive
    for at, ask in questions_to_administration(case):
        yield Breach(at, f"Узнайте у {whom}: {ask}. Ответ впишите в дело.", by_hand=True)
    if not _charter_registered(case):
        yield from _known_otherwise(territory.district.facts, case)


def _known_otherwise(facts: Mapping[str, Fact], case: Case) -> Iterator[Breach]:
    """What the pack knows is offered to the case, and what the case has is held against it."""
    for key in _asked(case):
        fact, answer = facts[key], _answer(case, key)
        if not fact.known or (answer is not None and not _comparable(fact, answer)):
            continue
        told = f"{KEYS[key].title} — {_words(fact.value)} ({fact.source}, {day(fact.checked_on)})"
        if answer is None:
            yield Breach(_field(key), f"По сведениям об округе: {told}. Сверьте и впишите в дело.")
        elif answer != fact.value:
            yield Breach(
                _field(key),
                f"В деле: {_words(answer)}, а по сведениям об округе: {told}. Узнайте у "
                "администрации, что верно.",
                severity=Severity.WARNING,
            )


def _comparable(fact: Fact, answer: Any) -> bool:
    """Numbers and ticks are compared; an act, a name and papers are written in other words."""
    return isinstance(fact.value, int) and isinstance(answer, int)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    return "; ".join(value) if isinstance(value, list) else str(value)


@rule(
    "tos-place-namesake",
    "Одноимённый населённый пункт отличён по коду",
    Severity.WARNING,
    RuleStage.APPLICATION,
    cites=(("civil-code", "п. 2 ст. 54"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def namesake_told_apart(territory: Territory, address: RegisteredAddress) -> Iterator[Breach]:
    if address.address.oktmo:
        return
    for homonym in territory.district.homonyms or ():
        if (homonym.kind, homonym.name) == (territory.settlement_kind, territory.settlement):
            yield Breach(
                "address.address.oktmo",
                f"Такой же населённый пункт ({territory.place}) есть ещё: {homonym.elsewhere}. "
                "Впишите ОКТМО из адресного справочника, чтобы их не спутали.",
            )


RULES: tuple[Rule, ...] = (local_order_known, namesake_told_apart)
