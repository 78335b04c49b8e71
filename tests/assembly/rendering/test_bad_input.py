"""Odd answers reach a paper word for word, or are refused where they were typed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.rendering.context import template_context
from registration.assembly.rendering.render import Renderer, document_paragraphs
from registration.assembly.rendering.source import TemplateSource
from registration.domain.case import read_case
from registration.language.wording import filters
from tests.assembly.conftest import DAY
from tests.assembly.word import word_file

Answers = Callable[[str], dict[str, Any]]
_PRINTED = (
    "улица Лесная & Полевая",
    "улица <Лесная> 5 > 3",
    "улица «Лесная „Новая“»",
    "улица \"Лесная\" и 'Полевая'",
    "улица Лecная с латинскими e и c",
    "</w:t></w:r></w:p><w:p>",
    "{{ tos.full_name }} {% if x %}",
    "&amp; &lt; &#60;",
    "улица Лесная 🏠",
    "у" * 300,
)


def printed(raw: dict[str, Any], folder: Path) -> tuple[str, ...]:
    (folder / "t.docx").write_bytes(word_file("до", "[{{ territory.house_address }}]", "после"))
    reading = read_case(raw)
    assert reading.problems == ()
    context = {**template_context(reading.case, DAY), "draft_mark": ""}
    renderer = Renderer(context, filters(reading.case), TemplateSource(ours=folder))
    return document_paragraphs(renderer.render("t.docx").content)


@pytest.mark.parametrize("text", _PRINTED)
def test_an_odd_answer_is_printed_word_for_word(
    answers: Answers, tmp_path: Path, text: str
) -> None:
    raw = answers("verkhnetoemsky")
    raw["territory"]["house_address"] = text
    assert printed(raw, tmp_path) == ("до", f"[{text}]", "после")


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1b", "\u200b", "\u202e", "\ufeff"])
def test_a_hidden_sign_never_reaches_a_paper(answers: Answers, tmp_path: Path, sign: str) -> None:
    raw = answers("verkhnetoemsky")
    raw["territory"]["house_address"] = f"улица Лес{sign}ная"
    assert printed(raw, tmp_path)[1] == "[улица Лесная]"


@pytest.mark.parametrize(
    ("surname", "words"),
    [
        ("Ё" * 300, "не больше 60 знаков"),
        ("П\u006fпова", "Латинских букв"),  # the second letter is Latin
        ("Поп&ова", "русскими буквами"),
        ("Попова<br>", "русскими буквами"),
        ("«Попова»", "русскими буквами"),
        ("Попова🏠", "русскими буквами"),
    ],
)
def test_an_odd_surname_is_refused_where_it_was_typed(
    answers: Answers, surname: str, words: str
) -> None:
    raw = answers("verkhnetoemsky")
    raw["people"]["persons"][0]["name"]["last"] = surname
    (problem,) = read_case(raw).problems
    assert problem.place == "Люди № 1 → Фамилия, имя, отчество → Фамилия"
    assert words in problem.message
