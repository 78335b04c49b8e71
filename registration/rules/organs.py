"""The elected bodies: who was elected, who must not sit where, what they are called."""

import re
from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.charter import Charter, CouncilTitle
from registration.domain.meeting import Meeting
from registration.domain.organs import Organs
from registration.rules.by_hand import Look, looked
from registration.rules.charter_text import free_texts
from registration.rules.law import LegalBasis, figure, figure_as_fraction
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import listed, names, plural, struck_out

_REVIEWED = date(2026, 11, 23)


@rule(
    "organs-elected",
    "Избраны председатель, совет и ревизоры — столько, сколько велит устав",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(
        ("civil-code", "п. 3 ст. 65.3"),
        ("civil-code", "ст. 123.7"),
        ("fz-33", "ст. 50"),
        ("fz-131", "ст. 27"),
    ),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def organs_elected(
    organs: Organs, charter: Charter, meeting: Meeting, case: Case, law: LegalBasis
) -> Iterator[Breach]:
    yield from _size("organs.council", organs.council, charter.council_size, charter.has_council)
    audit_size = charter.audit_size if charter.has_commission else 1
    yield from _size("organs.audit", organs.audit, audit_size, True)
    if organs.deputy == organs.chair:
        yield Breach(
            "organs.deputy",
            "Председатель замещает сам себя. Выберите заместителем другого человека.",
        )
    elif charter.has_council and organs.deputy and organs.deputy not in organs.council:
        yield Breach(
            "organs.deputy", "Заместитель председателя не входит в совет. Выберите члена совета."
        )
    yield from _too_young(case, meeting, law)


_BODY = {"organs.council": "совет", "organs.audit": "ревизионный орган"}


def _size(at: str, elected: tuple[str, ...], needed: int | None, exists: bool) -> Iterator[Breach]:
    """As many different people as the charter says; a chair may or may not be one of them."""
    if not exists or needed is None:
        return
    if len(set(elected)) != len(elected):
        yield Breach(at, f"В {_BODY[at]} один человек вписан дважды. Уберите повтор.")
    elif len(elected) != needed:
        yield Breach(
            at,
            f"В {_BODY[at]} избрано: {len(elected)}, а по уставу нужно {needed}. "
            "Исправьте список избранных или число в уставе.",
        )


def _too_young(case: Case, meeting: Meeting, law: LegalBasis) -> Iterator[Breach]:
    roles = case.roles
    needed = figure("participant_age", law.on)
    chosen = (roles.chair, roles.deputy, *roles.council, *roles.audit)
    for person in dict.fromkeys(item for item in chosen if item):
        if person.age(meeting.held_on) < needed:
            yield Breach(
                f"people.persons.{case.everyone().index(person)}.birth_date",
                f"{person.name.full}: на день собрания ещё не было {needed} лет, избирать в органы "
                "ТОС было нельзя.",
            )


_SUPERVISES = re.compile(
    r"наблюдательн|надзор за председател|контрол\w* (?:за|над) председател", re.I
)


@rule(
    "organs-council-executive-kind",
    "Совет — исполнительный орган, и председатель в нём на своём месте",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(("civil-code", "п. 4 ст. 65.3"), ("civil-code", "ст. 123.7")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def council_is_executive(
    organs: Organs, charter: Charter, case: Case, law: LegalBasis
) -> Iterator[Breach]:
    """The model charter says «executive»; words typed by hand can make a supervisor of it."""
    if charter.chair_is_of_council and organs.chair not in organs.council:
        yield Breach(
            "organs.chair",
            f"Должность называется «{charter.chair_title.label}», а в совет председатель не "
            "избран. Включите его в совет или назовите должность «председатель ТОС».",
        )
    share = figure_as_fraction("executive_share", law.on)
    executives = {organs.chair, organs.deputy} & set(organs.council)
    for at, words in struck_out(_SUPERVISES, free_texts(case)):
        if (
            executives
            and len(executives) * share.denominator > len(organs.council) * share.numerator
        ):
            yield Breach(
                at,
                f"По словам «{words}» совет надзирает за председателем. Тогда исполнителей в нём "
                f"не больше {share}, а возглавлять его председатель не может. Уберите эти слова.",
            )


@rule(
    "organs-revision-separate",
    "Ревизор не входит в совет и не председатель",
    Severity.BLOCKER,
    RuleStage.MEETING,
    cites=(("civil-code", "п. 2 ст. 65.3"), ("fz-82", "ст. 8")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def revision_separate(organs: Organs, case: Case) -> Iterator[Breach]:
    """By the law on non-profits alone it is a warning: the registration track decides."""
    settled = case.decisions.choice("registration-track") == "nko_7fz"
    severity = Severity.WARNING if settled else None
    executives = {organs.chair, organs.deputy, *organs.council}
    both = case.persons(tuple(key for key in organs.audit if key in executives))
    if both:
        yield Breach(
            "organs.audit",
            f"Проверять сам себя нельзя: {names(both)} — и в ревизионном, и в исполнительном "
            "органе. Изберите ревизором другого человека.",
            severity=severity,
        )
    if organs.audit_chair and organs.audit_chair not in organs.audit:
        yield Breach(
            "organs.audit_chair",
            "Председатель ревизионной комиссии в неё не избран. Выберите одного из членов.",
        )
    if not organs.relatives_checked:
        yield Breach(
            "organs.relatives_checked",
            "Не отмечено, что среди ревизоров нет супругов и близких родственников председателя "
            "и членов совета. Проверьте и отметьте.",
            severity=Severity.WARNING,
        )


@rule(
    "organs-names-everywhere",
    "Органы и должности названы одинаково и соответствуют уставу",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(("fz-7", "ст. 23.1"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def organ_names(organs: Organs, charter: Charter, case: Case) -> Iterator[Breach]:
    """What the answers can break; the finished papers are compared when the package is verified."""
    council = charter.council_title.label
    if organs.council and not charter.has_council:
        yield Breach(
            "organs.council",
            "По уставу у ТОС только председатель, а избран и совет. Уберите совет или измените "
            "ответ об исполнительных органах.",
        )
    if charter.chair_is_of_council and not charter.has_council:
        yield Breach(
            "charter.chair_title",
            f"Должность называется «{charter.chair_title.label}», а совета по уставу нет. "
            "Выберите «председатель ТОС».",
        )
    elif charter.chair_is_of_council and charter.council_title is not CouncilTitle.COUNCIL:
        yield Breach(
            "charter.chair_title",
            f"Должность называется «{charter.chair_title.label}», а сам орган — «{council}». "
            "Назовите их одинаково.",
        )
    if organs.audit_chair and not charter.has_commission:
        yield Breach(
            "organs.audit_chair",
            "По уставу проверяет один ревизор, а вписан председатель ревизионной комиссии. "
            "Уберите его или выберите комиссию.",
        )
    if case.meeting and not charter.has_council:
        yield from _council_in_agenda(case.meeting)


def _council_in_agenda(meeting: Meeting) -> Iterator[Breach]:
    extra = [str(n) for n, item in enumerate(meeting.agenda, start=1) if item.on_council]
    if extra:
        yield Breach(
            f"meeting.agenda.{int(extra[0]) - 1}",
            f"В повестке есть избрание совета (вопрос {listed(extra)}), а по уставу совета нет. "
            "Уберите вопрос или добавьте совет в устав.",
        )


@rule(
    "organs-head-register-check",
    "Председателю ничто не мешает руководить: реестры посмотрели",
    Severity.WARNING,
    RuleStage.APPLICATION,
    cites=(("fz-129", "пп. «ф» п. 1 ст. 23"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def head_register_checked(
    organs: Organs, case: Case, on: date, law: LegalBasis
) -> Iterator[Breach]:
    years = plural(figure("egrul_ban_years", law.on), "год", "года", "лет")
    look = Look(
        check="organs-head-register-check",
        at="organs.chair",
        todo="Найдите председателя в реестре дисквалифицированных лиц и в ЕГРЮЛ. Посмотрите, "
        "какими организациями он руководил.",
        failed="Председатель дисквалифицирован или руководил организацией с недостоверной записью. "
        f"Такая запись мешает {years}. Покажите дело юристу.",
    )
    yield from looked(look, case, on, trusted_days=figure("manual_check_days", law.on))


RULES: tuple[Rule, ...] = (
    organs_elected,
    council_is_executive,
    revision_separate,
    organ_names,
    head_register_checked,
)
