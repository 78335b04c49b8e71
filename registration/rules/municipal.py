"""The local authorities: their act on TOS, their registration of the charter, their terms."""

from collections.abc import Iterator
from datetime import date, timedelta

from registration.domain.case import Case
from registration.domain.meeting import Meeting
from registration.domain.organs import Organs
from registration.domain.tos import LocalRules, MunicipalRegistration, Tos
from registration.rules.by_hand import Look, looked
from registration.rules.law import LegalBasis, figure_as_date
from registration.rules.meeting import held
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import day, days, names

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ст. 27"))

_SAME_CHARTER = Look(
    check="tos-charter-same-text",
    at="municipal_registration",
    todo="Сравните устав, который зарегистрировала администрация, с уставом для Минюста: "
    "они должны совпасть до знака.",
    failed="Устав для Минюста отличается от зарегистрированного в администрации. Подавать можно "
    "только одинаковый текст.",
)

_WHOLE_SET = Look(
    check="tos-muni-package",
    at="municipal_registration",
    todo="Проверьте по местному акту, всё ли собрано для администрации. Обычно нужны заявление, "
    "протокол, устав, решение о границах, список избранных.",
    failed="Для администрации собрано не всё. Добавьте то, чего не хватает.",
)


@rule(
    "tos-muni-act-current",
    "Местный акт о ТОС приведён в соответствие с новым законом",
    Severity.WARNING,
    RuleStage.FOUNDING,
    cites=(("fz-33", "ч. 2 ст. 91"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def local_act_current(local_rules: LocalRules, law: LegalBasis) -> Iterator[Breach]:
    deadline = figure_as_date("muni_alignment_deadline", law.on)
    if local_rules.act is None:
        yield Breach(
            "local_rules.act",
            "Не вписан местный акт о ТОС. Найдите положение о ТОС вашего округа, впишите его номер "
            "и дату.",
        )
    elif not local_rules.aligned and law.on >= deadline:
        yield Breach(
            "local_rules.aligned",
            f"С {day(deadline)} местный акт должен соответствовать новому закону, а этот не "
            "приведён. Узнайте в администрации, нет ли новой редакции.",
        )


@rule(
    "tos-charter-muni-registered",
    "Устав зарегистрирован в администрации до подачи в Минюст",
    Severity.BLOCKER,
    RuleStage.FOUNDING,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def charter_registered(municipal_registration: MunicipalRegistration, on: date) -> Iterator[Breach]:
    act = municipal_registration.act
    if act is None:
        yield Breach(
            "municipal_registration.act",
            "Администрация ещё не зарегистрировала устав. ТОС считается учреждённым только с этого "
            "дня: дождитесь регистрации и впишите номер и дату.",
            question="municipal-first",
        )
    elif act.issued_on > on:
        yield Breach(
            "municipal_registration.act.issued_on",
            f"Регистрация устава помечена будущим днём ({day(act.issued_on)}). Проверьте дату.",
        )


@rule(
    "tos-charter-same-text",
    "В Минюст идёт тот же текст устава, что зарегистрировала администрация",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(*_TOS_LAW, ("fz-7", "ст. 23.1")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def charter_same_text(
    municipal_registration: MunicipalRegistration, case: Case, on: date
) -> Iterator[Breach]:
    """With the fingerprint of the registered text the finished charter itself is compared."""
    if municipal_registration.act and municipal_registration.charter_hash is None:
        yield from looked(_SAME_CHARTER, case, on, after=municipal_registration.act.issued_on)


@rule(
    "tos-muni-terms",
    "Устав отправлен в администрацию в местный срок",
    Severity.WARNING,
    RuleStage.MEETING,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def local_terms(
    meeting: Meeting, local_rules: LocalRules, case: Case, on: date
) -> Iterator[Breach]:
    if local_rules.submission_days is None or meeting.held_on > on:
        return
    registration = case.municipal_registration
    last = meeting.held_on + timedelta(days=local_rules.submission_days)
    if (registration.submitted_on if registration else on) > last:
        yield Breach(
            "municipal_registration.submitted_on",
            f"По местному акту устав отдают в администрацию за {days(local_rules.submission_days)} "
            f"после собрания, то есть до {day(last)}. Спросите, примут ли его позже.",
        )


@rule(
    "tos-muni-package",
    "В администрацию отдают полный комплект",
    Severity.WARNING,
    RuleStage.FOUNDING,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def local_package(meeting: Meeting, organs: Organs, case: Case, on: date) -> Iterator[Breach]:
    """Local acts ask for different papers; once the charter is registered the set was accepted."""
    held(meeting, on, "present")
    registration = case.municipal_registration
    if registration and registration.act:
        return
    roles = case.roles
    elected = dict.fromkeys((roles.chair, *roles.council, *roles.audit))
    homeless = [person for person in elected if person and person.home is None]
    if homeless:
        yield Breach(
            "people.persons",
            f"В список избранных для администрации нужен адрес каждого. Впишите его: "
            f"{names(homeless)}.",
        )
    if registration and registration.incoming_number is None:
        yield Breach(
            "municipal_registration.incoming_number",
            "Не вписан входящий номер администрации. Попросите его: без номера не доказать, что "
            "документы отданы.",
        )
    yield from looked(_WHOLE_SET, case, on, after=meeting.held_on)


@rule(
    "tos-old-charter-update",
    "Действующий ТОС подаёт новую редакцию устава, а не прежний устав",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(*_TOS_LAW, ("civil-code", "ст. 123.5"), ("civil-code", "ст. 123.7")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def new_edition(tos: Tos, meeting: Meeting, case: Case) -> Iterator[Breach]:
    """A charter written for the former law has other ages, tasks and bodies."""
    former = tos.earlier_registration
    if not tos.is_existing or former is None:
        return
    if former.issued_on >= meeting.held_on:
        yield Breach(
            "tos.earlier_registration.issued_on",
            f"Прежний устав зарегистрирован {day(former.issued_on)}, а собрание о новом прошло "
            f"{day(meeting.held_on)}. Прежний был раньше: проверьте даты.",
        )
    registration = case.municipal_registration
    if registration and registration.act and registration.act.number == former.number:
        yield Breach(
            "municipal_registration.act.number",
            f"Регистрация нового устава записана с номером прежней (№ {former.number}). Прежний "
            "устав подавать нельзя: впишите регистрацию новой редакции.",
        )


RULES: tuple[Rule, ...] = (
    local_act_current,
    charter_registered,
    charter_same_text,
    local_terms,
    local_package,
    new_edition,
)
