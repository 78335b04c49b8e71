"""Inputs and raw answers: nothing typed is lost, nothing untouched is overwritten."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from registration.domain.case import read_case
from registration.domain.text import normalise
from registration.questionnaire.pages import PAGES
from web.binding import (
    NOBODY,
    PARTS,
    as_typed,
    changes_of,
    mark,
    mark_name,
    posted,
    to_raw,
)
from web.screens import leaves_of
from web.widgets import Kind, Leaf, leaves

LEAVES = tuple(dict.fromkeys(leaf for page in PAGES for leaf in leaves_of(page)))
JUNK = st.text(max_size=40) | st.sampled_from(["1 234", "31", "2", "2026", "yes", "14:05", "-"])


def only(section: str, field: str, each: str | None = None) -> Leaf:
    (leaf,) = leaves(section, each, field)
    return leaf


def form_of(values: dict[Leaf, tuple[str, ...]], shown: dict[str, Any] | None = None) -> Any:
    """A posted form; `shown` is the item it was built from."""
    form: MultiDict[str, str] = MultiDict()
    for leaf, typed in values.items():
        for name, value in named(leaf, typed):
            form.add(name, value)
        if shown is not None:
            raw: Any = shown
            for part in leaf.at:
                raw = raw.get(part) if isinstance(raw, dict) else None
            form.add(mark_name(leaf), mark(leaf, as_typed(leaf, raw)))
    return form


def named(leaf: Leaf, typed: tuple[str, ...]) -> list[tuple[str, str]]:
    if leaf.kind in PARTS:
        return [
            (f"{leaf.name}-{part}", value)
            for part, value in zip(PARTS[leaf.kind], typed, strict=True)
        ]
    return [(leaf.name, value) for value in typed]


@st.composite
def answers(draw: st.DrawFn) -> tuple[Leaf, tuple[str, ...]]:
    leaf = draw(st.sampled_from(LEAVES))
    count = len(PARTS.get(leaf.kind, ("",)))
    return leaf, tuple(draw(st.lists(JUNK, min_size=count, max_size=count)))


@given(answers())
@settings(max_examples=400, deadline=None)
def test_junk_never_raises_and_comes_back_as_it_was_typed(
    answer: tuple[Leaf, tuple[str, ...]],
) -> None:
    leaf, typed = answer
    seen = posted(leaf, form_of({leaf: typed}))
    raw = to_raw(leaf, seen)
    if raw is None:
        assert not any(seen) or seen == (NOBODY,)
        return
    again = as_typed(leaf, raw)
    assert letters(again) == letters(seen)
    assert to_raw(leaf, again) == raw


def letters(typed: tuple[str, ...]) -> str:
    """What a person would miss: everything but blanks, leading zeros and names of months."""
    text = "".join(typed).lower()
    for number, name in enumerate(
        ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"), 1
    ):
        text = text.replace(name, str(number))
    return "".join(sign for sign in text if sign.isalnum() and sign != "0")


@given(answers())
@settings(max_examples=200, deadline=None)
def test_whatever_was_typed_the_case_still_reads(answer: tuple[Leaf, tuple[str, ...]]) -> None:
    leaf, typed = answer
    raw = to_raw(leaf, posted(leaf, form_of({leaf: typed})))
    nested: Any = raw
    for part in reversed(leaf.at):
        nested = {part: nested}
    read_case({leaf.section: nested})


@given(answers())
@settings(max_examples=200, deadline=None)
def test_a_form_sent_back_untouched_changes_nothing(
    answer: tuple[Leaf, tuple[str, ...]],
) -> None:
    leaf, typed = answer
    raw = to_raw(leaf, posted(leaf, form_of({leaf: typed})))
    item: Any = raw
    for part in reversed(leaf.at):
        item = {part: item}
    form = form_of({leaf: as_typed(leaf, raw)}, item)
    somebody_else_wrote: dict[str, Any] = {}
    changes = changes_of([leaf], form, somebody_else_wrote)
    assert (changes.written, changes.removed, changes.kept) == ({}, [], [])


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        ("1 234", 1234),
        ("124 чел.", 124),
        ("46 человек", 46),
        ("2 тысячи", "2 тысячи"),
        ("46", 46),
        ("сорок", "сорок"),
        ("12.5", "12.5"),
        ("9" * 40, "9" * 40),
    ],
)
def test_numbers_are_typed_freely(typed: str, raw: object) -> None:
    assert to_raw(only("residents", "adults"), (typed,)) == raw


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        (("5", "3", "2027"), "2027-03-05"),
        (("31", "2", "2027"), "2027-02-31"),
        (("5", "марта", "2027"), "2027-03-05"),
        (("5", "3", "2027 г."), "2027-03-05"),
        (("05.03.2027", "", ""), "2027-03-05"),
        (("5 марта 2027 года", "", ""), "2027-03-05"),
        (("5", "3", "27"), ["5", "3", "27"]),
        (("5", "", "2027"), ["5", "", "2027"]),
        (("завтра", "", ""), ["завтра", "", ""]),
    ],
)
def test_a_wrong_day_is_kept_as_it_was_typed(typed: tuple[str, ...], raw: object) -> None:
    assert to_raw(only("meeting", "held_on"), typed) == raw


@pytest.mark.parametrize(
    ("typed", "raw"),
    [
        (("14", "05"), "14:05"),
        (("9", ""), "09:00"),
        (("14.30", ""), "14:30"),
        (("2", "5"), "02:05"),
    ],
)
def test_a_time_is_typed_in_two_fields_or_one(typed: tuple[str, ...], raw: str) -> None:
    assert to_raw(only("meeting", "starts_at"), typed) == raw


def test_days_and_times_of_a_file_stand_in_their_fields() -> None:
    assert as_typed(only("meeting", "held_on"), date(2027, 3, 5)) == ("05", "03", "2027")
    assert as_typed(only("meeting", "held_on"), "5.3.2027") == ("5", "3", "2027")
    assert as_typed(only("meeting", "starts_at"), time(14, 5)) == ("14", "05")


def test_the_same_day_from_a_file_is_no_change() -> None:
    leaf = only("meeting", "held_on")
    item = {"held_on": date(2027, 3, 5)}
    changes = changes_of([leaf], form_of({leaf: ("5", "3", "2027")}, {}), item)
    assert changes.written == {}


def test_a_blank_required_answer_leaves_the_stored_one() -> None:
    leaf = only("meeting", "venue")
    item = {"venue": "Дом культуры"}
    changes = changes_of([leaf], form_of({leaf: ("",)}, item), item)
    assert changes.removed == []
    assert changes.kept == [leaf.name]


def test_a_blank_optional_answer_is_taken_away() -> None:
    leaf = only("territory", "houses")
    item = {"houses": 59}
    changes = changes_of([leaf], form_of({leaf: ("",)}, item), item)
    assert changes.removed == [("houses",)]


def test_a_blank_input_whose_answer_was_not_shown_takes_nothing_away() -> None:
    leaf = only("territory", "houses")
    changes = changes_of([leaf], form_of({leaf: ("",)}), {"houses": 59})
    assert changes.removed == []


def test_a_masked_field_left_blank_stays() -> None:
    inputs = leaves("people", "persons", "document")
    blank = {leaf: ("",) * len(PARTS.get(leaf.kind, ("",))) for leaf in inputs}
    stored = {"document": {"series": "0011", "number": "000101", "issued_by": "ОВД"}}
    changes = changes_of(inputs, form_of(blank, {}), stored)
    assert (changes.written, changes.removed) == ({}, [])


def test_a_group_wiped_out_by_hand_goes_whole() -> None:
    inputs = leaves("territory", None, "decision")
    blank = {leaf: ("",) * len(PARTS.get(leaf.kind, ("",))) for leaf in inputs}
    stored = {
        "decision": {
            "title": "решение",
            "body": "Собрание",
            "number": "1",
            "issued_on": "2026-01-02",
        }
    }
    assert changes_of(inputs, form_of(blank, stored), stored).removed == [("decision",)]


def test_a_suggested_district_alone_does_not_begin_an_address() -> None:
    inputs = leaves("people", "persons", "actual_address")
    typed: dict[Leaf, tuple[str, ...]] = {
        leaf: ("Холмогорский муниципальный округ",) if leaf.at[-1] == "municipality" else ("",)
        for leaf in inputs
    }
    assert changes_of(inputs, form_of(typed, {}), {}).written == {}


def test_names_are_typed_one_to_a_line() -> None:
    leaf = only("meeting", "delegates", "delegates.groups")
    raw = to_raw(leaf, ("Попова Нина Ивановна\nКара Оглы",))
    assert raw == [
        {"last": "Попова", "first": "Нина", "patronymic": "Ивановна"},
        {"last": "Кара", "first": "Оглы"},
    ]
    assert as_typed(leaf, raw) == ("Попова Нина Ивановна\nКара Оглы",)


def test_a_list_set_back_to_nothing_takes_an_optional_choice_away() -> None:
    inputs = leaves("address", None, "address")
    kind = next(leaf for leaf in inputs if leaf.at[-1] == "street_kind")
    item = {"address": {"street_kind": "street"}}
    assert changes_of([kind], form_of({kind: ("",)}, item), item).removed == [kind.at]
    assert changes_of([kind], form_of({}, item), item).removed == []


def test_a_long_answer_shown_in_several_lines_stays_one_line() -> None:
    assert to_raw(only("tos", "full_name"), ("ТОС\n«Заречье»",)) == "ТОС «Заречье»"


def test_nobody_takes_an_optional_person_away() -> None:
    leaf = only("organs", "deputy")
    item = {"deputy": "p2"}
    assert changes_of([leaf], form_of({leaf: (NOBODY,)}, item), item).removed == [("deputy",)]


def test_every_page_has_inputs_of_its_model() -> None:
    kinds = {leaf.kind for leaf in LEAVES}
    assert kinds == set(Kind)
    assert all(normalise(leaf.title) for leaf in LEAVES)
