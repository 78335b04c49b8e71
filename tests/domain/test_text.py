"""The one normaliser through which every text enters the product."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.domain.text import hidden_signs, normalise, normalised, shown

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=())) | st.text(
    st.sampled_from("аЁ \t\r\n\x00\x07\x0b\x0c\x1b\x7f\u00a0\u0301\u200b\u202e\ud800\ufeff\uffff")
)
INVISIBLE = {"Cc", "Cs", "Co"}


@given(ANY_TEXT)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(ANY_TEXT)
def test_nothing_invisible_is_left(text: str) -> None:
    signs = set(normalise(text)) - {"\n"}
    assert not {sign for sign in signs if unicodedata.category(sign) in INVISIBLE}
    assert not signs & set(
        "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\ufeff"
    )
    normalise(text).encode("utf-8")


@given(ANY_TEXT)
def test_lines_have_no_blanks_at_their_ends(text: str) -> None:
    for line in normalise(text).split("\n"):
        assert line == line.strip(" ")
        assert "  " not in line


@given(st.text(st.characters(categories=("L", "N"), exclude_characters="\u115f\u1160\u3164\uffa0")))
def test_letters_and_digits_are_kept(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text)


@given(ANY_TEXT)
def test_text_without_hidden_signs_loses_only_blanks(text: str) -> None:
    if list(hidden_signs(text)):
        return
    kept = [sign for sign in normalise(text) if not sign.isspace()]
    given_signs = [sign for sign in unicodedata.normalize("NFC", text) if not sign.isspace()]
    assert kept == given_signs


@given(ANY_TEXT)
def test_hidden_signs_are_exactly_those_thrown_away(text: str) -> None:
    assert bool(list(hidden_signs(text))) == bool(
        [s for s in text.replace("\r\n", "\n").replace("\r", "\n") if s != "\n" and _gone(s)]
    )


def _gone(sign: str) -> bool:
    return normalise(f"а{sign}б") == "аб"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ё".join(["Фе", "дор"]), "Феёдор"),
        ("Фе\u0308дор", "Фёдор"),
        ("и\u0306", "й"),
        ("  два   слова\u00a0здесь ", "два слова здесь"),
        ("одно\r\nдругое\rтретье", "одно\nдругое\nтретье"),
        ("\n\nабзац\n\n", "абзац"),
        ("а\x07б\x0cв\x0bг\x00д", "абвгд"),
        ("сло\u00adво", "слово"),
        ("ле\u202eво", "лево"),
        ("а\u200bб\ufeffв", "абв"),
        ("а\ud83dб", "аб"),
        ("а\u3164б\ufe0fв", "абв"),
        ("а\ue000б\uf8ffв", "абв"),
        ("№ 5 — «ёлочки»…", "№ 5 — «ёлочки»…"),
        ("", ""),
    ],
)
def test_text_is_kept_as(text: str, kept: str) -> None:
    assert normalise(text) == kept


def test_hidden_signs_are_named_by_code_point() -> None:
    assert list(hidden_signs("а\u200bб\u202eв\x07")) == ["U+200B", "U+202E", "U+0007"]


def test_windows_line_ends_are_not_hidden_signs() -> None:
    assert list(hidden_signs("одно\r\nдругое\tс табуляцией")) == []


def test_texts_inside_lists_and_sections_are_normalised_and_the_rest_is_left() -> None:
    given_answers = {"a": [" б ", {"в": "г\x00"}], "число": 5, "да": True, "нет": None}
    assert normalised(given_answers) == {
        "a": ["б", {"в": "г"}],
        "число": 5,
        "да": True,
        "нет": None,
    }


@given(ANY_TEXT)
def test_text_shown_back_is_short_and_visible(text: str) -> None:
    back = shown(text, 10)
    assert len(back) <= 10 * len("U+10FFFF") + 1
    assert not list(hidden_signs(back))
    assert "\n" not in back


def test_shown_text_is_cut_and_says_so() -> None:
    assert shown("длинное слово", 7) == "длинное…"
    assert shown("а\x1b[31m\nб") == "аU+001B[31m б"
