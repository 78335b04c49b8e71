"""Words typed by hand that reach the charter: what must not stand there."""

import re
from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.charter import Charter
from registration.domain.tos import Territory, Tos
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule
from registration.rules.words import struck_out

_REVIEWED = date(2026, 11, 23)
_TOS_LAW = (("fz-33", "ст. 50"), ("fz-131", "ч. 9 ст. 27"))


def free_texts(case: Case) -> Iterator[tuple[str, str]]:
    """Every text of the charter that a person wrote in their own words, with its place."""
    charter = case.charter
    if charter is None:
        return
    for field in ("tasks", "income_kinds"):
        for number, text in enumerate(getattr(charter, field)):
            yield f"charter.{field}.{number}", text
    if charter.symbols:
        yield "charter.symbols", charter.symbols


# Patterns are searched in a text where ё is already read as е.
_OPEN_LIST = re.compile(
    r"\bины[ех] (?:вид|цел|дел|вопрос|направлени|задач)\w*|\bин(?:ая|ую|ой) (?:не запрещ\w+ \w+ )?"
    r"деятельност\w*|\bдруг(?:ая|ую|ие|их) (?:деятельност|вид|цел|дел)\w*"
    r"|не запрещенн\w+|не противоречащ\w+|\bи т\. ?[дп]\b|\bи так далее|\bи др(?:угое)?\b"
    r"|\bи проч(?:ее)?\b",
    re.I,
)


