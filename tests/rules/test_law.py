"""Acts and figures: days in force, history, and faults of our own files."""

import copy
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.rendering.context import template_context
from registration.domain.case import read_case
from registration.rules.catalogue import check_case
from registration.rules.law import (
    Citation,
    FiguresOn,
    LawFileError,
    act,
    acts,
    figure,
    figure_as_date,
    figure_as_fraction,
    figure_as_list,
    figures,
    legal_basis,
    read_acts,
    read_figures,
)

ACT = """
[fz-1]
title = "Федеральный закон № 1"
genitive = "Федерального закона № 1"
short = "Закон № 1"
since = 2000-01-01
reviewed = 2026-11-23
status = "по памяти"
"""
FIGURE = """
[age]
title = "Возраст"
status = "по памяти"
reviewed = 2026-11-23
values = [{ since = 2000-01-01, value = 16, act = "fz-1", at = "ст. 2" }]
"""


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "file.toml"
    path.write_text(text, encoding="utf-8")
    return read_figures(path, acts()) if "values" in text else read_acts(path)


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2025, 6, 18), 16),
        (date(2025, 6, 19), 18),
        (date(2026, 11, 23), 18),
        (date(1900, 1, 1), 16),
    ],
)
def test_age_of_participants_follows_the_law_of_the_day(on: date, age: int) -> None:
    assert figure("participant_age", on) == age


@pytest.mark.parametrize(
    ("on", "law", "article"),
    [
        (date(2025, 6, 18), "fz-131", "27"),
        (date(2025, 6, 19), "fz-33", "50"),
        (date(2028, 6, 1), "fz-33", "50"),
    ],
)
def test_law_on_local_government_changes_with_the_day(on: date, law: str, article: str) -> None:
    basis = legal_basis(on)
    assert basis.local_government.id == law
    assert basis.tos_article == article


def test_old_law_ends_with_the_year_2027() -> None:
    old = act("fz-131")
    assert old.in_force(date(2027, 12, 31))
    assert not old.in_force(date(2028, 1, 1))
    assert old.until == figure_as_date("law131_until", date(2026, 11, 23))


def test_new_law_begins_on_the_day_that_the_figure_tells() -> None:
    assert act("fz-33").since == figure_as_date("law33_from", date(2026, 11, 23))


def test_figures_of_other_kinds_are_read() -> None:
    on = date(2026, 11, 23)
    assert figure_as_fraction("qualified_majority", on) == Fraction(2, 3)
    assert figure_as_list("passport_ages", on) == (20, 45)
    assert FiguresOn(on).state_duty == 4000
    with pytest.raises(AttributeError):
        _ = FiguresOn(on).height_of_the_chair


def test_citation_reads_as_a_lawyer_writes_it() -> None:
    assert Citation(act("fz-33"), "ст. 50").text == (
        "ст. 50 Федерального закона от 20.03.2025 № 33-ФЗ"
    )
    assert Citation(act("minjust-163")).text == "Приказ Минюста России от 30.06.2023 № 163"


def test_printed_title_never_leaves_the_number_sign_at_a_line_end() -> None:
    assert "№\u00a07-ФЗ" in act("fz-7").title
    assert all("№ " not in item.title for item in acts().values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ACT.replace("short", "shot"), "fz-1"),
        (ACT.replace("2000-01-01", "2000-01-01\nuntil = 1999-12-31"), "раньше начала"),
        (ACT.replace("по памяти", "слышали"), "не из списка"),
        (ACT + 'superseded_by = "fz-2"', "fz-2"),
        ("[fz-1", "не читается"),
        (FIGURE.replace("fz-1", "fz-0"), "fz-0"),
        (FIGURE.replace("at =", "art ="), "art"),
        (FIGURE.replace("values = [", "values = [{ since = 2001-01-01, value = 1 }, "), "порядку"),
        (
            FIGURE.replace(
                "values = [", "values = [{ since = 1999-01-01, until = 1999-06-01, value = 1 }, "
            ),
            "последней",
        ),
        (FIGURE.replace("title", "titel"), "age"),
    ],
)
def test_fault_in_a_law_file_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(LawFileError, match=words):
        read(tmp_path, text.replace("fz-1", "fz-7") if "values" in text else text)


def test_unknown_names_are_our_own_faults() -> None:
    on = date(2026, 11, 23)
    with pytest.raises(LawFileError, match="fz-0"):
        act("fz-0")
    with pytest.raises(LawFileError, match="height"):
        figure("height", on)
    with pytest.raises(LawFileError, match="целое"):
        figure("qualified_majority", on)
    with pytest.raises(LawFileError, match="дата"):
        figure_as_date("state_duty", on)


@pytest.mark.parametrize("name", sorted(figures()))
def test_every_figure_of_the_law_names_its_act(name: str) -> None:
    item = figures()[name]
    cited = [value.citation is not None for value in item.values]
    excused = item.status == "наша норма" or bool(item.note)
    assert all(cited) or excused


@pytest.mark.parametrize("name", sorted(figures()))
def test_every_figure_has_a_value_on_every_day_of_its_history(name: str) -> None:
    values = figures()[name].values
    for earlier, later in pairwise(values):
        assert earlier.until is not None
        assert (later.since - earlier.until).days == 1
    assert values[-1].until is None


@pytest.mark.parametrize(
    ("on", "law", "age", "enough"),
    [(date(2025, 5, 15), "131-ФЗ", 16, False), (date(2026, 10, 10), "33-ФЗ", 18, True)],
)
def test_meeting_is_judged_by_the_law_of_its_own_day(
    answers: Callable[[str], dict[str, Any]], on: date, law: str, age: int, enough: bool
) -> None:
    """Of 124 adults and 180 people from sixteen on 46 came; the papers are read in 2026."""
    raw = copy.deepcopy(answers("verkhnetoemsky"))
    raw["meeting"]["held_on"] = on
    raw["residents"]["over_16"] = 180
    case = read_case(raw).case
    assert case.meeting is not None

    today = date(2026, 11, 23)
    found = {item.rule for item in check_case(case, today).findings}
    assert ("meeting-quorum-third" not in found) is enough
    context = template_context(case, today)
    assert law in context["law"].local_government.title  # type: ignore[attr-defined]
    assert context["figures_at_meeting"].participant_age == age  # type: ignore[attr-defined]


def test_history_of_the_transition_can_be_asked_for_any_day() -> None:
    assert figure_as_date("law131_until", date(2025, 12, 1)) == date(2026, 12, 31)
    assert figure_as_date("law131_until", date(2026, 6, 1)) == date(2027, 12, 31)
    assert figure_as_date("muni_alignment_deadline", date(2026, 6, 1)) == date(2027, 1, 1)
    delayed = [figure_as_date("law33_delayed", date(2026, month, 1)) for month in (5, 9)]
    assert delayed == [date(2027, 1, 1), date(2028, 1, 1)]


def test_duty_depends_on_the_way_of_filing() -> None:
    on = date(2026, 11, 23)
    assert [figure("state_duty", on), figure("state_duty_electronic", on)] == [4000, 0]
