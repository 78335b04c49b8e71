"""Text in cells: what is cut can always be read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.assembly.r11001 import load_edition
from registration.assembly.r11001.cells import cut, excess, forbidden, joined, prepare, split
from registration.assembly.r11001.edition import FieldSpec

SIGNS = "АБВЁЙЩЯ ABYZ0189" + load_edition().signs
texts = st.text(alphabet=SIGNS + "абвёя ", max_size=200).map(prepare)
lengths = st.lists(st.integers(min_value=1, max_value=45), min_size=1, max_size=8).map(tuple)


def stream(*lines: int) -> FieldSpec:
    return FieldSpec(id="field", label="Поле", lines=lines)


def grouped(separator: str, *groups: int) -> FieldSpec:
    return FieldSpec(id="field", label="Поле", groups=groups, separator=separator)


@given(text=texts, lines=lengths)
def test_cells_read_in_order_give_the_text_back(text: str, lines: tuple[int, ...]) -> None:
    spec = stream(*lines)
    if excess(spec, text):
        assert len(text) > sum(lines)
        return
    parts = split(spec, text)
    assert joined(parts) == text
    assert all(len(part) <= line for part, line in zip(parts, lines, strict=True))


@given(text=texts, lines=lengths)
def test_right_aligned_cells_give_the_text_back(text: str, lines: tuple[int, ...]) -> None:
    spec = FieldSpec(id="field", label="Поле", lines=lines, align="right")
    if not excess(spec, text):
        assert joined(split(spec, text)) == text


@given(st.dates())
def test_dates_go_into_their_groups_and_back(day: date) -> None:
    text = f"{day:%d.%m}.{day.year:04}"
    assert joined(split(grouped(".", 2, 2, 4), text), ".") == text


@pytest.mark.parametrize("code", ["94.99", "01.1.1", "47.11.1", "01.11.12"])
def test_codes_of_two_or_three_groups_come_back_without_the_printed_dots(code: str) -> None:
    spec = grouped(".", 2, 2, 2)
    assert excess(spec, code) == 0
    assert joined(split(spec, code), ".") == code


def test_a_group_longer_than_its_cells_is_an_excess() -> None:
    assert excess(grouped(".", 2, 2, 4), "05.03.19611") == 1
    assert excess(grouped("-", 3, 3), "290-005-1") == 2


def test_word_ending_in_the_last_cell_leaves_its_space_to_the_next_line() -> None:
    assert cut("А" * 40 + " БВ", (40, 40)) == ("А" * 40, " БВ")


def test_space_in_the_last_cell_lets_the_next_line_start_with_a_letter() -> None:
    assert cut("А" * 39 + " БВ", (40, 40)) == ("А" * 39 + " ", "БВ")


def test_a_shorter_first_line_is_respected() -> None:
    assert cut("А" * 34 + "Б" * 40 + "В", (34, 40, 40)) == ("А" * 34, "Б" * 40, "В")


def test_quotes_number_sign_and_yo_are_kept() -> None:
    text = prepare('ТОС «Ёлочка» "Север"  № 5\u00a0(посёлок)')
    assert text == 'ТОС «ЁЛОЧКА» "СЕВЕР" № 5 (ПОСЁЛОК)'
    assert forbidden(text, load_edition().signs) == ()


def test_signs_outside_the_alphabet_are_named_once() -> None:
    assert forbidden("А—Б—В!", load_edition().signs) == ("—", "!")


@pytest.mark.parametrize(("length", "over"), [(79, 0), (80, 0), (81, 1)])
def test_a_full_field_passes_and_one_sign_more_does_not(length: int, over: int) -> None:
    assert excess(stream(40, 40), "Ш" * length) == over
