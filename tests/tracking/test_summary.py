"""One case in one line: how far it is, what stops it, whose move it is."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from registration.domain.case import Case, Reading, read_case
from registration.tracking.mover import Mover, mover
from registration.tracking.stage import Stage
from registration.tracking.summary import search_words, summarise, words_of
from registration.tracking.ticks import Tick, whole_checklist

ON = date(2026, 11, 23)
DONE = Tick(True, ON, datetime(2026, 11, 23, tzinfo=UTC), "nina", "")


def sample(name: str) -> Reading:
    return read_case(tomllib.loads(Path(f"samples/{name}.toml").read_text("utf-8")))


def test_nothing_ticked_is_nothing_ready_and_everything_ticked_is_all() -> None:
    case = sample("kotlassky").case
    every = {item.id: DONE for item in whole_checklist(case, ON)}
    assert summarise(case, Stage.INTAKE, {}, ON).percent == 0
    assert summarise(case, Stage.INTAKE, every, ON).percent == 100


def test_a_hundred_percent_stands_only_where_nothing_is_left() -> None:
    case = sample("kotlassky").case
    items = whole_checklist(case, ON)
    all_but_one = {item.id: DONE for item in items[1:]}
    assert 0 < summarise(case, Stage.INTAKE, all_but_one, ON).percent < 100


def test_duties_after_registration_do_not_keep_a_case_from_being_ready() -> None:
    case = sample("after_registration").case
    ticked = {
        item.id: DONE
        for item in whole_checklist(case, ON)
        if item.stage.order <= Stage.NOTIFIED.order
    }
    assert len(ticked) < len(whole_checklist(case, ON))
    assert summarise(case, Stage.POST, ticked, ON).percent == 100


def test_a_breach_and_an_answer_that_does_not_read_stop_a_case() -> None:
    assert summarise(sample("kotlassky").case, Stage.INTAKE, {}, ON).blockers == ()
    faulty = sample("faulty/violations")
    assert summarise(faulty.case, Stage.INTAKE, {}, ON).blockers
    unread = read_case({"people": {"persons": {"a": {"birth_date": "вчера"}}}})
    told = summarise(unread.case, Stage.INTAKE, {}, ON, unread.problems).blockers
    assert [item.message for item in unread.problems if item.code != "missing"] == list(
        told[: len(told) - len(summarise(unread.case, Stage.INTAKE, {}, ON).blockers)]
    )


def test_the_next_deadline_is_the_nearest_that_is_not_met() -> None:
    found = summarise(sample("kotlassky").case, Stage.INTAKE, {}, ON)
    assert found.next_deadline is not None
    assert found.next_deadline.latest == min(item.latest for item in found.ahead)
    assert all(item.met_on is None for item in found.ahead)
    assert summarise(Case(), Stage.INTAKE, {}, ON).next_deadline is None


@pytest.mark.parametrize(
    ("stage", "who"),
    [
        (Stage.INTAKE, Mover.TOS),
        (Stage.MUNI_FILED, Mover.ADMINISTRATION),
        (Stage.UNDER_REVIEW, Mover.MINJUST),
        (Stage.SUSPENDED, Mover.DESK),
        (Stage.DECISION_OK, Mover.TAX_OFFICE),
        (Stage.YEARLY, Mover.TOS),
    ],
)
def test_whose_move_it_is_follows_from_the_table_of_moves(stage: Stage, who: Mover) -> None:
    assert mover(stage) is who


def test_words_are_compared_without_signs_and_yo() -> None:
    assert words_of(" ТОС «Берёзки-2»,  д. Ёлкино ") == ["тос", "березки", "2", "д", "елкино"]


def test_a_case_is_looked_for_by_name_place_and_chair() -> None:
    case = sample("kotlassky").case
    assert case.tos and case.address and case.roles.chair
    found = set(search_words(case))
    for text in (
        case.tos.full_name,
        case.address.address.settlement,
        case.roles.chair.name.last,
    ):
        assert set(words_of(text)) <= found
