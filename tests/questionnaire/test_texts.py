"""Bars on what a leader reads: short, plain, complete, every word of the law explained."""

import re
import statistics

import pytest

from registration.questionnaire.glossary import GLOSSARY, page_text, terms_in, terms_on
from registration.questionnaire.page import AskedOf, Page, Question
from registration.questionnaire.pages import BY_ID, PAGES
from registration.questionnaire.precheck import DUTIES, QUESTIONS
from registration.questionnaire.words import longest_sentence, readability, sentences, syllables

LEADER = [page for page in PAGES if page.of is AskedOf.LEADER]
QUESTIONS_OF_LEADER = [(page, question) for page in LEADER for question in page.questions]
FORBIDDEN = ("субъект", "идентификац", "правоустанавливающ", "ОПФ")
# Beginnings of words of the law that are hard for most: each must be in the glossary.
HARD = (
    "кворум",
    "учредител",
    "доверенност",
    "нотариус",
    "кадастров",
    "выписк",
    "пошлин",
    "заявител",
    "протокол",
    "делегат",
    "гарантийн",
    "ревизор",
    "правообладател",
    "реестр",
    "имуществ",
    "постановлени",
    "расписк",
    "взнос",
    "повестк",
)


def said(question: Question) -> str:
    parts = (question.text, question.why, question.where)
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)


def texts(page: Page) -> list[str]:
    found = [page.title, page.intro]
    for question in page.questions:
        found += [question.text, question.why, question.example, question.where, question.by_voice]
    return [text for text in found if text]


@pytest.mark.parametrize(("page", "question"), QUESTIONS_OF_LEADER)
def test_a_question_says_why_gives_an_example_and_where_to_look(
    page: Page, question: Question
) -> None:
    assert question.text
    assert question.why
    assert question.example
    assert question.where


def test_the_median_text_is_easy_to_read() -> None:
    scores = [readability(said(question)) for _, question in QUESTIONS_OF_LEADER]
    assert statistics.median(scores) >= 50
    assert min(scores) >= 20


def test_no_sentence_is_longer_than_twenty_words() -> None:
    long = [
        text
        for text in (
            *(text for page in LEADER for text in texts(page)),
            *(term.meaning for term in GLOSSARY),
            *(part for ask in QUESTIONS for part in (ask.text, ask.why, ask.if_yes, ask.if_no)),
            *DUTIES,
        )
        if longest_sentence(text) > 20
    ]
    assert long == []


def test_officialese_never_meets_a_leader() -> None:
    found = [
        (page.id, word)
        for page in LEADER
        for word in FORBIDDEN
        if word.lower() in "\n".join(texts(page)).lower()
    ]
    assert found == []


def test_texts_do_not_speak_of_files_or_english() -> None:
    bare = [re.sub(r"\S+@\S+", "", text) for page in LEADER for text in texts(page)]
    assert [text for text in bare if re.search("[A-Za-z]", text)] == []


def test_the_glossary_has_eighty_terms() -> None:
    assert len(GLOSSARY) >= 80


def test_every_term_finds_itself() -> None:
    assert [term.word for term in GLOSSARY if not term.stands_in(term.word)] == []


def test_every_meaning_is_a_sentence_and_not_the_word_itself() -> None:
    wrong = [
        term.word
        for term in GLOSSARY
        if not term.meaning.endswith(".") or term.meaning.lower().startswith(term.word.lower())
    ]
    assert wrong == []


def test_no_abbreviation_stays_unexplained() -> None:
    used = {word for page in LEADER for word in re.findall(r"\b[А-ЯЁ]{2,}\b", page_text(page))}
    assert {word for word in used if not terms_in(word)} == set()


@pytest.mark.parametrize("page", LEADER, ids=lambda page: page.id)
def test_no_hard_word_stays_unexplained(page: Page) -> None:
    text = page_text(page).lower()
    explained = "\n".join(f"{term.word} {term.stem}".lower() for term in terms_on(page))
    assert [word for word in HARD if word in text and word not in explained] == []


def test_terms_of_choices_are_explained_too() -> None:
    words = [term.word for term in terms_on(BY_ID["audit"])]
    assert "ревизионная комиссия" in words


def test_longer_words_do_not_hide_in_shorter_ones() -> None:
    assert "кворум" not in [term.word for term in terms_in("Сколько людей пришло?")]
    assert [term.word for term in terms_in("Нужна доверенность.")] == ["доверенность"]


def test_an_act_of_law_scores_worse_than_a_question() -> None:
    law = (
        "Территориальное общественное самоуправление считается учреждённым с момента регистрации "
        "устава территориального общественного самоуправления уполномоченным органом местного "
        "самоуправления соответствующего муниципального образования."
    )
    assert readability(law) < 0 < readability("Где живёт ваш сосед? Спросите его.")


def test_initials_and_short_words_end_no_sentence() -> None:
    assert len(sentences("Живёт с. Верхняя Тойма. Пишет Н. И. Попова.")) == 2
    assert longest_sentence("Раз два. Три четыре пять.") == 3


def test_syllables_are_counted_by_vowels() -> None:
    assert [syllables(word) for word in ("ТОС", "село", "объявление", "в")] == [1, 2, 5, 1]
