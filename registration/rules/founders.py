"""Founders: how many, how old, who must not be one."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.meeting import Meeting
from registration.domain.people import Founders, People
from registration.rules.by_hand import Look, looked
from registration.rules.law import LegalBasis, figure
from registration.rules.rule import (
    Breach,
    Confidence,
    NotYetKnown,
    Rule,
    RuleStage,
    Severity,
    rule,
)
from registration.rules.words import day, listed

_REVIEWED = date(2026, 11, 23)

_BANS = Look(
    check="founders-ban-list",
    at="founders.members",
    todo="Сверьте учредителей и избранных людей с перечнем Росфинмониторинга и списком "
    "запрещённых организаций Минюста.",
    failed="По перечням нашлось препятствие: такой человек не может быть учредителем. "
    "Остановите дело и покажите его юристу.",
)

_FOREIGN_AGENTS = Look(
    check="founders-foreign-agent",
    at="founders.members",
    todo="Поищите учредителей и избранных людей в реестре иностранных агентов на сайте Минюста.",
    failed="Кто-то из них есть в реестре иностранных агентов. Остановите дело и покажите его "
    "юристу.",
)
_NEW_GROUNDS = Look(
    check="founders-new-grounds-2025",
    at="founders.members",
    todo="В законе об общественных объединениях могли появиться новые причины отказа. "
    "Попросите юриста прочитать действующую редакцию и сверить с ней учредителей.",
    failed="Юрист нашёл препятствие в новой редакции закона. Решите с ним, кого вписать вместо.",
)


@rule(
    "founders-min-3",
    "Учредителей не меньше трёх",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(("civil-code", "п. 1 ст. 123.5"), ("fz-82", "ст. 18")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def founders_min(founders: Founders, case: Case, law: LegalBasis) -> Iterator[Breach]:
    """A person entered twice among the founders counts once."""
    keys = [item.person for item in founders.members]
    for number, key in enumerate(keys):
        if key in keys[:number] and (person := case.person(key)):
            yield Breach(
                f"founders.members.{number}.person",
                f"{person.name.full} стоит среди учредителей дважды. Оставьте одну запись.",
            )
    needed = figure("founders_min", law.on)
    if len(set(keys)) < needed:
        yield Breach(
            "founders.members",
            f"Учредителей {len(set(keys))}, а нужно не меньше {needed}. Найдите ещё людей до "
            "собрания; если оно уже прошло, его придётся провести заново.",
        )


@rule(
    "founders-age-18",
    "Каждый учредитель на день собрания достиг нужного возраста",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(("fz-33", "ст. 50"), ("fz-131", "ст. 27"), ("fz-7", "п. 1 ст. 15")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def founders_age(
    founders: Founders, people: People, meeting: Meeting, case: Case, law: LegalBasis
) -> Iterator[Breach]:
    """The age comes from the law of the meeting's day; the birthday itself is still too early."""
    needed = figure("participant_age", law.on)
    for number, item in enumerate(founders.members):
        person = case.person(item.person)
        if person and person.age(meeting.held_on) < needed:
            yield Breach(
                f"founders.members.{number}.person",
                f"{person.name.full}: на день собрания ({day(meeting.held_on)}) ещё не было "
                f"{needed} лет. Учредителем может быть только тот, кому исполнилось {needed}.",
            )


