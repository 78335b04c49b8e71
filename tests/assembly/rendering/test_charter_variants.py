"""The model charter holds together whatever is chosen in the questionnaire."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest

from registration.assembly.proof.wholeness import CHARTER, faults_inside
from registration.domain.case import Case
from registration.domain.charter import Audit, CouncilTitle, Executive, Fees, Membership
from registration.domain.meeting import MeetingKind
from registration.domain.tos import Track
from registration.rules.charter_clauses import Clause, clause_table
from tests.assembly.rendering.charter_variants import (
    RESIDENTS,
    WHOLE,
    Charters,
    Choice,
    case_of,
    choices,
    unmet_pairs,
)

# For which choice a clause is printed: the words of the table of clauses and the choice they mean.
WHEN: dict[str, Callable[[Choice], bool]] = {
    "": lambda choice: True,
    "оно есть": lambda choice: choice["short_name"],
    "это новая редакция": lambda choice: choice["track"] is Track.EXISTING,
    "ТОС новый": lambda choice: choice["track"] is Track.NEW,
    "печать есть": lambda choice: choice["seal"],
    "печати нет": lambda choice: not choice["seal"],
    "символика есть": lambda choice: choice["symbols"] is not None,
    "доходная деятельность есть": lambda choice: choice["income"],
    "доходной деятельности нет": lambda choice: not choice["income"],
    "участвуют по заявлению": lambda choice: choice["membership"] is Membership.APPLICATION,
    "участвуют без заявления": lambda choice: choice["membership"] is Membership.RESIDENTS,
    "высший орган — конференция": lambda choice: _by_conference(choice),
    "высший орган — собрание": lambda choice: not _by_conference(choice),
    "совет есть": lambda choice: _has_council(choice),
    "совета нет": lambda choice: not _has_council(choice),
    "предел сделки назван, совет есть": (
        lambda choice: choice["deal_limit"] is not None and _has_council(choice)
    ),
    "предел сделки назван, совета нет": (
        lambda choice: choice["deal_limit"] is not None and not _has_council(choice)
    ),
    "проверяет ревизор": lambda choice: choice["audit"] is Audit.AUDITOR,
    "проверяет комиссия": lambda choice: choice["audit"] is Audit.COMMISSION,
}

_COUNCILS = {
    CouncilTitle.COUNCIL: r"совет(?:а|у|ом|е)?",
    CouncilTitle.HOUSE_COMMITTEE: r"домов\w+ комитет\w*",
    CouncilTitle.STREET_COMMITTEE: r"уличн\w+ комитет\w*",
    CouncilTitle.ENTRANCE_COMMITTEE: r"комитет\w* подъезда",
}
_SLIPS = re.compile(
    r"  | [,.;:)»]|[(«] |\.\.|,,|;;|;\.|\.;|,\.|: *\.|№ |\b(?:ст|п|ч|г)\. \d|\d г\."
    r"|\bNone\b|[{}\[\]\"]"
)
_BY_HAND = re.compile(r"_{2,}")
_CLAUSE = re.compile(r"(\d+\.\d+)\.\s\S")
_POINT = re.compile(r"(\d+)\)\s\S")
_REFERENCE = re.compile(r"\bпункт\w*\s(\d+\.\d+)\b")


def _by_conference(choice: Choice) -> bool:
    return choice["supreme_body"] is MeetingKind.CONFERENCE


def _has_council(choice: Choice) -> bool:
    return choice["executive"] is Executive.CHAIR_AND_COUNCIL


@pytest.fixture
def charters(monkeypatch: pytest.MonkeyPatch) -> Charters:
    return Charters(monkeypatch)


# Split so that the parts can run side by side; each value of the first two choices is one part.
@pytest.mark.parametrize("executive", WHOLE["executive"])
@pytest.mark.parametrize("supreme_body", WHOLE["supreme_body"])
def test_every_charter_speaks_only_of_what_it_has(
    supreme_body: MeetingKind,
    executive: Executive,
    charters: Charters,
    sample: Callable[[str], Case],
) -> None:
    base, found = sample("kholmogorsky"), []
    for choice in choices():
        if choice["supreme_body"] is supreme_body and choice["executive"] is executive:
            paragraphs = charters.printed(case_of(base, choice))
            faults = [*_faults(choice, paragraphs), *_wrong_clauses(choice, charters)]
            found += [(fault, choice) for fault in faults]
    assert found[:3] == []


def test_every_choice_meets_every_other() -> None:
    assert list(unmet_pairs()) == []


def _faults(choice: Choice, paragraphs: Sequence[str]) -> Iterator[str]:
    yield from (fault.message for fault in faults_inside(CHARTER, paragraphs))
    for name, pattern in _foreign_organs(choice):
        for text in paragraphs:
            if pattern.search(text):
                yield f"{name} в уставе без него: {text}"
    for text in paragraphs:
        if slip := _SLIPS.search(text):
            yield f"«{slip.group()}»: {text}"
        if str(RESIDENTS) in text:
            yield f"число жителей меняется, в уставе ему не место: {text}"
    yield from _numbering_faults(paragraphs)
    yield from _blanks(choice, paragraphs)


def _foreign_organs(choice: Choice) -> Iterator[tuple[str, re.Pattern[str]]]:
    absent = {"правление": r"правлени(?:е|я|ю|ем|и)", "президиум": r"президиум\w*"}
    if _by_conference(choice):
        absent["собрание граждан"] = r"собрани\w+ граждан"
    else:
        absent |= {"конференция": r"конференци\w+", "делегаты": r"делегат\w*"}
    if choice["audit"] is Audit.COMMISSION:
        absent["ревизор"] = r"ревизор\w*"
    else:
        absent["комиссия"] = r"ревизионн\w+ комисси\w+"
    for title, pattern in _COUNCILS.items():
        if not _has_council(choice) or choice["council_title"] is not title:
            absent[title.label] = pattern
    for name, words in absent.items():
        yield name, re.compile(rf"\b{words}\b", re.IGNORECASE)


def _numbering_faults(paragraphs: Sequence[str]) -> Iterator[str]:
    clauses = [match.group(1) for text in paragraphs if (match := _CLAUSE.match(text))]
    for text in paragraphs:
        for number in _REFERENCE.findall(text):
            if number not in clauses:
                yield f"пункта {number} нет: {text}"
    expected = 1
    for text in paragraphs:
        match = _POINT.match(text)
        if match and int(match.group(1)) != expected:
            yield f"ждали {expected}): {text}"
        expected = expected + 1 if match else 1
    yield from _list_faults(paragraphs)


def _list_faults(paragraphs: Sequence[str]) -> Iterator[str]:
    """A list is announced by a colon, parted by semicolons and ended by a stop."""
    for before, text in pairwise(paragraphs):
        is_point, follows_point = bool(_POINT.match(text)), bool(_POINT.match(before))
        if is_point and not before.endswith(";" if follows_point else ":"):
            yield f"перед перечнем или внутри него не тот знак: {before}"
        if follows_point and not is_point and not before.endswith("."):
            yield f"перечень не закончен точкой: {before}"
        if _CLAUSE.match(text) and not text.endswith((".", ":")):
            yield f"пункт без точки: {text}"


def _blanks(choice: Choice, paragraphs: Sequence[str]) -> Iterator[str]:
    """Lines to write on by hand stand in the frame for the administration and nowhere else."""
    by_hand = [text for text in paragraphs if _BY_HAND.search(text)]
    if len(by_hand) != (2 if choice["stamp_block"] else 0):
        yield f"пропуски: {by_hand}"
    first_clause = next(i for i, text in enumerate(paragraphs) if _CLAUSE.match(text))
    if any(_BY_HAND.search(text) for text in paragraphs[first_clause:]):
        yield "пропуск в тексте устава"


def _wrong_clauses(choice: Choice, charters: Charters) -> Iterator[str]:
    table = clause_table()
    expected = [item.key for item in table.clauses.values() if WHEN[item.when](choice)]
    if charters.clauses != expected:
        yield f"пункты не те: {set(expected) ^ set(charters.clauses) or 'порядок'}"
    for demand in table.required:
        if demand.clauses and not set(demand.clauses) & set(charters.clauses):
            yield f"нет того, что требует закон: {demand.about}"
    sections = [key for key in table.sections if key != "council" or _has_council(choice)]
    if charters.sections != sections:
        yield f"разделы не те: {charters.sections}"


def test_a_seeded_slip_is_seen() -> None:
    choice: dict[str, Any] = {
        "supreme_body": MeetingKind.ASSEMBLY,
        "executive": Executive.CHAIR_ONLY,
        "audit": Audit.AUDITOR,
        "stamp_block": False,
    }
    slips = {
        "1.1. Решение принимает конференция граждан.": "конференция",
        "1.1. Решение принимает совет ТОС.": "совет ТОС",
        "1.1. Проверяет ревизионная комиссия.": "комиссия",
        "1.1. Смету  утверждает собрание.": "«  »",
        "1.1. Смету утверждает собрание..": "«..»",
        "1.1. Смотри пункт 2.7 Устава.": "2.7",
        "1.1. Жителей 7313.": "число жителей",
        "1.1. Смету утверждает ____.": "пропуски",
    }
    for text, told in slips.items():
        assert any(told in fault for fault in _faults(choice, ("1. Раздел", text))), text


# Sections and clauses a charter of this kind usually has; the upper bounds are an estimate. The
# smallest charter that can be chosen has 95 clauses; a short name, symbols and a limit for deals
# add one each, so the least kind may have 98.
VOLUMES = {
    "kotlassky": (range(13, 15), range(80, 99)),
    "verkhnetoemsky": (range(14, 16), range(89, 111)),
    "nyandomsky": (range(15, 16), range(95, 128)),
}


@pytest.mark.parametrize("name", VOLUMES)
def test_a_charter_is_as_long_as_its_kind_usually_is(
    name: str, charters: Charters, sample: Callable[[str], Case]
) -> None:
    sections, clauses = VOLUMES[name]
    charters.printed(sample(name))
    assert len(charters.sections) in sections
    assert len(charters.clauses) in clauses


def test_every_condition_of_the_table_is_one_the_charter_knows() -> None:
    conditions: set[str] = {item.when for item in _clauses()}
    assert conditions == set(WHEN)


def test_a_clause_printed_only_sometimes_has_its_choice_among_those_multiplied() -> None:
    """What is dealt and not multiplied may switch only clauses that nothing refers to."""
    dealt = {item.key for item in _clauses() if item.when in ("оно есть", "символика есть")}
    assert dealt == {"short_name", "symbols"}
    assert Fees.MEMBERSHIP in WHOLE["fees"]


def _clauses() -> tuple[Clause, ...]:
    return tuple(clause_table().clauses.values())