@rule(
    "charter-goals-closed",
    "Цели и виды деятельности перечислены до конца",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(("civil-code", "п. 4 ст. 52"), ("fz-7", "ст. 14"), ("fz-7", "ст. 24")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def goals_closed(charter: Charter, case: Case) -> Iterator[Breach]:
    for at, words in struck_out(_OPEN_LIST, free_texts(case)):
        yield Breach(
            at,
            f"Слова «{words}» оставляют перечень открытым, за это отказывают чаще всего. "
            "Назовите всё прямо и уберите их.",
        )
    if charter.income and not charter.income_kinds:
        yield Breach(
            "charter.income_kinds",
            "ТОС собирается зарабатывать, а чем — не сказано. Перечислите виды доходной "
            "деятельности: другими заниматься будет нельзя.",
        )
    if charter.income_kinds and not charter.income:
        yield Breach(
            "charter.income",
            "Перечислены виды доходной деятельности, но отмечено, что её не будет. "
            "Исправьте одно из двух.",
        )


_PROFIT = re.compile(r"(?:получени|извлечени)\w+ прибыл\w*|\bприбыльн", re.I)
_POLITICS = re.compile(
    r"\bагитаци|политическ\w+|\bпредвыборн\w+|выдвижени\w+ кандидат\w*|поддержк\w+ кандидат\w*",
    re.I,
)
_POWERS = re.compile(
    r"(?:выдач|выдава)\w* разрешени\w*|\bлицензировани|сбор\w* налог\w*|взимани\w+ штраф\w*"
    r"|штрафова\w+|управлени\w+ муниципальн\w+ имуществ\w*|муниципальн\w+ контрол\w+",
    re.I,
)
_LIMITS = (
    (_PROFIT, "прибыль не может быть целью ТОС"),
    (_POLITICS, "политикой и агитацией ТОС не занимается"),
    (_POWERS, "это дело органов местного самоуправления, ТОС его себе не берёт"),
)


@rule(
    "charter-goals-limits",
    "Цели не выходят за пределы того, что может ТОС",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(("civil-code", "ст. 123.4"), ("fz-7", "ст. 2"), ("fz-33", "ст. 50")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def goals_limits(charter: Charter, case: Case) -> Iterator[Breach]:
    for pattern, why in _LIMITS:
        for at, words in struck_out(pattern, free_texts(case)):
            yield Breach(at, f"Уберите слова «{words}»: {why}.")


@rule(
    "charter-tos-tasks-forms",
    "Есть задачи и основные направления деятельности",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def tasks_and_forms(charter: Charter) -> Iterator[Breach]:
    """Goals and forms stand in the model charter; directions and tasks come from the answers."""
    if len(set(charter.directions)) < len(charter.directions):
        yield Breach(
            "charter.directions",
            "Одно и то же направление отмечено дважды, и в уставе оно повторится. Оставьте одно.",
        )
    if len({task.casefold() for task in charter.tasks}) < len(charter.tasks):
        yield Breach("charter.tasks", "Одно и то же дело записано дважды. Оставьте одно.")
    if not charter.tasks:
        yield Breach(
            "charter.tasks",
            "Своими словами не сказано, чем займётся ТОС. Впишите два-три главных дела: без них "
            "устав назовёт только общие направления.",
            severity=Severity.WARNING,
        )


_IMMORTAL = re.compile(
    r"не (?:подлежит|может быть) (?:ликвид|прекращ|закры|реорганиз)\w*|существует вечно", re.I
)
_SHARING = re.compile(
    r"(?:распредел|дел(?:ит|ят)|раздел|раздач)\w*(?: \w+){0,3} (?:между|среди) "
    r"(?:участник|член|жител|учредител)\w*|(?:выплат|раздач)\w*(?: \w+)? (?:прибыл|дивиденд)\w*",
    re.I,
)


@rule(
    "charter-termination-tos",
    "Устав говорит, как ТОС прекращают",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=_TOS_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def termination(charter: Charter, case: Case) -> Iterator[Breach]:
    """The model charter has the section; only words typed by hand can deny it."""
    for at, words in struck_out(_IMMORTAL, free_texts(case)):
        yield Breach(
            at,
            f"Слова «{words}» противоречат разделу устава о прекращении ТОС, а он обязателен. "
            "Уберите их.",
        )


@rule(
    "charter-liquidation-property",
    "Доход и имущество не делят между участниками",
    Severity.BLOCKER,
    RuleStage.CHARTER,
    cites=(
        ("civil-code", "п. 1 ст. 50"),
        ("civil-code", "п. 8 ст. 63"),
        ("fz-7", "ст. 2"),
        ("fz-7", "ст. 20"),
    ),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def property_not_shared(charter: Charter, case: Case) -> Iterator[Breach]:
    """The model charter forbids it; only words typed by hand can allow it."""
    for at, words in struck_out(_SHARING, free_texts(case)):
        yield Breach(
            at,
            f"По словам «{words}» доход или имущество достаются участникам. Некоммерческой "
            "организации это запрещено: уберите их.",
        )


_OBSOLETE = re.compile(
    r"вопрос\w* местного значения|пенсионн\w+ фонд\w*|\bфсс\b|№? ?131-фз|\bмуниципальн\w+ район\w*",
    re.I,
)


@rule(
    "charter-obsolete-refs",
    "В уставе нет слов из отменённых законов",
    Severity.WARNING,
    RuleStage.CHARTER,
    cites=(("fz-33", "ст. 50"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def no_obsolete_words(charter: Charter, case: Case) -> Iterator[Breach]:
    for at, words in struck_out(_OBSOLETE, free_texts(case)):
        yield Breach(at, f"Слова «{words}» — из прежних законов. Напишите по-новому или уберите.")


# What a hurried hand leaves for later, and braces that our own templates would take for theirs.
_UNFINISHED = re.compile(r"_{2,}|\.{3,}|…|\?{2,}|[\[\]{}]|\bxxx|\bххх|\bуточнить\b", re.I)


@rule(
    "charter-format",
    "В тексте устава нет пропусков и пометок",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(("minjust-199", ""), ("fz-7", "п. 1.1 ст. 23.1")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def no_unfinished_text(
    tos: Tos, territory: Territory, charter: Charter, case: Case
) -> Iterator[Breach]:
    """Page numbers and format are judged on the finished paper; gaps come from the answers."""
    texts = (
        ("tos.full_name", tos.full_name),
        ("territory.boundaries", territory.boundaries),
        *free_texts(case),
    )
    for at, words in struck_out(_UNFINISHED, texts):
        yield Breach(
            at,
            f"В тексте осталась пометка «{words}», и она попадёт в устав. Допишите это место.",
        )


RULES: tuple[Rule, ...] = (
    goals_closed,
    goals_limits,
    tasks_and_forms,
    termination,
    property_not_shared,
    no_obsolete_words,
    no_unfinished_text,
)


_IN_ANY_CLAUSE = (
    ("charter-goals-closed", _OPEN_LIST),
    ("charter-termination-tos", _IMMORTAL),
    ("charter-liquidation-property", _SHARING),
    ("charter-obsolete-refs", _OBSOLETE),
    ("charter-format", _UNFINISHED),
)


def words_to_strike(text: str) -> Iterator[tuple[str, str]]:
    """Rule and words, for a clause that somebody wrote or changed by hand."""
    for name, pattern in _IN_ANY_CLAUSE:
        for _, words in struck_out(pattern, (("", text),)):
            yield name, words