@rule(
    "founders-ban-list",
    "Учредители и избранные люди сверены с перечнями запретов",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(
        ("fz-7", "п. 1.2 ст. 15"),
        ("fz-82", "ст. 19"),
        ("fz-114", "ст. 15"),
        ("fz-115", "ст. 6"),
    ),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def founders_ban_list(founders: Founders, case: Case, on: date) -> Iterator[Breach]:
    """Answers about bans are never stored: a signed paper of each founder and one dated look."""
    for number, item in enumerate(founders.members):
        person = case.person(item.person)
        if person and item.declaration_on is None:
            yield Breach(
                f"founders.members.{number}.declaration_on",
                f"{person.name.full}: нет подписанного заявления о дееспособности и об отсутствии "
                "запретов. Пусть подпишет, и впишите дату.",
            )
        elif person and item.declaration_on and item.declaration_on > on:
            yield Breach(
                f"founders.members.{number}.declaration_on",
                f"{person.name.full}: заявление помечено будущим днём. Проверьте дату.",
            )
    yield from looked(_BANS, case, on, trusted_days=figure("manual_check_days", on))


@rule(
    "founders-foreign-agent",
    "Среди учредителей и избранных нет иностранных агентов",
    Severity.WARNING,
    RuleStage.MEETING,
    cites=(("fz-255", ""),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def no_foreign_agents(founders: Founders, case: Case, on: date) -> Iterator[Breach]:
    """Not a ban for every case: a lawyer says what follows, so the case only stops to ask."""
    yield from looked(_FOREIGN_AGENTS, case, on, trusted_days=figure("manual_check_days", on))


@rule(
    "founders-new-grounds-2025",
    "Новые причины отказа из закона об общественных объединениях прочитал юрист",
    Severity.WARNING,
    RuleStage.MEETING,
    cites=(("fz-82", "ст. 19, 23"),),
    confidence=Confidence.DOUBTFUL,
    reviewed=_REVIEWED,
    since=date(2025, 2, 5),
)
def new_grounds_read(founders: Founders, case: Case, on: date) -> Iterator[Breach]:
    """The edition of that day is known to exist, what it added was not found."""
    yield from looked(_NEW_GROUNDS, case, on, trusted_days=figure("slow_check_days", on))


@rule(
    "founders-reside",
    "Учредители и избранные живут на территории ТОС",
    Severity.WARNING,
    RuleStage.MEETING,
    cites=(("fz-33", "ст. 50"), ("fz-131", "ст. 27")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def founders_reside(founders: Founders, people: People, case: Case) -> Iterator[Breach]:
    """Only a plain «no» is a fault; an unanswered question is not."""
    roles = case.roles
    chosen = {item.person for item in founders.members}
    chosen |= {person.key for person in (*roles.council, *roles.audit)}
    chosen |= {roles.chair.key} if roles.chair else set()
    for number, person in enumerate(people.persons):
        if person.key in chosen and person.lives_on_territory is False:
            yield Breach(
                f"people.persons.{number}.lives_on_territory",
                f"{person.name.full} не живёт на территории ТОС, а участвовать в ТОС можно только "
                "по месту жительства. Проверьте адрес или выберите другого человека.",
            )


@rule(
    "founders-no-authorities",
    "Должностные лица участвуют только как граждане",
    Severity.WARNING,
    RuleStage.MEETING,
    cites=(("fz-82", "ст. 19"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def founders_no_authorities(founders: Founders, people: People) -> Iterator[Breach]:
    chosen = {item.person for item in founders.members}
    for number, person in enumerate(people.persons):
        if person.key in chosen and person.public_post:
            yield Breach(
                f"people.persons.{number}.public_post",
                f"{person.name.full} занимает должность «{person.public_post}». Учредителем "
                "можно быть только как житель: в бумагах должность не пишут, а работодателя "
                "предупреждают о возможном конфликте интересов.",
            )


@rule(
    "meeting-founders-unanimous",
    "Все учредители голосовали «за» создание",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(("civil-code", "п. 2 ст. 50.1"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def founders_unanimous(
    founders: Founders, meeting: Meeting, case: Case, on: date
) -> Iterator[Breach]:
    if meeting.held_on > on:
        raise NotYetKnown("meeting.founders_for")
    keys = tuple(dict.fromkeys(item.person for item in founders.members))
    silent = case.persons(tuple(key for key in keys if key not in meeting.founders_for))
    if silent:
        yield Breach(
            "meeting.founders_for",
            f"Не отмечено, что за создание голосовали: {listed(p.name.full for p in silent)}. "
            "Решение об учреждении принимают все учредители единогласно. Если кто-то не голосовал "
            "«за», он не учредитель.",
            question="founding-unanimity",
        )
    strangers = case.persons(tuple(key for key in meeting.founders_for if key not in keys))
    if strangers:
        yield Breach(
            "meeting.founders_for",
            f"Среди учредителей, голосовавших «за», стоят те, кого нет в списке учредителей: "
            f"{listed(p.name.full for p in strangers)}. Исправьте один из двух списков.",
        )


RULES: tuple[Rule, ...] = (
    founders_min,
    founders_age,
    founders_ban_list,
    no_foreign_agents,
    new_grounds_read,
    founders_reside,
    founders_no_authorities,
    founders_unanimous,
)
