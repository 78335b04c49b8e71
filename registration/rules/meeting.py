"""The founding meeting: its form, notice, quorum, officers and the order of days."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.meeting import Delegates, Meeting
from registration.domain.people import Person, full_years
from registration.domain.tos import LocalRules, Residents
from registration.rules.law import LegalBasis, figure, figure_as_fraction
from registration.rules.quorum import entitled, quorum, share_of
from registration.rules.rule import (
    Breach,
    Confidence,
    NotYetKnown,
    Rule,
    RuleStage,
    Severity,
    rule,
)
from registration.rules.words import day, days, folded_name, head_count

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))


def held(meeting: Meeting, on: date, at: str) -> None:
    """Say that an answer is not known yet while the meeting lies ahead."""
    if meeting.held_on > on:
        raise NotYetKnown(f"meeting.{at}")


@rule(
    "meeting-form",
    "Выбрана подходящая форма: собрание или конференция",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(*_TOS_LAW, ("civil-code", "п. 1 ст. 65.3")),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def meeting_form(meeting: Meeting, residents: Residents, law: LegalBasis) -> Iterator[Breach]:
    least = figure("conference_min_residents", law.on)
    people = entitled(residents, law.on)
    if meeting.is_conference and people <= least:
        yield Breach(
            "meeting.kind",
            f"Жителей {people}, а конференцию вместо собрания Гражданский кодекс допускает, когда "
            f"участников больше {least}.",
            severity=Severity.WARNING,
            question="small-conference",
        )


@rule(
    "meeting-notice",
    "Жителей и администрацию известили вовремя",
    Severity.WARNING,
    RuleStage.MEETING,
    cites=(("civil-code", "ст. 181.4"), *_TOS_LAW),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def meeting_notice(meeting: Meeting, local_rules: LocalRules) -> Iterator[Breach]:
    needed = local_rules.notice_days
    if meeting.notice_on is None:
        yield Breach("meeting.notice_on", "Впишите, когда повесили объявление о собрании.")
    elif meeting.notice_on > meeting.held_on:
        yield Breach(
            "meeting.notice_on",
            f"Объявление повесили {day(meeting.notice_on)}, уже после собрания. Проверьте дату.",
        )
    elif needed is not None and (meeting.held_on - meeting.notice_on).days < needed:
        given = (meeting.held_on - meeting.notice_on).days
        yield Breach(
            "meeting.notice_on",
            f"Объявление — за {days(max(given, 0))} до собрания, а местный акт требует {needed}. "
            "Если собрание ещё не прошло, перенесите его.",
        )
    if meeting.administration_notified_on is None:
        yield Breach(
            "meeting.administration_notified_on", "Впишите, когда уведомили администрацию."
        )
    elif meeting.administration_notified_on > meeting.held_on:
        yield Breach(
            "meeting.administration_notified_on",
            "Администрацию уведомили уже после собрания. Проверьте дату.",
        )


@rule(
    "meeting-quorum-third",
    "На собрание пришло достаточно жителей",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def quorum_of_assembly(
    meeting: Meeting, residents: Residents, case: Case, on: date
) -> Iterator[Breach]:
    found = quorum(case, on)
    if not meeting.is_assembly or found is None:
        return
    if found.present is None:
        raise NotYetKnown("meeting.present")
    if not found.reached:
        yield Breach(
            "meeting.present",
            f"Кворума нет: из {found.entitled} жителей голосовали {found.present}, а нужно не "
            f"меньше {found.required}. Не хватило: {found.missing}. Собрание придётся провести "
            "ещё раз.",
        )


@rule(
    "meeting-quorum-dual-age",
    "Кворум есть и по местному акту с прежним возрастом участия",
    Severity.WARNING,
    RuleStage.MEETING,
    cites=(("fz-33", "ст. 50, 91"), ("fz-131", "ч. 6 ст. 27")),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
)
def quorum_dual_age(
    meeting: Meeting, residents: Residents, local_rules: LocalRules, on: date, law: LegalBasis
) -> Iterator[Breach]:
    """While the local act still counts younger people, both counts are made."""
    local_age, age = local_rules.minimum_age, figure("participant_age", law.on)
    if local_age is None or local_age >= age or meeting.is_conference:
        return
    held(meeting, on, "present_16")
    if residents.over_16 is None or meeting.present_16 is None:
        yield Breach(
            "meeting.present_16" if residents.over_16 else "residents.over_16",
            f"По местному акту участвуют с {local_age} лет, а по закону — с {age}. Впишите, "
            f"сколько жителей от {local_age} лет и сколько их пришло: кворум проверим по обоим.",
            question="dual-age",
        )
        return
    needed = share_of(figure_as_fraction("quorum_assembly", law.on), residents.over_16)
    if meeting.present_16 < needed:
        yield Breach(
            "meeting.present_16",
            f"По местному акту кворума нет: из {residents.over_16} жителей от {local_age} лет "
            f"пришли {meeting.present_16}, а нужно не меньше {needed}.",
            question="dual-age",
        )


@rule(
    "conference-quorum",
    "На конференцию пришло достаточно делегатов",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=_TOS_LAW,
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def quorum_of_conference(
    meeting: Meeting, residents: Residents, case: Case, on: date
) -> Iterator[Breach]:
    """Represented are the residents behind those delegates who came: the cautious reading."""
    found = quorum(case, on)
    if not meeting.is_conference or found is None:
        return
    held(meeting, on, "delegates")
    if meeting.delegates is None:
        yield Breach(
            "meeting.delegates", "Конференция без делегатов не бывает: впишите, кто их избрал."
        )
        return
    yield from _impossible_groups(meeting.delegates)
    if found.missing:
        yield Breach(
            "meeting.delegates",
            f"Кворума нет: пришли {found.present} из {found.delegates_elected} избранных "
            f"делегатов, а нужно {found.required}. Конференцию придётся провести ещё раз.",
        )
    if found.missing_residents:
        yield Breach(
            "meeting.delegates",
            f"Кворума нет: пришедшие делегаты представляют {head_count(found.represented or 0)}, "
            f"а нужно не меньше {found.represented_required} из {found.entitled}.",
        )


def _impossible_groups(delegates: Delegates) -> Iterator[Breach]:
    for number, group in enumerate(delegates.groups):
        at = f"meeting.delegates.groups.{number}"
        if group.present > len(group.delegates):
            yield Breach(
                f"{at}.present",
                f"{group.title}: избрали {len(group.delegates)}, а пришли {group.present}. "
                "Проверьте числа.",
            )
        if group.represented > group.residents:
            yield Breach(
                f"{at}.represented",
                f"{group.title}: жителей {group.residents}, а представлено {group.represented}. "
                "Проверьте числа.",
            )


@rule(
    "meeting-signatures",
    "Протокол подписывают двое, и оба были на собрании",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(("civil-code", "п. 3 ст. 181.2"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def signatures(meeting: Meeting, case: Case) -> Iterator[Breach]:
    if meeting.chair is None or meeting.secretary is None:
        raise NotYetKnown("meeting.chair" if meeting.chair is None else "meeting.secretary")
    if meeting.chair == meeting.secretary:
        yield Breach(
            "meeting.secretary",
            "Вёл собрание и писал протокол один человек. Подписей должно быть две: впишите "
            "другого секретаря.",
        )
    listed = {folded_name(item.name) for item in meeting.participants}
    roles = case.roles
    for at, person in (("chair", roles.meeting_chair), ("secretary", roles.meeting_secretary)):
        if person and listed and folded_name(person.name) not in listed:
            yield _absent(f"meeting.{at}", person)


def _absent(at: str, person: Person) -> Breach:
    return Breach(
        at,
        f"{person.name.full} подписывает протокол, но в листе регистрации этого имени нет. "
        "Проверьте лист.",
    )


@rule(
    "meeting-attendance-list",
    "В листе регистрации каждый записан один раз, и записаны все",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(*_TOS_LAW, ("fz-152", "ст. 5")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def attendance_list(meeting: Meeting, law: LegalBasis) -> Iterator[Breach]:
    """Participants may stay on paper; those typed in must be all of them."""
    written, registered = len(meeting.participants), meeting.registered
    if written and registered is not None and written != registered:
        yield Breach(
            "meeting.participants",
            f"В листе регистрации {head_count(written)}, а записались {registered}. "
            "Проверьте список или число.",
        )
    needed = figure("participant_age", law.on)
    seen: set[tuple[str, date]] = set()
    for number, item in enumerate(meeting.participants):
        who = (folded_name(item.name), item.birth_date)
        if who in seen:
            yield Breach(
                f"meeting.participants.{number}",
                f"{item.name.full} записан в листе дважды: день рождения тот же. Уберите повтор и "
                "пересчитайте кворум.",
            )
        seen.add(who)
        if full_years(item.birth_date, meeting.held_on) < needed:
            yield Breach(
                f"meeting.participants.{number}.birth_date",
                f"{item.name.full}: на день собрания нет {needed} лет, голосовать нельзя. "
                "Пересчитайте кворум и голоса.",
            )


RULES: tuple[Rule, ...] = (
    meeting_form,
    meeting_notice,
    quorum_of_assembly,
    quorum_dual_age,
    quorum_of_conference,
    signatures,
    attendance_list,
)
