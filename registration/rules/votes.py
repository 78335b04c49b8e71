"""The agenda, the votes and what the minutes must tell."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.charter import Charter
from registration.domain.meeting import AgendaItem, AgendaTopic, Meeting
from registration.domain.tos import Residents, Tos
from registration.rules.meeting import held
from registration.rules.quorum import Quorum, quorum
from registration.rules.rule import (
    Breach,
    Confidence,
    NotYetKnown,
    Rule,
    RuleStage,
    Severity,
    rule,
)
from registration.rules.words import listed, names

_REVIEWED = date(2026, 11, 23)
_EXCLUSIVE = (
    AgendaTopic.FOUNDATION,
    AgendaTopic.PROPERTY,
    AgendaTopic.CHAIR,
    AgendaTopic.COUNCIL,
    AgendaTopic.AUDIT,
    AgendaTopic.PLANS,
)
"""Questions that the laws leave to the supreme body alone; the charter is one more."""


def required_topics(tos: Tos, charter: Charter) -> Iterator[AgendaTopic]:
    """Questions that must be put separately; an existing TOS has its name and boundaries."""
    if tos.is_new:
        yield AgendaTopic.NAME
        yield AgendaTopic.TERRITORY
    yield AgendaTopic.CHARTER
    yield AgendaTopic.PROPERTY
    yield AgendaTopic.CHAIR
    if charter.has_council:
        yield AgendaTopic.COUNCIL
    yield AgendaTopic.AUDIT
    yield AgendaTopic.ADDRESS
    yield AgendaTopic.APPLICANT


@rule(
    "meeting-agenda-min",
    "В повестке есть все нужные вопросы",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(
        ("civil-code", "п. 3 ст. 50.1"),
        ("civil-code", "ст. 123.1"),
        ("fz-7", "п. 5 ст. 13.1"),
    ),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def agenda_complete(meeting: Meeting, tos: Tos, charter: Charter, on: date) -> Iterator[Breach]:
    if not meeting.agenda:
        held(meeting, on, "agenda")
    put = {item.topic for item in meeting.agenda}
    missing = [topic.label for topic in required_topics(tos, charter) if topic not in put]
    if missing:
        yield Breach(
            "meeting.agenda",
            f"В повестке нет отдельных вопросов: {listed(missing)}. Без решений по ним Минюст не "
            "зарегистрирует ТОС.",
        )


@rule(
    "meeting-legal-entity-decision",
    "Собрание решило создать юридическое лицо",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(("civil-code", "ст. 50.1"), ("fz-7", "п. 4 ст. 13.1")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def legal_entity_decision(meeting: Meeting, on: date) -> Iterator[Breach]:
    """From this decision the three months run."""
    if not meeting.agenda:
        held(meeting, on, "agenda")
    if not any(item.on_foundation for item in meeting.agenda):
        yield Breach(
            "meeting.agenda",
            "В повестке нет вопроса о создании юридического лица. Это главное решение: от него "
            "отсчитывают три месяца на подачу документов.",
        )


@rule(
    "meeting-votes-arithmetic",
    "Голоса сходятся, и решения приняты",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(("civil-code", "ст. 181.2"), ("fz-33", "ст. 50"), ("fz-7", "п. 4 ст. 29")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def votes_arithmetic(
    meeting: Meeting, residents: Residents, case: Case, on: date
) -> Iterator[Breach]:
    found = quorum(case, on)
    if found is None or found.present is None or meeting.present is None:
        raise NotYetKnown("meeting.present")
    yield from _attendance(meeting, residents, found)
    for number, item in enumerate(meeting.agenda):
        at = f"meeting.agenda.{number}.votes"
        total = item.votes.total
        if total != meeting.present:
            yield Breach(
                at,
                f"Вопрос {number + 1}: всего голосов {total}, а голосовали {meeting.present}. "
                "Пересчитайте: за, против, воздержались и не голосовали.",
            )
        else:
            yield from _adopted(at, number + 1, item, found)


def _attendance(meeting: Meeting, residents: Residents, found: Quorum) -> Iterator[Breach]:
    """Voting are among the registered, the registered among the residents."""
    present, registered = meeting.present or 0, meeting.registered
    if registered is not None and present > registered:
        yield Breach(
            "meeting.present",
            f"Голосовали {present}, а записались {registered}. Голосовать мог только тот, кто "
            "записался.",
        )
    if registered is not None and meeting.is_assembly and registered > found.entitled:
        yield Breach(
            "meeting.registered",
            f"Записались {registered}, а жителей всего {found.entitled}. Проверьте оба числа.",
        )
    if meeting.present_16 is not None and meeting.present_16 < present and meeting.is_assembly:
        yield Breach(
            "meeting.present_16",
            f"Вместе с подростками пришли {meeting.present_16}, а одних взрослых голосовали "
            f"{present}. Первое число не может быть меньше.",
        )
    if meeting.is_conference and meeting.delegates and present != meeting.delegates.present:
        yield Breach(
            "meeting.present",
            f"Голосовали {present}, а делегатов пришло {meeting.delegates.present}. На конференции "
            "голосуют только делегаты.",
        )


def _adopted(at: str, number: int, item: AgendaItem, found: Quorum) -> Iterator[Breach]:
    """The charter needs the qualified majority, other questions more than half."""
    needed = found.qualified_majority if item.on_charter else found.simple_majority
    favour = item.votes.favour
    if needed is not None and favour < needed:
        yield Breach(
            at,
            f"Вопрос {number} ({item.topic.label}): «за» {favour}, а нужно не меньше "
            f"{needed}. Решение не принято.",
        )
    elif item.topic in _EXCLUSIVE and favour < (found.qualified_majority or 0):
        yield Breach(
            at,
            f"Вопрос {number} ({item.topic.label}): «за» {favour} — больше половины, но меньше "
            f"квалифицированного большинства ({found.qualified_majority}).",
            question="founding-majority",
        )


@rule(
    "meeting-minutes-fields",
    "В протоколе есть всё обязательное",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(("civil-code", "п. 4 ст. 181.2"), ("fz-7", "п. 5 ст. 13.1")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def minutes_fields(meeting: Meeting, case: Case, on: date) -> Iterator[Breach]:
    held(meeting, on, "present")
    for field, words in _REQUIRED:
        if getattr(meeting, field) in (None, ()):
            yield Breach(f"meeting.{field}", f"Для протокола не хватает ответа: {words}.")
    if meeting.ends_at and meeting.ends_at <= meeting.starts_at:
        yield Breach(
            "meeting.ends_at", "Собрание закончилось раньше, чем началось. Проверьте часы."
        )
    for number, item in enumerate(meeting.agenda):
        if item.on_other and not (item.title and item.decision):
            yield Breach(
                f"meeting.agenda.{number}",
                f"Вопрос {number + 1} — свой: впишите, как он звучит и что решили.",
            )
    yield from _counters(meeting, case)


_REQUIRED = (
    ("registered", "сколько человек записались"),
    ("present", "сколько голосовали"),
    ("ends_at", "во сколько закончили"),
    ("opened_by", "кто открыл собрание"),
    ("chair", "кто вёл собрание"),
    ("secretary", "кто писал протокол"),
    ("counters", "кто считал голоса"),
    ("agenda", "повестка и голоса"),
)


def _counters(meeting: Meeting, case: Case) -> Iterator[Breach]:
    """Who counts must not count alone for himself, nor for his own election."""
    roles = case.roles
    if meeting.counters and set(meeting.counters) == {meeting.chair}:
        yield Breach(
            "meeting.counters",
            "Голоса считал один председатель собрания. Считать должен и кто-то другой.",
        )
    elected = {p.key for p in (roles.chair, *roles.council, *roles.audit) if p}
    both = case.persons(tuple(key for key in meeting.counters if key in elected))
    if both:
        yield Breach(
            "meeting.counters",
            f"Голоса считали те, кого избирали: {names(both)}. Лучше, чтобы считали другие.",
            severity=Severity.WARNING,
        )


@rule(
    "meeting-property",
    "Собрание решило, из чего складывается имущество",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(("civil-code", "п. 3 ст. 50.1"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def property_decided(meeting: Meeting, on: date) -> Iterator[Breach]:
    if meeting.property_source is None:
        held(meeting, on, "property_source")
        yield Breach(
            "meeting.property_source",
            "В решении не сказано, как образуется имущество ТОС. Это обязательная часть решения о "
            "создании: выберите ответ.",
        )


RULES: tuple[Rule, ...] = (
    agenda_complete,
    legal_entity_decision,
    votes_arithmetic,
    minutes_fields,
    property_decided,
)
